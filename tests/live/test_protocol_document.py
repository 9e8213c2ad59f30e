"""The reference of the protocol says what the house speaks."""

import re
from pathlib import Path

from lartraff.live.actions import open_wall
from lartraff.live.commands import COMMANDS
from lartraff.live.state import view_of
from tests.cast import Cast
from tests.meetings import scenes

REFERENCE = (Path(__file__).resolve().parents[2] / "docs/reference/live-protocol.md").read_text()


def first_column(heading: str) -> set[str]:
    """The names in code in the first column of the table under a heading."""
    part = REFERENCE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\| (`[^|]*`) \|", part, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_command_is_in_the_reference() -> None:
    assert first_column("Commands") == set(COMMANDS)


def test_every_part_of_the_state_is_in_the_reference(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    open_wall(meeting, shows_text=False, by=cast.leader)
    view = view_of(meeting.pk)
    assert view is not None
    assert first_column("The state") == set(view.data)
    for key in ("meeting", "clock", "plan", "wall"):
        for name in view.data[key]:
            assert f"`{name}`" in REFERENCE, f"{key}.{name}"
    for key in ("items", "people"):
        for name in view.data[key][0]:
            assert f"`{name}`" in REFERENCE, f"{key}.{name}"
