"""Reminding members the day before a meeting, of what they promised in their own words."""

import logging
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from lartraff.core import audit, clock
from lartraff.meetings.actions.letters import REMINDER, promises_of_each, write
from lartraff.meetings.models import Meeting, Reminder, Task
from lartraff.people.models import User
from lartraff.people.queries import current_members

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reminded:
    sent: int = 0
    failed: int = 0


def send_reminders(*, site: str) -> Reminded:
    """Remind of each meeting up to the end of tomorrow; each member once, in a transaction of their own.

    A letter that cannot be sent is counted, and tried again the next time.
    """
    sent = failed = 0
    for meeting in meetings_to_remind_of():
        promised = promises_of_each(meeting)
        of_meeting = 0
        for person in to_remind(meeting):
            try:
                of_meeting += remind(person, meeting, promised.get(person.pk, []), site=site)
            except (SMTPException, OSError) as error:
                # Never the address, nor the letter: the log holds nothing about people.
                log.warning("A reminder was not sent: %s", type(error).__name__)
                failed += 1
        if of_meeting:
            audit.record("send_reminders", meeting, by=None, school_id=meeting.group.school_id, letters=of_meeting)
        sent += of_meeting
    return Reminded(sent, failed)


def meetings_to_remind_of() -> list[Meeting]:
    now = clock.now()
    end_of_tomorrow = datetime.combine(clock.today() + timedelta(days=2), time.min, timezone.get_current_timezone())
    planned = Meeting.objects.filter(status="PLANNED", starts_at__gt=now, starts_at__lt=end_of_tomorrow)
    return list(planned.filter(group__closed_at=None).select_related("group__school"))


def to_remind(meeting: Meeting) -> list[User]:
    """The members who want reminders, have an address and have not been reminded of this meeting."""
    already = set(Reminder.objects.filter(meeting=meeting).values_list("person", flat=True))
    members = [membership.user for membership in current_members(meeting.group)]
    return [
        person
        for person in members
        if person.reminders and person.email and person.is_active and person.pk not in already
    ]


@transaction.atomic
def remind(person: User, meeting: Meeting, promised: list[Task], *, site: str) -> bool:
    """Write to one person. False if another run has done it meanwhile."""
    # The row comes first and falls with the letter: two runs at once write one letter.
    _row, created = Reminder.objects.get_or_create(meeting=meeting, person=person)
    if created:
        write(REMINDER, person, meeting, promised, site=site)
    return created
