"""Leading a meeting: what each verb does."""

import uuid

import pytest

from lartraff.core.models import AuditEntry
from lartraff.meetings.actions import people, room, turns
from lartraff.meetings.logic.events import LeavingReason, Part
from lartraff.meetings.models import Meeting, MeetingEvent, Minutes
from lartraff.meetings.queries.rooms import room_of
from lartraff.people.actions.groups import set_members
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, READING, ROUND, START, TASK, WELCOME, minute, new
from tests.refusals import impossible


def audited(meeting: Meeting) -> list[tuple[str, object]]:
    """What the audit trail says of the meeting, oldest first: verb and who."""
    about = f"meeting {meeting.pk}"
    entries = AuditEntry.objects.filter(kind="meetings.Meeting", about=about).order_by("pk")
    return [(entry.verb, entry.by) for entry in entries]


def log(meeting: Meeting) -> list[str]:
    return list(MeetingEvent.objects.filter(meeting=meeting).order_by("sequence").values_list("kind", flat=True))


def test_opening_starts_the_clock_and_a_draft(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    with minute(3):
        room.open_meeting(meeting, by=cast.leader, command=new())
    meeting.refresh_from_db()
    assert (meeting.status, meeting.opened_at) == ("OPEN", room_of(meeting).opened_at)
    assert Minutes.objects.get(meeting=meeting).state == "DRAFT"
    assert audited(meeting) == [("meeting_opened", cast.leader)]


def test_an_event_s_audit_row_is_the_school_s_and_holds_no_words(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    entry = AuditEntry.objects.get(verb="meeting_opened")
    assert (entry.school_id, entry.facts) == (meeting.group.school_id, {})


def test_opening_an_open_meeting_changes_nothing(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    before = log(meeting)
    room.open_meeting(meeting, by=cast.leader, command=new())
    assert log(meeting) == before
    assert Minutes.objects.filter(meeting=meeting).count() == 1


def test_checking_in_says_exactly_who_is_here(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    room.check_in(meeting, [cast.member, cast.second_member], by=cast.member, command=new())
    assert set(room_of(meeting).present) == {cast.member.pk, cast.second_member.pk}
    assert log(meeting)[-2:] == ["CHECKED_IN", "CHECKED_OUT"]
    assert audited(meeting)[-2:] == [("meeting_checked_in", cast.member), ("meeting_checked_out", cast.member)]


@pytest.mark.parametrize("who", ["colleague", "teacher_elsewhere", "principal"])
def test_only_members_are_checked_in(cast: Cast, who: str) -> None:
    meeting = scenes.opened(cast)
    with impossible("Only members of the group are checked in."):
        room.check_in(meeting, [cast.leader, cast.everybody()[who]], by=cast.leader, command=new())
    assert set(room_of(meeting).present) == {cast.leader.pk, cast.member.pk}


def test_a_late_check_in_does_not_unsay_who_was_here_and_has_left_the_group_since(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    set_members(cast.maths, [cast.second_member], leader=cast.leader, by=cast.principal)
    room.check_in(meeting, [cast.leader, cast.second_member], by=cast.leader, command=new())
    assert set(room_of(meeting).present) == {cast.leader.pk, cast.member.pk, cast.second_member.pk}


@pytest.mark.parametrize("verb", ["check_in", "choose_for"])
def test_who_was_here_and_who_wrote_stand_once_the_minutes_are_shared(cast: Cast, verb: str) -> None:
    meeting = scenes.shared(cast).meeting
    with impossible("The minutes are shared. Correct them as a new version instead."):
        if verb == "check_in":
            room.check_in(meeting, [cast.leader], by=cast.leader, command=new())
        else:
            people.choose_for(meeting, Part.SECRETARY, cast.member, by=cast.leader, command=new())


def test_anyone_in_the_group_says_who_writes(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    people.choose_for(meeting, Part.SECRETARY, cast.second_member, by=cast.member, command=new())
    assert room_of(meeting).secretary == cast.second_member.pk
    assert audited(meeting)[-1] == ("meeting_role_chosen", cast.member)


def test_the_secretary_is_a_member(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with impossible("Parts in the meeting are for members of the group."):
        people.choose_for(meeting, Part.SECRETARY, cast.colleague, by=cast.leader, command=new())
    assert room_of(meeting).secretary is None


def test_next_moves_one_step(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
    assert room_of(meeting).current == ROUND
    # It is a round, and a round begins in silence.
    assert audited(meeting)[-2:] == [("meeting_item_started", cast.leader), ("meeting_quiet_started", cast.leader)]


def test_next_from_where_the_meeting_no_longer_is_does_nothing(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
    room.go_to_item(meeting, DISCUSSION, came_from=WELCOME, by=cast.leader, command=new())
    assert room_of(meeting).current == ROUND


def test_items_that_are_jumped_over_are_skipped(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    room.go_to_item(meeting, TASK, came_from=WELCOME, by=cast.leader, command=new())
    state = room_of(meeting)
    assert state.current == TASK
    assert [item.skipped for item in state.items] == [False, True, True, False, False]


def test_stepping_back_skips_nothing(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
    room.go_to_item(meeting, WELCOME, came_from=ROUND, by=cast.leader, command=new())
    state = room_of(meeting)
    assert state.current == WELCOME
    assert not any(item.skipped for item in state.items)


@pytest.mark.parametrize("nowhere", [-1, READING + 1, 99])
def test_an_item_that_the_agenda_does_not_have_is_nowhere_to_go(cast: Cast, nowhere: int) -> None:
    meeting = scenes.opened(cast)
    before = log(meeting)
    room.go_to_item(meeting, nowhere, came_from=WELCOME, by=cast.leader, command=new())
    assert log(meeting) == before


def test_an_item_gets_more_minutes(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    room.extend_item(meeting, WELCOME, minutes=5, by=cast.leader, command=new())
    assert room_of(meeting).items[WELCOME].extra == 5
    assert audited(meeting)[-1] == ("meeting_item_extended", cast.leader)


def test_the_floor_is_given_and_passed_on(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    before = audited(meeting)
    turns.give_turn(meeting, cast.leader, by=cast.leader, command=new())
    turns.give_turn(meeting, cast.member, by=cast.leader, command=new())
    assert room_of(meeting).turn == cast.member.pk
    turns.pass_turn(meeting, cast.member, by=cast.member, command=new())
    state = room_of(meeting)
    assert (state.turn, state.items[WELCOME].spoken) == (None, (cast.leader.pk,))
    assert state.items[WELCOME].passed == (cast.member.pk,)
    # Who spoke and who passed leaves no trace that outlives the meeting.
    assert audited(meeting) == before


def test_the_leader_may_mark_that_somebody_passes(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    turns.pass_turn(meeting, cast.member, by=cast.leader, command=new())
    assert room_of(meeting).items[WELCOME].passed == (cast.member.pk,)


def test_who_is_not_here_gets_no_floor_and_leaves_no_trace(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    before = audited(meeting)
    turns.give_turn(meeting, cast.second_member, by=cast.leader, command=new())
    assert room_of(meeting).turn is None
    assert audited(meeting) == before


def test_leaving_the_structure_keeps_the_item_s_time(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with minute(4):
        room.leave_structure(meeting, LeavingReason.NATIONAL_TESTS, by=cast.leader, command=new())
    with minute(19):
        room.resume_structure(meeting, by=cast.leader, command=new())
    with minute(20):
        room.close_meeting(meeting, by=cast.leader, command=new())
    state = room_of(meeting)
    assert [(away.reason, away.lasted.total_seconds() / 60) for away in state.aways] == [("NATIONAL_TESTS", 15)]
    assert state.items[WELCOME].used.total_seconds() / 60 == 5
    assert [verb for verb, _by in audited(meeting)[-3:]] == [
        "meeting_structure_left",
        "meeting_structure_resumed",
        "meeting_closed",
    ]


def test_closing_ends_the_meeting_and_leaves_the_draft_open(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with minute(88):
        room.close_meeting(meeting, by=cast.leader, command=new())
    meeting.refresh_from_db()
    assert (meeting.status, meeting.opened_at) == ("CLOSED", START)
    assert meeting.closed_at == room_of(meeting).closed_at
    assert Minutes.objects.get(meeting=meeting).state == "DRAFT"


def test_the_log_is_numbered_from_one_without_gaps(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    numbers = list(MeetingEvent.objects.filter(meeting=meeting).values_list("sequence", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_same_command_at_two_meetings_is_two_commands(cast: Cast) -> None:
    first, command = scenes.planned(cast), uuid.uuid4()
    second = scenes.planned(cast, starts=START.replace(day=31))
    for meeting in (first, second):
        room.open_meeting(meeting, by=cast.leader, command=command)
        assert log(meeting) == ["OPENED"]
