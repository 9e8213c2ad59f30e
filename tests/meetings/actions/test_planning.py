"""Planning, replanning and cancelling meetings."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lartraff.core.models import AuditEntry
from lartraff.library.models import Structure
from lartraff.library.queries import default_structure
from lartraff.meetings.actions.planning import cancel_meeting, plan_meetings, replan_meeting
from lartraff.meetings.models import AgendaItem, Meeting
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import START
from tests.refusals import impossible

WEEK = timedelta(weeks=1)


def short_structure() -> Structure:
    return Structure.objects.get(language="sv", key="short-learning-meeting")


def plan(cast: Cast, *weeks: int) -> list[Meeting]:
    starts = [START + week * WEEK for week in weeks]
    return plan_meetings(cast.maths, starts, structure=default_structure("sv"), by=cast.leader, place="Rum 12")


def test_meetings_are_numbered_by_their_dates(cast: Cast) -> None:
    plan(cast, 8, 0, 4)
    assert [(meeting.number, meeting.starts_at) for meeting in Meeting.objects.order_by("number")] == [
        (1, START),
        (2, START + 4 * WEEK),
        (3, START + 8 * WEEK),
    ]
    entry = AuditEntry.objects.get(verb="plan_meetings")
    assert (entry.by, entry.school_id, entry.facts) == (cast.leader, cast.school.pk, {"meetings": 3})


def test_later_plans_go_on_counting(cast: Cast) -> None:
    plan(cast, 0, 4)
    assert [meeting.number for meeting in plan(cast, 8)] == [3]


def test_a_meeting_has_the_structure_s_steps_as_its_agenda(cast: Cast) -> None:
    structure = default_structure("sv")
    (meeting,) = plan(cast, 0)
    assert (meeting.structure_name, meeting.minutes_planned, meeting.place) == (structure.name, 90, "Rum 12")
    columns = ("position", "kind", "title", "prompt", "minutes_from", "minutes_to")
    assert list(meeting.agenda.values_list(*columns)) == list(structure.steps.values_list(*columns))


@pytest.mark.parametrize("weeks", [(4,), (4, 4)])
def test_a_group_does_not_meet_twice_at_once(cast: Cast, weeks: tuple[int, ...]) -> None:
    plan(cast, *({4} if len(weeks) == 1 else ()))
    before = Meeting.objects.count()
    with impossible("The group already meets on one of these days. Choose other dates."):
        plan(cast, 0, *weeks)
    assert Meeting.objects.count() == before


def test_when_where_and_who_writes_can_change(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    replan_meeting(
        meeting, by=cast.principal, starts_at=START + WEEK, place="Biblioteket", proposed_secretary=cast.member
    )
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place, meeting.proposed_secretary) == (START + WEEK, "Biblioteket", cast.member)
    assert AgendaItem.objects.filter(meeting=meeting).count() == 5
    assert AuditEntry.objects.get(verb="replan_meeting").by == cast.principal


def test_a_new_structure_is_a_new_agenda(cast: Cast) -> None:
    meeting, structure = scenes.planned(cast), short_structure()
    replan_meeting(meeting, by=cast.leader, starts_at=START, place="", structure=structure)
    meeting.refresh_from_db()
    assert (meeting.structure_name, meeting.minutes_planned) == (structure.name, 60)
    assert [item.minutes_to for item in meeting.agenda.all()] == [step.minutes_to for step in structure.steps.all()]


def test_a_meeting_is_not_moved_onto_another_of_the_group(cast: Cast) -> None:
    first, _second = plan(cast, 0, 4)
    with impossible("The group already meets on one of these days. Choose other dates."):
        replan_meeting(first, by=cast.leader, starts_at=START + 4 * WEEK, place="")
    first.refresh_from_db()
    assert first.starts_at == START


def test_a_meeting_may_keep_its_time(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    assert replan_meeting(meeting, by=cast.leader, starts_at=START, place="Rum 3").place == "Rum 3"


@pytest.mark.parametrize("who", ["colleague", "principal", "teacher_elsewhere"])
def test_the_proposed_secretary_is_a_member(cast: Cast, who: str) -> None:
    with impossible("The secretary of the day is a member of the group."):
        replan_meeting(
            scenes.planned(cast),
            by=cast.leader,
            starts_at=START,
            place="",
            proposed_secretary=cast.everybody()[who],
        )


def test_the_plan_of_an_opened_meeting_stands(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    sentence = "The meeting has already been opened, so its plan stands."
    with impossible(sentence):
        replan_meeting(meeting, by=cast.leader, starts_at=START + WEEK, place="", structure=short_structure())
    with impossible(sentence):
        cancel_meeting(meeting, by=cast.leader)
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.agenda.count()) == (START, 5)


def test_a_cancelled_meeting_is_gone_and_the_others_keep_their_numbers(cast: Cast) -> None:
    _first, second, _third = plan(cast, 0, 4, 8)
    about = f"meeting {second.pk}"
    cancel_meeting(second, by=cast.leader)
    assert [meeting.number for meeting in Meeting.objects.order_by("starts_at")] == [1, 3]
    entry = AuditEntry.objects.get(verb="cancel_meeting")
    assert (entry.by, entry.about) == (cast.leader, about)
    assert [meeting.number for meeting in plan(cast, 12)] == [4]


def test_a_place_too_long_for_the_table_is_said_so(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        replan_meeting(scenes.planned(cast), by=cast.leader, starts_at=START, place="x" * 200)
