"""Whether shares over the years rise or fall, or only scatter.

The rule: at least three school years, at least five pupils in all who pass and five who do not, and a Cochran-Armitage
test for trend (P. Armitage, Biometrics 11, 1955) that chance alone would pass less than once in a hundred. Once in
twenty would be the custom, but a page has twenty subjects: each year one of them would seem to have a trend.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import sqrt
from typing import Protocol

from lartraff.results.logic.figures import Figures

FEWEST_YEARS = 3
FEWEST_OF_EACH = 5
ONCE_IN_A_HUNDRED = 2.5758293035489004  # two-sided


class Trend(StrEnum):
    RISING = "rising"  # more and more do not pass
    FALLING = "falling"
    NONE = "none"  # what there is may be chance
    TOO_FEW = "too_few"  # years, or pupils


class Dated(Protocol):
    @property
    def school_year(self) -> int: ...
    @property
    def figures(self) -> Figures | None: ...


def trend_of(points: Iterable[Dated]) -> Trend:
    """The trend in what the points show. Years without figures are left out, not bridged over as zeros."""
    shown = [(point.school_year, point.figures) for point in points if point.figures and point.figures.pupils]
    total = sum((figures for _year, figures in shown), Figures(0, 0))
    if len(shown) < FEWEST_YEARS or min(total.passing, total.not_passing) < FEWEST_OF_EACH:
        return Trend.TOO_FEW
    score = cochran_armitage(shown)
    if abs(score) <= ONCE_IN_A_HUNDRED:
        return Trend.NONE
    return Trend.RISING if score > 0 else Trend.FALLING


def cochran_armitage(groups: Sequence[tuple[float, Figures]]) -> float:
    """The test's z, with the first of each pair as the score. Positive: the share rises with it. 0 if it cannot."""
    pupils = sum(figures.pupils for _score, figures in groups)
    total = sum(figures.not_passing for _score, figures in groups)
    if not 0 < total < pupils:
        return 0.0
    share = total / pupils
    middle = sum(score * figures.pupils for score, figures in groups) / pupils
    spread = sum(figures.pupils * (score - middle) ** 2 for score, figures in groups)
    if not spread:
        return 0.0
    leaning = sum((figures.not_passing - figures.pupils * share) * (score - middle) for score, figures in groups)
    return leaning / sqrt(share * (1 - share) * spread)
