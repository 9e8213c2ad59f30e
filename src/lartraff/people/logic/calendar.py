"""The Swedish school year: autumn term (HT) and spring term (VT)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Season(StrEnum):
    HT = "HT"
    VT = "VT"


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """Named by the calendar year it starts in: SchoolYear(2025) is 2025/26. It turns on the first of July."""

    start: int

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        return cls(day.year if day.month >= 7 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> "SchoolYear":
        """Read 2025/26, 2025-26, 2025-2026 or 2025/2026. Raises ValueError for anything else."""
        first, _, second = text.strip().replace("-", "/").partition("/")
        if len(first) == 4 and first.isdigit() and second.isdigit() and len(second) in (2, 4):
            start = int(first)
            if int(second) % 100 == (start + 1) % 100 and (len(second) == 2 or int(second) == start + 1):
                return cls(start)
        raise ValueError(text)


def season_of(day: date) -> Season:
    return Season.HT if day.month >= 7 else Season.VT


def usual_term(year: SchoolYear, season: Season) -> tuple[date, date]:
    """First and last day of a term as most schools have it, for a school that has not said its own."""
    if season is Season.HT:
        return date(year.start, 8, 18), date(year.start, 12, 19)
    return date(year.start + 1, 1, 8), date(year.start + 1, 6, 12)
