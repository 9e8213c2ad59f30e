"""The network goes, and nothing that was written does."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page, expect

from lartraff.meetings.actions.room import check_in, go_to_item, open_meeting
from lartraff.meetings.models import AgendaItem, Meeting
from tests.browser.conftest import Visitor
from tests.browser.live import hands
from tests.browser.live.conftest import Place
from tests.browser.live.wire import Wire, wired
from tests.cast import Cast
from tests.world import new

# What the browser keeps, as one text: documents are bytes, and words stand in them as they are.
KEPT = """async () => {
  const kept = []
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((done) => { indexedDB.open(name).onsuccess = ({ target }) => done(target.result) })
    for (const store of base.objectStoreNames) {
      const all = base.transaction(store).objectStore(store).getAll()
      await new Promise((done) => { all.onsuccess = done })
      kept.push(...all.result.map((one) => new TextDecoder().decode(one.update) + JSON.stringify(one)))
    }
    base.close()
  }
  return kept.join("") + JSON.stringify(Object.entries(localStorage))
}"""


@pytest.fixture
def item(place: Place, cast: Cast) -> AgendaItem:
    """The meeting is in the round, and everybody is here."""
    meeting = Meeting.objects.select_related("group__school").get(pk=place.meeting)
    open_meeting(meeting, by=cast.leader, command=new())
    check_in(meeting, [cast.leader, cast.member, cast.second_member], by=cast.leader, command=new())
    go_to_item(meeting, 1, came_from=0, by=cast.leader, command=new())
    return AgendaItem.objects.get(meeting=meeting, position=1)


@pytest.fixture
def wire(place: Place) -> Iterator[Wire]:
    with wired(place.first) as found:
        yield found


@pytest.fixture
def sara(place: Place, item: AgendaItem, wire: Wire) -> Visitor:
    """At the other end of the wire."""
    visitor = place.visitor("member", wire.url)
    hands.enter(visitor, place.meeting)
    return visitor


def go_offline(visitor: Visitor, wire: Wire) -> None:
    wire.cut()
    wire.drop()
    visitor.page.context.set_offline(True)


def come_back(visitor: Visitor, wire: Wire) -> None:
    wire.mend()
    visitor.page.context.set_offline(False)


def in_the_minutes(page: Page, item: AgendaItem, text: str) -> bool:
    """Wait until it stands in the minutes' own row, once."""
    for _time in range(200):
        item.refresh_from_db()
        if item.notes.count(text) == 1:
            return True
        page.wait_for_timeout(50)
    return False


def kept(page: Page) -> str:
    return str(page.evaluate(KEPT))


def is_kept(page: Page, text: str) -> None:
    for _time in range(100):
        if text in kept(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{text} is not kept")


def test_two_type_through_thirty_seconds_without_a_network(
    place: Place, item: AgendaItem, wire: Wire, sara: Visitor
) -> None:
    with wired(place.first) as dead_wire:
        omar, jonas = place.visitor("leader", dead_wire.url), place.visitor("second_member")
        for visitor in (omar, jonas):
            hands.enter(visitor, place.meeting)
        hands.write_at_once({omar.page: "Omar skriver före,", sara.page: "Sara skriver före,"})
        # Omar's computer does not notice that nothing comes any more; Sara's is told so.
        dead_wire.cut()
        go_offline(sara, wire)
        began = time.monotonic()
        type_in_turn(omar.page, " under", sara.page, " under")
        for page in (omar.page, sara.page):
            expect(page.locator(".thin")).to_have_text(
                "En rad är inte sparad än. Den skickas när nätet är tillbaka. Skriv vidare."
            )
        hands.write(jonas.page, "Jonas är kvar.", below=True)
        hands.park(omar.page, "Kopieringen")
        expect(omar.page.locator(".left").get_by_text("inte skickat än")).to_be_visible()
        hands.press(sara.page, "Är vi kvar i frågan?")
        expect(sara.page.locator(".notices")).to_contain_text(
            "Inte skickat, för anslutningen var borta: är vi kvar i frågan?", timeout=15_000
        )
        for visitor, name in ((omar, "omar"), (sara, "sara")):
            visitor.photograph(f"20-offline-{name}")
        # As long as it takes to walk through the cellar; shorter would not show what sockets do when they die.
        omar.page.wait_for_timeout(max(0, 30 - (time.monotonic() - began)) * 1000)
        type_in_turn(omar.page, " och efter.", sara.page, " och efter.")
        dead_wire.mend()
        come_back(sara, wire)
        texts = ("Omar skriver före, under och efter.", "Sara skriver före, under och efter.", "Jonas är kvar.")
        for page in (omar.page, sara.page, jonas.page):
            hands.reads_once(page, *texts, patience=20)
            expect(page.locator(".thin")).to_have_count(0)
            hands.saved(page)
            expect(page.locator(".left").get_by_text("Kopieringen")).to_be_visible()
        assert all(in_the_minutes(omar.page, item, text) for text in texts)
        expect(jonas.page.get_by_text("Någon undrar")).to_have_count(0)


def type_in_turn(first: Page, one: str, second: Page, other: str) -> None:
    hands.minutes(first).focus()
    hands.minutes(second).focus()
    for mine, yours in zip(one, other, strict=True):
        first.keyboard.type(mine)
        second.keyboard.type(yours)


def test_on_ones_own_device_the_text_outlives_the_page(
    place: Place, item: AgendaItem, wire: Wire, sara: Visitor
) -> None:
    page = sara.page
    hands.press(page, "Ja, min egen")
    hands.write(page, "Före. ")
    hands.saved(page)
    go_offline(sara, wire)
    hands.write(page, "Skrivet i källaren.")
    hands.park(page, "Kopieringen")
    is_kept(page, "Kopieringen")
    with pytest.raises(BrowserError):
        page.reload()
    come_back(sara, wire)
    hands.enter(sara, place.meeting)
    hands.reads_once(page, "Före. Skrivet i källaren.")
    hands.saved(page)
    omar = hands.enter(place.visitor("leader"), place.meeting)
    hands.reads_once(omar, "Före. Skrivet i källaren.")
    expect(omar.locator(".left").get_by_text("Kopieringen")).to_have_count(1)
    assert in_the_minutes(page, item, "Skrivet i källaren.")
    page.wait_for_function(f"() => ({KEPT})().then((kept) => !kept.includes('källaren'))")


@pytest.mark.parametrize("answer", ["Nej, fler använder den", None])
def test_on_a_shared_computer_nothing_is_left(
    answer: str | None, place: Place, item: AgendaItem, wire: Wire, sara: Visitor
) -> None:
    page = sara.page
    if answer:
        hands.press(page, answer)
    hands.fill_own_words(page, "Mina ord i källaren.")
    go_offline(sara, wire)
    hands.write(page, "Skrivet i källaren.")
    hands.park(page, "Källarens nyckel")
    expect(page.locator(".thin")).to_be_visible()
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert "llaren" not in kept(page)
    come_back(sara, wire)
    hands.saved(page)
    assert "llaren" not in kept(page)


def test_the_next_person_at_the_browser_neither_sees_nor_sends_it(
    place: Place, item: AgendaItem, wire: Wire, sara: Visitor
) -> None:
    page = sara.page
    hands.press(page, "Ja, min egen")
    go_offline(sara, wire)
    hands.write(page, "Bara Saras.")
    is_kept(page, "Bara Saras.")
    come_back_as = place.appointment.sessions["second_member"]
    page.goto("about:blank")
    come_back(sara, wire)
    sara.sign_in(come_back_as)
    hands.enter(sara, place.meeting)
    expect(hands.row_of(page, "Jonas")).to_have_class("online")
    hands.write(page, "Jonas skriver.")
    hands.saved(page)
    assert in_the_minutes(page, item, "Jonas skriver.")
    assert "Bara Saras." not in item.notes
    expect(hands.minutes(page)).not_to_contain_text("Bara Saras.")
    assert "Bara Saras." not in kept(page)


def test_signing_out_leaves_nothing(place: Place, item: AgendaItem, wire: Wire, sara: Visitor) -> None:
    page = sara.page
    hands.press(page, "Ja, min egen")
    wire.cut()
    hands.write(page, "Inte sparat än.")
    is_kept(page, "Inte sparat än.")
    # She signs out although it is not saved; the room lets her.
    page.on("dialog", lambda dialog: dialog.accept())
    wire.mend()
    hands.press(page, "Logga ut")
    page.wait_for_url("**/accounts/**")
    assert "Inte sparat" not in kept(page)
    assert "lartraff device" not in kept(page)
