"""Somebody's own table on a phone and on a laptop: pasted or loaded, explained by keyboard, saved."""

import pytest
from playwright.sync_api import FilePayload, FloatRect, Page, expect

from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.results.loading import stored
from tests.results.own_tables import class_list

TABLE = "Klass\tÄmne\tA\tC\tF\n9A\tMatematik\t3\t9\t4\n9B\tMatematik\t2\t8\t6\n"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_table_is_pasted_explained_and_saved(width: int, scripts: bool, cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.principal, width=width, javascript=scripts)
    page = visitor.go("/results/import/paste/")
    page.locator("#table").fill(TABLE)
    page.locator("main button[type=submit]").click()
    expect(page.locator("#id_column-0")).to_have_value("CLASS")
    if scripts:
        visitor.look()
    page.locator("#id_school_year").select_option("2025")
    page.locator("#id_season").select_option("VT")
    page.locator("button[form=columns]").click()
    expect(page).to_have_url(f"{visitor.house}/results/import/{page.url.rstrip('/').split('/')[-1]}/")
    page.locator("form[action$='confirm/'] button").click()
    page.locator("h1").wait_for()
    assert stored() == {("10000001", 9, "MA"): {"A": 5, "C": 17, "F": 10}}


def test_what_is_missing_is_told_beside_its_field(cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.principal)
    page = visitor.go("/results/import/paste/")
    page.locator("#table").fill(TABLE)
    page.locator("main button[type=submit]").click()
    page.locator("button[form=columns]").click()
    expect(page.locator(".wrong select")).to_have_count(2)
    visitor.look()


def columns_on(page: Page) -> list[FloatRect]:
    boxes = [one.bounding_box() for one in page.locator(".own-columns > li").all()]
    return [box for box in boxes if box]


def test_columns_stand_below_each_other_on_a_phone_and_side_by_side_on_a_laptop(cast: Cast, visit: Visit) -> None:
    example = class_list()
    visitor = visit(cast.principal)
    page = visitor.go("/results/import/")
    file: FilePayload = {"name": example.file_name, "mimeType": "application/octet-stream", "buffer": example.data}
    page.locator("#file").set_input_files([file])
    page.locator("main button[type=submit]").click()
    page.locator("#id_column-2").wait_for()
    visitor.look()
    for width, side_by_side in ((1280, True), (320, False)):
        page.set_viewport_size({"width": width, "height": 800})
        boxes = columns_on(page)
        assert (len({box["y"] for box in boxes}) == 1) is side_by_side
        assert (len({box["x"] for box in boxes}) == 1) is not side_by_side


def test_columns_are_explained_by_keyboard_alone(cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.principal)
    page = visitor.go("/results/import/paste/")
    page.locator("#table").fill(TABLE)
    page.locator("main button[type=submit]").click()
    page.locator("#id_column-0").wait_for()
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "id_column-1":
            break
    assert page.evaluate("document.activeElement.id") == "id_column-1"
    said = page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText")
    assert said
    page.keyboard.press("Home")
    expect(page.locator("#id_column-1")).to_have_value("IGNORED")
