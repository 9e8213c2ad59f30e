"""National tests, and grades beside them: nothing hidden of one can be worked out from the others."""

from collections import defaultdict
from itertools import product

import pytest

from lartraff.results.logic.figures import Cell, Figures, Hidden
from lartraff.results.logic.protected_tests import RESULT, Against, protect_against, protect_test
from lartraff.results.logic.protection import Meaning, Protected, Row, protect

GRADES = {"f-dash": Meaning(frozenset("ABCDE"), frozenset({"F", "NO_GRADE"}))}


def grades(passing: int, not_passing: int) -> Protected:
    return protect(Row({"E": passing, "F": not_passing}), GRADES)


def result(passing: int, not_passing: int) -> Protected:
    return protect_test(Row({"E": passing, "F": not_passing}), year=9, part="")


SHOWN, HIDDEN = (grades(60, 12), result(50, 22)), (grades(70, 2), result(70, 2))


def test_a_test_is_decided_as_grades_are_and_leaves_out_who_has_no_result() -> None:
    assert protect_test(Row({"C": 30, "PASSED": 5, "F": 7, "NOT_TAKEN": 2}), year=6, part="").cell(RESULT) == Cell(
        Figures(42, 7)
    )
    assert result(70, 2).cell(RESULT) == Cell(None, Hidden.FEW_NOT_PASSING)


def test_of_year_3_the_parts_are_shown_and_the_whole_is_not() -> None:
    row = Row({"REACHED": 30, "NOT_REACHED": 12})
    assert protect_test(row, year=3, part="B").cell(RESULT) == Cell(Figures(42, 12))
    assert protect_test(row, year=3, part="").cell(RESULT) == Cell(None, Hidden.TELLS_OF_FEW)


@pytest.mark.parametrize("parts", [(20, 40, 12), (0, 60, 12), (0, 72, 0)])
def test_all_three_are_shown_where_none_is_a_few(parts: Against) -> None:
    assert protect_against(parts, grades=SHOWN[0], test=SHOWN[1]) == parts


@pytest.mark.parametrize("parts", [(20, 40, 4), (1, 60, 12), (30, 2, 40), (0, 9, 0)])
def test_none_is_shown_where_one_is_a_few_or_all_are(parts: Against) -> None:
    assert protect_against(parts, grades=SHOWN[0], test=SHOWN[1]) is None


def test_they_are_shown_only_beside_grades_and_a_test_that_are() -> None:
    for of_grades, of_test in ((HIDDEN[0], SHOWN[1]), (SHOWN[0], HIDDEN[1]), (None, SHOWN[1]), (SHOWN[0], None)):
        assert protect_against((20, 40, 12), grades=of_grades, test=of_test) is None


def test_a_small_correction_is_not_shown_and_a_larger_one_is() -> None:
    def seen(now: Against) -> Against | None:
        return protect_against(now, grades=SHOWN[0], test=SHOWN[1], earlier=[(20, 40, 12)])

    assert [seen(now) for now in ((21, 39, 12), (20, 40, 3), (30, 30, 12), (20, 40, 12))] == [
        (20, 40, 12),
        (20, 40, 12),
        (30, 30, 12),
        (20, 40, 12),
    ]


def test_no_hidden_number_follows_from_the_other_two() -> None:
    """All ways that so many pupils can pass or not pass with their grade and with the test."""
    pupils = 22
    possible: dict[tuple[Cell | None, Cell | None, Against | None], list[set[int]]] = defaultdict(
        lambda: [set(), set(), set()]
    )
    for higher, lower, neither in product(range(pupils + 1), repeat=3):
        both = pupils - higher - lower - neither
        if both < 0:
            continue
        of_grades = grades(higher + both, lower + neither)
        of_test = result(lower + both, higher + neither)
        against = protect_against((higher, both + neither, lower), grades=of_grades, test=of_test)
        values = possible[of_grades.cell("f-dash"), of_test.cell(RESULT), against]
        for found, number in zip(values, (lower + neither, higher + neither, lower), strict=True):
            found.add(number)
    assert any(seen[2] for seen in possible)
    for (grade_cell, test_cell, against), (with_f, without_test, lowers) in possible.items():
        assert isinstance(grade_cell, Cell)
        assert isinstance(test_cell, Cell)
        if grade_cell.hidden:
            assert len(with_f) >= 4
        if test_cell.hidden:
            assert len(without_test) >= 4
        everybody = [cell.figures for cell in (grade_cell, test_cell) if cell.figures]
        if against is None and all(0 < figures.not_passing < pupils for figures in everybody):
            assert len(lowers) >= 4, (grade_cell, test_cell)
