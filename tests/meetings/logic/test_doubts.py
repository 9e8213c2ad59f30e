"""What the room asks once more before a meeting closes."""

from datetime import UTC, datetime

import pytest

from lartraff.library.logic.steps import StepKind
from lartraff.meetings.logic.doubts import Doubt, doubts
from lartraff.meetings.logic.events import Event, EventKind
from lartraff.meetings.logic.room import fold

START = datetime(2026, 3, 17, 14, 0, tzinfo=UTC)
KINDS = [StepKind.WELCOME, StepKind.ROUND, StepKind.DISCUSSION]
OMAR, SARA = 1, 2

Step = tuple[EventKind, dict[str, object]]

ROUND_STARTED: Step = (EventKind.ITEM_STARTED, {"item": 1})
DISCUSSION_STARTED: Step = (EventKind.ITEM_STARTED, {"item": 2})
SECRETARY: Step = (EventKind.SECRETARY_CHOSEN, {"person": SARA})
READ: Step = (EventKind.READ_ALOUD, {})
GOOD: list[Step] = [
    SECRETARY,
    ROUND_STARTED,
    (EventKind.TURN_GIVEN, {"person": OMAR}),
    (EventKind.TURN_PASSED, {"person": SARA}),
    DISCUSSION_STARTED,
    READ,
]


def doubts_after(*steps: Step, with_task: frozenset[int] = frozenset({OMAR, SARA})) -> list[Doubt]:
    opening: list[Step] = [
        (EventKind.OPENED, {}),
        (EventKind.CHECKED_IN, {"person": OMAR}),
        (EventKind.CHECKED_IN, {"person": SARA}),
    ]
    room = fold([Event(kind, START, dict(data)) for kind, data in [*opening, *steps]], items=len(KINDS))
    return doubts(room, KINDS, with_task=set(with_task))


def without(step: Step) -> list[Step]:
    return [other for other in GOOD if other != step]


def test_a_meeting_by_its_structure_leaves_no_doubts() -> None:
    assert doubts_after(*GOOD) == []


@pytest.mark.parametrize(
    ("steps", "doubt"),
    [
        (without(ROUND_STARTED)[:1] + [DISCUSSION_STARTED, READ], Doubt.ROUND_SKIPPED),
        (without((EventKind.TURN_PASSED, {"person": SARA})), Doubt.NOT_ALL_HEARD),
        (without(SECRETARY), Doubt.NO_SECRETARY),
        (without(READ), Doubt.NOT_READ_ALOUD),
    ],
)
def test_one_thing_left_out_is_one_doubt(steps: list[Step], doubt: Doubt) -> None:
    assert doubts_after(*steps) == [doubt]


def test_everybody_here_has_a_task_or_there_is_a_doubt() -> None:
    assert doubts_after(*GOOD, with_task=frozenset({OMAR})) == [Doubt.NO_TASK]
    left = (EventKind.CHECKED_OUT, {"person": SARA})
    assert doubts_after(*GOOD, left, with_task=frozenset({OMAR})) == []


def test_whoever_has_the_floor_in_the_round_is_being_heard() -> None:
    in_the_round = [
        SECRETARY,
        ROUND_STARTED,
        (EventKind.TURN_PASSED, {"person": OMAR}),
        (EventKind.TURN_GIVEN, {"person": SARA}),
        READ,
    ]
    assert doubts_after(*in_the_round) == []


def test_the_floor_in_the_discussion_is_not_a_turn_in_the_round() -> None:
    later = [*without((EventKind.TURN_PASSED, {"person": SARA})), (EventKind.TURN_GIVEN, {"person": SARA})]
    assert doubts_after(*later) == [Doubt.NOT_ALL_HEARD]
