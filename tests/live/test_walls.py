"""The wall: opened by a code, shows the step, and can do nothing."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from lartraff.core.models import AuditEntry
from lartraff.live import guessing
from lartraff.live.actions import SIGNS, close_wall, open_wall
from lartraff.live.models import Wall
from lartraff.meetings.actions.room import close_meeting, go_to_item
from lartraff.meetings.models import Meeting
from tests.cast import Cast
from tests.live.screen import Screen
from tests.live.serving import Served
from tests.meetings import scenes
from tests.meetings.scenes import ROUND, WELCOME, new
from tests.refusals import impossible, refused

LEADS = "The learning leader moves the meeting on. Ask the leader if the group should go further."


@contextmanager
def wall_of(house: Served, code: str) -> Iterator[ClientConnection]:
    with connect(f"{house.websocket}/live/walls/{code}", origin=Origin(house.url)) as socket:
        yield socket


def state(socket: ClientConnection) -> dict[str, Any]:
    return dict(json.loads(socket.recv(timeout=8))["state"])


def test_whoever_leads_opens_the_wall_and_nobody_else(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    for name in ("member", "principal", "colleague", "principal_elsewhere"):
        with refused(LEADS):
            open_wall(meeting, shows_text=False, by=cast.everybody()[name])
        with refused(LEADS):
            close_wall(meeting, by=cast.everybody()[name])
    assert not Wall.objects.exists()
    wall = open_wall(meeting, shows_text=False, by=cast.leader)
    assert len(wall.code) == 6
    assert set(wall.code) <= set(SIGNS)
    assert open_wall(meeting, shows_text=True, by=cast.leader).code == wall.code
    close_wall(meeting, by=cast.leader)
    assert not Wall.objects.exists()
    verbs = AuditEntry.objects.filter(verb__endswith="_wall").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["open_wall", "open_wall", "close_wall"]


def test_there_is_no_wall_for_a_closed_meeting(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    with impossible("The meeting is closed, so there is nothing to show."):
        open_wall(meeting, shows_text=False, by=cast.leader)


def test_the_code_leads_to_the_wall_however_it_is_typed(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    code = open_wall(meeting, shows_text=False, by=cast.leader).code
    stranger = Client()
    typed = f" {code[:3].lower()} {code[3:]}"
    answer = stranger.get(reverse("live:wall_code"), {"code": typed})
    assert answer.headers["Location"] == reverse("live:wall", args=[code])
    page = stranger.get(reverse("live:wall", args=[code]))
    assert page.status_code == 200
    assert "Holm" not in page.content.decode()


def test_a_wrong_code_is_told_and_many_are_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "MOST", 3)
    meeting = scenes.opened(cast)
    code = open_wall(meeting, shows_text=False, by=cast.leader).code
    stranger = Client()
    statuses = [stranger.get(reverse("live:wall_code"), {"code": f"AAAAA{sign}"}).status_code for sign in "ACDE"]
    assert statuses == [404, 404, 404, 429]
    assert stranger.get(reverse("live:wall_code"), {"code": code}).status_code == 429
    other = Client(REMOTE_ADDR="10.0.0.9")
    assert other.get(reverse("live:wall_code"), {"code": code}).status_code == 302


def test_the_wall_follows_the_meeting_without_signing_in(house: Served, cast: Cast) -> None:
    meeting = scenes.opened(cast)
    code = open_wall(meeting, shows_text=False, by=cast.leader).code
    with wall_of(house, code) as wall:
        assert state(wall)["title"] == "Välkomna"
        go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
        assert state(wall)["title"] == "Laget runt"


def test_the_wall_can_do_nothing(house: Served, cast: Cast) -> None:
    meeting = scenes.opened(cast)
    code = open_wall(meeting, shows_text=False, by=cast.leader).code
    with wall_of(house, code) as wall:
        state(wall)
        command = {"id": str(new()), "name": "go", "data": {"item": 1, "came_from": 0}}
        wall.send(json.dumps({"command": command, "hello": {"generation": None}}))
        wall.send(b"\x00\x00\x01\x00")
        wall.send(json.dumps({"time": 1}))
        heard = json.loads(wall.recv(timeout=8))
        assert heard["time"] == 1
    meeting.refresh_from_db()
    with Screen(house, cast.leader, meeting) as omar:
        assert omar.hello().state["current"] == WELCOME


def test_the_wall_goes_dark_when_it_is_closed_or_the_meeting_is(house: Served, cast: Cast) -> None:
    meeting = scenes.opened(cast)
    code = open_wall(meeting, shows_text=False, by=cast.leader).code
    with wall_of(house, code) as wall:
        state(wall)
        close_wall(meeting, by=cast.leader)
        with pytest.raises(ConnectionClosed):
            wall.recv(timeout=8)
    with pytest.raises(InvalidStatus), wall_of(house, code):
        pass
    code = open_wall(meeting, shows_text=False, by=cast.leader).code
    close_meeting(meeting, by=cast.leader, command=new())
    with pytest.raises(InvalidStatus), wall_of(house, code):
        pass


def test_the_wall_is_shown_over_plain_http_too(house: Served, cast: Cast) -> None:
    meeting: Meeting = scenes.opened(cast)
    code = open_wall(meeting, shows_text=False, by=cast.leader).code

    status, said = ask(house, code)
    assert (status, said["state"]["title"]) == (200, "Välkomna")
    assert ask(house, "AAAAAA")[0] == 404


def ask(house: Served, code: str) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("localhost", house.port, timeout=10)
    connection.request("GET", f"/live/walls/{code}/state")
    answer = connection.getresponse()
    said = answer.status, json.loads(answer.read())
    connection.close()
    return said


def test_a_wall_that_was_left_on_is_told_to_stop_asking_and_is_no_guess(
    house: Served, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "MOST", 2)
    meeting = scenes.opened(cast)
    code = open_wall(meeting, shows_text=False, by=cast.leader).code
    close_meeting(meeting, by=cast.leader, command=new())
    assert [ask(house, code)[0] for _time in range(4)] == [410] * 4
    assert [ask(house, f"AAAAA{sign}")[0] for sign in "ACDE"] == [404, 404, 429, 429]
