"""Finding a wall by its code."""

from django.db.models import QuerySet

from lartraff.live.models import Wall


def meeting_on_wall(code: str) -> int | None:
    """The meeting (primary key) whose wall has this code, while it is open. Spaces and case do not matter."""
    return walls(code).exclude(meeting__status="CLOSED").values_list("meeting", flat=True).first()


def wall_is_over(code: str) -> bool:
    """Whether the code was the wall's of a meeting that is closed now."""
    return walls(code).filter(meeting__status="CLOSED").exists()


def walls(code: str) -> QuerySet[Wall]:
    return Wall.objects.filter(code="".join(code.split()).upper())
