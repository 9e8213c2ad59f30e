"""Building the demo school: people, results, groups and their year, in the order it would have been lived."""

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone, translation

from lartraff.core import clock
from lartraff.demo import around, leading, meetings, story
from lartraff.demo.days import HELD, Stage, coming_meeting, held_meetings, later_meetings, moment
from lartraff.demo.figures import load_results
from lartraff.demo.people import Town, move_in
from lartraff.demo.plans import plan_next_groups
from lartraff.direction.actions import set_goal
from lartraff.library.queries import default_structure
from lartraff.meetings.actions import minutes as minutes_actions
from lartraff.meetings.actions.planning import plan_meetings
from lartraff.meetings.forms.forming import PURPOSE
from lartraff.people.actions.groups import create_group
from lartraff.people.logic.calendar import SchoolYear, Season, usual_term
from lartraff.people.queries import subjects, term_on
from lartraff.results.queries import reason_for_group

if TYPE_CHECKING:
    from lartraff.meetings.models import Meeting
    from lartraff.people.models import LearningGroup


@transaction.atomic
def build(stage: Stage, *, seed: int, today: date | None = None) -> Town:
    """Build the school as it is at `stage` on `today`. The same stage, seed and day give the same school."""
    today = today or timezone.localdate()
    with translation.override("sv"):
        town = move_in(today)
        with clock.at(moment(today - timedelta(days=300), 10)):
            for school in story.schools()[1]:
                load_results(school, by=town.people[school.staff[0].name])
        if stage is not Stage.START:
            for number, group in enumerate(story.groups()):
                live(town, group, HELD[stage], random.Random(f"{seed} {number}"), today)  # noqa: S311  a story
            plan_next_groups(town, today)
            leading.present_groups(town, today)
        leading.ask_one_more(town, today)
    return town


def live(town: Town, told: story.GroupStory, most: int, chance: random.Random, today: date) -> None:
    """Form the group and let it live up to today."""
    stories = told.meetings[: most if told.every <= 4 else max(most - 1, 1)]
    coming = coming_meeting(today, days=told.next_in)
    days = held_meetings(coming, len(stories), every=told.every, late=told.gap_after_last)
    group = form(town, told, days[0], today)
    with clock.at(moment(days[0] - timedelta(days=9), 15)):
        last = term_on(today, town.school).ends_on
        starts = [moment(day, 15) for day in [*days, *later_meetings(coming, every=told.every, last=last)]]
        planned = plan_meetings(
            group,
            starts,
            structure=default_structure("sv"),
            by=town.people[told.leader],
            place="Ämnesrummet",
        )
    held = list(zip(stories, planned, strict=False))
    answering = random.Random(told.name)  # noqa: S311  a story
    for number, (one, meeting) in enumerate(held, start=1):
        is_last = number == len(stories)
        next_on = timezone.localdate(planned[number].starts_at)
        meetings.hold(town, told, one, meeting, chance, next_on=next_on)
        meeting.refresh_from_db()
        around.check_everybody_out(town, told, one, meeting, answering)
        if is_last and told.draft_last:
            continue
        meetings.share(town, told, meeting)
        meeting.refresh_from_db()
        meetings.correct(town, told, one, meeting)
        if not (is_last and (told.unread_last or one.asks)):
            meetings.answer_minutes(town, told, one, meeting)
    last_shared, minutes_of = [(one, meeting) for one, meeting in held if meeting.minutes.is_shared][-1]
    say_what_is_open(town, told, last_shared, minutes_of, today)
    tell_already(town, group, stories[-1], today)
    around.get_ready(town, told, planned[len(stories)], today)


def form(town: Town, told: story.GroupStory, first: date, today: date) -> "LearningGroup":
    subject = subjects().get(code=told.subject)
    leading.agree(town, told, first)
    with clock.at(moment(first - timedelta(days=16), 13)):
        group = create_group(
            by=town.principal,
            school=town.school,
            name=told.name,
            subject=subject,
            reason=f"{reason_for_group(town.school, subject)}\n\n{told.reason.strip()}",
            purpose=str(PURPOSE),
            members=[town.people[name] for name in told.members],
            leader=town.people[told.leader],
        )
        set_goal(group, by=town.principal, due_on=last_school_day(today), **told.goal)
    return group


def last_school_day(today: date) -> date:
    """The end of the school year that `today` is in, or of the next where it is nearly over."""
    year = SchoolYear.of(today + timedelta(weeks=8))
    return usual_term(year, Season.VT)[1]


def say_what_is_open(
    town: Town, told: story.GroupStory, last: story.MeetingStory, meeting: "Meeting", today: date
) -> None:
    """What waits for an answer today: the group's request to the principal, or her question to the group."""
    if last.asks:
        asks = dict(last.asks)
        wanted_by = today + timedelta(days=asks.pop("days"))
        with clock.at(moment(today - timedelta(days=1), 16)):
            minutes_actions.ask_for_feedback_on(
                meeting.minutes, by=town.people[told.leader], wanted_by=wanted_by, **asks
            )
    if last.question:
        with clock.at(moment(today - timedelta(days=1), 8)):
            minutes_actions.give_feedback_on(meeting.minutes, by=town.principal, kind="QUESTION", text=last.question)


def tell_already(town: Town, group: "LearningGroup", last: story.MeetingStory, today: date) -> None:
    """One of the members has already told how it went with the task; the others have it before them."""
    with clock.at(moment(today - timedelta(days=1), 15, 40)):
        for name, outcome in (last.told_already or {}).items():
            meetings.tell_of_last_task(group, outcome, by=town.people[name])
