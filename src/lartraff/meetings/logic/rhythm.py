"""When a group meets: every third to fifth week within the term, never in a holiday."""

from collections.abc import Sequence
from datetime import date, timedelta

WEEK = timedelta(weeks=1)
SHORTEST, LONGEST = 3, 5  # weeks between meetings, as in the principal's report


def propose_dates(first: date, last: date, *, every: int, breaks: Sequence[tuple[date, date]] = ()) -> list[date]:
    """Dates from `first` to `last` on the same weekday, `every` weeks apart.

    A date that falls in a holiday (first day, last day) moves a week later until it does not, and the next is counted
    from there, so the gap between two is never shorter than `every` weeks.
    """
    if not SHORTEST <= every <= LONGEST:
        raise ValueError(f"every {every} weeks is not {SHORTEST} to {LONGEST}")
    dates = []
    day = first
    while day <= last:
        if any(start <= day <= end for start, end in breaks):
            day += WEEK
            continue
        dates.append(day)
        day += every * WEEK
    return dates


def first_meeting_day(today: date, starts: date, *, weekday: int = 1) -> date:
    """The first such weekday (Monday is 0) at least a week from now and a week into the term."""
    day = max(today, starts) + WEEK
    return day + timedelta(days=(weekday - day.weekday()) % 7)
