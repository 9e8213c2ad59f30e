"""Whoever was away, and what they get to know."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lartraff.core import clock
from lartraff.meetings.actions.minutes import correct_minutes
from lartraff.meetings.actions.people import say_here
from lartraff.meetings.models import MinutesVersion
from lartraff.meetings.queries.after import missed_meetings, was_away, what_happened
from lartraff.people.actions.groups import set_members
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import START, WEEK

AFTER = START + timedelta(days=2)


def test_whoever_was_not_checked_in_at_the_latest_meeting_has_missed_it(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    with clock.at(AFTER):
        assert missed_meetings(cast.second_member) == [meeting]
        assert missed_meetings(cast.member) == missed_meetings(cast.leader) == []
        assert missed_meetings(cast.colleague) == missed_meetings(cast.principal) == []
    assert was_away(cast.second_member, meeting)
    assert not was_away(cast.member, meeting)


def test_who_was_ticked_by_mistake_was_away_and_who_came_late_was_not(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with scenes.minute(10):
        say_here(meeting, cast.member, here=False, by=cast.leader, command=scenes.new())
    with scenes.minute(40):
        say_here(meeting, cast.second_member, here=True, by=cast.leader, command=scenes.new())
    assert was_away(cast.member, meeting)
    assert not was_away(cast.second_member, meeting)


def test_only_the_latest_meeting_counts_and_not_for_ever(cast: Cast) -> None:
    first = scenes.closed(cast)
    with clock.at(START + 9 * WEEK):
        assert missed_meetings(cast.second_member) == []
    with clock.at(START + 4 * WEEK):
        second = scenes.planned(cast, START + 4 * WEEK)
        scenes.run_through(cast, second)
    with clock.at(START + 5 * WEEK):
        assert missed_meetings(cast.second_member) == [second]
    assert first != second


def test_who_has_left_the_group_is_not_called_back(cast: Cast) -> None:
    scenes.closed(cast)
    set_members(cast.maths, [cast.member], leader=cast.leader, by=cast.principal)
    with clock.at(AFTER):
        assert missed_meetings(cast.second_member) == []


def test_it_asks_as_often_for_many_meetings_as_for_one(cast: Cast) -> None:
    def count() -> int:
        with clock.at(START + 5 * WEEK), CaptureQueriesContext(connection) as queries:
            missed_meetings(cast.second_member)
        return len(queries)

    scenes.closed(cast)
    few = count()
    for week in range(1, 5):
        with clock.at(START + week * WEEK):
            scenes.run_through(cast, scenes.planned(cast, START + week * WEEK))
    assert count() == few


def test_what_happened_is_the_draft_and_then_what_was_shared_last(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    assert what_happened(draft)["number"] == 1


def test_a_correction_is_what_happened(cast: Cast) -> None:
    minutes = scenes.shared(cast)
    item = scenes.item(minutes.meeting, scenes.ROUND)
    correct_minutes(minutes, {item.pk: "Rätt"}, correction="Fel ord", by=cast.leader)
    assert what_happened(minutes) == MinutesVersion.objects.get(number=2).content
