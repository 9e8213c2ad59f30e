"""The audit trail as a page."""

import ast
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import lartraff
from lartraff.core import audit
from lartraff.people.actions import staff as actions
from lartraff.people.views.audit import ENTRIES_PER_PAGE
from lartraff.people.views.audit_words import VERBS
from tests.cast import Cast
from tests.conftest import SignIn


def trail(cast: Cast) -> str:
    return f"/staff/audit/?school={cast.school.pk}"


@pytest.mark.parametrize("who", ["principal", "deputy", "administrator"])
def test_principal_and_administrator_read_who_did_what(cast: Cast, sign_in: SignIn, who: str) -> None:
    actions.set_teaching(cast.school, cast.member, subjects=[], by=cast.principal)
    page = " ".join(sign_in(getattr(cast, who)).get(trail(cast)).content.decode().split())
    assert "Karin Ek angav vad en kollega undervisar i" in page


def test_what_nobody_signed_in_did_is_the_command_lines(cast: Cast, sign_in: SignIn) -> None:
    audit.record("open_school", cast.school, by=None, school_id=cast.school.pk)
    page = " ".join(sign_in(cast.principal).get(trail(cast)).content.decode().split())
    assert "Kommandoraden tog skolan i bruk" in page
    assert f"skola {cast.school.pk}" in page


@pytest.mark.parametrize("who", ["colleague", "leader", "member", "analyst", "stranger"])
def test_others_are_refused_with_a_sentence(cast: Cast, sign_in: SignIn, who: str) -> None:
    response = sign_in(getattr(cast, who)).get(trail(cast))
    assert response.status_code == 403
    assert "Bara rektorn och administratören läser" in response.content.decode()


@pytest.mark.parametrize("who", ["principal_elsewhere", "principal_far"])
def test_a_principal_reads_only_the_trail_of_her_own_school(cast: Cast, sign_in: SignIn, who: str) -> None:
    audit.record("open_school", cast.school, by=cast.principal, school_id=cast.school.pk)
    browser = sign_in(getattr(cast, who))
    assert browser.get(trail(cast)).status_code == 404
    assert "Karin Ek" not in browser.get("/staff/audit/").content.decode()


def test_the_newest_comes_first_and_old_ones_on_later_pages(cast: Cast, sign_in: SignIn) -> None:
    audit.record("open_school", cast.school, by=None, school_id=cast.school.pk)
    for _number in range(ENTRIES_PER_PAGE):
        audit.record("set_goal", cast.school, by=cast.principal, school_id=cast.school.pk)
    browser = sign_in(cast.principal)
    first, second = (browser.get(f"{trail(cast)}&page={page}").content.decode() for page in (1, 2))
    assert first.count("Karin Ek") == ENTRIES_PER_PAGE + 1, "and her own name on top"
    assert "Kommandoraden" not in first
    assert "Kommandoraden" in second
    assert browser.get(trail(cast) + "&page=nonsense").status_code == 200


def test_the_page_asks_as_often_for_thirty_entries_as_for_one(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(trail(cast))
        return len(queries)

    audit.record("open_school", cast.school, by=cast.principal, school_id=cast.school.pk)
    few = count()
    for _number in range(30):
        audit.record("open_school", cast.school, by=cast.member, school_id=cast.school.pk)
    assert count() == few


# What members do inside their group is for the group, and who answers a mandate is for those two.
INSIDE_A_GROUP = {
    "answer_mandate",
    "close_wall",
    "open_wall",
    "add_afterwards",
    "add_material",
    "add_photo",
    "remove_material",
    "report_task",
    "save_plan",
    "set_own_task",
    "settle_matter",
    "suggest",
    "take_up_suggestion",
    "withdraw_suggestion",
}


def test_what_members_do_inside_their_group_is_not_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    for verb in (*INSIDE_A_GROUP, "meeting_item_started"):
        audit.record(verb, cast.maths, by=cast.member, school_id=cast.school.pk)
    assert "Sara Holm" not in sign_in(cast.principal).get(trail(cast)).content.decode()


def test_every_verb_that_the_house_records_has_words_or_is_inside_a_group() -> None:
    recorded = set()
    for path in Path(lartraff.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {"audit.record", "record_for_schools"}:
                recorded |= {node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)}
    # Verbs of the room are put together in meetings.actions.log: meeting_ and the kind of the event.
    recorded -= {"meeting_", 1}
    assert recorded == set(VERBS) | INSIDE_A_GROUP
