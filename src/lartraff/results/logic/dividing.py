"""Dividing people into groups of a good size."""

from collections.abc import Sequence
from typing import TypeVar

P = TypeVar("P")


def number_of_groups(people: int, *, smallest: int, largest: int, guides: int = 0) -> int:
    """How many groups `people` make, each between `smallest` and `largest`, and near the middle of the two.

    Where that cannot be, the number that misses the bounds by least. No more groups than there are `guides`
    (people who have done it before), as long as the groups do not grow too large.
    """
    if people <= smallest:
        return 1
    fewest, most = -(-people // largest), people // smallest
    if fewest > most:
        too_many = -(-people // most) - largest
        too_few = smallest - people // (most + 1)
        return most if too_many <= too_few else most + 1
    nearest = (4 * people + smallest + largest) // (2 * (smallest + largest))
    good = min(max(nearest, fewest), most)
    return max(fewest, min(good, guides)) if guides else good


def divide(people: Sequence[P], number: int) -> list[list[P]]:
    """Deal out `people` in turn: sizes differ by one at most, and the first of them come to groups of their own."""
    return [list(people[place::number]) for place in range(number)]
