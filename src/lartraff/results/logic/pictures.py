"""The results as pictures: where bars and lines go, in whole numbers or per cent, for templates to draw."""

from collections.abc import Sequence
from dataclasses import dataclass

from lartraff.results.logic.figures import Figures
from lartraff.results.logic.matrix import Point, SubjectRow

LINE_WIDTH, LINE_HEIGHT, _MARGIN = 90, 24, 4


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    figures: Figures
    width: str  # as SVG wants it: 37.5%


def bars(rows: Sequence[SubjectRow], sort: str) -> list[Bar]:
    """One bar per subject that shows figures, in the order of the rows; the longest fills the width."""
    shown = [(row.name, row.total) for row in rows if row.total is not None]
    amounts = [total.share if sort == "share" else total.not_passing for _name, total in shown]
    longest = max(amounts, default=0) or 1
    return [
        Bar(name, total, f"{100 * amount / longest:.1f}%") for (name, total), amount in zip(shown, amounts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Line:
    points: str
    last_x: int
    last_y: int


def line(points: Sequence[Point], highest: float) -> Line | None:
    """The shares over the years, newest to the right, on a scale from 0 to `highest`; None below two points."""
    if sum(point.figures is not None for point in points) < 2:
        return None
    step = (LINE_WIDTH - 2 * _MARGIN) / (len(points) - 1)
    places = [
        (
            round(_MARGIN + at * step),
            round(LINE_HEIGHT - _MARGIN - (LINE_HEIGHT - 2 * _MARGIN) * point.figures.share / (highest or 1)),
        )
        for at, point in enumerate(points)
        if point.figures is not None
    ]
    return Line(" ".join(f"{x},{y}" for x, y in places), *places[-1])


def highest_share(rows: Sequence[SubjectRow]) -> float:
    return max((point.figures.share for row in rows for point in row.series if point.figures), default=0.0)
