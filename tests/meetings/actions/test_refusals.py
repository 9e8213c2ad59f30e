"""Every verb of a meeting, and who is refused it, in which words. The near misses are in the cast."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction

from lartraff.core import clock
from lartraff.core.models import AuditEntry
from lartraff.library.queries import default_structure
from lartraff.meetings.actions import (
    after,
    hands,
    inviting,
    materials,
    minutes,
    notes,
    outcomes,
    people,
    photos,
    planning,
    preparing,
    room,
    suggestions,
    turns,
)
from lartraff.meetings.logic.checkout import Question
from lartraff.meetings.logic.events import Answer, LeavingReason, Part
from lartraff.meetings.logic.pictures import picture_from
from lartraff.meetings.models import Decision, MeetingEvent
from lartraff.people.actions.groups import set_members
from lartraff.people.models import User
from tests.cast import Cast, make_group
from tests.pictures import a_file
from tests.refusals import refused
from tests.world import World, build, new

ROOM = "The room and the draft belong to the group. You can read the minutes when the group has shared them."
LEADS = "The learning leader moves the meeting on. Ask the leader if the group should go further."
CLOCK = "The learning leader and the timekeeper mind the clock. Ask one of them."
PLANS = "The learning leader plans the meetings. Tell the leader if a date does not suit you."
SHARES = "The learning leader shares the minutes, once they have been read aloud."
READS = "The group sees when its principal has read. Others read without a mark."
PREPARES = "The learning leader prepares the agenda. Suggest a matter on the meeting's page, and it will be seen."
REPORTS = "Each says how it went with their own task."
GIVES = "Feedback to a group comes from the school's principal."
ASKS = "Only the group itself asks for feedback on its work."

ITEM = inviting.ItemDraft("ROUND", "Laget runt", "Vad såg du?", 20, 30)

GROUP = {"leader", "member"}  # Jonas has left it
LEADER = {"leader"}
PRINCIPALS = {"principal", "deputy"}


@dataclass(frozen=True, slots=True)
class Verb:
    """`act`: does it at the right place in the world, as the person given."""

    name: str
    may: set[str]
    sentence: str
    act: Callable[[World, Cast, User], object] = field(repr=False)


VERBS = [
    # --- planning
    Verb(
        "plan_meetings",
        LEADER | PRINCIPALS,
        PLANS,
        lambda world, cast, by: planning.plan_meetings(
            cast.maths, [clock.now() + timedelta(days=80)], structure=default_structure("sv"), by=by
        ),
    ),
    Verb(
        "replan_meeting",
        LEADER | PRINCIPALS,
        PLANS,
        lambda world, cast, by: planning.replan_meeting(
            world.planned, by=by, starts_at=clock.now() + timedelta(days=29), place="Biblioteket"
        ),
    ),
    Verb(
        "cancel_meeting",
        LEADER | PRINCIPALS,
        PLANS,
        lambda world, cast, by: planning.cancel_meeting(world.planned, by=by),
    ),
    # --- the room
    Verb("open_meeting", LEADER, LEADS, lambda world, cast, by: room.open_meeting(world.planned, by=by, command=new())),
    Verb(
        "check_in",
        GROUP,
        ROOM,
        lambda world, cast, by: room.check_in(world.open, [cast.leader], by=by, command=new()),
    ),
    Verb(
        "choose_for",
        GROUP,
        ROOM,
        lambda world, cast, by: people.choose_for(world.open, Part.SECRETARY, cast.member, by=by, command=new()),
    ),
    Verb(
        "go_to_item",
        LEADER,
        LEADS,
        lambda world, cast, by: room.go_to_item(world.open, 1, came_from=0, by=by, command=new()),
    ),
    Verb(
        "extend_item",
        LEADER,
        CLOCK,
        lambda world, cast, by: room.extend_item(world.open, 0, minutes=5, by=by, command=new()),
    ),
    Verb(
        "give_turn",
        LEADER,
        LEADS,
        lambda world, cast, by: turns.give_turn(world.open, cast.member, by=by, command=new()),
    ),
    Verb(
        "pass_turn for another",
        LEADER,
        LEADS,
        lambda world, cast, by: turns.pass_turn(
            world.open, cast.leader if by == cast.member else cast.member, by=by, command=new()
        ),
    ),
    Verb(
        "pass_turn for oneself",
        GROUP,
        ROOM,
        lambda world, cast, by: turns.pass_turn(world.open, by, by=by, command=new()),
    ),
    Verb(
        "leave_structure",
        LEADER,
        LEADS,
        lambda world, cast, by: room.leave_structure(world.open, LeavingReason.OTHER, by=by, command=new()),
    ),
    Verb(
        "resume_structure",
        LEADER,
        LEADS,
        lambda world, cast, by: room.resume_structure(world.open, by=by, command=new()),
    ),
    Verb("pause", LEADER, CLOCK, lambda world, cast, by: room.pause(world.open, by=by, command=new())),
    Verb("unpause", LEADER, CLOCK, lambda world, cast, by: room.unpause(world.open, by=by, command=new())),
    Verb(
        "start_quiet",
        LEADER,
        LEADS,
        lambda world, cast, by: room.start_quiet(world.open, minutes=2, by=by, command=new()),
    ),
    # --- people and turns
    Verb(
        "say_here",
        GROUP,
        ROOM,
        lambda world, cast, by: people.say_here(world.open, cast.leader, here=True, by=by, command=new()),
    ),
    Verb(
        "hand_over_leading",
        LEADER,
        LEADS,
        lambda world, cast, by: people.hand_over_leading(world.open, cast.member, by=by, command=new()),
    ),
    Verb(
        "take_over_leading",
        GROUP,
        ROOM,
        lambda world, cast, by: people.take_over_leading(world.open, by=by, command=new()),
    ),
    Verb("end_turn", GROUP, ROOM, lambda world, cast, by: turns.end_turn(world.open, by=by, command=new())),
    Verb(
        "postpone_turn",
        LEADER,
        LEADS,
        lambda world, cast, by: turns.postpone_turn(
            world.open, cast.leader if by == cast.member else cast.member, by=by, command=new()
        ),
    ),
    Verb(
        "say_ready",
        GROUP,
        ROOM,
        lambda world, cast, by: turns.say_ready(world.open, ready=True, by=by, command=new()),
    ),
    Verb(
        "raise_hand", GROUP, ROOM, lambda world, cast, by: turns.raise_hand(world.open, up=True, by=by, command=new())
    ),
    Verb("nudge", GROUP, ROOM, lambda world, cast, by: turns.nudge(world.open, by=by, command=new())),
    Verb(
        "ask_for_hands",
        LEADER,
        LEADS,
        lambda world, cast, by: hands.ask_for_hands(world.open, "Tar vi paus?", by=by, command=new()),
    ),
    Verb(
        "show_hand",
        GROUP,
        ROOM,
        lambda world, cast, by: hands.show_hand(world.open, Answer.YES, by=by, command=new()),
    ),
    Verb("count_hands", LEADER, LEADS, lambda world, cast, by: hands.count_hands(world.open, by=by, command=new())),
    Verb("close_meeting", LEADER, LEADS, lambda world, cast, by: room.close_meeting(world.open, by=by, command=new())),
    # --- what comes out of it
    Verb("save_notes", GROUP, ROOM, lambda world, cast, by: notes.save_notes(world.item, "Ny text", based_on=1, by=by)),
    Verb(
        "decide",
        GROUP,
        ROOM,
        lambda world, cast, by: outcomes.decide(world.item, "Vi ger samma test.", by=by, command=new()),
    ),
    Verb(
        "park_matter",
        GROUP,
        ROOM,
        lambda world, cast, by: outcomes.park_matter(world.open, "Kopieringen", sent_to="", by=by, command=new()),
    ),
    Verb("settle_matter", GROUP, ROOM, lambda world, cast, by: outcomes.settle_matter(world.matter, by=by)),
    Verb(
        "set_task",
        GROUP,
        ROOM,
        lambda world, cast, by: outcomes.set_task(
            world.open, [cast.member], teaching="Prova igen", by=by, command=new()
        ),
    ),
    Verb(
        "report_task",
        {"member"},
        REPORTS,
        lambda world, cast, by: outcomes.report_task(world.task, outcome="Det gick bra.", by=by),
    ),
    Verb(
        "remove_outcome",
        GROUP,
        ROOM,
        lambda world, cast, by: outcomes.remove_outcome(world.open.tasks.get(), by=by, command=new()),
    ),
    Verb(
        "inform",
        GROUP,
        ROOM,
        lambda world, cast, by: outcomes.inform(world.item, "Nya böcker i mars.", by=by, command=new()),
    ),
    Verb(
        "convert_outcome",
        GROUP,
        ROOM,
        lambda world, cast, by: outcomes.convert_outcome(a_decision(world, cast), by=by, command=new()),
    ),
    # --- before the meeting
    Verb("prepare", GROUP, ROOM, lambda world, cast, by: preparing.prepare(world.planned, "Prövade i 8B", by=by)),
    Verb("suggest", GROUP, ROOM, lambda world, cast, by: suggestions.suggest(world.planned, "Betygssamtalen", by=by)),
    Verb(
        "take_up_suggestion",
        LEADER,
        LEADS,
        lambda world, cast, by: suggestions.take_up_suggestion(world.suggestion, by=by),
    ),
    Verb(
        "add_material",
        GROUP,
        ROOM,
        lambda world, cast, by: materials.add_material(world.planned, title="Kapitel 3", where="hyllan", by=by),
    ),
    Verb(
        "tick_material",
        GROUP,
        ROOM,
        lambda world, cast, by: materials.tick_material(world.material, read=True, by=by),
    ),
    Verb(
        "save_plan",
        LEADER,
        PREPARES,
        lambda world, cast, by: inviting.save_plan(world.planned, [ITEM], note="", by=by),
    ),
    Verb(
        "send_invitation",
        LEADER,
        PREPARES,
        lambda world, cast, by: inviting.send_invitation(
            world.planned, [ITEM], note="", by=by, site="https://larande.example"
        ),
    ),
    # --- after it
    Verb(
        "check_out", GROUP, ROOM, lambda world, cast, by: after.check_out(world.held, dict.fromkeys(Question, 3), by=by)
    ),
    Verb("add_afterwards", GROUP, ROOM, lambda world, cast, by: after.add_afterwards(world.held, "I 9C också", by=by)),
    Verb(
        "set_own_task",
        GROUP,
        ROOM,
        lambda world, cast, by: (
            world.held.tasks.all().delete(),
            after.set_own_task(world.held, teaching="Ge testet i 9C", by=by),
        ),
    ),
    Verb(
        "add_photo",
        GROUP,
        ROOM,
        lambda world, cast, by: photos.add_photo(world.open, picture_from(a_file()), by=by),
    ),
    # --- minutes
    Verb(
        "mark_read_aloud",
        LEADER,
        LEADS,
        lambda world, cast, by: minutes.mark_read_aloud(world.held.minutes, by=by, command=new()),
    ),
    Verb("share_minutes", LEADER, SHARES, lambda world, cast, by: minutes.share_minutes(world.held.minutes, by=by)),
    Verb(
        "correct_minutes",
        LEADER,
        SHARES,
        lambda world, cast, by: minutes.correct_minutes(
            world.minutes, {world.shared.agenda.get(position=1).pk: "Rätt text"}, correction="Fel ord", by=by
        ),
    ),
    Verb("publish_minutes", LEADER, SHARES, lambda world, cast, by: minutes.publish_minutes(world.minutes, by=by)),
    Verb(
        "mark_as_read",
        PRINCIPALS,
        READS,
        lambda world, cast, by: minutes.mark_as_read(world.minutes.versions.get(), by=by),
    ),
    Verb(
        "give_feedback_on",
        PRINCIPALS,
        GIVES,
        lambda world, cast, by: minutes.give_feedback_on(world.minutes, by=by, kind="INPUT", text="Prova i sjuan."),
    ),
    Verb(
        "ask_for_feedback_on",
        GROUP,
        ASKS,
        lambda world, cast, by: minutes.ask_for_feedback_on(world.minutes, by=by, kind="INPUT", text="Vår plan?"),
    ),
]


def a_decision(world: World, cast: Cast) -> Decision:
    """A decision at the open meeting, which the leader has just written down."""
    decision = Decision.objects.filter(meeting=world.open).first()
    return decision or Decision.objects.create(meeting=world.open, item=world.item, text="Vi ger samma test.")


@pytest.fixture
def world(cast: Cast) -> World:
    """The world, where Nils leads another group at the same school and Jonas has just left this one."""
    make_group(cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, subject="SV", name="Svenska")
    world = build(cast)
    set_members(cast.maths, [cast.member], leader=cast.leader, by=cast.principal)
    return world


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_a_verb_is_refused_with_its_sentence_and_changes_nothing(verb: Verb, world: World, cast: Cast) -> None:
    before = (AuditEntry.objects.count(), MeetingEvent.objects.count())
    for name, person in cast.everybody().items():
        if name not in verb.may:
            with refused(verb.sentence):
                verb.act(world, cast, person)
    assert (AuditEntry.objects.count(), MeetingEvent.objects.count()) == before


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_a_verb_is_open_to_those_it_is_for(verb: Verb, world: World, cast: Cast) -> None:
    for name in sorted(verb.may):
        with transaction.atomic():
            verb.act(world, cast, cast.everybody()[name])
            transaction.set_rollback(True)


def test_every_verb_of_the_room_is_in_the_table() -> None:
    modules = (
        planning, preparing, suggestions, materials, inviting, room, people, turns, hands, notes, outcomes, photos,
        minutes, after,
    )  # fmt: skip
    verbs = {
        name
        for module in modules
        for name, thing in vars(module).items()
        if callable(thing) and hasattr(thing, "__wrapped__") and thing.__module__ == module.__name__
    }
    # These say another sentence to the group than to others: test_suggestions.py, test_materials.py.
    two_sentences = {"withdraw_suggestion", "remove_material"}
    assert {verb.name.split()[0] for verb in VERBS} | two_sentences == verbs
