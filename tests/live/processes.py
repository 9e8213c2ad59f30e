"""The house as an operator runs it: processes of their own, one database, and Redis between several."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

LARTRAFF = Path(sys.executable).parent / "lartraff"
BUILD = Path(__file__).with_name("build_school.py")


@dataclass(slots=True)
class Operation:
    """A data folder and a database with the cast and an open meeting in it."""

    environment: dict[str, str]
    school: dict[str, Any]


@dataclass(slots=True)
class Process:
    port: int
    running: subprocess.Popen[bytes]

    def kill(self) -> None:
        """As when the power goes."""
        self.running.send_signal(signal.SIGKILL)
        self.running.wait(10)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def built(folder: Path, script: Path = BUILD) -> Iterator[Operation]:
    """A new house on the kind of database that the tests run on. It takes some seconds, so it is built once.

    `script` puts people and meetings into it, and prints them as JSON.
    """
    with database() as url:
        environment = os.environ | {"LARTRAFF_DATA": str(folder), "LARTRAFF_LOG_LEVEL": "WARNING"}
        environment |= {"DATABASE_URL": url} if url else {}
        subprocess.run([LARTRAFF, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)
        school = subprocess.run([sys.executable, script], env=environment, check=True, stdout=subprocess.PIPE)
        yield Operation(environment, json.loads(school.stdout))


@contextmanager
def copied(model: Operation, folder: Path, redis: str = "") -> Iterator[Operation]:
    """A house like the one that was built, for one test."""
    shutil.copytree(model.environment["LARTRAFF_DATA"], folder, dirs_exist_ok=True)
    with database(like=model.environment.get("DATABASE_URL", "").rpartition("/")[2]) as url:
        environment = model.environment | {"LARTRAFF_DATA": str(folder)}
        environment |= {"DATABASE_URL": url} if url else {}
        environment |= {"LARTRAFF_CACHE_URL": redis} if redis else {}
        yield Operation(environment, model.school)


@contextmanager
def database(like: str = "template1") -> Iterator[str]:
    """On PostgreSQL a database of its own beside the tests'; on SQLite a file, which needs no address."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield ""
        return
    name, server = f"live_{secrets.token_hex(4)}", settings.DATABASES["default"]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    user = server["USER"] + (f":{server['PASSWORD']}" if server["PASSWORD"] else "")
    where = str(server["HOST"]).replace("/", "%2F") + (f":{server['PORT']}" if server["PORT"] else "")
    try:
        yield f"postgres://{user}@{where}/{name}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def process(operation: Operation, port: int | None = None) -> Iterator[Process]:
    """One `lartraff serve`."""
    port = port or free_port()
    with subprocess.Popen([LARTRAFF, "serve", "--port", str(port)], env=operation.environment) as running:
        served = Process(port, running)
        try:
            wait_for(port, running)
            yield served
        finally:
            if running.poll() is None:
                running.terminate()
                running.wait(15)


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """A Redis of the test's own; its address."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        try:
            wait_for(port, running)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            running.terminate()
            running.wait(10)


def wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        assert running.poll() is None, "it did not start"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("it did not answer in time")
