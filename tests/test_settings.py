"""Settings come from the environment, each is written down, and a bad one stops the start with its name."""

import re
from pathlib import Path

import pytest

from tests.config.commands import lartraff

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "src" / "lartraff" / "config" / "settings.py"
REFERENCE = ROOT / "docs" / "reference" / "settings.md"


def test_every_variable_is_in_the_reference_and_no_other() -> None:
    read = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS.read_text())
    listed = re.findall(r"^\| `([A-Z_]+)` \|", REFERENCE.read_text(), re.MULTILINE)
    assert len(read) == len(set(read))
    assert sorted(listed) == sorted(read)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "who knows"),
        ("LARTRAFF_CACHE_URL", "paper://"),
        ("LARTRAFF_DEBUG", "perhaps"),
        ("LARTRAFF_DEMO", "2"),
        ("LARTRAFF_EMAIL_URL", "pigeon://"),
        ("LARTRAFF_HTTPS", "soon"),
        ("LARTRAFF_LOG_LEVEL", "LOUD"),
        ("LARTRAFF_PROXIES", "-1"),
        ("LARTRAFF_PROXIES", "one"),
    ],
)
def test_a_bad_value_stops_the_start_with_its_name(tmp_path: Path, variable: str, value: str) -> None:
    done = lartraff(tmp_path / "data", "check", **{variable: value})
    assert done.returncode == 2, done.stdout
    assert variable in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_nothing_is_written_outside_the_data_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    done = lartraff(tmp_path / "data", "migrate", HOME=str(home), TMPDIR=str(home))
    assert done.returncode == 0, done.stderr
    assert list(home.rglob("*")) == []
    assert {path.name for path in (tmp_path / "data").iterdir()} >= {"lartraff.sqlite3", "secret_key", "static"}
