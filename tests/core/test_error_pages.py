"""What people see when something is wrong: a sentence, in their language, in the look of the house."""

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from lartraff.core.access import Denied, require
from tests.cast import Cast
from tests.conftest import SignIn


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def refuses(request: HttpRequest) -> HttpResponse:
    require(Denied("Det här är rektorns att göra."))
    return HttpResponse()


def refuses_without_a_word(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


urlpatterns = [
    path("", include("lartraff.config.urls")),
    path("breaks/", breaks),
    path("refuses/", refuses),
    path("refuses/without/", refuses_without_a_word),
]

pytestmark = pytest.mark.urls(__name__)


def test_a_page_that_is_not_there_says_so_signed_in_or_not(cast: Cast, sign_in: SignIn) -> None:
    for browser in (Client(), sign_in(cast.member)):
        response = browser.get("/finns-inte/")
        assert response.status_code == 404
        assert "<h1>Här finns ingenting</h1>" in response.content.decode()


def test_a_refusal_shows_its_sentence(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.member).get("/refuses/")
    assert response.status_code == 403
    assert "Det här är rektorns att göra." in response.content.decode()


def test_a_refusal_without_a_sentence_gets_one(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.member).get("/refuses/without/")
    assert response.status_code == 403
    assert "Din roll räcker inte till den här sidan." in response.content.decode()


@pytest.mark.logs_errors
def test_a_broken_page_shows_no_detail(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    browser.raise_request_exception = False
    response = browser.get("/breaks/")
    assert response.status_code == 500
    page = response.content.decode()
    assert "broken on purpose" not in page
    assert '<html lang="sv">' in page
    assert response.headers["Content-Security-Policy"].count("default-src 'none'") == 1


@pytest.mark.logs_errors
def test_a_broken_page_needs_no_database(settings: LazySettings) -> None:
    """No `db` fixture: touching the database would be an error of its own."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    response = Client(raise_request_exception=False).get("/accounts/login/%00")
    assert response.status_code in {302, 404}
    from django.views import defaults

    for page in (defaults.server_error(HttpRequest()), defaults.bad_request(HttpRequest(), ValueError())):
        assert b"<h1>" in page.content


@pytest.mark.logs_errors
def test_a_request_for_another_host_is_not_understood(db: None) -> None:
    response = Client(raise_request_exception=False).get("/accounts/login/", headers={"host": "elak.example"})
    assert response.status_code == 400
    assert "elak.example" not in response.content.decode()


def test_a_form_without_its_token_is_refused_kindly(cast: Cast) -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "Inget sparades" in response.content.decode()
