"""When groups meet, and what their members have promised."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lartraff.core import clock
from lartraff.library.queries import default_structure
from lartraff.meetings.actions import outcomes, room
from lartraff.meetings.actions.planning import plan_meetings
from lartraff.meetings.models import Meeting
from lartraff.meetings.queries.calendar import (
    coming_meetings,
    meetings_between,
    meetings_of,
    open_tasks,
    tasks_of_last_meeting,
)
from lartraff.people.actions.groups import close_group
from tests.cast import Cast, make_group
from tests.meetings import scenes
from tests.meetings.scenes import START, minute, new

WEEK = timedelta(weeks=1)


def plan(cast: Cast, *starts: datetime) -> list[Meeting]:
    return plan_meetings(cast.maths, starts, structure=default_structure("sv"), by=cast.leader)


def test_the_school_sees_when_a_group_meets_and_nobody_else_does(cast: Cast) -> None:
    meetings = plan(cast, START, START + 4 * WEEK)
    for person in (cast.principal, cast.leader, cast.colleague):
        assert list(meetings_of(person, cast.maths)) == meetings
    for person in (cast.teacher_elsewhere, cast.principal_elsewhere, cast.analyst, cast.administrator):
        assert not meetings_of(person, cast.maths)


def test_a_span_of_days_is_counted_in_swedish_days(cast: Cast) -> None:
    stockholm = ZoneInfo("Europe/Stockholm")
    early = datetime(2026, 3, 17, 0, 30, tzinfo=stockholm)  # still the sixteenth in UTC
    late = datetime(2026, 3, 18, 23, 30, tzinfo=stockholm)
    after = datetime(2026, 3, 19, 0, 30, tzinfo=stockholm)
    wanted = plan(cast, early, late, after)[:2]
    found = meetings_between(cast.principal, [cast.maths], date(2026, 3, 17), date(2026, 3, 18))
    assert found == {cast.maths.pk: wanted}
    assert meetings_between(cast.principal_elsewhere, [cast.maths], date(2026, 3, 17), date(2026, 3, 18)) == {}


def test_coming_meetings_are_those_of_one_s_own_groups_not_yet_held(cast: Cast) -> None:
    swedish = make_group(
        cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, subject="SV", name="Svenska"
    )
    plan_meetings(swedish, [START], structure=default_structure("sv"), by=cast.colleague)
    long_ago, forgotten, today, later = plan(cast, START - 5 * WEEK, START - WEEK, START, START + 4 * WEEK)
    with minute(0):
        assert list(coming_meetings(cast.member)) == [forgotten, today, later]
        room.open_meeting(today, by=cast.leader, command=new())
        assert list(coming_meetings(cast.member)) == [forgotten, today, later]
        room.close_meeting(today, by=cast.leader, command=new())
        assert list(coming_meetings(cast.member)) == [forgotten, later]
        # The principal knows when they meet, but has no place in the room.
        assert not coming_meetings(cast.principal)
        close_group(cast.maths, by=cast.principal)
        assert not coming_meetings(cast.member)
    assert long_ago.status == "PLANNED"


def test_what_is_due_soonest_comes_first_until_it_is_told_of(cast: Cast) -> None:
    meeting = scenes.opened(cast)

    def promise(due_on: date | None) -> object:
        (task,) = outcomes.set_task(
            meeting, [cast.member], teaching="Prova", due_on=due_on, by=cast.leader, command=new()
        )
        return task

    whenever, later, soon = promise(None), promise(date(2026, 4, 20)), promise(date(2026, 4, 10))
    outcomes.set_task(meeting, [cast.leader], teaching="Prova", by=cast.leader, command=new())
    assert list(open_tasks(cast.member)) == [soon, later, whenever]
    outcomes.report_task(open_tasks(cast.member)[0], outcome="Det gick bra.", by=cast.member)
    assert list(open_tasks(cast.member)) == [later, whenever]
    assert not open_tasks(cast.principal)


def test_the_tasks_of_last_time_are_the_group_s(cast: Cast) -> None:
    first = scenes.opened(cast)
    outcomes.set_task(first, [cast.member], teaching="Förra gången", by=cast.leader, command=new())
    (second,) = plan(cast, START + 4 * WEEK)
    assert [task.teaching for task in tasks_of_last_meeting(cast.second_member, cast.maths)] == ["Förra gången"]
    with clock.at(START + 4 * WEEK):
        room.open_meeting(second, by=cast.leader, command=new())
        outcomes.set_task(second, [cast.member], teaching="Den här gången", by=cast.leader, command=new())
    assert [task.teaching for task in tasks_of_last_meeting(cast.leader, cast.maths)] == ["Den här gången"]
    for person in (cast.principal, cast.colleague, cast.principal_elsewhere):
        assert tasks_of_last_meeting(person, cast.maths) == []
