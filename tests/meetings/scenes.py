"""Meetings for tests to begin from. Omar leads; Sara is here and Jonas is not."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from lartraff.core import clock
from lartraff.library.queries import default_structure
from lartraff.meetings.actions.minutes import mark_read_aloud, share_minutes
from lartraff.meetings.actions.outcomes import set_task
from lartraff.meetings.actions.planning import plan_meetings
from lartraff.meetings.actions.room import check_in, close_meeting, go_to_item, open_meeting
from lartraff.meetings.models import AgendaItem, Meeting, Minutes, Task
from lartraff.meetings.queries.minutes import shared_minutes
from lartraff.people.models import User
from tests.cast import Cast

WEEK = timedelta(weeks=1)
START = datetime(2026, 3, 17, 15, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
WELCOME, ROUND, DISCUSSION, TASK, READING = range(5)  # the places in the default structure


def new() -> uuid.UUID:
    """The number of a command that has not been sent before."""
    return uuid.uuid4()


@contextmanager
def minute(number: float) -> Iterator[None]:
    """Let it be so many minutes into the meeting."""
    with clock.at(START + timedelta(minutes=number)):
        yield


def planned(cast: Cast, starts: datetime = START) -> Meeting:
    (meeting,) = plan_meetings(cast.maths, [starts], structure=default_structure("sv"), by=cast.leader)
    return meeting


def opened(cast: Cast) -> Meeting:
    return opened_with(cast, [cast.leader, cast.member])


def opened_with(cast: Cast, here: list[User]) -> Meeting:
    meeting = planned(cast)
    with minute(0):
        open_meeting(meeting, by=cast.leader, command=new())
        check_in(meeting, here, by=cast.leader, command=new())
    meeting.refresh_from_db()
    return meeting


def closed(cast: Cast) -> Meeting:
    meeting = opened(cast)
    with minute(80):
        go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
    with minute(90):
        close_meeting(meeting, by=cast.leader, command=new())
    meeting.refresh_from_db()
    return meeting


def run_through(cast: Cast, meeting: Meeting) -> Minutes:
    """Open a planned meeting, check in, read aloud and close; the minutes, not shared."""
    open_meeting(meeting, by=cast.leader, command=new())
    check_in(meeting, [cast.leader, cast.member], by=cast.leader, command=new())
    minutes = minutes_of(meeting)
    mark_read_aloud(minutes, by=cast.leader, command=new())
    close_meeting(meeting, by=cast.leader, command=new())
    return minutes_of(meeting)


def promise(cast: Cast, teaching: str, *, by: User) -> Task:
    """The task that one member took at the meeting at START, which is held."""
    meeting = opened(cast)
    with minute(60):
        (task,) = set_task(meeting, [by], teaching=teaching, by=by, command=new())
    with minute(90):
        close_meeting(meeting, by=cast.leader, command=new())
    return task


def minutes_of(meeting: Meeting) -> Minutes:
    return Minutes.objects.select_related("meeting__group__school").get(meeting=meeting)


def read_aloud(cast: Cast) -> Minutes:
    minutes = minutes_of(closed(cast))
    with minute(91):
        mark_read_aloud(minutes, by=cast.leader, command=new())
    minutes.refresh_from_db()
    return minutes


def shared(cast: Cast) -> Minutes:
    minutes = read_aloud(cast)
    with minute(92):
        share_minutes(minutes, by=cast.leader)
    return shared_minutes(cast.leader).get(pk=minutes.pk)


def item(meeting: Meeting, position: int) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting__group__school").get(meeting=meeting, position=position)
