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


def found_in(vendor: str, module: str, *numbers: int) -> dict[str, Any]:
    """What `bench.<module>.measure(*numbers)` finds in an empty database of the kind."""
    with environment_for(vendor) as environment:
        command = [sys.executable, "-m", "bench.database", module, *map(str, numbers)]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    found: dict[str, Any] = json.loads(done.stdout)
    return found


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
