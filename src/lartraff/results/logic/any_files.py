"""Any file that may hold results: told by its first bytes, and given to the reader of its kind."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from lartraff.results.logic import count_tables
from lartraff.results.logic.answers import may_be_answer, read_answer
from lartraff.results.logic.decoding import HEAD, Decoder
from lartraff.results.logic.grids import MAX_BYTES as MAX_TABLE
from lartraff.results.logic.grids import Grids, read_grids
from lartraff.results.logic.layouts import DATE, SCHOOL, plain
from lartraff.results.logic.official import official_in
from lartraff.results.logic.pairing import Pairing
from lartraff.results.logic.problems import Fact, Fatal, Problem, ProblemCode
from lartraff.results.logic.reading import MAX_TABLE_BYTES, Reader
from lartraff.results.logic.tallies import FileKind, Reading
from lartraff.results.logic.workbooks import is_old_workbook, is_packed


class FileReader(Protocol):
    """What every reader of a kind of file does. None of them raises anything, whatever the bytes are.

    `stopped`: nothing more needs to be fed. `refuse`: read no further, for a reason from outside the file.
    """

    @property
    def stopped(self) -> bool: ...
    def feed(self, data: bytes) -> None: ...
    def refuse(self, code: ProblemCode, **facts: Fact) -> None: ...
    def finish(self) -> Reading: ...


class AnyFile:
    """Looks at the beginning of a file, chooses the reader, and is that reader from then on."""

    def __init__(
        self,
        name: str = "",
        *,
        only_school: str | None = None,
        max_bytes: int = MAX_TABLE_BYTES,
        pairing: Pairing | None = None,
    ) -> None:
        self.name = name
        self._pairing = pairing
        self._only_school = only_school
        self._max_bytes = max_bytes
        self._head = b""
        self._reader: FileReader | None = None

    @property
    def stopped(self) -> bool:
        return self._reader is not None and self._reader.stopped

    @property
    def table(self) -> Grids | None:
        """Of a kind that the program does not know: somebody is to say what its columns mean."""
        return self._reader.table if isinstance(self._reader, WholeTable) else None

    def feed(self, data: bytes) -> None:
        if self._reader is None:
            self._head += data
            if len(self._head) < HEAD:
                return
            data = b""
        self._chosen().feed(data)

    def refuse(self, code: ProblemCode, **facts: Fact) -> None:
        self._chosen().refuse(code, **facts)

    def finish(self) -> Reading:
        return self._chosen().finish()

    def _chosen(self) -> FileReader:
        """The reader, which gets what has come so far as soon as it has been chosen."""
        if self._reader is None:
            head, self._head = self._head, b""
            self._reader = self._choose(head[: HEAD * 2])
            self._reader.feed(head)
        return self._reader

    def _choose(self, head: bytes) -> FileReader:
        if may_be_answer(head) or is_packed(head) or is_old_workbook(head) or is_other_table(head):
            return WholeTable(self.name, max_bytes=self._max_bytes)
        return Reader(only_school=self._only_school, max_bytes=self._max_bytes, pairing=self._pairing)


class WholeTable:
    """A table that can only be read whole. It is held in memory, and nowhere else, until it is finished."""

    def __init__(self, name: str, *, max_bytes: int = MAX_TABLE_BYTES) -> None:
        self.stopped = False
        self.table: Grids | None = None
        self._name = name
        self._max_bytes = max_bytes
        self._pieces: list[bytes] = []
        self._size = 0
        self._refused: Problem | None = None

    def feed(self, data: bytes) -> None:
        if self.stopped:
            return
        self._size += len(data)
        if self._size > self._max_bytes:
            self.refuse(ProblemCode.TOO_LARGE, megabytes=MAX_TABLE_BYTES // 1_000_000)
        elif self._size > MAX_TABLE:
            self.refuse(ProblemCode.TABLE_TOO_LARGE)
        else:
            self._pieces.append(data)

    def refuse(self, code: ProblemCode, **facts: Fact) -> None:
        if not self.stopped:
            self._refused = Problem(code, facts=tuple(facts.items()))
            self.stopped, self._pieces = True, []

    def finish(self) -> Reading:
        if self._refused is not None:
            return nothing(self._refused)
        data, self._pieces = b"".join(self._pieces), []
        if may_be_answer(data) and (answer := read_answer(data)) is not None:
            return answer
        # Whoever takes in `table` looks for personal numbers; published figures have no cell that could be one.
        grids = read_grids(data, self._name, personal_numbers=True)
        official = official_in(grids, self._name)
        if official is not None:
            return official
        if not grids.grids:
            return nothing(*grids.problems)
        if all(grid.width < 2 for grid in grids.grids):
            return nothing(Problem(ProblemCode.NOT_RECOGNISED, 1))
        self.table = grids
        return nothing(*grids.problems)


def nothing(*problems: Problem) -> Reading:
    """Of a table that gave no numbers: it is still to be said what its columns mean, or it could not be read."""
    return Reading(FileKind.SHEET, (), problems, 0, {})


def is_other_table(head: bytes) -> bool:
    """Whether this is text, but no file of those that are read while they arrive: those begin with what they are."""
    decoder = Decoder()
    try:
        text = decoder.feed(head)
        text += decoder.finish() if len(head) < HEAD else ""
    except Fatal:
        return False
    line = next((line for line in text.split("\n") if line.strip()), "")
    return bool(line) and not any(map(is_read_as_it_arrives, cut(line)))


def cut(line: str) -> Iterator[list[str]]:
    """The line as a record, whatever separates its columns: with commas the reader itself says what is wrong."""
    for separator in ";\t,":
        yield next(csv.reader([line], delimiter=separator), [])


def is_read_as_it_arrives(record: Sequence[str]) -> bool:
    """Whether this is the first record of one of SCB's files, with a header or without, or of a table of counts.

    Rather once too often than once too seldom: a file of pupils should not be held in memory.
    """
    if count_tables.is_header(record):
        return True
    if len(record) < FEWEST:
        return False
    first = [cell.strip() for cell in record[:BEFORE]]
    return any(map(NUMBER.match, first)) or len({plain(cell) for cell in first} & OF_SCB) >= 2


# SCB's shortest file has 23 columns, some of which may be missing, and begins with five to eight about the pupil.
FEWEST, BEFORE = 15, 8
OF_SCB = {plain(name) for name in ("System", DATE, "Version", "PersonNr", SCHOOL, "Fornamn", "Efternamn")}
NUMBER = re.compile(r"\d{8}\Z|(\d\d)?\d{6}[-+ ]?\w{4}\Z")  # a school unit code or a personal number
