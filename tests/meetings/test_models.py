"""What the tables themselves refuse."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lartraff.meetings.models import Meeting, MeetingEvent, Minutes, MinutesVersion
from tests.cast import Cast
from tests.meetings import scenes


def test_what_has_happened_is_never_altered(cast: Cast) -> None:
    scenes.opened(cast)
    event = MeetingEvent.objects.get(kind="OPENED")
    event.data = {"item": 3}
    with pytest.raises(TypeError, match="never altered"):
        event.save()
    with pytest.raises(TypeError, match="never altered"):
        event.delete()
    assert MeetingEvent.objects.get(kind="OPENED").data == {}


def test_a_place_in_the_log_is_taken_once(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingEvent.objects.create(meeting=meeting, sequence=1, kind="CLOSED", at=timezone.now(), by=cast.leader)


def test_a_command_has_one_event(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    command = MeetingEvent.objects.get(kind="OPENED").command
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingEvent.objects.create(
            meeting=meeting, sequence=99, kind="CLOSED", at=timezone.now(), by=cast.leader, command=command
        )


def test_an_open_meeting_says_when_it_was_opened(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(status="OPEN")


def test_shared_minutes_never_become_a_draft_that_keeps_its_date(cast: Cast) -> None:
    shared = scenes.shared(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.filter(pk=shared.pk).update(state="DRAFT")


def test_only_shared_minutes_are_published(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.filter(pk=draft.pk).update(published_at=timezone.now())


def test_a_version_number_is_used_once(cast: Cast) -> None:
    version = MinutesVersion.objects.get(minutes=scenes.shared(cast))
    version.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()
