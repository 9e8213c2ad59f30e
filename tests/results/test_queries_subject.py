"""Everything about one subject, as different people see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from lartraff.direction.actions import set_goal
from lartraff.people.models import Subject, User
from lartraff.results.logic.comparing import Against, Beside
from lartraff.results.logic.countings import Counting
from lartraff.results.logic.figures import Cell, Figures, Hidden
from lartraff.results.logic.trends import Trend
from lartraff.results.models import ResultRow
from lartraff.results.queries.groups import goal_for_group
from lartraff.results.queries.periods import Period
from lartraff.results.queries.subject import SubjectResults, subject_results
from tests.cast import Cast
from tests.results.beside import put_against
from tests.results.loading import put


def maths(cast: Cast, viewer: User, **chosen: object) -> SubjectResults:
    return subject_results(viewer, cast.school, Subject.objects.get(code="MA"), **chosen)  # type: ignore[arg-type]


def by_sex(row: ResultRow, girls: tuple[int, int], boys: tuple[int, int]) -> None:
    """Pairs of not passing and pupils."""
    row.counts_by_sex = {
        sex: {"F": failing, "C": pupils - failing} for sex, (failing, pupils) in (("GIRLS", girls), ("BOYS", boys))
    }
    row.save()


def test_every_term_has_a_line_and_every_year_a_series(cast: Cast) -> None:
    for school_year, number in ((2023, 30), (2024, 18), (2025, 7)):
        put(cast.school, "MA", year=9, school_year=school_year, not_passing=number, pupils=100)
    put(cast.school, "MA", year=6, school_year=2025, season="HT", not_passing=6, pupils=50)
    put(cast.school, "BL", year=7, not_passing=6, pupils=50)
    found = maths(cast, cast.principal)
    assert found.years == (6, 9)
    assert [(line.period.code, line.cells) for line in found.terms] == [
        ("2025-VT", (None, Cell(Figures(100, 7)))),
        ("2025-HT", (Cell(Figures(50, 6)), None)),
        ("2024-VT", (None, Cell(Figures(100, 18)))),
        ("2023-VT", (None, Cell(Figures(100, 30)))),
    ]
    assert [(series.year, series.trend, len(series.points)) for series in found.series] == [
        (6, Trend.TOO_FEW, 1),
        (9, Trend.FALLING, 3),
    ]
    assert found.row is not None
    assert (found.row.total, found.row_years) == (Figures(100, 7), (9,))


def test_others_see_trends_of_what_is_shown_only(cast: Cast) -> None:
    for school_year, number in ((2022, 30), (2023, 18), (2024, 7), (2025, 2)):
        put(cast.school, "MA", school_year=school_year, not_passing=number, pupils=100)
    assert maths(cast, cast.principal).series[0].trend is Trend.FALLING
    found = maths(cast, cast.member)
    assert found.terms[0].cells == (Cell(None, Hidden.FEW_NOT_PASSING),)
    assert [point.figures for point in found.series[0].points] == [
        Figures(100, 30),
        Figures(100, 18),
        Figures(100, 7),
        None,
    ]
    assert found.row is not None
    assert found.row.total is None


def test_girls_and_boys_are_told_apart_only_where_both_are_enough(cast: Cast) -> None:
    by_sex(put(cast.school, "MA", year=9, not_passing=30, pupils=140), (8, 70), (22, 70))
    by_sex(put(cast.school, "MA", year=8, not_passing=14, pupils=40), (7, 31), (7, 9))
    by_sex(put(cast.school, "MA", year=7, not_passing=9, pupils=60), (2, 30), (7, 30))
    put(cast.school, "MA", year=6, not_passing=9, pupils=60)
    seen = {line.year: (line.by_sex.girls, line.by_sex.boys) for line in maths(cast, cast.principal).by_sex}
    assert seen == {9: (Figures(70, 8), Figures(70, 22)), 7: (Figures(30, 2), Figures(30, 7))}
    assert maths(cast, cast.principal).by_sex[1].boys_beside_girls is Beside.MORE
    assert [line.year for line in maths(cast, cast.member).by_sex] == [9]


def test_grades_beside_tests_are_shown_or_hidden_as_a_whole(cast: Cast) -> None:
    put(cast.school, "MA", year=9, not_passing=12, pupils=119)
    put(cast.school, "MA", year=6, not_passing=20, pupils=138)
    put_against(cast.school, "MA", year=6, lower=15, equal=113, higher=10)
    put_against(cast.school, "MA", year=9, lower=4, equal=96, higher=19)
    whole = [Against(10, 113, 15), Against(19, 96, 4)]
    assert [line.against for line in maths(cast, cast.principal).against] == whole
    assert [line.against for line in maths(cast, cast.member).against] == [whole[0], None]


def test_where_the_grades_are_hidden_so_is_what_compares_them(cast: Cast) -> None:
    put(cast.school, "MA", year=9, not_passing=3, pupils=119)
    put_against(cast.school, "MA", year=9, lower=9, equal=96, higher=14)
    assert maths(cast, cast.member).against[0].against is None
    assert maths(cast, cast.principal).against[0].against == Against(14, 96, 9)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_goal_put_in_our_words_stands_beside_where_it_is_now(cast: Cast, language: str) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=12, pupils=119)
    with translation.override(language):
        start = goal_for_group(cast.school, Subject.objects.get(code="MA"), Counting.F)
    assert start is not None
    set_goal(cast.maths, by=cast.leader, statement="Färre", measure=start.measure, baseline=40, target=20)  # type: ignore[arg-type]
    ResultRow.objects.filter(year=9).update(counts={"C": 100, "F": 9, "NO_GRADE": 5})
    for viewer in (cast.principal, cast.member):
        (one,) = maths(cast, viewer).goals
        # The dash is not in the goal's measure, whatever the page counts.
        assert (one.goal.statement, one.now) == ("Färre", Figures(250, 29))


def test_a_goal_in_other_words_stands_alone(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=12, pupils=119)
    set_goal(cast.maths, by=cast.leader, statement="Fler kan bråk", measure="elever som klarar bråktestet")
    (one,) = maths(cast, cast.principal).goals
    assert one.now is None
    assert maths(cast, cast.analyst).goals == ()


def test_those_who_may_not_see_the_school_see_nothing(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=12, pupils=119)
    put_against(cast.school, "MA", lower=15, equal=113, higher=10)
    for viewer in (cast.principal_elsewhere, cast.principal_far, cast.administrator, cast.stranger):
        found = maths(cast, viewer)
        assert (found.terms, found.against, found.by_sex, found.goals, found.period) == ((), (), (), (), None)


def test_many_terms_take_as_many_queries_as_one(cast: Cast) -> None:
    def queries(viewer: User) -> int:
        with CaptureQueriesContext(connection) as captured:
            maths(cast, viewer)
        return len(captured)

    put(cast.school, "MA", not_passing=6, pupils=20, school_year=2025)
    with_one = queries(cast.principal), queries(cast.member)
    for school_year in range(2021, 2026):
        for season in ("HT", "VT"):
            for year in (6, 7, 8):
                put(cast.school, "MA", not_passing=6, pupils=20, school_year=school_year, season=season, year=year)
    assert (queries(cast.principal), queries(cast.member)) == with_one


def test_an_earlier_term_can_be_chosen(cast: Cast) -> None:
    put(cast.school, "MA", school_year=2024, not_passing=8, pupils=20)
    put(cast.school, "MA", school_year=2025, not_passing=6, pupils=20)
    found = maths(cast, cast.principal, school_year=2024, season="VT")
    assert found.period == Period(2024, "VT")
    assert [line.period for line in found.terms] == [Period(2024, "VT")]
