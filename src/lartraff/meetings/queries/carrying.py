"""What goes on to the next meeting by rule: open tasks, parked matters, suggestions that were not taken up."""

from dataclasses import dataclass
from typing import Any

from lartraff.meetings.models import Meeting, ParkedMatter, Suggestion, Task
from lartraff.meetings.queries.calendar import together
from lartraff.meetings.queries.preparing import open_suggestions


@dataclass(frozen=True, slots=True)
class CarryOver:
    tasks: list[Task]
    matters: list[ParkedMatter]
    suggestions: list[Suggestion]

    def __bool__(self) -> bool:
        return bool(self.tasks or self.matters or self.suggestions)

    @property
    def shared_tasks(self) -> list[tuple[Task, list[Task]]]:
        """Each task once, with all who have it."""
        return together(self.tasks)

    def as_data(self) -> dict[str, list[dict[str, Any]]]:
        """The same as numbers and text only."""
        return {
            "tasks": [{"id": task.pk, "person": task.person_id, "teaching": task.teaching} for task in self.tasks],
            "matters": [{"id": one.pk, "text": one.text, "sent_to": one.sent_to} for one in self.matters],
            "suggestions": [{"id": one.pk, "text": one.text} for one in self.suggestions],
        }


def carried_over(meeting: Meeting) -> CarryOver:
    """What goes on from this meeting, if it ended now (three queries)."""
    until_now = {"meeting__group": meeting.group_id, "meeting__starts_at__lte": meeting.starts_at}
    return CarryOver(
        tasks=list(
            Task.objects.filter(**until_now, tried_at=None)
            .select_related("meeting", "person")
            .order_by("meeting__starts_at", "pk")
        ),
        matters=list(ParkedMatter.objects.filter(**until_now, settled_at=None)),
        suggestions=list(open_suggestions(meeting)),
    )
