"""Trying files of results, and throwing away what they gave."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import Denied, require
from lartraff.people.models import Authority, School, User
from lartraff.results.logic.packed_rows import packed_from
from lartraff.results.logic.problems import Problem
from lartraff.results.logic.tallies import Reading
from lartraff.results.logic.together import together
from lartraff.results.models import ImportBatch, PackedRows
from lartraff.results.permissions import can_confirm_import, can_import_anything, schools_to_import_for
from lartraff.results.queries.imports import authority_for, problems_here, schools_in

TRIALS_ARE_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of reading files. No batch where something is wrong: then nothing at all has been saved."""

    batch: ImportBatch | None
    problems: tuple[Problem, ...]


@transaction.atomic
def start_trial(reading: Reading, *, file_name: str = "", by: User | None, authority: Authority | None = None) -> Trial:
    """Keep the numbers of `reading` aside until somebody confirms them. `by` is None on the command line only.

    `file_name`: of the only file; readings made by `together` know the names of theirs. `authority`: whose published
    figures these are, where neither the files nor `by` can tell.
    """
    if by is not None:
        require(can_import_anything(by))
    forget_old_trials()
    if not reading.files:
        reading = replace(together([(file_name, reading)]), problems=reading.problems)
    schools = schools_in(reading)
    authority = authority_for(schools, by, authority)
    problems = in_order([*reading.problems, *problems_here(reading, schools, authority, by)])
    if authority is None or any(problem.severity == "error" for problem in problems):
        return Trial(None, problems)
    batch = ImportBatch.objects.create(
        authority=authority,
        kind=reading.kind or "",
        files=[file.as_json() for file in reading.files],
        by=by,
        pupils=reading.pupils,
        row_count=0,
        remarks=[problem.as_json() for problem in problems],
    )
    batch.schools.set(schools.values())
    for table, holds, content, rows in packed_from(reading):
        PackedRows.objects.create(batch=batch, table=table, holds=holds, content=content, row_count=rows)
        batch.row_count += rows if holds == "COUNTED" else 0
    batch.save(update_fields=["row_count"])
    record_for_schools("start_trial", batch, by=by)
    return Trial(batch, problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What concerns the whole first, then by file and line."""
    return tuple(sorted(problems, key=lambda problem: (problem.line is not None, problem.file, problem.line or 0)))


def forget_old_trials() -> None:
    """Remove trials that nobody has confirmed within a day."""
    ImportBatch.objects.filter(state="TRIAL", read_at__lt=timezone.now() - TRIALS_ARE_KEPT).delete()


@transaction.atomic
def discard_trial(batch: ImportBatch, *, by: User | None) -> None:
    """Throw away what a trial has counted."""
    batch = on_trial(batch, by=by)
    record_for_schools("discard_trial", batch, by=by)
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


def record_for_schools(verb: str, batch: ImportBatch, *, by: User | None) -> None:
    """One entry per school, since each school reads its own audit trail.

    Published figures belong to no school: the entry is for those that whoever loads them answers for.
    """
    schools = batch.schools.all() or schools_answered_for(batch.authority, by)
    school_ids = [school.pk for school in schools]
    audit.record_at_schools(verb, batch, by=by, school_ids=school_ids, kind=batch.kind, rows=batch.row_count)


def schools_answered_for(authority: Authority, by: User | None) -> Iterable[School]:
    schools = School.objects.all() if by is None else schools_to_import_for(by)
    return schools.filter(authority=authority)
