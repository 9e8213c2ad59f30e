"""How far chance alone may have carried a share.

Wilson's score interval for one share, and Newcombe's hybrid score interval for the difference between two (R. G.
Newcombe, Statistics in Medicine 17, 1998, pages 857 and 873). Both hold for few pupils and for shares of 0 and 1,
where the common ± formula says that nothing is uncertain.
"""

from dataclasses import dataclass
from math import sqrt

from lartraff.results.logic.figures import Figures

Z = 1.959963984540054  # 95 of 100 such intervals hold the share that chance scatters about
TOO_WIDE = 0.30  # an interval this wide says no more than that some pass and some do not


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low

    def __contains__(self, share: float) -> bool:
        return self.low <= share <= self.high


def wilson(figures: Figures) -> Interval | None:
    """The interval about the share that does not pass; None where there are no pupils."""
    if not figures.pupils:
        return None
    n, share = figures.pupils, figures.share
    middle = share + Z * Z / (2 * n)
    reach = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    low = (middle - reach) / whole if figures.not_passing else 0.0
    high = (middle + reach) / whole if figures.passing else 1.0
    return Interval(low, high)


def difference(first: Figures, second: Figures) -> Interval | None:
    """The interval about the second share minus the first; None where either has no pupils."""
    one, two = wilson(first), wilson(second)
    if one is None or two is None:
        return None
    by = second.share - first.share
    down = sqrt((second.share - two.low) ** 2 + (one.high - first.share) ** 2)
    up = sqrt((two.high - second.share) ** 2 + (first.share - one.low) ** 2)
    return Interval(by - down, by + up)


def too_few_to_tell(figures: Figures) -> bool:
    interval = wilson(figures)
    return interval is None or interval.width >= TOO_WIDE
