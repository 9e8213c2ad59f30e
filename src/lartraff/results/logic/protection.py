"""What others than those who see every count may see of one row of results: one decision for every page.

A row is one subject in one year of a school and term. What is published of it, in each definition of not passing and
for girls and boys, is made of parts that shut each other out (pass; F; dash; adapted study path; each for girls, for
boys), and each part is either nobody or at least five pupils. So no difference between two published figures is a
small number. The decision rests on the row alone and on what it has been before, never on other rows: what is loaded
later cannot open what is hidden now. Sums add what is shown, so they tell nothing of the rest.

What holds for a reader who knows this rule, every figure ever shown to anybody, and how many pupils there are: a hidden
number can be at least four different ones, as many as "one to four" has (with fewer than ten pupils: any number).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lartraff.results.logic.figures import Cell, Figures, Hidden
from lartraff.results.logic.suppression import FEWEST_IN_A_PART, FEWEST_PUPILS, reason_to_hide

GIRLS, BOYS = "GIRLS", "BOYS"

Counts = Mapping[str, int]  # pupils per step of the scale


@dataclass(frozen=True, slots=True)
class Meaning:
    """One definition of not passing. Pupils on a step that it names nowhere are left out."""

    passing: frozenset[str]
    not_passing: frozenset[str]

    def figures(self, counts: Counts) -> Figures:
        not_passing = sum(number for code, number in counts.items() if code in self.not_passing)
        return Figures(not_passing + sum(n for code, n in counts.items() if code in self.passing), not_passing)


# By the name that a reader chooses by. The first is the scale's own: where it is hidden, so is all of the row.
Meanings = Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class Row:
    """True counts, of all and of girls and boys (GIRLS, BOYS) where that is known, perhaps of fewer than all."""

    counts: Counts
    by_sex: Mapping[str, Counts] = field(default_factory=dict)


View = tuple[str, str | None]  # a definition; girls, boys, or None: all


@dataclass(frozen=True, slots=True)
class Protected:
    """`seen`: what others see figures of: the row, or what it was before a small correction; None where hidden.

    `views`: which of its figures they see. `hidden`: why they see none.
    """

    now: Row
    meanings: Meanings
    seen: Row | None = None
    views: frozenset[View] = frozenset()
    hidden: Hidden | None = None

    def cell(self, definition: str, sex: str | None = None) -> Cell | None:
        """None where there are no pupils to count, or where girls and boys are not told apart."""
        row = self.seen or self.now
        figures = self.meanings[definition].figures(row.by_sex.get(sex, {}) if sex else row.counts)
        if not figures.pupils:
            return None
        if (definition, sex) in self.views:
            return Cell(figures)
        return Cell(None, self.hidden if (definition, sex) == (_first(self.meanings), None) else Hidden.TELLS_OF_FEW)


def protect(now: Row, meanings: Meanings, earlier: Sequence[Row] = ()) -> Protected:
    """Decide what others see of a row. `earlier`: what it has been before, oldest first.

    Who saw it then and sees it now can subtract. So a change is shown once each part has changed by nobody or by at
    least five; until then others see what they saw, and cannot tell a small correction from none.
    """
    shown: list[Protected] = []
    for row in (*earlier, now):
        decided = _decide(row, meanings, shown)
        if decided.seen is row:
            shown.append(decided)
    return Protected(now, meanings, decided.seen, decided.views, decided.hidden)


def _decide(row: Row, meanings: Meanings, shown: Sequence[Protected]) -> Protected:
    first = meanings[_first(meanings)]
    reason = reason_to_hide(first.figures(row.counts))
    if reason is not None:
        return Protected(row, meanings, hidden=reason)
    for before in shown:
        if _is_same(before.now, row):
            return before
    changes = [_change(parts_of(row.counts, [first]), parts_of(old.now.counts, [first])) for old in shown]
    if all(is_safe(change) for change in changes):
        views = frozenset(_views(row, meanings, [old.now for old in shown]))
        return Protected(row, meanings, row, views)
    for before, change in zip(reversed(shown), reversed(changes), strict=True):
        if all(number < FEWEST_IN_A_PART for number in change):
            return before
    return Protected(row, meanings, hidden=Hidden.TELLS_OF_FEW)


def _views(row: Row, meanings: Meanings, earlier: Sequence[Row]) -> Iterator[View]:
    """All that can be shown of a row whose first definition can: first of everybody, then of girls and boys."""
    taken: list[Meaning] = []
    names: list[str] = []
    for name, meaning in meanings.items():
        if meaning.figures(row.counts).pupils >= FEWEST_PUPILS and _stays_safe(
            [row.counts], [[old.counts] for old in earlier], [*taken, meaning]
        ):
            taken.append(meaning)
            names.append(name)
            yield name, None
    if not row.by_sex:
        return
    split = _split(row)
    before = [_split(old) for old in earlier]
    of_each: list[Meaning] = []
    for name, meaning in zip(names, taken, strict=True):
        enough = all(meaning.figures(row.by_sex.get(sex, {})).pupils >= FEWEST_PUPILS for sex in (GIRLS, BOYS))
        if enough and _stays_safe(split, before, [*of_each, meaning]):
            of_each.append(meaning)
            yield name, GIRLS
            yield name, BOYS
        elif not of_each:
            return


def _split(row: Row) -> list[Counts]:
    """Girls, boys, and those who are known as neither."""
    girls, boys = (row.by_sex.get(sex, {}) for sex in (GIRLS, BOYS))
    codes = {*row.counts, *girls, *boys}
    rest = {code: row.counts.get(code, 0) - girls.get(code, 0) - boys.get(code, 0) for code in codes}
    return [girls, boys, rest]


def _stays_safe(now: Sequence[Counts], earlier: Sequence[Sequence[Counts]], meanings: Sequence[Meaning]) -> bool:
    parts = [parts_of(counts, meanings) for counts in now]
    return all(is_safe(part.values()) for part in parts) and all(
        is_safe(_change(part, parts_of(counts, meanings)))
        for old in earlier
        for part, counts in zip(parts, old, strict=True)
    )


Part = tuple[int, ...]


def parts_of(counts: Counts, meanings: Sequence[Meaning]) -> dict[Part, int]:
    """Pupils by what they are in each definition: the finest that its figures, put together, can tell."""
    parts: dict[Part, int] = defaultdict(int)
    for code, number in counts.items():
        part = tuple(
            1 if code in meaning.passing else 2 if code in meaning.not_passing else 0 for meaning in meanings
        )
        if any(part):
            parts[part] += number
    return parts


def _change(one: Mapping[Part, int], other: Mapping[Part, int]) -> list[int]:
    return [abs(one.get(part, 0) - other.get(part, 0)) for part in {*one, *other}]


def is_safe(numbers: Iterable[int]) -> bool:
    """Nobody, or enough. A number below nobody is a file that contradicts itself: nothing is told from it."""
    return all(number == 0 or number >= FEWEST_IN_A_PART for number in numbers)


def _is_same(one: Row, other: Row) -> bool:
    return one.counts == other.counts and one.by_sex == other.by_sex


def _first(meanings: Meanings) -> str:
    return next(iter(meanings))
