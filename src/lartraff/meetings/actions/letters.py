"""Letters before a meeting: the invitation and the reminder, each in its reader's language."""

from collections.abc import Sequence
from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from lartraff.meetings.logic.plan_changes import Change
from lartraff.meetings.models import Meeting, Task
from lartraff.meetings.queries.rooms import promises_before
from lartraff.people.models import User
from lartraff.people.queries import current_members

# Subject and text of each letter.
INVITATION = ("meetings/email/invitation_subject.txt", "meetings/email/invitation.txt")
REMINDER = ("meetings/email/reminder_subject.txt", "meetings/email/reminder.txt")


def promises_of_each(meeting: Meeting) -> dict[int, list[Task]]:
    found: dict[int, list[Task]] = {}
    for task in promises_before(meeting):
        found.setdefault(task.person_id, []).append(task)
    return found


def send_invitations(meeting: Meeting, *, changed: Sequence[tuple[Change, str]], site: str) -> int:
    """Write to each member when the transaction is through; return how many they are."""
    promised = promises_of_each(meeting)
    people = [membership.user for membership in current_members(meeting.group) if membership.user.email]
    for person in people:
        about = {"agenda": list(meeting.agenda.all()), "changed": changed}
        send = partial(write, INVITATION, person, meeting, promised.get(person.pk, []), site=site, **about)
        transaction.on_commit(send, robust=True)
    return len(people)


def write(
    letter: tuple[str, str], person: User, meeting: Meeting, promised: Sequence[Task], *, site: str, **about: object
) -> None:
    """Send a letter to one person."""
    subject, text = letter
    house = site.rstrip("/")
    with translation.override(person.language):
        context = {
            "name": person.get_short_name(),
            "meeting": meeting,
            "promised": [(task, house + reverse("meetings:report_task", args=[task.pk])) for task in promised],
            "link": house + reverse("meetings:meeting", args=[meeting.pk]),
            "account": house + reverse("people:account"),
            **about,
        }
        send_mail(
            subject=" ".join(render_to_string(subject, context).split()),
            message=render_to_string(text, context),
            from_email=None,
            recipient_list=[person.email],
        )
