"""After a meeting: the one-minute check-out, and what somebody who was away adds."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, When
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.actions.log import lock, no_longer_read_aloud
from lartraff.meetings.actions.notes import SomebodyElseWrote, save_notes
from lartraff.meetings.logic.checkout import ANSWERS, Question
from lartraff.meetings.models import AgendaItem, CheckOutCount, Meeting, Minutes, Task
from lartraff.meetings.permissions import can_enter_room
from lartraff.meetings.queries.after import check_out_is_open, may_still_get_a_task
from lartraff.people.models import User

TRIES = 10


@transaction.atomic
def check_out(meeting: Meeting, answers: Mapping[Question, int], *, by: User) -> None:
    """Count one person's answers to the three questions.

    `by` is asked for the right to answer and then forgotten: no audit row, no log, no time. All rows of the meeting are
    written in one statement, those that do not grow too, so that the database cannot tell which ones did.
    """
    require(can_enter_room(by, meeting))
    meeting.refresh_from_db(fields=["status"])
    if not check_out_is_open(meeting):
        raise ValidationError(_("One checks out when the meeting is over, until a week after the minutes are shared."))
    if set(answers) != set(Question) or not set(answers.values()) <= set(ANSWERS):
        raise ValidationError(_("Answer all three questions."))
    CheckOutCount.objects.bulk_create(
        (
            CheckOutCount(meeting=meeting, question=question.value, answer=answer)
            for question in Question
            for answer in ANSWERS
        ),
        ignore_conflicts=True,
    )
    given = Q()
    for question, answer in answers.items():
        given |= Q(question=question.value, answer=answer)
    one_more = Case(When(given, then=1), default=0, output_field=IntegerField())
    CheckOutCount.objects.filter(meeting=meeting).update(count=F("count") + one_more)


@transaction.atomic
def add_afterwards(meeting: Meeting, text: str, *, by: User) -> AgendaItem:
    """Add one's words to the round of a meeting that is over, after what others have said, until it is shared."""
    require(can_enter_room(by, meeting))
    meeting.refresh_from_db(fields=["status"])
    if meeting.status != "CLOSED":
        raise ValidationError(_("The meeting is not over. Say it there, or write it in the room."))
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError(_("Write a line first."))
    added = said_afterwards(text, by=by)
    for _try in range(TRIES):
        item = place_of_the_round(meeting)
        together = f"{item.notes}\n\n{added}" if item.notes else added
        try:
            item = save_notes(item, together, based_on=item.notes_version, by=by)
        except SomebodyElseWrote:
            continue  # read anew what they wrote, and come after it
        audit.record("add_afterwards", meeting, by=by, school_id=meeting.group.school_id)
        return item
    raise ValidationError(_("Others are writing in the same place just now. Your text is still in the box: try again."))


def said_afterwards(text: str, *, by: User) -> str:
    """The words as they stand in the minutes, with the name as anyone at all may read it."""
    name = _("A colleague") if by.security_marking else by.get_short_name()
    marked = _("**%(name)s (afterwards):**") % {"name": name}
    return f"{marked} {text}" if "\n" not in text else f"{marked}\n\n{text}"


def place_of_the_round(meeting: Meeting) -> AgendaItem:
    """The round; where the agenda has none, its first item."""
    items = list(AgendaItem.objects.filter(meeting=meeting).select_related("meeting__group__school"))
    return next((item for item in items if item.kind == "ROUND"), items[0])


@transaction.atomic
def set_own_task(
    meeting: Meeting, *, teaching: str, study: str = "", evidence: str = "", due_on: date | None = None, by: User
) -> Task:
    """Take a task until next time, for oneself, after a meeting that one was away from. The clearness is one's own."""
    require(can_enter_room(by, meeting))
    for text in (teaching, study, evidence):
        refuse_personal_numbers(text)
    meeting = lock(meeting)
    Minutes.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if meeting.status != "CLOSED":
        raise ValidationError(_("The meeting is not over. Set the task there."))
    if not may_still_get_a_task(meeting):
        raise ValidationError(_("The group has met since. Take your task at the next meeting."))
    if Task.objects.filter(meeting=meeting, person=by).exists():
        raise ValidationError(_("You have a task from this meeting already."))
    task = Task.objects.create(
        meeting=meeting, person=by, teaching=teaching, study=study, evidence=evidence, due_on=due_on
    )
    audit.record("set_own_task", task, by=by, school_id=meeting.group.school_id)
    no_longer_read_aloud(meeting)
    return task
