"""Turns a table whose columns have been said into counts, in the form that every file of results is tried in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lartraff.results.logic.problems import ProblemCode, Problems
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_places import Place, Places, missing_in
from lartraff.results.logic.proposing_tables import Row, Table
from lartraff.results.logic.proposing_uses import KEYS, Role, Use
from lartraff.results.logic.proposing_values import Value, values_of
from lartraff.results.logic.tallies import FileKind, Reading, Tally

_ONCE = KEYS | {Role.GRADE, Role.COUNT}


@dataclass(frozen=True, slots=True)
class Said:
    """`missing`: what neither the table nor the person has said. Then the reading is empty."""

    reading: Reading
    missing: frozenset[Role] = frozenset()


def reading_of(table: Table, uses: Sequence[Use], given: Facts, schools: Mapping[str, str]) -> Said:
    """`uses`: what each column is for. `given`: what holds for all rows that do not say otherwise in a column.

    `schools` as in `propose_table`.
    """
    problems = Problems()
    uses = [
        Use(Role.IGNORED) if column.proposal.left_out else use for column, use in zip(table.columns, uses, strict=True)
    ]
    _tell_double(table, uses, problems)
    if not _has_values(table, uses):
        problems.add(ProblemCode.NO_VALUES)
    if missing := missing_in(table, uses, given):
        return Said(_empty(problems), missing)
    if problems.as_tuple():
        return Said(_empty(problems))
    return Said(_Reader(table, uses, given, schools, problems).read())


def _empty(problems: Problems) -> Reading:
    return Reading(FileKind.SHEET, (), problems.as_tuple(), 0, {})


def _has_values(table: Table, uses: Sequence[Use]) -> bool:
    roles = {use.role for use in uses}
    if table.counted:
        return any(use.role in {Role.VALUES, Role.GRADE} for use in uses)
    steps = any(use.step for use in uses)
    return steps or (Role.GRADE in roles and bool(roles & {Role.COUNT, Role.VALUES}))


def _tell_double(table: Table, uses: Sequence[Use], problems: Problems) -> None:
    """Two columns may be the same subject, as Spanish and German are, but not the same step of all subjects."""
    for at, use in enumerate(uses):
        alone = use.role in _ONCE or (use.role is Role.VALUES and not use.subject)
        if table.counted and use.role is Role.GRADE:
            alone = False
        if alone and use in uses[:at]:
            problems.add(ProblemCode.USED_TWICE, None, table.columns[at].letter)


class _Reader:
    def __init__(
        self, table: Table, uses: Sequence[Use], given: Facts, schools: Mapping[str, str], problems: Problems
    ) -> None:
        self.table = table
        self.uses = uses
        self.problems = problems
        self.places = Places(table, uses, given, schools, problems)
        self.counts: dict[Place, Counter[str]] = {}
        self.rows: dict[tuple[Place, str, str], int] = {}
        self.schools: dict[str, int] = {}
        self.summed = 0

    def read(self) -> Reading:
        self._tell_bad_grades()
        for row in self.table.rows:
            for value in values_of(self.table, self.uses, row, self.problems):
                self._take(row, value)
        if not self.table.counted and (self.places.classes > 1 or len(self.table.sheets) > 1):
            self.problems.add(ProblemCode.CLASSES_SUMMED)
        elif self.summed:
            self.problems.add(ProblemCode.ROWS_SUMMED)
        tallies = tuple(
            Tally(*place, {step: number for step, number in sorted(counts.items()) if number})
            for place, counts in self.counts.items()
        )
        if not any(tally.counts for tally in tallies) and not self.problems.as_tuple():
            self.problems.add(ProblemCode.NO_VALUES)
        return Reading(
            FileKind.SHEET,
            tallies,
            tuple(sorted((*self.table.notes, *self.problems.as_tuple()), key=lambda problem: problem.line or 0)),
            self._pupils(tallies) if self.table.counted else 0,
            self.schools,
        )

    def _take(self, row: Row, value: Value) -> None:
        found = self.places.of(row, value.use)
        if found is None:
            return
        place, class_name = found
        self.schools.setdefault(place.school, row.line)
        key = (place, class_name, value.step)
        if not self.table.counted and self.rows.setdefault(key, row.line) != row.line:
            self._again(row, class_name)
        counter = self.counts.setdefault(place, Counter())
        if value.number:
            counter[value.step] += value.number

    def _again(self, row: Row, class_name: str) -> None:
        """The same place once more: other classes or groups of it, or a row that has been written twice?"""
        groups = any(column.proposal.left_out for column in self.table.columns) or len(self.table.sheets) > 1
        if class_name or not groups:
            self.problems.add(ProblemCode.ROW_TWICE, row.line, "", **sheet_of(row))
        else:
            self.summed += 1

    def _tell_bad_grades(self) -> None:
        for bad in self.table.bad:
            if self.uses[bad.column].role not in {Role.GRADE, Role.VALUES}:
                continue
            self.problems.add(
                ProblemCode.GRADE_NOT_KNOWN,
                bad.line,
                self.table.columns[bad.column].letter,
                times=bad.others + 1,
                shown=bad.shown,
                **({"sheet": bad.sheet} if bad.sheet else {}),
            )

    @staticmethod
    def _pupils(tallies: Sequence[Tally]) -> int:
        """As many as have a grade in the subject that most have one in."""
        most: dict[tuple[object, ...], int] = {}
        for tally in tallies:
            key = (tally.school, tally.school_year, tally.season, tally.year)
            most[key] = max(most.get(key, 0), sum(tally.counts.values()))
        return sum(most.values())


def sheet_of(row: Row) -> dict[str, int]:
    return {"sheet": row.sheet} if row.sheet else {}
