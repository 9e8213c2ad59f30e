from lartraff.meetings.models.meeting import AgendaItem, Meeting, MeetingEvent
from lartraff.meetings.models.minutes import Minutes, MinutesReading, MinutesVersion
from lartraff.meetings.models.outcomes import Decision, Information, ParkedMatter, Task

__all__ = [
    "AgendaItem",
    "Decision",
    "Information",
    "Meeting",
    "MeetingEvent",
    "Minutes",
    "MinutesReading",
    "MinutesVersion",
    "ParkedMatter",
    "Task",
]
