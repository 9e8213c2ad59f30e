"""What can be wrong with a file, as values. `importers.sentences` turns them into words.

A problem says where: line and column. It never carries what stood there, since that may be about a pupil; the
one exception is an unknown grade code of a single character, which can be neither a name nor a number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

Fact = str | int


class Severity(StrEnum):
    ERROR = "error"  # nothing can be saved
    WARNING = "warning"  # can be saved; look first
    NOTE = "note"  # good to know


class ProblemCode(StrEnum):
    # The file as a whole
    NO_FILE = "no_file"
    EMPTY = "empty"
    ONLY_HEADER = "only_header"
    ONLY_TOTALS = "only_totals"
    TOO_LARGE = "too_large"
    INTERRUPTED = "interrupted"
    SPREADSHEET = "spreadsheet"
    ARCHIVE = "archive"
    PDF = "pdf"
    WEB_PAGE = "web_page"
    BINARY = "binary"
    COMMAS = "commas"
    TABS = "tabs"
    NOT_RECOGNISED = "not_recognised"
    KIND_UNCLEAR = "kind_unclear"
    NO_TESTS = "no_tests"
    WRONG_COLUMN_COUNT = "wrong_column_count"
    YEAR_UNCLEAR = "year_unclear"
    UNREADABLE = "unreadable"
    # Tables and workbooks
    TABLE_TOO_LARGE = "table_too_large"
    OLD_WORKBOOK = "old_workbook"
    WORKBOOK_LOCKED = "workbook_locked"
    WORKBOOK_DAMAGED = "workbook_damaged"
    HIDDEN_SHEETS = "hidden_sheets"
    CELLS_WITH_ERRORS = "cells_with_errors"
    PERSONAL_NUMBERS = "personal_numbers"
    # Published figures
    NO_TABLE = "no_table"
    OTHER_JSON = "other_json"
    NO_SCHOOL_YEAR = "no_school_year"
    YEAR_FROM_DATE = "year_from_date"
    NO_SCHOOL_CODES = "no_school_codes"
    NO_HEADING = "no_heading"
    UNKNOWN_SIGN = "unknown_sign"
    NO_SHARE = "no_share"
    FIGURE_TWICE = "figure_twice"
    ROW_WITHOUT_AREA = "row_without_area"
    ROW_BELOW = "row_below"
    SHEET_NOT_READ = "sheet_not_read"
    # Somebody's own table
    NOTHING_TO_COUNT = "nothing_to_count"
    NO_GRADES_IN_LIST = "no_grades_in_list"
    ONE_PUPIL = "one_pupil"
    OTHER_SHEETS = "other_sheets"
    SUMS_LEFT_OUT = "sums_left_out"
    BLANKS_AS_ABOVE = "blanks_as_above"
    CLASSES_SUMMED = "classes_summed"
    ROWS_SUMMED = "rows_summed"
    NO_VALUES = "no_values"
    USED_TWICE = "used_twice"
    GRADE_NOT_KNOWN = "grade_not_known"
    SUBJECT_NOT_KNOWN = "subject_not_known"
    SCHOOL_NOT_KNOWN = "school_not_known"
    SHARES_UNCLEAR = "shares_unclear"
    # Columns
    MISSING_COLUMN = "missing_column"
    COLUMN_TWICE = "column_twice"
    MISSING_SUBJECTS = "missing_subjects"
    EXTRA_COLUMNS = "extra_columns"
    REORDERED = "reordered"
    # Rows
    QUOTE_OPEN = "quote_open"
    LINE_TOO_LONG = "line_too_long"
    WRONG_WIDTH = "wrong_width"
    UNKNOWN_GRADE = "unknown_grade"
    UNKNOWN_OUTCOME = "unknown_outcome"
    UNKNOWN_TEST_SUBJECT = "unknown_test_subject"
    BAD_DATE = "bad_date"
    MIXED_TERMS = "mixed_terms"
    BAD_SCHOOL_CODE = "bad_school_code"
    BAD_NUMBER = "bad_number"
    BAD_SUM = "bad_sum"
    BAD_PART = "bad_part"
    BAD_COMPARISON = "bad_comparison"
    BAD_SCHOOL_YEAR = "bad_school_year"
    BAD_YEAR = "bad_year"
    BAD_TEST_YEAR = "bad_test_year"
    BAD_TERM = "bad_term"
    UNKNOWN_SUBJECT = "unknown_subject"
    ROW_TWICE = "row_twice"
    TOO_MANY_SCHOOLS = "too_many_schools"
    TOO_MANY_ROWS = "too_many_rows"
    # What the file holds, and whose it is
    SCHOOL_UNKNOWN = "school_unknown"
    SCHOOL_NOT_YOURS = "school_not_yours"
    SEVERAL_AUTHORITIES = "several_authorities"
    NOTHING_FOR_SCHOOL = "nothing_for_school"
    NO_SCALE = "no_scale"
    IN_SEVERAL_FILES = "in_several_files"
    CONTRADICTION = "contradiction"
    AUTHORITY_UNCLEAR = "authority_unclear"
    TOO_MANY_FILES = "too_many_files"
    COLUMNS_UNKNOWN = "columns_unknown"
    TOTALS_SKIPPED = "totals_skipped"
    OTHER_SUBJECTS = "other_subjects"
    ADAPTED = "adapted"
    TOGETHER_SKIPPED = "together_skipped"
    TESTS_DIGITAL = "tests_digital"
    TESTS_REPLACED = "tests_replaced"
    TESTS_LOST = "tests_lost"
    TESTS_WITHOUT_SUBJECT = "tests_without_subject"
    # Grades against tests
    PAIRED_WITHOUT = "paired_without"
    PAIRED_TWICE = "paired_twice"
    PAIRED_OTHER_COURSE = "paired_other_course"
    PAIRED_NOWHERE = "paired_nowhere"
    PAIRING_TOO_LARGE = "pairing_too_large"

    @property
    def severity(self) -> Severity:
        if self in _WARNINGS:
            return Severity.WARNING
        return Severity.NOTE if self in _NOTES else Severity.ERROR


_WARNINGS = {
    ProblemCode.MISSING_SUBJECTS,
    ProblemCode.EXTRA_COLUMNS,
    ProblemCode.REORDERED,
    ProblemCode.CELLS_WITH_ERRORS,
    ProblemCode.ROW_BELOW,
    ProblemCode.SHEET_NOT_READ,
    ProblemCode.OTHER_SHEETS,
}
_NOTES = {
    ProblemCode.TOTALS_SKIPPED,
    ProblemCode.OTHER_SUBJECTS,
    ProblemCode.ADAPTED,
    ProblemCode.HIDDEN_SHEETS,
    ProblemCode.YEAR_FROM_DATE,
    ProblemCode.SUMS_LEFT_OUT,
    ProblemCode.BLANKS_AS_ABOVE,
    ProblemCode.CLASSES_SUMMED,
    ProblemCode.ROWS_SUMMED,
    ProblemCode.TOGETHER_SKIPPED,
    ProblemCode.TESTS_DIGITAL,
    ProblemCode.TESTS_REPLACED,
    ProblemCode.TESTS_LOST,
    ProblemCode.TESTS_WITHOUT_SUBJECT,
    ProblemCode.PAIRED_WITHOUT,
    ProblemCode.PAIRED_TWICE,
    ProblemCode.PAIRED_OTHER_COURSE,
    ProblemCode.PAIRED_NOWHERE,
    ProblemCode.PAIRING_TOO_LARGE,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """`others`: how many more times the same thing was found after `line`. `file`: its name, if there are several."""

    code: ProblemCode
    line: int | None = None
    column: str = ""
    others: int = 0
    facts: tuple[tuple[str, Fact], ...] = ()
    file: str = ""

    @property
    def severity(self) -> Severity:
        return self.code.severity

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code.value,
            "line": self.line,
            "column": self.column,
            "others": self.others,
            "facts": dict(self.facts),
            "file": self.file,
        }

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> "Problem":
        return cls(
            ProblemCode(saved["code"]),
            saved["line"],
            saved["column"],
            saved["others"],
            tuple(saved["facts"].items()),
            saved["file"],
        )


class Fatal(Exception):
    """Reading ends here: not a mistake of the program but of the file. The reader catches it and keeps the problem."""

    def __init__(self, code: ProblemCode, line: int | None = None, **facts: Fact) -> None:
        super().__init__(code.value)
        self.problem = Problem(code, line, facts=tuple(facts.items()))


class Problems:
    """Collects problems; the same one again only raises its number, so memory stays small."""

    def __init__(self) -> None:
        self._found: dict[tuple[ProblemCode, str, tuple[tuple[str, Fact], ...]], list[int | None]] = {}

    def add(
        self, code: ProblemCode, line: int | None = None, column: str = "", *, times: int = 1, **facts: Fact
    ) -> None:
        key = (code, column, tuple(facts.items()))
        if key in self._found:
            first, others = self._found[key]
            earliest = min(first, line) if first is not None and line is not None else first
            self._found[key] = [earliest, (others or 0) + times]
        else:
            self._found[key] = [line, times - 1]

    def add_all(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.add(problem.code, problem.line, problem.column, times=problem.others + 1, **dict(problem.facts))

    def as_tuple(self) -> tuple[Problem, ...]:
        """All problems in the order of the file: what concerns the whole first, then by line."""
        return tuple(
            sorted(
                (
                    Problem(code, first, column, others or 0, facts)
                    for (code, column, facts), (first, others) in self._found.items()
                ),
                key=lambda problem: problem.line or 0,
            )
        )


def place_of(error: Exception) -> str:
    """Where in the program something went wrong: kind of error, file and line, and none of its values."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} {where}"
