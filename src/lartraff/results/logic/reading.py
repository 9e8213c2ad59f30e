"""Reads a file of results as its bytes arrive, whatever kind it is, and keeps nothing but numbers."""

from collections.abc import Callable, Sequence

from lartraff.results.logic import count_tables, layouts, test_layouts, test_tables
from lartraff.results.logic.count_tables import CountRows
from lartraff.results.logic.decoding import Decoder
from lartraff.results.logic.grade_files import GradeRows
from lartraff.results.logic.layouts import PupilLayout
from lartraff.results.logic.pairing import Pairing
from lartraff.results.logic.problems import Fact, Fatal, ProblemCode, Problems, place_of
from lartraff.results.logic.pupil_files import PupilRows
from lartraff.results.logic.recognising import from_first_row
from lartraff.results.logic.records import Batch, Records
from lartraff.results.logic.tallies import AgainstTally, FileKind, Reading, Tally, TestTally
from lartraff.results.logic.test_files import TestRows
from lartraff.results.logic.test_layouts import TestLayout
from lartraff.results.logic.test_tables import TestTableRows

# A file of a thousand pupils is about 150 kB; all of Sweden's year 9 would be about 15 MB.
MAX_BYTES = 50_000_000
# A table of counts with every term of five years of a thousand schools is up to 100 MB.
MAX_TABLE_BYTES = 200_000_000
PIECE = 65_536


class Reader:
    """Feed it the file in pieces of any size, then `finish`. How the file was cut never changes the numbers.

    Memory does not grow with the file. Nothing is raised whatever the file holds: what is wrong is in the
    reading's `problems`. `stopped` says that nothing more needs to be fed. With a `pairing`, shared by the readers of
    one upload, pupils' grades and tests are also held for comparison (as hashes, and in memory that does grow).
    """

    def __init__(
        self, *, only_school: str | None = None, max_bytes: int = MAX_TABLE_BYTES, pairing: Pairing | None = None
    ) -> None:
        self.stopped = False
        self._only_school = only_school
        self._max_bytes = max_bytes
        self._pairing = pairing
        self._size = 0
        self._problems = Problems()
        self._decoder = Decoder()
        self._records = Records()
        self._rows: PupilRows | CountRows | TestTableRows | None = None
        self._tallies: Sequence[Tally] = ()
        self._tests: Sequence[TestTally] = ()
        self._against: Sequence[AgainstTally] = ()
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
        if self._rows is not None and any(problem.severity == "error" for problem in self._problems.as_tuple()):
            self._rows.forget()
        return Reading(
            kind=self._kind(),
            tallies=self._tallies,
            problems=self._problems.as_tuple(),
            pupils=self._rows.pupils if self._rows else 0,
            schools=dict(self._rows.schools) if self._rows else {},
            tests=tuple(self._tests),
            against=tuple(self._against),
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
            self._finish_rows(self._rows)

    def _finish_rows(self, rows: PupilRows | CountRows | TestTableRows) -> None:
        if isinstance(rows, CountRows):
            self._tallies = rows.finish()
            return
        rows.finish()
        self._tallies, self._tests = rows.tallies(), rows.tests()
        if isinstance(rows, TestTableRows):
            self._against = rows.against()

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
        if test_tables.is_header(record):
            self._rows = TestTableRows(record, line, self._problems, self._only_school)
            return True
        if count_tables.is_header(record):
            self._rows = CountRows(record, line, self._problems, self._only_school)
            return True
        header = True
        layout: PupilLayout | TestLayout
        if test_layouts.is_header(record):
            layout = test_layouts.from_header(record, line, self._problems)
        elif layouts.is_header(record):
            layout = layouts.from_header(record, line, self._problems)
        else:
            layout, header = from_first_row(record, line), False
        self._rows = self._rows_of_pupils(layout)
        return header

    def _rows_of_pupils(self, layout: PupilLayout | TestLayout) -> PupilRows:
        if isinstance(layout, TestLayout):
            side = self._pairing.tests() if self._pairing is not None and layout.year != 3 else None
            return TestRows(layout, self._problems, self._only_school, side)
        side = self._pairing.grades() if self._pairing is not None else None
        return GradeRows(layout, self._problems, self._only_school, side)

    def _tell_of_emptiness(self) -> None:
        if not self._text_seen:
            raise Fatal(ProblemCode.EMPTY)
        if not self._rows_seen:
            raise Fatal(ProblemCode.ONLY_HEADER)
        if self._only_school is not None and self._rows is not None and not self._rows.schools:
            raise Fatal(ProblemCode.NOTHING_FOR_SCHOOL, school=self._only_school)
        nothing = not self._tallies and not self._tests
        if nothing and all(problem.severity != "error" for problem in self._problems.as_tuple()):
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
            case CountRows() | TestTableRows():
                return FileKind.COUNTS
            case TestRows(year=year):
                return {3: FileKind.TESTS_3, 6: FileKind.TESTS_6, 9: FileKind.TESTS_9}[year]
            case PupilRows(year=year):
                return FileKind.YEAR_6 if year == 6 else FileKind.YEAR_9
            case _:
                return None


def other_separator(line: str) -> ProblemCode:
    """Tell what a line without semicolons is separated by."""
    if line.count("\t") >= 4:
        return ProblemCode.TABS
    return ProblemCode.COMMAS if line.count(",") >= 4 else ProblemCode.NOT_RECOGNISED
