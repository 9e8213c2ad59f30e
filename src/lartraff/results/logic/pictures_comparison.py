"""A school's share with its interval, and published shares beside it, along one line."""

from dataclasses import dataclass

from lartraff.results.logic.comparing import Against
from lartraff.results.logic.figures import Figures
from lartraff.results.logic.intervals import wilson
from lartraff.results.logic.pictures_scale import Scale


@dataclass(frozen=True, slots=True)
class Dots:
    """Places along the line, as SVG wants them: 37.5%. The school's are None where its figure is not shown."""

    low: str | None
    reach: str | None  # the length of the interval
    school: str | None
    municipality: str | None
    nation: str | None


def dots(figures: Figures | None, municipality: float | None, nation: float | None, scale: Scale) -> Dots:
    interval = wilson(figures) if figures else None
    low = reach = school = None
    if figures and interval:
        low = scale.across(interval.low)
        reach = scale.across(min(interval.high, scale.highest) - interval.low)
        school = scale.across(figures.share)
    return Dots(
        low,
        reach,
        school,
        None if municipality is None else scale.across(municipality),
        None if nation is None else scale.across(nation),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar that is a whole. `name`: higher, equal or lower."""

    name: str
    pupils: int
    begins: str
    width: str
    middle: str


def parts(against: Against) -> tuple[Part, ...]:
    """Lower, equal and higher, from left to right; parts without pupils are left out."""
    found, begins = [], 0.0
    for name, pupils in (("lower", against.lower), ("equal", against.equal), ("higher", against.higher)):
        share = 100 * against.share(pupils)
        if pupils:
            found.append(Part(name, pupils, f"{begins:.1f}%", f"{share:.1f}%", f"{begins + share / 2:.1f}%"))
        begins += share
    return tuple(found)
