"""The documents' log: every update is here before anybody is told of it.

These functions wait for the database, so they run in threads. The log is a table like any other: backed up with the
rest, and the same on SQLite and PostgreSQL.
"""

import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pycrdt
from django.db import connection, transaction

from lartraff.live.models import DocumentUpdate, LiveDocument, WrittenSection

logger = logging.getLogger(__name__)

UPDATES = DocumentUpdate._meta.db_table
MANY_UPDATES = 400  # when a document is worth putting together


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it is kept: its number, its generation, and every update up to and including row `last`."""

    pk: int
    generation: uuid.UUID
    updates: list[bytes]
    last: int


@dataclass(frozen=True, slots=True)
class Seed:
    """A document's first update, made from the notes of the agenda items: (item, version, text) each."""

    update: bytes
    sections: list[tuple[int, int, str]]


def open_document(meeting: int, seed: Callable[[], Seed]) -> Stored:
    """Return the meeting's document; if there is none, make it from `seed()` first."""
    found = find(meeting)
    return found or make(meeting, seed)


def find(meeting: int) -> Stored | None:
    document = LiveDocument.objects.filter(meeting=meeting).first()
    return None if document is None else read(document)


def read(document: LiveDocument, after: int = 0) -> Stored:
    rows = list(document.updates.filter(pk__gt=after).order_by("pk").values_list("pk", "data"))
    last = rows[-1][0] if rows else after
    return Stored(document.pk, document.generation, [bytes(data) for _pk, data in rows], last)


@transaction.atomic
def make(meeting: int, seed: Callable[[], Seed]) -> Stored:
    """Make the document, once: of two processes that try at the same time the second finds the first one's."""
    document, made = LiveDocument.objects.select_for_update().get_or_create(meeting_id=meeting)
    if made:
        first = seed()
        DocumentUpdate.objects.create(document=document, data=first.update)
        WrittenSection.objects.bulk_create(
            WrittenSection(document=document, item_id=item, notes_version=version, text=text)
            for item, version, text in first.sections
        )
    return read(document)


def append(updates: Sequence[tuple[int, bytes]]) -> None:
    """Write updates, each with the number of its document, in one transaction. When this returns they are durable.

    Everybody in the room waits for this at every letter, so it is said in SQL: a third of the time that models take.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {UPDATES} (document_id, data) VALUES (%s, %s)", updates)  # noqa: S608  our own name


@transaction.atomic
def compact(document: int) -> None:
    """Put a document's updates together into one; text that was deleted is then gone for good.

    Rows that others write meanwhile stay beside it: updates may stand in any order.
    """
    rows = list(
        DocumentUpdate.objects.select_for_update().filter(document=document).order_by("pk").values_list("pk", "data")
    )
    if len(rows) < 2:
        return
    whole = document_of([bytes(data) for _pk, data in rows])
    DocumentUpdate.objects.create(document_id=document, data=whole.get_update())
    DocumentUpdate.objects.filter(document=document, pk__in=[pk for pk, _data in rows]).delete()


def document_of(updates: Sequence[bytes]) -> "pycrdt.Doc[Any]":
    document: pycrdt.Doc[Any] = pycrdt.Doc()
    for update in updates:
        try:
            document.apply_update(update)
        except ValueError:
            # Each was tried before it was written; should one be damaged, the others shall still be read.
            logger.exception("An update of a live document cannot be read, and is passed over.")
    return document


@transaction.atomic
def throw_away(meeting: int) -> None:
    """The minutes are shared: what was written stands there, and how it was written is nobody's business."""
    LiveDocument.objects.filter(meeting=meeting).delete()
