"""Remembering what results were, so that no correction tells of a few pupils."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from lartraff.results.logic.protection import Row
from lartraff.results.models import EarlierCounts, GradeAgainstTest, ResultRow, TestRow
from lartraff.results.queries.earlier import Earlier, Key, Stored, content_of, key_of

BATCH = 2_000  # rows


@transaction.atomic
def remember_replaced(gone: Sequence[Stored]) -> None:
    """Keep rows that have just been replaced or removed by an import or its undoing, where they differ from what is.

    Called after the change by the verb that made it, which has asked who may and writes the audit trail.
    """
    if not gone:
        return
    schools = {row.school_id for row in gone}
    now = _contents(gone, schools)
    before = Earlier(schools)
    kept: dict[Key, list[Row]] = {}
    new = []
    for row in gone:
        key, content = key_of(row), content_of(row)
        if now.get(key) != content and content not in before.of(row) and content not in kept.get(key, ()):
            kept.setdefault(key, []).append(content)
            new.append(_earlier(key, content))
    EarlierCounts.objects.bulk_create(new, batch_size=BATCH)


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
