"""Whose turn it is: to speak first, to write, to keep the time. So that it is not always the same ones."""

from collections.abc import Mapping, Sequence

from lartraff.meetings.logic.events import Part

ROTATING = (Part.SECRETARY, Part.TIMEKEEPER, Part.CRITICAL_FRIEND)


def speaking_order(people: Sequence[int], meeting_number: int) -> list[int]:
    """The people in their usual order, each meeting beginning with the next."""
    if not people:
        return []
    first = meeting_number % len(people)
    return [*people[first:], *people[:first]]


def whose_turn(
    people: Sequence[int], history: Sequence[Mapping[Part, int]], taken: Mapping[Part, int] | None = None
) -> dict[Part, int]:
    """Propose someone for each rotating part: who has had it fewest times, then longest ago, then in order.

    `history`: who had which part at each earlier meeting, the oldest first. `taken`: parts already given today. Nobody
    is proposed for two parts while somebody else is free.
    """
    chosen = dict(taken or {})
    for part in ROTATING:
        if part in chosen:
            continue
        free = [person for person in people if person not in chosen.values()] or list(people)
        if free:
            chosen[part] = min(free, key=lambda person: (*memory(history, part, person), free.index(person)))
    return chosen


def memory(history: Sequence[Mapping[Part, int]], part: Part, person: int) -> tuple[int, int]:
    """How many times the person has had the part, and at which of the earlier meetings last."""
    times = [number for number, parts in enumerate(history) if parts.get(part) == person]
    return len(times), times[-1] if times else -1
