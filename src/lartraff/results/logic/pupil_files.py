"""Counts a file with one row per pupil. Rows are counted in batches and then forgotten."""

import re
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from operator import itemgetter
from typing import Protocol

from lartraff.people.logic.calendar import SchoolYear, season_of
from lartraff.results.logic.layouts import MAX_SCHOOLS, SCHOOL_CODE
from lartraff.results.logic.pairing import Cells, Graded, Side, Term
from lartraff.results.logic.problems import Fatal, ProblemCode, Problems
from lartraff.results.logic.records import Batch
from lartraff.results.logic.sexes import divided
from lartraff.results.logic.tallies import Counts, Tally, TestTally

# So many rows are held at a time: enough to count column by column also where schools are mixed in the file.
ROWS_HELD = 4096

_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})\Z")


class Layout(Protocol):
    """What every file of pupils has: its width, and where date, school and personal number stand."""

    @property
    def year(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def date(self) -> int: ...
    @property
    def school(self) -> int: ...
    @property
    def number(self) -> int | None: ...


class PupilRows(ABC):
    """Goes through the rows. What is counted in them, the kinds of file know.

    `side`: where pupils are held for comparing grades with tests; None where nothing is to be compared.
    """

    def __init__(self, layout: Layout, problems: Problems, only_school: str | None, side: Side | None) -> None:
        self.year = layout.year
        self.pupils = 0
        self.schools: dict[str, int] = {}
        self._layout = layout
        self._problems = problems
        self._only_school = only_school
        self._side = side
        self._rows: list[list[str]] = []
        self._lines: list[int] = []
        self._dates: set[str] = set()
        self._term: Term | None = None

    @abstractmethod
    def _count(self, school: str, sex: str, members: list[list[str]]) -> bool:
        """Count some pupils of a school column by column; return whether something stood there that nobody knows."""

    @abstractmethod
    def _tell_unknown(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        """Add a problem for everything that nobody knows."""

    @abstractmethod
    def _compared(self) -> Sequence[int]:
        """The places of what is needed for comparing grades with tests."""

    @abstractmethod
    def _graded(self, cells: Cells) -> Graded:
        """The pupil's grades in the subjects that are compared. `cells`: what stands in the places above."""

    @abstractmethod
    def _subjects_compared(self) -> Iterable[str]: ...

    @abstractmethod
    def _tell(self) -> None:
        """Add what is good to know of the file as a whole."""

    @abstractmethod
    def tallies(self) -> Sequence[Tally]:
        """What has been counted of grades, once the file is finished."""

    @abstractmethod
    def tests(self) -> Sequence[TestTally]:
        """What has been counted of national tests, once the file is finished."""

    def add(self, batch: Batch) -> None:
        self._rows += batch[0]
        self._lines += batch[1]
        if len(self._rows) >= ROWS_HELD:
            self._count_held()

    def finish(self) -> None:
        self._count_held()
        self._tell()
        if self._side is not None and self._term is not None:
            self._side.close(self._term, self.year, self._subjects_compared(), self._graded)

    def forget(self) -> None:
        self._forget_rows()
        if self._side is not None:
            self._side.forget()

    def _forget_rows(self) -> None:
        self._rows, self._lines = [], []

    def _count_held(self) -> None:
        rows, lines, layout = self._rows, self._lines, self._layout
        if any(map(layout.width.__ne__, map(len, rows))):
            rows, lines = self._of_right_width(rows, lines)
        if self._only_school is not None:
            kept = [at for at, row in enumerate(rows) if row[layout.school].strip() == self._only_school]
            rows, lines = [rows[at] for at in kept], [lines[at] for at in kept]
        self.pupils += len(rows)
        self._look_at_dates(rows, lines)
        by_school: dict[str, list[list[str]]] = defaultdict(list)
        for row in rows:
            by_school[row[layout.school]].append(row)
        self._look_at_schools(by_school, rows, lines)
        unknown = [self._count_school(code.strip(), members) for code, members in by_school.items()]
        if any(unknown):
            self._tell_unknown(rows, lines)
        self._forget_rows()

    def _count_school(self, school: str, members: list[list[str]]) -> bool:
        number = self._layout.number
        unknown = False
        for sex, group in ({"": members} if number is None else divided(members, number)).items():
            unknown = self._count(school, sex, group) or unknown
        if self._side is not None and not unknown:
            numbers = repeat("", len(members)) if number is None else map(itemgetter(number), members)
            # The school stands last only so that there are always several.
            cells = map(itemgetter(*self._compared(), self._layout.school), members)
            self._side.add(school, numbers, cells)
        return unknown

    def _of_right_width(self, rows: list[list[str]], lines: Sequence[int]) -> tuple[list[list[str]], list[int]]:
        """Leave out empty lines, cut the empty column that a last semicolon makes, and tell of other widths."""
        width = self._layout.width
        right, numbers = [], []
        for row, line in zip(rows, lines, strict=True):
            cut = row[:width] if not any(row[width:]) else row
            if len(cut) == width:
                right.append(cut)
                numbers.append(line)
            elif any(cell.strip() for cell in row):
                self._problems.add(ProblemCode.WRONG_WIDTH, line, expected=width)
        return right, numbers

    def _look_at_dates(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        for text, (line, times) in first_lines(self._layout.date, self._dates, rows, lines).items():
            term = term_of(text)
            if term is None:
                self._problems.add(ProblemCode.BAD_DATE, line, "Datum", times=times)
                continue
            self._dates.add(text)
            self._term = self._term or term
            if term != self._term:
                self._problems.add(ProblemCode.MIXED_TERMS, line, "Datum")

    def _look_at_schools(
        self, by_school: dict[str, list[list[str]]], rows: list[list[str]], lines: Sequence[int]
    ) -> None:
        """Note where each new school begins; take out of `by_school` what is no school unit code."""
        for code, (line, times) in first_lines(self._layout.school, self.schools, rows, lines).items():
            if SCHOOL_CODE.match(code.strip()):
                self.schools.setdefault(code.strip(), line)
            else:
                self._problems.add(ProblemCode.BAD_SCHOOL_CODE, line, "Skolenhetskod", times=times)
                del by_school[code]
            if len(self.schools) > MAX_SCHOOLS:
                raise Fatal(ProblemCode.TOO_MANY_SCHOOLS, line, most=MAX_SCHOOLS)


def first_lines(
    place: int, known: Container[str], rows: list[list[str]], lines: Sequence[int]
) -> dict[str, tuple[int, int]]:
    """What stands at `place` and is not `known`: the first line that has it, and how many do."""
    found: dict[str, tuple[int, int]] = {}
    new = {text for text in map(itemgetter(place), rows) if text not in known}
    if new:
        for row, line in zip(rows, lines, strict=True):
            if (text := row[place]) in new:
                first, times = found.get(text, (line, 0))
                found[text] = (first, times + 1)
    return found


def term_of(text: str) -> Term | None:
    """Read the school year and term off a date written 2026-06-12 or 20260612; None if it is no date."""
    match = _DATE.match(text.strip())
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
    return (SchoolYear.of(day).start, season_of(day).value) if day else None


def shown(code: str) -> str:
    """The code if it is a single character, else nothing: two could already be somebody's name or age."""
    return code if len(code) == 1 and code < "\u0100" and code.isprintable() else ""


def neat(cell: str) -> str:
    return cell.strip().upper()


def summed(counts: Iterable[Mapping[str, int]]) -> Counts:
    total: Counter[str] = Counter()
    for part in counts:
        total.update(part)
    return dict(total)
