"""One's own words before the round: private, and erased when the minutes are shared."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lartraff.core.models import AuditEntry
from lartraff.meetings.actions.inviting import ItemDraft, save_plan
from lartraff.meetings.actions.materials import add_material, tick_material
from lartraff.meetings.actions.minutes import share_minutes
from lartraff.meetings.actions.preparing import LONGEST, prepare
from lartraff.meetings.models import Material, MaterialRead, NoteToSelf, Preparation, Reminder
from lartraff.meetings.queries.preparing import own_words, words_at_turn
from tests.cast import Cast
from tests.meetings import scenes
from tests.refusals import impossible

ITEM = ItemDraft("DISCUSSION", "Diskussion", "Vad lär vi oss?", 30, 40)


def test_words_are_kept_and_changed_and_taken_away(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    prepare(meeting, "  Prövade i 8B.\r\n16 av 24.  ", by=cast.member)
    assert own_words(cast.member, meeting) == "Prövade i 8B.\n16 av 24."
    prepare(meeting, "Prövade i 8B och 8C.", by=cast.member)
    assert Preparation.objects.get().text == "Prövade i 8B och 8C."
    assert prepare(meeting, "  ", by=cast.member) is None
    assert own_words(cast.member, meeting) == ""


def test_each_has_words_of_their_own(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    prepare(meeting, "Saras ord", by=cast.member)
    prepare(meeting, "Omars ord", by=cast.leader)
    assert own_words(cast.member, meeting) == "Saras ord"
    assert words_at_turn(meeting, cast.leader.pk) == "Omars ord"
    assert own_words(cast.second_member, meeting) == ""


def test_nothing_tells_that_somebody_has_prepared(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    before = AuditEntry.objects.count()
    prepare(meeting, "Prövade i 8B.", by=cast.member)
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("text", ["Sara 850709-9805 räknade rätt", "x" * (LONGEST + 1)])
def test_personal_numbers_and_whole_essays_are_refused(cast: Cast, text: str) -> None:
    meeting = scenes.planned(cast)
    with pytest.raises(ValidationError):
        prepare(meeting, text, by=cast.member)
    assert not Preparation.objects.exists()


def test_sharing_erases_what_each_kept_for_themselves(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    save_plan(meeting, [ITEM], note="Minns tiden", by=cast.leader)
    material = add_material(meeting, title="Kapitel 3", where="På hyllan", by=cast.leader)
    tick_material(material, read=True, by=cast.member)
    prepare(meeting, "Prövade i 8B.", by=cast.member)
    Reminder.objects.create(meeting=meeting, person=cast.member)
    other = scenes.planned(cast, scenes.START + timedelta(weeks=4))
    prepare(other, "Till nästa gång", by=cast.member)

    minutes = scenes.run_through(cast, meeting)
    assert Preparation.objects.filter(meeting=meeting).exists()
    share_minutes(minutes, by=cast.leader)

    for table in (Preparation, NoteToSelf, Reminder):
        assert not table._base_manager.filter(meeting=meeting).exists()
    assert not MaterialRead.objects.exists()
    assert Material.objects.get() == material
    assert own_words(cast.member, other) == "Till nästa gång"
    with impossible("The minutes of this meeting are shared. Keep your words for the next one."):
        prepare(meeting, "För sent", by=cast.member)
