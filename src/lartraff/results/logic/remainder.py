"""A published sum, less all schools that are shown, leaves those that are not. When does that tell too much?

The municipality's figure is published by somebody else and cannot be hidden; it can be kept from standing beside the
very figures that it would be reckoned with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lartraff.results.logic.figures import Figures
from lartraff.results.logic.suppression import FEWEST_IN_A_PART, FEWEST_PUPILS

VALUES = FEWEST_IN_A_PART - 1  # as many as "one to four" has


@dataclass(frozen=True, slots=True)
class Unknown:
    """How many do not pass at a school that is hidden: the truth, and what a reader knows without any sum."""

    true: int
    least: int
    most: int


def what_is_known(first: Figures, as_published: Figures) -> Unknown | None:
    """Of one row, in the scale's own definition and in the published one (which counts more pupils as not passing).

    None where both are shown, as a single row decides it (`protection`).
    """
    true, more = as_published.not_passing, as_published.not_passing - first.not_passing
    if first.pupils < FEWEST_PUPILS:
        return Unknown(true, 0, max(first.pupils, true))
    if 0 < first.not_passing < FEWEST_IN_A_PART:
        return Unknown(true, 1, max(FEWEST_IN_A_PART - 1, true))
    if 0 < first.passing < FEWEST_IN_A_PART:
        return Unknown(true, as_published.pupils - FEWEST_IN_A_PART + 1, as_published.pupils - 1)
    if 0 < more < FEWEST_IN_A_PART:
        return Unknown(true, first.not_passing + 1, first.not_passing + FEWEST_IN_A_PART - 1)
    return None


def outdated(seen: int, true: int) -> Unknown:
    """Of a row that others see as it was before a correction."""
    change = FEWEST_IN_A_PART - 1
    return Unknown(true, min(true, max(0, seen - change)), max(true, seen + change))


def may_stand(unknown: Sequence[Unknown]) -> bool:
    """Whether the sum of all `unknown` may be known, even to the principal of one of them.

    Each must be left with as many possible values as it has without the sum, or with four.
    """
    below = [one.true - one.least for one in unknown]
    above = [one.most - one.true for one in unknown]
    # Taken from the others once more: the one who knows most, whoever it is. That errs on the safe side.
    slack_below, slack_above = sum(below) - max(below, default=0), sum(above) - max(above, default=0)
    for one, down, up in zip(unknown, below, above, strict=True):
        least = max(one.least, one.true - max(0, slack_above - up))
        most = min(one.most, one.true + max(0, slack_below - down))
        if most - least + 1 < min(VALUES, one.most - one.least + 1):
            return False
    return True
