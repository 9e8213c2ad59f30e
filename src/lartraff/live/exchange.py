"""The live room over plain HTTP, for networks where websockets are blocked: one request says all and brings all.

Stateless: the client tells what it has (its state vector and the last state it saw), so any process can answer.
"""

from __future__ import annotations

import base64
import binascii
import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

from channels.security.websocket import OriginValidator
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lartraff.core.middleware import language_of_person
from lartraff.live import hub as hubs
from lartraff.live.hub import Hub
from lartraff.live.logic import frames, updates
from lartraff.live.logic.frames import BadFrame
from lartraff.live.permissions import may_come_in
from lartraff.live.room import Poller, Room, checked
from lartraff.live.speaking import obey
from lartraff.live.state import View

if TYPE_CHECKING:
    from lartraff.live.door import Receive, Scope, Send

MOST_BYTES = 2 * updates.MOST_BYTES
LONGEST_WAIT = 20.0  # seconds


async def exchange(scope: Scope, receive: Receive, send: Send, number: str) -> None:
    """Answer one request: 200 with what is new, 401 or 403 with a sentence, 400 for what is no request of ours."""
    hub, user, meeting = hubs.current, scope["user"], int(number)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    if hub is None:
        return await answer(send, 503, {"sentence": "The live room is starting."})
    if scope["method"] != "POST" or not comes_from_us(headers):
        return await answer(send, 403, {"sentence": "Only the room's own page asks here."})
    may = user.is_authenticated and await hub.threads.work(may_come_in, user, meeting)
    room = await hub.room(meeting) if may else None
    if room is None:
        return await answer(send, 403 if user.is_authenticated else 401, {"sentence": refusal(user)})
    try:
        asked = read_request(await body(receive))
        return await answer(send, 200, await Exchange(hub, room, user).serve(asked))
    except BadFrame as error:
        return await answer(send, 400, {"sentence": str(error)})


def refusal(user: Any) -> str:
    with translation.override(language_of_person(user)):
        if not user.is_authenticated:
            return str(_("You have been signed out. Sign in again in another tab; what you wrote stays here."))
        return str(_("The room and the draft belong to the group. You can read the minutes when they are shared."))


def comes_from_us(headers: dict[str, str]) -> bool:
    """Browsers say where a request comes from; another site's page cannot send JSON here and say it is ours."""
    origin = headers.get("origin")
    if origin is None or not headers.get("content-type", "").startswith("application/json"):
        return False
    allowed = OriginValidator(None, settings.ALLOWED_HOSTS)
    return bool(allowed.valid_origin(urlparse(origin)))


async def body(receive: Receive) -> bytes:
    data = bytearray()
    while True:
        message = await receive()
        data += message.get("body", b"")
        if len(data) > MOST_BYTES:
            raise BadFrame("The request is too large.")
        if not message.get("more_body"):
            return bytes(data)


def read_request(data: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(data)
    except ValueError as error:
        raise BadFrame("The request is not JSON.") from error
    if not isinstance(asked, dict):
        raise BadFrame("The request is not an object.")
    return asked


async def answer(send: Send, status: int, said: dict[str, Any]) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(said).encode()})


class Exchange:
    """One request in its room."""

    def __init__(self, hub: Hub, room: Room, user: Any) -> None:
        self.hub = hub
        self.room = room
        self.user = user

    async def serve(self, asked: dict[str, Any]) -> dict[str, Any]:
        room, version = self.room, self.room.version
        poller = room.pollers.setdefault(self.user.pk, Poller(self.user, time.monotonic()))
        poller.seen = time.monotonic()
        room.tell_online()
        outdated = asked.get("generation") not in {None, str(room.stored.generation)}
        answers = [await obey(self.hub, room, self.user, said) for said in listed(asked, "commands")]
        if not outdated:
            await self.take_in(packed(asked, "update"))
            self.hear(packed(asked, "awareness"), poller)
        vector = packed(asked, "vector")
        nothing_said = not answers and asked.get("update") is None
        if nothing_said and has_seen(asked, room.view) and not outdated:
            await self.wait(version, asked.get("wait"))
        return self.told(asked, answers, vector, outdated=outdated)

    async def take_in(self, update: bytes | None) -> None:
        view = self.room.view
        if update is None or update == updates.EMPTY or view is None or not view.may_write:
            return
        updates.check(update)
        if not await self.hub.log.written(self.room, update, self.user):
            raise BadFrame("What was written could not be kept.")

    def hear(self, payload: bytes | None, poller: Poller) -> None:
        if payload is not None:
            own = checked(frames.read_awareness(payload), self.user, poller.clients, self.room.presences)
            self.hub.hear(self.room, own, besides=None)

    async def wait(self, version: int, seconds: Any) -> None:
        """Hold the answer until there is something to tell."""
        longest = min(float(seconds), LONGEST_WAIT) if isinstance(seconds, int | float) else 0.0
        end = time.monotonic() + longest
        while self.room.version == version and (left := end - time.monotonic()) > 0:
            await self.hub.news(left)

    def told(
        self, asked: dict[str, Any], answers: list[dict[str, Any]], vector: bytes | None, *, outdated: bool
    ) -> dict[str, Any]:
        room, view = self.room, self.room.view
        assert view is not None
        presences = frames.write_awareness(list(room.presences.values()))
        return {
            "generation": str(room.stored.generation),
            "outdated": outdated,
            "now": time.time() * 1000,
            "done": [said["done"]["id"] for said in answers if "done" in said],
            "refused": [said["refused"] for said in answers if "refused" in said],
            "state": None if has_seen(asked, view) and not answers else view.data,
            "me": view.me(self.user),
            "online": room.online(),
            "update": None if vector is None or outdated else pack(room.missing(vector)),
            "vector": pack(room.document.get_state()),
            "awareness": pack(presences),
            "problems": [{"item": item, "sentence": sentence} for item, sentence in room.problems.items()],
        }


def has_seen(asked: dict[str, Any], view: View | None) -> bool:
    """Not everything that is shown is a line in the log (the wall's code, own words): then only the moment differs."""
    if view is None:
        return False
    now = view.data["now"]
    return asked.get("seen") == view.sequence and asked.get("shown", now) == now


def listed(asked: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = asked.get(key) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadFrame("The commands are not a list of commands.")
    return found


def packed(asked: dict[str, Any], key: str) -> bytes | None:
    value = asked.get(key)
    if value is None:
        return None
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise BadFrame(f"The {key} is not base64.") from error


def pack(data: bytes) -> str:
    return base64.b64encode(data).decode()
