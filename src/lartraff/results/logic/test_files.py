"""Counts files of national tests. What was lost, or taken in another way, is counted as that and never as failed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import itemgetter

from lartraff.results.logic.pairing import EITHER_SWEDISH, RANK, Cells, Graded, Side
from lartraff.results.logic.problems import ProblemCode, Problems
from lartraff.results.logic.pupil_files import PupilRows, neat, shown, summed
from lartraff.results.logic.sexes import by_sex
from lartraff.results.logic.tallies import Outcome, Tally, TestTally
from lartraff.results.logic.test_layouts import WITHIN_G, Test, TestLayout

# Place in the record → what stands there, pupil by pupil.
Columns = Mapping[int, tuple[str, ...]]
# Subject ("" where the file does not say which) and part ("" for the whole) → outcome → pupils.
_Counted = dict[tuple[str, str], Counter[str]]

_NOTES = {
    Outcome.DIGITAL: ProblemCode.TESTS_DIGITAL,
    Outcome.REPLACEMENT: ProblemCode.TESTS_REPLACED,
    Outcome.LOST: ProblemCode.TESTS_LOST,
}


class TestRows(PupilRows):
    def __init__(self, layout: TestLayout, problems: Problems, only_school: str | None, side: Side | None) -> None:
        super().__init__(layout, problems, only_school, side)
        self._tests = layout.tests
        which = [test.which.place for test in layout.tests if test.which is not None]
        self._needed = [*which, *(column.place for test in layout.tests for column in test.columns)]
        # The school stands last only so that there are always several.
        self._taken = itemgetter(*self._needed, layout.school)
        self._results = layout.results
        self._counted: dict[str, dict[str, _Counted]] = defaultdict(lambda: defaultdict(lambda: defaultdict(Counter)))

    def tallies(self) -> Sequence[Tally]:
        return ()

    def tests(self) -> Sequence[TestTally]:
        if self._term is None:
            return ()
        school_year, season = self._term
        tallies = []
        for school, sexes in self._counted.items():
            for subject, part in self._covered():
                counts = {sex: dict(counted[subject, part]) for sex, counted in sexes.items()}
                total = summed(counts.values())
                if total.keys() == {Outcome.NOT_SAID}:
                    counts, total = {}, {}
                tallies.append(TestTally(school, school_year, season, self.year, subject, part, total, by_sex(counts)))
        return tallies

    def _covered(self) -> Iterator[tuple[str, str]]:
        """Every subject and part that the file has columns for."""
        for test in self._tests:
            parts = dict.fromkeys(["", *(column.part for column in test.columns)])
            for subject in test.subjects:
                for part in parts:
                    yield subject, part

    def _tell(self) -> None:
        whole = summed(
            counter
            for sexes in self._counted.values()
            for counted in sexes.values()
            for (subject, part), counter in counted.items()
            if subject and not part
        )
        for outcome, code in _NOTES.items():
            if whole.get(outcome):
                self._problems.add(code, tests=whole[outcome])
        unplaced = summed(
            counter
            for sexes in self._counted.values()
            for counted in sexes.values()
            for (subject, part), counter in counted.items()
            if not subject and not part
        )
        if number := sum(unplaced.values()):
            self._problems.add(ProblemCode.TESTS_WITHOUT_SUBJECT, tests=number)

    def _count(self, school: str, sex: str, members: list[list[str]]) -> bool:
        columns = dict(zip(self._needed, zip(*map(self._taken, members), strict=True), strict=False))
        counted = self._counted[school][sex]
        unknown = False
        for test in self._tests:
            unknown = self._count_test(test, columns, counted) or unknown
        return unknown

    def _count_test(self, test: Test, columns: Columns, counted: _Counted) -> bool:
        """Count one test; return whether something stood there that nobody knows."""
        of_test = {column.part: columns[column.place] for column in test.columns}
        if test.which is None:
            return self._count_subject(test.subjects[0], of_test, counted)
        codes = columns[test.which.place]
        if len(test.columns) == 1:
            return self._count_pairs(test, zip(codes, *of_test.values(), strict=True), counted)
        subjects = list(map(test.subject_by_code.get, codes))
        if None in subjects:
            subjects = [meaning(code, test.subject_by_code) for code in codes]
        unknown = None in subjects
        for subject in {subject for subject in subjects if subject is not None}:
            chosen = [one == subject for one in subjects]
            parts = {part: tuple(compress(cells, chosen)) for part, cells in of_test.items()}
            unknown = self._count_subject(subject, parts, counted) or unknown
        return unknown

    def _count_pairs(self, test: Test, pairs: Iterable[tuple[str, str]], counted: _Counted) -> bool:
        unknown = False
        for (code, cell), pupils in Counter(pairs).items():
            subject, outcome = meaning(code, test.subject_by_code), meaning(cell, self._results)
            if subject is None or outcome is None:
                unknown = True
            else:
                counted[subject, test.columns[0].part][outcome] += pupils
        return unknown

    def _count_subject(self, subject: str, parts: Mapping[str, tuple[str, ...]], counted: _Counted) -> bool:
        unknown = False
        for part, cells in parts.items():
            for cell, pupils in Counter(cells).items():
                if (outcome := meaning(cell, self._results)) is None:
                    unknown = True
                else:
                    counted[subject, part][outcome] += pupils
        if self.year == 3 and not unknown:
            for cells_of_all, pupils in Counter(parts_taken_together(parts)).items():
                counted[subject, ""][whole_of({meaning(cell, self._results) for cell in cells_of_all})] += pupils
        return unknown

    def _tell_unknown(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        for row, line in zip(rows, lines, strict=True):
            for test in self._tests:
                if test.which is not None and (code := neat(row[test.which.place])) not in test.subject_by_code:
                    self._problems.add(ProblemCode.UNKNOWN_TEST_SUBJECT, line, test.which.name, shown=shown(code))
                for column in test.columns:
                    if (code := neat(row[column.place])) not in self._results:
                        self._problems.add(ProblemCode.UNKNOWN_OUTCOME, line, column.name, shown=shown(code))

    def _subjects_compared(self) -> Iterable[str]:
        return [subject for test in self._tests for subject in test.subjects]

    def _compared(self) -> Sequence[int]:
        return self._needed

    def _graded(self, cells: Cells) -> Graded:
        cell = dict(zip(self._needed, cells, strict=False))
        return tuple(
            (subject, neat(cell[column.place]))
            for test in self._tests
            for column in test.columns
            if neat(cell[column.place]) in RANK and (subject := subject_of(test, cell))
        )


def meaning(cell: str, meanings: Mapping[str, str]) -> str | None:
    found = meanings.get(cell)
    return meanings.get(neat(cell)) if found is None else found


def parts_taken_together(parts: Mapping[str, tuple[str, ...]]) -> Iterable[frozenset[str]]:
    """What stands in all parts of each pupil. Part G holds what G1 and G2 hold; where it is blank, they count."""
    needed = dict(parts)
    halves = {part: needed.pop(part) for part in WITHIN_G if part in needed}
    g = needed.get("G", ("",) * len(next(iter(parts.values()))))
    if halves and not all(map(str.strip, g)):
        needed.pop("G", None)
        for part, cells in halves.items():
            needed[part] = tuple(whole.strip() or half for whole, half in zip(g, cells, strict=True))
    return map(frozenset, zip(*needed.values(), strict=True))


def whole_of(outcomes: set[str | None]) -> Outcome:
    """Of a test in parts: reached by those who reached every part, not reached by the others who took all of them."""
    if outcomes <= {Outcome.REACHED, Outcome.NOT_REACHED}:
        return Outcome.NOT_REACHED if Outcome.NOT_REACHED in outcomes else Outcome.REACHED
    return next(outcome for outcome in (Outcome.NOT_TAKEN, Outcome.LOST, Outcome.NOT_SAID) if outcome in outcomes)


def subject_of(test: Test, cell: Mapping[int, str]) -> str:
    if test.which is None:
        return test.subjects[0]
    return meaning(cell[test.which.place], test.subject_by_code) or (EITHER_SWEDISH if "SV" in test.subjects else "")
