"""Serving the pages with uvicorn."""

import contextlib
import os
import socket

import click
import uvicorn
from django.conf import settings

from lartraff.config.database import what_is_missing


def serve(host: str, port: int) -> None:
    """Answer at `host` and `port` until stopped. Raises ClickException where that cannot be done."""
    if missing := what_is_missing() or what_is_not_built():
        raise click.ClickException(missing)
    listener = listen(host, port)
    config = uvicorn.Config(
        "lartraff.config.asgi:application",
        lifespan="off",
        ws="none",
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
