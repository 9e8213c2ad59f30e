"""Checking out in numbers, and adding afterwards."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lartraff.core import clock
from lartraff.meetings.actions import after
from lartraff.meetings.actions.after import add_afterwards, check_out, set_own_task
from lartraff.meetings.actions.notes import save_notes
from lartraff.meetings.logic.checkout import Question
from lartraff.meetings.models import AgendaItem, CheckOutCount, Minutes, Task
from lartraff.meetings.queries.after import check_out_sums
from tests.cast import Cast
from tests.meetings import scenes
from tests.refusals import impossible

ALL_GOOD = {Question.LEARNT: 4, Question.TASK: 4, Question.HEARD: 4}
TOO_LATE = "One checks out when the meeting is over, until a week after the minutes are shared."


def counts() -> dict[tuple[str, int], int]:
    return {(row.question, row.answer): row.count for row in CheckOutCount.objects.all()}


def test_answers_are_added_up(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    with scenes.minute(95):
        check_out(meeting, ALL_GOOD, by=cast.leader)
        check_out(meeting, ALL_GOOD | {Question.HEARD: 2}, by=cast.member)
    assert len(counts()) == 12
    assert {key: count for key, count in counts().items() if count} == {
        ("LEARNT", 4): 2, ("TASK", 4): 2, ("HEARD", 4): 1, ("HEARD", 2): 1,
    }  # fmt: skip
    assert check_out_sums(cast.member, meeting).by_question is None  # type: ignore[union-attr]
    with scenes.minute(96):
        check_out(meeting, ALL_GOOD, by=cast.second_member)
    assert check_out_sums(cast.member, meeting).answered == 3  # type: ignore[union-attr]


def test_only_the_group_is_told(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    for person in (cast.principal, cast.deputy, cast.colleague, cast.administrator):
        assert check_out_sums(person, meeting) is None


def test_not_while_the_meeting_goes_on(cast: Cast) -> None:
    with impossible(TOO_LATE):
        check_out(scenes.opened(cast), ALL_GOOD, by=cast.member)


def test_not_later_than_a_week_after_sharing(cast: Cast) -> None:
    minutes = scenes.shared(cast)
    assert minutes.shared_at is not None
    with clock.at(minutes.shared_at + timedelta(days=6)):
        check_out(minutes.meeting, ALL_GOOD, by=cast.member)
    with clock.at(minutes.shared_at + timedelta(days=7)), impossible(TOO_LATE):
        check_out(minutes.meeting, ALL_GOOD, by=cast.member)


@pytest.mark.parametrize("answers", [{}, {Question.LEARNT: 4}, ALL_GOOD | {Question.TASK: 5}])
def test_all_three_are_answered_within_the_scale(cast: Cast, answers: dict[Question, int]) -> None:
    meeting = scenes.closed(cast)
    with impossible("Answer all three questions."):
        check_out(meeting, answers, by=cast.member)
    assert not CheckOutCount.objects.exists()


# --- Adding afterwards


def notes(cast: Cast) -> str:
    return AgendaItem.objects.get(kind="ROUND").notes


def test_words_come_after_what_others_said_with_a_name(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    save_notes(scenes.item(meeting, scenes.ROUND), "**Sara:** 16 av 24.", based_on=0, by=cast.member)
    add_afterwards(meeting, " Gav testet i 9C. ", by=cast.second_member)
    assert notes(cast) == "**Sara:** 16 av 24.\n\n**Jonas (i efterhand):** Gav testet i 9C."
    add_afterwards(meeting, "Först så.\nSedan så.", by=cast.second_member)
    assert notes(cast).endswith("**Jonas (i efterhand):**\n\nFörst så.\nSedan så.")


def test_a_protected_name_stays_protected(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    cast.second_member.security_marking = "PROTECTED"
    cast.second_member.save()
    add_afterwards(meeting, "Gav testet.", by=cast.second_member)
    assert notes(cast) == "**En kollega (i efterhand):** Gav testet."


def test_what_somebody_writes_meanwhile_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = scenes.closed(cast)
    read = after.place_of_the_round
    tries: list[AgendaItem] = []

    def read_and_be_overtaken(of: object) -> AgendaItem:
        item = read(of)  # type: ignore[arg-type]
        if len(tries) < 3:
            tries.append(item)
            save_notes(item, f"{item.notes}\n\nRad {len(tries)}".strip(), based_on=item.notes_version, by=cast.member)
        return item

    monkeypatch.setattr(after, "place_of_the_round", read_and_be_overtaken)
    add_afterwards(meeting, "Mitt.", by=cast.second_member)
    assert notes(cast) == "Rad 1\n\nRad 2\n\nRad 3\n\n**Jonas (i efterhand):** Mitt."


def test_it_gives_up_with_a_sentence_and_not_with_somebody_s_text(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = scenes.closed(cast)
    old = scenes.item(meeting, scenes.ROUND)
    save_notes(old, "Annat", based_on=0, by=cast.member)
    monkeypatch.setattr(after, "place_of_the_round", lambda of: old)
    with impossible("Others are writing in the same place just now. Your text is still in the box: try again."):
        add_afterwards(meeting, "Mitt.", by=cast.second_member)
    assert notes(cast) == "Annat"


def test_what_is_added_is_to_be_read_aloud(cast: Cast) -> None:
    minutes = scenes.read_aloud(cast)
    add_afterwards(minutes.meeting, "Mitt.", by=cast.second_member)
    assert Minutes.objects.get().state == "DRAFT"


def test_neither_before_closing_nor_after_sharing(cast: Cast) -> None:
    with impossible("The meeting is not over. Say it there, or write it in the room."):
        add_afterwards(scenes.opened(cast), "Mitt.", by=cast.second_member)


def test_shared_minutes_stand(cast: Cast) -> None:
    minutes = scenes.shared(cast)
    with impossible("The minutes are shared. Correct them as a new version instead."):
        add_afterwards(minutes.meeting, "Mitt.", by=cast.second_member)


def test_nothing_is_not_added(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    with impossible("Write a line first."):
        add_afterwards(meeting, " \n", by=cast.second_member)


# --- One's own task


def test_one_takes_a_task_for_oneself_once(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    set_own_task(meeting, teaching="Ge testet i 9C", by=cast.second_member)
    task = Task.objects.get()
    assert (task.person, task.teaching, task.meeting) == (cast.second_member, "Ge testet i 9C", meeting)
    with impossible("You have a task from this meeting already."):
        set_own_task(meeting, teaching="En till", by=cast.second_member)


def test_also_when_the_minutes_are_shared_but_not_when_the_group_has_met_since(cast: Cast) -> None:
    minutes = scenes.shared(cast)
    set_own_task(minutes.meeting, teaching="Ge testet i 9C", by=cast.second_member)
    scenes.run_through(cast, scenes.planned(cast, scenes.START + 4 * scenes.WEEK))
    with impossible("The group has met since. Take your task at the next meeting."):
        set_own_task(minutes.meeting, teaching="Ge testet i 8B", by=cast.member)


def test_not_while_the_meeting_goes_on_and_not_with_a_personal_number(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with impossible("The meeting is not over. Set the task there."):
        set_own_task(meeting, teaching="Ge testet", by=cast.member)
    with pytest.raises(ValidationError):
        set_own_task(meeting, teaching="Hjälp 850709-9805", by=cast.member)
