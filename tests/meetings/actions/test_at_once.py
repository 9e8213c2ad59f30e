"""Two people press at the same time, each from their own computer: two threads, two connections, real transactions."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from lartraff.library.queries import default_structure
from lartraff.meetings.actions import minutes, notes, room, turns
from lartraff.meetings.actions import people as people_actions
from lartraff.meetings.actions.planning import plan_meetings
from lartraff.meetings.logic.events import Part
from lartraff.meetings.models import AgendaItem, Meeting, MeetingEvent, MinutesVersion
from lartraff.meetings.queries.rooms import room_of
from tests import cast as people
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import ROUND, START, WELCOME, item, minutes_of, new


@pytest.fixture
def cast(furnished: None) -> Cast:
    """The known people, committed."""
    return people.gather()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all `acts` at the same moment; return what each gave or raised."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            ready.wait(timeout=10)
            return act()
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_two_who_press_next_move_the_meeting_one_step(cast: Cast) -> None:
    meeting = scenes.opened(cast)

    def press(command: uuid.UUID) -> Callable[[], None]:
        return lambda: room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=command)

    at_once(*(press(new()) for _hand in range(4)))
    assert room_of(meeting).current == ROUND
    assert MeetingEvent.objects.filter(meeting=meeting, kind="ITEM_STARTED").count() == 1


def test_the_same_command_from_two_tabs_counts_once(cast: Cast) -> None:
    meeting, command = scenes.opened(cast), new()
    at_once(*[lambda: room.extend_item(meeting, WELCOME, minutes=5, by=cast.leader, command=command)] * 2)
    assert room_of(meeting).items[WELCOME].extra == 5


def test_everybody_s_press_gets_its_own_place_in_the_log(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    before = MeetingEvent.objects.filter(meeting=meeting).count()
    at_once(
        lambda: people_actions.choose_for(meeting, Part.SECRETARY, cast.member, by=cast.member, command=new()),
        lambda: room.extend_item(meeting, WELCOME, minutes=5, by=cast.leader, command=new()),
        lambda: turns.pass_turn(meeting, cast.member, by=cast.member, command=new()),
    )
    numbers = list(MeetingEvent.objects.filter(meeting=meeting).values_list("sequence", flat=True))
    assert numbers == list(range(1, before + 4))


def test_of_two_who_write_at_once_one_is_told(cast: Cast) -> None:
    welcome = item(scenes.opened(cast), WELCOME)
    outcome = at_once(
        lambda: notes.save_notes(welcome, "Omars text", based_on=0, by=cast.leader),
        lambda: notes.save_notes(welcome, "Saras text", based_on=0, by=cast.member),
    )
    assert sorted(type(result).__name__ for result in outcome) == ["AgendaItem", "SomebodyElseWrote"]
    stands = AgendaItem.objects.get(pk=welcome.pk)
    assert (stands.notes_version, stands.notes) in {(1, "Omars text"), (1, "Saras text")}


def test_sharing_twice_at_once_shares_once(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    outcome = at_once(*[lambda: minutes.share_minutes(draft, by=cast.leader)] * 2)
    assert sorted(type(result).__name__ for result in outcome) == ["MinutesVersion", "ValidationError"]


def test_what_is_written_while_somebody_shares_is_either_shared_or_refused(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    round_ = item(draft.meeting, ROUND)
    shared, written = at_once(
        lambda: minutes.share_minutes(draft, by=cast.leader),
        lambda: notes.save_notes(round_, "En sista rad", based_on=0, by=cast.member),
    )
    # Either the sharing came first, and the writer is told; or the text did, and nothing is shared before it is read.
    assert isinstance(shared, ValidationError) != isinstance(written, ValidationError)
    state = minutes_of(draft.meeting).state
    assert state == ("SHARED" if isinstance(shared, MinutesVersion) else "DRAFT")


def test_two_who_plan_the_same_day_plan_one_meeting(cast: Cast) -> None:
    def plan() -> object:
        return plan_meetings(cast.maths, [START], structure=default_structure("sv"), by=cast.leader)

    outcome = at_once(plan, plan)
    assert sorted(type(result).__name__ for result in outcome) == ["ValidationError", "list"]
    assert [meeting.number for meeting in Meeting.objects.all()] == [1]
