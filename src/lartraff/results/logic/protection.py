"""What others than those who see every count may see of one row of results: one decision for every page.

A row is one subject in one year of a school and term. What is published of it, in each definition of not passing and
for girls and boys, is made of parts that shut each other out (pass; F; dash; adapted study path; each for girls, for
boys), and each part is either nobody or at least five pupils. So no difference between two published figures is a
small number. The decision rests on the row alone and on what it has been before, never on other rows: what is loaded
later cannot open what is hidden now. Sums add what is shown, so they tell nothing of the rest.

What holds for a reader who knows this rule, every figure ever shown to anybody, and how many pupils there are: a hidden
number can be at least four different ones, as many as "one to four" has (with fewer than ten pupils: any number).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

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
    shown: list[tuple[Protected, Pieces]] = []
    seen = Protected(now, meanings)
    for row in (*earlier, now):
        same = next((before for before, _pieces in shown if _is_same(before.now, row)), None)
        if same is not None:
            seen = same
            continue
        reason, pieces = reason_to_hide(first.figures(row.counts)), Pieces.of(row, meanings)
        before = [old for _protected, old in shown]
        if reason is None and is_safe_in(pieces.all, [old.all for old in before], FIRST):
            seen = Protected(row, meanings, row, frozenset(_views(row, meanings, pieces, before)))
            shown.append((seen, pieces))
        elif not shown:
            seen = Protected(row, meanings, hidden=reason)
    return replace(seen, now=now)


# What a pupil is in each definition, in their order: passing, not passing or left out.
PASSES, FAILS, LEFT_OUT = 1, 2, 0
Kind = tuple[int, ...]
Parts = Mapping[Kind, int]
FIRST = (0,)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A row's pupils by kind: the finest that all definitions put together can tell. `rest`: neither girl nor boy."""

    all: Parts
    girls: Parts
    boys: Parts
    rest: Parts

    @classmethod
    def of(cls, row: Row, meanings: Meanings) -> "Pieces":
        every = tuple(meanings.values())
        total, girls, boys = (
            _by_kind(counts, every) for counts in (row.counts, row.by_sex.get(GIRLS, {}), row.by_sex.get(BOYS, {}))
        )
        kinds = {*total, *girls, *boys}
        rest = {kind: total.get(kind, 0) - girls.get(kind, 0) - boys.get(kind, 0) for kind in kinds}
        return cls(total, girls, boys, rest)

    @property
    def split(self) -> tuple[Parts, Parts, Parts]:
        return self.girls, self.boys, self.rest


def _by_kind(counts: Counts, meanings: tuple[Meaning, ...]) -> Parts:
    kinds = _kinds(meanings)
    found: dict[Kind, int] = {}
    for code, number in counts.items():
        kind = kinds.get(code)
        if kind is not None and number:
            found[kind] = found.get(kind, 0) + number
    return found


@lru_cache(maxsize=64)
def _kinds(meanings: tuple[Meaning, ...]) -> Mapping[str, Kind]:
    codes = frozenset[str]().union(*(meaning.passing | meaning.not_passing for meaning in meanings))
    return {
        code: tuple(
            PASSES if code in meaning.passing else FAILS if code in meaning.not_passing else LEFT_OUT
            for meaning in meanings
        )
        for code in codes
    }


def _views(row: Row, meanings: Meanings, pieces: Pieces, earlier: Sequence[Pieces]) -> Iterator[View]:
    """All that can be shown of a row whose first definition can: first of everybody, then of girls and boys."""
    taken: tuple[int, ...] = ()
    for at, name in enumerate(meanings):
        if is_safe_in(pieces.all, [old.all for old in earlier], (*taken, at)):
            taken = (*taken, at)
            yield name, None
    first = meanings[_first(meanings)]
    if any(first.figures(row.by_sex.get(sex, {})).pupils < FEWEST_PUPILS for sex in (GIRLS, BOYS)):
        return
    of_each: tuple[int, ...] = ()
    for at, (name, meaning) in enumerate(meanings.items()):
        if at in taken and all(
            is_safe_in(part, [old.split[place] for old in earlier], (*of_each, at))
            for place, part in enumerate(pieces.split)
        ):
            of_each = (*of_each, at)
            yield from ((name, GIRLS), (name, BOYS))
        elif not of_each:
            return
        elif meaning.passing == first.passing and meaning.not_passing <= first.not_passing:
            # Of nobody there is no part to hide.
            yield from ((name, sex) for sex in (GIRLS, BOYS) if not first.figures(row.by_sex[sex]).not_passing)


def is_safe_in(parts: Parts, earlier: Sequence[Parts], definitions: tuple[int, ...]) -> bool:
    """Whether the figures in these definitions tell no small number, neither now nor beside what was shown earlier."""
    now = _merged(parts, definitions)
    return is_safe(now.values()) and all(is_safe(_change(now, _merged(old, definitions))) for old in earlier)


def _merged(parts: Parts, definitions: tuple[int, ...]) -> Parts:
    """The pupils by what they are in these definitions only."""
    found: dict[Kind, int] = {}
    for kind, number in parts.items():
        part = tuple([kind[at] for at in definitions])
        if any(part):
            found[part] = found.get(part, 0) + number
    return found


def _change(one: Parts, other: Parts) -> list[int]:
    return [abs(one.get(part, 0) - other.get(part, 0)) for part in {*one, *other}]


def is_safe(numbers: Iterable[int]) -> bool:
    """Nobody, or enough. A number below nobody is a file that contradicts itself: nothing is told from it."""
    return all(number == 0 or number >= FEWEST_IN_A_PART for number in numbers)


def _is_same(one: Row, other: Row) -> bool:
    return one.counts == other.counts and one.by_sex == other.by_sex


def _first(meanings: Meanings) -> str:
    return next(iter(meanings))
