"""A term drawn as a line with a dot for each meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dot:
    """`at`: how far into the term, in per cent, with room for the dot's own radius at the ends."""

    at: float
    day: date
    held: bool


@dataclass(frozen=True, slots=True)
class TermLine:
    dots: tuple[Dot, ...]
    today: float | None

    @property
    def held(self) -> int:
        return sum(dot.held for dot in self.dots)

    @property
    def planned(self) -> int:
        return len(self.dots) - self.held


MARGIN = 3.0  # per cent kept free at both ends


def draw(first: date, last: date, meetings: Sequence[tuple[date, bool]], *, today: date) -> TermLine:
    """Place meetings (day, held or not) and today on the line from `first` to `last`."""

    def place(day: date) -> float:
        share = (day - first).days / max((last - first).days, 1)
        return round(MARGIN + (100 - 2 * MARGIN) * min(max(share, 0.0), 1.0), 2)

    dots = tuple(Dot(place(day), day, held) for day, held in meetings if first <= day <= last)
    return TermLine(dots, place(today) if first <= today <= last else None)
