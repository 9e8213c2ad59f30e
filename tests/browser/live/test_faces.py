"""The three faces in every minute of a meeting: no barriers, nothing sticking out, light and dark, wide and narrow."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from lartraff.meetings.models import AgendaItem
from tests.browser.conftest import AXE, WIDTHS, Visitor
from tests.browser.live import hands
from tests.browser.live.conftest import Do, Place
from tests.cast import Cast

SPILL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Text that does not fit where it stands. What scrolls, and what only a screen reader finds, is meant to be larger.
CUT = """() => [...document.querySelectorAll("main :is(button, summary, h1, h2, h3, p, label, li, td)")]
  .filter((one) => one.checkVisibility() && !one.closest(".hidden") && one.scrollWidth > one.clientWidth + 1)
  .filter((one) => one.clientWidth > 0)
  .filter((one) => getComputedStyle(one).overflowX !== "auto" && getComputedStyle(one).display !== "inline")
  .map((one) => one.outerHTML.slice(0, 120))"""
# Everything that can be done on the page, in order; of radio buttons one.
DEEDS = """() => {
  const all = "a[href], button, summary, input, select, textarea, [contenteditable=true], [tabindex='0']"
  window.deeds = [...document.querySelectorAll(all)].filter((one) => one.checkVisibility() && !one.disabled)
    .filter((one) => one.tabIndex >= 0 && one.type !== "radio" && !one.closest(".skip"))
  document.activeElement.blur()
  return deeds.length
}"""
FOCUSED = """() => {
  const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement)
  return [deeds.indexOf(document.activeElement), outlineStyle !== "none" || boxShadow !== "none"]
}"""
LONG = "Specialpedagogiksamordning"


@dataclass(frozen=True, slots=True)
class Phase:
    """A minute of the meeting: how one comes to it from the one before, and what the screens say in it."""

    name: str
    come: Callable[["Stage"], None]
    seen: str
    on_wall: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    do: Do
    place: Place
    cast: Cast

    def item(self, position: int) -> int:
        return AgendaItem.objects.get(meeting=self.place.meeting, position=position).pk

    def go(self, position: int) -> None:
        self.do("leader", "go", item=position, came_from=position - 1)

    def person(self, name: str) -> int:
        return int(getattr(self.cast, name).pk)


def opened(stage: Stage) -> None:
    stage.do("leader", "open")
    for name in ("leader", "member", "second_member"):
        stage.do("leader", "here", person=stage.person(name), here=True)
    stage.do("member", "choose", role="SECRETARY", person=stage.person("member"))


def turn_given(stage: Stage) -> None:
    stage.do("leader", "turn", person=stage.person("second_member"))


def late(stage: Stage) -> None:
    stage.place.let_pass(18)
    stage.do("second_member", "done_speaking")
    stage.do("leader", "turn", person=stage.person("leader"))


def talked(stage: Stage) -> None:
    stage.go(2)
    stage.do("member", "hand", up=True)
    stage.do("second_member", "nudge")
    stage.do("leader", "ask_hands", question="Ska vi ge testet igen före jul?")
    stage.do("member", "show_hand", answer="UNSURE")
    stage.do("leader", "inform", item=stage.item(2), text="Betygskonferensen är flyttad till fredag.")
    stage.do("leader", "decide", item=stage.item(2), text=f"Vi ber {LONG}en om hjälp.")
    stage.do("second_member", "park", text=f"Beställa miniräknare via {LONG}en", sent_to="Arbetslaget")


def tasked(stage: Stage) -> None:
    stage.do("leader", "resume")
    stage.go(3)
    everybody = [stage.person(name) for name in ("leader", "member")]
    stage.do("leader", "task", people=everybody, teaching="Ge testet i en åtta till", evidence="Resultaten", study="",
             due_on="2027-01-12", as_it_is=True)  # fmt: skip


PHASES = [
    Phase("planned", lambda stage: None, "Snart börjar vi", "Snart börjar vi"),
    Phase("welcome", opened, "Vilka är här, och vem skriver i dag?", "Välkomna"),
    Phase("silence", lambda stage: stage.go(1), "Alla skriver", "alla skriver"),
    Phase("turn", turn_given, "Jonas", "Jonas har ordet"),
    Phase("late", late, "Snart dags att runda av.", "Snart dags att runda av."),
    Phase("discussion", talked, "Någon undrar: är vi kvar i frågan?", "Vet inte"),
    Phase(
        "away", lambda stage: stage.do("leader", "leave", reason="SINGLE_PUPILS"), "lämnade strukturen", "står stilla"
    ),
    Phase("task", tasked, "Vad gör var och en", "Vad gör var och en"),
    Phase("reading", lambda stage: stage.go(4), "Läs upp protokollet", "Läs upp protokollet"),
    Phase("closed", lambda stage: stage.do("leader", "close"), "Tack för i dag", "Tack för i dag"),
]


def barriers(page: Page, only: str = "") -> list[str]:
    """What axe finds; `only` one rule, where the rest has been looked at."""
    more = f", runOnly: ['{only}']" if only else ""
    found = page.evaluate(f"axe.run(document, {{resultTypes: ['violations']{more}}})")["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def out_of_reach(page: Page) -> list[str]:
    """What Tab does not come to, or comes to without its being seen."""
    reached: dict[int, bool] = {}
    deeds = page.evaluate(DEEDS)
    for _step in range(deeds + 10):  # a date has several places to write in
        page.keyboard.press("Tab")
        number, is_seen = page.evaluate(FOCUSED)
        reached[number] = is_seen or reached.get(number, False)
    missing = [number for number in range(deeds) if number not in reached]
    unseen = [number for number, is_seen in reached.items() if number >= 0 and not is_seen]
    return [
        f"{what}: {page.evaluate(f'deeds[{number}].outerHTML.slice(0, 120)')}"
        for what, numbers in (("not reached", missing), ("focused and not seen", unseen))
        for number in numbers
    ]


def look_around(visitor: Visitor, name: str) -> list[str]:
    """Everything that is wrong with the page, at every width, in light and in darkness."""
    page, wrong = visitor.page, []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("() => document.querySelector('.phone, .room, .after, .wall') !== null")
        found = [f"cut: {html}" for html in page.evaluate(CUT)]
        if page.evaluate(SPILL) > 0:
            found.append("sticks out")
        visitor.photograph(f"{name}-{width}")
        if width != 390:  # the same face as at 320
            found += barriers(page) + out_of_reach(page)
            page.emulate_media(color_scheme="dark")
            found += [f"dark {one}" for one in barriers(page, "color-contrast")]
            visitor.photograph(f"{name}-{width}-dark")
            page.emulate_media(color_scheme="light")
        wrong += [f"{name} at {width}: {one}" for one in found]
    page.set_viewport_size({"width": 1280, "height": 800})
    return wrong


@pytest.mark.parametrize("who", ["leader", "member"])
def test_every_minute_of_a_meeting_is_without_barriers(who: str, place: Place, do: Do, cast: Cast) -> None:
    """The table at 1280, and below it the phone: as the one who leads sees them, and as another does."""
    stage, visitor = Stage(do, place, cast), place.visitor(who)
    page = hands.enter(visitor, place.meeting)
    page.evaluate(AXE.read_text())
    wrong = []
    for phase in PHASES:
        phase.come(stage)
        page.get_by_text(phase.seen).first.wait_for()
        wrong += look_around(visitor, f"face-{phase.name}-{who}")
    assert wrong == []
    assert visitor.troubles == []


def test_every_minute_on_the_wall(place: Place, do: Do, cast: Cast) -> None:
    stage = Stage(do, place, cast)
    do("leader", "wall", open=True, shows_text=True)
    code = place.visitor("leader")
    page = hands.enter(code, place.meeting)
    letters = hands.unfold(page, "Visa på väggen").locator(".code").inner_text()
    visitor = place.come(place.first, width=1280, height=720)
    wall = visitor.go(f"/wall/{letters}/")
    wall.evaluate(AXE.read_text())
    wrong = []
    for phase in PHASES:
        phase.come(stage)
        wall.get_by_text(phase.on_wall).first.wait_for()
        for width, height in ((1280, 720), (1920, 1080), (800, 600), (390, 800)):
            wall.set_viewport_size({"width": width, "height": height})
            found = barriers(wall) if width == 1280 else []
            # Nobody scrolls a projector.
            if wall.evaluate(SPILL) > 0 or wall.evaluate("document.documentElement.scrollHeight - innerHeight") > 0:
                found.append("does not fit")
            wrong += [f"{phase.name} at {width}: {one}" for one in found]
            visitor.photograph(f"wall-{phase.name}-{width}")
    assert wrong == []
    assert visitor.troubles == []
