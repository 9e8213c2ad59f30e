"""Every door of the house, tried by everybody in the cast: the matrix of docs/reference/roles.md over every address.

A page added to the house fails here until it is in the table. Refused is 403 with a sentence, or 404 for those who may
not know that the thing exists.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lartraff.core import clock
from lartraff.people.logic.calendar import SchoolYear, season_of
from tests.cast import Cast
from tests.conftest import SignIn
from tests.pictures import upload
from tests.results.loading import a_criterion
from tests.results.planning import planned
from tests.world import BETWEEN_US, SECRET, World, build, hold_table, saved_file, try_file

GROUP = {"leader", "member", "second_member"}
LEADER = {"leader"}
PRINCIPALS = {"principal", "deputy"}
STAFF = GROUP | PRINCIPALS | {"colleague"}
COMPARING = PRINCIPALS | {"principal_elsewhere", "principal_far", "analyst"}  # each the schools of one's own authority
EVERYBODY = STAFF | {
    "teacher_elsewhere", "principal_elsewhere", "principal_far", "analyst", "administrator", "stranger",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """What addresses and forms are filled in from."""

    cast: Cast
    world: World
    trial: int


Fill = Callable[[Place], Any]


@dataclass(frozen=True, slots=True)
class Door:
    name: str
    may: set[str]
    args: Fill = field(default=lambda place: [])
    query: Fill = field(default=lambda place: "")
    post: Fill | None = None


def command(**more: Any) -> dict[str, Any]:
    return {"command": str(uuid.uuid4()), **more}


def meeting(which: str) -> Fill:
    return lambda place: [getattr(place.world, which).pk]


def the_group(place: Place) -> list[int]:
    return [place.cast.maths.pk]


def the_school(place: Place) -> str:
    return f"?school={place.cast.school.pk}"


def at_school(place: Place) -> list[int]:
    return [place.cast.school.pk]


def this_term() -> list[object]:
    today = clock.today()
    return [SchoolYear.of(today).start, season_of(today).value]


def a_plan(place: Place) -> list[int]:
    return [planned(place.cast).pk]


def a_proposed_group(place: Place) -> list[int]:
    return [planned(place.cast).groups.get().pk]


def the_asked(place: Place) -> list[int]:
    return [place.world.asked.pk]


def the_agreed(place: Place) -> list[int]:
    return [place.world.agreed.pk]


def coming_launch(place: Place) -> list[int]:
    return [place.world.coming_launch.pk]


def a_colleague(place: Place) -> list[int]:
    return [place.cast.school.pk, place.cast.colleague.pk]


def a_table(place: Place) -> list[int]:
    return [hold_table(place.cast).pk]


DOORS = [
    # --- insights
    Door("insights:home", EVERYBODY),
    Door("insights:groups", EVERYBODY),
    Door("insights:group", STAFF, the_group),
    Door("insights:as_principal", GROUP, the_group),
    # --- reports
    Door("reports:launches", EVERYBODY),
    Door("reports:launch", STAFF, lambda place: [place.world.launch.pk]),
    Door("reports:launch", PRINCIPALS, coming_launch),
    Door("reports:slides", STAFF, lambda place: [place.world.launch.pk]),
    Door("reports:slides", PRINCIPALS, coming_launch),
    Door("reports:new_launch", PRINCIPALS, at_school),
    Door("reports:change_launch", PRINCIPALS, coming_launch),
    Door("reports:publish_launch", PRINCIPALS, coming_launch, post=lambda place: {}),
    Door("reports:withdraw_launch", PRINCIPALS, lambda place: [place.world.launch.pk], post=lambda place: {}),
    # --- results
    Door("results:matrix", STAFF | {"analyst"}, query=the_school),
    Door("results:matrix_table", STAFF | {"analyst"}, lambda place: ["csv"], query=the_school),
    Door("results:subject", STAFF | {"analyst"}, lambda place: ["MA"], query=the_school),
    Door("results:subject_table", STAFF | {"analyst"}, lambda place: ["MA", "csv"], query=the_school),
    Door("results:comparison", STAFF | {"analyst"}, query=the_school),
    Door("results:comparison_table", STAFF | {"analyst"}, lambda place: ["csv"], query=the_school),
    Door("results:against", STAFF | {"analyst"}, query=the_school),
    Door("results:against_table", STAFF | {"analyst"}, lambda place: ["csv"], query=the_school),
    Door("results:schools", COMPARING),
    Door("results:schools_table", COMPARING, lambda place: ["csv"]),
    Door("results:criteria", EVERYBODY, query=lambda place: "?subject=GRGRMAT01&year=9&words=metod"),
    Door("results:criterion", EVERYBODY, lambda place: [a_criterion().key]),
    Door("results:import", PRINCIPALS | {"principal_elsewhere", "principal_far"}),
    Door("results:paste", PRINCIPALS | {"principal_elsewhere", "principal_far"}),
    Door("results:columns", {"principal"}, a_table),
    Door("results:drop_table", {"principal"}, a_table, post=lambda place: {}),
    Door("results:forget_mapping", {"principal"}, a_table, post=lambda place: {}),
    Door("results:trial", {"principal"}, lambda place: [place.trial]),
    Door("results:discard", {"principal"}, lambda place: [place.trial], post=lambda place: {}),
    Door("results:confirm", {"principal"}, lambda place: [place.trial], post=lambda place: {}),
    # --- planning groups, and who teaches what
    Door("results:new_plan", PRINCIPALS, query=the_school),
    Door("results:plan", PRINCIPALS, a_plan),
    Door("results:change_plan", PRINCIPALS, a_plan),
    Door("results:propose_groups", PRINCIPALS, a_plan, post=lambda place: {}),
    Door("results:forget_plan", PRINCIPALS, a_plan),
    Door("results:move_person", PRINCIPALS, a_plan, post=lambda place: {"person": place.cast.member.pk, "to": ""}),
    Door("results:add_proposed", PRINCIPALS, a_plan, post=lambda place: {"name": "Bild och form"}),
    Door("results:describe_proposed", PRINCIPALS, a_proposed_group, post=lambda place: {"name": "Matte"}),
    Door("results:split_proposed", PRINCIPALS, a_proposed_group, post=lambda place: {}),
    Door("results:merge_proposed", PRINCIPALS, a_proposed_group, post=lambda place: {"into": ""}),
    Door("results:remove_proposed", PRINCIPALS, a_proposed_group, post=lambda place: {}),
    Door("meetings:form_group", PRINCIPALS, query=lambda place: f"?proposed={a_proposed_group(place)[0]}"),
    Door("people:teaching", PRINCIPALS | {"administrator"}, at_school),
    Door("results:import_teaching", PRINCIPALS | {"administrator"}, at_school),
    Door("results:save_teaching", PRINCIPALS | {"administrator"}, at_school, post=lambda place: {"teaching": ""}),
    Door("results:imports", PRINCIPALS | {"principal_elsewhere", "principal_far"}),
    Door("results:undo", PRINCIPALS, lambda place: [saved_file(place.cast).pk]),
    Door("results:undo", PRINCIPALS, lambda place: [saved_file(place.cast).pk], post=lambda place: {}),
    # --- forming and planning
    Door("meetings:form_group", PRINCIPALS, query=the_school),
    Door("meetings:dates", PRINCIPALS, query=the_school),
    Door("meetings:describe_group", PRINCIPALS, the_group),
    Door("meetings:members", PRINCIPALS, the_group),
    Door("meetings:close_group", PRINCIPALS, the_group),
    Door("meetings:goal", PRINCIPALS | LEADER, the_group),
    Door("meetings:plan", PRINCIPALS | LEADER, the_group),
    Door("meetings:meeting", STAFF, meeting("planned")),
    Door("meetings:replan", PRINCIPALS | LEADER, meeting("planned")),
    Door("meetings:cancel", PRINCIPALS | LEADER, meeting("planned")),
    # --- before the meeting
    Door("meetings:prepare", LEADER, meeting("planned")),
    Door("meetings:own_words", GROUP, meeting("planned"), post=lambda place: {"text": SECRET}),
    Door("meetings:suggest", GROUP, meeting("planned"), post=lambda place: {"text": "Betygssamtalen"}),
    Door("meetings:withdraw_suggestion", {"member"}, lambda place: [place.world.suggestion.pk], post=lambda place: {}),
    Door("meetings:take_up_suggestion", LEADER, lambda place: [place.world.suggestion.pk], post=lambda place: {}),
    Door(
        "meetings:add_material",
        GROUP,
        meeting("planned"),
        post=lambda place: {"title": "Kapitel 3", "where": "https://bok.example/3"},
    ),
    Door("meetings:tick_material", GROUP, lambda place: [place.world.material.pk], post=lambda place: {"read": "yes"}),
    Door(
        "meetings:remove_material",
        LEADER | {"member"},
        lambda place: [place.world.material.pk],
        post=lambda place: {},
    ),
    # --- after it
    Door("meetings:check_out", GROUP, meeting("held")),
    Door("meetings:catch_up", GROUP, meeting("held")),
    Door("meetings:add_afterwards", GROUP, meeting("held"), post=lambda place: {"text": "Jag gav testet i 9C."}),
    Door("meetings:own_task", GROUP, meeting("held"), post=lambda place: {"teaching": "Ge testet i 9C"}),
    # --- the room
    Door("live:room", GROUP, meeting("open")),
    Door("meetings:room", GROUP, meeting("open")),
    Door("meetings:where", GROUP, meeting("open"), query=lambda place: "?at=0"),
    Door("meetings:open", LEADER, meeting("planned"), post=lambda place: command()),
    Door("meetings:present", GROUP, meeting("open"), post=lambda place: command(people=[place.cast.member.pk])),
    Door("meetings:secretary", GROUP, meeting("open"), post=lambda place: command(person=place.cast.member.pk)),
    Door("meetings:go", LEADER, meeting("open"), post=lambda place: command(item=1, came_from=0)),
    Door("meetings:extend", LEADER, meeting("open"), post=lambda place: command(item=0, minutes=5)),
    Door("meetings:turn", LEADER, meeting("open"), post=lambda place: command(person=place.cast.member.pk)),
    Door(
        "meetings:pass", LEADER | {"member"}, meeting("open"), post=lambda place: command(person=place.cast.member.pk)
    ),
    Door("meetings:park", GROUP, meeting("open"), post=lambda place: command(text="Kopieringen")),
    Door("meetings:leave", LEADER, meeting("open"), post=lambda place: command(reason="MATERIALS")),
    Door("meetings:resume", LEADER, meeting("open"), post=lambda place: command()),
    Door("meetings:decide", GROUP, meeting("open"), post=lambda place: command(text="Vi ger samma test.")),
    Door(
        "meetings:task",
        GROUP,
        meeting("open"),
        post=lambda place: command(people=[place.cast.member.pk], teaching="Prova", as_it_is="yes"),
    ),
    Door("meetings:read_aloud", LEADER, meeting("open"), post=lambda place: command()),
    Door("meetings:close", LEADER, meeting("open"), post=lambda place: command()),
    Door(
        "meetings:notes",
        GROUP,
        lambda place: [place.world.item.pk],
        post=lambda place: {"text": SECRET, "based_on": 1},
    ),
    Door("meetings:settle", GROUP, lambda place: [place.world.matter.pk], post=lambda place: {}),
    Door("meetings:report_task", {"member"}, lambda place: [place.world.task.pk]),
    Door("meetings:remove_task", GROUP, lambda place: [place.world.task.pk], post=lambda place: {}),
    Door("meetings:add_photo", GROUP, meeting("open"), post=lambda place: {"photo": upload()}),
    Door("meetings:photo", GROUP, lambda place: [place.world.photo.pk]),
    # --- minutes: a draft, and shared ones
    Door("meetings:photo", GROUP | PRINCIPALS, lambda place: [place.world.shown.pk]),
    Door("meetings:minutes", GROUP, meeting("held")),
    Door("meetings:minutes", GROUP | PRINCIPALS, meeting("shared")),
    Door("meetings:share", LEADER, meeting("held")),
    Door("meetings:correct", LEADER, meeting("shared")),
    Door("meetings:mark_read", PRINCIPALS, meeting("shared"), post=lambda place: {}),
    Door(
        "meetings:give_feedback",
        PRINCIPALS,
        meeting("shared"),
        post=lambda place: {"kind": "INPUT", "text": "Prova i sjuan också."},
    ),
    Door(
        "meetings:ask_for_feedback",
        GROUP,
        meeting("shared"),
        post=lambda place: {"kind": "INPUT", "text": "Hur ser du på tiden?"},
    ),
    Door("meetings:publish", LEADER, meeting("shared"), post=lambda place: {}),
    # --- feedback
    Door("voices:answer", GROUP, lambda place: [place.world.question.pk]),
    Door("voices:respond", GROUP, lambda place: [place.world.thanks.pk], post=lambda place: {"response": "THANKED"}),
    Door("voices:withdraw", GROUP, lambda place: [place.world.request.pk], post=lambda place: {}),
    # --- people
    Door("people:staff", EVERYBODY),
    Door("people:audit", PRINCIPALS | {"administrator"}, query=the_school),
    Door("people:terms", PRINCIPALS | {"administrator"}, at_school),
    Door("people:edit_term", PRINCIPALS | {"administrator"}, lambda place: [place.cast.school.pk, *this_term()]),
    Door("people:add_colleague", PRINCIPALS | {"administrator"}, at_school),
    Door("people:edit_colleague", PRINCIPALS | {"administrator"}, a_colleague),
    Door("people:invite_colleague", PRINCIPALS | {"administrator"}, a_colleague, post=lambda place: {}),
    Door("people:end_employment", PRINCIPALS | {"administrator"}, a_colleague),
    Door("people:mandates", EVERYBODY),
    Door("people:ask_to_lead", PRINCIPALS, at_school),
    Door("people:mandate", PRINCIPALS | LEADER, the_agreed),
    Door("people:mandate", PRINCIPALS | {"second_member"}, the_asked),
    Door("people:answer_mandate", {"second_member"}, the_asked, post=lambda place: {"answer": "yes"}),
    Door("people:withdraw_mandate", PRINCIPALS, the_asked, post=lambda place: {}),
    Door("people:change_mandate", PRINCIPALS, the_agreed),
    Door("people:tie_mandate", PRINCIPALS, the_agreed, post=lambda place: {"group": place.cast.maths.pk}),
    Door("people:account", EVERYBODY),
    Door("people:set_language", EVERYBODY, post=lambda place: {"language": "sv"}),
]

# Signing in and the like: open to all or about oneself only; tests/test_public_pages.py holds them.
OWN_OR_PUBLIC = {
    "live:wall",
    "live:wall_code",
    "health",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


@pytest.fixture
def place(cast: Cast) -> Place:
    return Place(cast, build(cast), try_file(cast).pk)


def knock(client: Client, door: Door, place: Place) -> Any:
    address = reverse(door.name, args=door.args(place)) + door.query(place)
    return client.get(address) if door.post is None else client.post(address, door.post(place))


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_a_door_opens_for_those_it_is_for_and_nobody_else(door: Door, place: Place, sign_in: SignIn) -> None:
    people = place.cast.everybody()
    refused = {name: knock(sign_in(people[name]), door, place) for name in sorted(EVERYBODY - door.may)}
    assert {name: answer.status_code for name, answer in refused.items() if answer.status_code not in {403, 404}} == {}
    for answer in refused.values():
        assert SECRET not in answer.content.decode()
    # The refused have changed nothing, so the door still works for the first who may.
    opened = {name: knock(sign_in(people[name]), door, place).status_code for name in sorted(door.may)}
    first, *others = opened.values()
    assert first in {200, 201, 302}, opened
    # Those who come after find the deed done (404, 409, 422), never a closed door.
    assert all(status in {200, 201, 302, 404, 409, 422} for status in others), opened


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_nobody_comes_in_without_signing_in(door: Door, place: Place) -> None:
    answer = knock(Client(), door, place)
    if door.name != "people:set_language":
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))


def test_every_address_of_the_house_is_a_door_in_the_table() -> None:
    def names(patterns: list[Any], namespace: str = "") -> set[str]:
        found = set()
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                found |= names(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern):
                found.add(f"{namespace}{pattern.name}")
        return found

    assert names(get_resolver().url_patterns) == {door.name for door in DOORS} | OWN_OR_PUBLIC


@pytest.mark.parametrize("name", sorted(PRINCIPALS | {"colleague", "analyst", "administrator", "principal_elsewhere"}))
def test_no_page_that_others_can_reach_shows_a_word_of_a_draft(name: str, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.cast.everybody()[name])
    pages = [door for door in DOORS if door.post is None]
    for door in pages:
        assert SECRET not in knock(browser, door, place).content.decode(errors="replace"), door.name


@pytest.mark.parametrize("name", sorted(EVERYBODY - PRINCIPALS - {"leader", "second_member"}))
def test_no_page_shows_others_a_mandate_or_a_launch_that_is_not_published(
    name: str, place: Place, sign_in: SignIn
) -> None:
    browser = sign_in(place.cast.everybody()[name])
    for door in [door for door in DOORS if door.post is None]:
        assert BETWEEN_US not in knock(browser, door, place).content.decode(errors="replace"), door.name


@pytest.mark.parametrize(("name", "other"), [("leader", "asked"), ("second_member", "agreed")])
def test_leaders_do_not_see_each_others_mandates(name: str, other: str, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.cast.everybody()[name])
    link = f'href="{reverse("people:mandate", args=[getattr(place.world, other).pk])}'
    for door in [door for door in DOORS if door.post is None]:
        assert link not in knock(browser, door, place).content.decode(errors="replace"), door.name
