"""Counts a file with one row per pupil. Rows are counted in batches and then forgotten."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from datetime import date
from operator import itemgetter

from lartraff.people.logic.calendar import SchoolYear, season_of
from lartraff.results.logic.layouts import GRADE_CODES, MAX_SCHOOLS, SCHOOL_CODE, STEPS, PupilLayout
from lartraff.results.logic.problems import Fatal, ProblemCode, Problems
from lartraff.results.logic.records import Batch
from lartraff.results.logic.tallies import Tally

# So many rows are held at a time: enough to count column by column also where schools are mixed in the file.
ROWS_HELD = 8192

_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})\Z")

Term = tuple[int, str]


class PupilRows:
    def __init__(self, layout: PupilLayout, problems: Problems, only_school: str | None) -> None:
        self.layout = layout
        self.pupils = 0
        self.schools: dict[str, int] = {}
        self._problems = problems
        self._only_school = only_school
        self._rows: list[list[str]] = []
        self._lines: list[int] = []
        self._dates: set[str] = set()
        self._term: Term | None = None
        self._counts: dict[str, list[Counter[str]]] = defaultdict(lambda: [Counter() for _ in layout.subjects])
        self._others = 0

    def add(self, batch: Batch) -> None:
        self._rows += batch[0]
        self._lines += batch[1]
        if len(self._rows) >= ROWS_HELD:
            self._count_held()

    def finish(self) -> list[Tally]:
        self._count_held()
        if self._others:
            self._problems.add(ProblemCode.OTHER_SUBJECTS, pupils=self._others)
        adapted = sum(counter["3"] for counters in self._counts.values() for counter in counters)
        if adapted:
            self._problems.add(ProblemCode.ADAPTED, grades=adapted)
        return [] if self._term is None else self._tallies(self._term)

    def forget(self) -> None:
        self._rows, self._lines = [], []

    def _tallies(self, term: Term) -> list[Tally]:
        return [
            Tally(
                school=school,
                school_year=term[0],
                season=term[1],
                year=self.layout.year,
                subject=subject,
                counts={step: counter[code] for code, step in STEPS.items() if counter[code]},
            )
            for school, counters in self._counts.items()
            for (_place, subject, _name), counter in zip(self.layout.subjects, counters, strict=True)
        ]

    def _count_held(self) -> None:
        rows, lines, layout = self._rows, self._lines, self.layout
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
            self._tell_unknown_grades(rows, lines)
        self.forget()

    def _of_right_width(self, rows: list[list[str]], lines: Sequence[int]) -> tuple[list[list[str]], list[int]]:
        """Leave out empty lines, cut the empty column that a last semicolon makes, and tell of other widths."""
        width = self.layout.width
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
        for text, (line, times) in first_lines(self.layout.date, self._dates, rows, lines).items():
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
        for code, (line, times) in first_lines(self.layout.school, self.schools, rows, lines).items():
            if SCHOOL_CODE.match(code.strip()):
                self.schools.setdefault(code.strip(), line)
            else:
                self._problems.add(ProblemCode.BAD_SCHOOL_CODE, line, "Skolenhetskod", times=times)
                del by_school[code]
            if len(self.schools) > MAX_SCHOOLS:
                raise Fatal(ProblemCode.TOO_MANY_SCHOOLS, line, most=MAX_SCHOOLS)

    def _count_school(self, school: str, members: list[list[str]]) -> bool:
        """Count the school's pupils column by column; return whether there were grades that nobody knows."""
        columns = list(zip(*members, strict=True))
        unknown = False
        for (place, _subject, _name), counter in zip(self.layout.subjects, self._counts[school], strict=True):
            counter.update(columns[place])
            if counter.keys() <= GRADE_CODES:
                continue
            for code in counter.keys() - GRADE_CODES:
                number, neat = counter.pop(code), code.strip().upper()
                if neat in GRADE_CODES:
                    counter[neat] += number
                else:
                    unknown = True
        if self.layout.other is not None:
            self._others += sum(cell.strip().upper() in STEPS for cell in columns[self.layout.other])
        return unknown

    def _tell_unknown_grades(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        for row, line in zip(rows, lines, strict=True):
            for place, _subject, name in self.layout.subjects:
                code = row[place].strip().upper()
                if code not in GRADE_CODES:
                    self._problems.add(ProblemCode.UNKNOWN_GRADE, line, name, shown=shown(code))


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
