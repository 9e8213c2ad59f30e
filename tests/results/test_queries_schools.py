"""The schools of an authority beside each other."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lartraff.people.models import School, Subject, User
from lartraff.results.logic.countings import Counting
from lartraff.results.logic.figures import Cell, Figures, Hidden
from lartraff.results.models import EarlierCounts, ResultRow
from lartraff.results.queries.scales import Scales
from lartraff.results.queries.school_sums import sums_by_school, sums_of_weighed
from lartraff.results.queries.schools import ON_A_PAGE, SchoolsComparison, schools_comparison
from tests.cast import Cast
from tests.results.loading import put


def more_schools(cast: Cast, number: int, start: int = 0) -> list[School]:
    return [
        School.objects.create(authority=cast.authority, name=f"Skola {at:03}", unit_code=f"3{at:07}")
        for at in range(start, start + number)
    ]


def told(found: SchoolsComparison) -> list[tuple[str, Figures | None]]:
    return [(line.name, line.total) for line in found.lines]


def test_schools_stand_by_name_unless_something_else_is_chosen(cast: Cast) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=12, pupils=119)
    put(cast.other_school, "MA", year=9, not_passing=30, pupils=60)
    put(cast.far_school, "MA", year=9, not_passing=30, pupils=60)
    by_name = [("Björkdalsskolan", Figures(260, 32)), ("Ekbackens skola", Figures(60, 30))]
    assert told(schools_comparison(cast.analyst)) == by_name
    assert told(schools_comparison(cast.analyst, sort="count")) == by_name
    assert told(schools_comparison(cast.analyst, sort="share")) == by_name[::-1]
    found = schools_comparison(cast.analyst, year=9)
    assert (told(found), found.years, found.all_years) == (
        [("Björkdalsskolan", Figures(119, 12)), ("Ekbackens skola", Figures(60, 30))],
        (9,),
        (6, 9),
    )
    assert found.lines[0].cells == (Cell(Figures(119, 12)),)


def test_small_numbers_are_hidden_also_from_their_own_principal(cast: Cast) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=2, pupils=119)
    for viewer in (cast.principal, cast.deputy, cast.principal_elsewhere, cast.analyst):
        found = schools_comparison(viewer)
        # A part of a school is nothing to put beside the whole of another.
        assert told(found) == [("Björkdalsskolan", None)]
        assert found.lines[0].cells == (Cell(Figures(141, 20)), Cell(None, Hidden.FEW_NOT_PASSING))
        assert (found.hidden, found.spread, found.without) == (1, None, 1)


def test_the_order_tells_nothing_of_what_is_hidden(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=4, pupils=10)
    put(cast.other_school, "MA", not_passing=6, pupils=100)
    for sort in ("count", "share"):
        assert [line.name for line in schools_comparison(cast.analyst, sort=sort).lines] == [
            "Ekbackens skola",
            "Björkdalsskolan",
        ]


def test_only_principals_and_analysts_of_the_authority_see_it(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=6, pupils=20)
    for viewer in (cast.leader, cast.member, cast.colleague, cast.teacher_elsewhere, cast.administrator, cast.stranger):
        assert told(schools_comparison(viewer)) == []
    assert told(schools_comparison(cast.principal_far)) == []
    assert told(schools_comparison(cast.principal_elsewhere)) == [("Björkdalsskolan", Figures(20, 6))]


def test_the_spread_is_of_all_schools_and_the_page_of_some(cast: Cast) -> None:
    schools = more_schools(cast, ON_A_PAGE + 3)
    for at, school in enumerate(schools):
        put(school, "MA", not_passing=5 + at, pupils=100)
    found = schools_comparison(cast.analyst)
    assert (len(found.lines), found.page, found.pages, found.schools) == (ON_A_PAGE, 1, 2, ON_A_PAGE + 3)
    assert found.spread is not None
    last = ON_A_PAGE + 3
    assert (found.spread.schools, found.spread.lowest, found.spread.highest) == (last, 0.05, (4 + last) / 100)
    second = schools_comparison(cast.analyst, page=2)
    assert [line.name for line in second.lines] == [f"Skola {at:03}" for at in range(ON_A_PAGE, last)]
    assert (second.first, second.last, second.spread) == (ON_A_PAGE + 1, ON_A_PAGE + 3, found.spread)
    assert schools_comparison(cast.analyst, page=99).page == 2
    assert len(schools_comparison(cast.analyst, page=None).lines) == ON_A_PAGE + 3


def test_the_definition_can_be_changed(cast: Cast) -> None:
    row = put(cast.school, "MA", not_passing=6, pupils=20)
    row.counts = {"C": 80, "F": 6, "NO_GRADE": 7, "ADAPTED": 8}
    row.save()
    totals = {counting: schools_comparison(cast.analyst, counting=counting).lines[0].total for counting in Counting}
    assert totals == {
        Counting.F: Figures(86, 6),
        Counting.F_DASH: Figures(93, 13),
        Counting.F_DASH_ADAPTED: Figures(101, 21),
    }


def test_a_school_that_has_corrected_its_results_is_weighed(cast: Cast) -> None:
    row = put(cast.school, "MA", not_passing=12, pupils=100)
    EarlierCounts.objects.create(
        kind="GRADES",
        school=cast.school,
        school_year=2025,
        season="VT",
        year=9,
        subject=row.subject,
        counts={"F": 11, "C": 89},
    )
    # One pupil has changed: others go on seeing what they saw.
    assert told(schools_comparison(cast.analyst)) == [("Björkdalsskolan", Figures(100, 11))]


def test_the_databases_sums_are_those_of_the_rows_one_by_one(cast: Cast) -> None:
    dice = random.Random(3)  # noqa: S311  no secret
    for school in more_schools(cast, 60):
        for year in (6, 9):
            row = put(school, "MA", year=year, not_passing=0, pupils=0)
            row.counts = {
                code: number
                for code in ("A", "C", "E", "F", "NO_GRADE", "ADAPTED", "X")
                if (number := dice.choice((0, 1, 4, 5, 9, 30)))
            }
            row.save()
    rows, scales = ResultRow.objects.all(), Scales()
    sums = sums_by_school(rows, scales)
    assert sums == sums_of_weighed(rows, scales)
    assert 5 < sum(total is None for total in sums.values()) < 60


@pytest.mark.parametrize("who", ["analyst", "principal"])
def test_thirty_schools_take_as_many_queries_as_one(cast: Cast, who: str) -> None:
    viewer: User = cast.everybody()[who]

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            schools_comparison(viewer)
        return len(captured)

    put(cast.school, "MA", not_passing=6, pupils=20)
    with_one = queries()
    for school in more_schools(cast, 30):
        put(school, "MA", not_passing=6, pupils=20)
    assert queries() == with_one


def test_another_subject_and_term_can_be_chosen(cast: Cast) -> None:
    put(cast.school, "FY", not_passing=6, pupils=20)
    put(cast.school, "FY", school_year=2024, not_passing=7, pupils=20)
    assert told(schools_comparison(cast.analyst)) == []
    found = schools_comparison(cast.analyst, subject="FY", school_year=2024, season="VT")
    assert (found.subject, told(found)) == (Subject.objects.get(code="FY"), [("Björkdalsskolan", Figures(20, 7))])
