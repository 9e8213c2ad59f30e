"""The attacker is worth something only if it finds what can be found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.results.attacker import Attacker


def test_a_total_and_all_but_one_tell_the_last() -> None:
    attacker = Attacker()
    attacker.read({"a": 1, "b": 1, "c": 1}, 30)
    attacker.read({"a": 1}, 12)
    assert attacker.value({"c": 1}) is None
    attacker.read({"b": 1}, 15)
    assert attacker.value({"c": 1}) == 3


def test_rows_and_columns_tell_a_sum_of_hidden_ones_and_not_each() -> None:
    attacker = Attacker()
    attacker.read({"a": 1, "b": 1}, 7)
    attacker.read({"a": 1, "c": 1}, 9)
    assert attacker.value({"b": 1, "c": -1}) == -2
    assert attacker.value({"b": 1}) is None
    assert attacker.limits([{"a": 1}, {"b": 1}, {"c": 1}]) == [(0, 7), (0, 7), (2, 9)]


def test_nobody_in_all_is_nobody_in_each() -> None:
    attacker = Attacker()
    attacker.read({"a": 1, "b": 1}, 0)
    assert attacker.limits([{"a": 1}]) == [(0, 0)]


def test_pages_that_contradict_each_other_are_told() -> None:
    attacker = Attacker()
    attacker.read({"a": 1}, 1)
    with pytest.raises(AssertionError, match="contradict"):
        attacker.read({"a": 2}, 3)


@given(
    st.lists(st.integers(0, 9), min_size=4, max_size=4), st.lists(st.sets(st.integers(0, 3), min_size=1), max_size=6)
)
def test_what_it_says_is_true(truth: list[int], sums: list[set[int]]) -> None:
    attacker = Attacker()
    for members in sums:
        attacker.read(dict.fromkeys(members, 1), sum(truth[at] for at in members))
    for at, true in enumerate(truth):
        assert attacker.value({at: 1}) in {None, true}
        ((least, most),) = attacker.limits([{at: 1}])
        assert least <= true <= most
