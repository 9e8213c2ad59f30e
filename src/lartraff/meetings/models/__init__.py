from lartraff.meetings.models.after import CheckOutCount
from lartraff.meetings.models.meeting import AgendaItem, Meeting, MeetingEvent
from lartraff.meetings.models.minutes import Minutes, MinutesReading, MinutesVersion
from lartraff.meetings.models.outcomes import Decision, Information, ParkedMatter, Task
from lartraff.meetings.models.photos import Photo
from lartraff.meetings.models.preparing import (
    Invitation,
    Material,
    MaterialRead,
    NoteToSelf,
    Preparation,
    PreparedItem,
    Reminder,
    Suggestion,
)

__all__ = [
    "AgendaItem",
    "CheckOutCount",
    "Decision",
    "Information",
    "Invitation",
    "Material",
    "MaterialRead",
    "Meeting",
    "MeetingEvent",
    "Minutes",
    "MinutesReading",
    "MinutesVersion",
    "NoteToSelf",
    "ParkedMatter",
    "Photo",
    "Preparation",
    "PreparedItem",
    "Reminder",
    "Suggestion",
    "Task",
]
