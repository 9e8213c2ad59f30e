"""How the schools of an authority lie beside each other: how far apart, not who is first."""

from collections.abc import Sequence
from dataclasses import dataclass

BIN = 0.05  # of a histogram of shares
FEWEST_SCHOOLS = 5  # below that, quarters say nothing


@dataclass(frozen=True, slots=True)
class Spread:
    """Shares: the lowest, the middle one, the highest, and between which two the middle half lies.

    `bins`: how many schools lie in each step of five per cent, from 0.
    """

    schools: int
    lowest: float
    quarter: float
    middle: float
    three_quarters: float
    highest: float
    bins: tuple[int, ...]

    @property
    def says_quarters(self) -> bool:
        return self.schools >= FEWEST_SCHOOLS


def spread_of(shares: Sequence[float]) -> Spread | None:
    """None where fewer than two schools show a share."""
    if len(shares) < 2:
        return None
    ordered = sorted(shares)
    bins = [0] * (bin_of(ordered[-1]) + 1)
    for share in ordered:
        bins[bin_of(share)] += 1
    return Spread(
        len(ordered),
        ordered[0],
        at(ordered, 0.25),
        at(ordered, 0.5),
        at(ordered, 0.75),
        ordered[-1],
        tuple(bins),
    )


def at(ordered: Sequence[float], part: float) -> float:
    """The value that `part` of the values lie below, between neighbours in proportion (Excel's QUARTILE.INC)."""
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def bin_of(share: float) -> int:
    """The step that a share lies in. All of them (1.0) lie in the last of the twenty."""
    return min(int(share / BIN + 1e-9), round(1 / BIN) - 1)
