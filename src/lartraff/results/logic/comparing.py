"""A school beside a published figure, and a grade beside a national test."""

from dataclasses import dataclass
from enum import StrEnum

from lartraff.results.logic.figures import Figures
from lartraff.results.logic.intervals import difference, too_few_to_tell, wilson


class Beside(StrEnum):
    """How many do not pass, beside the others."""

    MORE = "more"
    FEWER = "fewer"
    ALIKE = "alike"  # the difference may be chance
    TOO_FEW = "too_few"


def beside(figures: Figures | None, share: float | None) -> Beside | None:
    """Compare with a published share, which rests on so many pupils that chance plays no part in it."""
    if figures is None or share is None:
        return None
    interval = wilson(figures)
    if interval is None or too_few_to_tell(figures):
        return Beside.TOO_FEW
    if share in interval:
        return Beside.ALIKE
    return Beside.MORE if figures.share > share else Beside.FEWER


def between(girls: Figures, boys: Figures) -> Beside:
    """Boys beside girls: MORE where more of the boys do not pass than chance would give."""
    interval = difference(girls, boys)
    if interval is None or too_few_to_tell(girls) or too_few_to_tell(boys):
        return Beside.TOO_FEW
    if 0 in interval:
        return Beside.ALIKE
    return Beside.MORE if interval.low > 0 else Beside.FEWER


@dataclass(frozen=True, slots=True)
class Against:
    """For how many pupils the grade is higher than, equal to and lower than the national test's."""

    higher: int
    equal: int
    lower: int

    @property
    def pupils(self) -> int:
        return self.higher + self.equal + self.lower

    def share(self, part: int) -> float:
        return part / self.pupils if self.pupils else 0.0
