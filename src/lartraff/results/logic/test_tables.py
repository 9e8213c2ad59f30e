"""Reads a table of national tests that is counted already: one row per school, year and subject.

Columns (in any order, found by name): lasar, arskurs, skolenhetskod, amne, antal_np (pupils with a result) and
antal_godkanda_np (of those, at least E; in year 3: reached every part). If present, all four or none: antal_jamforda
and antal_betyg_hogre_an_np, antal_betyg_lika_np, antal_betyg_lagre_an_np (grades against the test). Also if present:
niva (only rows with "skolenhet" are read), kon, elevgrupp and termin (HT or VT; VT if absent).

Swedish and Swedish as a second language often stand together as "Sv/Sva". Such a row is read where elevgrupp says
which of them it is about, and skipped where it is about both.
"""

from collections.abc import Sequence

from lartraff.people.logic.calendar import SchoolYear
from lartraff.results.logic.layouts import MAX_SCHOOLS, SCHOOL_CODE, SUBJECTS, plain
from lartraff.results.logic.pairing import SUBJECTS_WITH_TESTS
from lartraff.results.logic.problems import Fatal, ProblemCode, Problems
from lartraff.results.logic.records import Batch
from lartraff.results.logic.tallies import AgainstTally, Counts, Outcome, Tally, TestTally

PUPILS, PASSED = "antal_np", "antal_godkanda_np"
COMPARED = "antal_jamforda"
RELATIONS = ("antal_betyg_hogre_an_np", "antal_betyg_lika_np", "antal_betyg_lagre_an_np")
REQUIRED = ("lasar", "arskurs", "skolenhetskod", "amne", PUPILS, PASSED)
_NUMBERS = (PUPILS, PASSED, COMPARED, *RELATIONS)
_TITLE = {plain(name): name for name in (*REQUIRED, COMPARED, *RELATIONS, "niva", "kon", "elevgrupp", "termin")}
_BOTH_SWEDISH = "svsva"
_ALL = {"", "alla"}
YEARS = {"3": 3, "6": 6, "9": 9}
MAX_TALLIES = 50_000


def is_header(record: Sequence[str]) -> bool:
    return {"lasar", "amne", plain(PUPILS)} <= {plain(cell) for cell in record}


class TestTableRows:
    def __init__(self, header: Sequence[str], line: int, problems: Problems, only_school: str | None) -> None:
        self.pupils = 0  # a table has no pupils, only numbers of them
        self.schools: dict[str, int] = {}
        self._problems = problems
        self._only_school = only_school
        self._width = len(header) - (not header[-1])
        self._place = {_TITLE[plain(name)]: at for at, name in enumerate(header) if plain(name) in _TITLE}
        self._tests: dict[tuple[object, ...], TestTally] = {}
        self._against: list[AgainstTally] = []
        self._sums = self._together = 0
        missing = [name for name in REQUIRED if name not in self._place]
        if any(name in self._place for name in (COMPARED, *RELATIONS)):
            missing += [name for name in (COMPARED, *RELATIONS) if name not in self._place]
        if missing:
            raise Fatal(ProblemCode.MISSING_COLUMN, line, columns=", ".join(missing), number=len(missing))

    def add(self, batch: Batch) -> None:
        for record, line in zip(*batch, strict=True):
            if not any(cell.strip() for cell in record):
                continue
            if len(record) < self._width or any(record[self._width :]):
                self._problems.add(ProblemCode.WRONG_WIDTH, line, expected=self._width)
                continue
            row = {name: record[at].strip() for name, at in self._place.items()}
            if self._is_wanted(row):
                self._add(row, line)

    def finish(self) -> None:
        if self._sums:
            self._problems.add(ProblemCode.TOTALS_SKIPPED, rows=self._sums)
        if self._together:
            self._problems.add(ProblemCode.TOGETHER_SKIPPED, rows=self._together)

    def tallies(self) -> Sequence[Tally]:
        return ()

    def tests(self) -> Sequence[TestTally]:
        return tuple(self._tests.values())

    def against(self) -> Sequence[AgainstTally]:
        return tuple(self._against)

    def forget(self) -> None:
        """A table holds nothing about single pupils."""

    def _is_wanted(self, row: dict[str, str]) -> bool:
        if row.get("niva", "skolenhet").casefold() != "skolenhet":
            self._sums += 1
            return False
        if self._only_school not in {None, row["skolenhetskod"]} or row.get("kon", "").casefold() not in _ALL:
            return False
        everybody = row.get("elevgrupp", "").casefold() in _ALL
        if plain(row["amne"]) != _BOTH_SWEDISH:
            return everybody
        if everybody:
            self._together += 1
        return plain(row.get("elevgrupp", "")) in {"sv", "sva"}

    def _add(self, row: dict[str, str], line: int) -> None:
        school = row["skolenhetskod"]
        if not SCHOOL_CODE.match(school):
            self._problems.add(ProblemCode.BAD_SCHOOL_CODE, line, "skolenhetskod")
            return
        self.schools.setdefault(school, line)
        key, numbers = self._key(row, line), self._numbers(row, line)
        if key is None or numbers is None:
            return
        if key in self._tests:
            self._problems.add(ProblemCode.ROW_TWICE, line)
        year, subject = key[3], key[4]
        self._tests[key] = TestTally(school, key[1], key[2], year, subject, "", counts_of(numbers, year))
        if COMPARED in numbers:
            self._against.append(
                AgainstTally(school, key[1], key[2], year, subject, *(numbers[name] for name in RELATIONS))
            )
        if len(self.schools) > MAX_SCHOOLS or len(self._tests) > MAX_TALLIES:
            raise Fatal(ProblemCode.TOO_MANY_SCHOOLS, line, most=MAX_SCHOOLS)

    def _key(self, row: dict[str, str], line: int) -> tuple[str, int, str, int, str] | None:
        """School, school year, season, year and subject; None where one of them cannot be told."""
        school_year, year = school_year_of(row["lasar"]), YEARS.get(row["arskurs"])
        season = row.get("termin", "").upper() or "VT"
        name = plain(row["amne"])
        subject = SUBJECTS.get(plain(row["elevgrupp"]) if name == _BOTH_SWEDISH else name)
        if school_year is None:
            self._problems.add(ProblemCode.BAD_SCHOOL_YEAR, line, "lasar")
        if year is None:
            self._problems.add(ProblemCode.BAD_TEST_YEAR, line, "arskurs")
        if season not in {"HT", "VT"}:
            self._problems.add(ProblemCode.BAD_TERM, line, "termin")
            return None
        if subject not in SUBJECTS_WITH_TESTS:
            self._problems.add(ProblemCode.UNKNOWN_SUBJECT, line, "amne")
            return None
        if school_year is None or year is None or subject is None:
            return None
        return row["skolenhetskod"], school_year, season, year, subject

    def _numbers(self, row: dict[str, str], line: int) -> dict[str, int] | None:
        numbers = {}
        compared = bool(row.get(COMPARED))
        for name in _NUMBERS if compared else (PUPILS, PASSED):
            text = row[name]
            if not (text.isascii() and text.isdigit() and len(text) <= 6):
                self._problems.add(ProblemCode.BAD_NUMBER, line, name)
                return None
            numbers[name] = int(text)
        if numbers[PASSED] > numbers[PUPILS]:
            self._problems.add(ProblemCode.BAD_PART, line, PASSED)
        if compared and sum(numbers[name] for name in RELATIONS) != numbers[COMPARED]:
            self._problems.add(ProblemCode.BAD_COMPARISON, line, COMPARED)
        return numbers


def counts_of(numbers: dict[str, int], year: int) -> Counts:
    passed, others = (Outcome.REACHED, Outcome.NOT_REACHED) if year == 3 else (Outcome.PASSED, "F")
    counts = {str(passed): numbers[PASSED], str(others): numbers[PUPILS] - numbers[PASSED]}
    return {outcome: number for outcome, number in counts.items() if number}


def school_year_of(text: str) -> int | None:
    try:
        return SchoolYear.parse(text).start
    except ValueError:
        return None
