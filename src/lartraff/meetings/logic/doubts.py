"""A short list of doubts before a meeting closes. Every one can be overruled."""

from enum import StrEnum

from lartraff.library.logic.steps import StepKind
from lartraff.meetings.logic.room import Room


class Doubt(StrEnum):
    ROUND_SKIPPED = "ROUND_SKIPPED"
    NOT_ALL_HEARD = "NOT_ALL_HEARD"
    NO_TASK = "NO_TASK"
    NO_SECRETARY = "NO_SECRETARY"
    NOT_READ_ALOUD = "NOT_READ_ALOUD"


def doubts(room: Room, kinds: list[StepKind], *, with_task: set[int]) -> list[Doubt]:
    """`kinds`: the agenda's step kinds in order. `with_task`: the people who have a task until next time."""
    found = []
    rounds = [position for position, kind in enumerate(kinds) if kind is StepKind.ROUND]
    if any(not room.items[position].started for position in rounds):
        found.append(Doubt.ROUND_SKIPPED)
    elif any(not set(room.present) <= room.heard_at(position) for position in rounds):
        found.append(Doubt.NOT_ALL_HEARD)
    if not set(room.present) <= with_task:
        found.append(Doubt.NO_TASK)
    if room.secretary is None:
        found.append(Doubt.NO_SECRETARY)
    if room.read_aloud_at is None:
        found.append(Doubt.NOT_READ_ALOUD)
    return found
