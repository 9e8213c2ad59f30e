"""Running the lartraff command as an operator does."""

import os
import subprocess
import sys
from pathlib import Path

LARTRAFF = [sys.executable, "-m", "lartraff"]


def environment(data: Path, **more: str) -> dict[str, str]:
    """As this one, but with its own data folder and no settings besides `more`."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LARTRAFF_", "DJANGO_")) and name != "DATABASE_URL"
    }
    return {**ours, "LARTRAFF_DATA": str(data), **more}


def lartraff(data: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*LARTRAFF, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=environment(data, **more),
        timeout=120,
    )
