"""How long a planned agenda takes, beside the time that is booked for it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimePlan:
    """All in minutes. `shortest` and `longest`: every item at its least, or its most."""

    shortest: int
    longest: int
    booked: int

    @property
    def surely_over(self) -> int:
        """By how much the plan exceeds the booked time even if every item is kept at its shortest."""
        return max(self.shortest - self.booked, 0)

    @property
    def perhaps_over(self) -> int:
        """By how much it may exceed it if every item takes its longest; 0 where it surely does anyway."""
        return 0 if self.surely_over else max(self.longest - self.booked, 0)


def add_up(spans: Iterable[tuple[int, int]], *, booked: int) -> TimePlan:
    """`spans`: the least and the most minutes of each item."""
    spans = list(spans)
    return TimePlan(sum(least for least, _most in spans), sum(most for _least, most in spans), booked)
