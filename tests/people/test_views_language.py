"""Choosing a language."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.conftest import SignIn


def choose(browser: Client, language: str, where: str = "/staff/") -> str:
    response = browser.post(reverse("people:set_language"), {"language": language, "next": where})
    assert response.status_code == 302
    return response.headers["Location"]


def language_of(browser: Client, page: str = "/accounts/login/") -> str:
    return browser.get(page).headers["Content-Language"]


def test_swedish_is_spoken_first_whatever_the_browser_says(db: None) -> None:
    page = Client().get("/accounts/login/", headers={"Accept-Language": "en"})
    assert page.headers["Content-Language"] == "sv"
    assert '<html lang="sv">' in page.content.decode()


def test_a_visitor_chooses_english_and_the_browser_remembers(db: None) -> None:
    browser = Client()
    assert choose(browser, "en") == "/staff/"
    assert language_of(browser) == "en"


def test_the_choice_follows_the_person_to_another_browser(cast: Cast, sign_in: SignIn) -> None:
    choose(sign_in(cast.member), "en")
    cast.member.refresh_from_db()
    assert cast.member.language == "en"
    assert language_of(sign_in(cast.member), "/staff/") == "en"
    assert language_of(sign_in(cast.leader), "/staff/") == "sv"


@pytest.mark.parametrize("language", ["", "de", "en'--", "x" * 500])
def test_a_language_that_we_do_not_speak_changes_nothing(cast: Cast, sign_in: SignIn, language: str) -> None:
    browser = sign_in(cast.member)
    choose(browser, language)
    cast.member.refresh_from_db()
    assert cast.member.language == "sv"


@pytest.mark.parametrize(
    "where", ["https://elak.example/", "//elak.example", "javascript:alert(1)", "", "/\\elak.example"]
)
def test_one_never_lands_on_another_host(db: None, where: str) -> None:
    assert choose(Client(), "en", where) == "/"


def test_a_link_cannot_change_the_language(db: None) -> None:
    assert Client().get(reverse("people:set_language")).status_code == 405
