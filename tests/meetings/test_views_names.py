"""A protected name is shown on no page of the group's, in no list to choose from, and in no minutes."""

import pytest
from django.urls import reverse

from lartraff.meetings.actions import minutes as minutes_actions
from lartraff.meetings.actions import room, turns
from lartraff.meetings.models import Minutes
from lartraff.people.models import User
from tests.cast import Cast
from tests.conftest import SignIn
from tests.world import World, build, new

HIDDEN = ("Jonas", "Lindqvist", "jonas.lindqvist")


@pytest.fixture
def world(cast: Cast) -> World:
    User.objects.filter(pk=cast.second_member.pk).update(security_marking="PROTECTED")
    return build(cast)


@pytest.mark.parametrize("item", range(5))
def test_the_room_hides_the_name_at_every_step(item: int, cast: Cast, world: World, sign_in: SignIn) -> None:
    everybody = [cast.leader, cast.member, cast.second_member]
    room.check_in(world.open, everybody, by=cast.leader, command=new())
    if item:
        room.go_to_item(world.open, item, came_from=0, by=cast.leader, command=new())
        turns.give_turn(world.open, cast.second_member, by=cast.leader, command=new())
    page = sign_in(cast.member).get(reverse("meetings:room", args=[world.open.pk])).content.decode()
    assert [part for part in HIDDEN if part in page] == []
    assert "En kollega" in page


@pytest.mark.parametrize("name", ["meetings:meeting", "meetings:replan"])
def test_the_plan_hides_the_name(name: str, cast: Cast, world: World, sign_in: SignIn) -> None:
    page = sign_in(cast.leader).get(reverse(name, args=[world.planned.pk])).content.decode()
    assert [part for part in HIDDEN if part in page] == []


def test_minutes_are_shared_without_the_name(cast: Cast, world: World, sign_in: SignIn) -> None:
    version = minutes_actions.share_minutes(Minutes.objects.get(meeting=world.held), by=cast.leader)
    assert [part for part in HIDDEN if part in str(version.content)] == []
    assert "En kollega" in version.content["absent"]


def test_the_own_principal_sees_who_it_is(cast: Cast, world: World, sign_in: SignIn) -> None:
    page = sign_in(cast.principal).get(reverse("meetings:members", args=[cast.maths.pk])).content.decode()
    assert "Jonas Lindqvist" in page
