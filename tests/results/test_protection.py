"""One decision for each row: what is published can be put together in every way and tells nothing that is hidden.

The attacks go through all rows that give a reader the very same page, and count the values that a hidden figure has
in them. The reader knows the rule and how many pupils there are, and remembers what was there before.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.figures import Cell, Figures, Hidden
from lartraff.results.logic.protection import BOYS, GIRLS, Meaning, Protected, Row, View, protect
from lartraff.results.logic.suppression import FEWEST_IN_A_PART, FEWEST_PUPILS, guarded_cell

PASSING = frozenset("ABCDE")
MEANINGS = {
    "f-dash": Meaning(PASSING, frozenset({"F", "NO_GRADE"})),
    "f": Meaning(PASSING, frozenset({"F"})),
    "f-dash-adapted": Meaning(PASSING, frozenset({"F", "NO_GRADE", "ADAPTED"})),
}
VIEWS: list[View] = list(product(MEANINGS, (None, GIRLS, BOYS)))
OUTCOMES = ("E", "F", "NO_GRADE", "ADAPTED")
LEAST = 4  # values left, as many as "one to four" has


def row(passing: int, f: int = 0, dash: int = 0, adapted: int = 0) -> Row:
    return Row(dict(zip(OUTCOMES, (passing, f, dash, adapted), strict=True)))


def split(girls: tuple[int, ...], boys: tuple[int, ...]) -> Row:
    by_sex = {GIRLS: dict(zip(OUTCOMES, girls, strict=True)), BOYS: dict(zip(OUTCOMES, boys, strict=True))}
    return Row({code: by_sex[GIRLS][code] + by_sex[BOYS][code] for code in OUTCOMES}, by_sex)


def truth(of: Row, view: View) -> Figures:
    definition, sex = view
    return MEANINGS[definition].figures(of.by_sex[sex] if sex else of.counts)


def page(decided: Protected, views: list[View] = VIEWS) -> tuple[Cell | None, ...]:
    return tuple(decided.cell(*view) for view in views)


def ways(pupils: int, parts: int) -> Iterator[tuple[int, ...]]:
    """All ways to put `pupils` into so many parts."""
    for fences in combinations(range(pupils + parts - 1), parts - 1):
        edges = (-1, *fences, pupils + parts - 1)
        yield tuple(after - before - 1 for before, after in pairwise(edges))


class TestWhatIsShown:
    def test_definitions_are_shown_where_their_differences_are_no_small_number(self) -> None:
        assert page(protect(row(80, 12, 6, 5), MEANINGS))[::3] == (
            Cell(Figures(98, 18)),
            Cell(Figures(92, 12)),
            Cell(Figures(103, 23)),
        )

    def test_a_few_dashes_hide_f_alone(self) -> None:
        assert page(protect(row(80, 12, 3), MEANINGS))[::3] == (
            Cell(Figures(95, 15)),
            Cell(None, Hidden.TELLS_OF_FEW),
            Cell(Figures(95, 15)),
        )

    def test_a_few_adapted_hide_the_published_definition(self) -> None:
        assert page(protect(row(80, 12, 0, 2), MEANINGS))[::3] == (
            Cell(Figures(92, 12)),
            Cell(Figures(92, 12)),
            Cell(None, Hidden.TELLS_OF_FEW),
        )

    def test_where_the_scales_own_is_hidden_so_is_all(self) -> None:
        assert page(protect(row(90, 1, 3, 20), MEANINGS))[::3] == (
            Cell(None, Hidden.FEW_NOT_PASSING),
            Cell(None, Hidden.TELLS_OF_FEW),
            Cell(None, Hidden.TELLS_OF_FEW),
        )
        assert protect(row(4, 3), MEANINGS).cell("f-dash") == Cell(None, Hidden.FEW_PUPILS)
        assert protect(row(3, 30), MEANINGS).cell("f-dash") == Cell(None, Hidden.FEW_PASSING)

    def test_girls_and_boys_are_shown_both_or_neither(self) -> None:
        enough, few = protect(split((30, 6, 0, 0), (20, 5, 0, 0)), MEANINGS), (4, 5, 0, 0)
        assert (enough.cell("f", GIRLS), enough.cell("f", BOYS)) == (Cell(Figures(36, 6)), Cell(Figures(25, 5)))
        for girls, boys in (((30, 6, 0, 0), (20, 1, 0, 0)), ((30, 6, 0, 0), few), (few, (30, 6, 0, 0))):
            decided = protect(split(girls, boys), MEANINGS)
            assert decided.cell("f-dash") == Cell(truth(split(girls, boys), ("f-dash", None)))
            assert {decided.cell("f-dash", sex) for sex in (GIRLS, BOYS)} == {Cell(None, Hidden.TELLS_OF_FEW)}

    def test_those_known_as_neither_girl_nor_boy_must_not_be_few(self) -> None:
        both = {GIRLS: {"E": 30, "F": 6}, BOYS: {"E": 20, "F": 5}}
        assert protect(Row({"E": 51, "F": 11}, both), MEANINGS).cell("f", GIRLS) == Cell(None, Hidden.TELLS_OF_FEW)
        assert protect(Row({"E": 56, "F": 11}, both), MEANINGS).cell("f", GIRLS) == Cell(Figures(36, 6))
        # A file that contradicts itself.
        assert protect(Row({"E": 40, "F": 11}, both), MEANINGS).cell("f", GIRLS) == Cell(None, Hidden.TELLS_OF_FEW)

    def test_nobody_is_nothing_in_every_definition(self) -> None:
        assert set(page(protect(row(0, 0, 0, 12), MEANINGS))) == {None}
        assert protect(row(80, 12), MEANINGS).cell("f-dash", GIRLS) is None

    @given(st.integers(0, 60), st.integers(0, 20))
    def test_the_scales_own_definition_is_hidden_as_a_figure_by_itself_is(self, passing: int, not_passing: int) -> None:
        decided = protect(row(passing, not_passing), MEANINGS).cell("f-dash")
        assert decided == (guarded_cell(Figures(passing + not_passing, not_passing)) if passing + not_passing else None)


counts = st.tuples(st.integers(0, 40), st.integers(0, 12), st.integers(0, 9), st.integers(0, 9))
splits = st.builds(split, counts, counts)


@given(splits)
def test_what_is_shown_is_true(of: Row) -> None:
    decided = protect(of, MEANINGS)
    assert all(cell.figures in {None, truth(of, view)} for view, cell in zip(VIEWS, page(decided), strict=True) if cell)
    assert all((cell.figures is None) == (cell.hidden is not None) for cell in page(decided) if cell)


@given(splits)
def test_no_figure_less_one_that_it_holds_is_a_few(of: Row) -> None:
    decided = protect(of, MEANINGS)
    widest = ["f-dash-adapted", "f-dash", "f"]
    for (name, sex), (other, within) in product(VIEWS, VIEWS):
        if sex not in {None, within} or widest.index(name) > widest.index(other):
            continue
        whole, part = decided.cell(name, sex), decided.cell(other, within)
        if whole and part and whole.figures and part.figures:
            left = whole.figures.passing - part.figures.passing, whole.figures.not_passing - part.figures.not_passing
            assert all(part == 0 or abs(part) >= FEWEST_IN_A_PART for part in left)


@pytest.mark.parametrize("pupils", [1, 3, 9, 10, 14, 22])
def test_a_hidden_figure_of_all_can_be_many(pupils: int) -> None:
    possible: dict[tuple[Cell | None, ...], list[set[int]]] = defaultdict(lambda: [set(), set(), set()])
    for passing, f, dash in ways(pupils, 3):
        for adapted in range(12):
            of = row(passing, f, dash, adapted)
            values = possible[page(protect(of, MEANINGS))[::3]]
            for found, definition in zip(values, MEANINGS, strict=True):
                found.add(truth(of, (definition, None)).not_passing)
    for seen, values in possible.items():
        for cell, found in zip(seen, values, strict=True):
            if cell is not None and cell.hidden:
                assert len(found) >= min(LEAST, pupils + 1), seen


@pytest.mark.parametrize(("girls", "boys"), [(10, 10), (11, 13), (9, 14)])
def test_a_hidden_figure_of_girls_or_boys_can_be_many(girls: int, boys: int) -> None:
    possible: dict[tuple[Cell | None, ...], list[set[Figures]]] = defaultdict(lambda: [set() for _view in VIEWS])
    for one, other in product(ways(girls, 3), ways(boys, 3)):
        of = split((*one, 0), (*other, 0))
        for found, view in zip(possible[page(protect(of, MEANINGS))], VIEWS, strict=True):
            found.add(truth(of, view))
    for seen, values in possible.items():
        everybody = seen[0].figures if seen[0] else None
        if everybody is None or 0 in {everybody.passing, everybody.not_passing}:
            continue  # of nobody, no part is hidden
        for cell, found in zip(seen, values, strict=True):
            if cell is not None and cell.hidden:
                assert len(found) >= LEAST, seen


class TestTwoDates:
    def test_a_correction_is_shown_when_it_is_no_small_number(self) -> None:
        before = row(88, 12)
        assert protect(row(83, 17), MEANINGS, [before]).cell("f-dash") == Cell(Figures(100, 17))
        assert protect(row(88, 20), MEANINGS, [before]).cell("f-dash") == Cell(Figures(108, 20))

    @pytest.mark.parametrize("now", [row(89, 11), row(88, 13), row(91, 12), row(188, 14), row(97, 3)])
    def test_until_then_others_see_what_they_saw(self, now: Row) -> None:
        decided = protect(now, MEANINGS, [row(88, 12)])
        assert decided.cell("f-dash") == Cell(Figures(100, 12))
        assert decided.is_outdated

    def test_what_was_hidden_is_shown_when_it_is_no_longer_small(self) -> None:
        assert protect(row(94, 6), MEANINGS, [row(97, 3)]).cell("f-dash") == Cell(Figures(100, 6))

    def test_undoing_a_correction_shows_what_was_there(self) -> None:
        first, second = row(88, 12), row(80, 20)
        decided = protect(first, MEANINGS, [first, second])
        assert (decided.cell("f-dash"), decided.is_outdated) == (Cell(Figures(100, 12)), False)

    def test_a_change_is_measured_against_everything_ever_shown(self) -> None:
        decided = protect(row(87, 13), MEANINGS, [row(88, 12), row(80, 20)])
        assert decided.cell("f-dash") == Cell(Figures(100, 20))

    def test_a_detail_may_vanish_though_the_whole_stays(self) -> None:
        before, now = row(80, 12, 8), row(80, 14, 6)
        assert protect(before, MEANINGS).cell("f") == Cell(Figures(92, 12))
        decided = protect(now, MEANINGS, [before])
        assert (decided.cell("f-dash"), decided.cell("f")) == (Cell(Figures(100, 20)), Cell(None, Hidden.TELLS_OF_FEW))

    @pytest.mark.parametrize("pupils", [9, 10, 11, 14])
    @pytest.mark.parametrize("more", [-4, -1, 0, 1, 2, 5, 8])
    def test_neither_a_hidden_number_nor_a_small_change_can_be_told(self, pupils: int, more: int) -> None:
        possible: dict[tuple[object, ...], set[tuple[int, int]]] = defaultdict(set)
        for before, now in product(range(pupils + 1), range(pupils + more + 1)):
            first, second = row(pupils - before, before), row(pupils + more - now, now)
            after = protect(second, MEANINGS, [first])
            seen = (protect(first, MEANINGS).cell("f-dash"), after.cell("f-dash"), after.is_outdated)
            possible[seen].add((before, now))
        for (first_cell, second_cell, is_outdated), found in possible.items():
            assert isinstance(first_cell, Cell)
            assert isinstance(second_cell, Cell)
            if first_cell.hidden:
                assert len({before for before, _now in found}) >= min(LEAST, pupils + 1)
            if second_cell.hidden or is_outdated:
                assert len({now for _before, now in found}) >= min(LEAST, pupils + more + 1)
            changes = {now - before for before, now in found}
            if len(changes) == 1:
                change = changes.pop()
                assert all(part == 0 or abs(part) >= FEWEST_IN_A_PART for part in (change, more - change))

    def test_three_dates_tell_no_more(self) -> None:
        possible: dict[tuple[object, ...], set[tuple[int, ...]]] = defaultdict(set)
        pupils = 16
        for numbers in product(range(pupils + 1), repeat=3):
            rows = [row(pupils - number, number) for number in numbers]
            seen = [protect(of, MEANINGS, rows[:at]) for at, of in enumerate(rows)]
            possible[tuple((one.cell("f-dash"), one.is_outdated) for one in seen)].add(numbers)
        for seen_cells, found in possible.items():
            for at, (cell, is_outdated) in enumerate(seen_cells):  # type: ignore[misc]
                if is_outdated or cell.hidden:  # type: ignore[has-type]
                    assert len({numbers[at] for numbers in found}) >= LEAST

    @given(splits, st.lists(splits, max_size=3))
    def test_what_comes_later_changes_nothing_that_was_said_before(self, now: Row, earlier: list[Row]) -> None:
        """Neither other rows (the decision is not told of them) nor later versions of the same."""
        at_each_date = [page(protect(of, MEANINGS, earlier[:at])) for at, of in enumerate(earlier)]
        protect(now, MEANINGS, earlier)
        assert [page(protect(of, MEANINGS, earlier[:at])) for at, of in enumerate(earlier)] == at_each_date
        assert page(protect(now, MEANINGS, [])) == page(protect(now, MEANINGS, [now]))


def test_a_school_is_decided_in_no_time() -> None:
    rows = [split((20 + at % 7, at % 13, at % 3, at % 2), (25, at % 11, at % 4, at % 5)) for at in range(23 * 4 * 5)]
    best = min(timed(rows) for _try in range(5))
    assert best < 0.3, f"{len(rows)} rows took {best:.3f} s"
    assert FEWEST_PUPILS == 10


def timed(rows: list[Row]) -> float:
    start = time.process_time()
    for of in rows:
        page(protect(of, MEANINGS))
    return time.process_time() - start
