"""A million tallies in the memory of a few: packed as they are read, unpacked a piece at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from lartraff.results.logic.packing import ROWS_TO_A_PIECE, Cell, lines_in, pack, pack_lines
from lartraff.results.logic.tallies import Tally

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Packed rows in pieces, with how many rows each holds."""

    pieces: tuple[tuple[bytes, int], ...] = ()

    @property
    def rows(self) -> int:
        return sum(rows for _piece, rows in self.pieces)


class Packer:
    """Lines in, pieces out."""

    def __init__(self) -> None:
        self.rows = 0
        self._lines: list[str] = []
        self._pieces: list[tuple[bytes, int]] = []

    def add(self, lines: Iterable[str]) -> None:
        before = len(self._lines)
        self._lines += lines
        self.rows += len(self._lines) - before
        while len(self._lines) >= ROWS_TO_A_PIECE:
            self._pack()

    def finish(self) -> Pieces:
        if self._lines:
            self._pack()
        return Pieces(tuple(self._pieces))

    def _pack(self) -> None:
        piece = self._lines[:ROWS_TO_A_PIECE]
        del self._lines[:ROWS_TO_A_PIECE]
        self._pieces.append((pack_lines(piece), len(piece)))


class PackedTallies(Sequence[Tally]):
    """`counted`: those with pupils. `empty`: those whose subject has none. No place is there twice."""

    def __init__(self, counted: Pieces, empty: Pieces, school_years: frozenset[int]) -> None:
        self.counted = counted
        self.empty = empty
        self.school_years = school_years

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PackedTallies):
            return NotImplemented
        return (self.counted, self.empty) == (other.counted, other.empty)

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return self.counted.rows + self.empty.rows

    def __iter__(self) -> Iterator[Tally]:
        for piece, _rows in (*self.counted.pieces, *self.empty.pieces):
            for line in lines_in(piece):
                yield tally_of(line)

    @overload
    def __getitem__(self, at: int) -> Tally: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Tally]: ...
    def __getitem__(self, at: int | slice) -> Tally | Sequence[Tally]:
        return tuple(self)[at]


def packed(tallies: Sequence[Tally]) -> PackedTallies:
    if isinstance(tallies, PackedTallies):
        return tallies
    return PackedTallies(
        pieces_of(row_of(tally) for tally in tallies if tally.counts),
        pieces_of(row_of(tally) for tally in tallies if not tally.counts),
        frozenset(tally.school_year for tally in tallies),
    )


def pieces_of(rows: Iterable[Row]) -> Pieces:
    return Pieces(tuple(pack(rows)))


def row_of(tally: Tally) -> Row:
    return (
        tally.school,
        tally.subject,
        tally.school_year,
        tally.season,
        tally.year,
        json.dumps(tally.counts),
        json.dumps(tally.counts_by_sex),
    )


def tally_of(line: str) -> Tally:
    school, subject, school_year, season, year, counts, by_sex = line.split("\t")
    return Tally(school, int(school_year), season, int(year), subject, json.loads(counts), json.loads(by_sex))
