"""Reads a table that is counted already: one row per school, year and subject.

Columns (in any order, found by name): lasar, arskurs, skolenhetskod, amne, A, B, C, D, E, F; and if present
niva (rows "alla_skolenheter" are sums and skipped), antal_betyg (checked against A to F), streck, termin (HT or
VT; VT if absent). Other columns are not read.

A table may have a million rows. So it is read column by column, some hundred rows at a time; what a text means is asked
once; and what was read is packed at once.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
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
        records, lines = self._wanted(batch)
        if not records:
            return
        columns = list(zip(*records, strict=True))
        meant = [list(map(known.__getitem__, columns[at])) for known, at in self._reads]
        self._note_schools(meant[0], lines)
        bad = self._bad(records, meant)
        if bad:
            for at in bad:
                self._tell(records[at], lines[at])
            meant = [[text for at, text in enumerate(column) if at not in bad] for column in meant]
            lines = [line for at, line in enumerate(lines) if at not in bad]
        self._keep(cast("list[list[str]]", meant), lines)

    def finish(self) -> PackedTallies:
        if self._skipped:
            self._problems.add(ProblemCode.TOTALS_SKIPPED, rows=self._skipped)
        return PackedTallies(self._counted.finish(), self._empty.finish(), frozenset(self._school_years))

    def forget(self) -> None:
        """A count table holds nothing about single pupils."""

    def _wanted(self, batch: Batch) -> Batch:
        """Leave out empty rows, rows of the wrong width, sums, and other schools than the one asked for."""
        right_width = not any(map(self._width.__ne__, map(len, batch[0])))
        school = itemgetter(self._place["skolenhetskod"])
        if right_width and self._only_school is None and "niva" not in self._place and all(map(school, batch[0])):
            return batch
        kept = [
            (record[: self._width], line)
            for record, line in zip(*batch, strict=True)
            if self._fits(record, line) and self._is_wanted(record)
        ]
        return [record for record, _line in kept], [line for _record, line in kept]

    def _fits(self, record: list[str], line: int) -> bool:
        """Empty cells that semicolons at the end make do no harm."""
        if len(record) >= self._width and not any(record[self._width :]):
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

    def _note_schools(self, codes: Sequence[str | None], lines: Sequence[int]) -> None:
        new = {code for code in set(codes) if code is not None and code not in self.schools}
        if not new:
            return
        for code, line in zip(codes, lines, strict=True):
            if code is not None and code in new:
                self.schools.setdefault(code, line)
                if len(self.schools) > MAX_SCHOOLS:
                    raise Fatal(ProblemCode.TOO_MANY_SCHOOLS, line, most=MAX_SCHOOLS)

    def _bad(self, records: list[list[str]], meant: list[list[str | None]]) -> set[int]:
        """The places in the batch of rows that something is wrong with."""
        bad = {at for column in meant if None in column for at, text in enumerate(column) if text is None}
        if "antal_betyg" in self._place:
            bad |= {at for at, record in enumerate(records) if at not in bad and not self._adds_up(record)}
        return bad

    def _adds_up(self, record: list[str]) -> bool:
        told = record[self._place["antal_betyg"]].strip()
        return is_number(told) and int(told) == sum(int(record[self._place[grade]]) for grade in GRADES)

    def _keep(self, meant: list[list[str]], lines: Sequence[int]) -> None:
        school, subject, school_year, year, season, *parts = meant
        self._school_years.update(map(int, set(school_year)))
        places = zip(zip(school, school_year, strict=True), zip(subject, season, year, strict=True), lines, strict=True)
        for of, what, line in places:
            if not self._covered.add(of, what):
                self._problems.add(ProblemCode.ROW_TWICE, line)
        before = self._counted.rows + self._empty.rows
        if before + len(lines) > MAX_ROWS:
            raise Fatal(ProblemCode.TOO_MANY_ROWS, lines[MAX_ROWS - before], most=MAX_ROWS)
        counts = list(map("".join, zip(*parts, strict=True)))
        rows = zip(school, subject, school_year, season, year, counts, strict=True)
        packed = [f"{a}\t{b}\t{c}\t{d}\t{e}\t{{{numbers[:-2]}}}\t{{}}" for a, b, c, d, e, numbers in rows]
        if "" in counts:
            self._empty.add(line for line, numbers in zip(packed, counts, strict=True) if not numbers)
            self._counted.add(line for line, numbers in zip(packed, counts, strict=True) if numbers)
        else:
            self._counted.add(packed)

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
