"""Writing under an agenda item."""

import pytest
from django.core.exceptions import ValidationError

from lartraff.meetings.actions.notes import SomebodyElseWrote, save_notes
from lartraff.meetings.models import AgendaItem
from lartraff.people.actions.groups import set_members
from lartraff.people.actions.staff import end_employment
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import ROUND, item, minutes_of
from tests.refusals import impossible, refused

ROOM = "The room and the draft belong to the group. You can read the minutes when the group has shared them."


def test_anyone_in_the_group_writes_and_the_version_grows(cast: Cast) -> None:
    round_ = item(scenes.opened(cast), ROUND)
    written = save_notes(round_, "Vi gav testet.\r\n\r\n", based_on=0, by=cast.member)
    assert (written.notes, written.notes_version) == ("Vi gav testet.", 1)
    save_notes(round_, "Vi gav testet i alla åttor.", based_on=1, by=cast.leader)
    stands = AgendaItem.objects.get(pk=round_.pk)
    assert (stands.notes, stands.notes_version) == ("Vi gav testet i alla åttor.", 2)


def test_who_writes_over_another_s_text_is_told_and_both_texts_are_kept(cast: Cast) -> None:
    round_ = item(scenes.opened(cast), ROUND)
    save_notes(round_, "Saras text", based_on=0, by=cast.member)
    with pytest.raises(SomebodyElseWrote) as conflict:
        save_notes(round_, "Omars text", based_on=0, by=cast.leader)
    assert (conflict.value.theirs.notes, conflict.value.theirs.notes_version) == ("Saras text", 1)
    assert AgendaItem.objects.get(pk=round_.pk).notes == "Saras text"
    both = save_notes(round_, "Saras text\nOmars text", based_on=1, by=cast.leader)
    assert both.notes == "Saras text\nOmars text"


def test_two_who_wrote_the_same_do_not_disagree(cast: Cast) -> None:
    round_ = item(scenes.opened(cast), ROUND)
    save_notes(round_, "Samma text", based_on=0, by=cast.member)
    assert save_notes(round_, "Samma text", based_on=0, by=cast.leader).notes_version == 1


@pytest.mark.parametrize("number", ["19121212-1212", "191212121212", "121212-1212", "121212+1212"])
def test_a_personal_number_is_not_written_down(cast: Cast, number: str) -> None:
    round_ = item(scenes.opened(cast), ROUND)
    with pytest.raises(ValidationError) as refusal:
        save_notes(round_, f"Vi talade om\n{number} och annat", based_on=0, by=cast.member)
    assert refusal.value.code == "personal_number"
    assert AgendaItem.objects.get(pk=round_.pk).notes == ""


def test_nobody_writes_before_the_meeting_is_opened(cast: Cast) -> None:
    with impossible("The meeting has not been opened yet. Open it, then write."):
        save_notes(item(scenes.planned(cast), ROUND), "För tidigt", based_on=0, by=cast.leader)


def test_the_draft_is_open_after_the_meeting_until_it_is_shared(cast: Cast) -> None:
    round_ = item(scenes.closed(cast), ROUND)
    assert save_notes(round_, "Sent tillägg", based_on=0, by=cast.second_member).notes == "Sent tillägg"


def test_shared_minutes_are_not_written_in(cast: Cast) -> None:
    round_ = item(scenes.shared(cast).meeting, ROUND)
    with impossible("The minutes are shared. Correct them as a new version instead."):
        save_notes(round_, "Sent tillägg", based_on=0, by=cast.leader)
    assert AgendaItem.objects.get(pk=round_.pk).notes == ""


def test_a_text_changed_after_the_reading_has_not_been_read(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    save_notes(item(draft.meeting, ROUND), "En rad till", based_on=0, by=cast.member)
    assert minutes_of(draft.meeting).state == "DRAFT"


def test_saving_the_same_text_again_leaves_it_read(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    save_notes(item(draft.meeting, ROUND), "", based_on=0, by=cast.member)
    assert minutes_of(draft.meeting).state == "READ_ALOUD"


def test_who_leaves_the_group_loses_the_draft_at_once(cast: Cast) -> None:
    round_ = item(scenes.opened(cast), ROUND)
    set_members(cast.maths, [cast.second_member], leader=cast.leader, by=cast.principal)
    with refused(ROOM):
        save_notes(round_, "Jag är kvar", based_on=0, by=cast.member)


def test_who_leaves_the_school_loses_the_draft_at_once(cast: Cast) -> None:
    round_ = item(scenes.opened(cast), ROUND)
    end_employment(cast.school, cast.member, by=cast.principal)
    with refused(ROOM):
        save_notes(round_, "Jag är kvar", based_on=0, by=cast.member)


def test_a_principal_who_is_a_member_writes_as_a_member(cast: Cast) -> None:
    round_ = item(scenes.opened(cast), ROUND)
    set_members(cast.maths, [cast.member, cast.principal], leader=cast.leader, by=cast.principal)
    assert save_notes(round_, "Jag är med", based_on=0, by=cast.principal).notes == "Jag är med"
    with refused(ROOM):
        save_notes(round_, "Jag är inte med", based_on=1, by=cast.deputy)
