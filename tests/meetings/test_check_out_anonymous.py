"""Nothing in the whole database joins an answer at check-out to a person.

Two schools live the same evening. They differ only in who of three people answered what, and in which order. Whoever
holds both databases in their hands cannot tell which is which.
"""

import itertools
import logging
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse

from lartraff.meetings.models import CheckOutCount, Meeting
from lartraff.people.models import User
from tests.cast import Cast
from tests.conftest import SignIn
from tests.meetings import scenes

GIVEN = (
    {"LEARNT": 4, "TASK": 4, "HEARD": 1},
    {"LEARNT": 2, "TASK": 3, "HEARD": 4},
    {"LEARNT": 4, "TASK": 1, "HEARD": 4},
)


def whole_database() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as it stands, in the order of its number."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608  own names
            found[table] = cursor.fetchall()
    return found


def answer(sign_in: SignIn, person: User, meeting: Meeting, given: dict[str, int]) -> None:
    browser = sign_in(person)
    assert browser.post(reverse("meetings:check_out", args=[meeting.pk]), given).status_code == 302


def what_is_left(sign_in: SignIn, order: list[tuple[User, dict[str, int]]], meeting: Meeting) -> Any:
    """The database after these have answered in this order; all of it is taken back again."""
    before = whole_database()
    with transaction.atomic():
        for person, given in order:
            answer(sign_in, person, meeting, given)
        after = whole_database()
        transaction.set_rollback(True)
    # Signing in leaves its own traces (session, time); what the answers left is the rest.
    signing_in = {"django_session", "people_user"}
    return {table: rows for table, rows in after.items() if table not in signing_in and rows != before[table]}


def test_who_answered_what_and_in_which_order_leaves_no_trace(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.closed(cast)
    # The rows are there already, so that their numbers are the same each time.
    CheckOutCount.objects.bulk_create(
        CheckOutCount(meeting=meeting, question=question, answer=number)
        for question in ("LEARNT", "TASK", "HEARD")
        for number in (1, 2, 3, 4)
    )
    people = (cast.leader, cast.member, cast.second_member)
    left = [
        what_is_left(sign_in, list(zip(order, given, strict=True)), meeting)
        for order in itertools.permutations(people)
        for given in itertools.permutations(GIVEN)
    ]
    assert all(one == left[0] for one in left)
    assert set(left[0]) == {"meetings_checkoutcount"}


def test_the_first_answer_makes_all_rows_in_one_order(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.closed(cast)
    left = [what_is_left(sign_in, [(cast.member, given)], meeting) for given in GIVEN]
    for one in left:
        assert set(one) == {"meetings_checkoutcount"}
        rows = sorted(one["meetings_checkoutcount"])
        assert len(rows) == 12
    kept = {field.name for field in CheckOutCount._meta.get_fields()}
    assert kept == {"id", "meeting", "question", "answer", "count"}
    assert CheckOutCount.objects.count() == 0


def test_every_row_is_written_each_time(cast: Cast, sign_in: SignIn) -> None:
    """PostgreSQL remembers which transaction wrote a row last: all twelve were written by the latest answer."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL keeps this")
    meeting = scenes.closed(cast)
    for person, given in zip((cast.leader, cast.member), GIVEN, strict=False):
        answer(sign_in, person, meeting, given)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM meetings_checkoutcount")
        assert len(cursor.fetchall()) == 1


def test_the_session_and_the_log_say_nothing(cast: Cast, sign_in: SignIn, caplog: pytest.LogCaptureFixture) -> None:
    meeting = scenes.closed(cast)
    browser = sign_in(cast.member)
    before = dict(browser.session.items())
    with caplog.at_level(logging.DEBUG, logger="lartraff"):
        browser.post(reverse("meetings:check_out", args=[meeting.pk]), GIVEN[0])
    assert dict(browser.session.items()) == before
    assert [one.getMessage() for one in caplog.records if one.name.startswith("lartraff")] == []


def test_the_cookie_says_that_and_not_what(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.closed(cast)
    cookies = []
    for given in GIVEN[:2]:
        browser = sign_in(cast.member)
        browser.post(reverse("meetings:check_out", args=[meeting.pk]), given)
        cookies.append(browser.cookies[f"check_out_{meeting.pk}"])
    assert {cookie.value.split(":")[0] for cookie in cookies} == {"answered"}
    assert cookies[0]["httponly"]
    assert cookies[0]["samesite"] == "Lax"


def test_no_other_table_has_a_column_for_it() -> None:
    """The word check-out is in one table, and no table points at it."""
    pointing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is CheckOutCount and not field.auto_created
    ]
    assert pointing == []
