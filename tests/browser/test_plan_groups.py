"""From the ranking to a formed group by way of a proposal: the principal at her desk, on her phone, without scripts."""

import pytest
from playwright.sync_api import Page, expect

from lartraff.people.actions.groups import close_group
from lartraff.people.models import LearningGroup
from lartraff.results.models import ProposedGroup
from tests.browser.conftest import Visit, Visitor
from tests.cast import Cast
from tests.results.loading import put
from tests.results.planning import given_names, hire


@pytest.fixture
def school(cast: Cast) -> Cast:
    """Results in two subjects; those who met in mathematics last year are free again."""
    put(cast.school, "MA", not_passing=12, pupils=100)
    put(cast.school, "FY", not_passing=7, pupils=100)
    hire(cast.school, ["Ada", "Bo", "Cia"], "FY")
    close_group(cast.maths, by=cast.principal)
    return cast


def say_who_teaches(principal: Visitor) -> None:
    """Nils has begun to teach physics."""
    page = principal.go("/")
    page.get_by_role("link", name="Personal", exact=True).click()
    page.get_by_role("link", name="Vem undervisar i vad").click()
    principal.look()
    page.get_by_role("group", name="Nils Berg").get_by_label("Fysik").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Sparat: 1 person ändrad.")).to_be_visible()


def choose_subjects(principal: Visitor) -> Page:
    page = principal.page
    page.get_by_role("link", name="Resultat", exact=True).click()
    page.get_by_role("link", name="Föreslå grupper").click()
    principal.look()
    expect(page.get_by_label("Matematik")).to_be_checked()
    expect(page.get_by_text("7 av 100 elever (7 %) · 4 undervisar")).to_be_visible()
    page.get_by_label("Varför just de här ämnena?").fill("Tre år i rad är det här flest elever inte når E.")
    page.get_by_role("button", name="Föreslå grupper").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Föreslagna grupper")
    principal.look()
    expect(page.get_by_role("article", name="Matematik")).to_contain_text("Omar Aziz lärledare")
    return page


def change_by_hand(principal: Visitor) -> None:
    page = principal.page
    physics = page.get_by_role("article", name="Fysik")
    physics.get_by_text("Ändra").click()
    principal.look()
    physics.get_by_label("Flytta", exact=True).select_option(label="Nils Berg")
    physics.get_by_label("till", exact=True).select_option(label="Matematik")
    physics.get_by_role("button", name="Flytta").click()
    expect(page.get_by_role("article", name="Matematik")).to_contain_text("Nils Berg")
    physics.get_by_label("Lärledare").select_option(label="Ada Ny")
    physics.get_by_role("button", name="Spara").click()
    expect(physics).to_contain_text("Ada Ny lärledare")
    principal.look()


def form(principal: Visitor) -> None:
    page = principal.page
    page.get_by_role("article", name="Matematik").get_by_role("link", name="Bilda gruppen").click()
    principal.look()
    why = page.get_by_label("Varför den här gruppen?").input_value()
    assert why.startswith("I matematik nådde 12 av 100 elever (12")
    assert why.endswith("\n\nTre år i rad är det här flest elever inte når E.")
    expect(page.get_by_label("Nils Berg")).to_be_checked()
    page.get_by_role("button", name="Bilda gruppen").click()
    expect(page.get_by_text("Gruppen är bildad")).to_be_visible()


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, True), (1280, False)])
def test_from_the_ranking_to_a_formed_group(school: Cast, visit: Visit, width: int, javascript: bool) -> None:
    principal = visit(school.principal, width=width, javascript=javascript)
    if not javascript:
        # Axe is a script itself.
        principal.look = lambda: None  # type: ignore[method-assign]
    say_who_teaches(principal)
    page = choose_subjects(principal)
    assert not LearningGroup.objects.filter(closed_at=None).exists()
    change_by_hand(principal)
    form(principal)
    maths = ProposedGroup.objects.get(name="Matematik")
    assert maths.group is not None
    assert given_names(maths) == {person.given_name for person in maths.group.members.all()}
    assert maths.group.memberships.get(role="LEADER").user == school.leader
    page.goto(f"{principal.house}/results/groups/{maths.plan_id}/")
    expect(page.get_by_role("article", name="Matematik")).to_contain_text("bildad")
    principal.look()
