"""The files of one upload, read one after the other, and what they give together."""

from dataclasses import replace

from lartraff.results.logic.any_files import AnyFile
from lartraff.results.logic.grids import Grids
from lartraff.results.logic.pairing import Paired, Pairing
from lartraff.results.logic.problems import Fact, Problem, ProblemCode
from lartraff.results.logic.reading import MAX_TABLE_BYTES
from lartraff.results.logic.tallies import FileKind, Reading
from lartraff.results.logic.together import together

# The school administration system gives at most a handful; Skolverket has a table for each subject and year.
MAX_FILES = 50


class Gathering:
    """`begin` each file, `feed` it, `end` it; then `finish`. Of a file that has ended, only numbers are left
    (and, until `finish`, what `Pairing` holds to compare grades with tests).

    Nothing is raised, whatever the files hold. The bounds are for all of them together.
    """

    def __init__(
        self, *, only_school: str | None = None, max_bytes: int = MAX_TABLE_BYTES, alone: bool = False
    ) -> None:
        """`alone`: there will be one file only, so no grades are held to be compared with tests."""
        self._only_school = only_school
        self._left = max_bytes
        self._files: list[tuple[str, Reading]] = []
        self._tables: list[tuple[str, Grids]] = []
        self._now: AnyFile | None = None
        self._pairing = None if alone else Pairing()

    def begin(self, name: str) -> None:
        self.interrupt()
        self._now = AnyFile(name, only_school=self._only_school, max_bytes=self._left, pairing=self._pairing)
        if len(self._files) >= MAX_FILES:
            self.refuse(ProblemCode.TOO_MANY_FILES, most=MAX_FILES)

    def feed(self, data: bytes) -> bool:
        """Return whether more of this file is wanted."""
        if self._now is None:
            return False
        self._left -= len(data)
        self._now.feed(data)
        return not self._now.stopped

    def refuse(self, code: ProblemCode, **facts: Fact) -> None:
        """Read no more of this file."""
        if self._now is not None:
            self._now.refuse(code, **facts)

    def end(self) -> None:
        if self._now is None:
            return
        now, self._now = self._now, None
        reading = now.finish()
        if now.table is not None:
            self._tables.append((now.name, now.table))
            reading = asked(reading)
        self._files.append((now.name, reading))

    def interrupt(self) -> None:
        """End a file that has not come whole."""
        self.refuse(ProblemCode.INTERRUPTED)
        self.end()

    @property
    def own_table(self) -> tuple[str, Grids] | None:
        """The name and content of a table whose columns somebody has to explain, if that is all there is."""
        return self._tables[0] if len(self._files) == len(self._tables) == 1 else None

    @property
    def name(self) -> str:
        """Of the first file."""
        return self._files[0][0] if self._files else ""

    def finish(self) -> Reading:
        self.interrupt()
        if not self._files:
            return Reading(None, (), (Problem(ProblemCode.NO_FILE),), 0, {})
        paired = self._pairing.finish() if self._pairing is not None else Paired((), ())
        reading = together(self._files, paired.against)
        return replace(reading, problems=(*reading.problems, *paired.problems))


def asked(reading: Reading) -> Reading:
    """What is read of a table before anybody has said what its columns mean."""
    return Reading(FileKind.SHEET, (), (*reading.problems, Problem(ProblemCode.COLUMNS_UNKNOWN)), 0, {})
