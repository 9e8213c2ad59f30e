"""The pages beside the matrix: a subject, the others, grades and tests, the schools."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.direction.actions import set_goal
from lartraff.people.models import School, Subject, User
from tests.cast import Cast
from tests.conftest import SignIn
from tests.results.beside import publish, put_against
from tests.results.loading import put
from tests.results.test_views_matrix import words

SUBJECT = reverse("results:subject", args=["MA"])
COMPARISON, AGAINST, SCHOOLS = (reverse(f"results:{name}") for name in ("comparison", "against", "schools"))


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    User.objects.update(language="en")
    for user in cast.everybody().values():
        user.refresh_from_db()


def page(sign_in: SignIn, user: User, address: str, **chosen: str | int) -> str:
    answer = sign_in(user).get(address, chosen)
    assert answer.status_code == 200
    html: str = answer.content.decode()
    assert " style=" not in html
    return html


@pytest.fixture
def loaded(cast: Cast) -> None:
    for school_year, number in ((2023, 30), (2024, 18), (2025, 7)):
        row = put(cast.school, "MA", year=9, school_year=school_year, not_passing=number, pupils=100)
    row.counts_by_sex = {"GIRLS": {"F": 7, "C": 43}, "BOYS": {"C": 50}}
    row.save()
    put(cast.school, "MA", year=6, not_passing=2, pupils=50)
    put(cast.school, "BL", year=9, not_passing=9, pupils=118)
    put_against(cast.school, "MA", lower=15, equal=75, higher=10)
    publish(cast.authority, "MA", "80.0", municipality="Björkdal")
    publish(cast.authority, "MA", "95.0")


@pytest.mark.usefixtures("loaded")
def test_a_subject_tells_all_there_is(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.principal, SUBJECT)
    text = words(html)
    assert (
        "9 of 150 pupils (6%) did not reach E in the spring term 2026. Chance alone could as well have given 3–11%."
        in text
    )
    assert "Year 9 · falling" in text
    assert "spring term 2026 2 of 50 4%, 1–13% 7 of 100 7%, 3–14%" in text
    assert "spring term 2026, year 9 7 of 50 14%, 7–26% 0 of 50 0%, 0–7% more of the girls do not pass" in text
    assert "spring term 2026, year 9 15 15% 75 75% 10 10%" in text
    assert "F, dash and adapted study path count as not passing here, as in published figures." in text
    assert "7% 7 of 100 20% fewer here 5%" in text
    assert "F and dash count as not passing. Pupils with adapted study path are left out." in text
    assert "count table, loaded" in text


@pytest.mark.usefixtures("loaded")
def test_the_picture_of_a_series_has_a_name_and_a_description(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.principal, SUBJECT)
    (title,) = re.findall(r"<title id=\"series-9-title\">(.*?)</title>", html, re.DOTALL)
    (told,) = re.findall(r"<desc id=\"series-9-desc\">(.*?)</desc>", html, re.DOTALL)
    assert title.strip() == "Share of pupils in year 9 who do not pass"
    assert told.strip() == "2023/24 30% (22–40%), 2024/25 18% (12–27%), 2025/26 7% (3–14%)"


@pytest.mark.usefixtures("loaded")
def test_a_colleague_sees_the_subject_without_small_numbers(cast: Cast, sign_in: SignIn) -> None:
    text = words(page(sign_in, cast.colleague, SUBJECT))
    assert "7 of 100 pupils (7%) did not reach E in the spring term 2026." in text
    assert "Small numbers are hidden and not counted here." in text
    assert "2 of 50" not in text
    assert "1 to 4 do not pass" in text


@pytest.mark.usefixtures("loaded")
def test_one_press_makes_a_group_for_those_who_form_groups(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.principal, SUBJECT, counting="f")
    assert re.findall(r'class="btn"\s+href="([^"]+)"', html) == [
        f"/groups/new/?school={cast.school.pk}&amp;subject=MA&amp;counting=f"
    ]
    for user in (cast.leader, cast.analyst):
        assert "/groups/new/" not in page(sign_in, user, SUBJECT)


@pytest.mark.usefixtures("loaded")
def test_the_group_starts_from_figures_counted_in_the_same_way(cast: Cast, sign_in: SignIn) -> None:
    put(cast.school, "FY", year=9, not_passing=12, pupils=100)
    html = page(sign_in, cast.principal, "/groups/new/", school=cast.school.pk, subject="FY", counting="f")
    assert "did not reach E in the spring term 2026. F counts as not passing." in words(html)
    assert 'value="pupils in year 9 who do not reach E in Physics (F)"' in html
    assert re.search(r'name="baseline"[^>]*value="12"|value="12"[^>]*name="baseline"', html)


@pytest.mark.usefixtures("loaded")
def test_a_group_s_goal_is_shown_to_those_who_see_the_group(cast: Cast, sign_in: SignIn) -> None:
    set_goal(
        cast.maths,
        by=cast.leader,
        statement="Färre utan E",
        measure="pupils in year 9 who do not reach E in Mathematics (F and dash)",
        baseline=Decimal(18),
        target=Decimal(5),
    )
    for user in (cast.principal, cast.member):
        text = words(page(sign_in, user, SUBJECT))
        assert "The group Matematik has set a goal: Färre utan E" in text
        assert "Now: 7." in text
    assert "Färre utan E" not in page(sign_in, cast.analyst, SUBJECT)


def test_a_subject_without_results_says_so(cast: Cast, sign_in: SignIn) -> None:
    assert "There are no grades in the subject yet." in words(page(sign_in, cast.principal, SUBJECT))
    assert sign_in(cast.principal).get(reverse("results:subject", args=["NO-SUCH"])).status_code == 404


@pytest.mark.usefixtures("loaded")
def test_beside_others_each_subject_has_its_line_and_numbers(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.principal, COMPARISON)
    assert "Mathematics 7% 7 of 100 20% fewer here 5%" in words(html)
    assert "Art 8% 9 of 118 – not loaded – not loaded" in words(html)
    assert html.count('class="school"') == 3  # the key, and a dot for each subject
    assert "The published figures are of" not in words(html)


def test_before_anything_is_published_the_page_says_how(cast: Cast, sign_in: SignIn) -> None:
    put(cast.school, "MA", not_passing=12, pupils=119)
    html = page(sign_in, cast.principal, COMPARISON)
    assert "There are no published figures to compare with yet" in words(html)
    assert reverse("results:import") in html
    assert reverse("results:import") not in page(sign_in, cast.member, COMPARISON)


@pytest.mark.usefixtures("loaded")
def test_grades_and_tests(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.colleague, AGAINST)
    assert "Mathematics , year 9 15 15% 75 75% 10 10%" in words(html)
    assert re.findall(r'<rect class="(\w+)"\s+x="([^"]+)"[^>]*width="([^"]+)"', html) == [
        ("lower", "0.0%", "15.0%"),
        ("equal", "15.0%", "75.0%"),
        ("higher", "90.0%", "10.0%"),
    ]


def test_hidden_comparisons_say_that_they_are(cast: Cast, sign_in: SignIn) -> None:
    put(cast.school, "MA", not_passing=12, pupils=100)
    put_against(cast.school, "MA", lower=4, equal=75, higher=21)
    text = words(page(sign_in, cast.member, AGAINST))
    assert "hidden: the numbers are small" in text
    assert "75" not in text


def test_without_comparisons_the_page_says_how(cast: Cast, sign_in: SignIn) -> None:
    assert "There is nothing to compare yet." in words(page(sign_in, cast.member, AGAINST))


def test_the_schools_are_no_league(cast: Cast, sign_in: SignIn) -> None:
    put(cast.school, "MA", not_passing=12, pupils=119)
    put(cast.other_school, "MA", not_passing=30, pupils=60)
    html = page(sign_in, cast.principal, SCHOOLS)
    names = [words(name) for name in re.findall(r'<th scope="row".*?</th>', html, re.DOTALL)]
    assert names == ["Björkdalsskolan", "Ekbackens skola"]
    assert "Between 10% and 50% of the pupils do not pass, at 2 schools." in words(html)
    # One's own school leads on; the others do not open for their neighbour.
    assert f"{SUBJECT}?school={cast.school.pk}" in html
    assert f"?school={cast.other_school.pk}" not in html
    assert f"{SUBJECT}?school={cast.other_school.pk}" in page(sign_in, cast.analyst, SCHOOLS)


def test_the_spread_of_many_schools_is_a_picture_with_words(cast: Cast, sign_in: SignIn) -> None:
    for at in range(8):
        school = School.objects.create(authority=cast.authority, name=f"Skola {at}", unit_code=f"3000000{at}")
        put(school, "MA", not_passing=5 + 3 * at, pupils=100)
    put(cast.school, "MA", not_passing=3, pupils=100)
    html = page(sign_in, cast.analyst, SCHOOLS)
    text = words(html)
    assert "Half of the schools lie between 10% and 21%." in text
    assert "1 school is not in this, since its numbers are small." in text
    (told,) = re.findall(r'<desc id="spread-desc">(.*?)</desc>', html, re.DOTALL)
    assert " ".join(told.split()) == "5%–10%: 2. 10%–15%: 2. 15%–20%: 1. 20%–25%: 2. 25%–30%: 1."


def test_schools_are_not_for_everybody(cast: Cast, sign_in: SignIn) -> None:
    for user in (cast.leader, cast.member, cast.colleague, cast.teacher_elsewhere, cast.administrator, cast.stranger):
        assert sign_in(user).get(SCHOOLS).status_code == 403
    assert "The schools" not in words(page(sign_in, cast.member, AGAINST))


@pytest.mark.parametrize("address", [SUBJECT, COMPARISON, AGAINST])
def test_a_school_one_does_not_work_at_is_not_there(cast: Cast, sign_in: SignIn, address: str) -> None:
    for user in (cast.principal_elsewhere, cast.teacher_elsewhere, cast.principal_far):
        assert sign_in(user).get(address, {"school": cast.school.pk}).status_code == 404


@pytest.mark.parametrize("address", [SUBJECT, COMPARISON, AGAINST, SCHOOLS])
def test_thirty_rows_take_as_many_queries_as_one(cast: Cast, sign_in: SignIn, address: str) -> None:
    browser = sign_in(cast.principal)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        return len(captured)

    put(cast.school, "MA", not_passing=6, pupils=20)
    put_against(cast.school, "MA", lower=5, equal=10, higher=5)
    publish(cast.authority, "MA", "90", municipality="Björkdal")
    with_one = queries()
    for number in range(30):
        subject = Subject.objects.create(code=f"X{number}", name_sv=f"Ämne {number}", name_en=f"Subject {number}")
        school = School.objects.create(authority=cast.authority, name=f"S{number}", unit_code=f"{30000000 + number}")
        put(cast.school, subject.code, not_passing=6, pupils=20)
        put(school, "MA", not_passing=6, pupils=20)
        put_against(cast.school, subject.code, lower=5, equal=10, higher=5)
        publish(cast.authority, subject.code, "90", municipality="Björkdal")
    assert queries() == with_one
