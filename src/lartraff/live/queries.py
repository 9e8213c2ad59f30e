"""Finding a wall by its code."""

from lartraff.live.models import Wall


def meeting_on_wall(code: str) -> int | None:
    """The meeting (primary key) whose wall has this code, while it is open. Spaces and case do not matter."""
    written = "".join(code.split()).upper()
    return Wall.objects.filter(code=written).exclude(meeting__status="CLOSED").values_list("meeting", flat=True).first()
