"""Counts files of grades: final grades of year 9 and term grades of year 6."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from lartraff.results.logic.layouts import GRADE_CODES, STEPS, PupilLayout
from lartraff.results.logic.pairing import RANK, SUBJECTS_WITH_TESTS, Cells, Graded, Side
from lartraff.results.logic.problems import ProblemCode, Problems
from lartraff.results.logic.pupil_files import PupilRows, neat, shown, summed
from lartraff.results.logic.sexes import by_sex
from lartraff.results.logic.tallies import Counts, Tally, TestTally


class GradeRows(PupilRows):
    def __init__(self, layout: PupilLayout, problems: Problems, only_school: str | None, side: Side | None) -> None:
        super().__init__(layout, problems, only_school, side)
        self._subjects = layout.subjects
        self._with_tests = [
            (place, subject) for place, subject, _name in layout.subjects if subject in SUBJECTS_WITH_TESTS
        ]
        self._other = layout.other
        self._others = 0
        # School → sex → one counter of codes for each subject.
        self._counted: dict[str, dict[str, list[Counter[str]]]] = defaultdict(
            lambda: defaultdict(lambda: [Counter() for _ in layout.subjects])
        )

    def tallies(self) -> Sequence[Tally]:
        if self._term is None:
            return ()
        school_year, season = self._term
        tallies = []
        for school, sexes in self._counted.items():
            for at, (_place, subject, _name) in enumerate(self._subjects):
                counts = {sex: steps_of(counters[at]) for sex, counters in sexes.items()}
                tallies.append(
                    Tally(
                        school,
                        school_year,
                        season,
                        self.year,
                        subject,
                        summed(counts.values()),
                        by_sex(counts),
                    )
                )
        return tallies

    def tests(self) -> Sequence[TestTally]:
        return ()

    def _tell(self) -> None:
        if self._others:
            self._problems.add(ProblemCode.OTHER_SUBJECTS, pupils=self._others)
        adapted = sum(
            counter["3"] for sexes in self._counted.values() for counters in sexes.values() for counter in counters
        )
        if adapted:
            self._problems.add(ProblemCode.ADAPTED, grades=adapted)

    def _count(self, school: str, sex: str, members: list[list[str]]) -> bool:
        columns = list(zip(*members, strict=True))
        unknown = False
        for (place, _subject, _name), counter in zip(self._subjects, self._counted[school][sex], strict=True):
            counter.update(columns[place])
            if counter.keys() <= GRADE_CODES:
                continue
            for code in counter.keys() - GRADE_CODES:
                number, known = counter.pop(code), neat(code)
                if known in GRADE_CODES:
                    counter[known] += number
                else:
                    unknown = True
        if self._other is not None:
            others = Counter(columns[self._other])
            self._others += sum(pupils for cell, pupils in others.items() if neat(cell) in STEPS)
        return unknown

    def _tell_unknown(self, rows: list[list[str]], lines: Sequence[int]) -> None:
        for row, line in zip(rows, lines, strict=True):
            for place, _subject, name in self._subjects:
                code = neat(row[place])
                if code not in GRADE_CODES:
                    self._problems.add(ProblemCode.UNKNOWN_GRADE, line, name, shown=shown(code))

    def _subjects_compared(self) -> Iterable[str]:
        return [subject for _place, subject in self._with_tests]

    def _compared(self) -> Sequence[int]:
        return [place for place, _subject in self._with_tests]

    def _graded(self, cells: Cells) -> Graded:
        return tuple(
            (subject, neat(cell))
            for (_place, subject), cell in zip(self._with_tests, cells, strict=False)
            if neat(cell) in RANK
        )


def steps_of(codes: Counter[str]) -> Counts:
    return {step: codes[code] for code, step in STEPS.items() if codes[code]}
