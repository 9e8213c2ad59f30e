"""Reads a file of results as its bytes arrive, whatever kind it is, and keeps nothing but numbers."""

from collections.abc import Callable, Sequence

from lartraff.results.logic import count_tables, layouts
from lartraff.results.logic.count_tables import CountRows
from lartraff.results.logic.decoding import Decoder
from lartraff.results.logic.problems import Fact, Fatal, ProblemCode, Problems, place_of
from lartraff.results.logic.pupil_files import PupilRows
from lartraff.results.logic.records import Batch, Records
from lartraff.results.logic.tallies import FileKind, Reading, Tally

# A file of a thousand pupils is about 150 kB; all of Sweden's year 9 would be about 15 MB.
MAX_BYTES = 50_000_000
# A table of counts with every term of five years of a thousand schools is up to 100 MB.
MAX_TABLE_BYTES = 200_000_000
PIECE = 65_536


class Reader:
    """Feed it the file in pieces of any size, then `finish`. How the file was cut never changes the numbers.

    Memory does not grow with the file. Nothing is raised whatever the file holds: what is wrong is in the
    reading's `problems`. `stopped` says that nothing more needs to be fed.
    """

    def __init__(self, *, only_school: str | None = None, max_bytes: int = MAX_TABLE_BYTES) -> None:
        self.stopped = False
        self._only_school = only_school
        self._max_bytes = max_bytes
        self._size = 0
        self._problems = Problems()
        self._decoder = Decoder()
        self._records = Records()
        self._rows: PupilRows | CountRows | None = None
        self._tallies: Sequence[Tally] = ()
        self._text_seen = False
        self._rows_seen = False

    def feed(self, data: bytes) -> None:
        for start in range(0, len(data), PIECE):
            self._guard(self._feed_piece, data[start : start + PIECE])

    def refuse(self, code: ProblemCode, **facts: Fact) -> None:
        """Read no further, for a reason that is known from outside the file. The first reason to stop is kept."""
        if not self.stopped:
            self._stop(Fatal(code, None, **facts))

    def finish(self) -> Reading:
        self._guard(self._feed_rest)
        self._guard(self._tell_of_emptiness)
        return Reading(
            kind=self._kind(),
            tallies=self._tallies,
            problems=self._problems.as_tuple(),
            pupils=self._rows.pupils if self._rows else 0,
            schools=dict(self._rows.schools) if self._rows else {},
        )

    def _feed_piece(self, data: bytes) -> None:
        self._size += len(data)
        most = MAX_TABLE_BYTES if isinstance(self._rows, CountRows) else MAX_BYTES
        if self._size > min(most, self._max_bytes):
            whole = most if self._size > most else MAX_TABLE_BYTES  # with the files before it
            raise Fatal(ProblemCode.TOO_LARGE, megabytes=whole // 1_000_000)
        self._take(self._decoder.feed(data))

    def _feed_rest(self) -> None:
        text = self._decoder.finish()
        for start in range(0, len(text), PIECE):
            self._take(text[start : start + PIECE])
        self._add(self._records.finish())
        if self._rows is not None:
            self._tallies = self._rows.finish()

    def _take(self, text: str) -> None:
        if not self._text_seen and text.strip():
            self._text_seen = True
        self._add(self._records.feed(text))

    def _add(self, batch: Batch) -> None:
        records, lines = batch
        if self._rows is None:
            first = next((at for at, record in enumerate(records) if any(cell.strip() for cell in record)), None)
            if first is None:
                return
            header = self._recognise(records[first], lines[first])
            records, lines = records[first + header :], lines[first + header :]
        if self._rows is not None and any(map(any, records)):
            self._rows_seen = True
            self._rows.add((records, lines))

    def _recognise(self, record: list[str], line: int) -> bool:
        """Tell what kind of file this is by its first record; return whether that was a header."""
        if len(record) == 1:
            raise Fatal(other_separator(record[0]), line)
        if count_tables.is_header(record):
            self._rows = CountRows(record, line, self._problems, self._only_school)
            return True
        if layouts.is_header(record):
            layout = layouts.from_header(record, line, self._problems)
            self._rows = PupilRows(layout, self._problems, self._only_school)
            return True
        self._rows = PupilRows(layouts.from_first_row(record, line), self._problems, self._only_school)
        return False

    def _tell_of_emptiness(self) -> None:
        if not self._text_seen:
            raise Fatal(ProblemCode.EMPTY)
        if not self._rows_seen:
            raise Fatal(ProblemCode.ONLY_HEADER)
        if self._only_school is not None and self._rows is not None and not self._rows.schools:
            raise Fatal(ProblemCode.NOTHING_FOR_SCHOOL, school=self._only_school)
        if not self._tallies and all(problem.severity != "error" for problem in self._problems.as_tuple()):
            raise Fatal(ProblemCode.ONLY_TOTALS)

    def _guard(self, step: Callable[..., None], *arguments: bytes) -> None:
        if self.stopped:
            return
        try:
            step(*arguments)
        except Fatal as fatal:
            self._stop(fatal)
        except Exception as error:  # noqa: BLE001
            # A mistake of ours. Its traceback would carry rows about pupils to an error page or a log, so only
            # the place in the program is told.
            self._stop(Fatal(ProblemCode.UNREADABLE, place=place_of(error)))

    def _stop(self, fatal: Fatal) -> None:
        self._problems.add_all([fatal.problem])
        self.stopped = True
        # What is held of the file is let go at once.
        self._decoder, self._records = Decoder(), Records()
        if self._rows is not None:
            self._rows.forget()

    def _kind(self) -> FileKind | None:
        match self._rows:
            case CountRows():
                return FileKind.COUNTS
            case PupilRows(layout=layout):
                return FileKind.YEAR_6 if layout.year == 6 else FileKind.YEAR_9
            case _:
                return None


def other_separator(line: str) -> ProblemCode:
    """Tell what a line without semicolons is separated by."""
    if line.count("\t") >= 4:
        return ProblemCode.TABS
    return ProblemCode.COMMAS if line.count(",") >= 4 else ProblemCode.NOT_RECOGNISED
