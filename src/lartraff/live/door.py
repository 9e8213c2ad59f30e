"""The door of the live room: who are you, may you, and then in to the one who listens.

One ASGI application for both ways in: the websocket, and plain HTTP for where websockets are blocked. Whether somebody
may enter is the meetings' own question; origin and session are checked by Channels' well-worn middleware.
"""

import gc
import re
from collections.abc import Awaitable, Callable
from typing import Any

from channels.auth import AuthMiddlewareStack
from channels.security.websocket import AllowedHostsOriginValidator

from lartraff.live import exchange, hub, speaking, walls
from lartraff.live.hub import Hub

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Way = Callable[[Scope, Receive, Send, str], Awaitable[None]]

WEBSOCKETS: list[tuple[re.Pattern[str], Way]] = [
    (re.compile(r"^/live/meetings/(\d{1,18})/?$"), speaking.speak),
    (re.compile(r"^/live/walls/([A-Za-z0-9]{4,8})/?$"), walls.show),
]
PAGES: list[tuple[re.Pattern[str], Way]] = [
    (re.compile(r"^/live/meetings/(\d{1,18})/exchange$"), exchange.exchange),
    (re.compile(r"^/live/walls/([A-Za-z0-9]{4,8})/state$"), walls.state),
]


async def by_websocket(scope: Scope, receive: Receive, send: Send) -> None:
    for pattern, way in WEBSOCKETS:
        if found := pattern.match(scope["path"]):
            return await way(scope, receive, send, found[1])
    await receive()
    return await send({"type": "websocket.close", "code": 4404})


async def by_http(scope: Scope, receive: Receive, send: Send) -> None:
    for pattern, way in PAGES:
        if found := pattern.match(scope["path"]):
            return await way(scope, receive, send, found[1])
    return await exchange.answer(send, 404, {"sentence": "There is nothing here."})


_websocket = AllowedHostsOriginValidator(AuthMiddlewareStack(by_websocket))
_http = AuthMiddlewareStack(by_http)


async def door(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI application."""
    if scope["type"] == "lifespan":
        await while_it_serves(receive, send)
    elif scope["type"] == "websocket":
        # Once somebody is in, nothing needs to pass the session's middleware at every letter.
        await _websocket(scope | {"straight": send}, receive, send)
    else:
        await _http(scope, receive, send)


async def while_it_serves(receive: Receive, send: Send) -> None:
    """Keep the hub for as long as the server runs."""
    await receive()
    hub.current = Hub()
    # What the house is made of stays as long as it serves. Looking through all of it for what could be thrown away took
    # 50 ms every now and then, and everybody in every room waited for it at a letter.
    gc.collect()
    gc.freeze()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    the_hub, hub.current = hub.current, None
    await the_hub.stop()
    await send({"type": "lifespan.shutdown.complete"})
