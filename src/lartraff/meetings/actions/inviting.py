"""The leader prepares in hiding, and then invites: until that moment the group sees the ordinary agenda."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.actions.letters import send_invitations
from lartraff.meetings.actions.log import lock
from lartraff.meetings.actions.planning import refuse_unless_planned
from lartraff.meetings.actions.suggestions import mark_taken_up
from lartraff.meetings.logic import plan_changes
from lartraff.meetings.models import AgendaItem, Invitation, Meeting, NoteToSelf, PreparedItem
from lartraff.meetings.permissions import can_prepare_meeting
from lartraff.meetings.queries.preparing import open_suggestions, plan_of
from lartraff.people.models import User

MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One row of the agenda as it is being prepared. `suggestion`: the member's matter it comes from."""

    kind: str
    title: str
    prompt: str
    minutes_from: int
    minutes_to: int
    suggestion: int | None = None


@transaction.atomic
def save_plan(meeting: Meeting, items: Sequence[ItemDraft], *, note: str, by: User) -> Meeting:
    """Keep the agenda as prepared so far, and the leader's note to oneself. Nobody else sees either."""
    require(can_prepare_meeting(by, meeting))
    meeting = lock(meeting)
    refuse_unless_planned(meeting)
    if not 0 < len(items) <= MOST_ITEMS:
        raise ValidationError(_("An agenda has at least one item, and at most twenty."))
    for text in (note, *(item.title for item in items), *(item.prompt for item in items)):
        refuse_personal_numbers(text)
    keep_note(meeting, note, by=by)
    keep_items(meeting, items)
    audit.record("save_plan", meeting, by=by, school_id=meeting.group.school_id)
    return meeting


def keep_note(meeting: Meeting, note: str, *, by: User) -> None:
    note = note.replace("\r\n", "\n").strip()
    if note:
        NoteToSelf.objects.update_or_create(meeting=meeting, person=by, defaults={"text": note})
    else:
        NoteToSelf.objects.filter(meeting=meeting, person=by).delete()


def keep_items(meeting: Meeting, items: Sequence[ItemDraft]) -> None:
    suggested = set(open_suggestions(meeting).values_list("pk", flat=True))
    rows = [
        PreparedItem(
            meeting=meeting,
            position=position,
            kind=item.kind,
            title=item.title,
            prompt=item.prompt,
            minutes_from=item.minutes_from,
            minutes_to=item.minutes_to,
            suggestion_id=item.suggestion if item.suggestion in suggested else None,
        )
        for position, item in enumerate(items)
    ]
    meeting.prepared_items.all().delete()
    if [as_told(row) for row in rows] != [as_told(item) for item in meeting.agenda.all()]:
        PreparedItem.objects.bulk_create(rows)


def as_told(item: PreparedItem | AgendaItem) -> tuple[str, str, str, int, int]:
    return item.kind, item.title, item.prompt or item.title, item.minutes_from, item.minutes_to


@transaction.atomic
def send_invitation(meeting: Meeting, items: Sequence[ItemDraft], *, note: str, by: User, site: str) -> int:
    """Let the group see the agenda, and write to its members; sent again, it tells what has changed.

    `site` is where people reach Lärträff. Returns to how many it is sent.
    """
    meeting = save_plan(meeting, items, note=note, by=by)
    take_prepared_agenda(meeting)
    plan = plan_of(meeting)
    earlier = Invitation.objects.filter(meeting=meeting).first()
    changed = plan_changes.changes(plan_changes.from_data(earlier.sent), plan) if earlier else []
    if earlier and not changed:
        raise ValidationError(_("The members have been invited, and nothing has changed since."))
    Invitation.objects.update_or_create(
        meeting=meeting,
        defaults={"invited_at": clock.now(), "invited_by": by, "sent": plan_changes.as_data(plan)},
    )
    letters = send_invitations(meeting, changed=changed, site=site)
    audit.record("send_invitation", meeting, by=by, school_id=meeting.group.school_id, letters=letters)
    return letters


def take_prepared_agenda(meeting: Meeting) -> None:
    """Put what is prepared in place of the agenda, if anything is. Done at inviting, and at the latest at opening.

    Call within a transaction that holds the meeting's lock, while it is planned.
    """
    prepared = list(meeting.prepared_items.select_related("suggestion"))
    if not prepared:
        return
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=item.position,
            kind=item.kind,
            title=item.title,
            prompt=item.prompt or item.title,
            minutes_from=item.minutes_from,
            minutes_to=item.minutes_to,
        )
        for item in prepared
    )
    for item in prepared:
        if item.suggestion is not None and item.suggestion.taken_up_at is None:
            mark_taken_up(item.suggestion)
    meeting.prepared_items.all().delete()
