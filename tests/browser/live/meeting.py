"""The meeting that is held in the browsers: Omar leads, Sara and Jonas are in the group. It is about to begin.

Where the house runs in processes of its own, this is run there: `build` prints the meeting as JSON, and
`let_pass MEETING MINUTES` makes it later.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import django

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lartraff.config.settings")
    django.setup()

from django.db.models import F
from django.utils import timezone

from lartraff.core import clock
from lartraff.library.queries import default_structure
from lartraff.live import hub
from lartraff.meetings.actions import outcomes, people, planning, room
from lartraff.meetings.logic.events import Part
from lartraff.meetings.models import Meeting, MeetingEvent
from tests.cast import Cast, gather
from tests.live.screen import cookie_of
from tests.world import new

PROMISE = "Ge testet om bråk i 8B"


@dataclass(frozen=True, slots=True)
class Appointment:
    """The meeting, and everybody's session by their name in the cast."""

    meeting: int
    sessions: dict[str, str]


def appoint(cast: Cast) -> Appointment:
    """The third meeting of the group. Whose turn it is to write and to keep time follows from the first two."""
    now = timezone.now()
    days = [now + timedelta(days=day) for day in (-56, -28, 0, 28)]
    with clock.at(days[0] - timedelta(days=7)):
        first, second, meeting, _next = planning.plan_meetings(
            cast.maths, days, structure=default_structure("sv"), by=cast.leader
        )
    with clock.at(days[0]):
        hold(cast, first, {Part.SECRETARY: "leader", Part.TIMEKEEPER: "leader"})
    with clock.at(days[1]):
        hold(cast, second, {Part.SECRETARY: "second_member", Part.TIMEKEEPER: "member"}, task=PROMISE)
    everybody = {name: cookie_of(getattr(cast, name)) for name in ("leader", "member", "second_member", "principal")}
    return Appointment(meeting.pk, everybody)


def hold(cast: Cast, meeting: Meeting, parts: dict[Part, str], task: str = "") -> None:
    room.open_meeting(meeting, by=cast.leader, command=new())
    everybody = [cast.leader, cast.member, cast.second_member]
    room.check_in(meeting, everybody, by=cast.leader, command=new())
    for part, name in parts.items():
        people.choose_for(meeting, part, getattr(cast, name), by=cast.leader, command=new())
    if task:
        outcomes.set_task(meeting, everybody, teaching=task, evidence="Resultaten", by=cast.leader, command=new())
    room.close_meeting(meeting, by=cast.leader, command=new())


def let_pass(meeting: int, minutes: float) -> None:
    """As if so many minutes had gone by: whatever has happened at the meeting happened earlier."""
    earlier = timedelta(minutes=minutes)
    MeetingEvent.objects.filter(meeting=meeting).update(at=F("at") - earlier)
    Meeting.objects.filter(pk=meeting).update(opened_at=F("opened_at") - earlier)
    hub.tell(meeting)


if __name__ == "__main__":
    if sys.argv[1:2] == ["let_pass"]:
        let_pass(int(sys.argv[2]), float(sys.argv[3]))
    else:
        print(json.dumps(asdict(appoint(gather()))))  # noqa: T201
