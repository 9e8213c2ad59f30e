"""A school beside its municipality and the country."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from lartraff.people.models import Subject
from lartraff.results.logic.comparing import Beside
from lartraff.results.logic.countings import Counting
from lartraff.results.logic.figures import Figures
from lartraff.results.models import ResultRow
from lartraff.results.queries.comparison import WITHHELD, comparison
from tests.cast import Cast
from tests.results.beside import publish
from tests.results.loading import put

OURS = "Björkdal"  # as published; the authority is called Björkdals kommun


def test_the_share_that_does_not_pass_stands_beside_the_others(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=12, pupils=119)
    publish(cast.authority, "MA", "96.0", municipality=OURS)
    publish(cast.authority, "MA", "89.5")
    (row,) = comparison(cast.principal, cast.school).rows
    assert row.municipality is not None
    assert row.nation is not None
    assert (round(row.municipality.share or 0, 4), round(row.nation.share or 0, 4)) == (0.04, 0.105)
    assert (row.beside_municipality, row.beside_nation) == (Beside.MORE, Beside.ALIKE)


def test_everybody_without_a_to_e_is_counted_as_in_published_figures(cast: Cast) -> None:
    row = put(cast.school, "MA", not_passing=12, pupils=119)
    row.counts = {"C": 100, "F": 10, "NO_GRADE": 6, "ADAPTED": 5}
    row.save()
    publish(cast.authority, "MA", "89.5")
    with translation.override("en"):
        found = comparison(cast.principal, cast.school)
    assert found.rows[0].total == Figures(121, 21)
    assert found.definition.counting is Counting.F_DASH_ADAPTED
    assert str(found.definition) == "F, dash and adapted study path count as not passing."


def test_a_sign_is_not_a_zero(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=12, pupils=119)
    publish(cast.authority, "MA", None, municipality=OURS, marker="~100")
    (row,) = comparison(cast.principal, cast.school).rows
    assert row.municipality is not None
    assert (row.municipality.share, row.municipality.marker, row.beside_municipality) == (None, "~100", None)


def test_the_latest_published_year_is_taken_and_named(cast: Cast) -> None:
    put(cast.school, "MA", school_year=2025, not_passing=12, pupils=119)
    put(cast.school, "BL", school_year=2025, not_passing=12, pupils=119)
    publish(cast.authority, "MA", "80", school_year=2023)
    publish(cast.authority, "MA", "90", school_year=2024)
    publish(cast.authority, "BL", "80", school_year=2023)
    publish(cast.authority, "MA", "50", school_year=2026)
    found = comparison(cast.principal, cast.school)
    assert found.older_years == (2024,)
    # One column, one school year: the older figure of art is left out rather than mixed in.
    assert {row.subject.code: row.nation and row.nation.school_year for row in found.rows} == {"MA": 2024, "BL": None}


def test_only_spring_terms_and_one_year_at_a_time(cast: Cast) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=12, pupils=119)
    put(cast.school, "MA", year=9, season="HT", school_year=2026, not_passing=9, pupils=119)
    publish(cast.authority, "MA", "70", year=6)
    found = comparison(cast.principal, cast.school)
    assert (found.year, found.years, found.has_nation) == (9, (6, 9), False)
    found = comparison(cast.principal, cast.school, year=6)
    assert (found.rows[0].total, found.has_nation) == (Figures(141, 20), True)


def test_another_municipality_is_not_ours(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=12, pupils=119)
    publish(cast.authority, "MA", "96.0", municipality="Björk")
    publish(cast.authority, "MA", "95.0", municipality="Ekbacken", area_code="1235")
    assert comparison(cast.principal, cast.school).area == ""


def test_the_municipality_is_withheld_where_it_would_tell_a_hidden_school(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=12, pupils=119)
    put(cast.other_school, "MA", not_passing=3, pupils=60)
    publish(cast.authority, "MA", "91.6", municipality=OURS)
    for viewer in (cast.principal, cast.member, cast.analyst):
        (row,) = comparison(viewer, cast.school).rows
        assert row.municipality is not None
        assert (row.municipality.share, row.municipality.marker) == (None, WITHHELD)


def test_others_see_no_small_numbers(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=3, pupils=119)
    publish(cast.authority, "MA", "89.5")
    found = comparison(cast.member, cast.school)
    assert (found.rows[0].total, found.rows[0].beside_nation, found.something_hidden) == (None, None, True)
    assert comparison(cast.principal, cast.school).rows[0].beside_nation is Beside.FEWER


def test_those_who_may_not_see_the_school_see_nothing(cast: Cast) -> None:
    put(cast.school, "MA", not_passing=12, pupils=119)
    publish(cast.authority, "MA", "89.5")
    for viewer in (cast.principal_elsewhere, cast.principal_far, cast.administrator, cast.stranger):
        assert comparison(viewer, cast.school).rows == ()


@pytest.mark.parametrize("who", ["principal", "member"])
def test_thirty_subjects_take_as_many_queries_as_one(cast: Cast, who: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            comparison(cast.everybody()[who], cast.school)
        return len(captured)

    put(cast.school, "MA", not_passing=6, pupils=20)
    publish(cast.authority, "MA", "96.0", municipality=OURS)
    with_one = queries()
    for number in range(30):
        subject = Subject.objects.create(code=f"X{number}", name_sv=f"Ämne {number}", name_en=f"Subject {number}")
        put(cast.school, subject.code, not_passing=6, pupils=20)
        publish(cast.authority, subject.code, "96.0", municipality=OURS)
    assert queries() == with_one
    assert ResultRow.objects.count() == 31
