"""What is wrong with a file, in words: what is the matter, where, and what to do."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from lartraff.results.importers.sentences_of_tests import TEST_SENTENCES
from lartraff.results.importers.table_sentences import TABLE_SENTENCES
from lartraff.results.logic.problems import Problem, ProblemCode, Severity

SENTENCES: dict[ProblemCode, str | Promise] = {
    ProblemCode.NO_FILE: gettext_lazy("Choose a file first."),
    ProblemCode.EMPTY: gettext_lazy("The file is empty. Export it again from your school administration system."),
    ProblemCode.ONLY_HEADER: gettext_lazy(
        "The file has a header but no rows. Export it again, and check that the right year and school are chosen."
    ),
    ProblemCode.ONLY_TOTALS: gettext_lazy("The file holds only sums for all schools. Rows for each school are needed."),
    ProblemCode.TOO_LARGE: gettext_lazy(
        "This is more than %(megabytes)s MB, so reading was stopped. A file with a thousand pupils is about 150 kB:"
        " this must be another file."
    ),
    ProblemCode.INTERRUPTED: gettext_lazy("The file did not arrive whole. Load it again."),
    ProblemCode.SPREADSHEET: gettext_lazy(
        "This is a spreadsheet. Load the text file as it was exported for SCB, or save the sheet as CSV with"
        " semicolons first."
    ),
    ProblemCode.ARCHIVE: gettext_lazy("This is a packed file. Unpack it and load the text file inside."),
    ProblemCode.PDF: gettext_lazy("This is a PDF. Load the text file that was exported for SCB instead."),
    ProblemCode.WEB_PAGE: gettext_lazy(
        "This is a web page or an XML file. Load the text file that was exported for SCB instead."
    ),
    ProblemCode.BINARY: gettext_lazy(
        "This is not a text file, or it is damaged. Export it again from your school administration system."
    ),
    ProblemCode.COMMAS: gettext_lazy(
        "The columns are separated by commas. Export the file again with semicolons, as SCB asks for."
    ),
    ProblemCode.TABS: gettext_lazy(
        "The columns are separated by tabs. Export the file again with semicolons, as SCB asks for."
    ),
    ProblemCode.NOT_RECOGNISED: gettext_lazy(
        "This does not look like a file of results. Load a file that your school makes for SCB in June (final grades"
        " of year 9, term grades of year 6, or national tests), or a table of counts."
    ),
    ProblemCode.KIND_UNCLEAR: gettext_lazy(
        "The file has no header, and its first row does not tell what the columns are. Export it again with a header."
    ),
    ProblemCode.WRONG_COLUMN_COUNT: gettext_lazy(
        "The file has no header and %(found)s columns. None of SCB's files of grades or national tests has that many."
        " Export it again, if possible with a header."
    ),
    ProblemCode.YEAR_UNCLEAR: gettext_lazy(
        "It is not clear which year the file is about. Export it with all of SCB's columns."
    ),
    ProblemCode.UNREADABLE: gettext_lazy(
        "The file could not be read because of a mistake in Lärträff. Nothing was saved. Report it, and say: %(place)s."
    ),
    ProblemCode.TABLE_TOO_LARGE: gettext_lazy(
        "The table is too large to be read at once. Divide it: one school year or one municipality in each file."
    ),
    ProblemCode.OLD_WORKBOOK: gettext_lazy(
        "This kind of spreadsheet cannot be read. Open it and save it as an Excel workbook (.xlsx) or as CSV."
    ),
    ProblemCode.WORKBOOK_LOCKED: gettext_lazy(
        "The workbook is locked with a password. Save it without one and load it again."
    ),
    ProblemCode.WORKBOOK_DAMAGED: gettext_lazy(
        "The workbook is damaged. Open it in a spreadsheet program, save it again and load the new file."
    ),
    ProblemCode.HIDDEN_SHEETS: ngettext_lazy(
        "One sheet is hidden and was not read. Show it in the spreadsheet program if it is needed.",
        "%(sheets)s sheets are hidden and were not read. Show them in the spreadsheet program if they are needed.",
        "sheets",
    ),
    ProblemCode.CELLS_WITH_ERRORS: ngettext_lazy(
        "One cell shows an error such as #DIV/0! and is read as empty.",
        "%(cells)s cells show an error such as #DIV/0! and are read as empty.",
        "cells",
    ),
    ProblemCode.PERSONAL_NUMBERS: gettext_lazy(
        "This looks like a personal number. Take that column away and load the table again: only numbers of pupils"
        " are kept here, never anything about one of them."
    ),
    ProblemCode.NO_TABLE: gettext_lazy(
        "This comes from Skolverket, but no table with a row for each school, municipality or county was found in it."
    ),
    ProblemCode.OTHER_JSON: gettext_lazy(
        "This is a file for programs (JSON) with something else than a school's published figures. Load the table"
        " instead, as CSV or Excel."
    ),
    ProblemCode.NO_SCHOOL_YEAR: gettext_lazy(
        "The table does not say which school year it is about. Write it above the table, as “Valt läsår: 2024/25”."
    ),
    ProblemCode.YEAR_FROM_DATE: gettext_lazy(
        "The file does not say which school year it is about. From the day it was made, it must be %(school_year)s."
    ),
    ProblemCode.NO_SCHOOL_CODES: gettext_lazy(
        "The schools have names but no codes. Load a table with the column Skol-enhetskod, since several schools may"
        " have the same name."
    ),
    ProblemCode.NO_HEADING: gettext_lazy("The column has figures but no heading. Write above it what they are."),
    ProblemCode.UNKNOWN_SIGN: gettext_lazy(
        "This is neither a number nor one of Skolverket's signs (.. or . or ~100 or *). Correct it, or leave it empty."
    ),
    ProblemCode.NO_SHARE: gettext_lazy(
        "A share in per cent lies between 0 and 100. Look whether a decimal comma has been lost."
    ),
    ProblemCode.FIGURE_TWICE: gettext_lazy(
        "The same figure has stood before, with another value. Remove the one that is wrong."
    ),
    ProblemCode.ROW_WITHOUT_AREA: gettext_lazy(
        "The row has figures but no school, municipality or county whose code and name agree. Correct the row."
    ),
    ProblemCode.ROW_BELOW: gettext_lazy(
        "The row stands below the table and names no school, municipality or county. It was not read."
    ),
    ProblemCode.SHEET_NOT_READ: gettext_lazy("No table of figures was found in this sheet. It was not read."),
    ProblemCode.MISSING_COLUMN: gettext_lazy(
        "%(columns)s is missing from the header. Export the file again with all of SCB's columns."
    ),
    ProblemCode.COLUMN_TWICE: gettext_lazy("This column is there twice. Remove one of them, or export again."),
    ProblemCode.MISSING_SUBJECTS: gettext_lazy("No column for %(columns)s. What is saved there stays as it is."),
    ProblemCode.EXTRA_COLUMNS: gettext_lazy("Columns that SCB's file does not have are not read: number %(places)s."),
    ProblemCode.REORDERED: gettext_lazy(
        "The columns stand in another order than in SCB's file. They are read by their names."
    ),
    ProblemCode.QUOTE_OPEN: gettext_lazy(
        "A quotation mark opens here and is never closed. Remove it, or export the file again."
    ),
    ProblemCode.LINE_TOO_LONG: gettext_lazy("The line never ends. Export the file again as plain text."),
    ProblemCode.WRONG_WIDTH: gettext_lazy(
        "The row does not have %(expected)s columns like the header. Look for a semicolon too many or too few."
    ),
    ProblemCode.UNKNOWN_GRADE: gettext_lazy(
        "This is not a grade that SCB's file can hold. Allowed are A to F, 2, 3, 9, Y and Z. Correct it where the file"
        " comes from and export again."
    ),
    ProblemCode.BAD_DATE: gettext_lazy("This is not a date like 2026-06-12. Export the file again."),
    ProblemCode.MIXED_TERMS: gettext_lazy(
        "The date belongs to another term than the rows before. Load the terms as one file each."
    ),
    ProblemCode.BAD_SCHOOL_CODE: gettext_lazy(
        "This is not a school unit code of eight digits. Check that the columns stand in the right order."
    ),
    ProblemCode.TOO_MANY_SCHOOLS: gettext_lazy(
        "There are more than %(most)s different school unit codes. Something else seems to stand in that column."
    ),
    ProblemCode.TOO_MANY_ROWS: gettext_lazy(
        "The table has more than %(most)s rows. Divide it: some school years in each file."
    ),
    ProblemCode.BAD_NUMBER: gettext_lazy("This is not a whole number. Leave the row out if the numbers are hidden."),
    ProblemCode.BAD_SUM: gettext_lazy("A to F do not add up to this number. Correct the row."),
    ProblemCode.BAD_SCHOOL_YEAR: gettext_lazy("This is not a school year like 2025-2026."),
    ProblemCode.BAD_YEAR: gettext_lazy("Grades are given in years 6 to 9; this is another."),
    ProblemCode.BAD_TERM: gettext_lazy("This is neither HT nor VT."),
    ProblemCode.UNKNOWN_SUBJECT: gettext_lazy("This is not one of SCB's subject codes, like Ma or Sva."),
    ProblemCode.ROW_TWICE: gettext_lazy(
        "The same school, term, year and subject has stood before. Remove one of the rows."
    ),
    ProblemCode.SCHOOL_UNKNOWN: ngettext_lazy(
        "The school unit %(schools)s is not here. Take its rows out of the file, or let an administrator add the"
        " school with: lartraff add-school",
        "The school units %(schools)s are not here. Take their rows out of the file, or let an administrator add the"
        " schools with: lartraff add-school",
        "number",
    ),
    ProblemCode.SCHOOL_NOT_YOURS: ngettext_lazy(
        "You do not load results for %(schools)s. Take its rows out of the file.",
        "You do not load results for %(schools)s. Take their rows out of the file.",
        "number",
    ),
    ProblemCode.SEVERAL_AUTHORITIES: gettext_lazy(
        "The file holds schools of several school authorities. Load them as one file each."
    ),
    ProblemCode.NOTHING_FOR_SCHOOL: gettext_lazy("The file has no rows for the school unit %(school)s."),
    ProblemCode.NO_SCALE: gettext_lazy("There is no grade scale for the school year %(school_year)s. Check the date."),
    ProblemCode.IN_SEVERAL_FILES: gettext_lazy(
        "The same school, term, year and subject stands in another of the files, too. Choose one of them."
    ),
    ProblemCode.CONTRADICTION: gettext_lazy(
        "The same published figure stands there with different values: %(figures)s times. Load the tables one by one."
    ),
    ProblemCode.AUTHORITY_UNCLEAR: gettext_lazy(
        "It is not clear for which school authority these published figures are. Load them together with a file of one"
        " of its schools, or on the command line with --school."
    ),
    ProblemCode.TOO_MANY_FILES: gettext_lazy("These are more than %(most)s files. Load some of them at a time."),
    ProblemCode.COLUMNS_UNKNOWN: gettext_lazy(
        "What the columns of this table mean is not known. Load it by itself in the browser, and say there what they"
        " mean."
    ),
    ProblemCode.TOTALS_SKIPPED: gettext_lazy("Sums for all schools are not saved: %(rows)s rows."),
    ProblemCode.OTHER_SUBJECTS: gettext_lazy(
        "Grades in other subjects (the column OVR) are not counted: %(pupils)s pupils have one."
    ),
    ProblemCode.ADAPTED: gettext_lazy(
        "Pupils with an adapted study path (code 3) are not counted in the subject: %(grades)s times in this file."
    ),
    **TABLE_SENTENCES,
    **TEST_SENTENCES,
}


def sentence(problem: Problem) -> str:
    """The whole sentence, with its place first: "betyg.txt, line 5 and 12 more, column Ma: …"."""
    words = SENTENCES[problem.code]
    text = str(words % dict(problem.facts)) if problem.facts else str(words)
    if shown := dict(problem.facts).get("shown"):
        text = _("“%(code)s” – %(sentence)s") % {"code": shown, "sentence": text}
    where = place(problem)
    if problem.file:
        where = ", ".join([problem.file, where[:1].lower() + where[1:]]) if where else problem.file
    return _("%(place)s: %(sentence)s") % {"place": where, "sentence": text} if where else text


def place(problem: Problem) -> str:
    where, sheet = place_in_sheet(problem), dict(problem.facts).get("sheet")
    if not sheet:
        return where
    if not where:
        return _("Sheet %(sheet)s") % {"sheet": sheet}
    if problem.line is not None:
        where = where[:1].lower() + where[1:]
    return _("Sheet %(sheet)s, %(place)s") % {"sheet": sheet, "place": where}


def place_in_sheet(problem: Problem) -> str:
    if problem.line is None:
        return problem.column
    if problem.others:
        line = ngettext("Line %(line)s and %(others)s more", "Line %(line)s and %(others)s more", problem.others) % {
            "line": problem.line,
            "others": problem.others,
        }
    else:
        line = _("Line %(line)s") % {"line": problem.line}
    if not problem.column:
        return line
    return _("%(line)s, column %(column)s") % {"line": line, "column": problem.column}


def sentences(problems: Iterable[Problem], severity: Severity) -> list[str]:
    return [sentence(problem) for problem in problems if problem.severity is severity]
