"""How many pupils, and how many of them do not pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Figures:
    pupils: int
    not_passing: int

    @property
    def share(self) -> float:
        """The share that does not pass, from 0 to 1."""
        return self.not_passing / self.pupils if self.pupils else 0.0

    @property
    def passing(self) -> int:
        return self.pupils - self.not_passing

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.pupils + other.pupils, self.not_passing + other.not_passing)


class Hidden(StrEnum):
    """Why a figure is not shown."""

    FEW_PUPILS = "few_pupils"
    FEW_NOT_PASSING = "few_not_passing"
    FEW_PASSING = "few_passing"
    TELLS_OF_FEW = "tells_of_few"  # beside what is shown, or was, it would tell a small number


@dataclass(frozen=True, slots=True)
class Cell:
    """One subject in one year: figures, or the reason why they are hidden."""

    figures: Figures | None
    hidden: Hidden | None = None


def total_of(cells: Iterable[Cell | None]) -> Figures | None:
    """The sum of what the cells show, so that taking away gives nothing hidden; None if they show nothing."""
    shown = [cell.figures for cell in cells if cell is not None and cell.figures is not None]
    return sum(shown[1:], shown[0]) if shown else None
