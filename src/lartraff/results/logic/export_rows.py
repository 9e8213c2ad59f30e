"""From the rows of one table of statistics to published figures."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lartraff.results.logic.collected import Collected
from lartraff.results.logic.grids import column_letter
from lartraff.results.logic.headings import Column, Role
from lartraff.results.logic.measures import measure_of
from lartraff.results.logic.places import means_all
from lartraff.results.logic.problems import Fatal, ProblemCode
from lartraff.results.logic.said_in_text import sex_at_the_end, sex_in, when, year_in, year_of_report
from lartraff.results.logic.signs import Figure, figure_of
from lartraff.results.logic.subject_names import is_all_subjects, only_subject_in, subject_of
from lartraff.results.logic.tables import OWNERS, Row, Table
from lartraff.results.logic.tallies import OfficialTally

LONGEST_MEASURE = 200
_OWNER_ABOVE = re.compile(r"(?:typ av huvudman:\s*|endast )(samtliga|kommunal|enskild)")
_TESTS = re.compile(r"nationella prov|provbetyg|ämnesprov")
_YEARS = tuple("123456789")
_WHOLE_TEST = {"provbetyg", "sammanvägt provbetyg", "samtliga delprov", "hela provet"}


@dataclass(frozen=True, slots=True)
class _RowSays:
    """What a row says beside its figures. `words`: all that divides the pupils further, kept as it is written."""

    owner: str
    subject: str | None
    sex: str | None
    school_year: int | None
    year: int | None
    measure: str
    words: tuple[str, ...]


class TableFigures:
    def __init__(self, table: Table, file_name: str, collected: Collected) -> None:
        self._table = table
        self._collected = collected
        self._title = table.above[0] if table.above else table.grid.name
        self._when = when(self._title)
        self._year = year_of_report(self._title, file_name)
        self._measures: dict[tuple[int, str, tuple[str, ...]], str] = {}

    def collect(self) -> None:
        """Raises `Fatal` where a table cannot be read at all."""
        if Role.SCHOOL in self._table.places and Role.SCHOOL_CODE not in self._table.places:
            raise Fatal(ProblemCode.NO_SCHOOL_CODES)
        for row in self._table.rows:
            says = self._of_row(row)
            for column in self._table.columns:
                self._add(row, says, column)
        for code, rows in (
            (ProblemCode.ROW_WITHOUT_AREA, self._table.strange),
            (ProblemCode.ROW_BELOW, self._table.below),
        ):
            for at in rows:
                self._tell(code, at)
        for nameless in self._table.nameless:
            self._tell(ProblemCode.NO_HEADING, self._table.rows[0].at, nameless)

    def _tell(self, code: ProblemCode, row: int, column: int | None = None) -> None:
        letter = "" if column is None else column_letter(column)
        self._collected.problems.add(code, self._table.grid.line(row), letter, **self._sheet)

    @cached_property
    def _sheet(self) -> dict[str, int]:
        return {"sheet": self._table.grid.number} if self._table.grid.name else {}

    def _cell(self, row: Row, role: Role) -> str:
        return row.cells[self._table.places[role]] if role in self._table.places else ""

    def _of_row(self, row: Row) -> _RowSays:
        words = [row.cells[at] for at in self._table.breakdowns]
        owner = self._cell(row, Role.OWNER) or self._owner_above
        if row.area.level != "SCHOOL" and owner.casefold() not in OWNERS:
            words.append(owner)
        subject_name = self._cell(row, Role.SUBJECT)
        subject = subject_of(subject_name) if subject_name else self._subject_above
        if subject_name and subject is None and not is_all_subjects(subject_name):
            words.append(subject_name)
        sex_name = self._cell(row, Role.SEX)
        if sex_name and sex_in(sex_name) is None:
            words.append(sex_name)
        year_name, measure = self._cell(row, Role.YEAR), self._cell(row, Role.MEASURE).removeprefix("- ")
        return _RowSays(
            # A school has one owner: its kind divides nothing.
            owner="ALL" if row.area.level == "SCHOOL" else OWNERS.get(owner.casefold(), "ALL"),
            subject=subject,
            sex=sex_in(sex_name) or sex_at_the_end(self._title),
            school_year=self._when.school_year_in(self._cell(row, Role.SCHOOL_YEAR)),
            year=int(year_name) if year_name in _YEARS else year_in(f"{year_name} {measure}"),
            measure=measure,
            words=tuple(word for word in words if not means_all(word) and word.casefold() not in _WHOLE_TEST),
        )

    def _add(self, row: Row, says: _RowSays, column: Column) -> None:
        cell = row.cells[column.at]
        if not cell:
            return
        figure = figure_of(cell)
        if figure is None:
            self._tell(ProblemCode.UNKNOWN_SIGN, row.at, column.at)
            return
        tally = self._tally(row, says, column, figure)
        if tally is not None:
            self._collected.add(tally, self._table.grid.line(row.at), column.at, self._sheet)

    def _tally(self, row: Row, says: _RowSays, column: Column, figure: Figure) -> OfficialTally | None:
        school_year = column.school_year or says.school_year or self._school_year_above
        if school_year is None:
            raise Fatal(ProblemCode.NO_SCHOOL_YEAR, self._table.grid.line(row.at), **self._sheet)
        return OfficialTally(
            level=row.area.level,
            area_code=row.area.code,
            area_name=row.area.name,
            owner=says.owner,
            school_year=school_year,
            year=self._year_of(says, column),
            subject=column.subject or says.subject,
            sex=column.sex or says.sex or "ALL",
            measure=self._measure(column, says),
            value=figure.value,
            marker=figure.sign,
        )

    def _year_of(self, says: _RowSays, column: Column) -> int | None:
        return column.year or says.year or (None if column.all_years else self._year)

    @cached_property
    def _school_year_above(self) -> int | None:
        return self._when.chosen_school_year([*self._table.above, self._table.grid.name])

    @cached_property
    def _owner_above(self) -> str:
        found = [match[1] for line in self._table.above if (match := _OWNER_ABOVE.match(line.casefold()))]
        return found[0] if found else "samtliga"

    @cached_property
    def _subject_above(self) -> str | None:
        """From a line of its own, the sheet's name, or a title that speaks of one subject only."""
        own_line = (subject_of(line) for line in (*self._table.above, self._table.grid.name))
        return next(filter(None, own_line), None) or only_subject_in(self._title)

    # --- What is measured

    def _measure(self, column: Column, says: _RowSays) -> str:
        key = (column.at, says.measure, says.words)
        if key not in self._measures:
            self._measures[key] = self._named(column, says)
        return self._measures[key]

    def _named(self, column: Column, says: _RowSays) -> str:
        words = [*column.words, *filter(None, [says.measure])]
        if column.step and column in self._ambiguous:
            name = " – ".join([*words, column.step])
        elif column.step:
            name = self._step(column, words)
        else:
            name = " – ".join(words) or self._measure_above
            code = measure_of(name, self._title)
            if code and not says.words and column not in self._ambiguous:
                return code
        return " – ".join([name, *says.words])[:LONGEST_MEASURE]

    def _step(self, column: Column, words: list[str]) -> str:
        said = " ".join(words).casefold()
        share = "andel" in said or "%" in said or ("antal" not in said and self._steps_are_shares)
        tests = "TEST_" if _TESTS.search(f"{self._title} {said}".casefold()) else ""
        return f"{tests}{'SHARE' if share else 'COUNT'}_{column.step}"

    @cached_property
    def _steps_are_shares(self) -> bool:
        """Where nothing says so: shares have decimals, or add up to a hundred in nearly all rows."""
        steps = [column.at for column in self._table.columns if column.step]
        sums = Counter[bool]()
        for row in self._table.rows:
            figures = [figure_of(row.cells[at]) for at in steps]
            values = [figure.value for figure in figures if figure is not None and figure.value is not None]
            if any(value != value.to_integral_value() for value in values):
                return True
            if len(values) == len(steps):
                sums[abs(sum(values, Decimal()) - 100) <= 2] += 1
        return sums[True] > sums[False]

    @cached_property
    def _measure_above(self) -> str:
        """Where the heading of the subjects says it, as in "share with at least E in each subject", or the title."""
        heading = self._table.subject_heading
        return heading if measure_of(heading, self._title) else self._title or heading

    @cached_property
    def _ambiguous(self) -> frozenset[Column]:
        """Columns whose headings give the same code though they say different things: they keep their own words."""
        same: dict[tuple[object, ...], set[tuple[str, ...]]] = {}
        for column in self._table.columns:
            same.setdefault(self._meaning(column), set()).add(column.words)
        return frozenset(column for column in self._table.columns if len(same[self._meaning(column)]) > 1)

    def _meaning(self, column: Column) -> tuple[object, ...]:
        code = self._step(column, list(column.words)) if column.step else None
        code = code or measure_of(" – ".join(column.words), self._title) or " – ".join(column.words)
        return (code, column.sex or "ALL", column.school_year, column.year, column.subject)
