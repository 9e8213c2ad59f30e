"""The slides in a browser: turned with the keys, scrolled without a script, one to a sheet on paper."""

import pytest
from django.urls import reverse

from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.reports.test_views import launch_of, meet
from tests.results.loading import put

AT = "[...document.querySelectorAll('.slide')].findIndex(one => Math.abs(one.getBoundingClientRect().top) < 2)"


@pytest.fixture
def slides(cast: Cast) -> str:
    put(cast.school, "MA", not_passing=12, pupils=80)
    meet(cast, cast.maths)
    return reverse("reports:slides", args=[launch_of(cast).pk])


def test_the_arrow_keys_turn_the_slides_and_stop_at_the_ends(slides: str, cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.member, height=720)
    page = visitor.go(slides)
    seen = []
    for key in ("ArrowRight", "PageDown", " ", "ArrowLeft", "End", "ArrowRight", "Home", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append(page.evaluate(AT))
    assert seen == [1, 2, 3, 2, 5, 5, 0, 0]
    visitor.look()


def test_each_slide_fills_the_screen_and_no_more(slides: str, cast: Cast, visit: Visit) -> None:
    for width, height in ((1280, 720), (1920, 1080), (1024, 768)):
        page = visit(cast.member, width=width, height=height).go(slides)
        heights = page.evaluate("[...document.querySelectorAll('.slide')].map(one => one.offsetHeight)")
        assert heights == [height] * 6, (width, height)


def test_without_a_script_the_slides_are_all_there(slides: str, cast: Cast, visit: Visit) -> None:
    page = visit(cast.member, javascript=False).go(slides)
    assert page.locator(".slide").count() == 6
    assert page.get_by_role("button").count() == 0
    page.get_by_role("link", name="Tillbaka till sidan").or_(page.get_by_role("link", name="Back to the page")).click()
    assert page.url.endswith(slides.removesuffix("slides/"))


def test_on_paper_each_slide_is_a_sheet(slides: str, cast: Cast, visit: Visit) -> None:
    page = visit(cast.member).go(slides)
    printed = page.pdf(prefer_css_page_size=True)
    assert b"/Count 6" in printed


def test_dark_on_light_also_for_those_who_want_it_dark(slides: str, cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.member, color_scheme="dark")
    page = visitor.go(slides)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 42, 44)"
    visitor.look()
