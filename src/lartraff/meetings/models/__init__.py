from lartraff.meetings.models.meeting import AgendaItem, Meeting, MeetingEvent
from lartraff.meetings.models.minutes import Minutes, MinutesReading, MinutesVersion
from lartraff.meetings.models.outcomes import Decision, ParkedMatter, Task

__all__ = [
    "AgendaItem",
    "Decision",
    "Meeting",
    "MeetingEvent",
    "Minutes",
    "MinutesReading",
    "MinutesVersion",
    "ParkedMatter",
    "Task",
]
