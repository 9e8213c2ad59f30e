"""Reads a file from disk, in pieces, for the command line."""

from pathlib import Path

from lartraff.results.logic.reading import PIECE, Reader
from lartraff.results.logic.tallies import Reading


def read_file(path: Path, *, only_school: str | None = None) -> Reading:
    reader = Reader(only_school=only_school)
    with path.open("rb") as file:
        while not reader.stopped and (data := file.read(PIECE)):
            reader.feed(data)
    return reader.finish()
