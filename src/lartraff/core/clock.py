"""What time it is. The one clock of the house, so that a school year can be built, and tested, as it was lived.

A moment set with `at` holds for the code inside it and nowhere else: not for other threads or requests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The moment, with its time zone."""
    return _moment.get() or timezone.now()


def today() -> date:
    """The day it is in Sweden."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` (with a time zone) for the code inside."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
