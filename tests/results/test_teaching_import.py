"""Loading who teaches what: tried first, told in sentences, saved whole or not at all."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from xlsxwriter import Workbook

from lartraff.core.models import AuditEntry
from lartraff.people.models import TeachingAssignment, User
from lartraff.results.importers.teaching import MOST_REMARKS, try_teaching
from tests.cast import Cast
from tests.conftest import SignIn

TABLE = "Lärare;Ämnen\nOmar Aziz;Ma, Fy\nHolm, Sara;Ma\nAnna Ny;Ke\nNils Berg;Trolldom, En\n"


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    User.objects.update(language="en")
    for user in cast.everybody().values():
        user.refresh_from_db()


@pytest.fixture
def browser(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.principal)


def page_of(cast: Cast) -> str:
    return reverse("results:import_teaching", args=[cast.school.pk])


def words(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def taught(person: User) -> list[str]:
    return sorted(TeachingAssignment.objects.filter(user=person).values_list("subject__code", flat=True))


def workbook(rows: list[list[object]]) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Tjänstefördelning")
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return out.getvalue()


def packed(html: bytes) -> str:
    found = re.search(r'name="teaching"\s+value="([^"]*)"', html.decode())
    assert found is not None
    return found[1]


def test_a_table_is_tried_and_then_saved(cast: Cast, browser: Client) -> None:
    before, people = AuditEntry.objects.count(), User.objects.count()
    answer = browser.post(page_of(cast), {"pasted": TABLE})
    page = words(answer.content)
    for sentence in (
        "Nothing is saved yet.",
        "Line 4: “Anna Ny” is not on the staff list here, so nothing is saved for them.",
        "Line 5: “Trolldom” is not a subject that is known here. It is left out.",
        "1 person in the table teaches the same as now.",
        "Omar Aziz Physics, Mathematics new: Physics",
        "Nils Berg English new: English",
    ):
        assert sentence in page
    assert "no longer" not in page
    assert AuditEntry.objects.count() == before
    browser.post(reverse("results:save_teaching", args=[cast.school.pk]), {"teaching": packed(answer.content)})
    assert [taught(person) for person in (cast.leader, cast.member, cast.colleague, cast.second_member)] == [
        ["FY", "MA"],
        ["MA"],
        ["EN"],
        ["MA"],
    ]
    assert User.objects.count() == people
    assert AuditEntry.objects.filter(verb="set_teaching").count() == 2


@pytest.mark.parametrize(
    "rows",
    [
        [["Namn", "Ämne"], ["Omar Aziz", "Fysik"], ["Omar Aziz", "Kemi"]],
        [["Namn", "Fy", "Ke", "Ma"], ["Omar Aziz", "x", "x", None], ["Sara Holm", None, None, "x"]],
        [["Namn", "Fysik", "Kemi", "Matematik"], ["Omar Aziz", 4.5, 220, 0], ["Sara Holm", 0, 0, 12]],
    ],
)
def test_a_workbook_is_read(cast: Cast, browser: Client, rows: list[list[object]]) -> None:
    file = SimpleUploadedFile("tjänster.xlsx", workbook(rows))
    page = words(browser.post(page_of(cast), {"file": file}).content)
    assert "Omar Aziz Physics, Chemistry new: Physics, Chemistry no longer: Mathematics" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file or paste a table."),
        ({"pasted": "Lärare;Ämne\nAnna Ny;Ma"}, "Nobody on the staff list was found in the table."),
        ({"pasted": "Lärare;Titel\nOmar Aziz;rektor"}, "No subjects were found in the table."),
        ({"pasted": "Elev;Ämne\n19850709-9805;Ma"}, "This looks like a personal number."),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_saved(
    cast: Cast, browser: Client, sent: dict[str, str], sentence: str
) -> None:
    answer = browser.post(page_of(cast), sent)
    assert answer.status_code == 422
    assert sentence in words(answer.content)
    assert taught(cast.leader) == ["MA"]


def test_a_file_that_is_too_large_is_never_read(cast: Cast, browser: Client) -> None:
    file = SimpleUploadedFile("stor.csv", b"x" * 3_000_000)
    answer = browser.post(page_of(cast), {"file": file})
    assert answer.status_code == 422


def test_a_table_that_says_what_is_here_already(cast: Cast, browser: Client) -> None:
    page = words(browser.post(page_of(cast), {"pasted": "Omar Aziz;Ma"}).content)
    assert "The table says the same as what is here already." in page


def test_a_name_that_is_hidden_from_the_reader_is_as_good_as_not_here(cast: Cast) -> None:
    User.objects.filter(pk=cast.leader.pk).update(security_marking="PROTECTED")
    trial = try_teaching(cast.administrator, cast.school, TABLE.encode())
    assert not any("Omar" in str(change.person) for change in trial.changes)
    assert any("Omar Aziz" in remark for remark in trial.remarks)
    seen = try_teaching(cast.principal, cast.school, TABLE.encode())
    assert any("Omar" in str(change.person) for change in seen.changes)


def test_a_list_of_strangers_is_cut_short(cast: Cast) -> None:
    table = "Omar Aziz;Fy\n" + "".join(f"Person {chr(97 + number)};Ma\n" for number in range(26))
    trial = try_teaching(cast.principal, cast.school, table.encode())
    assert len(trial.remarks) == MOST_REMARKS + 1


@pytest.mark.parametrize("name", ["leader", "colleague", "analyst", "principal_elsewhere", "principal_far"])
def test_others_neither_try_nor_save(cast: Cast, sign_in: SignIn, name: str) -> None:
    other = sign_in(cast.everybody()[name])
    assert other.post(page_of(cast), {"pasted": TABLE}).status_code in {403, 404}
    address = reverse("results:save_teaching", args=[cast.school.pk])
    assert other.post(address, {"teaching": f"{cast.leader.pk}:"}).status_code in {403, 404}
    assert taught(cast.leader) == ["MA"]


def test_the_form_is_guarded_against_forgery(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.principal)
    assert client.post(page_of(cast), {"pasted": TABLE}).status_code == 403
