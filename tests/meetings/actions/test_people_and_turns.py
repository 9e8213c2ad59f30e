"""Parts, leading, turns and hands, as the group does them in the room."""

from datetime import timedelta

import pytest

from lartraff.core.models import AuditEntry
from lartraff.meetings.actions import hands, outcomes, people, room, turns
from lartraff.meetings.logic.events import PASSING, Answer, Part
from lartraff.meetings.models import Decision, Information, Meeting, MeetingEvent
from lartraff.meetings.permissions import can_lead_meeting
from lartraff.meetings.queries.rooms import room_of
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, READING, ROUND, TASK, WELCOME, item, minute, new
from tests.refusals import impossible, refused

CLOCK = "The learning leader and the timekeeper mind the clock. Ask one of them."


def again(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("group__school").get(pk=meeting.pk)


def test_one_person_comes_and_goes_and_the_others_stay(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    people.say_here(meeting, cast.second_member, here=True, by=cast.second_member, command=new())
    people.say_here(meeting, cast.member, here=False, by=cast.leader, command=new())
    assert room_of(meeting).present == (cast.leader.pk, cast.second_member.pk)


@pytest.mark.parametrize("who", ["colleague", "principal", "teacher_elsewhere"])
def test_only_members_come_in_and_take_parts(cast: Cast, who: str) -> None:
    meeting, other = scenes.opened(cast), cast.everybody()[who]
    with impossible("Only members of the group are checked in."):
        people.say_here(meeting, other, here=True, by=cast.leader, command=new())
    with impossible("Parts in the meeting are for members of the group."):
        people.choose_for(meeting, Part.TIMEKEEPER, other, by=cast.leader, command=new())


def test_the_timekeeper_minds_the_clock_and_does_not_lead(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with refused(CLOCK):
        room.pause(meeting, by=cast.member, command=new())
    people.choose_for(meeting, Part.TIMEKEEPER, cast.member, by=cast.leader, command=new())
    room.pause(meeting, by=cast.member, command=new())
    room.unpause(meeting, by=cast.member, command=new())
    room.extend_item(meeting, WELCOME, minutes=2, by=cast.member, command=new())
    assert room_of(meeting).items[WELCOME].extra == 2
    assert not can_lead_meeting(cast.member, again(meeting))


def test_leading_is_handed_over_and_taken_back(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    people.hand_over_leading(meeting, cast.member, by=cast.leader, command=new())
    meeting = again(meeting)
    assert can_lead_meeting(cast.member, meeting)
    assert can_lead_meeting(cast.leader, meeting)
    assert not can_lead_meeting(cast.second_member, meeting)
    room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.member, command=new())
    people.hand_over_leading(meeting, cast.leader, by=cast.leader, command=new())
    assert not can_lead_meeting(cast.member, again(meeting))


def test_leading_that_was_handed_over_ends_with_the_meeting(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    people.hand_over_leading(meeting, cast.member, by=cast.leader, command=new())
    room.close_meeting(again(meeting), by=cast.member, command=new())
    assert not can_lead_meeting(cast.member, again(meeting))


def test_only_someone_who_is_here_leads(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with impossible("Only someone who is here can lead. Check in first."):
        people.hand_over_leading(meeting, cast.second_member, by=cast.leader, command=new())
    with impossible("Only someone who is here can lead. Check in first."):
        people.take_over_leading(meeting, by=cast.second_member, command=new())


def test_a_round_begins_with_two_silent_minutes_the_first_time(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with minute(5):
        room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
    assert room_of(meeting).quiet_until == scenes.START + timedelta(minutes=7)
    with minute(9):
        room.go_to_item(meeting, DISCUSSION, came_from=ROUND, by=cast.leader, command=new())
        room.go_to_item(meeting, ROUND, came_from=DISCUSSION, by=cast.leader, command=new())
    assert room_of(meeting).quiet_until is None


def test_the_floor_is_handed_on_by_whoever_has_it(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with refused("The learning leader moves the meeting on. Ask the leader if the group should go further."):
        turns.give_turn(meeting, cast.member, by=cast.member, command=new())
    turns.give_turn(meeting, cast.member, by=cast.leader, command=new())
    turns.give_turn(meeting, cast.leader, by=cast.member, command=new())
    assert room_of(meeting).turn == cast.leader.pk


def test_time_is_taken_from_where_there_is_some_and_no_more(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    room.extend_item(meeting, WELCOME, minutes=5, taken_from=DISCUSSION, by=cast.leader, command=new())
    assert [one.extra for one in room_of(meeting).items] == [5, 0, -5, 0, 0]
    for nowhere in (TASK, READING, WELCOME, 99):
        with impossible("There is not that much time to take there. Take less, or from somewhere else."):
            room.extend_item(meeting, WELCOME, minutes=10, taken_from=nowhere, by=cast.leader, command=new())


def test_a_nudge_has_no_sender(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    turns.nudge(meeting, by=cast.member, command=new())
    event = MeetingEvent.objects.get(kind="NUDGED")
    assert (event.by, event.data) == (None, {})
    assert not AuditEntry.objects.filter(verb="meeting_nudged").exists()


def test_a_show_of_hands_ends_as_a_line_of_information(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    hands.ask_for_hands(meeting, "Samma test i alla klasser?", by=cast.leader, command=new())
    hands.show_hand(meeting, Answer.YES, by=cast.member, command=new())
    hands.show_hand(meeting, Answer.UNSURE, by=cast.leader, command=new())
    count = new()
    hands.count_hands(meeting, by=cast.leader, command=count)
    hands.count_hands(meeting, by=cast.leader, command=count)
    assert Information.objects.get().text == "Samma test i alla klasser? Ja: 1, nej: 0, vet inte: 1."
    assert room_of(meeting).hands is None


def test_a_decision_was_rather_information_and_back_again(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    decision = outcomes.decide(item(meeting, WELCOME), "Nya böcker i mars", by=cast.member, command=new())
    assert decision is not None
    outcomes.convert_outcome(decision, by=cast.leader, command=new())
    assert not Decision.objects.exists()
    outcomes.convert_outcome(Information.objects.get(), by=cast.leader, command=new())
    assert Decision.objects.get().text == "Nya böcker i mars"
    assert not Information.objects.exists()


def test_closing_takes_what_single_persons_did_out_of_the_log(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    turns.give_turn(meeting, cast.member, by=cast.leader, command=new())
    turns.end_turn(meeting, by=cast.member, command=new())
    turns.say_ready(meeting, ready=True, by=cast.member, command=new())
    turns.raise_hand(meeting, up=True, by=cast.member, command=new())
    turns.postpone_turn(meeting, cast.leader, by=cast.leader, command=new())
    with minute(60):
        room.close_meeting(meeting, by=cast.leader, command=new())
    kinds = set(MeetingEvent.objects.values_list("kind", flat=True))
    assert kinds == {"OPENED", "CHECKED_IN", "CLOSED"}
    assert not kinds & PASSING
    assert not AuditEntry.objects.filter(verb__in=[f"meeting_{kind.lower()}" for kind in PASSING]).exists()
