"""What waits to be read, and what waits to be shared."""

from collections.abc import Iterable
from datetime import timedelta

from lartraff.meetings.actions.minutes import correct_minutes, mark_as_read
from lartraff.meetings.models import Minutes, Task
from lartraff.meetings.queries.minutes import drafts_to_share, shared_minutes, tasks_content, unread_minutes
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import ROUND, START, item
from tests.world import build


def test_shared_minutes_come_with_the_newest_first_and_drafts_never(cast: Cast) -> None:
    world = build(cast)
    assert list(shared_minutes(cast.principal)) == [world.minutes]
    assert list(shared_minutes(cast.member)) == [world.minutes]
    assert not shared_minutes(cast.colleague)
    assert not shared_minutes(cast.principal_elsewhere)


def test_minutes_wait_for_each_principal_until_she_has_read_the_latest_version(cast: Cast) -> None:
    shared = scenes.shared(cast)
    assert list(unread_minutes(cast.principal)) == [shared]
    mark_as_read(shared.versions.get(), by=cast.principal)
    assert not unread_minutes(cast.principal)
    assert list(unread_minutes(cast.deputy)) == [shared]
    version = correct_minutes(shared, {item(shared.meeting, ROUND).pk: "Rätt"}, correction="Fel", by=cast.leader)
    assert list(unread_minutes(cast.principal)) == [shared]
    mark_as_read(version, by=cast.principal)
    assert not unread_minutes(cast.principal)


def test_minutes_wait_only_for_the_school_s_own_principals(cast: Cast) -> None:
    scenes.shared(cast)
    for person in (
        cast.leader,
        cast.member,
        cast.colleague,
        cast.principal_elsewhere,
        cast.principal_far,
        cast.analyst,
    ):
        assert not unread_minutes(person)


def test_the_leader_is_reminded_of_meetings_that_are_over_and_not_shared(cast: Cast) -> None:
    draft = Minutes.objects.get(meeting=scenes.closed(cast))
    assert list(drafts_to_share(cast.leader)) == [draft]
    assert not drafts_to_share(cast.member)
    assert not drafts_to_share(cast.principal)


def test_nothing_waits_to_be_shared_that_is_shared_or_still_going_on(cast: Cast) -> None:
    world = build(cast)
    assert [minutes.meeting for minutes in drafts_to_share(cast.leader)] == [world.held]


def tasks(cast: Cast, *teaching: str) -> Iterable[Task]:
    meeting = scenes.planned(cast, starts=START + timedelta(weeks=4))
    for person, text in zip((cast.leader, cast.member, cast.second_member), teaching, strict=True):
        yield Task(meeting=meeting, person=person, teaching=text)


def test_those_who_share_a_task_are_named_together(cast: Cast) -> None:
    content = tasks_content(list(tasks(cast, "Ge testet", "Läs kapitel 3", "Ge testet")))
    assert [(task["who"], task["teaching"]) for task in content] == [
        (["Omar Aziz", "Jonas Lindqvist"], "Ge testet"),
        (["Sara Holm"], "Läs kapitel 3"),
    ]
