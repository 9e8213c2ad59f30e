"""A trend is one that chance would seldom give; else there is none."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.figures import Figures
from lartraff.results.logic.matrix import Point
from lartraff.results.logic.trends import Trend, cochran_armitage, trend_of


def points(*shown: tuple[int, int] | None) -> list[Point]:
    """Pairs of not passing and pupils, of 2021/22 and on."""
    return [Point(2021 + at, Figures(one[1], one[0]) if one else None) for at, one in enumerate(shown)]


def test_the_statistic_is_the_published_one() -> None:
    """A. Agresti, Categorical Data Analysis, section 5.3.5: mothers' alcohol and malformations; z² = 6.57."""
    absent, present = (17066, 14464, 788, 126, 37), (48, 38, 5, 1, 1)
    scores = (0, 0.5, 1.5, 4, 7)
    groups = [(score, Figures(none + some, some)) for score, none, some in zip(scores, absent, present, strict=True)]
    assert cochran_armitage(groups) ** 2 == pytest.approx(6.57, abs=5e-3)


def test_with_two_groups_it_is_the_ordinary_test_of_two_shares() -> None:
    one, two = Figures(80, 48), Figures(70, 56)
    share = (one.not_passing + two.not_passing) / (one.pupils + two.pupils)
    expected = (two.share - one.share) / (share * (1 - share) * (1 / one.pupils + 1 / two.pupils)) ** 0.5
    assert cochran_armitage([(2024, one), (2025, two)]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("shown", "trend"),
    [
        (points((5, 100), (12, 100), (22, 100)), Trend.RISING),
        (points((22, 100), (12, 100), (5, 100)), Trend.FALLING),
        (points((8, 100), (12, 100), (15, 100)), Trend.NONE),  # three in a row, and chance may give it
        (points((22, 100), (5, 100), (22, 100)), Trend.NONE),
        (points((5, 100), (22, 100)), Trend.TOO_FEW),  # two years are no trend, however far apart
        (points((5, 100), None, (22, 100)), Trend.TOO_FEW),
        (points((5, 100), None, (12, 100), (30, 100)), Trend.RISING),
        (points((0, 12), (1, 12), (3, 12)), Trend.TOO_FEW),  # four pupils in all
        (points((12, 12), (12, 12), (9, 12)), Trend.TOO_FEW),
        (points(), Trend.TOO_FEW),
    ],
)
def test_the_rule(shown: list[Point], trend: Trend) -> None:
    assert trend_of(shown) is trend


shares = st.lists(st.tuples(st.integers(0, 40), st.integers(40, 120)), min_size=3, max_size=6)


@given(shares)
def test_backwards_it_is_the_other_way_round(given_: list[tuple[int, int]]) -> None:
    forwards, backwards = trend_of(points(*given_)), trend_of(points(*reversed(given_)))
    assert backwards is {Trend.RISING: Trend.FALLING, Trend.FALLING: Trend.RISING}.get(forwards, forwards)


def test_where_nothing_changes_chance_seldom_looks_like_a_trend() -> None:
    """Four years of 100 pupils, each as likely to fail every year: at most about one in a hundred shows a trend."""
    dice = random.Random(7)  # noqa: S311  no secret
    seen = [
        trend_of(points(*((sum(dice.random() < 0.12 for _pupil in range(100)), 100) for _year in range(4))))
        for _school in range(1500)
    ]
    assert sum(trend is not Trend.NONE for trend in seen) / len(seen) < 0.018


def test_a_year_without_pupils_says_nothing() -> None:
    assert trend_of([*points((5, 100), (12, 100)), Point(2023, Figures(0, 0))]) is Trend.TOO_FEW
    assert cochran_armitage([(1, Figures(10, 0)), (2, Figures(10, 0))]) == 0
    assert cochran_armitage([(1, Figures(10, 3)), (1, Figures(10, 4))]) == 0


def test_the_order_of_points_does_not_matter() -> None:
    shown = points((5, 100), (12, 100), (22, 100))
    assert {trend_of(order) for order in itertools.permutations(shown)} == {Trend.RISING}
