"""What the live room does when a meeting tells that something has happened, wherever it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver

from lartraff.live import hub, projection, store
from lartraff.meetings.actions.log import changed
from lartraff.meetings.actions.minutes import frozen, gathering

if TYPE_CHECKING:
    from lartraff.people.models import User


@receiver(changed)
def tell_the_room(meeting: int, **_: Any) -> None:
    hub.tell(meeting)


@receiver(gathering)
def carry_over(meeting: int, by: User, **_: Any) -> None:
    projection.gather(meeting, by=by)


@receiver(frozen)
def forget_how_it_was_written(meeting: int, **_: Any) -> None:
    store.throw_away(meeting)
