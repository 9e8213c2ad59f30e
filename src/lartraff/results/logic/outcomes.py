"""What is shown of a national test, and of grades beside it, before anything is saved."""

from collections.abc import Mapping
from dataclasses import dataclass

from lartraff.results.logic.figures import Figures

_REACHED = ("A", "B", "C", "D", "E", "PASSED", "REACHED")
_NOT_REACHED = ("F", "NOT_REACHED")


def figures_of_test(counts: Mapping[str, int]) -> Figures:
    """How many pupils have a result, and how many of those did not reach E, or the level asked for in year 3."""
    reached, not_reached = (sum(counts.get(code, 0) for code in codes) for codes in (_REACHED, _NOT_REACHED))
    return Figures(reached + not_reached, not_reached)


@dataclass(frozen=True, slots=True)
class Relations:
    """For how many pupils the grade is higher than, equal to or lower than the test."""

    higher: int
    equal: int
    lower: int
