"""A share over the school years, with its interval at each year: the places of lines, dots and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lartraff.results.logic.figures import Figures
from lartraff.results.logic.intervals import wilson
from lartraff.results.logic.matrix import Point
from lartraff.results.logic.pictures_scale import Scale

HEIGHT, BOTTOM = 190, 156  # of the picture; where nothing stands
_SCALE_HEIGHT = 132
_LEFT, _RIGHT = 16.0, 92.0  # per cent of the width: words stand to the left


@dataclass(frozen=True, slots=True)
class Dot:
    school_year: int
    figures: Figures
    x: str
    y: int
    low: int  # lower on the page than `high`
    high: int
    words_at: int


@dataclass(frozen=True, slots=True)
class Stroke:
    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True, slots=True)
class Mark:
    share: float
    y: int


@dataclass(frozen=True, slots=True)
class Year:
    """A school year under the picture, with figures or without."""

    school_year: int
    x: str


@dataclass(frozen=True, slots=True)
class SeriesPicture:
    """`strokes` join only years that follow on each other: over a gap nothing is known."""

    dots: tuple[Dot, ...]
    strokes: tuple[Stroke, ...]
    marks: tuple[Mark, ...]
    years: tuple[Year, ...]


def series_picture(points: Sequence[Point], scale: Scale) -> SeriesPicture | None:
    """None below two years with figures: one dot is no series."""
    drawn: list[Dot | None] = [_dot(points, at, scale) for at in range(len(points))]
    shown = tuple(dot for dot in drawn if dot)
    if len(shown) < 2:
        return None
    strokes = tuple(Stroke(one.x, one.y, two.x, two.y) for one, two in pairwise(drawn) if one and two)
    return SeriesPicture(
        shown,
        strokes,
        tuple(Mark(share, _up(share, scale)) for share in scale.marks),
        tuple(Year(point.school_year, _across(points, at)) for at, point in enumerate(points)),
    )


def _dot(points: Sequence[Point], at: int, scale: Scale) -> Dot | None:
    figures = points[at].figures
    interval = wilson(figures) if figures else None
    if figures is None or interval is None:
        return None
    high = _up(interval.high, scale)
    return Dot(
        points[at].school_year,
        figures,
        _across(points, at),
        _up(figures.share, scale),
        _up(interval.low, scale),
        high,
        high - 6,
    )


def _up(share: float, scale: Scale) -> int:
    return scale.up(share, bottom=BOTTOM, height=_SCALE_HEIGHT)


def _across(points: Sequence[Point], at: int) -> str:
    return f"{_LEFT + (_RIGHT - _LEFT) * (at + 0.5) / len(points):.1f}%"
