"""Somebody's own table in the browser: load or paste, say what the columns mean, look, save."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lartraff.core.models import AuditEntry
from lartraff.people.models import Employment, User
from lartraff.results.models import ColumnMapping, ImportBatch, TableOnHold
from tests.cast import Cast
from tests.conftest import SignIn
from tests.results.loading import stored
from tests.results.own_tables import EXAMPLES, NAMES, class_list, count_table, text
from tests.results.test_views_matrix import words

IMPORT, PASTE = reverse("results:import"), reverse("results:paste")
HERE = "10000001"
TABLE = "Klass\tÄmne\tA\tC\tF\n9A\tMatematik\t3\t9\t4\n9B\tMatematik\t2\t8\t6\n"


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    User.objects.update(language="en")
    for user in cast.everybody().values():
        user.refresh_from_db()


def load(browser: Client, data: bytes, name: str) -> str:
    """Load a file; return where its columns are to be said."""
    response = browser.post(IMPORT, {"file": SimpleUploadedFile(name or "x.txt", data)})
    assert response.status_code == 302, words(response.content.decode())
    return str(response.headers["Location"])


def paste(browser: Client, table: str = TABLE) -> str:
    response = browser.post(PASTE, {"table": table})
    assert response.status_code == 302, words(response.content.decode())
    return str(response.headers["Location"])


def as_shown(browser: Client, address: str, changes: Mapping[str, object] | None = None) -> dict[str, object]:
    """What the form on the page would send, with `changes`."""
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**sent, **(changes or {})}.items() if value not in {None, ""}}


ALL_ROWS = {"school": HERE, "school_year": 2025, "season": "VT", "year": 9}


@pytest.mark.parametrize("make", EXAMPLES, ids=lambda make: make.__name__)
def test_from_the_file_to_the_results(make: object, cast: Cast, sign_in: SignIn) -> None:
    example = make()  # type: ignore[operator]
    browser = sign_in(cast.principal)
    address = load(browser, example.data, example.file_name)
    response = browser.post(address, as_shown(browser, address, example.given))
    assert response.status_code == 302, words(response.content.decode())
    assert browser.get(response.headers["Location"]).status_code == 200
    assert browser.post(f"{response.headers['Location']}confirm/").status_code == 302
    last = {(year, subject): counts for (year, season, subject), counts in example.counts.items() if season == "VT"}
    found = {(year, subject): counts for (_school, year, subject), counts in stored().items()}
    assert found.items() >= last.items()
    assert not TableOnHold.objects.exists(), "what was held aside goes when its numbers are saved"


def test_a_table_is_pasted_explained_looked_at_and_saved(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    address = paste(browser)
    html = words(browser.get(address).content.decode())
    assert "Results are kept by year, not by class: 7A and 7B are added together." in html
    assert "Sure: heading and content agree" in html
    response = browser.post(address, as_shown(browser, address, {"school_year": 2025, "season": "VT"}), follow=True)
    trial = response.redirect_chain[-1][0]
    assert "Mathematics 32 10 nothing" in words(response.content.decode())
    assert reverse("results:columns", args=[TableOnHold.objects.get().pk]) in response.content.decode()
    browser.post(f"{trial}confirm/")
    assert stored() == {(HERE, 9, "MA"): {"A": 5, "C": 17, "F": 10}}


def test_a_list_of_pupils_says_that_it_is_counted_and_forgotten(cast: Cast, sign_in: SignIn) -> None:
    example = class_list()
    browser = sign_in(cast.principal)
    html = browser.get(load(browser, example.data, example.file_name)).content.decode()
    assert "what stood about each pupil is forgotten already" in words(html)
    assert "Names and personal numbers were recognised." in words(html)
    assert "1 A, 1 B, 1 C, 1 D, 1 E, 1 F" in words(html)
    for name in NAMES:
        assert name not in html
        assert name.split()[0] not in str(TableOnHold.objects.get().content)


def test_what_the_table_does_not_say_is_asked_for_once(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    address = paste(browser)
    response = browser.post(address, as_shown(browser, address))
    assert response.status_code == 422
    assert words(response.content.decode()).count("The table does not say this.") == 2, "school year and term"
    assert not ImportBatch.objects.exists()
    assert {field.name for field in response.context["form"].needed} == {"school", "school_year", "season"}


def test_what_stood_around_the_table_is_filled_in(cast: Cast, sign_in: SignIn) -> None:
    example = count_table()
    browser = sign_in(cast.principal)
    sent = as_shown(browser, load(browser, example.data, example.file_name))
    assert {name: sent[name] for name in ("school", "school_year", "season")} == {
        "school": HERE, "school_year": 2025, "season": "VT",
    }  # fmt: skip
    assert "year" not in sent


def test_a_correction_is_followed(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    address = paste(browser)
    changed = as_shown(browser, address, {**ALL_ROWS, "column-1": "IGNORED", "subject": "SV", "column-4": "IGNORED"})
    trial = browser.post(address, changed).headers["Location"]
    assert "Swedish 22 0 nothing" in words(browser.get(trial).content.decode())


def test_a_bad_cell_is_told_on_the_page_and_nothing_is_saved(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    address = paste(browser, TABLE.replace("\t8\t", "\tåtta\t"))
    response = browser.post(address, as_shown(browser, address, ALL_ROWS))
    assert response.status_code == 422
    assert "Line 3, column D: This is not a whole number." in words(response.content.decode())
    assert "åtta" not in response.content.decode()
    assert not ImportBatch.objects.exists()
    assert not ColumnMapping.objects.exists()


def test_a_school_of_others_is_refused(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    address = paste(browser, "Skola\tÄmne\tA\tF\nBjörkdalsskolan\tMa\t5\t5\nEkbackens skola\tMa\t6\t6\n")
    response = browser.post(address, as_shown(browser, address, ALL_ROWS))
    assert response.status_code == 422
    assert "You do not load results for Ekbackens skola (10000002)." in words(response.content.decode())
    assert browser.post(address, {**as_shown(browser, address, ALL_ROWS), "school": "10000002"}).status_code == 422
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("code", ["PUPIL", "VALUES:XX", "VALUES:MA:A:ST", "x" * 500])
def test_a_choice_that_is_not_on_the_page_is_refused(code: str, cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    address = paste(browser)
    assert browser.post(address, {**as_shown(browser, address, ALL_ROWS), "column-2": code}).status_code == 422


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("", "The file is empty."),
        ("hej", "No table with grades or numbers was found."),
        ("hej\thopp\noch\tså", "No table with grades or numbers was found."),
        ("Betyg\t110401-1232\nMa\tA\nMa\tB\n", "This looks like a personal number."),
        ("Ämne\tBetyg\nMa\tA\nSv\tB\n", "No grade is there for more than one pupil."),
        ("Elev\tPoäng\nZebulina\t3\nOttokar\t4\n", "The table has a row for each pupil but no grades"),
    ],
)
def test_what_cannot_be_used_is_told_and_not_shown(table: str, sentence: str, cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.principal).post(PASTE, {"table": table})
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in words(html)
    assert "Zebulina" not in html
    assert "110401" not in html
    assert not TableOnHold.objects.exists()


def test_the_same_is_told_of_a_file(cast: Cast, sign_in: SignIn) -> None:
    file = SimpleUploadedFile("x.csv", text([["Ämne", "Betyg"], ["Ma", "A"], ["Sv", "B"]]))
    response = sign_in(cast.principal).post(IMPORT, {"file": file})
    assert response.status_code == 422
    assert "No grade is there for more than one pupil." in words(response.content.decode())


# --- Remembered for the school


def explain(browser: Client, table: str = TABLE) -> str:
    address = paste(browser, table)
    sent = as_shown(browser, address, {**ALL_ROWS, "column-1": "IGNORED", "subject": "SV"})
    return str(browser.post(address, sent).headers["Location"])


def test_what_the_columns_mean_is_remembered_for_the_school(cast: Cast, sign_in: SignIn) -> None:
    explain(sign_in(cast.principal))
    mapping = ColumnMapping.objects.get()
    assert (mapping.school, mapping.by) == (cast.school, cast.principal)
    assert mapping.columns == ["CLASS", "IGNORED", "VALUES::A", "VALUES::C", "VALUES::F"]
    html = sign_in(cast.deputy).get(paste(sign_in(cast.deputy), TABLE.replace("9", "8"))).content.decode()
    assert "A table with these headings was read for Björkdalsskolan on" in words(html)
    assert words(html).count("as you said last time") == 5


def test_what_is_said_anew_takes_its_place(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    explain(browser)
    address = paste(browser)
    browser.post(address, as_shown(browser, address, {**ALL_ROWS, "column-1": "SUBJECT"}))
    assert ColumnMapping.objects.get().columns == ["CLASS", "SUBJECT", "VALUES::A", "VALUES::C", "VALUES::F"]


def test_other_schools_do_not_remember_it(cast: Cast, sign_in: SignIn) -> None:
    explain(sign_in(cast.principal))
    for user in (cast.principal_elsewhere, cast.principal_far):
        browser = sign_in(user)
        assert "as you said last time" not in browser.get(paste(browser)).content.decode()


def test_it_can_be_forgotten(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    explain(browser)
    address = paste(browser)
    response = browser.post(f"{address}forget/", follow=True)
    assert "Forgotten. The columns are proposed anew." in words(response.content.decode())
    assert as_shown(browser, address)["column-1"] == "SUBJECT"
    assert not ColumnMapping.objects.exists()
    assert AuditEntry.objects.filter(verb="forget_mapping", school_id=cast.school.pk, by=cast.principal).count() == 1


# --- What is held aside


def test_looking_again_replaces_the_trial(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    first = explain(browser)
    address = reverse("results:columns", args=[TableOnHold.objects.get().pk])
    second = browser.post(address, as_shown(browser, address, {**ALL_ROWS, "column-1": "SUBJECT"})).headers["Location"]
    assert ImportBatch.objects.count() == 1
    assert browser.get(first).status_code == 404
    assert browser.get(second).status_code == 200


def test_a_trial_that_is_thrown_away_takes_the_table_with_it(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    browser.post(f"{explain(browser)}discard/")
    assert not TableOnHold.objects.exists()


def test_a_table_that_is_thrown_away_takes_its_trial_with_it(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    explain(browser)
    response = browser.post(f"{reverse('results:columns', args=[TableOnHold.objects.get().pk])}drop/", follow=True)
    assert "Nothing was saved." in words(response.content.decode())
    assert not TableOnHold.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_table_is_held_for_a_day_at_most(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    address = paste(browser)
    TableOnHold.objects.update(read_at=timezone.now() - timedelta(hours=25))
    paste(sign_in(cast.principal_far))
    assert browser.get(address).status_code == 404
    assert TableOnHold.objects.count() == 1


@pytest.mark.parametrize("who", ["deputy", "principal_elsewhere", "principal_far", "member", "administrator"])
def test_a_table_is_seen_by_nobody_but_who_loaded_it(who: str, cast: Cast, sign_in: SignIn) -> None:
    address = paste(sign_in(cast.principal))
    browser = sign_in(cast.everybody()[who])
    assert browser.get(address).status_code == 404
    assert browser.post(f"{address}drop/").status_code == 404
    assert TableOnHold.objects.count() == 1


def test_a_table_is_not_seen_any_more_by_who_may_not_load_any(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    address = paste(browser)
    Employment.objects.filter(user=cast.principal).delete()
    assert browser.get(address).status_code == 404


def test_the_page_asks_as_often_for_many_columns_and_rows_as_for_few(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        return len(queries)

    wide = "\t".join(["Klass", "Ämne", *(f"{subject} A" for subject in ("Ma", "Sv", "En", "Bi", "Fy", "Ke")), "F"])
    rows = "\n".join(f"9{letter}\tMa" + "\t3" * 7 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    few, many = paste(browser), paste(browser, f"{wide}\n{rows}\n")
    assert count(few) == count(many)
