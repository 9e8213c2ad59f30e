"""/healthz."""

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection
from django.test import Client


def test_it_answers_anybody_when_pages_can_be_served(db: None) -> None:
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-cache" in response.headers["Cache-Control"]


def test_it_answers_without_https_too(db: None, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/accounts/login/").status_code == 301


@pytest.mark.logs_errors
def test_it_does_not_say_ok_when_the_database_is_gone(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", gone)
        assert Client(raise_request_exception=False).get("/healthz").status_code == 500


def test_it_changes_nothing_and_takes_no_posts(db: None) -> None:
    assert Client().post("/healthz").status_code == 405
