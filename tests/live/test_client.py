"""The parts of the room's script that need no browser are tested in Node."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((Path(__file__).parent / "client").glob("*.test.js"))


@pytest.mark.parametrize("test", TESTS, ids=lambda path: path.name)
def test_in_node(test: Path) -> None:
    done = subprocess.run(
        ["node", "--test", str(test)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
