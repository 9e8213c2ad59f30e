"""How far apart schools are."""

from statistics import median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.pictures_spread import spread_picture
from lartraff.results.logic.spread import bin_of, spread_of

shares = st.lists(st.floats(0, 1), min_size=2, max_size=50)


@given(shares)
def test_the_quarters_are_those_of_another_library(found: list[float]) -> None:
    spread = spread_of(found)
    assert spread is not None
    assert (spread.quarter, spread.middle, spread.three_quarters) == pytest.approx(
        tuple(quantiles(found, n=4, method="inclusive"))
    )
    assert (spread.lowest, spread.highest) == (min(found), max(found))
    assert spread.middle == pytest.approx(median(found))


@given(shares)
def test_every_school_is_in_one_step(found: list[float]) -> None:
    spread = spread_of(found)
    assert spread is not None
    assert sum(spread.bins) == len(found) == spread.schools
    steps = spread_picture(spread)
    assert sum(step.schools for step in steps) == len(found)
    for share in found:
        step = steps[bin_of(share)]
        assert step.begins - 1e-9 <= share
        assert share < step.ends + 1e-9 or step is steps[-1]


def test_a_share_on_the_line_belongs_above_it() -> None:
    assert [bin_of(share) for share in (0.0, 0.049, 0.05, 0.15, 0.3, 0.95, 1.0)] == [0, 0, 1, 3, 6, 19, 19]


def test_one_school_is_no_spread_and_four_have_no_quarters() -> None:
    assert spread_of([0.1]) is None
    few, enough = spread_of([0.1, 0.2, 0.3, 0.4]), spread_of([0.1, 0.2, 0.3, 0.4, 0.5])
    assert few is not None
    assert enough is not None
    assert (few.says_quarters, enough.says_quarters) == (False, True)
