"""What uvicorn serves: pages through WSGI in threads, and the live room on the event loop.

`application` is both, from one process; `pages` and `live` are each alone, where they run side by side.
"""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from a2wsgi import WSGIMiddleware

from lartraff.config.wsgi import application as wsgi

# The settings must be in place before the live room is read.
from lartraff.live.door import door as live  # isort: skip

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

ASGI = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


def threaded(wsgi_application: Any) -> ASGI:
    """The pages, for the event loop. Four threads: as many at once as two cores can use, each with its connection."""
    return cast("ASGI", WSGIMiddleware(wsgi_application, workers=4))


def house(its_pages: ASGI) -> ASGI:
    """Pages and the live room behind one address."""

    async def both(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/live/"):
            await its_pages(scope, receive, send)
        else:
            await live(scope, receive, send)

    return both


_pages = threaded(wsgi)
application = house(_pages)


async def pages(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Pages alone."""
    if scope["type"] == "http":
        await _pages(scope, receive, send)
    elif scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close"})
