"""Saving what a trial showed."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lartraff.people.models import User
from lartraff.results.actions.trials import on_trial, record_for_schools
from lartraff.results.models import GradeScale, ImportBatch, ResultRow
from lartraff.results.queries.imports import scale_for, subjects_by_code


@transaction.atomic
def confirm_import(batch: ImportBatch, *, by: User | None) -> ImportBatch:
    """Save what the trial showed. It replaces what was there for the same school, term, year and subject."""
    batch = on_trial(batch, by=by)
    rows = batch.counted["rows"]
    for (school, school_year, season, year), covered in subjects_covered(rows).items():
        ResultRow.objects.filter(
            school=school, school_year=school_year, season=season, year=year, subject__code__in=covered
        ).delete()
    subjects = subjects_by_code()
    scales = {row["school_year"]: scale_of(row["school_year"]) for row in rows}
    ResultRow.objects.bulk_create(
        ResultRow(
            school_id=row["school"],
            school_year=row["school_year"],
            season=row["season"],
            year=row["year"],
            subject=subjects[row["subject"]],
            scale=scales[row["school_year"]],
            counts=row["counts"],
            batch=batch,
        )
        for row in rows
        if row["counts"]
    )
    batch.state, batch.confirmed_at, batch.counted = "CONFIRMED", timezone.now(), {}
    batch.save(update_fields=["state", "confirmed_at", "counted"])
    record_for_schools("confirm_import", batch, batch.schools.all(), by=by)
    return batch


def subjects_covered(rows: Iterable[dict[str, Any]]) -> dict[tuple[int, int, str, int], set[str]]:
    """The subjects that a file has, by school (primary key), school year, season and year."""
    covered: dict[tuple[int, int, str, int], set[str]] = defaultdict(set)
    for row in rows:
        covered[row["school"], row["school_year"], row["season"], row["year"]].add(row["subject"])
    return covered


def scale_of(school_year: int) -> GradeScale:
    scale = scale_for(school_year)
    if scale is None:
        raise ValidationError(_("There is no grade scale for that school year."))
    return scale
