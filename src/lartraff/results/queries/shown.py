"""What one reader sees of the results: every figure on every page, in every picture and export comes through here."""

from collections.abc import Iterable
from dataclasses import dataclass

from lartraff.results.logic.comparing import Against
from lartraff.results.logic.figures import Cell, Figures
from lartraff.results.logic.protected_tests import protect_against, protect_test
from lartraff.results.logic.protection import BOYS, GIRLS, Protected, protect
from lartraff.results.logic.suppression import FEWEST_PUPILS
from lartraff.results.models import GradeAgainstTest, ResultRow, TestRow
from lartraff.results.queries.earlier import Earlier, content_of
from lartraff.results.queries.periods import Period
from lartraff.results.queries.scales import Scales


@dataclass(frozen=True, slots=True)
class BySex:
    """Girls and boys, where both are enough to say something about and none is hidden."""

    girls: Figures
    boys: Figures


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One subject in one year of one school and term, under the reader's definition of not passing."""

    school_id: int
    subject_id: int
    period: Period
    year: int
    cell: Cell
    by_sex: BySex | None
    scale_id: int
    batch_id: int


def shown_rows(rows: Iterable[ResultRow], scales: Scales, *, counts_shown: bool) -> list[ShownRow]:
    """`rows` without those in which nobody is counted. `counts_shown`: the reader sees every count.

    Two queries, or one for those who see every count.
    """
    rows = list(rows)
    earlier = None if counts_shown else Earlier({row.school_id for row in rows})
    shown = []
    for row in rows:
        seen = _open(row, scales) if earlier is None else _guarded(protect_grades(row, scales, earlier), scales)
        if seen is not None:
            cell, girls, boys = seen
            shown.append(
                ShownRow(
                    school_id=row.school_id,
                    subject_id=row.subject_id,
                    period=Period(row.school_year, row.season),
                    year=row.year,
                    cell=cell,
                    by_sex=_enough(girls, boys),
                    scale_id=row.scale_id,
                    batch_id=row.batch_id,
                )
            )
    return shown


Seen = tuple[Cell, Figures | None, Figures | None]  # all, girls, boys


def _open(row: ResultRow, scales: Scales) -> Seen | None:
    figures = scales.figures(row.scale_id, row.counts)
    girls, boys = (scales.figures(row.scale_id, row.counts_by_sex.get(sex, {})) for sex in (GIRLS, BOYS))
    return (Cell(figures), girls, boys) if figures.pupils else None


def protect_grades(row: ResultRow, scales: Scales, earlier: Earlier) -> Protected:
    return protect(content_of(row), scales.meanings(row.scale_id), earlier.of(row))


def _guarded(protected: Protected, scales: Scales) -> Seen | None:
    cell = protected.cell(scales.counting)
    girls, boys = (protected.cell(scales.counting, sex) for sex in (GIRLS, BOYS))
    return (cell, girls.figures if girls else None, boys.figures if boys else None) if cell else None


def _enough(girls: Figures | None, boys: Figures | None) -> BySex | None:
    if girls is None or boys is None or min(girls.pupils, boys.pupils) < FEWEST_PUPILS:
        return None
    return BySex(girls, boys)


@dataclass(frozen=True, slots=True)
class ShownAgainst:
    """Grades beside the national test of one subject and year. `against` is None where it is hidden."""

    subject_id: int
    period: Period
    year: int
    against: Against | None
    batch_id: int


class AgainstTests:
    """Decides on the comparisons of one school. What is shown of the grades and of the tests decides what is of both.

    Three queries, or none for those who see every count.
    """

    def __init__(self, school_id: int, scales: Scales, *, counts_shown: bool) -> None:
        self._scales = scales
        self._earlier = None if counts_shown else Earlier({school_id})
        self._grades: dict[Place, ResultRow] = {}
        self._tests: dict[Place, TestRow] = {}
        if not counts_shown:
            self._grades = {_place(row): row for row in ResultRow.objects.filter(school=school_id)}
            self._tests = {_place(row): row for row in TestRow.objects.filter(school=school_id, part="")}

    def shown(self, row: GradeAgainstTest) -> ShownAgainst:
        seen = (row.higher, row.equal, row.lower) if self._earlier is None else self._guarded(row, self._earlier)
        against = Against(*seen) if seen else None
        return ShownAgainst(row.subject_id, Period(row.school_year, row.season), row.year, against, row.batch_id)

    def _guarded(self, row: GradeAgainstTest, earlier: Earlier) -> tuple[int, int, int] | None:
        grade, test = self._grades.get(_place(row)), self._tests.get(_place(row))
        if grade is None or test is None:
            return None
        before = [(old.counts["HIGHER"], old.counts["EQUAL"], old.counts["LOWER"]) for old in earlier.of(row)]
        return protect_against(
            (row.higher, row.equal, row.lower),
            grades=protect_grades(grade, self._scales, earlier),
            test=protect_test(content_of(test), year=test.year, part=test.part, earlier=earlier.of(test)),
            earlier=before,
        )


Place = tuple[int, str, int, int]


def _place(row: GradeAgainstTest | ResultRow | TestRow) -> Place:
    return row.school_year, row.season, row.year, row.subject_id
