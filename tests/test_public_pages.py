"""Signing in comes first. The pages that are open to all are this list and no other."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.test_doors import OWN_OR_PUBLIC

PUBLIC = {
    "health",
    "live:wall",
    "live:wall_code",
    "people:set_language",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


def patterns(found: list[Any], namespace: str = "") -> dict[str, URLPattern]:
    named: dict[str, URLPattern] = {}
    for pattern in found:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            named |= patterns(pattern.url_patterns, inner)
        else:
            named[f"{namespace}{pattern.name}"] = pattern
    return named


def test_the_public_pages_are_these_and_no_others() -> None:
    public = {
        name
        for name, pattern in patterns(get_resolver().url_patterns).items()
        if not getattr(pattern.callback, "login_required", True)
    }
    assert public == PUBLIC


def test_signing_in_and_the_like_are_all_accounted_for() -> None:
    assert {name for name in PUBLIC if ":" not in name} <= OWN_OR_PUBLIC


def test_an_unknown_address_says_so_without_signing_in(db: None) -> None:
    answer = Client().get("/no-such-page/")
    assert answer.status_code == 404
    assert "Här finns ingenting" in answer.content.decode()


@pytest.mark.parametrize("header", ["Content-Security-Policy", "X-Frame-Options", "Referrer-Policy"])
def test_every_page_comes_with_its_guards(header: str, db: None) -> None:
    assert Client().get("/accounts/login/").headers[header]


def test_the_policy_lets_in_nothing_inline_and_nothing_from_elsewhere(db: None) -> None:
    policy = Client().get("/accounts/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_house_says_that_it_can_serve(db: None) -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
