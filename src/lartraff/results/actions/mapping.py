"""Somebody's own table: kept aside without anything about a pupil, explained, tried, remembered, forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from lartraff.core import audit
from lartraff.core.access import require
from lartraff.people.models import User
from lartraff.results.actions.trials import TRIALS_ARE_KEPT, Trial, start_trial
from lartraff.results.logic.file_names import without_numbers
from lartraff.results.logic.problems import Problem
from lartraff.results.logic.proposing import Proposed
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_readings import Said, reading_of
from lartraff.results.logic.proposing_tables import Table
from lartraff.results.logic.proposing_uses import Use
from lartraff.results.models import ColumnMapping, ImportBatch, TableOnHold
from lartraff.results.permissions import can_forget_mapping, can_import_anything, can_try_table
from lartraff.results.queries.mappings import schools_by_code, schools_known_to

TABLES_ARE_KEPT: timedelta = TRIALS_ARE_KEPT


@dataclass(frozen=True, slots=True)
class Held:
    """No table where something is wrong: then nothing of it has been kept."""

    table: TableOnHold | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """Either a trial, or what has not been said. Where the table is not right, neither the one nor the other."""

    said: Said
    trial: Trial


@transaction.atomic
def hold_table(found: Proposed, *, file_name: str, by: User) -> Held:
    """Keep aside what may be kept of a table until `by` says what its columns mean.

    It takes what was proposed and not the table itself, so that no row of it stands in a traceback from here on.
    """
    require(can_import_anything(by))
    forget_old_tables()
    if found.table is None:
        return Held(None, found.problems)
    kept = TableOnHold.objects.create(by=by, file_name=without_numbers(file_name), content=found.table.as_json())
    audit.record("hold_table", kept, by=by, school_id=None, rows=len(found.table.rows), counted=found.table.counted)
    return Held(kept, ())


def forget_old_tables() -> None:
    TableOnHold.objects.filter(read_at__lt=timezone.now() - TABLES_ARE_KEPT).delete()


@transaction.atomic
def try_table(kept: TableOnHold, *, uses: Sequence[Use], given: Facts, by: User) -> Tried:
    """Count the table as `by` says its columns are to be read, as a trial. A trial made of it before is thrown away.

    What was said is remembered for the schools that the table turns out to be about.
    """
    kept = TableOnHold.objects.select_for_update().get(pk=kept.pk)
    require(can_try_table(by, kept))
    table = Table.from_json(kept.content)
    said = reading_of(table, uses, given, schools_known_to(by))
    if said.missing or said.reading.errors:
        return Tried(said, Trial(None, said.reading.problems))
    trial = start_trial(said.reading, file_name=kept.file_name, by=by)
    if trial.batch is None:
        return Tried(said, trial)
    earlier, kept.batch = kept.batch_id, trial.batch
    kept.save(update_fields=["batch"])
    if earlier is not None:
        ImportBatch.objects.filter(pk=earlier, state="TRIAL").delete()
    remember(table, uses, said.reading.schools, by=by)
    return Tried(said, trial)


def remember(table: Table, uses: Sequence[Use], schools: Iterable[str], *, by: User) -> None:
    for school in schools_by_code(schools, by):
        columns = [use.code for use in uses]
        ColumnMapping.objects.update_or_create(
            school=school, shape=table.shape, defaults={"columns": columns, "by": by}
        )


@transaction.atomic
def drop_table(kept: TableOnHold, *, by: User) -> None:
    """Throw away a table, and the trial that was made of it."""
    require(can_try_table(by, kept))
    audit.record("drop_table", kept, by=by, school_id=None)
    if kept.batch_id is not None:
        ImportBatch.objects.filter(pk=kept.batch_id, state="TRIAL").delete()
    TableOnHold.objects.filter(pk=kept.pk).delete()


@transaction.atomic
def forget_mapping(mapping: ColumnMapping, *, by: User) -> None:
    """Forget what the columns of a table mean at a school."""
    require(can_forget_mapping(by, mapping))
    audit.record("forget_mapping", mapping, by=by, school_id=mapping.school_id)
    mapping.delete()
