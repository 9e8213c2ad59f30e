"""`lartraff demo` from the outside: its own database, never the school's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from tests.cast import Cast

LARTRAFF = str(Path(sys.executable).with_name("lartraff"))


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "LARTRAFF_DATA": str(folder)}
    environment.pop("DATABASE_URL", None)
    return subprocess.run([LARTRAFF, *arguments], env=environment, capture_output=True, text=True, check=False)


def test_it_builds_beside_the_real_school_and_keeps_what_was_done(tmp_path: Path) -> None:
    built = run(tmp_path, "demo", "--build-only", "--stage", "start")
    assert built.returncode == 0, built.stderr
    assert "start, seed 1" in built.stdout
    assert (tmp_path / "demo.sqlite3").exists()
    assert not (tmp_path / "lartraff.sqlite3").exists()
    kept = run(tmp_path, "demo", "--build-only", "--keep")
    assert "as it was left" in kept.stdout


def test_an_unknown_stage_is_one_sentence(tmp_path: Path) -> None:
    refused = run(tmp_path, "demo", "--stage", "winter")
    assert refused.returncode == 2
    assert "winter" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_it_refuses_a_database_that_holds_a_real_school(cast: Cast, settings: LazySettings) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="not the demo's"):
        call_command("build_demo", keep=True)


def test_it_is_not_built_where_the_demo_is_off(db: None) -> None:
    with pytest.raises(CommandError, match="lartraff demo"):
        call_command("build_demo")
