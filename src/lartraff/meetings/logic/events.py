"""What can happen at a meeting. The log of these is the meeting; everything else is derived from it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    OPENED = "OPENED"
    CHECKED_IN = "CHECKED_IN"  # person
    CHECKED_OUT = "CHECKED_OUT"  # person: was ticked by mistake, or left
    SECRETARY_CHOSEN = "SECRETARY_CHOSEN"  # person
    ITEM_STARTED = "ITEM_STARTED"  # item
    ITEM_EXTENDED = "ITEM_EXTENDED"  # item, minutes, why
    ITEM_SKIPPED = "ITEM_SKIPPED"  # item, why
    TURN_GIVEN = "TURN_GIVEN"  # person
    TURN_PASSED = "TURN_PASSED"  # person
    MATTER_PARKED = "MATTER_PARKED"  # matter
    DECISION_MADE = "DECISION_MADE"  # decision
    TASK_SET = "TASK_SET"  # tasks
    STRUCTURE_LEFT = "STRUCTURE_LEFT"  # reason
    STRUCTURE_RESUMED = "STRUCTURE_RESUMED"
    READ_ALOUD = "READ_ALOUD"
    CLOSED = "CLOSED"


class LeavingReason(StrEnum):
    """Why a group leaves the structure for a while. There is no blame in any of them."""

    NATIONAL_TESTS = "NATIONAL_TESTS"
    MATERIALS = "MATERIALS"
    SINGLE_PUPILS = "SINGLE_PUPILS"
    PRACTICAL = "PRACTICAL"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Event:
    """`data` holds numbers and codes: which item (position from 0), which person (primary key), how many minutes."""

    kind: EventKind
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)
