"""When things happen in the demo: counted back from today, so that the school is always in the middle of a year."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

WEEK = timedelta(weeks=1)
TUESDAY = 1


class Stage(StrEnum):
    """How far into the year the school is."""

    START = "start"  # results are loaded, nothing is decided
    AUTUMN = "autumn"  # three groups have met a few times
    SPRING = "spring"  # a whole year of meetings


# How many meetings a group has held at each stage, the slow one fewer.
HELD = {Stage.START: 0, Stage.AUTUMN: 3, Stage.SPRING: 7}


def stage_of(today: date) -> Stage:
    return Stage.AUTUMN if today.month >= 7 else Stage.SPRING


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), timezone.get_current_timezone())


def easter(year: int) -> date:
    """Easter Sunday, by Gauss's rule, which holds for 1901 to 2099."""
    moon = (19 * (year % 19) + 24) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    day = date(year, 3, 22) + timedelta(days=moon + sunday)
    too_late = moon == 29 or (moon == 28 and year % 19 > 10)
    return day - WEEK if sunday == 6 and too_late else day


def holidays_of(year: int) -> list[tuple[str, date, date]]:
    """The holidays that begin in a calendar year, as most schools have them: name, first day, last day."""
    return [
        ("sportlov", date.fromisocalendar(year, 9, 1), date.fromisocalendar(year, 9, 5)),
        ("påsklov", easter(year) + timedelta(days=1), easter(year) + timedelta(days=5)),
        ("sommarlov", date(year, 6, 15), date(year, 8, 17)),
        ("höstlov", date.fromisocalendar(year, 44, 1), date.fromisocalendar(year, 44, 5)),
        ("jullov", date(year, 12, 21), date(year + 1, 1, 8)),
    ]


def holidays(starts: date, ends: date) -> list[tuple[str, date, date]]:
    """The holidays as far as they lie within a term that is counted from today and not from the calendar."""
    return [
        (name, max(first, starts), min(last, ends))
        for year in range(starts.year - 1, ends.year + 1)
        for name, first, last in holidays_of(year)
        if first <= ends and last >= starts
    ]


def is_school_day(day: date) -> bool:
    """Whether no holiday has that day, whatever day the demo is built."""
    return not holidays(day, day)


def coming_meeting(today: date, *, days: int) -> date:
    """The first Tuesday at least tomorrow and about `days` from today."""
    day = today + timedelta(days=max(days, 1))
    day -= timedelta(days=(day.weekday() - TUESDAY) % 7)
    while day <= today or not is_school_day(day):
        day += WEEK
    return day


def held_meetings(coming: date, count: int, *, every: int, late: int) -> list[date]:
    """`count` Tuesdays before `coming`, `every` weeks apart; the last one `late` weeks further back. Oldest first."""
    days: list[date] = []
    day = coming - late * WEEK
    while len(days) < count:
        day -= every * WEEK
        while not is_school_day(day):
            day -= WEEK
        days.append(day)
    return days[::-1]


def later_meetings(coming: date, *, every: int, last: date) -> list[date]:
    """`coming` and what follows it until the term is over, past the holidays."""
    days = [coming]
    while True:
        day = days[-1] + every * WEEK
        while not is_school_day(day):
            day += WEEK
        if day > last:
            return days
        days.append(day)
