"""Signing in, and the whole way to a new password."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from lartraff.people.models import User
from tests.cast import PASSWORD, Cast
from tests.conftest import SignIn

NEW_PASSWORD = "en helt annan mening 2026"


def try_to_sign_in(email: str, password: str, **more: str) -> Any:
    return Client().post(reverse("account_login"), {"login": email, "password": password, **more})


def ask_for_link(email: str) -> Any:
    return Client().post(reverse("account_reset_password"), {"email": email})


def link_in(message: EmailMessage) -> str:
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(message.body))
    assert found is not None, message.body
    return found[1]


def text(response: Any) -> str:
    return str(response.content.decode())


def test_signing_in_with_e_mail_and_password_opens_the_home_page(cast: Cast) -> None:
    response = try_to_sign_in("SARA.holm@skola.example", PASSWORD)
    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_signing_in_goes_on_to_the_page_that_was_asked_for(cast: Cast) -> None:
    response = try_to_sign_in(cast.member.email, PASSWORD, next="/staff/")
    assert response.headers["Location"] == "/staff/"


def test_signing_in_never_goes_on_to_another_host(cast: Cast) -> None:
    response = try_to_sign_in(cast.member.email, PASSWORD, next="https://elak.example/")
    assert response.headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast: Cast) -> None:
    wrong = text(try_to_sign_in(cast.member.email, "fel lösenord helt"))
    unknown = text(try_to_sign_in("ingen@skola.example", "fel lösenord helt"))

    def without_input(page: str) -> str:
        return re.sub(r'value="[^"]*"', "", page)

    assert without_input(wrong) == without_input(unknown)
    assert "Epost-adressen och/eller lösenordet är felaktigt." in wrong


def test_somebody_without_a_password_cannot_sign_in_with_an_empty_one(cast: Cast) -> None:
    cast.member.set_unusable_password()
    cast.member.save()
    assert try_to_sign_in(cast.member.email, "").status_code == 200
    assert try_to_sign_in(cast.member.email, PASSWORD).status_code == 200


def test_a_closed_account_is_told_so(cast: Cast) -> None:
    User.objects.filter(pk=cast.member.pk).update(is_active=False)
    response = try_to_sign_in(cast.member.email, PASSWORD)
    assert response.headers["Location"] == reverse("account_inactive")
    assert Client().get(reverse("account_inactive")).status_code == 200


def test_the_sixth_wrong_try_in_five_minutes_is_stopped(cast: Cast) -> None:
    for _try in range(5):
        assert "felaktigt" in text(try_to_sign_in(cast.member.email, "fel lösenord helt"))
    stopped = text(try_to_sign_in(cast.member.email, PASSWORD))
    assert "För många misslyckade inloggningsförsök. Försök igen senare." in stopped
    assert try_to_sign_in(cast.leader.email, PASSWORD).status_code == 302


def test_too_many_requests_from_one_place_get_a_sentence(db: None) -> None:
    codes = [ask_for_link(f"person{number}@skola.example").status_code for number in range(21)]
    assert codes == [302] * 20 + [429]
    assert "<h1>" in text(ask_for_link("en.till@skola.example"))


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_makes_an_account_for_themselves(db: None, method: str) -> None:
    fields = {"email": "ny@skola.example", "password1": NEW_PASSWORD}
    response = getattr(Client(), method)(reverse("account_signup"), fields)
    assert response.status_code == 200
    assert 'name="password1"' not in text(response)
    assert not User.objects.exists()


def test_signing_out_needs_more_than_a_link(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    assert 'method="post"' in text(browser.get(reverse("account_logout")))
    assert browser.get("/staff/").status_code == 200
    answer = browser.post(reverse("account_logout"))
    assert answer.headers["Location"] == reverse("account_login")
    # The browser forgets what the live room has kept in it.
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert browser.get("/staff/").status_code == 302


def test_the_whole_way_to_a_new_password(cast: Cast, mailoutbox: list[EmailMessage]) -> None:
    browser = Client()
    assert browser.get(reverse("account_reset_password")).status_code == 200
    asked = browser.post(reverse("account_reset_password"), {"email": cast.member.email}, follow=True)
    assert asked.request["PATH_INFO"] == reverse("account_reset_password_done")
    (message,) = mailoutbox
    assert message.to == [cast.member.email]
    assert message.from_email == "Lärträff <lartraff@localhost>"

    page = browser.get(link_in(message), follow=True)
    assert "set-password" in page.request["PATH_INFO"], "the key must not stay in the address"
    fields = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    done = browser.post(page.request["PATH_INFO"], fields, follow=True)
    assert done.request["PATH_INFO"] == reverse("account_reset_password_from_key_done")
    assert try_to_sign_in(cast.member.email, PASSWORD).status_code == 200
    assert try_to_sign_in(cast.member.email, NEW_PASSWORD).status_code == 302


def test_a_link_works_once(cast: Cast, mailoutbox: list[EmailMessage]) -> None:
    ask_for_link(cast.member.email)
    browser = Client()
    page = browser.get(link_in(mailoutbox[0]), follow=True)
    browser.post(page.request["PATH_INFO"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    again = Client().get(link_in(mailoutbox[0]))
    assert again.status_code == 200
    assert 'name="password1"' not in text(again)
    assert reverse("account_reset_password") in text(again)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort1", "Det här lösenordet är för kort."),
        ("123456789012345", "Detta lösenord är enbart numeriskt."),
        ("sara.holm@skola", "Ditt lösenord är alltför likt e-post"),
        ("qwerty123456", "Detta lösenord är alldeles för vanligt."),
    ],
)
def test_a_weak_password_is_refused_with_its_sentence(
    cast: Cast, mailoutbox: list[EmailMessage], password: str, sentence: str
) -> None:
    ask_for_link(cast.member.email)
    browser = Client()
    page = browser.get(link_in(mailoutbox[0]), follow=True)
    refused = browser.post(page.request["PATH_INFO"], {"password1": password, "password2": password})
    assert sentence in text(refused)
    assert try_to_sign_in(cast.member.email, PASSWORD).status_code == 302


def test_asking_for_a_link_never_tells_who_has_an_account(cast: Cast, mailoutbox: list[EmailMessage]) -> None:
    known, unknown = ask_for_link(cast.member.email), ask_for_link("ingen@skola.example")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    to_known, to_unknown = mailoutbox
    assert to_unknown.to == ["ingen@skola.example"]
    assert "/accounts/" in str(to_known.body)
    assert "/accounts/" not in str(to_unknown.body)


def test_the_message_is_in_the_language_of_its_receiver(cast: Cast, mailoutbox: list[EmailMessage]) -> None:
    User.objects.filter(pk=cast.member.pk).update(language="en")
    ask_for_link(cast.member.email)
    assert "Hello Sara," in str(mailoutbox[0].body)


def test_changing_the_password_needs_the_old_one(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    address = reverse("account_change_password")
    fields = {"oldpassword": "fel lösenord helt", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert browser.get(address).status_code == 200
    assert browser.post(address, fields).status_code == 200
    changed = browser.post(address, {**fields, "oldpassword": PASSWORD})
    assert changed.headers["Location"] == "/"
    assert browser.get("/staff/").status_code == 200, "one stays signed in"
    assert try_to_sign_in(cast.member.email, NEW_PASSWORD).status_code == 302


def test_somebody_without_a_password_may_choose_one(cast: Cast, sign_in: SignIn) -> None:
    cast.member.set_unusable_password()
    cast.member.save()
    browser = sign_in(cast.member)
    assert browser.get(reverse("account_change_password")).headers["Location"] == reverse("account_set_password")
    assert browser.get(reverse("account_set_password")).status_code == 200


def test_saying_who_one_is_once_more(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    assert browser.get(reverse("account_reauthenticate")).status_code == 200
    answer = browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.headers["Location"] == "/"


FORMS: list[tuple[str, Callable[[Client], str]]] = [
    ("account_login", lambda browser: text(browser.get(reverse("account_login")))),
    ("account_reset_password", lambda browser: text(browser.get(reverse("account_reset_password")))),
]


@pytest.mark.parametrize(("name", "page"), FORMS)
def test_forms_have_labels_and_no_placeholders(db: None, name: str, page: Callable[[Client], str]) -> None:
    shown = page(Client())
    assert "placeholder" not in shown
    assert shown.count("<label") >= 1
