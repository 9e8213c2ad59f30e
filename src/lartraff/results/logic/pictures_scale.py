"""A scale of shares, from nothing to a whole step above the largest, that several pictures can have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

STEP = 0.10


@dataclass(frozen=True, slots=True)
class Scale:
    highest: float

    def across(self, share: float) -> str:
        """How far to the right, as SVG wants it: 37.5%."""
        return f"{100 * min(share / self.highest, 1):.1f}%"

    def up(self, share: float, *, bottom: int, height: int) -> int:
        """How far down a picture whose scale is `height` high and begins at `bottom`."""
        return round(bottom - height * min(share / self.highest, 1))

    @property
    def marks(self) -> tuple[float, float, float]:
        return (0.0, self.highest / 2, self.highest)


def scale_for(shares: Iterable[float]) -> Scale:
    """The smallest scale in steps of ten per cent that holds `shares`; at least ten, at most a hundred."""
    steps = ceil(max(shares, default=0.0) / STEP - 1e-9)
    return Scale(round(min(max(steps, 1), 10) * STEP, 1))
