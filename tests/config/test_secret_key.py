"""The key is made once, for the owner's eyes only."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lartraff.config.secret_key import read_or_make


def test_it_is_made_on_the_first_run_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret_key"
    key = read_or_make(path)
    assert len(key) >= 50
    assert read_or_make(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret_key"]


def test_two_houses_have_two_keys(tmp_path: Path) -> None:
    assert read_or_make(tmp_path / "one") != read_or_make(tmp_path / "two")


def test_those_who_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as together:
        keys = set(together.map(lambda _number: read_or_make(tmp_path / "secret_key"), range(40)))
    assert len(keys) == 1
