"""Published figures to compare a school with: its own as they were published, its municipality's and the nation's."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from lartraff.people.models import School
from lartraff.people.permissions import AnyUser
from lartraff.results.models import OfficialFigure
from lartraff.results.permissions import official_figures_visible_to

SHARE_PASSING = "SHARE_PASSING"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """`value` in the measure's unit (shares in per cent, 0 to 100), or the `marker` that stands in its place.

    `marker`: ".." withheld for few pupils, "." no data, "~100" one to four did not pass, "*" does not apply.
    """

    area_name: str
    value: Decimal | None
    marker: str = ""

    @property
    def share(self) -> float | None:
        """As a share of one, where there is a figure."""
        return None if self.value is None else float(self.value) / 100


@dataclass(frozen=True, slots=True)
class Beside:
    """What a school's figure may be put beside. None where nothing has been loaded: another thing than a sign."""

    school: PublishedFigure | None = None
    municipality: PublishedFigure | None = None
    nation: PublishedFigure | None = None

    @property
    def something(self) -> bool:
        return any((self.school, self.municipality, self.nation))


@dataclass(frozen=True, slots=True)
class SubjectKey:
    """One subject in one year of one school year. `subject` is its code; None: the measure is of all subjects."""

    subject: str | None
    year: int | None
    school_year: int


def shares_passing(viewer: AnyUser, school: School, *, school_years: Collection[int]) -> Mapping[SubjectKey, Beside]:
    """Published shares with at least E, by subject, year and school year, for all pupils and kinds of owner.

    What `school`'s authority has loaded and `viewer` may see; a key is absent where nothing has. Two queries.
    """
    return figures_beside(viewer, school, measure=SHARE_PASSING, school_years=school_years)


def figures_beside(
    viewer: AnyUser, school: School, *, measure: str, school_years: Collection[int], sex: str = "ALL"
) -> Mapping[SubjectKey, Beside]:
    """As `shares_passing`, for any measure by its code (`results.logic.measures`) or, if we know none, its heading."""
    loaded = official_figures_visible_to(viewer).filter(authority=school.authority_id)
    areas = Q(level="SCHOOL", area_code=school.unit_code) | Q(level="NATION")
    if municipality := _municipality_of(school, loaded.filter(level="MUNICIPALITY")):
        areas |= Q(level="MUNICIPALITY", area_code=municipality)
    found: dict[SubjectKey, dict[str, PublishedFigure]] = defaultdict(dict)
    figures = loaded.filter(areas, measure=measure, owner="ALL", sex=sex, school_year__in=school_years)
    for level, name, subject, year, school_year, value, marker in figures.values_list(
        "level", "area_name", "subject__code", "year", "school_year", "value", "marker"
    ):
        found[SubjectKey(subject, year, school_year)][level.lower()] = PublishedFigure(name, value, marker)
    return {key: Beside(**levels) for key, levels in found.items()}


def _municipality_of(school: School, figures: QuerySet[OfficialFigure]) -> str | None:
    """The code of the municipality that runs the school, told by its name, or of the only one that is loaded."""
    authority = plain_municipality(school.authority.name)
    names = dict(figures.order_by("area_code").values_list("area_code", "area_name").distinct())
    for code, name in names.items():
        plain = plain_municipality(name)
        if authority in {plain, f"{plain}s"}:
            return code
    return next(iter(names)) if len(names) == 1 else None


def plain_municipality(name: str) -> str:
    """A municipality's name without what it may be called with: Göteborgs Stad is göteborgs, Region Gotland gotland."""
    return re.sub(r"\b(kommun|stad|region)\b", "", name.casefold()).strip()
