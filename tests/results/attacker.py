"""Somebody who puts everything shown together: linear equations solved exactly, over numbers that are never below none.

A quantity is a sum of unknown numbers of pupils. What is read on a page is an equation; what follows from all of them
is found by elimination over fractions (exact values) and by narrowing spans until nothing moves (limits).
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor, inf
from typing import Any

Unknown = Any  # whatever can be the key of a dict
Sum = Mapping[Unknown, int]  # unknown → how many times it is counted


class Attacker:
    def __init__(self) -> None:
        self._read: list[tuple[dict[Unknown, int], int]] = []
        self._solved: dict[Unknown, tuple[dict[Unknown, Fraction], Fraction]] = {}

    def read(self, what: Sum, number: int) -> None:
        """`number` stands on a page for `what`."""
        self._read.append((dict(what), number))
        terms, value = self._reduced({key: Fraction(times) for key, times in what.items()}, Fraction(number))
        if not terms:
            assert value == 0, f"the pages contradict each other about {what}"
            return
        pivot, times = next(iter(terms.items()))
        row = {key: one / times for key, one in terms.items()}, value / times
        for key, (other, known) in list(self._solved.items()):
            if share := other.get(pivot):
                self._solved[key] = _less(other, row[0], share), known - share * row[1]
        self._solved[pivot] = row

    def value(self, what: Sum) -> int | None:
        """What `what` must be, if that follows."""
        terms, value = self._reduced({key: Fraction(times) for key, times in what.items()}, Fraction(0))
        return None if terms else int(-value)

    def _reduced(self, terms: dict[Unknown, Fraction], value: Fraction) -> tuple[dict[Unknown, Fraction], Fraction]:
        for key in list(terms):
            if key in self._solved and (times := terms.get(key)):
                row, known = self._solved[key]
                terms, value = _less(terms, row, times), value - times * known
        return terms, value

    def limits_of(self, what: Sum) -> tuple[float, float]:
        return self.limits([what])[0]

    def limits(self, whats: Iterable[Sum]) -> list[tuple[float, float]]:
        """The least and the most that each can be."""
        spans: dict[Unknown, tuple[float, float]] = {key: (0, inf) for terms, _number in self._read for key in terms}
        moved = True
        while moved:
            moved = False
            for terms, number in self._read:
                for key, times in terms.items():
                    rest = [_span(spans[other], other_times) for other, other_times in terms.items() if other != key]
                    least = (number - sum(high for _low, high in rest)) / times
                    most = (number - sum(low for low, _high in rest)) / times
                    least, most = (least, most) if times > 0 else (most, least)
                    low, high = spans[key]
                    new = max(low, ceil(least) if least > -inf else low), min(high, floor(most) if most < inf else high)
                    if new != spans[key]:
                        spans[key], moved = new, True
        found = []
        for what in whats:
            parts = [_span(spans.get(key, (0, inf)), times) for key, times in what.items()]
            found.append((sum(low for low, _high in parts), sum(high for _low, high in parts)))
        return found


def _span(span: tuple[float, float], times: int) -> tuple[float, float]:
    low, high = span[0] * times, span[1] * times
    return (low, high) if times > 0 else (high, low)


def _less(
    terms: Mapping[Unknown, Fraction], row: Mapping[Unknown, Fraction], times: Fraction
) -> dict[Unknown, Fraction]:
    left = dict(terms)
    for key, one in row.items():
        new = left.get(key, Fraction(0)) - times * one
        if new:
            left[key] = new
        else:
            left.pop(key, None)
    return left
