"""The same second on every screen, whatever its own clock says, and also after it has slept."""

import statistics

import pytest
from playwright.sync_api import Page

from tests.browser.live import hands
from tests.browser.live.conftest import Do, Place
from tests.cast import Cast

# `fallAsleep(ms)`: the machine's own clock goes on, and the page's stands still, as when a lid is closed. `truly()` is
# the moment that none of it can change.
SLEEPER = """
  const real = performance.now.bind(performance)
  let slept = 0
  performance.now = () => real() - slept
  window.fallAsleep = (ms) => { slept += ms }
  window.truly = () => performance.timeOrigin + real()
"""
# Somebody's computer is seven minutes fast.
FAST = "const now = Date.now; Date.now = () => now() + 7 * 60_000"
# When each figure was first shown.
RECORD = """() => {
  window.shown = {}
  const look = () => {
    shown[document.querySelector(":is(.time, .wall-time) .figure").textContent.split(" ")[0]] ??= truly()
    requestAnimationFrame(look)
  }
  look()
}"""
FIGURES = 5


@pytest.fixture(autouse=True)
def in_the_round(place: Place, do: Do, cast: Cast) -> None:
    """Nineteen minutes are left; a wall is open."""
    do("leader", "open")
    do("leader", "here", person=cast.leader.pk, here=True)
    do("leader", "go", item=1, came_from=0)
    do("leader", "turn", person=cast.leader.pk)
    do("leader", "wall", open=True, shows_text=False)


def screen(place: Place, who: str, script: str = SLEEPER, width: int = 1280) -> Page:
    visitor = place.visitor(who, width=width)
    visitor.page.add_init_script(script)
    return hands.enter(visitor, place.meeting)


def wall(place: Place, beside: Page) -> Page:
    letters = hands.unfold(beside, "Visa på väggen").locator(".code").inner_text()
    visitor = place.come(place.first, height=720)
    visitor.page.add_init_script(SLEEPER)
    page = visitor.go(f"/wall/{letters}/")
    page.locator(".wall-time").wait_for()
    return page


def seconds_shown(page: Page) -> int:
    minutes, seconds = page.locator(":is(.time, .wall-time) .figure").inner_text().split(" ")[0].split(".")
    return int(minutes) * 60 + int(seconds)


def test_all_screens_change_at_the_same_moment(place: Place) -> None:
    table = screen(place, "leader")
    pages = [table, screen(place, "member", SLEEPER + FAST, width=390), wall(place, table)]
    for page in pages:
        page.evaluate(RECORD)
    for page in pages:
        page.wait_for_function(f"() => Object.keys(shown).length > {FIGURES}")
    shown = [page.evaluate("shown") for page in pages]
    # The first figure was there already when we began to look.
    together = set(list(shown[0])[1:]).intersection(*(list(one)[1:] for one in shown[1:]))
    assert len(together) >= FIGURES - 2
    apart = [max(one[figure] for one in shown) - min(one[figure] for one in shown) for figure in together]
    assert statistics.median(apart) < 250, apart


def settle(page: Page) -> None:
    """When a screen has just come it asks for the time anyway. What is tried here comes later."""
    page.evaluate(RECORD)
    page.wait_for_function("() => Object.keys(shown).length > 3")


def is_right(page: Page, beside: Page) -> None:
    """A second later at the latest the figure has changed, and soon it is the same as on the other screen."""
    before = seconds_shown(page)
    for _time in range(60):
        if abs(seconds_shown(page) - seconds_shown(beside)) <= 1 and seconds_shown(page) < before:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{seconds_shown(page)} instead of {seconds_shown(beside)}")


@pytest.mark.parametrize("face", ["table", "wall"])
def test_a_screen_that_has_slept_is_right_again(face: str, place: Place) -> None:
    right = screen(place, "leader")
    sleeper = wall(place, right) if face == "wall" else screen(place, "member")
    settle(sleeper)
    sleeper.evaluate("fallAsleep(90_000)")
    is_right(sleeper, right)


def test_a_computer_whose_clock_is_set_meanwhile_is_right_again(place: Place) -> None:
    right, other = screen(place, "leader"), screen(place, "member")
    settle(other)
    other.evaluate(FAST)
    is_right(other, right)
