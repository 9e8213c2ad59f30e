"""The whole house as it is served, in a thread of the test: pages, websockets and plain HTTP on one port."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application

from lartraff.config.asgi import house, threaded


@dataclass(frozen=True, slots=True)
class Served:
    port: int

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def websocket(self) -> str:
        return f"ws://localhost:{self.port}"


@contextmanager
def serving() -> Iterator[Served]:
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        house(threaded(StaticFilesHandler(get_wsgi_application()))),
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=1100 * 1024,
        ws_per_message_deflate=False,
        log_config=None,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the house did not start"
            time.sleep(0.01)
        yield Served(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(15)
        assert not thread.is_alive(), "the house did not stop"
