"""The room put together for a page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lartraff.meetings.actions import outcomes, people, room, turns
from lartraff.meetings.actions.minutes import mark_read_aloud
from lartraff.meetings.logic.doubts import Doubt
from lartraff.meetings.logic.events import LeavingReason, Part
from lartraff.meetings.models import Meeting
from lartraff.meetings.queries.rooms import RoomPage, doubts_about, room_page
from lartraff.people.actions.groups import set_members
from tests.cast import Cast, employ, make_person
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, ROUND, START, WELCOME, minute, minutes_of, new

LATER = START + timedelta(weeks=4)


def page_at(meeting: Meeting, number: float) -> RoomPage:
    meeting.refresh_from_db()
    with minute(number):
        return room_page(meeting)


def test_before_the_meeting_there_are_people_and_an_agenda_and_no_place_in_it(cast: Cast) -> None:
    page = page_at(scenes.planned(cast), -5)
    assert [person.user for person in page.people] == [cast.leader, cast.second_member, cast.member]
    assert [person.leads for person in page.people] == [True, False, False]
    assert len(page.agenda) == 5
    assert (page.current, page.next_item, page.previous_item, page.ends_at) == (None, None, None, None)


def test_the_page_knows_where_the_meeting_is_and_what_is_before_and_after(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    assert page_at(meeting, 1).previous_item is None
    with minute(5):
        room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
    page = page_at(meeting, 12)
    assert page.current is not None
    assert page.next_item is not None
    assert page.previous_item is not None
    places = [row.item.position for row in (page.previous_item, page.current, page.next_item)]
    assert places == [WELCOME, ROUND, DISCUSSION]
    assert (page.current.used_minutes, page.current.minutes_left, page.current.ends_at) == (
        7, 13, START + timedelta(minutes=25),
    )  # fmt: skip
    assert page.ends_at == START + timedelta(minutes=90)
    assert [row.is_done for row in page.agenda] == [True, False, False, False, False]


def test_an_item_that_has_run_over_says_by_how_much(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    current = page_at(meeting, 7.5).current
    assert current is not None
    assert (current.minutes_left, current.minutes_over, current.is_over) == (0, 2, True)
    with minute(7.5):
        room.extend_item(meeting, WELCOME, minutes=5, by=cast.leader, command=new())
    extended = page_at(meeting, 7.5).current
    assert extended is not None
    assert (extended.minutes_to, extended.minutes_left, extended.is_over) == (10, 3, False)


def test_the_clock_of_the_item_stands_still_while_the_structure_is_left(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with minute(2):
        room.leave_structure(meeting, LeavingReason.PRACTICAL, by=cast.leader, command=new())
    current = page_at(meeting, 30).current
    assert current is not None
    assert (current.used_minutes, current.ends_at) == (2, None)


def test_the_round_goes_through_those_who_are_here(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with minute(5):
        room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
        turns.give_turn(meeting, cast.leader, by=cast.leader, command=new())
    page = page_at(meeting, 6)
    assert page.speaker is not None
    assert page.next_speaker is not None
    assert (page.speaker.user, page.next_speaker.user) == (cast.leader, cast.member)
    assert [person.user for person in page.waiting] == [cast.member]
    with minute(9):
        turns.pass_turn(meeting, cast.member, by=cast.member, command=new())
        turns.give_turn(meeting, cast.leader, by=cast.leader, command=new())
    assert page_at(meeting, 9).next_speaker is None


def test_who_leaves_the_group_leaves_the_room_the_same_day(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    set_members(cast.maths, [cast.member], leader=cast.leader, by=cast.principal)
    assert [person.user for person in room_page(meeting).people] == [cast.leader, cast.member]
    set_members(cast.maths, [cast.member, cast.second_member], leader=cast.leader, by=cast.principal)
    assert [person.user for person in room_page(meeting).people] == [cast.leader, cast.second_member, cast.member]


def test_last_time_s_promise_is_there_when_the_next_meeting_opens(cast: Cast) -> None:
    first = scenes.opened(cast)
    told, untold = outcomes.set_task(
        first, [cast.leader, cast.member], teaching="Ge testet", by=cast.leader, command=new()
    )
    outcomes.park_matter(first, "Kopieringen", sent_to="", by=cast.member, command=new())
    room.close_meeting(first, by=cast.leader, command=new())
    outcomes.report_task(told, outcome="Det gick bra.", by=cast.leader)

    second = scenes.planned(cast, starts=LATER)
    promised = {person.user: person.promised for person in room_page(second).people}
    assert promised == {cast.leader: [told], cast.member: [untold], cast.second_member: []}
    assert [matter.text for matter in room_page(second).carried] == ["Kopieringen"]

    # One meeting later only what nobody has told of is still carried.
    room.open_meeting(second, by=cast.leader, command=new())
    room.close_meeting(second, by=cast.leader, command=new())
    third = scenes.planned(cast, starts=LATER + timedelta(weeks=4))
    promised = {person.user: person.promised for person in room_page(third).people}
    assert promised == {cast.leader: [], cast.member: [untold], cast.second_member: []}
    outcomes.settle_matter(first.parked_matters.get(), by=cast.leader)
    assert room_page(third).carried == []


def test_doubts_are_about_this_meeting_s_agenda_people_and_tasks(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    assert doubts_about(room_page(meeting)) == [
        Doubt.ROUND_SKIPPED,
        Doubt.NO_TASK,
        Doubt.NO_SECRETARY,
        Doubt.NOT_READ_ALOUD,
    ]
    room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
    turns.give_turn(meeting, cast.leader, by=cast.leader, command=new())
    turns.pass_turn(meeting, cast.member, by=cast.member, command=new())
    turns.give_turn(meeting, cast.leader, by=cast.leader, command=new())
    people.choose_for(meeting, Part.SECRETARY, cast.member, by=cast.member, command=new())
    outcomes.set_task(meeting, [cast.leader, cast.member], teaching="Prova", by=cast.leader, command=new())
    mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
    meeting.refresh_from_db()
    assert doubts_about(room_page(meeting)) == []


@pytest.mark.parametrize("people", [1, 12])
def test_the_room_asks_as_much_of_the_database_for_many_as_for_one(cast: Cast, people: int) -> None:
    many = [employ(make_person("Vikarie", f"Nr{number}"), cast.school) for number in range(people)]
    set_members(cast.maths, many, leader=cast.leader, by=cast.principal)
    first = scenes.opened_with(cast, many)
    for person in many:
        outcomes.set_task(first, [person], teaching="Prova", by=cast.leader, command=new())
        outcomes.park_matter(first, "Kopieringen", sent_to="", by=person, command=new())
    room.close_meeting(first, by=cast.leader, command=new())
    meeting = scenes.planned(cast, starts=LATER)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = room_page(meeting)
        assert len(page.people) == people + 1
        assert [task.person.email for person in page.people for task in person.promised]
    assert len(queries) == 10
