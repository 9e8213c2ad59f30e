"""Serving the pages with uvicorn."""

import contextlib
import os
import resource
import socket

import click
import uvicorn
from django.conf import settings

from lartraff.config.database import what_is_missing

# What each part is served from; None is all of them, in one process.
PARTS = {None: "application", "web": "pages", "live": "live"}
# A frame that is not whole can make the document library ask for far more memory than there is. With a ceiling it is
# told no, and the frame is refused; far above what the house needs.
MEMORY_CEILING = 6 * 1024**3


def serve(host: str, port: int, only: str | None = None) -> None:
    """Answer at `host` and `port` until stopped; `only` one part. Raises ClickException where that cannot be done."""
    if missing := what_is_missing() or what_is_not_built():
        raise click.ClickException(missing)
    listener = listen(host, port)
    if only != "web":
        set_memory_ceiling()
    config = uvicorn.Config(
        f"lartraff.config.asgi:{PARTS[only]}",
        lifespan="off" if only == "web" else "on",
        ws="websockets-sansio",
        # A little more than the largest update, which is refused with a word of its own.
        ws_max_size=1100 * 1024,
        # What is written comes in small pieces: packing them costs more time than it saves.
        ws_per_message_deflate=False,
        ws_ping_interval=15,
        ws_ping_timeout=15,
        # Who is behind a proxy is worked out by LARTRAFF_PROXIES, and nobody is believed before that is set.
        proxy_headers=False,
        server_header=False,
        # Addresses of pages can hold the key of a password link: they do not belong in a log.
        access_log=False,
        log_config=None,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Lärträff answers at http://{shown}:{listener.getsockname()[1]}/ (Ctrl+C stops it)")
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def set_memory_ceiling() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > MEMORY_CEILING:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_CEILING, hard))


def what_is_not_built() -> str | None:
    if settings.DEBUG or (settings.STATIC_ROOT / "staticfiles.json").exists():
        return None
    return "The static files are not in place. Run: lartraff migrate"


def listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno and error.errno > 0 else "there is no such address"
        raise click.ClickException(
            f"Cannot answer at {host}, port {port}: {reason}. Choose another with --host and --port."
        ) from error
