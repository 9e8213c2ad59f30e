"""Joins the pupils of a file of grades with those of a file of national tests, to see whether the two agree.

A pupil stands here as a hash of the personal number, keyed with what this one `Pairing` has thrown dice for and
nobody else ever learns. What is held goes when the comparison has been made or the reader stops.
"""

import hashlib
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lartraff.results.logic.problems import Problem, ProblemCode
from lartraff.results.logic.tallies import AgainstTally

# From the lowest to the highest.
RANK = {grade: rank for rank, grade in enumerate("FEDCBA")}
SUBJECTS_WITH_TESTS = frozenset({"MA", "SV", "SVA", "EN", "BI", "FY", "KE", "GE", "HI", "RE", "SH"})
# Swedish or Swedish as a second language, where the file of tests does not say which: the pupil's grade says it.
EITHER_SWEDISH = "SV/SVA"
_SWEDISH = ("SV", "SVA")

# All of Sweden's year 9 is 120,000 pupils. Beyond this nothing is compared, so that memory has an end.
MOST_PUPILS = 250_000

# One pupil's grades, A to F, by subject, and the cells of the file's row that they are read from.
Graded = tuple[tuple[str, str], ...]
Cells = tuple[str, ...]
Term = tuple[int, str]
Place = tuple[str, int, str, int]  # school, school year, season, year
# By hash. None: the number stands there twice, so nobody knows which is whose.
Pupils = dict[bytes, Cells | None]
Known = dict[bytes, Graded | None]


@dataclass(frozen=True, slots=True)
class Paired:
    """What is left of a pairing. A subject that was tested, but where nobody could be compared, has only zeros."""

    against: tuple[AgainstTally, ...]
    problems: tuple[Problem, ...]


class Side:
    """The pupils of one file. Nothing of it counts until it is closed, and nothing is left after `forget`."""

    def __init__(self, key: bytes) -> None:
        self.term: Term | None = None
        self.year = 0
        self.subjects: tuple[str, ...] = ()
        self.too_many = False
        self._graded: Callable[[Cells], Graded] | None = None
        self._keyed = hashlib.blake2b(key=key, digest_size=16)
        self._schools: dict[str, Pupils] = defaultdict(dict)
        self._nameless: Counter[str] = Counter()
        self._held = 0

    def add(self, school: str, numbers: Iterable[str], cells: Iterable[Cells]) -> None:
        """`cells` hold nothing but codes that the file may have."""
        if self.too_many:
            return
        pupils = self._schools[school]
        for number, of_pupil in zip(numbers, cells, strict=True):
            if key := self._hashed(number):
                pupils[key] = None if key in pupils else of_pupil
                self._held += 1
            else:
                self._nameless[school] += 1
        if self._held > MOST_PUPILS:
            self.forget()
            self.too_many = True

    def close(self, term: Term, year: int, subjects: Iterable[str], graded: Callable[[Cells], Graded]) -> None:
        self.term, self.year, self.subjects, self._graded = term, year, tuple(subjects), graded

    def forget(self) -> None:
        self._schools.clear()
        self._nameless.clear()
        self.term = None

    def places(self) -> Iterator[tuple[Place, Known, int]]:
        """Each school with its pupils, and how many more it has who cannot be told apart for want of a number."""
        if self.term is not None and (read := self._graded) is not None:
            for school, pupils in self._schools.items():
                graded = {key: None if cells is None else read(cells) for key, cells in pupils.items()}
                yield (school, *self.term, self.year), graded, self._nameless[school]

    def _hashed(self, number: str) -> bytes | None:
        """The last ten signs are enough within a year of a school; systems differ in whether they write the century."""
        plain = number if number.isalnum() else "".join(sign for sign in number if sign.isalnum())
        if len(plain) not in {10, 12}:
            return None
        hashed = self._keyed.copy()
        hashed.update(plain[-10:].upper().encode(errors="replace"))
        return hashed.digest()


class Pairing:
    """For the files of one upload. Give it to each file's reader; when all are read, `finish`, once."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._grades: list[Side] = []
        self._tests: list[Side] = []
        self._left_out: Counter[str] = Counter()

    def grades(self) -> Side:
        return self._new(self._grades)

    def tests(self) -> Side:
        return self._new(self._tests)

    def _new(self, sides: list[Side]) -> Side:
        sides.append(Side(self._key))
        return sides[-1]

    def finish(self) -> Paired:
        """Compare where there are grades and tests of the same school, year and term; then forget everything."""
        try:
            return self._compare()
        finally:
            self.forget()

    def forget(self) -> None:
        for side in (*self._grades, *self._tests):
            side.forget()
        self._grades, self._tests, self._key = [], [], b""

    def _compare(self) -> Paired:
        grades, tests = _by_place(self._grades), _by_place(self._tests)
        subjects = {side.year: side.subjects for side in self._tests if side.term is not None}
        against = []
        for place in sorted(grades.keys() & tests.keys()):
            counts = self._compare_school(grades[place], tests[place])
            for subject in subjects[place[3]]:
                relations = counts[subject]
                against.append(
                    AgainstTally(*place, subject, relations["higher"], relations["equal"], relations["lower"])
                )
        return Paired(tuple(against), tuple(self._problems(together=bool(grades.keys() & tests.keys()))))

    def _compare_school(self, grades: "_School", tests: "_School") -> dict[str, Counter[str]]:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._left_out["grades"] += len(grades.pupils.keys() - tests.pupils.keys()) + grades.nameless
        self._left_out["tests"] += len(tests.pupils.keys() - grades.pupils.keys()) + tests.nameless
        for key in grades.pupils.keys() & tests.pupils.keys():
            graded, tested = grades.pupils[key], tests.pupils[key]
            if graded is None or tested is None:
                self._left_out["twice"] += 1
                continue
            grade_in = dict(graded)
            for subject, test in tested:
                same = _subject_of_grade(subject, grade_in)
                if same is not None:
                    counts[same][_relation(grade_in[same], test)] += 1
                elif subject in _SWEDISH and any(other in grade_in for other in _SWEDISH):
                    self._left_out["courses"] += 1
        return counts

    def _problems(self, *, together: bool) -> Iterator[Problem]:
        if any(side.too_many for side in (*self._grades, *self._tests)):
            yield Problem(ProblemCode.PAIRING_TOO_LARGE)
        elif not together and any(side.term for side in self._grades) and any(side.term for side in self._tests):
            yield Problem(ProblemCode.PAIRED_NOWHERE)
        for code, kinds in _NOTES.items():
            if any(self._left_out[kind] for kind in kinds):
                yield Problem(code, facts=tuple((kind, self._left_out[kind]) for kind in kinds))


_NOTES = {
    ProblemCode.PAIRED_WITHOUT: ("grades", "tests"),
    ProblemCode.PAIRED_TWICE: ("twice",),
    ProblemCode.PAIRED_OTHER_COURSE: ("courses",),
}


@dataclass(slots=True)
class _School:
    """`nameless`: pupils without a number to know them by."""

    pupils: Known
    nameless: int


def _by_place(sides: Iterable[Side]) -> dict[Place, _School]:
    """All files of one kind together. A pupil who is in two of them is as unclear as one who is in one twice."""
    found: dict[Place, _School] = {}
    for side in sides:
        for place, pupils, nameless in side.places():
            if place not in found:
                found[place] = _School(pupils, nameless)
                continue
            known = found[place]
            known.nameless += nameless
            for key, graded in pupils.items():
                known.pupils[key] = None if key in known.pupils else graded
    return found


def _subject_of_grade(subject: str, grade_in: Mapping[str, str]) -> str | None:
    """The subject whose grade the test is to be compared with; None where the pupil has no such grade."""
    if subject != EITHER_SWEDISH:
        return subject if subject in grade_in else None
    taken = [swedish for swedish in _SWEDISH if swedish in grade_in]
    return taken[0] if len(taken) == 1 else None


def _relation(grade: str, test: str) -> str:
    difference = RANK[grade] - RANK[test]
    return "equal" if difference == 0 else "higher" if difference > 0 else "lower"
