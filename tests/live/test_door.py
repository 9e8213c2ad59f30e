"""Who comes into the live room, by websocket and by plain HTTP: the group, and nobody else."""

import urllib.request
from datetime import timedelta

import pytest
from websockets.exceptions import InvalidStatus

from lartraff.live import hub
from lartraff.live.logic import frames
from lartraff.live.logic.frames import Presence
from lartraff.meetings.actions.minutes import mark_read_aloud, share_minutes
from lartraff.meetings.actions.room import close_meeting
from lartraff.meetings.models import Meeting
from lartraff.meetings.permissions import can_enter_room, who_may_enter
from lartraff.people.actions.groups import set_members
from lartraff.people.models import User
from lartraff.people.roles import ROLES, Reach, Right
from tests.cast import Cast
from tests.live.exchanging import exchange, raw_exchange
from tests.live.screen import Screen
from tests.live.serving import Served
from tests.meetings import scenes
from tests.meetings.scenes import START, WELCOME, item, minutes_of, new

GROUP = {"leader", "member", "second_member"}


@pytest.fixture
def meeting(house: Served, cast: Cast) -> Meeting:
    return scenes.opened(cast)


def test_the_group_and_nobody_else_comes_in_by_websocket(house: Served, cast: Cast, meeting: Meeting) -> None:
    for name, user in cast.everybody().items():
        if name in GROUP:
            with Screen(house, user, meeting) as screen:
                screen.hello()
        else:
            with pytest.raises(InvalidStatus) as refused:
                Screen(house, user, meeting)
            assert refused.value.response.status_code == 403


def test_the_group_and_nobody_else_comes_in_over_plain_http(house: Served, cast: Cast, meeting: Meeting) -> None:
    answers = {name: exchange(house, user, meeting) for name, user in cast.everybody().items()}
    assert {name for name, (status, _said) in answers.items() if status == 200} == GROUP
    for name in set(answers) - GROUP:
        status, said = answers[name]
        assert status == 403
        assert set(said) == {"sentence"}


def test_a_stranger_without_a_session_is_asked_to_sign_in(house: Served, meeting: Meeting) -> None:
    with pytest.raises(InvalidStatus) as refused:
        Screen(house, None, meeting)
    assert refused.value.response.status_code == 403
    assert exchange(house, None, meeting)[0] == 401


@pytest.mark.parametrize("origin", ["https://elsewhere.example", None])
def test_another_site_s_page_opens_no_socket(house: Served, cast: Cast, meeting: Meeting, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        Screen(house, cast.leader, meeting, origin=origin)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": ""},
        {"Content-Type": "text/plain"},
    ],
    ids=["another origin", "no origin", "a form's content type"],
)
def test_another_site_s_page_exchanges_nothing(
    house: Served, cast: Cast, meeting: Meeting, headers: dict[str, str]
) -> None:
    status, _said = raw_exchange(house, cast.leader, meeting, b"{}", headers)
    assert status == 403


def test_there_is_no_room_where_there_is_no_meeting(house: Served, cast: Cast, meeting: Meeting) -> None:
    meeting.pk += 1000
    with pytest.raises(InvalidStatus):
        Screen(house, cast.leader, meeting)
    assert exchange(house, cast.leader, meeting)[0] == 403


def test_who_leaves_the_group_is_shown_out(
    house: Served, cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "CHECK_RIGHTS_EVERY", 0.0)
    with Screen(house, cast.member, meeting) as screen:
        screen.hello()
        set_members(cast.maths, [cast.second_member], leader=cast.leader, by=cast.principal)
        assert screen.closed() == 4403


def test_nothing_is_written_once_the_minutes_are_shared(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.member, meeting) as screen:
        screen.hello()
        screen.write(item(meeting, WELCOME), "Före")
        screen.saved()
        close_meeting(meeting, by=cast.leader, command=new())
        mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
        share_minutes(minutes_of(meeting), by=cast.leader)
        screen.until(lambda: screen.state["minutes"] == "SHARED")
        screen.write(item(meeting, WELCOME), "Efteråt")
        screen.hush()
        assert screen.told["saved"] == screen.sent - 1
        assert not screen.told["me"]["may_write"]
    assert item(meeting, WELCOME).notes == "Före"


def test_nobody_speaks_in_another_s_name(house: Served, cast: Cast, meeting: Meeting) -> None:

    def says(user: User) -> bytes:
        return frames.awareness(frames.write_awareness([Presence(7, 1, {"user": {"id": user.pk}})]))

    with Screen(house, cast.member, meeting) as sara, Screen(house, cast.leader, meeting) as omar:
        omar.hello()
        sara.send_frame(says(cast.member))
        omar.until(lambda: 7 in omar.presences)
        sara.send_frame(says(cast.leader))
        assert sara.closed() == 1007
        omar.until(lambda: omar.presences[7].says is None)


def test_a_document_of_another_history_is_not_taken_in(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.member, meeting) as screen:
        screen.hello(generation="5f0c1f4e-8d5a-4a3b-9a53-0f7f7d1c2b3a")
        screen.until(lambda: "outdated" in screen.told)
        screen.write(item(meeting, WELCOME), "Från förr")
        screen.hush()
        assert screen.told["outdated"]["generation"] == screen.state["generation"]
        assert "saved" not in screen.told or screen.told["saved"] < screen.sent
    with Screen(house, cast.member, meeting) as other:
        other.hello()
        other.hush()
        assert other.reads(item(meeting, WELCOME)) == ""


def test_the_pages_are_served_beside_it(house: Served, cast: Cast) -> None:

    with urllib.request.urlopen(f"{house.url}/healthz") as answer:  # noqa: S310
        assert answer.status == 200


def test_one_question_for_all_rooms_is_answered_as_each_person_s_own(cast: Cast) -> None:
    meetings = [scenes.planned(cast), scenes.planned(cast, starts=START + timedelta(days=21))]
    cast.second_member.is_active = False
    cast.second_member.save()
    for meeting in meetings:
        one_by_one = {user.pk for user in cast.everybody().values() if can_enter_room(user, meeting)}
        assert who_may_enter([each.pk for each in meetings])[meeting.pk] == one_by_one
    set_members(cast.maths, [], leader=cast.leader, by=cast.principal)
    assert who_may_enter([meetings[0].pk]) == {meetings[0].pk: {cast.leader.pk}}


def test_only_a_group_s_own_roles_write_drafts() -> None:
    assert {role.reach for role in ROLES.values() if Right.WRITE_DRAFT in role.rights} == {Reach.GROUP}
