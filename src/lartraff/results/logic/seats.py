"""Who sits where, when many could sit in several places: seats are filled one by one, and no filled seat is emptied.

It is a matching between seats and people, grown by alternating paths: a new seat is filled if there is any way to move
those who sit already so that all of them still sit. The seats asked for first are thus the ones that are filled.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """`kind`: what sort of person is wanted in it."""

    unit: str
    kind: str
    number: int


class Seating:
    """`candidates`: those who may take a seat of a unit and kind, the preferred first."""

    def __init__(self, candidates: dict[tuple[str, str], Sequence[int]]) -> None:
        self._candidates = candidates
        self._sitting: dict[Seat, int] = {}
        self._seat_of: dict[int, Seat] = {}

    def fill(self, seat: Seat) -> bool:
        """Seat somebody in `seat`, moving others between seats if that is what it takes."""
        came_from: dict[int, Seat] = {}
        waiting = deque([seat])
        while waiting:
            wanted = waiting.popleft()
            for person in self._candidates.get((wanted.unit, wanted.kind), ()):
                if person in came_from:
                    continue
                came_from[person] = wanted
                taken = self._seat_of.get(person)
                if taken is None:
                    self._move_along(person, came_from, seat)
                    return True
                waiting.append(taken)
        return False

    def _move_along(self, person: int, came_from: dict[int, Seat], new: Seat) -> None:
        while True:
            seat = came_from[person]
            before = self._sitting.get(seat)
            self._sitting[seat], self._seat_of[person] = person, seat
            if seat == new or before is None:
                return
            person = before

    def clear(self, seat: Seat) -> None:
        person = self._sitting.pop(seat, None)
        if person is not None:
            del self._seat_of[person]

    def exchange(self, old: Seat, new: Seat) -> bool:
        """Let `new` stand instead of `old`, if it can be filled."""
        person = self._sitting[old]
        self.clear(old)
        if self.fill(new):
            return True
        self._sitting[old], self._seat_of[person] = person, old
        return False

    def seat_of(self, person: int) -> Seat | None:
        return self._seat_of.get(person)

    @property
    def seated(self) -> dict[int, Seat]:
        return dict(self._seat_of)
