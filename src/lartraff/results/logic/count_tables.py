"""Reads a table that is counted already: one row per school, year and subject.

Columns (in any order, found by name): lasar, arskurs, skolenhetskod, amne, A, B, C, D, E, F; and if present
niva (rows "alla_skolenheter" are sums and skipped), antal_betyg (checked against A to F), streck, termin (HT or
VT; VT if absent). Other columns are not read.
"""

from collections.abc import Sequence

from lartraff.people.logic.calendar import SchoolYear
from lartraff.results.logic.layouts import MAX_SCHOOLS, SCHOOL_CODE, SUBJECTS, plain
from lartraff.results.logic.problems import Fatal, ProblemCode, Problems
from lartraff.results.logic.records import Batch
from lartraff.results.logic.tallies import Tally

GRADES = tuple("ABCDEF")
REQUIRED = ("lasar", "arskurs", "skolenhetskod", "amne", *GRADES)
_OPTIONAL = ("niva", "antal_betyg", "streck", "termin")
_TITLE = {plain(name): name for name in (*REQUIRED, *_OPTIONAL)}
YEARS = range(6, 10)
MAX_TALLIES = 50_000


def is_header(record: Sequence[str]) -> bool:
    return {"lasar", "amne"} <= {plain(cell) for cell in record}


class CountRows:
    def __init__(self, header: Sequence[str], line: int, problems: Problems, only_school: str | None) -> None:
        self.pupils = 0  # a count table has no pupils, only numbers of them
        self.schools: dict[str, int] = {}
        self._problems = problems
        self._only_school = only_school
        self._width = len(header) - (not header[-1])
        self._place = {_TITLE[plain(name)]: at for at, name in enumerate(header) if plain(name) in _TITLE}
        self._tallies: dict[tuple[object, ...], Tally] = {}
        self._skipped = 0
        missing = [name for name in REQUIRED if name not in self._place]
        if missing:
            raise Fatal(ProblemCode.MISSING_COLUMN, line, columns=", ".join(missing), number=len(missing))

    def add(self, batch: Batch) -> None:
        for record, line in zip(*batch, strict=True):
            if not any(cell.strip() for cell in record):
                continue
            if len(record) < self._width or any(record[self._width :]):
                self._problems.add(ProblemCode.WRONG_WIDTH, line, expected=self._width)
                continue
            self._add({name: record[at].strip() for name, at in self._place.items()}, line)

    def finish(self) -> list[Tally]:
        if self._skipped:
            self._problems.add(ProblemCode.TOTALS_SKIPPED, rows=self._skipped)
        return list(self._tallies.values())

    def forget(self) -> None:
        """A count table holds nothing about single pupils."""

    def _add(self, row: dict[str, str], line: int) -> None:
        if row.get("niva") == "alla_skolenheter":
            self._skipped += 1
            return
        school = row["skolenhetskod"]
        if self._only_school not in {None, school}:
            return
        if not SCHOOL_CODE.match(school):
            self._problems.add(ProblemCode.BAD_SCHOOL_CODE, line, "skolenhetskod")
            return
        self.schools.setdefault(school, line)
        tally = self._tally(row, line)
        if tally is None:
            return
        key = (tally.school, tally.school_year, tally.season, tally.year, tally.subject)
        if key in self._tallies:
            self._problems.add(ProblemCode.ROW_TWICE, line)
        self._tallies[key] = tally
        if len(self.schools) > MAX_SCHOOLS or len(self._tallies) > MAX_TALLIES:
            raise Fatal(ProblemCode.TOO_MANY_SCHOOLS, line, most=MAX_SCHOOLS)

    def _tally(self, row: dict[str, str], line: int) -> Tally | None:
        year, season = row["arskurs"], row.get("termin", "").upper() or "VT"
        subject = SUBJECTS.get(plain(row["amne"]))
        school_year = school_year_of(row["lasar"])
        counts = self._counts(row, line)
        if school_year is None:
            self._problems.add(ProblemCode.BAD_SCHOOL_YEAR, line, "lasar")
        if not (year.isascii() and year.isdigit() and int(year) in YEARS):
            self._problems.add(ProblemCode.BAD_YEAR, line, "arskurs")
            return None
        if season not in {"HT", "VT"}:
            self._problems.add(ProblemCode.BAD_TERM, line, "termin")
        if subject is None:
            self._problems.add(ProblemCode.UNKNOWN_SUBJECT, line, "amne")
        if school_year is None or subject is None or counts is None:
            return None
        return Tally(row["skolenhetskod"], school_year, season, int(year), subject, counts)

    def _counts(self, row: dict[str, str], line: int) -> dict[str, int] | None:
        numbers = {}
        for name in (*GRADES, "streck", "antal_betyg"):
            text = row.get(name, "0" if name == "streck" else None)
            if text is None or (name == "streck" and not text):
                continue
            if not (text.isascii() and text.isdigit() and len(text) <= 6):
                self._problems.add(ProblemCode.BAD_NUMBER, line, name)
                return None
            numbers[name] = int(text)
        counts = {grade: numbers[grade] for grade in GRADES}
        if numbers.get("antal_betyg", sum(counts.values())) != sum(counts.values()):
            self._problems.add(ProblemCode.BAD_SUM, line, "antal_betyg")
        counts["NO_GRADE"] = numbers.get("streck", 0)
        return {step: number for step, number in counts.items() if number}


def school_year_of(text: str) -> int | None:
    try:
        return SchoolYear.parse(text).start
    except ValueError:
        return None
