"""Saving what a trial showed, and undoing it again: all of it, or nothing."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lartraff.core.access import require
from lartraff.people.models import Authority, User
from lartraff.results.actions.bulk import insert_lines
from lartraff.results.actions.earlier import remember_packed, take_away
from lartraff.results.actions.replacing import Replacing
from lartraff.results.actions.trials import on_trial, record_for_schools
from lartraff.results.logic.packing import lines_in
from lartraff.results.models import ImportBatch, PackedRows, TableOnHold
from lartraff.results.permissions import can_undo_import
from lartraff.results.queries.history import why_not_undo
from lartraff.results.queries.import_tables import TABLES, Table

TAKEN = ("REPLACED", "EMPTIED")


@transaction.atomic
def confirm_import(batch: ImportBatch, *, by: User | None) -> ImportBatch:
    """Save what the trial showed. It replaces what was there for the same school, term, year and subject."""
    hold(batch.authority_id)
    batch = on_trial(batch, by=by)
    replacing = [Replacing(batch, table) for table in tables_in(batch)]
    for one in replacing:
        one.take_away()
        one.put_in_place()
    for table in tables_in(batch):
        for lines in pieces_of(batch, table, TAKEN):
            remember_packed(table, lines)
    batch.packed.filter(holds__in=("COUNTED", "EMPTY")).delete()
    batch.replaces.set(set().union(*(one.earlier for one in replacing)))
    batch.replaced_count = sum(one.taken_away for one in replacing)
    batch.state, batch.confirmed_at, batch.remarks = "CONFIRMED", timezone.now(), []
    batch.save(update_fields=["state", "confirmed_at", "remarks", "replaced_count"])
    TableOnHold.objects.filter(batch=batch).delete()
    record_for_schools("confirm_import", batch, by=by)
    return batch


@transaction.atomic
def undo_import(batch: ImportBatch, *, by: User | None) -> ImportBatch:
    """Take away what the import had saved, and put back exactly what was there before."""
    hold(batch.authority_id)
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if by is not None:
        require(can_undo_import(by, batch))
    if reason := why_not_undo(batch):
        raise ValidationError(reason)
    for table in TABLES.values():
        take_away(table.rows.filter(batch_id=batch.pk))
    for table in tables_in(batch):
        for lines in pieces_of(batch, table, TAKEN):
            insert_lines(table.model, ("id", *table.all_columns), lines)
    batch.packed.all().delete()
    batch.state, batch.undone_at, batch.undone_by = "UNDONE", timezone.now(), by
    batch.save(update_fields=["state", "undone_at", "undone_by"])
    record_for_schools("undo_import", batch, by=by)
    return batch


def hold(authority: int) -> None:
    """Imports of one authority wait for each other, so that none replaces rows while another does."""
    Authority.objects.select_for_update().get(pk=authority)


def tables_in(batch: ImportBatch) -> list[Table]:
    names = set(batch.packed.order_by().values_list("table", flat=True).distinct())
    return [table for name, table in TABLES.items() if name in names]


def pieces_of(batch: ImportBatch, table: Table, holds: Sequence[str]) -> Iterator[list[str]]:
    """The packed lines, a piece at a time."""
    for pk in list(batch.packed.filter(table=table.name, holds__in=holds).values_list("pk", flat=True)):
        yield lines_in(bytes(PackedRows.objects.values_list("content", flat=True).get(pk=pk)))
