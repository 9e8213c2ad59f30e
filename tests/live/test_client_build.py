"""The room's scripts are served as they were committed; these tests hold them to their sources."""

import gzip
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVED = ROOT / "src" / "lartraff" / "live" / "static" / "live"
BUILT = ["room.js", "room.js.LEGAL.txt", "wall.js", "wall.js.LEGAL.txt"]
HEAVIEST = 180_000
# Yjs puts this name on the page and complains when it is there already. Two copies would not understand each other.
YJS = b"__ $YJS$ __"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("client")
    subprocess.run(["node", "scripts/build_client.js", str(folder)], cwd=ROOT, check=True, timeout=120)
    return folder


@pytest.mark.parametrize("name", BUILT)
def test_what_is_served_was_built_from_these_sources(name: str, rebuilt: Path) -> None:
    assert (SERVED / name).read_bytes() == (rebuilt / name).read_bytes(), f"{name} is stale: run `make client`"


def test_the_room_is_light_enough_for_a_schools_network() -> None:
    assert len(gzip.compress((SERVED / "room.js").read_bytes())) <= HEAVIEST


def test_the_room_holds_one_yjs_and_the_wall_none() -> None:
    assert (SERVED / "room.js").read_bytes().count(YJS) == 1
    assert (SERVED / "wall.js").read_bytes().count(YJS) == 0


def test_every_package_in_the_room_is_named_with_its_licence() -> None:
    notices = (SERVED / "room.js.LEGAL.txt").read_text()
    for name in (
        "yjs 13.6.33 (MIT)",
        "prosemirror-view 1.42.9 (MIT)",
        "y-prosemirror 1.3.7 (MIT)",
        "lit-html 3.3.3 (BSD",
    ):
        assert name in notices
