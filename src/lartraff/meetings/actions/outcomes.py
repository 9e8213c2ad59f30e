"""Information, decisions, parked matters, and tasks until next time."""

import uuid
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.actions.log import already_done, append, lock, no_longer_read_aloud, refuse_after_sharing
from lartraff.meetings.logic.events import EventKind
from lartraff.meetings.models import AgendaItem, Decision, Information, Meeting, ParkedMatter, Task
from lartraff.meetings.permissions import can_enter_room, can_report_task
from lartraff.people.models import User
from lartraff.people.queries import current_members


def only_while_open(happened: object) -> None:
    """Turn an event that could not happen into its sentence (and so undo what was made for it)."""
    if happened is None:
        raise ValidationError(_("The meeting is not going on. Open it first, or write it in the next one."))


@transaction.atomic
def decide(item: AgendaItem, text: str, *, by: User, command: uuid.UUID) -> Decision | None:
    """Record a decision under an agenda item; None if this command was carried out before."""
    require(can_enter_room(by, item.meeting))
    refuse_personal_numbers(text)
    meeting = lock(item.meeting)
    if already_done(meeting, command):
        return None
    decision = Decision.objects.create(meeting=meeting, item=item, text=text)
    only_while_open(append(meeting, EventKind.DECISION_MADE, by=by, command=command, data={"decision": decision.pk}))
    no_longer_read_aloud(meeting)
    return decision


@transaction.atomic
def inform(item: AgendaItem, text: str, *, by: User, command: uuid.UUID) -> Information | None:
    """Record something worth knowing under an agenda item; None if this command was carried out before."""
    require(can_enter_room(by, item.meeting))
    refuse_personal_numbers(text)
    meeting = lock(item.meeting)
    refuse_after_sharing(meeting)
    if already_done(meeting, command):
        return None
    given = Information.objects.create(meeting=meeting, item=item, text=text)
    data = {"information": given.pk}
    only_while_open(append(meeting, EventKind.INFORMATION_GIVEN, by=by, command=command, data=data))
    no_longer_read_aloud(meeting)
    return given


@transaction.atomic
def convert_outcome(outcome: Decision | Information, *, by: User, command: uuid.UUID) -> None:
    """A decision was rather information, or the other way round. Only while the meeting goes on."""
    require(can_enter_room(by, outcome.meeting))
    item, text = outcome.item, outcome.text
    become = inform if isinstance(outcome, Decision) else decide
    remove_outcome(outcome, by=by, command=command)
    become(item, text, by=by, command=uuid.uuid5(command, "convert"))


@transaction.atomic
def remove_outcome(outcome: Decision | Information | Task, *, by: User, command: uuid.UUID) -> None:
    """Take back what came out wrong, while the meeting still goes on."""
    require(can_enter_room(by, outcome.meeting))
    meeting = lock(outcome.meeting)
    if meeting.status != "OPEN":
        raise ValidationError(_("The meeting is over. What it led to stands; it can be changed at the next one."))
    if already_done(meeting, command):
        return
    data = {"outcome": type(outcome).__name__, "number": outcome.pk}
    append(meeting, EventKind.OUTCOME_REMOVED, by=by, command=command, data=data)
    outcome.delete()
    no_longer_read_aloud(meeting)


@transaction.atomic
def park_matter(meeting: Meeting, text: str, *, sent_to: str, by: User, command: uuid.UUID) -> ParkedMatter | None:
    """Put a matter aside that belongs elsewhere; None if this command was carried out before."""
    require(can_enter_room(by, meeting))
    for written in (text, sent_to):
        refuse_personal_numbers(written)
    meeting = lock(meeting)
    if already_done(meeting, command):
        return None
    matter = ParkedMatter.objects.create(meeting=meeting, text=text, sent_to=sent_to, parked_by=by)
    only_while_open(append(meeting, EventKind.MATTER_PARKED, by=by, command=command, data={"matter": matter.pk}))
    no_longer_read_aloud(meeting)
    return matter


@transaction.atomic
def settle_matter(matter: ParkedMatter, *, by: User) -> None:
    """The parked matter has been taken care of; it is not shown at the next meeting."""
    require(can_enter_room(by, matter.meeting))
    if matter.settled_at is None:
        matter.settled_at = clock.now()
        matter.save(update_fields=["settled_at"])
        audit.record("settle_matter", matter, by=by, school_id=matter.meeting.group.school_id)


@transaction.atomic
def set_task(
    meeting: Meeting,
    people: list[User],
    *,
    teaching: str,
    study: str = "",
    evidence: str = "",
    due_on: date | None = None,
    by: User,
    command: uuid.UUID,
) -> list[Task]:
    """Set the same task until next time for each of `people`; an empty list if this command was carried out before.

    An unclear task is accepted: `logic.clarity` says what is missing, and the group decides.
    """
    require(can_enter_room(by, meeting))
    for text in (teaching, study, evidence):
        refuse_personal_numbers(text)
    meeting = lock(meeting)
    if already_done(meeting, command):
        return []
    members = {membership.user_id for membership in current_members(meeting.group)}
    if not {person.pk for person in people} <= members:
        raise ValidationError(_("Only members of the group get its tasks."))
    tasks = [
        Task.objects.create(
            meeting=meeting, person=person, teaching=teaching, study=study, evidence=evidence, due_on=due_on
        )
        for person in people
    ]
    data = {"tasks": [task.pk for task in tasks]}
    only_while_open(append(meeting, EventKind.TASK_SET, by=by, command=command, data=data))
    no_longer_read_aloud(meeting)
    return tasks


@transaction.atomic
def report_task(task: Task, *, outcome: str, by: User) -> Task:
    """Say that one has tried, and in a line how it went. May be said again with other words."""
    require(can_report_task(by, task))
    refuse_personal_numbers(outcome)
    task.tried_at = task.tried_at or clock.now()
    task.outcome = outcome
    task.save(update_fields=["tried_at", "outcome"])
    audit.record("report_task", task, by=by, school_id=task.meeting.group.school_id)
    return task
