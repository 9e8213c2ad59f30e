"""Yjs as its makers ship it: two `y-websocket` clients in Node, our server between, and a browser looking on."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from lartraff.meetings.models import Meeting
from tests.browser.conftest import chromium, entrance
from tests.browser.live import hands
from tests.cast import Cast
from tests.live.screen import cookie_of
from tests.live.serving import Served
from tests.meetings import scenes
from tests.meetings.scenes import WELCOME, item

__all__ = ["chromium"]  # a fixture

CLIENT = Path(__file__).parent / "node" / "official_client.mjs"
SENTENCES = ("Vi läste elevernas texter. ", "Många återger, få jämför. ")


@pytest.fixture
def meeting(house: Served, cast: Cast) -> Meeting:
    return scenes.opened(cast)


def let_them_write(house: Served, cast: Cast, meeting: Meeting) -> dict[str, Any]:
    """Both write a sentence at once, a letter at a time; what came of it."""
    people = [
        {"id": one.pk, "cookie": f"{settings.SESSION_COOKIE_NAME}={cookie_of(one)}"}
        for one in (cast.leader, cast.member)
    ]
    asked = {
        "socket": f"{house.websocket}/live/meetings",
        "meeting": str(meeting.pk),
        "fragment": f"item-{item(meeting, WELCOME).pk}",
        "origin": house.url,
        "people": people,
    }
    done = subprocess.run(
        ["node", CLIENT], input=json.dumps(asked), capture_output=True, text=True, timeout=60, check=True
    )
    return dict(json.loads(done.stdout))


def test_official_clients_agree_and_a_browser_shows_what_they_wrote(
    house: Served, cast: Cast, meeting: Meeting, chromium: Browser
) -> None:
    with entrance(chromium) as come:
        visitor = come(house.url, cookie_of(cast.second_member))
        page = hands.enter(visitor, meeting.pk)
        said = let_them_write(house, cast, meeting)
        assert said["synced"] == [True, True]
        assert said["alike"]
        here = {cast.leader.pk, cast.member.pk, cast.second_member.pk}
        assert [set(seen) for seen in said["seen"]] == [here, here]
        assert all(said["texts"][0].count(sentence) == 1 for sentence in SENTENCES)
        hands.reads_once(page, *(sentence.strip() for sentence in SENTENCES))
        assert visitor.troubles == []
