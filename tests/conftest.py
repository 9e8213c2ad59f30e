"""The ground that every test stands on."""

import importlib
import ipaddress
import logging
import socket
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from django.template.base import FilterExpression, VariableDoesNotExist
from django.test import Client, TestCase
from pytest_django.plugin import DjangoDbBlocker

from lartraff.people.models import User
from tests import cast as people

FURNITURE = (
    ("lartraff.people.migrations.0002_subjects", "add_subjects"),
    ("lartraff.results.migrations.0002_grade_scale", "add_scale"),
)

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

SignIn = Callable[[User], Client]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "logs_errors: the test breaks something on purpose, and the log says so")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Nothing in a test talks to anything but this machine."""
    connect = socket.socket.connect

    def stay_here(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_here(str(address[0])):
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", stay_here)
        yield


@pytest.fixture(scope="session", autouse=True)
def nobody_stays_connected(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A page that a browser left half-way may keep its thread's connection; PostgreSQL drops no database in use."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


def is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def logged_errors_fail(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """What the log calls an error is one, even where a page came out well."""
    yield
    if "logs_errors" not in request.keywords:
        errors = [one.getMessage() for one in caplog.get_records("call") if one.levelno >= logging.ERROR]
        assert errors == []


@pytest.fixture(scope="session")
def all_uploads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture
def uploads(all_uploads: Path) -> Path:
    """A place of its own for what this test uploads. It is not there before it is needed."""
    return all_uploads / uuid.uuid4().hex


@pytest.fixture(autouse=True)
def settings_for_tests(settings: LazySettings, uploads: Path) -> None:
    """Quick password hashing, static files without a build, uploads aside; everything else as in production."""
    settings.MEDIA_ROOT = uploads
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    cache.clear()


@pytest.fixture
def furnished(transactional_db: None) -> None:
    """For tests that commit: what the migrations put into an empty database, again, since each such test empties it.

    Django's own way (serialized_rollback) does not reach across Playwright's loop, and cannot be mixed with this.
    """
    for path, name in FURNITURE:
        getattr(importlib.import_module(path), name)(apps, None)


@pytest.fixture
def cast(db: None) -> people.Cast:
    return people.gather()


class ReadOnlyGets(Client):
    """A browser for which looking never writes: a GET that changes the database is an error."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        def refuse_writing(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if sql.lstrip().split(" ", 1)[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
                raise AssertionError(f"A GET wrote to the database: {sql}")
            return execute(sql, params, many, context)

        with connection.execute_wrapper(refuse_writing):
            return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        # A test's transaction is never committed; what should happen on commit happens after the request.
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().post(*args, **kwargs)


@pytest.fixture
def sign_in(db: None) -> SignIn:
    def browser_of(user: User) -> Client:
        client = ReadOnlyGets()
        client.force_login(user)
        return client

    return browser_of


@pytest.fixture(autouse=True)
def undefined_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that names something its view did not give is a mistake, not an empty string.

    Tests of being there, `{% if x %}` and `|default`, stay allowed: they resolve with ignore_failures.
    """
    resolve = FilterExpression.resolve

    def strict(self: FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
        if not ignore_failures and self.is_var and not any(f.__name__.startswith("default") for f, _ in self.filters):
            name = getattr(self.var, "var", "")
            template = getattr(context, "template", None)
            ours = "lartraff" in str(getattr(getattr(template, "origin", None), "name", ""))
            if ours and not str(name).startswith(("form", "field", "widget", "forloop.parentloop")):
                try:
                    self.var.resolve(context)
                except VariableDoesNotExist as missing:
                    raise AssertionError(f"{template.origin.name if template else '?'}: {missing}") from missing
        return resolve(self, context, ignore_failures)

    monkeypatch.setattr(FilterExpression, "resolve", strict)
