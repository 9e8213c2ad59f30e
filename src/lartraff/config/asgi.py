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

# Four threads: as many pages at once as two cores can use, each with one kept database connection.
_pages = WSGIMiddleware(cast("Any", wsgi), workers=4)


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Pages and the live room."""
    if scope["type"] == "http" and not scope["path"].startswith("/live/"):
        await _pages(cast("Any", scope), cast("Any", receive), cast("Any", send))
    else:
        await live(scope, receive, send)


async def pages(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Pages alone."""
    if scope["type"] == "http":
        await _pages(cast("Any", scope), cast("Any", receive), cast("Any", send))
    elif scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close"})
