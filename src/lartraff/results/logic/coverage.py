"""Which places of a table are taken: school and year and term and subject, and the like."""

from collections.abc import Collection, Hashable
from typing import Generic, TypeVar

Of = TypeVar("Of", bound=Hashable)
What = TypeVar("What", bound=Hashable)


class Coverage(Generic[Of, What]):
    """A set of pairs of `of` (as a school in a school year) and `what` (as a subject in a term).

    The same few `what` come again for every `of`, so a million pairs are kept as one number with a bit for each `what`.
    """

    def __init__(self) -> None:
        self._bits: dict[What, int] = {}
        self._taken: dict[Of, int] = {}

    def add(self, of: Of, what: What) -> bool:
        """Return whether the place was free."""
        bit = self._bits.setdefault(what, 1 << len(self._bits))
        taken = self._taken.get(of, 0)
        self._taken[of] = taken | bit
        return not taken & bit

    def __contains__(self, pair: tuple[Of, What]) -> bool:
        return bool(self._taken.get(pair[0], 0) & self._bits.get(pair[1], 0))

    @property
    def of(self) -> Collection[Of]:
        return self._taken.keys()
