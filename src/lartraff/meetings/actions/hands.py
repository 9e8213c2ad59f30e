"""A quick show of hands. The answers pass with the meeting; the sum becomes a line of information."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.actions.log import already_done, append, happen, lock
from lartraff.meetings.actions.outcomes import inform
from lartraff.meetings.logic.events import Answer, EventKind
from lartraff.meetings.models import Meeting
from lartraff.meetings.permissions import can_enter_room, can_lead_meeting
from lartraff.meetings.queries.rooms import room_of
from lartraff.people.models import User


@transaction.atomic
def ask_for_hands(meeting: Meeting, question: str, *, by: User, command: uuid.UUID) -> None:
    """Ask all who are here something that is answered by yes, no or unsure."""
    require(can_lead_meeting(by, meeting))
    refuse_personal_numbers(question)
    happen(meeting, EventKind.HANDS_ASKED, by=by, command=command, data={"question": question})


@transaction.atomic
def show_hand(meeting: Meeting, answer: Answer, *, by: User, command: uuid.UUID) -> None:
    """Answer; the latest answer counts."""
    require(can_enter_room(by, meeting))
    happen(meeting, EventKind.HAND_SHOWN, by=by, command=command, data={"person": by.pk, "answer": answer.value})


@transaction.atomic
def count_hands(meeting: Meeting, *, by: User, command: uuid.UUID) -> None:
    """End it, and write the sum under the item that the meeting is at."""
    require(can_lead_meeting(by, meeting))
    meeting = lock(meeting)
    room = room_of(meeting)
    if already_done(meeting, command) or room.hands is None or room.current is None:
        return
    counts = {answer.value.lower(): len(room.hands.who(answer)) for answer in Answer}
    text = _("%(question)s Yes: %(yes)s, no: %(no)s, unsure: %(unsure)s.")
    item = meeting.agenda.get(position=room.current)
    inform(item, text % {"question": room.hands.question, **counts}, by=by, command=uuid.uuid5(command, "sum"))
    append(meeting, EventKind.HANDS_COUNTED, by=by, command=command)
