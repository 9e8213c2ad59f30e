"""What the screens are shown, and what they never are."""

import json
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lartraff.live.actions import open_wall
from lartraff.live.state import view_of
from lartraff.meetings.actions import outcomes, people, room, turns
from lartraff.meetings.actions.notes import save_notes
from lartraff.meetings.actions.preparing import prepare
from lartraff.meetings.actions.suggestions import suggest
from lartraff.meetings.logic.events import Part
from lartraff.meetings.models import Meeting
from lartraff.people.actions.groups import set_members
from tests.cast import Cast, employ, make_person
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, ROUND, START, WELCOME, item, minute, new


def state(meeting: Meeting, at_minute: float) -> dict[str, Any]:
    with minute(at_minute):
        view = view_of(meeting.pk)
    assert view is not None
    shown: dict[str, Any] = json.loads(view.text)["state"]
    return shown


def milliseconds(at_minute: float) -> float:
    return START.timestamp() * 1000 + at_minute * 60_000


def test_the_clock_and_the_plan_are_told_in_milliseconds(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    shown = state(meeting, 3)
    assert shown["now"] == milliseconds(3)
    assert shown["clock"] == {"left_ms": 120_000, "total_ms": 300_000, "stopped": None, "reason": None, "since": None}
    assert shown["plan"]["ends_at"] == milliseconds(90)
    assert shown["plan"]["slack_minutes"] == 5
    assert {offer["item"] for offer in shown["plan"]["offers"]} >= {ROUND, DISCUSSION}


def test_a_clock_that_stands_still_says_why_and_since_when(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with minute(2):
        room.pause(meeting, by=cast.leader, command=new())
    clock = state(meeting, 10)["clock"]
    assert (clock["left_ms"], clock["stopped"], clock["since"]) == (180_000, "PAUSED", milliseconds(2))


def test_the_round_has_its_order_its_silence_and_an_equal_share_for_each(cast: Cast) -> None:
    meeting = scenes.opened_with(cast, [cast.leader, cast.member, cast.second_member])
    with minute(5):
        room.go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
    shown = state(meeting, 5)
    assert shown["quiet"] == {"until": milliseconds(7)}
    assert sorted(shown["order"]) == sorted([cast.leader.pk, cast.member.pk, cast.second_member.pk])
    assert shown["seconds_each"] == 6 * 60
    with minute(7):
        turns.give_turn(meeting, cast.member, by=cast.leader, command=new())
    shown = state(meeting, 8)
    assert shown["quiet"] is None
    assert shown["turn"]["person"] == cast.member.pk
    assert shown["turn"]["until"] == milliseconds(13)
    assert cast.member.pk not in shown["order"]


def test_parts_that_nobody_has_are_proposed_by_whose_turn_it_is(cast: Cast) -> None:
    first = scenes.opened_with(cast, [cast.leader, cast.member, cast.second_member])
    with minute(1):
        people.choose_for(first, Part.SECRETARY, cast.leader, by=cast.leader, command=new())
    with minute(60):
        room.close_meeting(first, by=cast.leader, command=new())
    second = scenes.planned(cast, starts=START + timedelta(days=21))
    proposed = state(second, 0)["proposed"]
    assert proposed["SECRETARY"] != cast.leader.pk
    assert len(set(proposed.values())) == 3


def test_what_comes_out_of_the_meeting_stands_as_three_shapes(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    outcomes.inform(item(meeting, WELCOME), "Nya böcker i mars", by=cast.member, command=new())
    outcomes.decide(item(meeting, WELCOME), "Samma test", by=cast.member, command=new())
    outcomes.set_task(meeting, [cast.member], teaching="Ge testet", by=cast.leader, command=new())
    shapes = [(one["kind"], one["text"], one["people"]) for one in state(meeting, 1)["outcomes"]]
    assert shapes == [
        ("INFORMATION", "Nya böcker i mars", []),
        ("DECISION", "Samma test", []),
        ("TASK", "Ge testet", [cast.member.pk]),
    ]


def test_a_protected_name_is_hidden_from_the_group_and_not_from_its_owner(cast: Cast) -> None:
    cast.member.security_marking = True
    cast.member.save()
    meeting = scenes.opened(cast)
    view = view_of(meeting.pk)
    assert view is not None
    assert "Sara" not in view.text
    assert "Holm" not in view.text
    assert view.me(cast.member)["name"] == "Sara Holm"


def test_each_may_what_they_may(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    view = view_of(meeting.pk)
    assert view is not None
    assert [view.me(one)["may_lead"] for one in (cast.leader, cast.member)] == [True, False]
    people.hand_over_leading(meeting, cast.member, by=cast.leader, command=new())
    view = view_of(meeting.pk)
    assert view is not None
    assert [view.me(one)["may_lead"] for one in (cast.leader, cast.member)] == [True, True]
    assert view.me(cast.member)["may_write"]
    planned = view_of(scenes.planned(cast, starts=START + timedelta(days=21)).pk)
    assert planned is not None
    assert not planned.me(cast.leader)["may_write"]


def test_the_wall_shows_the_step_and_no_word_of_the_draft_unless_the_group_says_so(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    save_notes(item(meeting, WELCOME), "Ord som bara gruppen får läsa", based_on=0, by=cast.member)
    open_wall(meeting, shows_text=False, by=cast.leader)
    view = view_of(meeting.pk)
    assert view is not None
    assert view.wall is not None
    shown = json.loads(view.wall)["state"]
    assert (shown["title"], shown["next_title"]) == ("Välkomna", "Laget runt")
    assert "Ord som" not in view.wall
    assert "Holm" not in view.wall
    assert set(shown) == {
        "now", "group", "number", "status", "title", "prompt", "clock", "plan", "turn", "next", "next_title", "quiet",
        "hands", "nudged_at", "html",
    }  # fmt: skip
    open_wall(meeting, shows_text=True, by=cast.leader)
    view = view_of(meeting.pk)
    assert view is not None
    assert json.loads(view.wall or "")["state"]["html"] == "<p>Ord som bara gruppen får läsa</p>\n"


def test_the_wall_has_words_where_the_group_has_a_photograph(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    ours = "![Tavlan](/photos/5f0c1f4e-8d5a-4a3b-9a53-0f7f7d1c2b3a/)"
    save_notes(item(meeting, WELCOME), ours, based_on=0, by=cast.member)
    open_wall(meeting, shows_text=True, by=cast.leader)
    view = view_of(meeting.pk)
    assert view is not None
    assert json.loads(view.wall or "")["state"]["html"] == "<p>Tavlan</p>\n"


def test_a_state_costs_as_many_queries_for_twelve_as_for_two(cast: Cast) -> None:
    def cost(meeting: Meeting) -> int:
        with CaptureQueriesContext(connection) as queries:
            view_of(meeting.pk)
        return len(queries)

    few = cost(scenes.opened(cast))
    many = [employ(make_person("Vikarie", f"Nr{number}"), cast.school) for number in range(12)]
    set_members(cast.maths, [cast.member, *many], leader=cast.leader, by=cast.principal)
    meeting = scenes.planned(cast, starts=START + timedelta(days=21))
    with minute(0):
        room.open_meeting(meeting, by=cast.leader, command=new())
    for person in many:
        outcomes.set_task(meeting, [person], teaching="Prova", by=cast.leader, command=new())
        outcomes.inform(item(meeting, WELCOME), "Nytt", by=person, command=new())
    assert cost(meeting) == few


def test_one_s_own_words_are_one_s_own_until_one_has_the_floor(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    prepare(meeting, "Nitton av tjugofyra klarade det.", by=cast.member)
    view = view_of(meeting.pk)
    assert view is not None
    assert "Nitton" not in view.text
    assert [view.me(one)["words"] for one in (cast.member, cast.leader)] == ["Nitton av tjugofyra klarade det.", ""]
    turns.give_turn(meeting, cast.leader, by=cast.leader, command=new())
    assert state(meeting, 0)["turn"]["words"] == ""
    turns.give_turn(meeting, cast.member, by=cast.leader, command=new())
    assert state(meeting, 0)["turn"]["words"] == "Nitton av tjugofyra klarade det."
    turns.end_turn(meeting, by=cast.member, command=new())
    view = view_of(meeting.pk)
    assert view is not None
    assert "Nitton" not in view.text


def test_what_was_suggested_beforehand_waits_to_be_taken_up(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    suggestion = suggest(meeting, "Hur gör vi med läxorna?", by=cast.member)
    assert state(meeting, 0)["suggestions"] == [{"id": suggestion.pk, "text": "Hur gör vi med läxorna?"}]
