"""What people do in the live room with mouse, keys and thumbs."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor

# What is written, without the names of those who stand in it: they may stand in the middle of a word.
WITHOUT_CURSORS = """(text) => {
  const copy = text.cloneNode(true)
  copy.querySelectorAll(".cursor, .ProseMirror-widget").forEach((cursor) => cursor.remove())
  return copy.textContent
}"""


def enter(visitor: Visitor, meeting: int) -> Page:
    """Go to the room and wait until it is connected."""
    page = visitor.go(f"/meetings/{meeting}/room/")
    at_ease(page)
    return page


def at_ease(page: Page) -> None:
    """The room is drawn, and its line is open: by websocket or by plain HTTP."""
    page.locator("#live:not([aria-busy])").wait_for()
    page.locator(".who .online, .phone").first.wait_for()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def touch(what: Locator) -> None:
    """With a thumb where there is one, otherwise with the mouse."""
    if what.page.evaluate("matchMedia('(pointer: coarse)').matches"):
        what.tap()
    else:
        what.click()


def press(page: Page, *names: str) -> None:
    """Press the buttons with these names, one after the other."""
    for name in names:
        touch(button(page, name))


def press_twice(page: Page, name: str) -> None:
    """A button that asks again: what it says the second time begins with Ja."""
    press(page, name, f"Ja, {name[0].lower()}{name[1:]}")


def go_on(page: Page, title: str) -> None:
    """To the next item, whether or not the room thinks that it is early."""
    press(page, f"Vidare till: {title}")
    heading = page.locator("p.over")
    again = button(page, f"Ja, vidare till: {title}")
    expect(heading.filter(has_text=title).or_(again)).to_be_visible()
    if again.is_visible():
        touch(again)
    expect(heading).to_contain_text(title)


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def minutes(page: Page) -> Locator:
    """The text of the item on the screen."""
    return page.locator(".editor-text")


def write(page: Page, text: str, *, below: bool = False) -> None:
    """At the end of the item's text, or in a paragraph of its own below it."""
    touch(minutes(page))
    page.keyboard.press("Control+End")
    if below:
        page.keyboard.press("Enter")
    page.keyboard.type(text)


def write_at_once(writers: dict[Page, str]) -> None:
    """Each in a paragraph of their own, a letter each in turn. The first begins where the text ends."""
    for number, page in enumerate(writers):
        minutes(page).click()
        page.keyboard.press("Control+End")
        if number:
            page.keyboard.press("Enter")
        page.keyboard.type(writers[page][0])
        for other in writers:
            expect(minutes(other)).to_contain_text(writers[page][0])
    for at in range(1, max(map(len, writers.values()))):
        for page, text in writers.items():
            page.keyboard.type(text[at : at + 1])


def reads_once(page: Page, *texts: str, patience: float = 5) -> None:
    """All of it stands in the text on this screen, and none of it twice. `patience`: seconds."""
    for text in texts:
        expect(minutes(page)).to_contain_text(text, timeout=patience * 1000)
        found = str(minutes(page).evaluate(WITHOUT_CURSORS))
        assert found.count(text) == 1, found


def saved(page: Page) -> None:
    expect(page.locator(".saved")).to_have_text("Sparat")


def unfold(page: Page, name: str) -> Locator:
    """Open what folds out under the name; it is returned."""
    fold = page.locator("details", has=page.locator("summary", has_text=name))
    if fold.get_attribute("open") is None:
        touch(fold.locator("summary"))
    return fold


def row_of(page: Page, given: str) -> Locator:
    """The person among those to the right."""
    return page.locator(".who li", has_text=given)


def fill_own_words(page: Page, text: str) -> None:
    page.get_by_label("Mina egna ord").fill(text)
    expect(page.locator("#own-state")).to_contain_text("Sparat")


def park(page: Page, what: str, where: str = "") -> None:
    fold = unfold(page, "Parkera en fråga")
    fold.get_by_label("Vad gäller det?").fill(what)
    fold.get_by_label("Var hör det hemma?").fill(where)
    touch(fold.get_by_role("button", name="Parkera"))


def leave_structure(page: Page, reason: str) -> None:
    fold = unfold(page, "Lämna strukturen en stund")
    fold.get_by_label(reason).check()
    fold.get_by_role("button", name="Vi gör det här först").click()


def add_line(page: Page, text: str, kind: str) -> None:
    """A line under the text, as "Information" or "Beslut"."""
    form = page.locator("form.adding")
    form.get_by_label("Skriv en rad och välj vad den är").fill(text)
    touch(form.get_by_role("button", name=kind))
    outcome(page, text, kind)


def outcome(page: Page, text: str, kind: str) -> None:
    """It stands among what came out of the item, once."""
    rows = page.locator("li.outcome").filter(has_text=text)
    expect(rows).to_have_count(1)
    expect(rows.locator(".kind")).to_contain_text(kind)
