"""Terms that there are results for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lartraff.people.logic.calendar import SchoolYear


@dataclass(frozen=True, slots=True)
class Period:
    """One term, as results are kept by it. `str` is how people say it: spring term 2026."""

    school_year: int
    season: str

    def __str__(self) -> str:
        if self.season == "HT":
            return _("autumn term %(year)s") % {"year": self.school_year}
        return _("spring term %(year)s") % {"year": self.school_year + 1}

    @property
    def newest_first(self) -> tuple[int, bool]:
        """A key to sort by, reversed."""
        return (self.school_year, self.season == "VT")

    @property
    def code(self) -> str:
        """As in addresses: 2025-VT."""
        return f"{self.school_year}-{self.season}"

    @property
    def school_year_name(self) -> str:
        return str(SchoolYear(self.school_year))


def newest_first(periods: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(sorted(set(periods), key=lambda period: period.newest_first, reverse=True))
