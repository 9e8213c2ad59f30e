"""The results page, as each person meets it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.people.models import Subject, User
from lartraff.results.logic.countings import Counting
from lartraff.results.models import ResultRow
from tests.cast import Cast
from tests.conftest import SignIn
from tests.results.loading import put

URL = reverse("results:matrix")


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    User.objects.update(language="en")
    for user in cast.everybody().values():
        user.refresh_from_db()


def page(sign_in: SignIn, user: User, **chosen: str | int) -> str:
    response = sign_in(user).get(URL, chosen)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    """The text of a page, with one space between words."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def subjects(html: str) -> list[str]:
    return [words(name) for name in re.findall(r'<th scope="row".*?</th>', html, re.DOTALL)]


@pytest.fixture
def loaded(cast: Cast) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=12, pupils=119)
    put(cast.school, "SVA", year=9, not_passing=6, pupils=33)
    put(cast.school, "BL", year=9, not_passing=2, pupils=118)


@pytest.mark.usefixtures("loaded")
def test_the_principal_sees_where_pupils_do_not_reach_e(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.principal)
    assert subjects(html) == ["Mathematics", "Swedish as a second language", "Art"]
    assert "Where do pupils not reach grade E?" in words(html)
    assert "Björkdalsskolan · spring term 2026 · F and dash count as not passing" in words(html)
    assert "Mathematics 20 14% 12 10% 32 of 260 12% 9–17%" in words(html)
    assert "Art – no grades 2 2% 2 of 118 2% 0–6%" in words(html)
    assert (
        "Mathematics has the most pupils who do not pass (32). Swedish as a second language has the largest share"
        " (18%), of 33 pupils. With so few pupils, a share can change a great deal from year to year."
    ) in words(html)
    assert reverse("results:import") in html


@pytest.mark.usefixtures("loaded")
def test_a_colleague_sees_no_small_numbers_and_reads_why(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.colleague)
    assert "Art – no grades 1 to 4 do not pass hidden hidden" in words(html)
    assert "Small numbers are hidden, so that no pupil can be recognised" in words(html)
    assert "118" not in words(html)
    assert "part hidden" not in words(html)
    put(cast.school, "BL", year=6, not_passing=6, pupils=20)
    html = page(sign_in, cast.colleague)
    assert "Art 6 30% 1 to 4 do not pass 6 of 20 part hidden 30% too few to tell" in words(html)
    assert reverse("results:import") not in html


@pytest.mark.usefixtures("loaded")
def test_the_order_and_the_year_can_be_chosen(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.principal, sort="share", year=9)
    assert subjects(html) == ["Swedish as a second language", "Mathematics", "Art"]
    assert "Mathematics 12 10% 12 of 119 10%" in words(html)
    assert html.count('aria-current="true"') == 2


@pytest.mark.usefixtures("loaded")
def test_nonsense_in_the_address_is_as_good_as_nothing(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.principal, sort="'", year="x", period="2025-XX", school="")
    assert subjects(html) == ["Mathematics", "Swedish as a second language", "Art"]


@pytest.mark.usefixtures("loaded")
def test_a_bar_under_each_name_is_as_long_as_its_number(cast: Cast, sign_in: SignIn) -> None:
    html = page(sign_in, cast.principal)
    assert re.findall(r'class="bar-of"[^>]*width="([^"]+)"', html) == ["100.0%", "18.8%", "6.2%"]
    assert re.findall(r'class="bar-of"[^>]*width="([^"]+)"', page(sign_in, cast.colleague)) == ["100.0%", "18.8%"]
    assert " style=" not in html


@pytest.mark.usefixtures("loaded")
def test_what_counts_as_not_passing_can_be_changed_and_goes_along(cast: Cast, sign_in: SignIn) -> None:
    ResultRow.objects.filter(subject__code="BL").update(
        counts={"C": 100, "F": 7, "NO_GRADE": 6, "ADAPTED": 5},
    )
    seen = {counting: words(page(sign_in, cast.principal, counting=counting)) for counting in Counting}
    assert "· F counts as not passing" in seen[Counting.F]
    assert "Art – no grades 7 7% 7 of 107 7%" in seen[Counting.F]
    assert "F counts as not passing. Pupils with dash and adapted study path are left out." in seen[Counting.F]
    assert "Art – no grades 13 12% 13 of 113 12%" in seen[Counting.F_DASH]
    assert "Art – no grades 18 15% 18 of 118 15%" in seen[Counting.F_DASH_ADAPTED]
    assert "· F, dash and adapted study path count as not passing" in seen[Counting.F_DASH_ADAPTED]
    html = page(sign_in, cast.principal, counting="f")
    # Every way on from the page carries the definition: to a subject, to a group, to what is taken out.
    ways = re.findall(r'href="(/(?:results/(?!schools|import|groups|criteria|\")|groups/new)[^"]*)"', html)
    assert len(ways) >= 9
    assert [way for way in ways if "counting=f" not in way] == []


def test_three_years_are_a_line_with_words(cast: Cast, sign_in: SignIn) -> None:
    put(cast.school, "MA", school_year=2024, not_passing=8, pupils=20)
    put(cast.school, "MA", school_year=2025, not_passing=6, pupils=20)
    html = page(sign_in, cast.principal)
    assert "2024/25 40%, 2025/26 30%" in words(html)
    assert '<svg class="series"' in html


def test_a_term_and_a_school_can_be_chosen_where_there_are_several(cast: Cast, sign_in: SignIn) -> None:
    put(cast.school, "MA", school_year=2024, not_passing=8, pupils=20)
    put(cast.school, "MA", school_year=2025, not_passing=6, pupils=20)
    put(cast.other_school, "FY", not_passing=7, pupils=20)
    assert "Mathematics 8 40%" in words(page(sign_in, cast.analyst, period="2024-VT"))
    assert subjects(page(sign_in, cast.analyst, school=cast.other_school.pk)) == ["Physics"]
    assert '<select id="school"' in page(sign_in, cast.analyst)
    assert '<select id="school"' not in page(sign_in, cast.principal)


def test_a_school_one_does_not_work_at_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    for user in (cast.principal_elsewhere, cast.teacher_elsewhere, cast.principal_far):
        assert sign_in(user).get(URL, {"school": cast.school.pk}).status_code == 404
        assert sign_in(user).get(URL).status_code == 200


def test_people_without_results_to_see_are_told(cast: Cast, sign_in: SignIn) -> None:
    for user in (cast.administrator, cast.stranger):
        assert sign_in(user).get(URL).status_code == 403


def test_before_anything_is_loaded_the_page_says_how(cast: Cast, sign_in: SignIn) -> None:
    assert "There are no results for Björkdalsskolan yet." in words(page(sign_in, cast.principal))
    html = page(sign_in, cast.member)
    assert "The principal has not loaded any results for Björkdalsskolan yet." in words(html)
    assert reverse("results:import") not in html


@pytest.mark.usefixtures("loaded")
def test_a_group_can_be_made_of_a_subject_by_those_who_form_groups(cast: Cast, sign_in: SignIn) -> None:
    address = f"?school={cast.school.pk}&amp;subject=MA"
    assert address in page(sign_in, cast.principal)
    for user in (cast.leader, cast.member, cast.analyst):
        assert "&amp;subject=MA" not in page(sign_in, user)


def test_thirty_subjects_take_as_many_queries_as_one(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(URL)
        return len(captured)

    put(cast.school, "MA", not_passing=6, pupils=20)
    with_one = queries()
    for number in range(30):
        subject = Subject.objects.create(code=f"X{number}", name_sv=f"Ämne {number}", name_en=f"Subject {number}")
        put(cast.school, subject.code, not_passing=6, pupils=20)
    assert queries() == with_one
