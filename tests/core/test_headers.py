"""What every answer says to the browser."""

from django.test import Client

from tests.cast import Cast
from tests.conftest import SignIn


def test_the_policy_allows_nothing_but_our_own_files(cast: Cast, sign_in: SignIn) -> None:
    for response in (Client().get("/accounts/login/"), sign_in(cast.member).get("/staff/")):
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_not_for_scripts_or_other_sites(cast: Cast) -> None:
    browser = Client()
    browser.post("/accounts/login/", {"login": cast.member.email, "password": "lång mening med mellanslag"})
    session = browser.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
