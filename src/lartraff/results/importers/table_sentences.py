"""What is wrong with somebody's own table, or worth knowing of it, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy

from lartraff.results.logic.problems import ProblemCode

TABLE_SENTENCES: dict[ProblemCode, str | Promise] = {
    ProblemCode.NOTHING_TO_COUNT: gettext_lazy(
        "No table with grades or numbers was found. It needs at least two columns, and grades or numbers of pupils in"
        " one of them."
    ),
    ProblemCode.NO_GRADES_IN_LIST: gettext_lazy(
        "The table has a row for each pupil but no grades that could be counted. Nothing of it was kept."
    ),
    ProblemCode.ONE_PUPIL: gettext_lazy(
        "No grade is there for more than one pupil. This seems to be one pupil's grades, so nothing of it was kept."
    ),
    ProblemCode.OTHER_SHEETS: ngettext_lazy(
        "Sheet %(sheets)s has other columns and is not read now. Paste it by itself afterwards, if it is needed.",
        "Sheets %(sheets)s have other columns and are not read now. Paste them by themselves afterwards, if they are"
        " needed.",
        "number",
    ),
    ProblemCode.SUMS_LEFT_OUT: ngettext_lazy(
        "One row is a sum of others and is left out.", "%(rows)s rows are sums of others and are left out.", "rows"
    ),
    ProblemCode.BLANKS_AS_ABOVE: ngettext_lazy(
        "One empty cell is taken to mean the same as the cell above.",
        "%(cells)s empty cells are taken to mean the same as the cell above.",
        "cells",
    ),
    ProblemCode.CLASSES_SUMMED: gettext_lazy("Classes are added together by year: 7A and 7B become year 7."),
    ProblemCode.ROWS_SUMMED: gettext_lazy("Several rows about the same subject and year are added together."),
    ProblemCode.NO_VALUES: gettext_lazy(
        "No column says how many pupils have which grade. Choose at least one column of grades or of numbers."
    ),
    ProblemCode.USED_TWICE: gettext_lazy(
        "Another column is said to be the same. Choose which of them is right, and do not read the other."
    ),
    ProblemCode.GRADE_NOT_KNOWN: gettext_lazy("This is not a grade from A to F, or a dash. Correct it, or empty it."),
    ProblemCode.SUBJECT_NOT_KNOWN: gettext_lazy(
        "This is not a subject of compulsory school by any name known here. Write its usual name or code, as Ma."
    ),
    ProblemCode.SCHOOL_NOT_KNOWN: gettext_lazy(
        "This is neither the name nor the code of a school here. Take the row out, or write the school unit code."
    ),
    ProblemCode.SHARES_UNCLEAR: gettext_lazy(
        "These shares cannot be turned into whole numbers of pupils. Use the numbers themselves instead."
    ),
}
