"""Yjs as its makers ship it: two `y-websocket` clients in Node, our server, and a browser that looks on."""

import json
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings

from lartraff.meetings.models import Meeting
from tests import live
from tests.browser.conftest import Visit
from tests.browser.live import hands
from tests.cast import Cast
from tests.live.screen import cookie_of
from tests.meetings import scenes
from tests.meetings.scenes import WELCOME, item

CLIENT = Path(live.__file__).parent / "node" / "official_client.mjs"
SENTENCES = ("Vi läste elevernas texter. ", "Många återger, få jämför. ")


def let_them_write(house: str, cast: Cast, meeting: Meeting) -> dict[str, Any]:
    """Both write a sentence at once, a letter at a time; what came of it."""
    people = [
        {"id": one.pk, "cookie": f"{settings.SESSION_COOKIE_NAME}={cookie_of(one)}"}
        for one in (cast.leader, cast.member)
    ]
    asked = {
        "socket": f"{house.replace('http', 'ws', 1)}/live/meetings",
        "meeting": str(meeting.pk),
        "fragment": f"item-{item(meeting, WELCOME).pk}",
        "origin": house,
        "people": people,
    }
    done = subprocess.run(
        ["node", CLIENT], input=json.dumps(asked), capture_output=True, text=True, timeout=60, check=True
    )
    return dict(json.loads(done.stdout))


def test_official_clients_agree_and_a_browser_shows_what_they_wrote(house: str, cast: Cast, visit: Visit) -> None:
    meeting = scenes.opened(cast)
    visitor = visit(cast.second_member)
    page = hands.enter(visitor, meeting.pk)
    said = let_them_write(house, cast, meeting)
    assert said["synced"] == [True, True]
    assert said["alike"]
    here = {cast.leader.pk, cast.member.pk, cast.second_member.pk}
    assert [set(seen) for seen in said["seen"]] == [here, here]
    assert all(said["texts"][0].count(sentence) == 1 for sentence in SENTENCES)
    hands.reads_once(page, *(sentence.strip() for sentence in SENTENCES))
    assert visitor.troubles == []
