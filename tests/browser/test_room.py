"""The plain room with a browser's help: text saves itself, a clock runs, and the page tells when to follow."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from lartraff.meetings.actions import room as actions
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.world import World, build, new


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


def room_of(world: World) -> str:
    return reverse("meetings:room", args=[world.open.pk])


def test_text_typed_just_before_another_button_is_pressed_is_saved(cast: Cast, world: World, visit: Visit) -> None:
    page = visit(cast.leader).go(room_of(world))
    page.get_by_label("Det vi säger").fill("Skrivet i sista stund")
    page.get_by_role("button", name="Vidare till: Laget runt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vad har du prövat sedan sist, och vad såg du?")
    world.item.refresh_from_db()
    assert world.item.notes == "Skrivet i sista stund"


def test_text_typed_just_before_the_page_is_left_is_saved(cast: Cast, world: World, visit: Visit) -> None:
    page = visit(cast.member).go(room_of(world))
    page.get_by_label("Det vi säger").fill("Skrivet på väg ut")
    page.get_by_role("link", name="Hem").click()
    expect(page.get_by_role("heading", name="Din lärträff pågår")).to_be_visible()
    world.item.refresh_from_db()
    assert world.item.notes == "Skrivet på väg ut"


def test_without_a_connection_the_text_stays_and_the_page_says_so(cast: Cast, world: World, visit: Visit) -> None:
    page = visit(cast.member).go(room_of(world))
    page.context.set_offline(True)
    page.get_by_label("Det vi säger").fill("Skrivet i källaren")
    page.get_by_role("link", name="Hem").click()
    expect(page.get_by_text("Inte sparat: det finns ingen anslutning.")).to_be_visible()
    expect(page.get_by_label("Det vi säger")).to_have_value("Skrivet i källaren")
    page.context.set_offline(False)
    page.get_by_role("link", name="Hem").click()
    expect(page.get_by_role("heading", name="Din lärträff pågår")).to_be_visible()
    world.item.refresh_from_db()
    assert world.item.notes == "Skrivet i källaren"


def test_two_who_write_at_once_are_told_and_neither_text_is_lost(cast: Cast, world: World, visit: Visit) -> None:
    first, second = visit(cast.leader).go(room_of(world)), visit(cast.member).go(room_of(world))
    first.get_by_label("Det vi säger").fill("Omars text")
    first.get_by_role("button", name="Spara", exact=True).click()
    expect(first.get_by_text("Sparat.")).to_be_visible()
    second.get_by_label("Det vi säger").press_sequentially("Saras text")
    expect(second.get_by_text("Någon annan skrev här samtidigt")).to_be_visible()
    expect(second.get_by_text("Omars text")).to_be_visible()
    second.get_by_label("Det vi säger").fill("Omars och Saras text")
    second.get_by_role("button", name="Jag har satt ihop dem: spara").click()
    expect(second.get_by_text("Sparat.")).to_be_visible()
    world.item.refresh_from_db()
    assert world.item.notes == "Omars och Saras text"


def test_nobody_is_moved_while_writing_but_told_where_the_meeting_is(cast: Cast, world: World, visit: Visit) -> None:
    page = visit(cast.member).go(room_of(world))
    page.clock.install()
    page.goto(page.url)
    page.get_by_label("Det vi säger").focus()
    actions.go_to_item(world.open, 1, came_from=0, by=cast.leader, command=new())
    page.clock.run_for(11_000)
    expect(page.get_by_text("Lärträffen har gått vidare till Laget runt.")).to_be_visible()
    expect(page.get_by_label("Det vi säger")).to_be_focused()
    page.get_by_role("link", name="Följ med").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vad har du prövat sedan sist, och vad såg du?")


def test_the_clock_counts_down_in_words_and_warns_before_the_end(cast: Cast, world: World, visit: Visit) -> None:
    page = visit(cast.leader).go(room_of(world))
    page.clock.install()
    page.goto(page.url)
    expect(page.get_by_text("5 min kvar")).to_be_visible()
    page.clock.run_for(3 * 60 * 1000)
    expect(page.get_by_text("2 min kvar")).to_be_visible()
    expect(page.get_by_text("Snart dags att runda av.")).to_be_attached()
    page.clock.run_for(4 * 60 * 1000)
    expect(page.locator("[data-clock]")).to_have_text("2 min över")


def test_the_room_works_without_javascript(cast: Cast, world: World, visit: Visit) -> None:
    page = visit(cast.leader, javascript=False).go(reverse("live:room", args=[world.open.pk]))
    page.get_by_role("link", name="Gå till det enkla rummet").click()
    page.get_by_label("Det vi säger").fill("Utan skript")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Sparat.")).to_be_visible()
    page.get_by_role("button", name="Vidare till: Laget runt").click()
    page.get_by_role("button", name="börjar").click()
    expect(page.get_by_text("har ordet").first).to_be_visible()
    page.get_by_text("Parkera en fråga").click()
    page.get_by_label("Vad gäller det?").fill("Kopieringen")
    page.get_by_role("button", name="Parkera", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="Kopieringen", visible=True).first).to_be_visible()
