"""Preparing in hiding, inviting, and telling what has changed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import TestCase

from lartraff.core.models import AuditEntry
from lartraff.library.models import Structure
from lartraff.meetings.actions.inviting import MOST_ITEMS, ItemDraft, save_plan, send_invitation
from lartraff.meetings.actions.planning import replan_meeting
from lartraff.meetings.actions.room import open_meeting
from lartraff.meetings.actions.suggestions import suggest
from lartraff.meetings.models import AgendaItem, Invitation, Meeting, NoteToSelf, PreparedItem, Suggestion
from lartraff.meetings.queries.preparing import note_to_self, prepared_items
from tests.cast import Cast
from tests.meetings import scenes
from tests.refusals import impossible

SITE = "https://larande.example/"
ROUND = ItemDraft("ROUND", "Laget runt", "Vad såg du?", 20, 30)
TALK = ItemDraft("DISCUSSION", "Bråk i sjuan", "", 30, 40)


@pytest.fixture
def on_commit(db: None) -> Callable[..., int]:
    """Send, and let what happens after the commit happen."""

    def send(meeting: Meeting, *items: ItemDraft, note: str = "", by: object) -> int:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return send_invitation(meeting, items, note=note, by=by, site=SITE)  # type: ignore[arg-type]

    return send


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in AgendaItem.objects.filter(meeting=meeting)]


def test_what_is_prepared_is_hidden_until_the_invitation_is_sent(cast: Cast, on_commit: Callable[..., int]) -> None:
    meeting = scenes.planned(cast)
    ordinary = titles(meeting)
    save_plan(meeting, [ROUND, TALK], note="Fråga Jonas", by=cast.leader)
    assert titles(meeting) == ordinary
    assert [item.title for item in prepared_items(meeting)] == ["Laget runt", "Bråk i sjuan"]
    assert mail.outbox == []

    assert on_commit(meeting, ROUND, TALK, note="Fråga Jonas", by=cast.leader) == 3
    assert titles(meeting) == ["Laget runt", "Bråk i sjuan"]
    # The room shows the question in large letters, so there always is one.
    assert [item.prompt for item in meeting.agenda.all()] == ["Vad såg du?", "Bråk i sjuan"]
    assert not PreparedItem.objects.exists()
    assert Invitation.objects.get().invited_by == cast.leader
    entry = AuditEntry.objects.get(verb="send_invitation")
    assert (entry.by, entry.facts) == (cast.leader, {"letters": 3})


def test_an_agenda_saved_as_it_is_hides_nothing(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    same = [
        ItemDraft(item.kind, item.title, item.prompt, item.minutes_from, item.minutes_to)
        for item in meeting.agenda.all()
    ]
    save_plan(meeting, same, note="", by=cast.leader)
    assert not PreparedItem.objects.exists()
    save_plan(meeting, same[1:], note="", by=cast.leader)
    assert PreparedItem.objects.count() == len(same) - 1
    save_plan(meeting, same, note="", by=cast.leader)
    assert not PreparedItem.objects.exists()


def test_the_letter_is_in_the_reader_s_language_with_what_they_promised(
    cast: Cast, on_commit: Callable[..., int]
) -> None:
    scenes.promise(cast, "Ge testet om bråk i 8B", by=cast.member)
    cast.second_member.language = "en"
    cast.second_member.save()
    meeting = scenes.planned(cast, scenes.START + 4 * scenes.WEEK)
    on_commit(meeting, ROUND, TALK, by=cast.leader)
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert set(letters) == {cast.leader.email, cast.member.email, cast.second_member.email}
    sara, jonas = letters[cast.member.email], letters[cast.second_member.email]
    assert sara.subject == "Inbjudan: Matematik, 14 april kl. 15.00"
    assert jonas.subject.startswith("Invitation: Matematik, ")
    for part in ("Hej Sara!", "tisdag 14 april kl. 15.00, 90 minuter", "1. Laget runt, 20–30 min", "Vad såg du?",
                 "2. Bråk i sjuan, 30–40 min", "Ge testet om bråk i 8B", f"{SITE}meetings/{meeting.pk}/"):  # fmt: skip
        assert part in sara.body
    assert "Ge testet om bråk i 8B" not in jonas.body
    assert "You have no task from earlier meetings." in jonas.body


def test_sent_again_it_tells_what_has_changed(cast: Cast, on_commit: Callable[..., int]) -> None:
    meeting = scenes.planned(cast)
    on_commit(meeting, ROUND, TALK, by=cast.leader)
    mail.outbox.clear()
    replan_meeting(meeting, by=cast.leader, starts_at=scenes.START + scenes.WEEK, place="Biblioteket")
    on_commit(meeting, replace(TALK, minutes_to=50), replace(ROUND, title="Rundan"), by=cast.leader)
    body = mail.outbox[0].body
    assert mail.outbox[0].subject == "Ändrat: Matematik, 24 mars kl. 15.00"
    for line in ("- Tiden är ändrad.", "- Platsen är ändrad.", "- Nytt på dagordningen: Rundan.",
                 "- Inte längre på dagordningen: Laget runt.", "- Ändrat på dagordningen: Bråk i sjuan."):  # fmt: skip
        assert line in body


def test_nothing_new_is_not_sent_again(cast: Cast, on_commit: Callable[..., int]) -> None:
    meeting = scenes.planned(cast)
    on_commit(meeting, ROUND, by=cast.leader)
    mail.outbox.clear()
    with impossible("The members have been invited, and nothing has changed since."):
        on_commit(meeting, ROUND, note="En anteckning till", by=cast.leader)
    assert mail.outbox == []


def test_a_suggestion_put_on_the_agenda_is_taken_up_when_the_group_sees_it(
    cast: Cast, on_commit: Callable[..., int]
) -> None:
    meeting = scenes.planned(cast)
    suggestion = suggest(meeting, "Bråk i sjuan", by=cast.member)
    items = [ROUND, replace(TALK, suggestion=suggestion.pk)]
    save_plan(meeting, items, note="", by=cast.leader)
    assert Suggestion.objects.get().taken_up_at is None
    on_commit(meeting, *items, by=cast.leader)
    assert Suggestion.objects.get().taken_up_at is not None


def test_a_number_of_something_else_is_no_suggestion(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    save_plan(meeting, [replace(TALK, suggestion=4711)], note="", by=cast.leader)
    assert PreparedItem.objects.get().suggestion is None


def test_the_note_is_its_author_s_own(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    save_plan(meeting, [ROUND], note=" Fråga Jonas ", by=cast.leader)
    assert note_to_self(cast.leader, meeting) == "Fråga Jonas"
    assert note_to_self(cast.member, meeting) == ""
    save_plan(meeting, [ROUND], note="", by=cast.leader)
    assert not NoteToSelf.objects.exists()


def test_opening_without_inviting_uses_what_is_prepared(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    save_plan(meeting, [ROUND, TALK], note="", by=cast.leader)
    open_meeting(meeting, by=cast.leader, command=scenes.new())
    assert titles(meeting) == ["Laget runt", "Bråk i sjuan"]
    assert not PreparedItem.objects.exists()
    with impossible("The meeting has already been opened, so its plan stands."):
        save_plan(meeting, [ROUND], note="", by=cast.leader)


def test_another_structure_takes_the_place_of_what_was_prepared(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    save_plan(meeting, [TALK], note="", by=cast.leader)
    short = Structure.objects.get(language="sv", key="short-learning-meeting")
    replan_meeting(meeting, by=cast.leader, starts_at=scenes.START, place="", structure=short)
    assert not PreparedItem.objects.exists()


@pytest.mark.parametrize("count", [0, MOST_ITEMS + 1])
def test_an_agenda_is_neither_empty_nor_endless(cast: Cast, count: int) -> None:
    with impossible("An agenda has at least one item, and at most twenty."):
        save_plan(scenes.planned(cast), [ROUND] * count, note="", by=cast.leader)


def test_a_personal_number_is_refused_in_title_question_and_note(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    number = "Elev 850709-9805"
    for item, note in ((replace(TALK, title=number), ""), (replace(TALK, prompt=number), ""), (TALK, number)):
        with pytest.raises(ValidationError):
            save_plan(meeting, [item], note=note, by=cast.leader)
    assert not PreparedItem.objects.exists()
