"""From the document to the minutes: each section becomes the notes of its agenda item, while it is being written.

Reports, pages and sharing read the notes and never the document. The other way, what is written in the notes by a page
without scripts is taken into the document. Both happen in one transaction, so neither can be lost between the two.
These functions wait for the database, so they run in threads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from lartraff.live import store
from lartraff.live.document import Document, section
from lartraff.live.merging import blocks_of, merged, rewrite
from lartraff.live.models import DocumentUpdate, LiveDocument, WrittenSection
from lartraff.live.writing import blocks
from lartraff.meetings.actions.log import lock
from lartraff.meetings.actions.notes import save_notes
from lartraff.meetings.queries.outcomes import agenda_of, meeting_of
from lartraff.people.queries import leader_of

if TYPE_CHECKING:
    from lartraff.people.models import User


@dataclass(slots=True)
class Carried:
    """What came of it. `problems`: a sentence for each item whose text cannot stand in the minutes, None if it is well.

    `updates`: what others wrote in the notes, as updates that are already in the log.
    """

    problems: dict[int, str | None] = field(default_factory=dict)
    updates: list[bytes] = field(default_factory=list)


def texts(document: Document, items: Iterable[int]) -> dict[int, str]:
    """The Markdown of each of the items' sections."""
    return {item: "\n\n".join(blocks(section(document, item))) for item in items}


@transaction.atomic
def carry(meeting_pk: int, written: Mapping[int, str], *, by: User) -> Carried:
    """Make the notes say what is `written` (agenda item → Markdown), and take in what others wrote there."""
    carried = Carried()
    meeting = meeting_of(meeting_pk)
    live = LiveDocument.objects.filter(meeting=meeting_pk).first()
    if meeting is None or live is None:
        return carried
    lock(meeting)
    before = {row.item_id: row for row in WrittenSection.objects.filter(document=live)}
    for item in agenda_of(meeting, written):
        last = before.get(item.pk) or WrittenSection(document=live, item=item, notes_version=0, text="")
        text = written[item.pk]
        if item.notes_version != last.notes_version:
            text, update = take_in(live, item.pk, base=last.text, theirs=item.notes)
            carried.updates.append(update)
        elif text == item.notes:
            carried.problems[item.pk] = None
            continue
        try:
            with transaction.atomic():
                saved = save_notes(item, text, based_on=item.notes_version, by=by)
        except ValidationError as problem:
            carried.problems[item.pk] = problem.messages[0]
            continue
        last.notes_version, last.text = saved.notes_version, saved.notes
        last.save()
        carried.problems[item.pk] = None
    return carried


def take_in(live: LiveDocument, item: int, *, base: str, theirs: str) -> tuple[str, bytes]:
    """Put what others made of `base` into the document. Returns its Markdown then, and the update that did it."""
    document = store.document_of(store.read(live).updates)
    state = document.get_state()
    ours = blocks(section(document, item))
    rewrite(document, item, merged(blocks_of(base), ours, blocks_of(theirs)))
    update = document.get_update(state)
    DocumentUpdate.objects.create(document=live, data=update)
    return "\n\n".join(blocks(section(document, item))), update


def seed(meeting_pk: int) -> store.Seed:
    """The document to begin with: what stands in the notes already."""
    meeting = meeting_of(meeting_pk)
    document: Document = Document()
    sections = []
    for item in agenda_of(meeting) if meeting else []:
        rewrite(document, item.pk, blocks_of(item.notes))
        sections.append((item.pk, item.notes_version, item.notes))
    return store.Seed(document.get_update(), sections)


def gather(meeting_pk: int, *, by: User) -> None:
    """Carry over all that is in the log, in the caller's transaction: before the minutes are read aloud or shared."""
    stored = store.find(meeting_pk)
    meeting = meeting_of(meeting_pk)
    if stored is None or meeting is None:
        return
    document = store.document_of(stored.updates)
    carried = carry(meeting_pk, texts(document, [item.pk for item in agenda_of(meeting)]), by=by)
    for sentence in carried.problems.values():
        if sentence is not None:
            raise ValidationError(sentence)


def gather_everything() -> None:
    """Carry over what was written and not yet carried when the house last stopped, as each group's leader."""
    for meeting_pk in LiveDocument.objects.values_list("meeting", flat=True):
        meeting = meeting_of(meeting_pk)
        leader = None if meeting is None else leader_of(meeting.group)
        if leader is not None:
            try:
                gather(meeting_pk, by=leader)
            except (ValidationError, PermissionDenied):
                # It is said in the room as soon as somebody comes in, and the text is still in the document.
                continue
