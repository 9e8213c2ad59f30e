"""Holding the demo's meetings: each step by the room's own verb, at the minute it would have been."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from lartraff.core import clock
from lartraff.demo.days import moment
from lartraff.demo.people import Town
from lartraff.demo.story import GroupStory, MeetingStory
from lartraff.meetings.actions import minutes as minutes_actions
from lartraff.meetings.actions import notes, outcomes, people, room, turns
from lartraff.meetings.logic.events import LeavingReason, Part
from lartraff.meetings.queries.calendar import open_tasks
from lartraff.voices.actions import answer_question, respond

if TYPE_CHECKING:
    from lartraff.meetings.models import Meeting
    from lartraff.people.models import LearningGroup, User


@dataclass(slots=True)
class Watch:
    """The time at a meeting. `takes` moves it on by about so many minutes, a little more or less by chance."""

    now: datetime
    chance: random.Random

    @contextmanager
    def takes(self, minutes: int, *, give: int = 2) -> Iterator[None]:
        with clock.at(self.now):
            yield
        self.now += timedelta(minutes=max(minutes + self.chance.randint(-give, give), 1))


def command(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def report_tasks(town: Town, told: MeetingStory, meeting: "Meeting", chance: random.Random) -> None:
    """Those whose word is in the story tell how it went, in the days before the meeting."""
    for name, outcome in (told.outcomes or {}).items():
        person = town.people[name]
        day = timezone.localdate(meeting.starts_at) - timedelta(days=chance.randint(1, 5))
        with clock.at(moment(day, 15, chance.randint(0, 50))):
            tell_of_last_task(meeting.group, outcome, by=person)


def tell_of_last_task(group: "LearningGroup", outcome: str, *, by: "User") -> None:
    """Of the task set at the latest meeting: an earlier one that was never tried stays so."""
    task = open_tasks(by).filter(meeting__group=group).last()
    if task is None:
        raise ValueError(f"The story lets {by} tell of a task that was not set: {outcome}")
    outcomes.report_task(task, outcome=outcome, by=by)


def hold(
    town: Town, group: GroupStory, told: MeetingStory, meeting: "Meeting", chance: random.Random, *, next_on: date
) -> None:
    """Open the meeting, go through the agenda, read the minutes aloud and close."""
    report_tasks(town, told, meeting, chance)
    leader = town.people[group.leader]
    here = [town.people[name] for name in (group.leader, *group.members) if name not in told.absent]
    secretary = town.people[told.secretary]
    watch = Watch(meeting.starts_at + timedelta(minutes=chance.randint(0, 4)), chance)
    _welcome, round_, discussion, task, reading = meeting.agenda.order_by("position")

    def go(item: int) -> None:
        room.go_to_item(meeting, item, came_from=item - 1, by=leader, command=command(chance))

    with watch.takes(1, give=0):
        room.open_meeting(meeting, by=leader, command=command(chance))
    with watch.takes(3, give=1):
        room.check_in(meeting, here, by=leader, command=command(chance))
        people.choose_for(meeting, Part.SECRETARY, secretary, by=secretary, command=command(chance))
    with watch.takes(1, give=0):
        go(round_.position)
    for person in [*here[1:], leader]:
        with watch.takes(3, give=1):
            turns.give_turn(meeting, person, by=leader, command=command(chance))
    with watch.takes(1, give=0):
        notes.save_notes(round_, told.round, based_on=0, by=secretary)
    with watch.takes(2, give=0):
        go(discussion.position)
    leave_for_a_while(town, told, meeting, watch, leader)
    # What the structure was left for takes from the discussion.
    with watch.takes(30 - (told.left["minutes"] // 2 if told.left else 0), give=6):
        notes.save_notes(discussion, as_first_written(told), based_on=0, by=secretary)
    with watch.takes(1, give=0):
        for text in told.decisions:
            outcomes.decide(discussion, text, by=secretary, command=command(chance))
        for matter in told.parked:
            outcomes.park_matter(meeting, matter["text"], sent_to=matter["to"], by=secretary, command=command(chance))
        go(task.position)
    with watch.takes(11, give=3):
        set_task(told, meeting, here, due_on=next_on, by=leader, command=command(chance))
    with watch.takes(5, give=1):
        go(reading.position)
    with watch.takes(1, give=0):
        minutes_actions.mark_read_aloud(meeting.minutes, by=leader, command=command(chance))
    with watch.takes(1, give=0):
        room.close_meeting(meeting, by=leader, command=command(chance))


def as_first_written(told: MeetingStory) -> str:
    wrong = told.corrected
    return told.discussion.replace(wrong["should"], wrong["wrote"]) if wrong else told.discussion


def leave_for_a_while(town: Town, told: MeetingStory, meeting: "Meeting", watch: Watch, leader: "User") -> None:
    if told.left is None:
        return
    reason = LeavingReason(told.left["reason"])
    with watch.takes(told.left["minutes"]):
        room.leave_structure(meeting, reason, by=leader, command=command(watch.chance))
    with watch.takes(1, give=0):
        room.resume_structure(meeting, by=leader, command=command(watch.chance))


def set_task(
    told: MeetingStory, meeting: "Meeting", here: "list[User]", *, due_on: date, by: "User", command: uuid.UUID
) -> None:
    outcomes.set_task(
        meeting,
        here,
        teaching=told.task["teaching"],
        study=told.task.get("study", ""),
        evidence=told.task["evidence"],
        due_on=due_on,
        by=by,
        command=command,
    )


def share(town: Town, group: GroupStory, meeting: "Meeting") -> None:
    """Share the minutes the same afternoon."""
    with clock.at(meeting.starts_at + timedelta(hours=2)):
        minutes_actions.share_minutes(meeting.minutes, by=town.people[group.leader])


def correct(town: Town, group: GroupStory, told: MeetingStory, meeting: "Meeting") -> None:
    """The day after, somebody has seen that the minutes say something wrong."""
    if told.corrected is None:
        return
    _welcome, _round, discussion, _task, _reading = meeting.agenda.order_by("position")
    with clock.at(meeting.starts_at + timedelta(hours=21)):
        minutes_actions.correct_minutes(
            meeting.minutes,
            {discussion.pk: told.discussion},
            correction=told.corrected["why"],
            by=town.people[group.leader],
        )


def answer_minutes(town: Town, group: GroupStory, told: MeetingStory, meeting: "Meeting") -> None:
    """The principal reads two days later and says what the story has her say; the group takes it from there."""
    day = timezone.localdate(meeting.starts_at) + timedelta(days=2)
    leader = town.people[group.leader]
    with clock.at(moment(day, 8, 20)):
        for version in meeting.minutes.versions.all():
            minutes_actions.mark_as_read(version, by=town.principal)
    for word in told.feedback:
        with clock.at(moment(day, 8, 40)):
            feedback = minutes_actions.give_feedback_on(
                meeting.minutes, by=town.principal, kind=word["kind"], text=word["text"]
            )
        with clock.at(moment(day + timedelta(days=1), 14, 30)):
            if "answer" in word:
                answer_question(feedback, by=leader, answer=word["answer"])
            elif "response" in word:
                respond(feedback, by=leader, response=word["response"])
