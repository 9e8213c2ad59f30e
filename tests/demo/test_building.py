"""The school that the demo builds: everything that a visitor is promised is there."""

import itertools
from datetime import date

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from lartraff.demo.building import build
from lartraff.demo.days import Stage
from lartraff.direction.queries import launches_of
from lartraff.meetings.models import Meeting, MeetingEvent, Minutes, MinutesVersion, ParkedMatter, Task
from lartraff.meetings.queries.calendar import coming_meetings
from lartraff.meetings.queries.minutes import drafts_to_share, unread_minutes
from lartraff.people.models import LearningGroup, Mandate, School, User
from lartraff.people.queries import leaders_to_present, open_mandates_of
from lartraff.results.models import GroupPlan, ResultRow
from lartraff.results.queries import ranking
from lartraff.voices.queries import questions_to_answer, requests_to_answer

TODAY = date(2026, 11, 24)


def fingerprints() -> list[str]:
    return list(MinutesVersion.objects.order_by("minutes__meeting", "number").values_list("fingerprint", flat=True))


@pytest.mark.django_db
def test_at_the_start_there_are_results_and_nothing_is_decided() -> None:
    town = build(Stage.START, seed=1, today=TODAY)
    assert ranking(town.school).rows[0].name == "Matematik"
    assert not LearningGroup.objects.exists()
    assert not GroupPlan.objects.exists()
    assert School.objects.count() == 2
    assert 24 <= User.objects.filter(employments__school=town.school).count() <= 30


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [Stage.AUTUMN, Stage.SPRING])
def test_something_waits_for_everybody(stage: Stage) -> None:
    town = build(stage, seed=1, today=TODAY)
    principal, leader, second = town.principal, town.people["Omar Aziz"], town.people["Eva Lind"]
    assert [request.group.name for request in requests_to_answer(principal)] == ["Matematik 7–9"]
    assert {minutes.meeting.group.name for minutes in unread_minutes(principal)} == {"Matematik 7–9", "Kemi 7–9"}
    assert [minutes.meeting.group.name for minutes in drafts_to_share(second)] == ["Svenska som andraspråk"]
    assert [feedback.group.name for feedback in questions_to_answer(second)] == ["Svenska som andraspråk"]
    coming = coming_meetings(leader)[0]
    assert 0 < (coming.starts_at.date() - TODAY).days <= 8
    assert MeetingEvent.objects.filter(kind="STRUCTURE_LEFT", data__reason="NATIONAL_TESTS").exists()
    assert ParkedMatter.objects.filter(settled_at=None).exists()
    assert Task.objects.filter(tried_at=None).exists()
    assert Task.objects.exclude(outcome="").exists()
    assert User.objects.exclude(security_marking="").count() == 1
    assert all(start.weekday() < 5 for start in Meeting.objects.values_list("starts_at", flat=True))


@pytest.mark.django_db
def test_the_principal_has_begun_to_think_of_the_next_groups() -> None:
    town = build(Stage.AUTUMN, seed=1, today=TODAY)
    plan = GroupPlan.objects.get()
    assert plan.by == town.principal
    groups = {group.name: group.members.count() for group in plan.groups.all()}
    assert groups == {"SO": 3, "Praktisk-estetiska ämnen": 5, "Språk": 4}
    assert plan.groups.get(name="Språk").leader == town.people["Elin Fors"]
    assert (plan.left_out, plan.uncovered) == ({}, {})


@pytest.mark.django_db
@pytest.mark.parametrize("stage", list(Stage))
def test_the_leaders_have_said_yes_and_somebody_thinks_it_over(stage: Stage) -> None:
    town = build(stage, seed=1, today=TODAY)
    assert [mandate.about for mandate in open_mandates_of(town.people["Elin Fors"])] == ["Engelska 7–9"]
    groups = list(LearningGroup.objects.all())
    assert {mandate.group for mandate in Mandate.objects.filter(state="ACCEPTED")} == set(groups)
    assert len(leaders_to_present(groups)) == len(groups)
    assert len(launches_of(town.people["Elin Fors"])) == (stage is not Stage.START)
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_whole_year_has_been_held_in_spring() -> None:
    build(Stage.SPRING, seed=1, today=TODAY)
    held = Meeting.objects.filter(status="CLOSED")
    assert held.filter(group__name="Matematik 7–9").count() == 7
    assert all(
        50 <= (one.closed_at - one.opened_at).seconds / 60 <= 95 for one in held if one.opened_at and one.closed_at
    )
    assert Minutes.objects.filter(state="SHARED").count() == held.count() - 1


@pytest.mark.django_db
def test_what_somebody_tells_is_of_the_task_just_set_and_the_task_is_due_at_the_next_meeting() -> None:
    build(Stage.SPRING, seed=1, today=TODAY)
    meetings = list(Meeting.objects.filter(group__name="Matematik 7–9").order_by("starts_at"))
    for meeting, following in itertools.pairwise(meetings):
        for task in meeting.tasks.all():
            assert task.due_on == timezone.localdate(following.starts_at)
            assert task.tried_at is None or meeting.starts_at < task.tried_at < following.starts_at
    told = Task.objects.get(meeting=meetings[3], person__given_name="Tove")
    assert told.outcome.startswith("Var med i tre klasser.")


@pytest.mark.django_db
def test_minutes_that_said_something_wrong_are_corrected_in_a_version_that_the_principal_has_read() -> None:
    town = build(Stage.SPRING, seed=1, today=TODAY)
    second = MinutesVersion.objects.get(number=2)
    first = second.minutes.versions.get(number=1)
    assert "24 av 72" in str(first.content)
    assert "13 av 47" in str(second.content)
    assert "24 av 72" not in str(second.content)
    assert [reading.reader for reading in second.readings.all()] == [town.principal]


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_school_and_another_seed_another() -> None:
    def built(seed: int) -> list[str]:
        with transaction.atomic():
            build(Stage.AUTUMN, seed=seed, today=TODAY)
            found = fingerprints()
            transaction.set_rollback(True)
        return found

    first = built(1)
    assert first
    assert built(1) == first
    assert built(2) != first


@pytest.mark.django_db
def test_the_figures_are_the_published_ones() -> None:
    town = build(Stage.START, seed=1, today=TODAY)
    row = ResultRow.objects.get(school=town.school, year=9, subject__code="MA")
    assert {step: row.counts[step] for step in "ABCDEF"} == {"A": 9, "B": 3, "C": 20, "D": 11, "E": 38, "F": 8}
