"""A page is light enough for a school's network: the first load, all of it, is at most 60 kB as it travels."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.cast import Cast
from tests.conftest import SignIn
from tests.test_doors import DOORS, Door, Place
from tests.world import build, try_file

LIMIT = 60_000
LIMIT_OF_THE_ROOM = 240_000  # with the editor, which is at most 180 kB and is loaded nowhere else
# A photograph weighs what it weighs.
PAGES = [door for door in DOORS if door.post is None and door.name != "meetings:photo"]
ASSET = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="/static/([^"]+)"')


def weight(html: bytes) -> int:
    """Bytes of the page and of every file it asks for, compressed with gzip; Brotli, which browsers get, is smaller."""
    total = len(gzip.compress(html))
    for name in set(ASSET.findall(html.decode())):
        found = finders.find(name)
        assert isinstance(found, str), f"{name} is nowhere"
        total += len(gzip.compress(Path(found).read_bytes()))
    return total


@pytest.fixture
def place(cast: Cast) -> Place:
    return Place(cast, build(cast), try_file(cast).pk)


@pytest.mark.parametrize("door", PAGES, ids=lambda door: door.name)
def test_the_first_load_of_a_page_is_light(door: Door, place: Place, sign_in: SignIn) -> None:
    for name in sorted(door.may)[:3]:
        address = reverse(door.name, args=door.args(place)) + door.query(place)
        answer = sign_in(place.cast.everybody()[name]).get(address)
        assert weight(answer.content) <= (LIMIT_OF_THE_ROOM if door.name == "live:room" else LIMIT)
        assert door.name == "live:room" or "live/room.js" not in answer.content.decode()


def test_a_page_travels_compressed(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.principal).get("/", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
