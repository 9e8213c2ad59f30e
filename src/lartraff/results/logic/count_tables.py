"""Reads a table that is counted already: one row per school, year and subject.

Columns (in any order, found by name): lasar, arskurs, skolenhetskod, amne, A, B, C, D, E, F; and if present
niva (rows "alla_skolenheter" are sums and skipped), antal_betyg (checked against A to F), streck, termin (HT or
VT; VT if absent). Other columns are not read.

A table may have a million rows: what the same text means is asked once, and rows are packed as they are read.
"""

from collections.abc import Callable, Sequence
from typing import cast

from lartraff.people.logic.calendar import SchoolYear
from lartraff.results.logic.coverage import Coverage
from lartraff.results.logic.layouts import MAX_SCHOOLS, SCHOOL_CODE, SUBJECTS, plain
from lartraff.results.logic.packed_tallies import PackedTallies, Packer
from lartraff.results.logic.problems import Fatal, ProblemCode, Problems
from lartraff.results.logic.records import Batch

GRADES = tuple("ABCDEF")
REQUIRED = ("lasar", "arskurs", "skolenhetskod", "amne", *GRADES)
_OPTIONAL = ("niva", "antal_betyg", "streck", "termin")
_TITLE = {plain(name): name for name in (*REQUIRED, *_OPTIONAL)}
YEARS = range(6, 10)
# Two million are about 150 MB of text, and 40 MB when packed.
MAX_ROWS = 2_000_000

_SUMS = "alla_skolenheter"
_STEP = {**{grade: grade for grade in GRADES}, "streck": "NO_GRADE"}


def is_header(record: Sequence[str]) -> bool:
    return {"lasar", "amne"} <= {plain(cell) for cell in record}


class Known(dict[str, str | None]):
    """What the text in a cell means; None where it means nothing."""

    REMEMBERED = 10_000

    def __init__(self, meaning: Callable[[str], str | None]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, text: str) -> str | None:
        meaning = self._meaning(text.strip())
        if len(self) < self.REMEMBERED:
            self[text] = meaning
        return meaning


class CountRows:
    def __init__(self, header: Sequence[str], line: int, problems: Problems, only_school: str | None) -> None:
        self.pupils = 0  # a count table has no pupils, only numbers of them
        self.schools: dict[str, int] = {}
        self._problems = problems
        self._only_school = only_school
        self._width = len(header) - (not header[-1])
        self._place = {_TITLE[plain(name)]: at for at, name in enumerate(header) if plain(name) in _TITLE}
        self._counted, self._empty = Packer(), Packer()
        self._covered: Coverage[tuple[str, str], tuple[str, str, str]] = Coverage()
        self._school_years: set[int] = set()
        self._skipped = 0
        missing = [name for name in REQUIRED if name not in self._place]
        if missing:
            raise Fatal(ProblemCode.MISSING_COLUMN, line, columns=", ".join(missing), number=len(missing))
        self._steps = [name for name in _STEP if name in self._place]
        self._known = {
            "skolenhetskod": Known(lambda text: text if SCHOOL_CODE.match(text) else None),
            "amne": Known(lambda text: SUBJECTS.get(plain(text))),
            "lasar": Known(school_year_of),
            "arskurs": Known(year_of),
            "termin": Known(season_of),
            **{name: Known(part_of_counts(name)) for name in self._steps},
        }
        self._reads = [(known, self._place[name]) for name, known in self._known.items() if name in self._place]
        if "termin" not in self._place:
            self._reads.insert(4, (Known(lambda _text: "VT"), self._place["lasar"]))  # whatever stands there

    def add(self, batch: Batch) -> None:
        for record, line in zip(*batch, strict=True):
            if len(record) != self._width and not self._cut(record, line):
                continue
            if self._is_wanted(record):
                self._add(record, line)

    def finish(self) -> PackedTallies:
        if self._skipped:
            self._problems.add(ProblemCode.TOTALS_SKIPPED, rows=self._skipped)
        return PackedTallies(self._counted.finish(), self._empty.finish(), frozenset(self._school_years))

    def forget(self) -> None:
        """A count table holds nothing about single pupils."""

    def _cut(self, record: list[str], line: int) -> bool:
        """Cut the empty cells that semicolons at the end make; return whether the row then has the right width."""
        if len(record) > self._width and not any(record[self._width :]):
            del record[self._width :]
            return True
        if any(cell.strip() for cell in record):
            self._problems.add(ProblemCode.WRONG_WIDTH, line, expected=self._width)
        return False

    def _is_wanted(self, record: list[str]) -> bool:
        if "niva" in self._place and record[self._place["niva"]].strip() == _SUMS:
            self._skipped += 1
            return False
        school = record[self._place["skolenhetskod"]]
        if self._only_school is not None and school.strip() != self._only_school:
            return False
        return bool(school) or any(cell.strip() for cell in record)

    def _add(self, record: list[str], line: int) -> None:
        meant = [known[record[at]] for known, at in self._reads]
        if meant[0] is not None:
            self._note_school(meant[0], line)
        if None in meant or not self._adds_up(record):
            self._tell(record, line)
            return
        self._keep(cast("list[str]", meant), line)

    def _keep(self, meant: list[str], line: int) -> None:
        school, subject, school_year, year, season, *parts = meant
        place = (school, school_year)
        if place not in self._covered.of:
            self._school_years.add(int(school_year))
        if not self._covered.add(place, (subject, season, year)):
            self._problems.add(ProblemCode.ROW_TWICE, line)
        counts = "".join(parts)
        (self._counted if counts else self._empty).add(
            f"{school}\t{subject}\t{school_year}\t{season}\t{year}\t{{{counts[:-2]}}}\t{{}}"
        )
        if self._counted.rows + self._empty.rows > MAX_ROWS:
            raise Fatal(ProblemCode.TOO_MANY_ROWS, line, most=MAX_ROWS)

    def _note_school(self, school: str, line: int) -> None:
        if school not in self.schools:
            self.schools[school] = line
            if len(self.schools) > MAX_SCHOOLS:
                raise Fatal(ProblemCode.TOO_MANY_SCHOOLS, line, most=MAX_SCHOOLS)

    def _adds_up(self, record: list[str]) -> bool:
        at = self._place.get("antal_betyg")
        return at is None or (
            is_number(told := record[at].strip())
            and int(told) == sum(int(record[self._place[grade]]) for grade in GRADES)
        )

    def _tell(self, record: list[str], line: int) -> None:
        """Say what is wrong in a row, and where."""
        wrong = [
            name
            for name, known in self._known.items()
            if name in self._place and known[record[self._place[name]]] is None
        ]
        for name in wrong:
            self._problems.add(_PROBLEM.get(name, ProblemCode.BAD_NUMBER), line, name)
        if not wrong:
            told = record[self._place["antal_betyg"]].strip()
            problem = ProblemCode.BAD_SUM if is_number(told) else ProblemCode.BAD_NUMBER
            self._problems.add(problem, line, "antal_betyg")


_PROBLEM = {
    "skolenhetskod": ProblemCode.BAD_SCHOOL_CODE,
    "amne": ProblemCode.UNKNOWN_SUBJECT,
    "lasar": ProblemCode.BAD_SCHOOL_YEAR,
    "termin": ProblemCode.BAD_TERM,
    "arskurs": ProblemCode.BAD_YEAR,
}


def school_year_of(text: str) -> str | None:
    try:
        return str(SchoolYear.parse(text).start)
    except ValueError:
        return None


def season_of(text: str) -> str | None:
    season = text.upper() or "VT"
    return season if season in {"HT", "VT"} else None


def year_of(text: str) -> str | None:
    return text if text.isascii() and text.isdigit() and int(text) in YEARS else None


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6


def part_of_counts(name: str) -> Callable[[str], str | None]:
    """How a number stands among the counts, as JSON with a comma after it: nothing for zero."""

    def part(text: str) -> str | None:
        if name == "streck" and not text:
            return ""
        if not is_number(text):
            return None
        return f'"{_STEP[name]}": {int(text)}, ' if int(text) else ""

    return part
