"""The one clock."""

from datetime import UTC, datetime, timedelta
from threading import Thread

from django.utils import timezone

from lartraff.core import clock

MIDNIGHT_IN_SWEDEN = datetime(2026, 3, 16, 23, 30, tzinfo=UTC)


def test_without_a_set_moment_it_is_now() -> None:
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)
    assert clock.today() == timezone.localdate()


def test_a_set_moment_holds_inside_and_ends_after() -> None:
    with clock.at(MIDNIGHT_IN_SWEDEN):
        assert clock.now() == MIDNIGHT_IN_SWEDEN
        assert clock.today().isoformat() == "2026-03-17"
        with clock.at(MIDNIGHT_IN_SWEDEN + timedelta(days=1)):
            assert clock.today().isoformat() == "2026-03-18"
        assert clock.now() == MIDNIGHT_IN_SWEDEN
    assert clock.now() != MIDNIGHT_IN_SWEDEN


def test_another_thread_has_its_own_time() -> None:
    seen: list[datetime] = []
    with clock.at(MIDNIGHT_IN_SWEDEN):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen != [MIDNIGHT_IN_SWEDEN]
