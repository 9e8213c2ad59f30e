"""What there is around the demo's meetings: checking out afterwards, and what is ready for the next one."""

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lartraff.core import clock
from lartraff.demo.days import moment
from lartraff.demo.people import Town
from lartraff.demo.story import GroupStory, MeetingStory
from lartraff.meetings.actions.after import check_out
from lartraff.meetings.actions.materials import add_material, tick_material
from lartraff.meetings.actions.preparing import prepare
from lartraff.meetings.actions.suggestions import suggest
from lartraff.meetings.logic.checkout import Question

if TYPE_CHECKING:
    from lartraff.meetings.models import Meeting


def check_everybody_out(
    town: Town, group: GroupStory, told: MeetingStory, meeting: "Meeting", chance: random.Random
) -> None:
    """Those who were there answer on their way out, mostly content."""
    here = [name for name in (group.leader, *group.members) if name not in told.absent]
    with clock.at(meeting.starts_at + timedelta(hours=1, minutes=50)):
        for name in here:
            answers = {question: chance.choice((2, 3, 3, 4, 4)) for question in Question}
            check_out(meeting, answers, by=town.people[name])


def get_ready(town: Town, group: GroupStory, meeting: "Meeting", today: date) -> None:
    """What members have written, suggested and attached for the next meeting, yesterday afternoon."""
    coming = group.coming or {}
    with clock.at(moment(today - timedelta(days=1), 16, 10)):
        for name, words in coming.get("words", {}).items():
            prepare(meeting, words, by=town.people[name])
        for one in coming.get("suggestions", ()):
            suggest(meeting, one["text"], by=town.people[one["by"]])
        for one in coming.get("materials", ()):
            material = add_material(
                meeting, title=one["title"], where=one["where"], pages=one.get("pages", ""), by=town.people[one["by"]]
            )
            for name in one.get("read_by", ()):
                tick_material(material, read=True, by=town.people[name])
