"""Intervals are those that were published, and those that the defining equations give."""

from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.figures import Figures
from lartraff.results.logic.intervals import Z, difference, too_few_to_tell, wilson

figures = st.integers(1, 400).flatmap(lambda n: st.integers(0, n).map(lambda part: Figures(n, part)))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), page 861, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_shares_have_the_intervals_that_newcombe_published(part: int, whole: int, low: float, high: float) -> None:
    found = wilson(Figures(whole, part))
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # scipy 1.17: binomtest(part, whole).proportion_ci(method="wilson")
        (0, 1, 0.0, 0.7934506856227626),
        (1, 1, 0.20654931437723745, 1.0),
        (0, 3, 0.0, 0.5614970317550454),
        (1, 3, 0.06149194472039626, 0.7923403991979523),
        (3, 3, 0.4385029682449546, 1.0),
        (12, 119, 0.05863029619742645, 0.16801516281924794),
        (6, 33, 0.08610768208940667, 0.34388231634669914),
    ],
)
def test_shares_have_the_intervals_of_another_library(part: int, whole: int, low: float, high: float) -> None:
    found = wilson(Figures(whole, part))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


def test_nobody_has_no_interval() -> None:
    assert wilson(Figures(0, 0)) is None
    assert difference(Figures(0, 0), Figures(10, 1)) is None
    assert too_few_to_tell(Figures(0, 0))


def test_z_leaves_one_in_twenty_outside() -> None:
    assert NormalDist().inv_cdf(0.975) == pytest.approx(Z, abs=1e-12)


@given(figures)
def test_the_ends_are_where_the_score_test_would_just_reject(found: Figures) -> None:
    """The definition: |share - p| is Z times the standard error under p. Nothing of Wilson's formula is used."""
    interval = wilson(found)
    assert interval is not None
    for end in (interval.low, interval.high):
        distance = abs(found.share - end)
        assert distance == pytest.approx(Z * sqrt(end * (1 - end) / found.pupils), abs=1e-9)
    assert 0 <= interval.low <= found.share <= interval.high <= 1


@given(figures)
def test_the_mirror_image_has_the_mirrored_interval(found: Figures) -> None:
    interval, mirrored = wilson(found), wilson(Figures(found.pupils, found.passing))
    assert interval is not None
    assert mirrored is not None
    assert (mirrored.low, mirrored.high) == pytest.approx((1 - interval.high, 1 - interval.low), abs=1e-12)


@pytest.mark.parametrize(
    ("one", "two", "low", "high"),
    [
        # Newcombe 1998, page 876, table II, method 10, for the first minus the second.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((0, 10), (0, 20), -0.1611, 0.2775),
    ],
)
def test_differences_have_the_intervals_that_newcombe_published(
    one: tuple[int, int], two: tuple[int, int], low: float, high: float
) -> None:
    found = difference(Figures(two[1], two[0]), Figures(one[1], one[0]))
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("pupils", "not_passing", "few"), [(10, 5, True), (20, 6, True), (33, 6, False), (260, 32, False)]
)
def test_a_wide_interval_tells_too_little(pupils: int, not_passing: int, few: bool) -> None:
    assert too_few_to_tell(Figures(pupils, not_passing)) is few
