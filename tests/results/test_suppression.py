"""Nothing hidden can be worked out from what is shown: a page is the same whatever a hidden cell holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.figures import Cell, Figures, Hidden, total_of
from lartraff.results.logic.matrix import SubjectName, SubjectRow, rows_of
from lartraff.results.logic.pictures import bars
from lartraff.results.logic.ranking import SORTS, different_tops
from lartraff.results.logic.suppression import guarded_cell, open_cell, reason_to_hide

YEARS = (6, 7, 8, 9)
NOW = 2025
SUBJECTS = [SubjectName(at, code, f"Ämne {code}") for at, code in enumerate("ABCD")]

figures = st.integers(1, 40).flatmap(lambda pupils: st.integers(0, pupils).map(lambda number: Figures(pupils, number)))
tables = st.dictionaries(
    st.sampled_from(SUBJECTS),
    st.dictionaries(st.sampled_from([2023, 2024, NOW]), st.dictionaries(st.sampled_from(YEARS), figures), min_size=1),
    min_size=1,
)
Table = dict[SubjectName, dict[int, dict[int, Figures]]]

ALTERNATIVES = {
    reason: [
        Figures(pupils, number)
        for pupils in range(1, 41)
        for number in range(pupils + 1)
        if reason_to_hide(Figures(pupils, number)) is reason
    ]
    for reason in Hidden
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


def pages(table: Table) -> list[object]:
    """All that anybody without the right to see counts can come to see: every term, filter and order."""
    seen: list[object] = []
    for school_year in (2023, 2024, NOW):
        for years in (YEARS, *((year,) for year in YEARS)):
            for sort in SORTS:
                rows: tuple[SubjectRow, ...] = rows_of(
                    table, school_year=school_year, years=years, to_cell=guarded_cell, sort=sort
                )
                seen.append((rows, bars(rows, sort), different_tops(rows)))
    return seen


@given(tables, st.data())
def test_a_page_is_the_same_for_every_value_that_a_hidden_cell_could_have(table: Table, data: st.DataObject) -> None:
    hidden = [
        (subject, school_year, year, reason)
        for subject, by_school_year in table.items()
        for school_year, by_year in by_school_year.items()
        for year, raw in by_year.items()
        if (reason := reason_to_hide(raw))
    ]
    before = pages(table)
    for subject, school_year, year, reason in hidden:
        table[subject][school_year][year] = data.draw(st.sampled_from(ALTERNATIVES[reason]))
    assert pages(table) == before


@pytest.mark.parametrize("reason", Hidden)
def test_every_reason_leaves_several_numbers_possible(reason: Hidden) -> None:
    assert len({raw.not_passing for raw in ALTERNATIVES[reason]}) >= 4
