"""Whom a row of somebody's own table is about: school, school year, term, year, subject."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from lartraff.results.logic.count_tables import YEARS
from lartraff.results.logic.problems import ProblemCode, Problems
from lartraff.results.logic.proposing_cells import school_year_of, subject_named, term_of, year_of
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_tables import Row, Table
from lartraff.results.logic.proposing_uses import Role, Use
from lartraff.results.logic.subject_names import plain_name


class Place(NamedTuple):
    school: str
    school_year: int
    season: str
    year: int
    subject: str


def missing_in(table: Table, uses: Sequence[Use], given: Facts) -> frozenset[Role]:
    """What is said nowhere: in no column, in no heading, by no sheet, and not by the person."""
    roles = {use.role for use in uses}
    values = [use for use in uses if use.role is Role.VALUES]
    by_sheet = list(table.sheets.values())
    terms = [
        term_of(str(cell))
        for at, use in enumerate(uses)
        if use.role is Role.TERM
        for cell in {str(row.cells[at]) for row in table.rows}
    ]
    years_with_terms = bool(terms) and all(term is None or term[1] is not None for term in terms)

    def by_sheets(read: Callable[[Facts], object]) -> bool:
        return bool(by_sheet) and all(read(facts) is not None for facts in by_sheet)

    def by_headings(read: Callable[[Use], object]) -> bool:
        return bool(values) and all(read(use) for use in values)

    said = {
        Role.SCHOOL: given.school or Role.SCHOOL in roles or by_sheets(lambda facts: facts.school),
        Role.SCHOOL_YEAR: given.school_year is not None or Role.SCHOOL_YEAR in roles or years_with_terms
        or by_sheets(lambda facts: facts.school_year),
        Role.TERM: given.season or Role.TERM in roles or by_sheets(lambda facts: facts.season)
        or by_headings(lambda use: use.season),
        Role.YEAR: given.year or roles & {Role.YEAR, Role.CLASS} or by_sheets(lambda facts: facts.year)
        or by_headings(lambda use: use.year),
        Role.SUBJECT: given.subject or Role.SUBJECT in roles or by_sheets(lambda facts: facts.subject)
        or by_headings(lambda use: use.subject),
    }  # fmt: skip
    return frozenset(role for role, found in said.items() if not found)


class Places:
    """Tells the place of each row, and what is wrong with its cells. `classes`: how many classes have been seen."""

    def __init__(
        self, table: Table, uses: Sequence[Use], given: Facts, schools: Mapping[str, str], problems: Problems
    ) -> None:
        self._table = table
        self._columns = {use.role: at for at, use in enumerate(uses)}
        self._given = given
        self._schools = {plain_name(name): code for name, code in schools.items()}
        self._problems = problems
        self._seen: dict[tuple[int, int, Use], tuple[Place, str] | None] = {}
        self._classes: set[tuple[str, str]] = set()

    @property
    def classes(self) -> int:
        return len(self._classes)

    def of(self, row: Row, use: Use) -> tuple[Place, str] | None:
        """The place and the class. None where a cell cannot be read; that is told once for each row."""
        key = (row.sheet, row.line, Use(Role.VALUES, use.subject, "", use.season, use.year))
        if key not in self._seen:
            self._seen[key] = self._look(row, use)
        return self._seen[key]

    def _look(self, row: Row, use: Use) -> tuple[Place, str] | None:
        facts = self._given.otherwise(self._table.sheets.get(row.sheet, Facts()))
        season = use.season or self._season(row) or facts.season
        if season is None:
            self._tell(ProblemCode.BAD_TERM, row, Role.TERM)
            return None
        place = (
            self._school(row) or self._or_tell(ProblemCode.SCHOOL_NOT_KNOWN, row, Role.SCHOOL, facts.school),
            self._school_year(row, season)
            or self._or_tell(ProblemCode.BAD_SCHOOL_YEAR, row, Role.SCHOOL_YEAR, facts.school_year),
            use.year or self._year(row, facts.year),
            use.subject
            or subject_named(self._cell(row, Role.SUBJECT))
            or self._or_tell(ProblemCode.SUBJECT_NOT_KNOWN, row, Role.SUBJECT, facts.subject),
        )
        school, school_year, year, subject = place
        if not school or not school_year or not year or not subject:
            return None
        class_name = plain_name(self._cell(row, Role.CLASS))
        if class_name:
            self._classes.add((str(school), class_name))
        return Place(str(school), int(school_year), season, int(year), str(subject)), class_name

    def _cell(self, row: Row, role: Role) -> str:
        at = self._columns.get(role)
        cell = row.cells[at] if at is not None else ""
        return cell if isinstance(cell, str) else ""

    def _school(self, row: Row) -> str | None:
        cell = self._cell(row, Role.SCHOOL)
        return self._schools.get(plain_name(cell)) or (cell if cell.isdecimal() and len(cell) == 8 else None)

    def _season(self, row: Row) -> str | None:
        for role in (Role.TERM, Role.SCHOOL_YEAR):
            if term := term_of(self._cell(row, role)):
                return term[0]
        return None

    def _school_year(self, row: Row, season: str) -> int | None:
        if said := school_year_of(self._cell(row, Role.SCHOOL_YEAR), season):
            return said
        term = term_of(self._cell(row, Role.TERM))
        return term[1] if term else None

    def _year(self, row: Row, otherwise: int | None) -> int | None:
        role = Role.YEAR if self._cell(row, Role.YEAR) else Role.CLASS
        year = year_of(self._cell(row, role)) or self._or_tell(ProblemCode.BAD_YEAR, row, role, otherwise)
        if isinstance(year, int) and year not in YEARS:
            self._tell(ProblemCode.BAD_YEAR, row, role)
            return None
        return int(year) if year else None

    def _or_tell(self, code: ProblemCode, row: Row, role: Role, otherwise: str | int | None) -> str | int | None:
        """What holds for all rows, unless this row says something that cannot be read."""
        if otherwise is not None and not self._cell(row, role):
            return otherwise
        self._tell(code, row, role)
        return None

    def _tell(self, code: ProblemCode, row: Row, role: Role) -> None:
        at = self._columns.get(role)
        letter = self._table.columns[at].letter if at is not None else ""
        self._problems.add(code, row.line, letter, **({"sheet": row.sheet} if row.sheet else {}))
