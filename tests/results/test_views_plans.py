"""The pages where the principal plans groups, without JavaScript: choose, look, change, form."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.people.models import LearningGroup, User
from lartraff.results.actions.plans import make_plan
from lartraff.results.models import GroupPlan, ProposedGroup
from tests.cast import Cast
from tests.conftest import SignIn
from tests.results.loading import put
from tests.results.planning import draft, given_names, hire, subjects

NEW = reverse("results:new_plan")


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    User.objects.update(language="en")
    for user in cast.everybody().values():
        user.refresh_from_db()


@pytest.fixture
def browser(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.principal)


@pytest.fixture
def plan(cast: Cast) -> GroupPlan:
    """Physics: Ada, Bo, Cia, Dag. Mathematics: Omar (leads), Sara, Jonas."""
    put(cast.school, "MA", not_passing=12, pupils=100)
    hire(cast.school, ["Ada", "Bo", "Cia", "Dag"], "FY")
    return make_plan(cast.school, draft("MA", "FY", also_grouped=True), by=cast.principal)


def words(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def page_of(plan: GroupPlan) -> str:
    return reverse("results:plan", args=[plan.pk])


def asked(*codes: str, **more: object) -> dict[str, object]:
    chosen = [subject.pk for subject in subjects(*codes)]
    return {"subjects": chosen, "smallest": 3, "largest": 7, "by_category": "subject", "why": "", **more}


def test_subjects_come_from_the_ranking_with_their_figures(cast: Cast, browser: Client) -> None:
    for code, number in (("SV", 4), ("MA", 12), ("BL", 2), ("FY", 0)):
        put(cast.school, code, not_passing=number, pupils=100)
    hire(cast.school, ["Ada"], "HI")
    page = words(browser, NEW)
    for sentence in ("Mathematics 12 of 100 pupils (12%) · 3 teach it", "History 1 teaches it", "Björkdalsskolan"):
        assert sentence in page
    ticked = re.findall(r'name="subjects"\s+value="(\d+)"\s+checked', browser.get(NEW).content.decode())
    assert ticked == [str(subject.pk) for subject in subjects("MA", "SV", "BL")]


def test_without_results_she_chooses_from_what_she_knows(browser: Client) -> None:
    page = words(browser, NEW)
    assert "There are no results yet, so you choose from what you know." in page
    assert "Mathematics 3 teach it" in page


def test_the_leader_of_a_proposed_group_can_be_asked_first(cast: Cast, browser: Client, plan: GroupPlan) -> None:
    ask = reverse("people:ask_to_lead", args=[cast.school.pk])
    proposed = plan.groups.get(leader=cast.leader)
    link = f"{ask}?person={cast.leader.pk}&about={proposed.name}"
    assert link.replace("&", "&amp;") in browser.get(page_of(plan)).content.decode()
    form = browser.get(link).content.decode()
    assert f'<option value="{cast.leader.pk}" selected>' in form
    assert f'value="{proposed.name}"' in form


def test_groups_are_proposed_and_nothing_is_formed(cast: Cast, browser: Client) -> None:
    put(cast.school, "MA", not_passing=12, pupils=100)
    answer = browser.post(NEW, asked("MA", also_grouped="on", why="Tre år i rad."), follow=True)
    page = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
    for sentence in (
        "Tre år i rad.",
        "Mathematics 3 people",
        "Omar Aziz learning leader",
        "Mathematics: 12 of 100 pupils do not pass, the most of all subjects.",
        "3 teachers make one group.",
        "Omar Aziz is proposed to lead: leads a group today.",
    ):
        assert sentence in page
    assert LearningGroup.objects.get() == cast.maths


def test_who_is_not_placed_and_what_has_no_group_is_said(cast: Cast, browser: Client) -> None:
    hire(cast.school, ["Ada"], "FY")
    plan = make_plan(cast.school, draft("MA", "FY"), by=cast.principal)
    page = words(browser, page_of(plan))
    assert "Sara Holm is already in a learning group" in page
    assert "Ada Ny teaches physics, where there are fewer than 3 who can be placed" in page.replace(
        "Physics", "physics"
    )
    assert "No group for Physics. Only one can be placed, and a group has at least 3." in page


@pytest.mark.parametrize(
    ("codes", "more", "sentence"),
    [
        ([], {}, "Choose at least one subject."),
        (["MA"], {"smallest": 7, "largest": 3}, "The most cannot be fewer than the fewest."),
        (["MA"], {"why": "19850709-9805"}, "looks like a personal number"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_made(
    cast: Cast, browser: Client, codes: list[str], more: dict[str, object], sentence: str
) -> None:
    sent = asked(*codes, **more)
    answer = browser.post(NEW, sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not GroupPlan.objects.exists()


def test_what_was_chosen_stands_there_when_it_is_changed(cast: Cast, plan: GroupPlan, browser: Client) -> None:
    address = reverse("results:change_plan", args=[plan.pk])
    html = browser.get(address).content.decode()
    ticked = re.findall(r'name="subjects"\s+value="(\d+)"\s+checked', html)
    assert sorted(ticked) == sorted(str(subject.pk) for subject in subjects("MA", "FY"))
    browser.post(address, asked("FY", also_grouped="on", candidates=[User.objects.get(given_name="Cia").pk]))
    assert [group.leader and group.leader.given_name for group in plan.groups.all()] == ["Cia"]


def test_everything_can_be_changed_by_hand(cast: Cast, plan: GroupPlan, browser: Client) -> None:
    maths, physics = plan.groups.get(name="Matematik"), plan.groups.get(name="Fysik")

    def press(verb: str, pk: int, /, **sent: object) -> str:
        answer = browser.post(reverse(f"results:{verb}", args=[pk]), sent)
        assert answer.status_code == 302
        return str(answer.headers["Location"])

    to = press("move_person", plan.pk, person=cast.member.pk, to=physics.pk)
    assert to == f"{page_of(plan)}?open={maths.pk}#group-{maths.pk}"
    assert "Sara" in given_names(physics)
    press("move_person", plan.pk, person=cast.member.pk, to="")
    press("move_person", plan.pk, person=cast.colleague.pk, to=maths.pk)
    press("describe_proposed", maths.pk, name="Matte 7–9", leader=cast.colleague.pk)
    press("split_proposed", physics.pk)
    press("add_proposed", plan.pk, name="Egen grupp", subject="")
    page = words(browser, f"{page_of(plan)}?open={maths.pk}")
    for sentence in (
        "Matte 7–9 3 people changed by hand Nils Berg learning leader",
        "Sara Holm was taken out by you",
        "Fysik, new group 2 people",
        "Egen grupp 0 people",
    ):
        assert sentence in page
    own = plan.groups.get(name="Egen grupp")
    press("merge_proposed", own.pk, into=maths.pk)
    press("remove_proposed", maths.pk)
    assert "Nils Berg was taken out by you" in words(browser, page_of(plan))
    press("propose_groups", plan.pk, everything="yes")
    assert sorted(group.name for group in plan.groups.all()) == ["Mathematics", "Physics"]
    press("forget_plan", plan.pk)
    assert not GroupPlan.objects.exists()


def test_a_press_that_makes_no_sense_says_why(cast: Cast, plan: GroupPlan, browser: Client) -> None:
    maths = plan.groups.get(name="Matematik")

    def told(verb: str, pk: int, /, **sent: object) -> str:
        return browser.post(reverse(f"results:{verb}", args=[pk]), sent, follow=True).content.decode()

    assert "A group of fewer than four is not divided" in told("split_proposed", maths.pk)
    assert "Select a valid choice" in told("move_person", plan.pk, person=cast.teacher_elsewhere.pk, to=maths.pk)
    assert "Select a valid choice" in told("merge_proposed", maths.pk, into=maths.pk)
    assert "Select a valid choice" in told("describe_proposed", maths.pk, name="Matte", leader=cast.colleague.pk)
    assert "This field is required" in told("add_proposed", plan.pk, name="")


def test_the_group_is_formed_on_its_own_page_from_the_proposal(cast: Cast, plan: GroupPlan, browser: Client) -> None:
    maths = plan.groups.get(name="Matematik")
    GroupPlan.objects.update(why="Tre år i rad.")
    address = reverse("meetings:form_group", query={"proposed": maths.pk})
    form = browser.get(address).context["form"]
    start = {name: form[name].value() for name in ("name", "reason", "leader", "members", "measure", "baseline")}
    assert start == {
        "name": "Matematik",
        "reason": "In Mathematics, 12 of 100 pupils (12%) in year 9 did not reach E in the spring term 2026."
        " F and dash count as not passing."
        "\n\nTre år i rad.",
        "leader": cast.leader.pk,
        "members": sorted([cast.leader.pk, cast.member.pk, cast.second_member.pk]),
        "measure": "pupils in year 9 who do not reach E in Mathematics (F and dash)",
        "baseline": 12,
    }
    rhythm = {name: form[name].value() for name in ("every", "place", "purpose", "statement")}
    sent = {
        **start,
        **rhythm,
        "place": "",
        "first_day": form["first_day"].value().isoformat(),
        "at": "15:00",
        "structure": form["structure"].value(),
    }
    answer = browser.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    maths.refresh_from_db()
    assert maths.group is not None
    assert maths.group != cast.maths
    assert answer.headers["Location"] == reverse("insights:group", args=[maths.group.pk])
    assert browser.get(address).status_code == 404
    assert "Matematik 3 people formed" in words(browser, page_of(plan))


def test_small_numbers_are_not_written_into_what_all_may_read(cast: Cast, browser: Client) -> None:
    put(cast.school, "MA", not_passing=3, pupils=100)
    plan = make_plan(cast.school, draft("MA", also_grouped=True), by=cast.principal)
    assert "3 of 100 pupils do not pass" in words(browser, page_of(plan))
    form = browser.get(reverse("meetings:form_group", query={"proposed": plan.groups.get().pk})).context["form"]
    assert (
        form["reason"].value() == "The numbers in Mathematics in the spring term 2026 are too small to be written here."
    )
    assert (form["measure"].value(), form["baseline"].value()) == ("", None)


@pytest.mark.parametrize("name", ["leader", "colleague", "analyst", "administrator", "principal_elsewhere"])
def test_nobody_else_sees_a_plan(cast: Cast, plan: GroupPlan, sign_in: SignIn, name: str) -> None:
    other = sign_in(cast.everybody()[name])
    assert other.get(page_of(plan)).status_code == 404
    assert other.get(f"{NEW}?school={cast.school.pk}").status_code == 404
    assert NEW not in other.get(reverse("results:matrix")).content.decode() or name == "principal_elsewhere"


def test_the_page_asks_as_often_for_many_as_for_few(cast: Cast, plan: GroupPlan, browser: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(plan))
        return len(queries)

    few = count()
    people = hire(cast.school, [f"Lärare{number}" for number in range(30)], "SV")
    for number in range(15):
        group = ProposedGroup.objects.create(plan=plan, position=number + 9, name=f"Grupp {number}")
        group.members.set(people[number * 2 : number * 2 + 2])
        group.subjects.set(subjects("SV"))
    assert count() == few


def test_a_protected_name_is_shown_to_the_principal_only(cast: Cast, plan: GroupPlan, browser: Client) -> None:
    User.objects.filter(pk=cast.member.pk).update(security_marking="CONFIDENTIAL")
    assert "Sara Holm" in words(browser, page_of(plan))


@pytest.mark.parametrize("school", ["x", "0", "999999"])
def test_a_school_that_is_none_is_not_found(browser: Client, school: str) -> None:
    assert browser.get(NEW, {"school": school}).status_code == 404
