"""Trying a file of results, and throwing away what it gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import Denied, require
from lartraff.people.models import School, User
from lartraff.results.logic.file_names import without_numbers
from lartraff.results.logic.problems import Problem
from lartraff.results.logic.tallies import Reading
from lartraff.results.models import ImportBatch
from lartraff.results.permissions import can_confirm_import, can_import_anything
from lartraff.results.queries.imports import problems_here, schools_in

TRIALS_ARE_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of reading a file. No batch where something is wrong: then nothing at all has been saved."""

    batch: ImportBatch | None
    problems: tuple[Problem, ...]


@transaction.atomic
def start_trial(reading: Reading, *, file_name: str, by: User | None) -> Trial:
    """Keep the numbers of `reading` aside until somebody confirms them. `by` is None on the command line only."""
    if by is not None:
        require(can_import_anything(by))
    forget_old_trials()
    problems = tuple(sorted([*reading.problems, *problems_here(reading, by)], key=lambda problem: problem.line or 0))
    if any(problem.severity == "error" for problem in problems):
        return Trial(None, problems)
    schools = schools_in(reading)
    rows = [
        {
            "school": schools[tally.school].pk,
            "school_year": tally.school_year,
            "season": tally.season,
            "year": tally.year,
            "subject": tally.subject,
            "counts": tally.counts,
        }
        for tally in reading.tallies
    ]
    batch = ImportBatch.objects.create(
        authority=next(iter(schools.values())).authority,
        kind=reading.kind or "",
        file_name=without_numbers(file_name),
        by=by,
        pupils=reading.pupils,
        row_count=sum(bool(tally.counts) for tally in reading.tallies),
        counted={"rows": rows, "problems": [problem.as_json() for problem in problems]},
    )
    batch.schools.set(schools.values())
    record_for_schools("start_trial", batch, schools.values(), by=by)
    return Trial(batch, problems)


def forget_old_trials() -> None:
    """Remove trials that nobody has confirmed within a day."""
    ImportBatch.objects.filter(state="TRIAL", read_at__lt=timezone.now() - TRIALS_ARE_KEPT).delete()


@transaction.atomic
def discard_trial(batch: ImportBatch, *, by: User | None) -> None:
    """Throw away what a trial has counted."""
    batch = on_trial(batch, by=by)
    record_for_schools("discard_trial", batch, batch.schools.all(), by=by)
    batch.delete()


def on_trial(batch: ImportBatch, *, by: User | None) -> ImportBatch:
    """Return the batch, held until the end of the transaction, if `by` may decide on it and it is undecided."""
    found = ImportBatch.objects.select_for_update().filter(pk=batch.pk).first()
    if found is None or found.state != "TRIAL":
        raise ValidationError(_("This file has already been saved or thrown away. Load it again if you need to."))
    if by is not None:
        require(can_confirm_import(by, found))
    elif found.by_id is not None:
        require(Denied(_("Somebody else tried this file. Load it again yourself to save it.")))
    return found


def record_for_schools(verb: str, batch: ImportBatch, schools: Iterable[School], *, by: User | None) -> None:
    """One entry per school, since each school reads its own audit trail."""
    facts: dict[str, Any] = {"kind": batch.kind, "rows": batch.row_count}
    for school in schools:
        audit.record(verb, batch, by=by, school_id=school.pk, **facts)
