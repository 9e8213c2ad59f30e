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


def is_school_day(day: date) -> bool:
    """Not in the summer and not around Christmas, whatever day the demo is built."""
    summer = (6, 15) <= (day.month, day.day) <= (8, 17)
    christmas = (day.month, day.day) >= (12, 21) or (day.month, day.day) <= (1, 8)
    return not summer and not christmas


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
    """`coming` and what follows it until the term is over."""
    days = [coming]
    while (day := days[-1] + every * WEEK) <= last and is_school_day(day):
        days.append(day)
    return days
