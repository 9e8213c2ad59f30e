"""What is wrong with a file of national tests, and what is good to know of it, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from lartraff.results.logic.problems import ProblemCode

TEST_SENTENCES: dict[ProblemCode, str | Promise] = {
    ProblemCode.NO_TESTS: gettext_lazy(
        "This looks like a file of national tests, but the columns with results are missing. Export it again with all"
        " of SCB's columns."
    ),
    ProblemCode.UNKNOWN_OUTCOME: gettext_lazy(
        "This is not a result that SCB's file of national tests can hold. Allowed are A to F, 77, 88, 99 and nothing;"
        " in year 3: 0, 1, 88 and 99. Correct it where the file comes from and export again."
    ),
    ProblemCode.UNKNOWN_TEST_SUBJECT: gettext_lazy(
        "This code does not say which subject the test is in. Allowed are 1, 2 and 99 for Swedish, BI, FY and KE, and"
        " GE, HI, RE and SH. Correct it where the file comes from and export again."
    ),
    ProblemCode.BAD_TEST_YEAR: gettext_lazy("National tests are given in years 3, 6 and 9; this is another."),
    ProblemCode.BAD_PART: gettext_lazy("More pupils have passed than have a result. Correct the row."),
    ProblemCode.BAD_COMPARISON: gettext_lazy("Higher, equal and lower do not add up to this number. Correct the row."),
    ProblemCode.TOGETHER_SKIPPED: gettext_lazy(
        "Rows with Swedish and Swedish as a second language together are not saved, since they are two subjects:"
        " %(rows)s rows."
    ),
    ProblemCode.TESTS_DIGITAL: gettext_lazy(
        "Tests that were taken digitally have their results with Skolverket and not in this file: %(tests)s tests. They"
        " are counted as neither passed nor failed."
    ),
    ProblemCode.TESTS_REPLACED: gettext_lazy(
        "Replacement tests (code 77) have no result in this file: %(tests)s tests. They are counted as neither passed"
        " nor failed."
    ),
    ProblemCode.TESTS_LOST: gettext_lazy(
        "The results of %(tests)s tests have been lost (code 88). They are counted as neither passed nor failed."
    ),
    ProblemCode.TESTS_WITHOUT_SUBJECT: gettext_lazy(
        "For %(tests)s tests the file does not say which subject they are in (SV_KURSPLAN, NO_PROV or SO_PROV). They"
        " are not counted. Tests that were taken digitally look like this."
    ),
    ProblemCode.PAIRED_WITHOUT: gettext_lazy(
        "Grades against tests: %(grades)s pupils with grades are not in the file of tests, and %(tests)s pupils with"
        " tests are not in the file of grades. They are not compared."
    ),
    ProblemCode.PAIRED_TWICE: gettext_lazy(
        "Grades against tests: %(twice)s pupils are there more than once. They are not compared."
    ),
    ProblemCode.PAIRED_OTHER_COURSE: gettext_lazy(
        "Grades against tests: %(courses)s pupils took the test in one of Swedish and Swedish as a second language and"
        " have their grade in the other. They are not compared."
    ),
    ProblemCode.PAIRED_NOWHERE: gettext_lazy(
        "Grades and tests are not compared, since the files are not of the same school, year and term."
    ),
    ProblemCode.PAIRING_TOO_LARGE: gettext_lazy(
        "Grades and tests are not compared, since there are too many pupils. Load fewer schools at a time."
    ),
}
