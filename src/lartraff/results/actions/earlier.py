"""Remembering what results were, so that no correction tells of a few pupils.

Parts of saving and undoing an import, which have asked who may and write the audit trail.
"""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction

from lartraff.results.logic.packing import cells_of
from lartraff.results.logic.protection import Row
from lartraff.results.models import EarlierCounts, GradeAgainstTest, ResultRow, TestRow
from lartraff.results.queries.earlier import Earlier, Key, Stored, content_of, key_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from lartraff.results.queries.import_tables import Table

LOT = 5_000  # rows


@transaction.atomic
def remember_replaced(gone: Sequence[Stored]) -> None:
    """Keep rows that are no longer there, where they differ from what stands in their place now."""
    if not gone:
        return
    schools = {row.school_id for row in gone}
    now, before = _contents(gone, schools), Earlier(schools)
    kept: dict[Key, list[Row]] = {}
    new = []
    for row in gone:
        key, content = key_of(row), content_of(row)
        if now.get(key) != content and content not in before.of(row) and content not in kept.get(key, ()):
            kept.setdefault(key, []).append(content)
            new.append(_earlier(key, content))
    EarlierCounts.objects.bulk_create(new, batch_size=LOT)


def remember_packed(table: "Table", lines: Iterable[str]) -> None:
    """As `remember_replaced`, for rows that an import has packed as it replaced them."""
    if table.model in {ResultRow, TestRow, GradeAgainstTest}:
        remember_replaced([_unpacked(table, line) for line in lines])


@transaction.atomic
def take_away(rows: "QuerySet[Any]") -> None:
    """Delete `rows` and keep what they were, a lot at a time."""
    if rows.model not in {ResultRow, TestRow, GradeAgainstTest}:
        rows.delete()
        return
    while lot := list(rows.order_by("pk")[:LOT]):
        models.QuerySet(rows.model).filter(pk__in=[row.pk for row in lot]).delete()
        remember_replaced(lot)


def _unpacked(table: "Table", line: str) -> Stored:
    cells = dict(zip(("id", *table.all_columns), cells_of(line), strict=True))
    fields: dict[str, Any] = {name: table.model._meta.get_field(name) for name in cells}
    values: dict[str, Any] = {
        name: json.loads(cell or "{}") if isinstance(fields[name], models.JSONField) else fields[name].to_python(cell)
        for name, cell in cells.items()
    }
    return cast("Stored", table.model(**values))


def _contents(gone: Iterable[Stored], schools: set[int]) -> dict[Key, Row]:
    """What is there now of the kinds and school years that are gone."""
    found: dict[Key, Row] = {}
    for model in (ResultRow, TestRow, GradeAgainstTest):
        years = {row.school_year for row in gone if isinstance(row, model)}
        if years:
            rows: Iterable[Stored] = model.objects.filter(school__in=schools, school_year__in=years)
            found |= {key_of(row): content_of(row) for row in rows}
    return found


def _earlier(key: Key, content: Row) -> EarlierCounts:
    kind, school, school_year, season, year, subject, part = key
    return EarlierCounts(
        kind=kind,
        school_id=school,
        school_year=school_year,
        season=season,
        year=year,
        subject_id=subject,
        part=part,
        counts=dict(content.counts),
        counts_by_sex={sex: dict(counts) for sex, counts in content.by_sex.items()},
    )
