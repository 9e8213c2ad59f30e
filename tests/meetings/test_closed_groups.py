"""A closed group: nothing new is planned or opened; what it has written can be shared and read."""

import pytest
from django.urls import reverse

from lartraff.library.queries import default_structure
from lartraff.meetings.actions import minutes as minutes_actions
from lartraff.meetings.actions import planning, room
from lartraff.meetings.models import Minutes
from lartraff.people.actions.groups import close_group, set_members
from tests.cast import Cast
from tests.conftest import SignIn
from tests.refusals import impossible, refused
from tests.world import World, build, new

SENTENCE = "The group is closed. Its minutes can still be read."


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


def test_nothing_new_is_planned_or_opened(cast: Cast, world: World) -> None:
    close_group(cast.maths, by=cast.principal)
    with refused(SENTENCE):
        planning.plan_meetings(cast.maths, [], structure=default_structure("sv"), by=cast.leader)
    with impossible(SENTENCE):
        room.open_meeting(world.planned, by=cast.leader, command=new())
    world.planned.refresh_from_db()
    assert world.planned.status == "PLANNED"


def test_a_draft_that_is_left_can_still_be_shared(cast: Cast, world: World) -> None:
    close_group(cast.maths, by=cast.principal)
    minutes_actions.share_minutes(Minutes.objects.get(meeting=world.held), by=cast.leader)
    assert Minutes.objects.get(meeting=world.held).is_shared


def test_the_principal_closes_it_on_a_page_and_it_is_no_longer_in_the_list(
    cast: Cast, world: World, sign_in: SignIn
) -> None:
    browser = sign_in(cast.principal)
    answer = browser.post(reverse("meetings:close_group", args=[cast.maths.pk]), follow=True)
    assert "Gruppen är avslutad." in answer.content.decode()
    assert browser.get(reverse("insights:groups")).context["rows"] == []
    assert sign_in(cast.member).get("/").context["coming"] == []


def test_a_correction_names_the_leader_of_the_meeting_and_not_of_today(cast: Cast, world: World) -> None:
    set_members(cast.maths, [cast.leader, cast.member], leader=cast.member, by=cast.principal)
    item = world.shared.agenda.get(position=1)
    version = minutes_actions.correct_minutes(world.minutes, {item.pk: "Rättat."}, correction="Fel ord", by=cast.member)
    assert version.content["leader"] == cast.leader.get_full_name()
