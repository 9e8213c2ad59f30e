"""While others change everything, nobody's focus and nobody's caret moves; and the ear is told few things."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lartraff.meetings.models import AgendaItem
from tests.browser.live import hands
from tests.browser.live.conftest import Do, Place
from tests.cast import Cast

# From now on every change of focus, and every sentence that a screen reader is told, is written down.
WATCH = """() => {
  window.watched = { moves: [], said: [] }
  const name = (one) => one?.id || one?.className || one?.tagName || "nothing"
  for (const event of ["focusin", "focusout"]) {
    document.addEventListener(event, ({ target }) => watched.moves.push(`${event} ${name(target)}`), true)
  }
  new MutationObserver(() => {
    const sentence = document.getElementById("live-said").textContent
    if (sentence) watched.said.push(sentence)
  }).observe(document.getElementById("live-said"), { childList: true, characterData: true, subtree: true })
}"""
MOVES = "watched.moves"
SAID = "watched.said"


@pytest.fixture
def storm(place: Place, do: Do, cast: Cast) -> Callable[[Page], None]:
    """Everything that others can change while the page's own person sits still in the round."""
    sara, jonas = cast.member.pk, cast.second_member.pk

    def rage(page: Page) -> None:
        here = AgendaItem.objects.get(meeting=place.meeting, position=1).pk
        other = hands.enter(place.visitor("second_member"), place.meeting)
        hands.write(other, "Jonas skriver först. ")
        do("leader", "turn", person=jonas)
        do("second_member", "later", person=jonas)
        do("leader", "turn", person=sara)
        do("leader", "turn", person=cast.leader.pk)
        do("second_member", "nudge")
        do("leader", "ask_hands", question="Är vi klara?")
        do("second_member", "show_hand", answer="YES")
        do("leader", "count_hands")
        do("second_member", "decide", item=here, text="Vi ger samma test.")
        do("second_member", "inform", item=here, text="Fredag är studiedag.")
        do("second_member", "park", text="Kopieringen")
        do("leader", "choose", role="TIMEKEEPER", person=sara)
        do("leader", "choose", role="TIMEKEEPER", person=jonas)
        do("leader", "here", person=jonas, here=False)
        do("leader", "here", person=jonas, here=True)
        do("leader", "wall", open=True, shows_text=False)
        do("leader", "pause")
        do("leader", "unpause")
        do("leader", "leave", reason="MATERIALS")
        do("leader", "resume")
        do("leader", "extend", item=1, minutes=5, taken_from=2)
        other.goto("about:blank")
        do("leader", "go", item=2, came_from=1)
        do("second_member", "hand", up=True)
        do("leader", "go", item=1, came_from=2)
        do("leader", "go", item=2, came_from=1)
        # All of it has come when the last of it has.
        expect(page.locator("[aria-current=step], .rejoin, .over").filter(has_text="Diskussion").first).to_be_visible()

    return rage


@pytest.fixture
def in_the_round(place: Place, do: Do, cast: Cast) -> None:
    do("leader", "open")
    for person in (cast.leader, cast.member, cast.second_member):
        do("leader", "here", person=person.pk, here=True)
    do("leader", "go", item=1, came_from=0)


def watch(page: Page) -> None:
    page.evaluate(WATCH)


def held(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.innerText"))


@pytest.mark.usefixtures("in_the_round")
@pytest.mark.parametrize("width", [1280, 390])
def test_who_writes_in_the_minutes_goes_on_where_the_caret_was(
    width: int, place: Place, storm: Callable[[Page], None]
) -> None:
    visitor = place.visitor("member", width=width)
    page = hands.enter(visitor, place.meeting)
    if width == 390:
        hands.press(page, "Skriv i protokollet")
    hands.write(page, "Sara skriver slut")
    for _letter in "slut":
        page.keyboard.press("ArrowLeft")
    watch(page)
    storm(page)
    assert page.evaluate(MOVES) == []
    page.keyboard.type("utan ")
    expect(hands.minutes(page)).to_contain_text("Sara skriver utan slut")
    expect(hands.minutes(page)).to_contain_text("Jonas skriver först.")
    assert len(page.evaluate(SAID)) <= 8
    hands.press(page, "Följ med")
    hands.heading(page, "Vad lär vi oss av det vi har sett? Vad tror vi, och vad vet vi?")
    assert visitor.troubles == []


@pytest.mark.usefixtures("in_the_round")
@pytest.mark.parametrize("width", [1280, 390])
def test_who_writes_own_words_keeps_them_and_the_caret(width: int, place: Place, storm: Callable[[Page], None]) -> None:
    page = hands.enter(place.visitor("member", width=width), place.meeting)
    page.get_by_label("Mina egna ord").click()
    page.keyboard.type("Jag gav testet")
    watch(page)
    storm(page)
    assert page.evaluate(MOVES) == []
    page.keyboard.type(" i 8B.")
    expect(page.get_by_label("Mina egna ord")).to_have_value("Jag gav testet i 8B.")
    expect(page.locator("#own-state")).to_contain_text("Sparat")


@pytest.mark.usefixtures("in_the_round")
def test_who_fills_in_a_form_keeps_it(place: Place, storm: Callable[[Page], None]) -> None:
    page = hands.enter(place.visitor("member"), place.meeting)
    field = hands.unfold(page, "Parkera en fråga").get_by_label("Vad gäller det?")
    field.click()
    page.keyboard.type("Beställa")
    watch(page)
    storm(page)
    assert page.evaluate(MOVES) == []
    page.keyboard.type(" miniräknare")
    page.keyboard.press("Enter")
    expect(page.locator(".left").get_by_text("Beställa miniräknare")).to_be_visible()


@pytest.mark.usefixtures("in_the_round")
def test_the_focus_stays_on_what_one_has_tabbed_to(place: Place, storm: Callable[[Page], None]) -> None:
    page = hands.enter(place.visitor("member"), place.meeting)
    step = page.locator(".steps button").nth(3)
    step.focus()
    watch(page)
    storm(page)
    assert page.evaluate(MOVES) == []
    assert held(page).startswith("Uppgift till nästa gång")


@pytest.mark.usefixtures("in_the_round")
def test_who_can_do_a_thing_no_longer_is_taken_to_the_question(place: Place, do: Do) -> None:
    """What had the focus is gone: the top of the page would be further away."""
    page = hands.enter(place.visitor("member"), place.meeting)
    hands.button(page, "Passa").focus()
    do("leader", "go", item=2, came_from=1)
    hands.button(page, "Passa").wait_for(state="detached")
    page.wait_for_function("() => document.activeElement.id === 'prompt'")


@pytest.mark.usefixtures("in_the_round")
def test_the_ear_is_told_little_and_in_order(place: Place, do: Do, cast: Cast) -> None:
    page = hands.enter(place.visitor("member"), place.meeting)
    watch(page)
    do("leader", "turn", person=cast.second_member.pk)
    do("second_member", "ready", ready=True)
    do("second_member", "inform", item=AgendaItem.objects.get(meeting=place.meeting, position=1).pk, text="Fredag.")
    do("leader", "turn", person=cast.member.pk)
    page.wait_for_function("() => watched.said.length >= 1")
    do("member", "done_speaking")
    do("leader", "go", item=2, came_from=1)
    page.wait_for_function("() => watched.said.at(-1).startsWith('Nu: Diskussion.')")
    said = page.evaluate(SAID)
    assert said[-2:] == [
        "Det är din tur.",
        "Nu: Diskussion. Vad lär vi oss av det vi har sett? Vad tror vi, och vad vet vi?",
    ]
    assert len(said) <= 3
    place.let_pass(38)
    do("leader", "hand", up=True)
    page.wait_for_function("() => watched.said.at(-1) === '2 min kvar.'")


@pytest.mark.usefixtures("in_the_round")
def test_one_may_look_elsewhere_and_follow_again(place: Place, do: Do) -> None:
    sara, omar = place.visitor("member"), place.visitor("leader")
    page, leads = hands.enter(sara, place.meeting), hands.enter(omar, place.meeting)
    page.locator(".steps button").nth(4).click()
    expect(page.get_by_text("Lärträffen är vid ”Laget runt”.")).to_be_visible()
    do("leader", "go", item=2, came_from=1)
    expect(page.get_by_text("Lärträffen är vid ”Diskussion”.")).to_be_visible()
    hands.heading(page, "Läs upp protokollet. Stämmer det med vad vi sa?")
    hands.press(page, "Följ med")
    hands.heading(page, "Vad lär vi oss av det vi har sett? Vad tror vi, och vad vet vi?")
    leads.locator(".steps button").nth(1).click()
    hands.press(leads, "Ta med alla hit")
    for each in (page, leads):
        hands.heading(each, "Vad har du prövat sedan sist, och vad såg du?")
        expect(each.locator(".rejoin")).to_have_count(0)


@pytest.mark.usefixtures("in_the_round")
def test_a_button_that_asks_again_works_by_keyboard(place: Place) -> None:
    page = hands.enter(place.visitor("leader"), place.meeting)
    watch(page)
    hands.button(page, "Vidare till: Diskussion").focus()
    page.keyboard.press("Enter")
    expect(hands.button(page, "Ja, vidare till: Diskussion")).to_be_focused()
    page.wait_for_function("() => watched.said.some((one) => one.startsWith('Inte hörda än: '))")
    page.keyboard.press("Escape")
    expect(hands.button(page, "Vidare till: Diskussion")).to_be_focused()
    page.keyboard.press("Enter")
    expect(hands.button(page, "Ja, vidare till: Diskussion")).to_be_focused()
    page.keyboard.press("Enter")
    hands.heading(page, "Vad lär vi oss av det vi har sett? Vad tror vi, och vad vet vi?")
    # The next one stands in the same place and has the focus now: once more Enter only asks.
    page.keyboard.press("Enter")
    expect(hands.button(page, "Ja, vidare till: Uppgift till nästa gång")).to_be_focused()
    hands.heading(page, "Vad lär vi oss av det vi har sett? Vad tror vi, och vad vet vi?")


@pytest.mark.usefixtures("in_the_round")
def test_a_form_half_filled_in_outlives_that_the_screen_is_turned(place: Place) -> None:
    page = hands.enter(place.visitor("member"), place.meeting)
    field = hands.unfold(page, "Parkera en fråga").get_by_label("Vad gäller det?")
    field.fill("Beställa miniräknare")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(".phone" if width == 390 else ".room").wait_for()
        expect(field).to_have_value("Beställa miniräknare")
        expect(field).to_be_focused()


@pytest.mark.usefixtures("in_the_round")
def test_who_writes_in_the_minutes_goes_on_when_the_screen_is_turned(place: Place) -> None:
    visitor = place.visitor("member")
    page = hands.enter(visitor, place.meeting)
    hands.write(page, "Sara ")
    for width, text in ((390, "vrider på "), (1280, "sin platta.")):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(".phone" if width == 390 else ".room").wait_for()
        expect(hands.minutes(page)).to_be_focused()
        page.keyboard.type(text)
    hands.reads_once(page, "Sara vrider på sin platta.")
    expect(page.get_by_label("Mina egna ord")).to_be_attached()
    assert visitor.troubles == []
