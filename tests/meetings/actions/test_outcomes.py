"""Decisions, parked matters, and tasks until next time."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lartraff.core.models import AuditEntry
from lartraff.meetings.actions import outcomes, room
from lartraff.meetings.logic.clarity import Gap, TaskDraft, gaps
from lartraff.meetings.models import Decision, Meeting, MeetingEvent, ParkedMatter, Task
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, item, minute, new
from tests.refusals import impossible, refused

NUMBER = "Det gällde 19121212-1212"
NOT_OPEN = "The meeting is not going on. Open it first, or write it in the next one."


def decide(cast: Cast, meeting: Meeting, text: str) -> object:
    return outcomes.decide(item(meeting, DISCUSSION), text, by=cast.member, command=new())


def park(cast: Cast, meeting: Meeting, text: str) -> object:
    return outcomes.park_matter(meeting, text, sent_to="", by=cast.member, command=new())


def park_at(cast: Cast, meeting: Meeting, text: str) -> object:
    return outcomes.park_matter(meeting, "Kopieringen", sent_to=text, by=cast.member, command=new())


def task(cast: Cast, meeting: Meeting, text: str) -> object:
    return outcomes.set_task(meeting, [cast.member], teaching=text, by=cast.member, command=new())


def task_with_evidence(cast: Cast, meeting: Meeting, text: str) -> object:
    return outcomes.set_task(meeting, [cast.member], teaching="Prova", evidence=text, by=cast.member, command=new())


def task_with_study(cast: Cast, meeting: Meeting, text: str) -> object:
    return outcomes.set_task(meeting, [cast.member], teaching="Prova", study=text, by=cast.member, command=new())


Write = Callable[[Cast, Meeting, str], object]


def written() -> int:
    return Decision.objects.count() + ParkedMatter.objects.count() + Task.objects.count()


@pytest.mark.parametrize("write", [decide, park, park_at, task, task_with_evidence, task_with_study])
def test_no_personal_number_comes_out_of_a_meeting(cast: Cast, write: Write) -> None:
    meeting = scenes.opened(cast)
    with pytest.raises(ValidationError) as refusal:
        write(cast, meeting, NUMBER)
    assert refusal.value.code == "personal_number"
    assert written() == 0


@pytest.mark.parametrize("write", [decide, park, task])
@pytest.mark.parametrize("when", [scenes.planned, scenes.closed])
def test_nothing_comes_out_of_a_meeting_that_is_not_going_on(
    cast: Cast, write: Write, when: Callable[[Cast], Meeting]
) -> None:
    meeting = when(cast)
    events = MeetingEvent.objects.count()
    with impossible(NOT_OPEN):
        write(cast, meeting, "Vi prövar igen")
    assert written() == 0
    assert MeetingEvent.objects.count() == events


def test_a_decision_stands_under_its_item_and_in_the_log(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    decision = decide(cast, meeting, "Samma test i alla åttor.")
    stands = Decision.objects.get()
    assert stands == decision
    assert (stands.item.position, stands.text) == (DISCUSSION, "Samma test i alla åttor.")
    assert MeetingEvent.objects.get(kind="DECISION_MADE").data == {"decision": stands.pk}
    assert AuditEntry.objects.get(verb="meeting_decision_made").by == cast.member


def test_a_parked_matter_says_where_it_goes_until_it_is_settled(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    matter = outcomes.park_matter(meeting, "Kopieringen", sent_to="kansliet", by=cast.member, command=new())
    assert matter is not None
    assert (matter.text, matter.sent_to, matter.parked_by, matter.settled_at) == (
        "Kopieringen", "kansliet", cast.member, None,
    )  # fmt: skip
    assert AuditEntry.objects.get(verb="meeting_matter_parked").by == cast.member
    with minute(40):
        outcomes.settle_matter(matter, by=cast.leader)
    settled_at = ParkedMatter.objects.get().settled_at
    assert settled_at is not None
    outcomes.settle_matter(matter, by=cast.leader)
    assert ParkedMatter.objects.get().settled_at == settled_at
    assert AuditEntry.objects.filter(verb="settle_matter", by=cast.leader).count() == 1


def test_the_same_task_is_set_for_each(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    tasks = outcomes.set_task(
        meeting,
        [cast.leader, cast.second_member],
        teaching="Ge testet om bråk i 8B",
        study="Kapitel 3",
        evidence="Elevernas lösningar",
        due_on=date(2026, 4, 14),
        by=cast.member,
        command=new(),
    )
    assert [task.person for task in tasks] == [cast.leader, cast.second_member]
    assert {(task.teaching, task.study, task.evidence, task.due_on) for task in Task.objects.all()} == {
        ("Ge testet om bråk i 8B", "Kapitel 3", "Elevernas lösningar", date(2026, 4, 14))
    }
    assert MeetingEvent.objects.get(kind="TASK_SET").data == {"tasks": [task.pk for task in tasks]}
    assert AuditEntry.objects.get(verb="meeting_task_set").by == cast.member


def test_an_unclear_task_is_set_all_the_same_and_its_gaps_are_told(cast: Cast) -> None:
    (unclear,) = outcomes.set_task(scenes.opened(cast), [cast.member], teaching="Prova", by=cast.member, command=new())
    draft = TaskDraft(people=1, teaching=unclear.teaching, study="", evidence=unclear.evidence, due_on=unclear.due_on)
    assert gaps(draft) == [Gap.TEACHING, Gap.EVIDENCE, Gap.WHEN]


@pytest.mark.parametrize("who", ["colleague", "principal", "teacher_elsewhere"])
def test_only_members_get_tasks(cast: Cast, who: str) -> None:
    meeting = scenes.opened(cast)
    with impossible("Only members of the group get its tasks."):
        outcomes.set_task(
            meeting, [cast.member, cast.everybody()[who]], teaching="Prova", by=cast.leader, command=new()
        )
    assert not Task.objects.exists()


def test_a_task_that_came_out_wrong_is_taken_back_while_the_meeting_goes_on(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    (wrong,) = outcomes.set_task(meeting, [cast.member], teaching="Fel", by=cast.member, command=new())
    outcomes.remove_outcome(wrong, by=cast.leader, command=new())
    assert not Task.objects.exists()
    assert AuditEntry.objects.get(verb="meeting_outcome_removed").by == cast.leader


@pytest.fixture
def promised(cast: Cast) -> Task:
    """The member's task, from a meeting that is over."""
    meeting = scenes.opened(cast)
    outcomes.set_task(meeting, [cast.member], teaching="Ge testet i 8B", by=cast.leader, command=new())
    room.close_meeting(meeting, by=cast.leader, command=new())
    return Task.objects.select_related("meeting__group__school", "person").get()


def test_a_task_stays_once_the_meeting_is_over(cast: Cast, promised: Task) -> None:
    with impossible("The meeting is over. What it led to stands; it can be changed at the next one."):
        outcomes.remove_outcome(promised, by=cast.leader, command=new())


def test_one_tells_how_it_went_and_may_say_it_better_later(cast: Cast, promised: Task) -> None:
    with minute(60 * 24):
        outcomes.report_task(promised, outcome="Det gick bra.", by=cast.member)
    tried_at = Task.objects.get().tried_at
    assert tried_at is not None
    outcomes.report_task(promised, outcome="Hälften förstod.", by=cast.member)
    stands = Task.objects.get()
    assert (stands.outcome, stands.tried_at) == ("Hälften förstod.", tried_at)
    assert AuditEntry.objects.filter(verb="report_task", by=cast.member).count() == 2


@pytest.mark.parametrize("who", ["leader", "second_member", "principal", "colleague"])
def test_one_tells_only_of_one_s_own_task(cast: Cast, promised: Task, who: str) -> None:
    with refused("Each says how it went with their own task."):
        outcomes.report_task(promised, outcome="Det gick bra.", by=cast.everybody()[who])
    assert Task.objects.get().tried_at is None


def test_no_personal_number_in_how_it_went(cast: Cast, promised: Task) -> None:
    with pytest.raises(ValidationError) as refusal:
        outcomes.report_task(promised, outcome=NUMBER, by=cast.member)
    assert refusal.value.code == "personal_number"
    assert Task.objects.get().tried_at is None
