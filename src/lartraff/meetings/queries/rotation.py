"""Who had which part at the group's earlier meetings, and whose turn it is."""

from collections.abc import Sequence

from lartraff.meetings.logic.events import EventKind, Part
from lartraff.meetings.logic.rotation import whose_turn
from lartraff.meetings.models import Meeting, MeetingEvent


def proposed_parts(meeting: Meeting, people: Sequence[int], taken: dict[Part, int]) -> dict[Part, int]:
    """Whom to propose for the parts nobody has today; a secretary named while planning comes first."""
    planned = meeting.proposed_secretary_id
    if planned in people and Part.SECRETARY not in taken and planned is not None:
        taken = {**taken, Part.SECRETARY: planned}
    return whose_turn(people, earlier_parts(meeting), taken)


def earlier_parts(meeting: Meeting) -> list[dict[Part, int]]:
    """Who had which part at each of the group's meetings before this one, the oldest first (one query)."""
    rows = (
        MeetingEvent.objects.filter(
            meeting__group=meeting.group_id,
            meeting__starts_at__lt=meeting.starts_at,
            kind=EventKind.ROLE_CHOSEN.value,
        )
        .order_by("meeting__starts_at", "sequence")
        .values_list("meeting", "data")
    )
    found: dict[int, dict[Part, int]] = {}
    for pk, data in rows:
        parts = found.setdefault(pk, {})
        part = Part(data["role"])
        if data["person"] is None:
            parts.pop(part, None)
        else:
            parts[part] = data["person"]
    return list(found.values())
