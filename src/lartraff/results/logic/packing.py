"""Many rows of a table, kept small: as lines of text, some thousand to a piece, each piece packed.

The lines are in the text form of PostgreSQL's COPY, so that they can be handed to it as they are: values separated by
tabs, `\\N` for none, and a backslash before what would break a line.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

# A piece of counts is about a megabyte before it is packed, and a tenth of that afterwards.
ROWS_TO_A_PIECE = 10_000

Cell = str | int | None
NONE = "\\N"

_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\(.)")
_MEANING = {"t": "\t", "n": "\n", "r": "\r"}


def line_of(row: Iterable[Cell]) -> str:
    return "\t".join([NONE if cell is None else _SPECIAL.sub(_escape, str(cell)) for cell in row])


def cells_of(line: str) -> list[str | None]:
    cells = line.split("\t")
    if "\\" not in line:
        return list(cells)
    return [None if cell == NONE else _ESCAPED.sub(_mean, cell) for cell in cells]


def pack_lines(lines: Sequence[str]) -> bytes:
    # Half a sign, as JSON can hold, becomes a question mark: no database takes it.
    return zlib.compress("\n".join(lines).encode(errors="replace"), level=1)


def lines_in(piece: bytes) -> list[str]:
    return zlib.decompress(piece).decode().split("\n")


def pack(rows: Iterable[Iterable[Cell]]) -> Iterator[tuple[bytes, int]]:
    """Pieces, and how many rows each holds."""
    lines = map(line_of, rows)
    while piece := list(islice(lines, ROWS_TO_A_PIECE)):
        yield pack_lines(piece), len(piece)


def rows_of(lines: Sequence[str]) -> list[tuple[str | None, ...]]:
    if "\\" in "".join(lines):
        return [tuple(cells_of(line)) for line in lines]
    return [tuple(line.split("\t")) for line in lines]


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES[match[0]]


def _mean(match: re.Match[str]) -> str:
    return _MEANING.get(match[1], match[1])
