"""A button pressed twice, or a form sent again: the command counts once."""

import uuid
from collections.abc import Callable

import pytest

from lartraff.core.models import AuditEntry
from lartraff.meetings.actions import minutes, outcomes, people, room, turns
from lartraff.meetings.logic.events import LeavingReason, Part
from lartraff.meetings.models import Decision, Meeting, MeetingEvent, ParkedMatter, Task
from lartraff.meetings.queries.rooms import room_of
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, ROUND, WELCOME, item, minutes_of, new

Act = Callable[[Cast, Meeting, uuid.UUID], object]

COMMANDS: dict[str, Act] = {
    "check_in": lambda cast, meeting, command: room.check_in(
        meeting, [cast.member, cast.second_member], by=cast.leader, command=command
    ),
    "choose_secretary": lambda cast, meeting, command: people.choose_for(
        meeting, Part.SECRETARY, cast.member, by=cast.leader, command=command
    ),
    "go_to_item": lambda cast, meeting, command: room.go_to_item(
        meeting, DISCUSSION, came_from=WELCOME, by=cast.leader, command=command
    ),
    "extend_item": lambda cast, meeting, command: room.extend_item(
        meeting, WELCOME, minutes=5, by=cast.leader, command=command
    ),
    "give_turn": lambda cast, meeting, command: turns.give_turn(meeting, cast.member, by=cast.leader, command=command),
    "pass_turn": lambda cast, meeting, command: turns.pass_turn(meeting, cast.member, by=cast.leader, command=command),
    "leave_structure": lambda cast, meeting, command: room.leave_structure(
        meeting, LeavingReason.MATERIALS, by=cast.leader, command=command
    ),
    "close_meeting": lambda cast, meeting, command: room.close_meeting(meeting, by=cast.leader, command=command),
    "decide": lambda cast, meeting, command: outcomes.decide(
        item(meeting, DISCUSSION), "Vi ger samma test.", by=cast.member, command=command
    ),
    "park_matter": lambda cast, meeting, command: outcomes.park_matter(
        meeting, "Kopieringen", sent_to="kansliet", by=cast.member, command=command
    ),
    "set_task": lambda cast, meeting, command: outcomes.set_task(
        meeting, [cast.leader, cast.member], teaching="Prova", by=cast.leader, command=command
    ),
    "mark_read_aloud": lambda cast, meeting, command: minutes.mark_read_aloud(
        minutes_of(meeting), by=cast.leader, command=command
    ),
}


def everything(meeting: Meeting) -> tuple[object, ...]:
    rows = [model.objects.filter(meeting=meeting).count() for model in (MeetingEvent, Decision, ParkedMatter, Task)]
    return (room_of(meeting), rows, AuditEntry.objects.count())


@pytest.mark.parametrize("verb", COMMANDS)
def test_a_command_counts_once(cast: Cast, verb: str) -> None:
    meeting, command = scenes.opened(cast), new()
    nothing_yet = everything(meeting)
    COMMANDS[verb](cast, meeting, command)
    once = everything(meeting)
    assert once != nothing_yet
    COMMANDS[verb](cast, meeting, command)
    assert everything(meeting) == once


def test_opening_and_resuming_count_once_too(cast: Cast) -> None:
    meeting, command = scenes.planned(cast), new()
    room.open_meeting(meeting, by=cast.leader, command=command)
    opened = everything(meeting)
    room.open_meeting(meeting, by=cast.leader, command=command)
    assert everything(meeting) == opened
    room.leave_structure(meeting, LeavingReason.OTHER, by=cast.leader, command=new())
    back = new()
    room.resume_structure(meeting, by=cast.leader, command=back)
    resumed = everything(meeting)
    room.resume_structure(meeting, by=cast.leader, command=back)
    assert everything(meeting) == resumed


def test_a_next_that_arrives_again_late_does_not_move_the_meeting_again(cast: Cast) -> None:
    meeting, command = scenes.opened(cast), new()
    room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=command)
    room.go_to_item(meeting, WELCOME, came_from=ROUND, by=cast.leader, command=new())
    room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=command)
    assert room_of(meeting).current == WELCOME


def test_a_check_in_that_arrives_again_late_checks_nobody_out(cast: Cast) -> None:
    meeting, command = scenes.opened(cast), new()
    room.check_in(meeting, [cast.member], by=cast.member, command=command)
    room.check_in(meeting, [cast.leader, cast.member, cast.second_member], by=cast.leader, command=new())
    everybody = room_of(meeting).present
    room.check_in(meeting, [cast.member], by=cast.member, command=command)
    assert room_of(meeting).present == everybody
