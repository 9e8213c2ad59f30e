"""Reads files from disk, in pieces, for the command line."""

from collections.abc import Iterable
from pathlib import Path

from lartraff.results.logic.gathering import Gathering
from lartraff.results.logic.reading import PIECE
from lartraff.results.logic.tallies import Reading


def read_file(path: Path, *, only_school: str | None = None) -> Reading:
    return read_files([path], only_school=only_school)


def read_files(paths: Iterable[Path], *, only_school: str | None = None) -> Reading:
    """Read all of them as one. Raises OSError for one that cannot be opened."""
    files = list(paths)
    gathering = Gathering(only_school=only_school, alone=len(files) == 1)
    for path in files:
        gathering.begin(path.name)
        with path.open("rb") as file:
            while (data := file.read(PIECE)) and gathering.feed(data):
                pass
        gathering.end()
    return gathering.finish()
