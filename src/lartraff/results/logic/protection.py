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
from dataclasses import dataclass, field, replace

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
    """`seen`: what others see figures of: the row, or what it was before a correction; None where hidden.

    `views`: which of its figures they see. `hidden`: why they see none.
    """

    now: Row
    meanings: Meanings
    seen: Row | None = None
    views: frozenset[View] = frozenset()
    hidden: Hidden | None = None

    @property
    def is_outdated(self) -> bool:
        """Others see figures from before a correction. That much they may be told."""
        return self.seen is not None and not _is_same(self.seen, self.now)

    def cell(self, definition: str, sex: str | None = None) -> Cell | None:
        """None where there is no row to others: nobody is counted, or girls and boys are not told apart.

        That depends on the first definition only, since "nobody" in another would tell where everybody is.
        """
        row, first = self.seen or self.now, _first(self.meanings)
        if not self.meanings[first].figures(row.counts).pupils or (sex and not row.by_sex):
            return None
        if (definition, sex) in self.views:
            return Cell(self.meanings[definition].figures(row.by_sex[sex] if sex else row.counts))
        return Cell(None, self.hidden if (definition, sex) == (first, None) else Hidden.TELLS_OF_FEW)


def protect(now: Row, meanings: Meanings, earlier: Sequence[Row] = ()) -> Protected:
    """Decide what others see of a row. `earlier`: what it has been before, oldest first.

    Who saw it then and sees it now can subtract. So a change is shown when each part has changed by nobody or by at
    least five; else others go on seeing what they saw, whether little has changed or what is there now is too small.
    """
    first = meanings[_first(meanings)]
    shown: list[Protected] = []
    seen = Protected(now, meanings)
    for row in (*earlier, now):
        same = next((before for before in shown if _is_same(before.now, row)), None)
        reason = reason_to_hide(first.figures(row.counts))
        if same is not None:
            seen = same
        elif reason is None and _stays_safe([row.counts], [[old.now.counts] for old in shown], [first]):
            views = frozenset(_views(row, meanings, [old.now for old in shown]))
            seen = Protected(row, meanings, row, views)
            shown.append(seen)
        elif not shown:
            seen = Protected(row, meanings, hidden=reason)
    return replace(seen, now=now)


def _views(row: Row, meanings: Meanings, earlier: Sequence[Row]) -> Iterator[View]:
    """All that can be shown of a row whose first definition can: first of everybody, then of girls and boys."""
    taken: list[Meaning] = []
    for name, meaning in meanings.items():
        if _stays_safe([row.counts], [[old.counts] for old in earlier], [*taken, meaning]):
            taken.append(meaning)
            yield name, None
    first = meanings[_first(meanings)]
    if any(first.figures(row.by_sex.get(sex, {})).pupils < FEWEST_PUPILS for sex in (GIRLS, BOYS)):
        return
    split, before = _split(row), [_split(old) for old in earlier]
    of_each: list[Meaning] = []
    for name, meaning in meanings.items():
        if meaning in taken and _stays_safe(split, before, [*of_each, meaning]):
            of_each.append(meaning)
            yield from ((name, GIRLS), (name, BOYS))
        elif first not in of_each:
            return
        elif meaning.passing == first.passing and meaning.not_passing <= first.not_passing:
            # Of nobody there is no part to hide.
            yield from ((name, sex) for sex in (GIRLS, BOYS) if not first.figures(row.by_sex[sex]).not_passing)


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
