"""What a group's reason says of the figures: the same whoever asks, and never a small number."""

import pytest
from django.utils import translation

from lartraff.people.models import Subject
from lartraff.results.logic.countings import Counting
from lartraff.results.logic.figures import Figures
from lartraff.results.queries import figures_for_group, reason_for_group
from lartraff.results.queries.groups import GoalStart, goal_for_group
from tests.cast import Cast
from tests.results.loading import put


@pytest.fixture(autouse=True)
def in_english() -> object:
    with translation.override("en"):
        yield


def subject(code: str = "MA") -> Subject:
    return Subject.objects.get(code=code)


def test_the_figures_are_said_year_by_year(cast: Cast) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=12, pupils=119)
    assert reason_for_group(cast.school, subject()) == (
        "In Mathematics, 20 of 141 pupils (14%) in year 6 and 12 of 119 pupils (10%) in year 9 did not reach E in the"
        " spring term 2026. F and dash count as not passing."
    )
    assert reason_for_group(cast.school, subject(), Counting.F).endswith("2026. F counts as not passing.")


def test_small_numbers_are_not_written_though_the_principal_sees_them(cast: Cast) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=2, pupils=119)
    reason = reason_for_group(cast.school, subject())
    assert reason.endswith(
        "spring term 2026. The numbers in year 9 are too small to be written here. F and dash count as not passing."
    )
    assert "119" not in reason
    figures = figures_for_group(cast.principal, cast.school, subject())
    assert figures is not None
    assert (figures.by_year, figures.hidden_years, figures.total) == (
        ((6, Figures(141, 20)),),
        (9,),
        Figures(141, 20),
    )


def test_nothing_but_small_numbers(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=3, pupils=9)
    assert reason_for_group(cast.school, subject()) == (
        "The numbers in Mathematics in the spring term 2026 are too small to be written here."
    )


def test_no_results_at_all(cast: Cast) -> None:
    assert reason_for_group(cast.school, subject()) == "There are no results in Mathematics yet."
    put(cast.other_school, "MA", not_passing=6, pupils=20)
    put(cast.school, "BL", not_passing=6, pupils=20)
    assert reason_for_group(cast.school, subject()) == "There are no results in Mathematics yet."
    assert figures_for_group(cast.principal, cast.school, subject()) is None


def test_three_years_are_listed_as_in_a_sentence(cast: Cast) -> None:
    for year in (7, 8, 9):
        put(cast.school, "MA", year=year, not_passing=10, pupils=20)
    assert "in year 7, 10 of 20 pupils (50%) in year 8 and 10 of 20" in reason_for_group(cast.school, subject())


def test_swedish_writes_subjects_small_inside_a_sentence(cast: Cast) -> None:
    with translation.override("sv"):
        assert "matematik" in reason_for_group(cast.school, subject())


def test_people_who_do_not_see_the_results_get_no_figures(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=6, pupils=20)
    assert figures_for_group(cast.member, cast.school, subject()) is not None
    for viewer in (cast.principal_elsewhere, cast.teacher_elsewhere, cast.administrator, cast.stranger):
        assert figures_for_group(viewer, cast.school, subject()) is None


def test_a_goal_starts_from_what_is_counted_and_how_many_there_are(cast: Cast) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=12, pupils=119)
    assert goal_for_group(cast.school, subject()) == GoalStart(
        "pupils in years 6 and 9 who do not reach E in Mathematics (F and dash)", 32
    )
    start = goal_for_group(cast.school, subject(), Counting.F)
    assert start is not None
    assert start.measure.endswith("(F)")


def test_a_goal_does_not_start_from_a_part(cast: Cast) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=2, pupils=119)
    assert goal_for_group(cast.school, subject()) is None
    assert goal_for_group(cast.school, subject("BL")) is None
