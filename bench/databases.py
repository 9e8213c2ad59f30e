"""An empty SQLite and an empty PostgreSQL to measure in, each for one measurement, gone afterwards."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.with_postgres import cluster

ROOT = Path(__file__).resolve().parent.parent
VENDORS = ("sqlite", "postgresql")


def command(part: str, *numbers: int) -> list[str]:
    return [sys.executable, "-m", "bench.database", part, *map(str, numbers)]


def found_in(vendor: str, part: str, *numbers: int) -> dict[str, Any]:
    """What a part of a bench ("bulk.measure") returns in an empty database of the kind."""
    with environment_for(vendor) as environment:
        done = subprocess.run(  # noqa: S603  our own command
            command(part, *numbers), env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class Answering:
    """A part of a bench that answers what it is asked, line by line. `ask` waits for the answer."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, line: str = "") -> str:
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("started without pipes")
        if line:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise AssertionError("it has ended")
        return answer.strip()


@contextmanager
def answering_in(vendor: str, part: str, *numbers: int) -> Iterator[Answering]:
    with environment_for(vendor) as environment:
        process = subprocess.Popen(  # noqa: S603  our own command
            command(part, *numbers),
            env=environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield Answering(process)
        finally:
            process.communicate()


@contextmanager
def environment_for(vendor: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="lartraff-bench-") as folder:
        environment = {**os.environ, "LARTRAFF_DATA": folder}
        environment.pop("DATABASE_URL", None)
        if vendor == "sqlite":
            yield environment
        else:
            with cluster() as url:
                yield {**environment, "DATABASE_URL": url}
