"""The four tables that imports fill: how what was counted becomes a row, and which rows take each other's place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from lartraff.people.models import School
from lartraff.results.logic.coverage import Coverage
from lartraff.results.logic.packing import NONE, Cell, cells_of, lines_in
from lartraff.results.models import GradeAgainstTest, ImportBatch, OfficialFigure, ResultRow, TestRow
from lartraff.results.queries.imports import subjects_by_code

Place = tuple[Cell, ...]
Covered = Coverage[Place, Place]


@dataclass(frozen=True, slots=True)
class Table:
    """`columns`: of a packed row, with keys of owner (school or authority) and subject first; on trial, their codes.

    Two rows take each other's place when they have the same in `of` and in `what`.
    """

    model: type[models.Model]
    owner: str
    columns: tuple[str, ...]
    of: tuple[str, ...]
    what: tuple[str, ...]
    has_scale: bool = False

    @property
    def rows(self) -> "QuerySet[Any]":
        return QuerySet(self.model)

    @property
    def name(self) -> str:
        return self.model.__name__

    @property
    def all_columns(self) -> tuple[str, ...]:
        return (*self.columns, *(("scale_id",) if self.has_scale else ()), "batch_id")

    def place_in(self, row: Sequence[Cell]) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
        """The row's place, as text: one that is packed and one that stands in the table can be compared."""
        at = self.columns.index
        return tuple(row[at(name)] for name in self.of), tuple(row[at(name)] for name in self.what)


_SCHOOL, _TERM = ("school_id", "subject_id"), ("school_year", "season", "year")
_OF, _WHAT = ("school_id", "school_year"), ("subject_id", "season", "year")

RESULTS = Table(ResultRow, "school_id", (*_SCHOOL, *_TERM, "counts", "counts_by_sex"), _OF, _WHAT, has_scale=True)
TESTS = Table(TestRow, "school_id", (*_SCHOOL, *_TERM, "part", "counts", "counts_by_sex"), _OF, (*_WHAT, "part"))
AGAINST = Table(GradeAgainstTest, "school_id", (*_SCHOOL, *_TERM, "higher", "equal", "lower"), _OF, _WHAT)
OFFICIAL = Table(
    OfficialFigure,
    "authority_id",
    ("authority_id", "subject_id", "school_year", "level", "area_code", "area_name", "owner", "year", "sex", "measure",
     "value", "marker"),
    ("level", "area_code", "owner", "school_year"),
    ("subject_id", "year", "sex", "measure"),
)  # fmt: skip
TABLES = {table.name: table for table in (RESULTS, TESTS, AGAINST, OFFICIAL)}


class Staged:
    """What an import on trial holds for one table, with keys instead of codes, a piece at a time."""

    def __init__(self, batch: ImportBatch, table: Table) -> None:
        self.batch = batch
        self.table = table

    def pieces(self, holds: str, tails: Mapping[str, str] | None = None) -> Iterator[list[str]]:
        """The lines. `tails`: what to add to a line, with its tab, by its school year."""
        packed = self.batch.packed.filter(table=self.table.name, holds=holds)
        owners, subjects = self._owners, self._subjects
        for pk in list(packed.values_list("pk", flat=True)):
            lines = lines_in(bytes(packed.values_list("content", flat=True).get(pk=pk)))
            parts = (line.split("\t", 2) for line in lines)
            if tails is None:
                yield [f"{owners[owner]}\t{subjects[subject]}\t{rest}" for owner, subject, rest in parts]
            else:
                # The school year is what comes next in every table.
                yield [
                    f"{owners[owner]}\t{subjects[subject]}\t{rest}{tails[rest[:4]]}" for owner, subject, rest in parts
                ]

    @property
    def there(self) -> "QuerySet[Any]":
        """The rows that the table has for the same schools (or authority), of any year."""
        return self.table.rows.filter(Q((f"{self.table.owner}__in", list(self._owners.values()))))

    @cached_property
    def counted(self) -> Covered:
        return self._covered("COUNTED")

    @cached_property
    def empty(self) -> Covered:
        return self._covered("EMPTY")

    @property
    def school_years(self) -> set[int]:
        at = self.table.of.index("school_year")
        return {int(of[at] or 0) for of in (*self.counted.of, *self.empty.of)}

    def _covered(self, holds: str) -> Covered:
        covered = Covered()
        for lines in self.pieces(holds):
            for line in lines:
                covered.add(*self.table.place_in(cells_of(line)))
        return covered

    @cached_property
    def _owners(self) -> dict[str, str]:
        if self.table.owner == "authority_id":
            return {"": str(self.batch.authority_id)}
        return {school.unit_code: str(school.pk) for school in self.schools.values()}

    @cached_property
    def schools(self) -> dict[int, School]:
        return {school.pk: school for school in self.batch.schools.all()}

    @cached_property
    def _subjects(self) -> dict[str, str]:
        return {NONE: NONE} | {code: str(subject.pk) for code, subject in subjects_by_code().items()}
