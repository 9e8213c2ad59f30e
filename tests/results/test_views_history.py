"""What has been loaded, as a page, and undoing it there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.people.models import User
from lartraff.results.actions import undo_import
from lartraff.results.logic.together import together
from lartraff.results.models import ImportBatch
from tests.cast import Cast
from tests.conftest import SignIn
from tests.results.loading import load, read, stored
from tests.results.scb_files import scb_text, small_school
from tests.results.test_undoing import figure, published, save
from tests.results.test_views_matrix import words

URL = reverse("results:imports")
HERE, ELSEWHERE = "10000001", "10000002"


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    User.objects.update(language="en")
    for user in cast.everybody().values():
        user.refresh_from_db()


def maths(failing: int, *, year: int = 9) -> str:
    return scb_text([small_school(HERE, failing=failing, year=year)])


def test_each_import_tells_who_when_and_which_files(cast: Cast, sign_in: SignIn) -> None:
    reading = together([("nio.txt", read(maths(6))), ("sex 201401012384.txt", read(maths(7, year=6)))])
    batch = save(reading, cast.principal)
    page = words(sign_in(cast.deputy).get(URL).content.decode())
    assert "nio.txt, sex ….txt" in page
    assert "Karin Ek · files of several kinds · 2 rows" in page
    assert batch.confirmed_at is not None
    assert f"{batch.confirmed_at:%H:%M}"[-2:] in page


def test_what_the_command_line_has_loaded_is_there_too(cast: Cast, sign_in: SignIn) -> None:
    load(scb_text([small_school(HERE), small_school(ELSEWHERE)]))
    page = words(sign_in(cast.principal).get(URL).content.decode())
    assert "the command line · final grades of year 9 (SCB) · 2 rows · 2 schools" in page


def test_other_schools_imports_are_not(cast: Cast, sign_in: SignIn) -> None:
    load(maths(6), by=cast.principal)
    for principal in (cast.principal_elsewhere, cast.principal_far):
        assert "Nothing has been loaded yet." in words(sign_in(principal).get(URL).content.decode())


def test_published_figures_are_there_for_the_whole_authority(cast: Cast, sign_in: SignIn) -> None:
    save(published(figure("221.5")), cast.principal)
    assert "1 row" in words(sign_in(cast.principal_elsewhere).get(URL).content.decode())
    assert "Nothing has been loaded yet." in words(sign_in(cast.principal_far).get(URL).content.decode())


def test_trials_are_not_there(cast: Cast, sign_in: SignIn) -> None:
    save(published(figure("221.5")), cast.principal)
    ImportBatch.objects.update(state="TRIAL", confirmed_at=None)
    assert "Nothing has been loaded yet." in words(sign_in(cast.principal).get(URL).content.decode())


def test_two_taps_undo_and_the_first_says_what_comes_back(cast: Cast, sign_in: SignIn) -> None:
    load(maths(6), by=cast.principal)
    second = load(maths(9), by=cast.principal)
    browser = sign_in(cast.principal)
    address = reverse("results:undo", args=[second.pk])
    assert address in browser.get(URL).content.decode()
    page = words(browser.get(address).content.decode())
    assert (
        "The 1 row that was loaded is taken away. The 1 row that was there before comes back: betyg.txt, saved" in page
    )
    response = browser.post(address, follow=True)
    assert "The import is undone. What was there before is back." in words(response.content.decode())
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}}
    assert "undone" in words(browser.get(URL).content.decode())


def test_what_a_later_import_replaced_says_so_and_offers_nothing(cast: Cast, sign_in: SignIn) -> None:
    first = load(maths(6), by=cast.principal)
    load(maths(9), by=cast.principal)
    browser = sign_in(cast.principal)
    address = reverse("results:undo", args=[first.pk])
    html = browser.get(address).content.decode()
    assert "A later import has replaced some of this: betyg.txt, saved" in words(html)
    assert f'action="{address}"' not in html
    assert "btn danger" not in html
    assert "Undo that one first." in words(browser.post(address, follow=True).content.decode())
    assert stored() == {(HERE, 9, "MA"): {"C": 11, "F": 9}}


def test_a_principal_of_one_of_several_schools_is_told_whom_to_ask(cast: Cast, sign_in: SignIn) -> None:
    batch = load(scb_text([small_school(HERE), small_school(ELSEWHERE)]))
    assert "/undo/" not in sign_in(cast.principal).get(URL).content.decode()
    answer = sign_in(cast.principal).post(reverse("results:undo", args=[batch.pk]))
    assert answer.status_code == 403
    assert "schools that you do not load results for" in words(answer.content.decode())


def test_thirty_imports_take_as_many_queries_as_one(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(URL).status_code == 200
        return len(captured)

    load(maths(6), by=cast.principal)
    undo_import(ImportBatch.objects.get(), by=cast.principal)
    queries()
    one = queries()
    for number in range(30):
        load(maths(number % 20, year=6 + 3 * (number % 2)), by=cast.principal if number % 2 else None)
    assert queries() == one


def test_older_imports_are_on_the_next_page(cast: Cast, sign_in: SignIn) -> None:
    for number in range(32):
        save(published(figure(str(number))), cast.principal)
    browser = sign_in(cast.principal)
    assert browser.get(URL).content.decode().count("/undo/") == 30
    assert browser.get(f"{URL}?page=2").content.decode().count("/undo/") == 2
