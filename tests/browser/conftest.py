"""Debian's Chromium against a running house, and a visitor who looks closely at every page."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from lartraff.people.models import User
from tests import cast as people
from tests.live.screen import cookie_of
from tests.live.serving import serving

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A folder for pictures of what the visitors see, for those who want to look themselves.
PICTURES = os.environ.get("LARTRAFF_TEST_PICTURES", "")
# The laptop, the phone, and the narrowest screen that WCAG asks for (reflow at 400 %).
WIDTHS = (1280, 390, 320)

# Playwright runs a loop in the test's thread; the tests themselves are ordinary synchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# What is awaited comes at once, but not on a machine that does other things beside.
expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def house(furnished: None) -> Iterator[str]:
    """The address of the running house: pages and the live room. It stops before the database is emptied."""
    with serving() as served:
        yield served.url


class Visitor:
    """Somebody at a browser. `look` is called on every page on the way: it fails on any barrier found there."""

    def __init__(self, context: BrowserContext, house: str) -> None:
        self.house = house
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(error.stack or str(error)))
        context.route("**/*", self._stay_in_the_house)

    def _hear(self, message: Any) -> None:
        # Chromium reports every 4xx page, and every websocket that did not open, as an error; the tests look at what
        # comes of it themselves.
        expected = ("Failed to load resource", "WebSocket connection to")
        if message.type == "error" and not message.text.startswith(expected):
            self.troubles.append(message.text)

    def _stay_in_the_house(self, route: Route) -> None:
        if not route.request.url.startswith((self.house, "data:")):
            self.troubles.append(f"asked another host: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def go(self, path: str) -> Page:
        self.page.goto(self.house + path)
        return self.page

    def sign_in(self, session: str) -> None:
        """As if they had signed in a moment ago; the form itself is tried in test_every_page."""
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.house}])

    def photograph(self, name: str) -> None:
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png")

    def look(self) -> None:
        """Axe finds nothing, nothing sticks out at any width, and the page made no noise."""
        self.page.locator("[aria-busy=true]").wait_for(state="detached")
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], self.page.url
        size = self.page.viewport_size
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            spill = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert self.page.evaluate(spill) <= 0, f"{self.page.url} sticks out at {width} px"
        if size:
            self.page.set_viewport_size(size)
        assert self.troubles == [], self.page.url


# Open a browser at a house, for whoever has the session or for a stranger: come(house, session, width=390)
Come = Callable[..., Visitor]
Visit = Callable[..., Visitor]


@contextmanager
def entrance(chromium: Browser) -> Iterator[Come]:
    """Leave it before the houses stop: an open browser keeps them waiting."""
    visitors: list[Visitor] = []

    def come(
        house: str, session: str = "", *, width: int = 1280, height: int = 800, javascript: bool = True, **more: Any
    ) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="sv-SE", java_script_enabled=javascript, **more
        )
        context.set_default_timeout(10_000)
        visitors.append(Visitor(context, house))
        if session:
            visitors[-1].sign_in(session)
        return visitors[-1]

    try:
        yield come
    finally:
        for number, visitor in enumerate(visitors):
            visitor.photograph(f"last-{number}")
            visitor.page.context.close()


@pytest.fixture
def visit(chromium: Browser, house: str) -> Iterator[Visit]:
    """Open a browser for somebody: visit(cast.principal), visit(cast.member, width=390), visit() for a stranger."""
    with entrance(chromium) as come:

        def opened(user: User | None = None, **more: Any) -> Visitor:
            return come(house, cookie_of(user) if user else "", **more)

        yield opened


@pytest.fixture
def cast(furnished: None) -> people.Cast:
    """The known people, in a database that the server's threads see too."""
    return people.gather()
