"""What each reader sees of the national tests, and how the page shows it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.people.models import School, Subject, User
from lartraff.results.logic.figures import Cell, Figures, Hidden
from lartraff.results.models import EarlierCounts, TestRow
from lartraff.results.queries.national_tests import national_tests
from lartraff.results.queries.periods import Period
from tests.cast import Cast
from tests.conftest import SignIn
from tests.results.beside import batch_of, put_against
from tests.results.loading import put
from tests.results.test_views_matrix import words

PAGE = reverse("results:against")


def put_test(
    school: School, subject: str, *, part: str = "", year: int = 9, school_year: int = 2025, **counts: int
) -> TestRow:
    return TestRow.objects.create(
        school=school,
        school_year=school_year,
        season="VT",
        year=year,
        subject=Subject.objects.get(code=subject),
        part=part,
        counts=counts,
        batch=batch_of(school.authority, "NP_9"),
    )


@pytest.fixture
def loaded(cast: Cast) -> None:
    put_test(cast.school, "MA", A=5, E=35, F=10, NOT_TAKEN=2, LOST=1)
    put_test(cast.school, "EN", C=48, F=2)
    put_test(cast.school, "FY", DIGITAL=50)
    put_test(cast.school, "MA", year=3, REACHED=20, NOT_REACHED=12)
    put_test(cast.school, "MA", year=3, part="A", REACHED=32)
    put_test(cast.school, "MA", year=3, part="G1", REACHED=20, NOT_REACHED=12)


def seen(user: User, school: School) -> dict[tuple[str, int, str], Cell | None]:
    return {(one.subject.code, one.year, one.part): one.cell for one in national_tests(user, school).all}


@pytest.mark.usefixtures("loaded")
def test_the_principal_sees_all_and_why_some_have_no_result(cast: Cast) -> None:
    found = national_tests(cast.principal, cast.school)
    assert (found.period, found.periods, found.counts_shown) == (Period(2025, "VT"), (Period(2025, "VT"),), True)
    assert [(one.subject.code, one.year, one.part, one.cell) for one in found.all] == [
        ("MA", 3, "", Cell(Figures(32, 12))),
        ("MA", 3, "A", Cell(Figures(32, 0))),
        ("MA", 3, "G1", Cell(Figures(32, 12))),
        ("EN", 9, "", Cell(Figures(50, 2))),
        ("FY", 9, "", None),
        ("MA", 9, "", Cell(Figures(50, 10))),
    ]
    assert [dict(one.without) for one in found.all if one.year == 9] == [
        {}, {"DIGITAL": 50}, {"NOT_TAKEN": 2, "LOST": 1}
    ]  # fmt: skip


@pytest.mark.usefixtures("loaded")
def test_a_teacher_sees_no_small_number_and_of_year_3_the_parts_only(cast: Cast) -> None:
    assert seen(cast.member, cast.school) == {
        ("MA", 3, "A"): Cell(Figures(32, 0)),
        ("MA", 3, "G1"): Cell(Figures(32, 12)),
        ("EN", 9, ""): Cell(None, Hidden.FEW_NOT_PASSING),
        ("FY", 9, ""): None,
        ("MA", 9, ""): Cell(Figures(50, 10)),
    }
    assert not any(one.without for one in national_tests(cast.member, cast.school).all)


def test_a_small_correction_is_not_seen_by_teachers(cast: Cast) -> None:
    row = put_test(cast.school, "MA", E=41, F=9)
    EarlierCounts.objects.create(
        kind="TEST", school=cast.school, school_year=2025, season="VT", year=9, subject=row.subject,
        counts={"E": 40, "F": 10}, counts_by_sex={},
    )  # fmt: skip
    assert seen(cast.member, cast.school) == {("MA", 9, ""): Cell(Figures(50, 10))}
    assert seen(cast.principal, cast.school) == {("MA", 9, ""): Cell(Figures(50, 9))}


@pytest.mark.usefixtures("loaded")
def test_nobody_else_sees_anything(cast: Cast) -> None:
    for user in (cast.teacher_elsewhere, cast.principal_elsewhere, cast.administrator, cast.stranger):
        found = national_tests(user, cast.school)
        assert (found.all, found.periods) == ((), ())


@pytest.mark.usefixtures("loaded")
def test_another_term_than_the_latest_can_be_asked_for(cast: Cast) -> None:
    put_test(cast.school, "MA", school_year=2023, E=30, F=10)
    older = national_tests(cast.principal, cast.school, school_year=2023, season="VT")
    assert [one.cell for one in older.all] == [Cell(Figures(40, 10))]
    assert older.periods == (Period(2025, "VT"), Period(2023, "VT"))
    assert national_tests(cast.principal, cast.school, school_year=2024, season="VT").all == ()


@pytest.mark.usefixtures("loaded")
def test_the_page_shows_the_tests_beside_nothing_to_compare(cast: Cast, sign_in: SignIn) -> None:
    User.objects.update(language="en")
    text = words(sign_in(cast.principal).get(PAGE).content.decode())
    assert "There is nothing to compare yet." in text
    assert "How did the tests go?" in text
    assert "Mathematics , year 9 10 of 50 20%" in text
    assert "2 not taken, 1 lost" in text
    assert "no results in the file 50 digital" in text
    of_teacher = words(sign_in(cast.member).get(PAGE).content.decode())
    assert "Mathematics , year 3 part G1 12 of 32" in of_teacher
    assert "1 to 4 do not pass" in of_teacher
    assert "Small numbers are hidden" in of_teacher
    assert "not taken" not in of_teacher


def test_the_page_speaks_of_one_term(cast: Cast, sign_in: SignIn) -> None:
    User.objects.update(language="en")
    put(cast.school, "MA", not_passing=12, pupils=100, school_year=2024)
    put_against(cast.school, "MA", lower=15, equal=75, higher=10, school_year=2024)
    put_test(cast.school, "EN", E=30, F=10)
    browser = sign_in(cast.principal)
    newest = words(browser.get(PAGE).content.decode())
    assert "There is nothing to compare yet." in newest
    assert "English , year 9 10 of 40" in newest
    assert "Mathematics , year 9" not in newest
    older = words(browser.get(PAGE, {"period": "2024-VT"}).content.decode())
    assert "Mathematics , year 9 15 15% 75 75% 10 10%" in older
    assert "English" not in older


def test_thirty_tests_take_as_many_queries_as_one(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(PAGE)
        return len(captured)

    put_test(cast.school, "MA", E=30, F=10)
    with_one = queries()
    for number in range(30):
        Subject.objects.create(code=f"X{number}", name_sv=f"Ämne {number}", name_en=f"Subject {number}")
        put_test(cast.school, f"X{number}", E=30, F=10)
    assert queries() == with_one
