"""The home pages and the groups' pages: what they show to whom, and what they cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.meetings.actions import minutes as minutes_actions
from lartraff.people.models import User
from tests.cast import Cast
from tests.conftest import SignIn
from tests.insights.school_years import add_groups
from tests.world import build


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_home_of_a_principal_with_forty_groups_and_three_years_takes_at_most_25_queries(
    cast: Cast, sign_in: SignIn
) -> None:
    add_groups(cast, 40, years=3)
    assert queries(sign_in(cast.principal), reverse("insights:home")) <= 25


@pytest.mark.parametrize("who", ["principal", "leader", "member", "colleague"])
@pytest.mark.parametrize("page", ["insights:home", "insights:groups"])
def test_a_list_of_thirty_groups_takes_as_many_queries_as_a_list_of_one(
    who: str, page: str, cast: Cast, sign_in: SignIn
) -> None:
    person: User = cast.everybody()[who]
    add_groups(cast, 1, years=1)
    few = queries(sign_in(person), reverse(page))
    add_groups(cast, 30, years=1)
    assert queries(sign_in(person), reverse(page)) == few


@pytest.mark.parametrize("who", ["principal", "leader", "member", "colleague"])
@pytest.mark.parametrize("page", ["insights:group", "meetings:meeting"])
def test_a_group_with_three_years_takes_as_many_queries_as_one_with_a_year(
    who: str, page: str, cast: Cast, sign_in: SignIn
) -> None:
    person: User = cast.everybody()[who]
    (young,) = add_groups(cast, 1, years=1)
    (old,) = add_groups(cast, 1, years=3)

    def cost(group_number: int) -> int:
        group = (young, old)[group_number]
        last = group.meetings.order_by("-number")[0].pk
        return queries(sign_in(person), reverse(page, args=[group.pk if page == "insights:group" else last]))

    assert cost(0) == cost(1)


def test_the_principal_sees_what_groups_ask_for_and_what_is_new(cast: Cast, sign_in: SignIn) -> None:
    world = build(cast)
    page = sign_in(cast.principal).get("/")
    assert page.context["asked"] == [world.request]
    assert page.context["unread"] == []  # giving feedback told the group that she had read
    deputy = sign_in(cast.deputy).get("/")
    assert [minutes.meeting_id for minutes in deputy.context["unread"]] == [world.shared.pk]


def test_a_corrected_version_is_new_to_read_again(cast: Cast, sign_in: SignIn) -> None:
    world = build(cast)
    item = world.shared.agenda.get(position=1)
    minutes_actions.correct_minutes(
        world.minutes, {item.pk: "Vi gav testet i sjuan."}, correction="Fel årskurs", by=cast.leader
    )
    page = sign_in(cast.principal).get("/")
    assert [minutes.meeting_id for minutes in page.context["unread"]] == [world.shared.pk]


def test_a_member_sees_the_task_the_meeting_and_the_question_and_a_leader_the_draft(
    cast: Cast, sign_in: SignIn
) -> None:
    world = build(cast)
    member = sign_in(cast.member).get("/").context
    assert world.task in member["tasks"]
    assert member["coming"][0] == world.open
    assert member["questions"] == [world.question]
    assert member["drafts"] == []
    leader = sign_in(cast.leader).get("/").context
    assert [minutes.meeting_id for minutes in leader["drafts"]] == [world.held.pk]


def test_a_colleague_outside_the_group_sees_the_groups_and_nothing_of_their_work(cast: Cast, sign_in: SignIn) -> None:
    build(cast)
    home = sign_in(cast.colleague).get("/").context
    assert [row.group for row in home["rows"]] == [cast.maths]
    page = sign_in(cast.colleague).get(reverse("insights:group", args=[cast.maths.pk])).context
    assert page["minutes"] == []
    assert page["readable"] == set()
    assert page["tasks"] == []
    assert page["feedback"] == []


def test_the_analyst_sees_schools_and_no_groups(cast: Cast, sign_in: SignIn) -> None:
    home = sign_in(cast.analyst).get("/").context
    assert home["schools"] == [cast.school, cast.other_school]
    assert "rows" not in home
    assert sign_in(cast.analyst).get(reverse("insights:groups")).context["rows"] == []


def test_the_group_sees_when_the_principal_has_read(cast: Cast, sign_in: SignIn) -> None:
    build(cast)
    page = sign_in(cast.member).get(reverse("insights:as_principal", args=[cast.maths.pk]))
    (minutes,) = page.context["minutes"]
    (reading,) = minutes.versions.all()[0].readings.all()
    assert reading.reader == cast.principal
    assert "Karin Ek" in page.content.decode()


def test_a_protected_name_is_hidden_from_colleagues_and_shown_to_the_own_principal(cast: Cast, sign_in: SignIn) -> None:
    User.objects.filter(pk=cast.second_member.pk).update(security_marking="PROTECTED")
    address = reverse("insights:group", args=[cast.maths.pk])
    assert "Jonas Lindqvist" not in sign_in(cast.member).get(address).content.decode()
    assert "Jonas Lindqvist" in sign_in(cast.principal).get(address).content.decode()
    assert "Jonas Lindqvist" in sign_in(cast.second_member).get(address).content.decode()


@pytest.mark.parametrize(("who", "linked"), [("member", True), ("principal", True), ("colleague", False)])
def test_minutes_are_linked_only_for_those_who_may_read_them(
    who: str, linked: bool, cast: Cast, sign_in: SignIn
) -> None:
    world = build(cast)
    page = sign_in(cast.everybody()[who]).get(reverse("insights:group", args=[cast.maths.pk])).content.decode()
    assert (reverse("meetings:minutes", args=[world.shared.pk]) in page) is linked
