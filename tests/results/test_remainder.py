"""When a published sum may stand beside the schools that it is the sum of."""

from itertools import product

import pytest

from lartraff.results.logic.figures import Figures
from lartraff.results.logic.remainder import Unknown, may_stand, outdated, what_is_known


@pytest.mark.parametrize(
    ("first", "as_published", "known"),
    [
        (Figures(100, 6), Figures(100, 6), None),
        (Figures(100, 0), Figures(105, 5), None),
        (Figures(9, 2), Figures(9, 2), Unknown(2, 0, 9)),
        (Figures(100, 2), Figures(100, 2), Unknown(2, 1, 4)),
        (Figures(100, 2), Figures(107, 9), Unknown(9, 1, 9)),
        (Figures(20, 18), Figures(20, 18), Unknown(18, 16, 19)),
        (Figures(100, 6), Figures(103, 9), Unknown(9, 7, 10)),
    ],
)
def test_what_a_reader_knows_of_one_school(first: Figures, as_published: Figures, known: Unknown | None) -> None:
    assert what_is_known(first, as_published) == known


def test_of_an_outdated_figure_the_change_is_unknown() -> None:
    assert outdated(12, 11) == Unknown(11, 8, 16)
    assert outdated(2, 40) == Unknown(40, 0, 40)


def test_one_or_two_hidden_schools_are_told_by_the_sum() -> None:
    assert may_stand([])
    assert not may_stand([Unknown(2, 1, 4)])
    # The principal of one knows the other's.
    assert not may_stand([Unknown(2, 1, 4), Unknown(3, 1, 4)])


def test_many_hidden_schools_hide_each_other() -> None:
    assert may_stand([Unknown(2, 1, 4)] * 6)
    assert not may_stand([Unknown(1, 1, 4)] * 6)
    assert not may_stand([Unknown(4, 1, 4)] * 6)


def values_left(schools: tuple[Unknown, ...], of: int, known: int) -> set[int]:
    """By trying everything: what school `of` can have for one who knows the sum and the truth of school `known`."""
    total = sum(one.true for one in schools)
    spans = [[one.true] if at == known else range(one.least, one.most + 1) for at, one in enumerate(schools)]
    return {found[of] for found in product(*spans) if sum(found) == total}


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_where_the_sum_stands_everybody_is_left_with_four_values(count: int) -> None:
    stands = 0
    for truths in product(range(1, 5), repeat=count):
        for last in (Unknown(truths[0], 1, 4), Unknown(truths[0], 0, 9), Unknown(truths[0] + 6, 7, 10)):
            schools = (*(Unknown(true, 1, 4) for true in truths[1:]), last)
            if may_stand(schools):
                stands += 1
                for of, known in product(range(count), repeat=2):
                    if of != known:
                        assert len(values_left(schools, of, known)) >= 4, (schools, of, known)
    assert (stands > 0) == (count > 3)
