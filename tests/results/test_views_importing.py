"""Loading a file in the browser: look first, then decide."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lartraff.people.models import User
from lartraff.results.models import ImportBatch
from tests.cast import Cast
from tests.conftest import SignIn
from tests.results.loading import put, stored
from tests.results.scb_files import scb_text, small_school
from tests.results.test_views_matrix import words

URL = reverse("results:import")
HERE = "10000001"
FILE = scb_text([small_school(HERE, failing=6)])


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    User.objects.update(language="en")
    for user in cast.everybody().values():
        user.refresh_from_db()


def send(browser: Client, data: str | bytes, name: str = "betyg.txt") -> tuple[int, str]:
    """Upload a file; return the status and, of a redirect, where to, else the page's text."""
    raw = data.encode("windows-1252") if isinstance(data, str) else data
    response = browser.post(URL, {"file": SimpleUploadedFile(name, raw)})
    return response.status_code, response.headers.get("Location") or words(response.content.decode())


def test_look_then_save(cast: Cast, sign_in: SignIn) -> None:
    put(cast.school, "MA", not_passing=9, pupils=22)
    browser = sign_in(cast.principal)
    assert "It is counted while it arrives" not in words(browser.get(URL).content.decode())
    status, trial = send(browser, FILE)
    assert status == 302
    html = words(browser.get(trial).content.decode())
    assert "Björkdalsskolan, year 9, spring term 2026" in html
    assert "Mathematics 20 6 9 of 22" in html
    assert stored() == {(HERE, 9, "MA"): {"F": 9, "C": 13}}

    response = browser.post(f"{trial}confirm/", follow=True)
    assert response.redirect_chain == [(f"{reverse('results:matrix')}?school={cast.school.pk}", 302)]
    assert "The results are saved. The files themselves are not kept." in words(response.content.decode())
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}}
    assert browser.get(trial).status_code == 404
    assert browser.post(f"{trial}confirm/").status_code == 404


def test_look_then_throw_away(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    _status, trial = send(browser, FILE)
    response = browser.post(f"{trial}discard/", follow=True)
    assert "Nothing was saved." in words(response.content.decode())
    assert not ImportBatch.objects.exists()


def test_the_page_says_what_happens_to_the_file(cast: Cast, sign_in: SignIn) -> None:
    html = words(sign_in(cast.principal).get(URL).content.decode())
    assert "no name, no personal number and no pupil's grade is saved anywhere" in html.replace("&#x27;", "'")


def test_what_is_wrong_is_told_on_the_same_page_and_nothing_is_saved(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    status, html = send(browser, FILE.replace(";F;", ";G;"))
    assert status == 422
    assert "Nothing was saved" in html
    assert "Line 2 and 5 more, column Ma: “G” – This is not a grade that SCB" in html
    assert not ImportBatch.objects.exists()


def test_warnings_can_be_confirmed(cast: Cast, sign_in: SignIn) -> None:
    table = "lasar;arskurs;niva;skolenhetskod;amne;A;B;C;D;E;F\n" + "".join(
        f"2025-2026;9;{level};{school};Ma;0;0;14;0;0;6\n"
        for level, school in [("skolenhet", HERE), ("alla_skolenheter", "")]
    )
    browser = sign_in(cast.principal)
    _status, trial = send(browser, table)
    assert "Sums for all schools are not saved: 1 rows." in words(browser.get(trial).content.decode())
    browser.post(f"{trial}confirm/")
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}}


def test_no_file_and_an_empty_file(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    response = browser.post(URL, {})
    assert response.status_code == 422
    assert "Choose a file first." in words(response.content.decode())
    assert "The file is empty." in send(browser, b"")[1]


def test_a_file_that_breaks_off_on_the_way_is_refused(cast: Cast, sign_in: SignIn) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + FILE.encode()
    response = sign_in(cast.principal).generic("POST", URL, body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 422
    assert "The file did not arrive whole." in words(response.content.decode())
    assert not ImportBatch.objects.exists()


def test_several_files_are_one_trial(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    six = scb_text([small_school(HERE, year=6, failing=7)])
    files = [SimpleUploadedFile("nian.txt", FILE.encode()), SimpleUploadedFile("sexan.txt", six.encode())]
    trial = browser.post(URL, {"file": files}).headers["Location"]
    html = words(browser.get(trial).content.decode())
    assert (
        "nian.txt: Final grades of year 9 (SCB) · 20 pupils sexan.txt: Term grades of year 6 (SCB) · 20 pupils" in html
    )
    assert "2 rows will be saved. Nothing that is there now is replaced." in html
    browser.post(f"{trial}confirm/")
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}, (HERE, 6, "MA"): {"C": 13, "F": 7}}


def test_one_file_that_cannot_be_read_keeps_all_of_them_out(cast: Cast, sign_in: SignIn) -> None:
    files = [SimpleUploadedFile("a.txt", FILE.encode()), SimpleUploadedFile("b.pdf", b"%PDF-1.7 rubbish")]
    response = sign_in(cast.principal).post(URL, {"file": files})
    assert response.status_code == 422
    assert "b.pdf: This is a PDF." in words(response.content.decode())
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("name", ["leader", "member", "colleague", "analyst", "administrator", "stranger"])
def test_those_who_load_no_results_may_not_even_send_one(cast: Cast, sign_in: SignIn, name: str) -> None:
    browser = sign_in(cast.everybody()[name])
    assert browser.get(URL).status_code == 403
    assert send(browser, FILE)[0] == 403


def test_somebody_not_signed_in_is_sent_to_sign_in(cast: Cast) -> None:
    status, where = send(Client(), FILE)
    assert status == 302
    assert where.startswith(reverse("account_login"))


def test_the_principal_of_another_school_is_told_which_rows_to_take_out(cast: Cast, sign_in: SignIn) -> None:
    status, html = send(sign_in(cast.principal_elsewhere), FILE)
    assert status == 422
    assert f"You do not load results for Björkdalsskolan ({HERE}). Take its rows out of the file." in html


@pytest.mark.parametrize("name", ["deputy", "principal_elsewhere", "colleague", "administrator", "stranger"])
def test_a_trial_is_there_for_nobody_else(cast: Cast, sign_in: SignIn, name: str) -> None:
    _status, trial = send(sign_in(cast.principal), FILE)
    browser = sign_in(cast.everybody()[name])
    assert browser.get(trial).status_code == 404
    assert browser.post(f"{trial}confirm/").status_code == 404
    assert browser.post(f"{trial}discard/").status_code == 404
    assert ImportBatch.objects.filter(state="TRIAL").count() == 1


def test_a_form_from_elsewhere_is_refused(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.principal)
    assert send(browser, FILE)[0] == 403
    assert not ImportBatch.objects.exists()


def test_our_own_form_is_accepted(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.principal)
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(URL).content.decode())
    assert found
    fields = {"csrfmiddlewaretoken": found[1], "file": SimpleUploadedFile("betyg.txt", FILE.encode())}
    assert browser.post(URL, fields).status_code == 302
