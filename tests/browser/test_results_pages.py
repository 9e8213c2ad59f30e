"""The pages about results, full of figures: no barriers on a laptop or a telephone, in the light or the dark."""

import pytest
from playwright.sync_api import expect

from lartraff.people.models import School, User
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.results.beside import publish, put_against
from tests.results.loading import put

PAGES = {
    "/results/": "Matematik",
    "/results/?counting=f&sort=share&year=9": "Matematik",
    "/results/subjects/MA/": "Matematik",
    "/results/subjects/BL/": "Bild",
    "/results/comparison/": "Matematik",
    "/results/tests/": "Matematik",
}


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    for at, code in enumerate(("MA", "FY", "SVA", "HKK")):
        for school_year in (2021, 2022, 2023, 2025):
            row = put(cast.school, code, school_year=school_year, not_passing=8 + 2 * at, pupils=100)
        row.counts_by_sex = {"GIRLS": {"F": 8, "C": 42}, "BOYS": {"F": 2 * at, "C": 50 - 2 * at}}
        row.save()
        put(cast.school, code, year=6, season="VT", not_passing=2, pupils=60)
        put_against(cast.school, code, lower=15, equal=75, higher=10 if at else 0)
        publish(cast.authority, code, "88.0", municipality="Björkdal", school_year=2024)
        publish(cast.authority, code, None if at else "95.0", marker=".." if at else "", school_year=2024)
    put(cast.school, "BL", not_passing=9, pupils=12)
    for at in range(20):
        school = School.objects.create(authority=cast.authority, name=f"Skola {at}", unit_code=f"{30000000 + at}")
        put(school, "MA", not_passing=1 + 3 * at, pupils=90)
    return cast


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_a_school_have_no_barriers(loaded: Cast, visit: Visit, width: int, scheme: str) -> None:
    for user in (loaded.principal, loaded.member):
        visitor = visit(user, width=width, color_scheme=scheme)
        for address, name in PAGES.items():
            page = visitor.go(address)
            expect(page.get_by_role("main").get_by_text(name).first).to_be_visible()
            visitor.look()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_schools_beside_each_other_have_no_barriers(loaded: Cast, visit: Visit, width: int) -> None:
    visitor = visit(loaded.analyst, width=width)
    page = visitor.go("/results/schools/")
    visitor.look()
    page.get_by_role("link", name="3", exact=True).click()
    page.get_by_role("rowheader", name="Skola 9").wait_for()
    visitor.look()


def test_on_a_telephone_a_row_is_a_card_and_the_table_still_a_table(loaded: Cast, visit: Visit) -> None:
    User.objects.update(language="sv")
    page = visit(loaded.principal, width=390).go("/results/?year=9")
    table = page.get_by_role("table")
    row = table.get_by_role("row", name="Matematik")
    expect(row.get_by_role("cell")).to_have_count(5)
    # The name stands above its figures, and all of them are within the screen.
    name, last = row.get_by_role("rowheader").bounding_box(), row.get_by_role("cell").last.bounding_box()
    assert name is not None
    assert last is not None
    assert name["y"] + name["height"] <= last["y"]
    assert last["x"] + last["width"] <= 390


def test_what_counts_is_changed_without_scripts(loaded: Cast, visit: Visit) -> None:
    page = visit(loaded.principal, javascript=False).go("/results/")
    page.locator("details > summary").click()
    page.locator("#counting").select_option("f")
    page.locator("form.choices button").click()
    assert "counting=f" in page.url
    expect(page.locator(".where p")).to_contain_text("· F ")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
