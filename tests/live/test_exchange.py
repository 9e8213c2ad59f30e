"""The room over plain HTTP says and brings the same as the websocket."""

import base64
import threading
import time
import uuid

import pycrdt
import pytest

from lartraff.live.actions import open_wall
from lartraff.live.document import Document, fragment, section
from lartraff.live.logic.tree import text_of
from lartraff.meetings.models import AgendaItem, Meeting
from tests.cast import Cast
from tests.live.exchanging import exchange, raw_exchange
from tests.live.screen import Screen
from tests.live.serving import Served
from tests.meetings import scenes
from tests.meetings.scenes import ROUND, WELCOME, item


@pytest.fixture
def meeting(house: Served, cast: Cast) -> Meeting:
    return scenes.opened(cast)


def packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


def written(document: Document, where: AgendaItem, text: str) -> bytes:
    state = document.get_state()
    paragraph = pycrdt.XmlElement("paragraph")
    fragment(document, where.pk).children.append(paragraph)
    paragraph.children.append(pycrdt.XmlText(text))
    return document.get_update(state)


def test_one_request_says_all_and_brings_all(house: Served, cast: Cast, meeting: Meeting) -> None:
    here = item(meeting, WELCOME)
    mine: Document = Document()
    with Screen(house, cast.leader, meeting) as omar:
        omar.write(here, "Välkomna!")
        omar.hello().saved()
        update = written(mine, here, "Hej från telefonen")
        command = str(uuid.uuid4())
        status, said = exchange(
            house,
            cast.member,
            meeting,
            update=packed(update),
            vector=packed(mine.get_state()),
            seen=-1,
            commands=[{"id": command, "name": "hand", "data": {"up": True}}],
        )
        assert status == 200
        assert said["done"] == [command]
        assert set(said["online"]) == {cast.leader.pk, cast.member.pk}
        mine.apply_update(base64.b64decode(said["update"]))
        assert {text_of([one]) for one in section(mine, here.pk)} == {"Välkomna!", "Hej från telefonen"}
        omar.until(lambda: "Hej från telefonen" in omar.reads(here))
        omar.until(lambda: omar.state["queue"] == [cast.member.pk])


def test_the_state_comes_when_there_is_a_newer_one(house: Served, cast: Cast, meeting: Meeting) -> None:
    _status, first = exchange(house, cast.member, meeting, seen=-1)
    assert first["state"]["current"] == WELCOME
    assert first["me"]["name"] == "Sara Holm"
    _status, again = exchange(house, cast.member, meeting, seen=first["state"]["sequence"])
    assert again["state"] is None


def test_what_is_shown_without_a_line_in_the_log_comes_too(house: Served, cast: Cast, meeting: Meeting) -> None:
    _status, first = exchange(house, cast.member, meeting, seen=-1)
    open_wall(meeting, shows_text=False, by=cast.leader)
    seen = {"seen": first["state"]["sequence"], "shown": first["state"]["now"]}
    _status, said = exchange(house, cast.member, meeting, wait=10, **seen)
    assert said["state"]["sequence"] == seen["seen"]
    assert len(said["state"]["wall"]["code"]) == 6


def test_the_answer_is_held_until_something_happens(house: Served, cast: Cast, meeting: Meeting) -> None:
    _status, first = exchange(house, cast.member, meeting, seen=-1)
    with Screen(house, cast.leader, meeting) as omar:
        omar.hello()
        exchange(house, cast.member, meeting, seen=first["state"]["sequence"])
        threading.Timer(0.6, lambda: omar.ask("go", item=ROUND, came_from=WELCOME)).start()
        began = time.monotonic()
        sequence, held = first["state"]["sequence"], None
        while held is None and time.monotonic() - began < 8:
            _status, said = exchange(house, cast.member, meeting, seen=sequence, wait=10)
            held = said["state"]
        assert held is not None
        assert held["current"] == ROUND
        assert 0.3 < time.monotonic() - began < 5


def test_refused_over_http_is_refused_in_a_sentence(house: Served, cast: Cast, meeting: Meeting) -> None:
    command = str(uuid.uuid4())
    _status, said = exchange(house, cast.member, meeting, commands=[{"id": command, "name": "close", "data": {}}])
    assert [one["id"] for one in said["refused"]] == [command]
    assert said["refused"][0]["sentence"].startswith("Lärledaren")


def test_a_document_of_another_history_is_left_alone(house: Served, cast: Cast, meeting: Meeting) -> None:
    here = item(meeting, WELCOME)
    mine: Document = Document()
    update = packed(written(mine, here, "Från förr"))
    _status, said = exchange(house, cast.member, meeting, generation=str(uuid.uuid4()), update=update)
    assert said["outdated"]
    with Screen(house, cast.leader, meeting) as omar:
        omar.hello().hush()
        assert omar.reads(here) == ""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"update": "\xc3\xa5"}',
        b'{"update": "AAECAw=="}',
        b'{"commands": {"id": 1}}',
        b'{"vector": 7}',
    ],
)
def test_what_is_no_request_of_ours_is_answered_and_nothing_breaks(
    house: Served, cast: Cast, meeting: Meeting, body: bytes
) -> None:
    assert raw_exchange(house, cast.member, meeting, body, {})[0] == 400
    assert exchange(house, cast.member, meeting, seen=-1)[0] == 200


def test_who_stops_asking_is_no_longer_shown_as_here(
    house: Served, cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lartraff.live.room.STALE", 0.5)
    with Screen(house, cast.leader, meeting) as omar:
        omar.hello()
        exchange(house, cast.member, meeting, seen=-1)
        omar.until(lambda: cast.member.pk in omar.told.get("online", []))
        omar.until(lambda: cast.member.pk not in omar.told["online"])
