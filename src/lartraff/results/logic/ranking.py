"""Which subject first: the one with the most pupils not passing, or with the largest share."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from lartraff.results.logic.figures import Figures

SORTS = ("count", "share")


class Ranked(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def total(self) -> Figures | None: ...


R = TypeVar("R", bound=Ranked)

_LETTERS = str.maketrans({"å": "{", "ä": "|", "ö": "}"})


def rank(rows: Iterable[R], by: str = "count") -> list[R]:
    """Order `rows` by what they show: "count" or "share". Equals stand by name; those that show nothing come last."""
    amount = _AMOUNT[by]

    def place(row: R) -> tuple[bool, float, str]:
        return (row.total is None, -amount(row.total) if row.total else 0.0, in_swedish_order(row.name))

    return sorted(rows, key=place)


_AMOUNT: dict[str, Callable[[Figures], float]] = {
    "count": lambda figures: figures.not_passing,
    "share": lambda figures: figures.share,
}


def in_swedish_order(name: str) -> str:
    return name.casefold().translate(_LETTERS)


def different_tops(rows: Sequence[R]) -> tuple[R, R] | None:
    """The first by count and the first by share, where they are two subjects and somebody does not pass."""
    shown = [row for row in rows if row.total is not None and row.total.not_passing]
    if not shown:
        return None
    by_count, by_share = rank(shown, "count")[0], rank(shown, "share")[0]
    return None if by_count.name == by_share.name else (by_count, by_share)
