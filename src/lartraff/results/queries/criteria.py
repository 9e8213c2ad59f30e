"""Grading criteria: found by words, and by their keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet

from lartraff.core import clock
from lartraff.people.logic.calendar import SchoolYear
from lartraff.results.logic.searching import holds, parts, words_of
from lartraff.results.models import GradingCriterion

STEPS = ("", "E", "D", "C", "B", "A")  # from what every pupil should reach and upward, as teachers read them


@dataclass(frozen=True, slots=True)
class FoundCriterion:
    """`parts`: the sentence in pieces, each with whether it is a word that was looked for."""

    criterion: GradingCriterion
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class CriterionWhole:
    """All sentences for one grade in one subject after one year, in their order."""

    subject_name: str
    year: int
    step: str
    variant: str
    heading: str
    sentences: tuple[FoundCriterion, ...]


def criteria_in_force(school_year: int | None = None) -> QuerySet[GradingCriterion]:
    """Those that hold in the school year that begins in `school_year`; this one unless said."""
    year = SchoolYear.of(clock.today()).start if school_year is None else school_year
    return GradingCriterion.objects.filter(Q(valid_to=None) | Q(valid_to__gte=year), valid_from__lte=year)


def criterion_by_key(key: str) -> GradingCriterion | None:
    """Also one that has been replaced: what a group once chose is still what they chose."""
    return GradingCriterion.objects.filter(key=key).select_related("subject").first()


def criteria_subjects() -> list[tuple[str, str]]:
    """Skolverket's code and name of each subject that has criteria, by name."""
    found = criteria_in_force().values_list("syllabus_code", "subject_name").distinct()
    return sorted(set(found), key=lambda one: one[1])


def search_criteria(
    *, words: str = "", syllabus_code: str = "", year: int | None = None, step: str | None = None
) -> list[CriterionWhole]:
    """The sentences in force that hold every word in some form, under the grade that they belong to."""
    rows = criteria_in_force()
    if syllabus_code:
        rows = rows.filter(syllabus_code=syllabus_code)
    if year is not None:
        rows = rows.filter(year=year)
    if step is not None:
        rows = rows.filter(step=step)
    wanted = words_of(words)
    return wholes([row for row in rows if holds(row.text, wanted)], wanted)


def wholes(rows: Iterable[GradingCriterion], wanted: list[str]) -> list[CriterionWhole]:
    in_order = sorted(
        rows, key=lambda row: (row.subject_name, row.year, row.variant, STEPS.index(row.step), row.position)
    )
    return [
        CriterionWhole(*place, tuple(FoundCriterion(row, tuple(parts(row.text, wanted))) for row in under))
        for place, under in groupby(
            in_order, key=lambda row: (row.subject_name, row.year, row.step, row.variant, row.heading)
        )
    ]


def criteria_around(criterion: GradingCriterion) -> list[CriterionWhole]:
    """The whole texts for every grade in the same subject, year and variant, as that curriculum has them."""
    beside = Q(valid_to=None) if criterion.valid_to is None else Q(valid_to=None) | Q(valid_to__gte=criterion.valid_to)
    rows = GradingCriterion.objects.filter(
        beside,
        syllabus_code=criterion.syllabus_code,
        version=criterion.version,
        year=criterion.year,
        variant=criterion.variant,
    )
    return wholes(rows, [])
