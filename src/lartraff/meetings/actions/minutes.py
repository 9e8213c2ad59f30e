"""Reading minutes aloud, sharing them, correcting them, and answering them."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.actions.log import already_done, append, lock, tell
from lartraff.meetings.actions.photos import settle_photos
from lartraff.meetings.actions.preparing import forget_what_was_private
from lartraff.meetings.logic.events import EventKind
from lartraff.meetings.logic.fingerprint import fingerprint
from lartraff.meetings.models import AgendaItem, Minutes, MinutesReading, MinutesVersion
from lartraff.meetings.permissions import can_lead_meeting, can_mark_as_read, can_share_minutes
from lartraff.meetings.queries.minutes import minutes_content
from lartraff.people.models import User
from lartraff.voices.actions import ask_for_feedback, give_feedback
from lartraff.voices.models import Feedback, FeedbackRequest

# Sent (with `meeting`, a primary key, and `by`) before minutes are read aloud or shared: whoever holds text that is not
# in the notes yet carries it over now, within the transaction, or raises ValidationError.
gathering = Signal()
# Sent when they are shared, within the transaction: nobody writes in the draft any more.
frozen = Signal()


def locked(minutes: Minutes) -> Minutes:
    return Minutes.objects.select_for_update(of=("self",)).select_related("meeting__group__school").get(pk=minutes.pk)


@transaction.atomic
def mark_read_aloud(minutes: Minutes, *, by: User, command: uuid.UUID) -> None:
    """The minutes have been read to all who were there."""
    require(can_lead_meeting(by, minutes.meeting))
    meeting = lock(minutes.meeting)
    gathering.send(Minutes, meeting=meeting.pk, by=by)
    minutes = locked(minutes)
    if already_done(meeting, command):
        return
    if minutes.is_shared:
        raise ValidationError(_("The minutes are shared already."))
    if append(meeting, EventKind.READ_ALOUD, by=by, command=command):
        minutes.state = "READ_ALOUD"
        minutes.save(update_fields=["state"])


@transaction.atomic
def share_minutes(minutes: Minutes, *, by: User) -> MinutesVersion:
    """Freeze the draft as version 1 and let the principal read it. There is no way back from this."""
    require(can_share_minutes(by, minutes))
    lock(minutes.meeting)
    gathering.send(Minutes, meeting=minutes.meeting_id, by=by)
    minutes = locked(minutes)
    if minutes.is_shared:
        raise ValidationError(_("The minutes are shared already."))
    if minutes.state != "READ_ALOUD":
        raise ValidationError(_("Read the minutes aloud first, so that everybody knows what is shared."))
    if minutes.meeting.status != "CLOSED":
        raise ValidationError(_("The meeting is still going on. Close it first, then share."))
    minutes.state, minutes.shared_at = "SHARED", clock.now()
    minutes.save(update_fields=["state", "shared_at"])
    frozen.send(Minutes, meeting=minutes.meeting_id)
    tell(minutes.meeting)
    forget_what_was_private(minutes.meeting)
    return freeze(minutes, number=1, by=by, at=minutes.shared_at, correction="")


def freeze(minutes: Minutes, *, number: int, by: User, at: datetime, correction: str) -> MinutesVersion:
    content = minutes_content(minutes)
    version = MinutesVersion.objects.create(
        minutes=minutes,
        number=number,
        content=content,
        fingerprint=fingerprint(content),
        shared_at=at,
        shared_by=by,
        correction=correction,
    )
    settle_photos(version)
    audit.record(
        "share_minutes" if number == 1 else "correct_minutes",
        version,
        by=by,
        school_id=minutes.meeting.group.school_id,
        number=number,
        fingerprint=version.fingerprint,
    )
    return version


@transaction.atomic
def correct_minutes(minutes: Minutes, notes: Mapping[int, str], *, correction: str, by: User) -> MinutesVersion:
    """Share a new version with other `notes` (agenda item's primary key → Markdown). The old one stays."""
    require(can_share_minutes(by, minutes))
    refuse_personal_numbers(correction)
    minutes = locked(minutes)
    if not minutes.is_shared:
        raise ValidationError(_("These minutes are a draft. Write in them as they are."))
    changed = []
    for item in AgendaItem.objects.filter(meeting=minutes.meeting_id, pk__in=notes):
        text = notes[item.pk].replace("\r\n", "\n").rstrip()
        refuse_personal_numbers(text)
        if text != item.notes:
            item.notes, item.notes_version = text, item.notes_version + 1
            changed.append(item)
    if not changed:
        raise ValidationError(_("Nothing is changed. Change the text that was wrong, then share it as a new version."))
    AgendaItem.objects.bulk_update(changed, ["notes", "notes_version"])
    number = minutes.versions.count() + 1
    return freeze(minutes, number=number, by=by, at=clock.now(), correction=correction)


@transaction.atomic
def publish_minutes(minutes: Minutes, *, by: User) -> None:
    """Let all staff at the school read the shared minutes too."""
    require(can_share_minutes(by, minutes))
    minutes = locked(minutes)
    if not minutes.is_shared:
        raise ValidationError(_("Share the minutes with the principal first."))
    if minutes.published_at is None:
        minutes.published_at = clock.now()
        minutes.save(update_fields=["published_at"])
        audit.record("publish_minutes", minutes, by=by, school_id=minutes.meeting.group.school_id)


@transaction.atomic
def mark_as_read(version: MinutesVersion, *, by: User) -> MinutesReading:
    """Tell the group that its principal has read this version."""
    require(can_mark_as_read(by, version))
    reading, created = MinutesReading.objects.get_or_create(version=version, reader=by)
    if created:
        audit.record("mark_as_read", version, by=by, school_id=version.minutes.meeting.group.school_id)
    return reading


@transaction.atomic
def give_feedback_on(
    minutes: Minutes, *, by: User, kind: str, text: str, request: FeedbackRequest | None = None
) -> Feedback:
    """Send feedback to the group on shared minutes. Whoever answers what they read has read it."""
    minutes = locked(minutes)
    if not minutes.is_shared:
        raise ValidationError(_("There is no feedback on a draft. Wait until the group has shared the minutes."))
    feedback = give_feedback(minutes.meeting.group, by=by, kind=kind, text=text, request=request)
    minutes.feedback.add(feedback)
    latest = minutes.versions.first()
    assert latest is not None, "shared minutes have a version"
    mark_as_read(latest, by=by)
    return feedback


@transaction.atomic
def ask_for_feedback_on(
    minutes: Minutes, *, by: User, kind: str, text: str, wanted_by: date | None = None
) -> FeedbackRequest:
    """Ask the principal for feedback on shared minutes."""
    minutes = locked(minutes)
    if not minutes.is_shared:
        raise ValidationError(_("The principal cannot read a draft. Share the minutes, then ask."))
    request = ask_for_feedback(minutes.meeting.group, by=by, kind=kind, text=text, wanted_by=wanted_by)
    minutes.requests.add(request)
    return request
