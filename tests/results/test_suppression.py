"""Where the line goes for a figure by itself. What is shown of a whole row: test_protection.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.figures import Cell, Figures, Hidden, total_of
from lartraff.results.logic.suppression import guarded_cell, open_cell, reason_to_hide

figures = st.integers(1, 40).flatmap(lambda pupils: st.integers(0, pupils).map(lambda number: Figures(pupils, number)))
ALONE = [Hidden.FEW_PUPILS, Hidden.FEW_NOT_PASSING, Hidden.FEW_PASSING]
ALTERNATIVES = {
    reason: [
        Figures(pupils, number)
        for pupils in range(1, 41)
        for number in range(pupils + 1)
        if reason_to_hide(Figures(pupils, number)) is reason
    ]
    for reason in ALONE
}


@pytest.mark.parametrize(
    ("pupils", "not_passing", "reason"),
    [
        (9, 0, Hidden.FEW_PUPILS),
        (1, 1, Hidden.FEW_PUPILS),
        (10, 0, None),
        (10, 1, Hidden.FEW_NOT_PASSING),
        (10, 4, Hidden.FEW_NOT_PASSING),
        (10, 5, None),
        (10, 6, Hidden.FEW_PASSING),
        (10, 9, Hidden.FEW_PASSING),
        (10, 10, None),
        (200, 196, Hidden.FEW_PASSING),
        (200, 195, None),
    ],
)
def test_where_the_line_goes(pupils: int, not_passing: int, reason: Hidden | None) -> None:
    assert reason_to_hide(Figures(pupils, not_passing)) is reason


@given(figures)
def test_a_hidden_cell_holds_no_figures_and_a_shown_one_no_reason(raw: Figures) -> None:
    cell = guarded_cell(raw)
    assert (cell.figures is None) != (cell.hidden is None)
    assert cell.figures in {None, raw}
    assert open_cell(raw) == Cell(raw)


@given(st.lists(st.one_of(st.none(), figures.map(guarded_cell)), max_size=4))
def test_a_sum_counts_only_what_is_shown(cells: list[Cell | None]) -> None:
    shown = [cell.figures for cell in cells if cell and cell.figures]
    total = total_of(cells)
    assert (total is None) == (not shown)
    if total:
        assert total.pupils == sum(figure.pupils for figure in shown)
        assert total.not_passing == sum(figure.not_passing for figure in shown)


@pytest.mark.parametrize("reason", ALONE)
def test_every_reason_leaves_several_numbers_possible(reason: Hidden) -> None:
    assert len({raw.not_passing for raw in ALTERNATIVES[reason]}) >= 4
