"""What fits on a slide, and how long each step of a meeting is in a picture."""

from collections.abc import Sequence
from dataclasses import dataclass

# Letters of running text that a slide bears in large and in middle size; beyond that it is set small.
LARGE, MIDDLE = 240, 600


def how_dense(text: str) -> int:
    """0, 1 or 2: the more there is to read, the smaller it must be set."""
    return (len(text) > LARGE) + (len(text) > MIDDLE)


@dataclass(frozen=True, slots=True)
class Band:
    """One step of a structure. `start` and `width`: its place in a band of 1000, by the longest it may take."""

    title: str
    minutes_from: int
    minutes_to: int
    start: int
    width: int


def bands(steps: Sequence[tuple[str, int, int]]) -> tuple[Band, ...]:
    """`steps`: title, and the fewest and the most minutes of each, in their order."""
    whole = sum(most for _title, _least, most in steps)
    found, before = [], 0
    for title, least, most in steps:
        start, end = round(1000 * before / whole), round(1000 * (before + most) / whole)
        found.append(Band(title, least, most, start, end - start))
        before += most
    return tuple(found)
