"""The fold, by example: what a leader and a group do, and what the room then knows."""

from datetime import UTC, datetime, timedelta
from typing import Any

from lartraff.meetings.logic.events import Answer, Event, EventKind, Part
from lartraff.meetings.logic.fold import fold
from lartraff.meetings.logic.room import Room, Status

START = datetime(2026, 3, 17, 14, 0, tzinfo=UTC)
OMAR, SARA, JONAS = 1, 2, 3
WELCOME, ROUND, DISCUSSION = 0, 1, 2


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def at(minute: float, kind: EventKind, **data: Any) -> Event:
    return Event(kind, START + minutes(minute), data)


def meeting(*events: Event, items: int = 3) -> Room:
    """A meeting that is opened at START with Omar and Sara, and then goes as the events tell."""
    begun = [
        at(0, EventKind.OPENED),
        at(0, EventKind.CHECKED_IN, person=OMAR),
        at(0, EventKind.CHECKED_IN, person=SARA),
    ]
    return fold([*begun, *events], items=items)


def used(room: Room) -> list[timedelta]:
    return [item.used for item in room.items]


def test_before_anything_has_happened_the_meeting_is_planned() -> None:
    room = fold([], items=3)
    assert (room.status, room.current, room.present) == (Status.PLANNED, None, ())


def test_opening_starts_the_first_item() -> None:
    room = meeting()
    assert room.is_open
    assert (room.current, room.opened_at, room.present) == (WELCOME, START, (OMAR, SARA))
    assert [item.started for item in room.items] == [True, False, False]


def test_a_meeting_without_an_agenda_cannot_be_opened() -> None:
    assert fold([at(0, EventKind.OPENED)], items=0).status is Status.PLANNED


def test_time_goes_to_the_item_that_the_meeting_is_at() -> None:
    room = meeting(at(5, EventKind.ITEM_STARTED, item=ROUND), at(20, EventKind.ITEM_STARTED, item=DISCUSSION))
    assert used(room.until(START + minutes(22))) == [minutes(5), minutes(15), minutes(2)]


def test_looking_at_the_clock_is_not_kept() -> None:
    room = meeting()
    assert used(room.until(START + minutes(9)))[WELCOME] == minutes(9)
    assert used(room)[WELCOME] == timedelta()


def test_stepping_back_goes_on_counting_where_the_item_was_left() -> None:
    room = meeting(
        at(5, EventKind.ITEM_STARTED, item=ROUND),
        at(15, EventKind.ITEM_STARTED, item=WELCOME),
        at(18, EventKind.ITEM_STARTED, item=ROUND),
        at(20, EventKind.CLOSED),
    )
    assert used(room) == [minutes(8), minutes(12), timedelta()]


def test_time_away_from_the_structure_is_not_the_item_s() -> None:
    room = meeting(
        at(5, EventKind.STRUCTURE_LEFT, reason="NATIONAL_TESTS"),
        at(17, EventKind.STRUCTURE_RESUMED),
        at(20, EventKind.CLOSED),
    )
    assert used(room)[WELCOME] == minutes(8)
    assert [(away.reason, away.lasted) for away in room.aways] == [("NATIONAL_TESTS", minutes(12))]


def test_moving_on_while_away_stays_away() -> None:
    room = meeting(
        at(5, EventKind.STRUCTURE_LEFT, reason="PRACTICAL"),
        at(10, EventKind.ITEM_STARTED, item=ROUND),
        at(15, EventKind.STRUCTURE_RESUMED),
        at(16, EventKind.CLOSED),
    )
    assert used(room) == [minutes(5), minutes(1), timedelta()]
    assert room.aways[0].lasted == minutes(10)


def test_leaving_twice_is_leaving_once() -> None:
    room = meeting(
        at(5, EventKind.STRUCTURE_LEFT, reason="PRACTICAL"), at(6, EventKind.STRUCTURE_LEFT, reason="MATERIALS")
    )
    assert room.away is not None
    assert (room.away.reason, room.away.since) == ("PRACTICAL", START + minutes(5))


def test_closing_while_away_ends_the_absence_too() -> None:
    room = meeting(at(5, EventKind.STRUCTURE_LEFT, reason="OTHER"), at(9, EventKind.CLOSED))
    assert room.away is None
    assert [away.lasted for away in room.aways] == [minutes(4)]
    assert (room.status, room.current, room.closed_at) == (Status.CLOSED, None, START + minutes(9))


def test_an_item_jumped_over_is_skipped_until_somebody_steps_back_to_it() -> None:
    skipped = [at(5, EventKind.ITEM_SKIPPED, item=ROUND), at(5, EventKind.ITEM_STARTED, item=DISCUSSION)]
    assert [item.skipped for item in meeting(*skipped).items] == [False, True, False]
    back = meeting(*skipped, at(9, EventKind.ITEM_STARTED, item=ROUND))
    assert (back.items[ROUND].skipped, back.items[ROUND].started) == (False, True)


def test_what_has_been_begun_was_not_skipped() -> None:
    assert not meeting(at(1, EventKind.ITEM_SKIPPED, item=WELCOME)).items[WELCOME].skipped


def test_extra_minutes_add_up() -> None:
    room = meeting(
        at(1, EventKind.ITEM_EXTENDED, item=WELCOME, minutes=5), at(2, EventKind.ITEM_EXTENDED, item=WELCOME, minutes=3)
    )
    assert room.items[WELCOME].extra == 8


def test_the_floor_goes_from_one_to_the_next() -> None:
    room = meeting(
        at(1, EventKind.ITEM_STARTED, item=ROUND),
        at(1, EventKind.TURN_GIVEN, person=OMAR),
        at(4, EventKind.TURN_GIVEN, person=SARA),
    )
    assert (room.turn, room.turn_since) == (SARA, START + minutes(4))
    assert room.items[ROUND].spoken == (OMAR,)


def test_one_ends_one_s_own_turn_and_nobody_else_s() -> None:
    given = [at(1, EventKind.TURN_GIVEN, person=SARA)]
    assert meeting(*given, at(2, EventKind.TURN_ENDED, person=OMAR)).turn == SARA
    ended = meeting(*given, at(2, EventKind.TURN_ENDED, person=SARA))
    assert (ended.turn, ended.items[WELCOME].spoken) == (None, (SARA,))


def test_who_asks_to_wait_comes_last_and_has_not_spoken() -> None:
    room = meeting(at(1, EventKind.TURN_GIVEN, person=OMAR), at(2, EventKind.TURN_POSTPONED, person=OMAR))
    assert (room.turn, room.items[WELCOME].spoken) == (None, ())
    assert room.waiting([OMAR, SARA]) == [SARA, OMAR]
    back = meeting(
        at(1, EventKind.TURN_POSTPONED, person=OMAR),
        at(2, EventKind.TURN_GIVEN, person=OMAR),
        at(3, EventKind.TURN_ENDED, person=OMAR),
    )
    assert (back.items[WELCOME].spoken, back.items[WELCOME].later) == ((OMAR,), ())


def test_the_queue_is_served_in_order_and_emptied_by_a_new_item() -> None:
    raised = [at(1, EventKind.HAND_RAISED, person=SARA), at(2, EventKind.HAND_RAISED, person=OMAR)]
    assert meeting(*raised).queue == (SARA, OMAR)
    assert meeting(*raised, at(3, EventKind.TURN_GIVEN, person=SARA)).queue == (OMAR,)
    assert meeting(*raised, at(3, EventKind.HAND_LOWERED, person=OMAR)).queue == (SARA,)
    assert meeting(*raised, at(3, EventKind.ITEM_STARTED, item=ROUND)).queue == ()


def test_ready_can_be_said_and_unsaid_and_starts_afresh_at_each_item() -> None:
    ready = [at(1, EventKind.READY_SAID, person=SARA, ready=True)]
    assert meeting(*ready).ready == (SARA,)
    assert meeting(*ready, at(2, EventKind.READY_SAID, person=SARA, ready=False)).ready == ()
    assert meeting(*ready, at(2, EventKind.ITEM_STARTED, item=ROUND)).ready == ()


def test_a_break_takes_no_time_from_the_item_or_the_speaker() -> None:
    room = meeting(
        at(2, EventKind.TURN_GIVEN, person=SARA),
        at(3, EventKind.QUIET_STARTED, seconds=120),
        at(4, EventKind.PAUSED),
        at(14, EventKind.UNPAUSED),
    ).until(START + minutes(15))
    assert (room.items[WELCOME].used, room.paused) == (minutes(5), minutes(10))
    assert (room.turn_since, room.quiet_until) == (START + minutes(12), START + minutes(15))


def test_there_is_no_break_while_the_structure_is_left_and_the_other_way_round() -> None:
    away = meeting(at(1, EventKind.STRUCTURE_LEFT, reason="OTHER"), at(2, EventKind.PAUSED))
    assert away.paused_at is None
    on_break = meeting(at(1, EventKind.PAUSED), at(2, EventKind.STRUCTURE_LEFT, reason="OTHER"))
    assert on_break.away is None


def test_minutes_given_to_one_item_are_taken_from_the_other() -> None:
    room = meeting(at(1, EventKind.ITEM_EXTENDED, item=WELCOME, minutes=5, taken_from=DISCUSSION))
    assert [item.extra for item in room.items] == [5, 0, -5]


def test_a_show_of_hands_counts_the_latest_answer_of_each() -> None:
    asked = [
        at(1, EventKind.HANDS_ASKED, question="Samma test?"),
        at(1, EventKind.HAND_SHOWN, person=SARA, answer="NO"),
        at(2, EventKind.HAND_SHOWN, person=SARA, answer="YES"),
    ]
    room = meeting(*asked)
    assert room.hands is not None
    assert (room.hands.who(Answer.YES), room.hands.who(Answer.NO)) == ([SARA], [])
    assert meeting(*asked, at(3, EventKind.HANDS_COUNTED)).hands is None


def test_parts_are_given_taken_back_and_last() -> None:
    room = meeting(
        at(1, EventKind.ROLE_CHOSEN, role="SECRETARY", person=SARA),
        at(1, EventKind.ROLE_CHOSEN, role="TIMEKEEPER", person=OMAR),
        at(2, EventKind.ROLE_CHOSEN, role="TIMEKEEPER", person=None),
        at(9, EventKind.CLOSED),
    )
    assert (room.secretary, room.who_is(Part.TIMEKEEPER)) == (SARA, None)


def test_the_leading_goes_to_someone_who_is_here() -> None:
    assert meeting(at(1, EventKind.LEADING_HANDED, person=SARA)).led_by == SARA
    assert meeting(at(1, EventKind.LEADING_HANDED, person=JONAS)).led_by is None


def test_nothing_about_who_spoke_is_left_when_the_meeting_is_closed() -> None:
    room = meeting(
        at(1, EventKind.TURN_GIVEN, person=SARA),
        at(2, EventKind.TURN_POSTPONED, person=OMAR),
        at(3, EventKind.HAND_RAISED, person=OMAR),
        at(4, EventKind.CLOSED),
    )
    assert (room.turn, room.queue) == (None, ())
    assert all((item.spoken, item.passed, item.later) == ((), (), ()) for item in room.items)


def test_whoever_has_the_floor_when_the_meeting_moves_on_has_spoken() -> None:
    room = meeting(
        at(1, EventKind.ITEM_STARTED, item=ROUND),
        at(1, EventKind.TURN_GIVEN, person=SARA),
        at(6, EventKind.ITEM_STARTED, item=DISCUSSION),
    )
    assert room.turn is None
    assert room.items[ROUND].spoken == (SARA,)
    assert room.items[DISCUSSION].spoken == ()


def test_who_passes_is_not_waited_for_and_may_still_speak_later() -> None:
    passed = [at(1, EventKind.ITEM_STARTED, item=ROUND), at(2, EventKind.TURN_PASSED, person=SARA)]
    room = meeting(*passed)
    assert room.items[ROUND].passed == (SARA,)
    assert room.waiting([OMAR, SARA]) == [OMAR]
    later = meeting(*passed, at(5, EventKind.TURN_GIVEN, person=SARA), at(6, EventKind.TURN_GIVEN, person=OMAR))
    assert (later.items[ROUND].passed, later.items[ROUND].spoken) == ((), (SARA,))


def test_who_has_spoken_has_not_passed() -> None:
    room = meeting(
        at(1, EventKind.TURN_GIVEN, person=SARA),
        at(2, EventKind.TURN_GIVEN, person=OMAR),
        at(3, EventKind.TURN_PASSED, person=SARA),
    )
    assert (room.items[WELCOME].spoken, room.items[WELCOME].passed) == ((SARA,), ())


def test_each_item_has_a_round_of_its_own() -> None:
    room = meeting(
        at(1, EventKind.TURN_GIVEN, person=SARA),
        at(2, EventKind.ITEM_STARTED, item=ROUND),
    )
    assert room.waiting([SARA, OMAR]) == [SARA, OMAR]


def test_nobody_absent_gets_the_floor() -> None:
    room = meeting(at(1, EventKind.TURN_GIVEN, person=JONAS), at(2, EventKind.TURN_PASSED, person=JONAS))
    assert room.turn is None
    assert room.items[WELCOME].passed == ()


def test_who_leaves_the_room_leaves_the_floor() -> None:
    room = meeting(at(1, EventKind.TURN_GIVEN, person=SARA), at(2, EventKind.CHECKED_OUT, person=SARA))
    assert (room.turn, room.turn_since, room.present) == (None, None, (OMAR,))


def test_a_name_forgotten_at_the_meeting_can_be_ticked_afterwards() -> None:
    room = meeting(at(60, EventKind.CLOSED), at(90, EventKind.CHECKED_IN, person=JONAS))
    assert room.present == (OMAR, SARA, JONAS)
    assert room.closed_at == START + minutes(60)


def test_minutes_may_be_read_aloud_after_closing() -> None:
    room = meeting(at(60, EventKind.CLOSED), at(70, EventKind.READ_ALOUD))
    assert room.read_aloud_at == START + minutes(70)


def test_nothing_moves_a_closed_meeting() -> None:
    closed = meeting(at(60, EventKind.CLOSED))
    for kind, data in (
        (EventKind.OPENED, {}),
        (EventKind.ITEM_STARTED, {"item": ROUND}),
        (EventKind.ITEM_EXTENDED, {"item": ROUND, "minutes": 5}),
        (EventKind.TURN_GIVEN, {"person": OMAR}),
        (EventKind.STRUCTURE_LEFT, {"reason": "OTHER"}),
        (EventKind.CLOSED, {}),
    ):
        assert meeting(at(60, EventKind.CLOSED), Event(kind, START + minutes(61), data)) == closed


def test_a_clock_that_is_set_back_takes_no_time_away() -> None:
    room = meeting(at(10, EventKind.ITEM_STARTED, item=ROUND), at(4, EventKind.ITEM_STARTED, item=DISCUSSION))
    assert used(room.until(START + minutes(12))) == [minutes(10), timedelta(), minutes(2)]
