"""The parts that pages share."""

import pytest
from django.test import Client
from django.utils import translation

from lartraff.core.templatetags.page import initials, percent
from tests.cast import Cast
from tests.conftest import SignIn


@pytest.mark.parametrize(
    ("name", "letters"), [("Karin Ek", "KE"), ("Anna Maria Öberg", "AÖ"), ("Karin", "K"), ("", ""), ("  ", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_share_is_whole_per_cent_with_a_space_in_swedish() -> None:
    with translation.override("sv"):
        assert percent(0.126).split() == ["13", "%"]
        assert percent(None) == "–"
    with translation.override("en"):
        assert percent(0.126) == "13%"


def test_the_menu_marks_where_one_is(cast: Cast, sign_in: SignIn) -> None:
    page = " ".join(sign_in(cast.member).get("/staff/").content.decode().split())
    assert page.count('aria-current="page"') == 1
    assert 'href="/staff/" aria-current="page"' in page


def test_who_has_not_signed_in_sees_no_menu(db: None) -> None:
    assert "<nav" not in Client().get("/accounts/login/").content.decode()
