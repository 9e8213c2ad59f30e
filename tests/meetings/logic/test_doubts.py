"""What the room asks once more before a meeting closes."""

from datetime import UTC, datetime
from typing import Any

import pytest

from lartraff.library.logic.steps import StepKind
from lartraff.meetings.logic.doubts import Doubt, doubts
from lartraff.meetings.logic.events import Event, EventKind
from lartraff.meetings.logic.fold import fold

START = datetime(2026, 3, 17, 14, 0, tzinfo=UTC)
KINDS = [StepKind.WELCOME, StepKind.ROUND, StepKind.DISCUSSION]
OMAR, SARA = 1, 2

Step = tuple[EventKind, dict[str, Any]]


def step(kind: EventKind, **data: Any) -> Step:
    return kind, data


ROUND_STARTED = step(EventKind.ITEM_STARTED, item=1)
DISCUSSION_STARTED = step(EventKind.ITEM_STARTED, item=2)
SECRETARY = step(EventKind.ROLE_CHOSEN, role="SECRETARY", person=SARA)
READ = step(EventKind.READ_ALOUD)
GOOD = [
    SECRETARY,
    ROUND_STARTED,
    step(EventKind.TURN_GIVEN, person=OMAR),
    step(EventKind.TURN_PASSED, person=SARA),
    DISCUSSION_STARTED,
    READ,
]


def doubts_after(*steps: Step, with_task: frozenset[int] = frozenset({OMAR, SARA})) -> list[Doubt]:
    opening = [
        step(EventKind.OPENED),
        step(EventKind.CHECKED_IN, person=OMAR),
        step(EventKind.CHECKED_IN, person=SARA),
    ]
    room = fold([Event(kind, START, data) for kind, data in [*opening, *steps]], items=len(KINDS))
    return doubts(room, KINDS, with_task=set(with_task))


def without(step: Step) -> list[Step]:
    return [other for other in GOOD if other != step]


def test_a_meeting_by_its_structure_leaves_no_doubts() -> None:
    assert doubts_after(*GOOD) == []


@pytest.mark.parametrize(
    ("steps", "doubt"),
    [
        ([SECRETARY, DISCUSSION_STARTED, READ], Doubt.ROUND_SKIPPED),
        (without(step(EventKind.TURN_PASSED, person=SARA)), Doubt.NOT_ALL_HEARD),
        (without(SECRETARY), Doubt.NO_SECRETARY),
        (without(READ), Doubt.NOT_READ_ALOUD),
    ],
)
def test_one_thing_left_out_is_one_doubt(steps: list[Step], doubt: Doubt) -> None:
    assert doubts_after(*steps) == [doubt]


def test_everybody_here_has_a_task_or_there_is_a_doubt() -> None:
    assert doubts_after(*GOOD, with_task=frozenset({OMAR})) == [Doubt.NO_TASK]
    left = step(EventKind.CHECKED_OUT, person=SARA)
    assert doubts_after(*GOOD, left, with_task=frozenset({OMAR})) == []


def test_whoever_has_the_floor_in_the_round_is_being_heard() -> None:
    in_the_round = [
        SECRETARY,
        ROUND_STARTED,
        step(EventKind.TURN_PASSED, person=OMAR),
        step(EventKind.TURN_GIVEN, person=SARA),
        READ,
    ]
    assert doubts_after(*in_the_round) == []


def test_the_floor_in_the_discussion_is_not_a_turn_in_the_round() -> None:
    later = [*without(step(EventKind.TURN_PASSED, person=SARA)), step(EventKind.TURN_GIVEN, person=SARA)]
    assert doubts_after(*later) == [Doubt.NOT_ALL_HEARD]
