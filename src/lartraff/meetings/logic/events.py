"""What can happen at a meeting. The log of these is the meeting; everything else is derived from it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    OPENED = "OPENED"
    CHECKED_IN = "CHECKED_IN"  # person
    CHECKED_OUT = "CHECKED_OUT"  # person: was ticked by mistake, or left
    ROLE_CHOSEN = "ROLE_CHOSEN"  # role, person (None: nobody)
    LEADING_HANDED = "LEADING_HANDED"  # person: leads from now on
    ITEM_STARTED = "ITEM_STARTED"  # item
    ITEM_EXTENDED = "ITEM_EXTENDED"  # item, minutes, taken_from (another item that gives them up, or None)
    ITEM_SKIPPED = "ITEM_SKIPPED"  # item, why
    PAUSED = "PAUSED"
    UNPAUSED = "UNPAUSED"
    QUIET_STARTED = "QUIET_STARTED"  # seconds: everybody writes, nobody speaks
    MATTER_PARKED = "MATTER_PARKED"  # matter
    INFORMATION_GIVEN = "INFORMATION_GIVEN"  # information
    DECISION_MADE = "DECISION_MADE"  # decision
    TASK_SET = "TASK_SET"  # tasks
    OUTCOME_REMOVED = "OUTCOME_REMOVED"  # outcome, its number
    STRUCTURE_LEFT = "STRUCTURE_LEFT"  # reason
    STRUCTURE_RESUMED = "STRUCTURE_RESUMED"
    READ_ALOUD = "READ_ALOUD"
    CLOSED = "CLOSED"
    # --- While the meeting goes on, and forgotten when it closes (see PASSING)
    TURN_GIVEN = "TURN_GIVEN"  # person
    TURN_ENDED = "TURN_ENDED"  # person: has said what they wanted
    TURN_PASSED = "TURN_PASSED"  # person
    TURN_POSTPONED = "TURN_POSTPONED"  # person: come back to me later
    READY_SAID = "READY_SAID"  # person, ready
    HAND_RAISED = "HAND_RAISED"  # person: would like the floor
    HAND_LOWERED = "HAND_LOWERED"  # person
    NUDGED = "NUDGED"  # are we still at the question? Nobody knows who wondered
    HANDS_ASKED = "HANDS_ASKED"  # question: a show of hands
    HAND_SHOWN = "HAND_SHOWN"  # person, answer
    HANDS_COUNTED = "HANDS_COUNTED"


# What single persons did in the room is the group's while it meets and nobody's afterwards: closing the meeting takes
# these out of the log. Nothing that lasts may be derived from them; a property test holds the fold to that.
PASSING = frozenset(
    {
        EventKind.TURN_GIVEN,
        EventKind.TURN_ENDED,
        EventKind.TURN_PASSED,
        EventKind.TURN_POSTPONED,
        EventKind.READY_SAID,
        EventKind.HAND_RAISED,
        EventKind.HAND_LOWERED,
        EventKind.NUDGED,
        EventKind.HANDS_ASKED,
        EventKind.HAND_SHOWN,
        EventKind.HANDS_COUNTED,
    }
)


class LeavingReason(StrEnum):
    """Why a group leaves the structure for a while. There is no blame in any of them."""

    NATIONAL_TESTS = "NATIONAL_TESTS"
    MATERIALS = "MATERIALS"
    SINGLE_PUPILS = "SINGLE_PUPILS"
    PRACTICAL = "PRACTICAL"
    OTHER = "OTHER"


class Part(StrEnum):
    """What somebody takes on for one meeting, beside leading it."""

    SECRETARY = "SECRETARY"
    TIMEKEEPER = "TIMEKEEPER"
    CRITICAL_FRIEND = "CRITICAL_FRIEND"  # asks what speaks against it, on the group's behalf
    DEVILS_ADVOCATE = "DEVILS_ADVOCATE"  # holds the opposite view, on purpose


class Answer(StrEnum):
    YES = "YES"
    NO = "NO"
    UNSURE = "UNSURE"


@dataclass(frozen=True, slots=True)
class Event:
    """`data` holds numbers and codes: which item (position from 0), which person (primary key), how many minutes."""

    kind: EventKind
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)
