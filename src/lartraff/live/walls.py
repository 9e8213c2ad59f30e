"""The wall's own ways in. It needs no sign-in, only the code; it is told the state and can say nothing."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from lartraff.live import guessing
from lartraff.live import hub as hubs
from lartraff.live.connection import Connection
from lartraff.live.exchange import answer
from lartraff.live.queries import meeting_on_wall, wall_is_over
from lartraff.live.room import Room
from lartraff.live.speaking import NOT_ALLOWED, TRY_AGAIN

if TYPE_CHECKING:
    from lartraff.live.door import Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is no wall to show, as HTTP says it. A wall that is over is told so, and need not ask any more."""

    status: int


NO_SUCH, OVER, TOO_MANY = Nothing(404), Nothing(410), Nothing(429)


async def find(scope: Scope, code: str) -> Room | Nothing:
    """The room whose wall has this code."""
    assert hubs.current is not None
    headers = dict(scope["headers"])
    direct = (scope.get("client") or ("", 0))[0]
    who = guessing.address(direct, headers.get(b"x-forwarded-for", b"").decode("latin-1"))
    meeting = await hubs.current.threads.work(look_up, code, who)
    if isinstance(meeting, Nothing):
        return meeting
    room = await hubs.current.room(meeting)
    return NO_SUCH if room is None or room.view is None or room.view.wall is None else room


def look_up(code: str, who: str) -> int | Nothing:
    if guessing.too_many(who):
        return TOO_MANY
    meeting = meeting_on_wall(code)
    if meeting is not None:
        return meeting
    if wall_is_over(code):
        return OVER
    guessing.missed(who)
    return NO_SUCH


async def show(scope: Scope, receive: Receive, send: Send, code: str) -> None:
    """Serve one wall's websocket."""
    await receive()
    if hubs.current is None:
        return await send({"type": "websocket.close", "code": TRY_AGAIN})
    room = await find(scope, code)
    if isinstance(room, Nothing):
        return await send({"type": "websocket.close", "code": NOT_ALLOWED})
    assert room.view is not None
    assert room.view.wall is not None
    await send({"type": "websocket.accept"})
    connection = Connection(scope["straight"], None)
    connection.talks = True
    connection.latest("state", room.view.wall)
    room.walls.add(connection)
    delivering = asyncio.create_task(connection.deliver())
    try:
        while (message := await receive())["type"] != "websocket.disconnect":
            asked = read(message.get("text") or "")
            if "time" in asked:
                connection.answer({"time": asked["time"], "now": time.time() * 1000})
    finally:
        room.walls.discard(connection)
        delivering.cancel()
    return None


def read(data: str) -> dict[str, Any]:
    """Whatever else a wall may say is not heard."""
    try:
        message = json.loads(data)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


async def state(scope: Scope, receive: Receive, send: Send, code: str) -> None:
    """The same over plain HTTP."""
    if hubs.current is None:
        return await answer(send, 503, {"sentence": "The live room is starting."})
    room = await find(scope, code)
    if isinstance(room, Nothing):
        return await answer(send, room.status, {"sentence": gettext("This wall is closed.")})
    assert room.view is not None
    assert room.view.wall is not None
    room.empty_since = time.monotonic()
    return await answer(send, 200, json.loads(room.view.wall) | {"now": time.time() * 1000})
