"""What is written together is in the minutes' own rows, and what others write there is in the document."""

import time
from collections.abc import Callable

import pytest
from websockets.exceptions import InvalidStatus

from lartraff.live import projection, store
from lartraff.live.document import Document, fragment, section, write
from lartraff.live.logic.tree import Element, Run, text_of
from lartraff.live.models import DocumentUpdate, LiveDocument, WrittenSection
from lartraff.meetings.actions.inviting import ItemDraft, save_plan
from lartraff.meetings.actions.minutes import mark_read_aloud, share_minutes
from lartraff.meetings.actions.notes import save_notes
from lartraff.meetings.actions.room import close_meeting
from lartraff.meetings.models import Meeting
from tests.cast import Cast
from tests.live.screen import Screen, paragraph
from tests.live.serving import Served
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, ROUND, WELCOME, item, minutes_of, new
from tests.refusals import impossible


def written(meeting: Meeting, position: int, *blocks: Element) -> Document:
    """The meeting's document, with blocks added in one item's section, as it is in the log."""
    stored = store.open_document(meeting.pk, lambda: projection.seed(meeting.pk))
    document = store.document_of(stored.updates)
    state = document.get_state()
    into = fragment(document, item(meeting, position).pk)
    write(into, len(into.children), list(blocks))
    store.append([(stored.pk, document.get_update(state))])
    return document


def carry(cast: Cast, meeting: Meeting, document: Document) -> projection.Carried:
    pks = [one.pk for one in meeting.agenda.all()]
    return projection.carry(meeting.pk, projection.texts(document, pks), by=cast.member)


def test_each_section_becomes_the_notes_of_its_item(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    document = written(meeting, ROUND, Element("paragraph", (Run("Vi "), Run("gav", strong=True), Run(" testet."))))
    carry(cast, meeting, document)
    assert [one.notes for one in meeting.agenda.all()] == ["", "Vi **gav** testet.", "", "", ""]
    assert item(meeting, ROUND).notes_version == 1


def test_carrying_the_same_again_changes_nothing(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    document = written(meeting, ROUND, paragraph("Hej"))
    carry(cast, meeting, document)
    carry(cast, meeting, document)
    assert item(meeting, ROUND).notes_version == 1


def test_what_stood_in_the_notes_is_in_the_document_from_the_beginning(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    save_notes(item(meeting, ROUND), "Vi **gav** testet.\n\n- 8A", based_on=0, by=cast.member)
    document = written(meeting, DISCUSSION, paragraph("Nytt"))
    assert text_of(section(document, item(meeting, ROUND).pk)) == "Vi gav testet.8A"
    carry(cast, meeting, document)
    assert item(meeting, ROUND).notes == "Vi **gav** testet.\n\n- 8A"


def test_what_is_written_on_a_plain_page_is_put_together_with_the_document(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    document = written(meeting, ROUND, paragraph("Först"), paragraph("Sist"))
    carry(cast, meeting, document)
    save_notes(item(meeting, ROUND), "Först\n\nMitt emellan\n\nSist", based_on=1, by=cast.second_member)
    document = written(meeting, ROUND, paragraph("Allra sist"))
    carried = carry(cast, meeting, document)
    assert item(meeting, ROUND).notes == "Först\n\nMitt emellan\n\nSist\n\nAllra sist"
    for update in carried.updates:
        document.apply_update(update)
    assert text_of(section(document, item(meeting, ROUND).pk)) == "FörstMitt emellanSistAllra sist"


def test_when_both_changed_the_same_block_both_stand(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    carry(cast, meeting, written(meeting, ROUND, paragraph("Bråk")))
    save_notes(item(meeting, ROUND), "Bråk är svårt", based_on=1, by=cast.second_member)
    stored = store.find(meeting.pk)
    assert stored is not None
    document = store.document_of(stored.updates)
    state = document.get_state()
    into = fragment(document, item(meeting, ROUND).pk)
    into.children[0].children[0].insert(0, "Alla ")  # type: ignore[union-attr]
    store.append([(stored.pk, document.get_update(state))])
    carry(cast, meeting, document)
    assert item(meeting, ROUND).notes == "Alla Bråk\n\nBråk är svårt"


def test_a_personal_number_stays_out_of_the_minutes_and_is_said(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    document = written(meeting, ROUND, paragraph("Anna 850709-9805"))
    carried = carry(cast, meeting, document)
    assert carried.problems[item(meeting, ROUND).pk]
    assert item(meeting, ROUND).notes == ""
    sentence = (
        "Line 1 looks like a personal number. Remove it: what is said about a single pupil is not recorded here."
        " Your text is still in the box."
    )
    with impossible(sentence):
        mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())


def test_reading_aloud_and_sharing_take_the_last_words_along(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    written(meeting, ROUND, paragraph("Sista orden"))
    mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
    assert item(meeting, ROUND).notes == "Sista orden"
    close_meeting(meeting, by=cast.leader, command=new())
    written(meeting, ROUND, paragraph("Efteråt"))
    with impossible("Read the minutes aloud first, so that everybody knows what is shared."):
        share_minutes(minutes_of(meeting), by=cast.leader)
    mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
    version = share_minutes(minutes_of(meeting), by=cast.leader)
    assert version.content["sections"][ROUND]["html"] == "<p>Sista orden</p>\n<p>Efteråt</p>\n"


def test_sharing_throws_away_how_it_was_written(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    written(meeting, ROUND, paragraph("Hej"))
    close_meeting(meeting, by=cast.leader, command=new())
    mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
    share_minutes(minutes_of(meeting), by=cast.leader)
    for table in (LiveDocument, DocumentUpdate, WrittenSection):
        assert not table._default_manager.exists()


def test_what_was_not_yet_carried_when_the_house_stopped_is_carried_when_it_starts(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    written(meeting, ROUND, paragraph("Just före strömavbrottet"))
    projection.gather_everything()
    assert item(meeting, ROUND).notes == "Just före strömavbrottet"


def test_putting_updates_together_keeps_the_text_and_loses_what_was_deleted(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    document = written(meeting, ROUND, paragraph("850709-9805"))
    state = document.get_state()
    del fragment(document, item(meeting, ROUND).pk).children[0]
    write(fragment(document, item(meeting, ROUND).pk), 0, [paragraph("Vi talade om en elev")])
    live = LiveDocument.objects.get()
    store.append([(live.pk, document.get_update(state))])
    assert any(b"850709" in bytes(one.data) for one in DocumentUpdate.objects.all())
    store.compact(live.pk)
    (whole,) = DocumentUpdate.objects.all()
    assert b"850709" not in bytes(whole.data)
    again = store.document_of([bytes(whole.data)])
    assert text_of(section(again, item(meeting, ROUND).pk)) == "Vi talade om en elev"


def test_the_room_carries_by_itself_a_moment_after_the_last_word(house: Served, cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with Screen(house, cast.member, meeting) as sara:
        sara.hello().write(item(meeting, WELCOME), "Anna 850709-9805")
        sara.until(lambda: sara.problems.get(item(meeting, WELCOME).pk) is not None)
        state = sara.document.get_state()
        del fragment(sara.document, item(meeting, WELCOME).pk).children[0]
        sara.send_update(sara.document.get_update(state))
        sara.write(item(meeting, WELCOME), "Vi talade om en elev")
        sara.until(lambda: sara.problems.get(item(meeting, WELCOME).pk, "") is None)
    eventually(lambda: item(meeting, WELCOME).notes == "Vi talade om en elev")
    # And how it was written is forgotten too.
    eventually(lambda: not any(b"850709" in bytes(one.data) for one in DocumentUpdate.objects.all()))


def eventually(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 8
    while not happened():
        assert time.monotonic() < end, "It never happened."
        time.sleep(0.05)


@pytest.mark.parametrize("wrote", ["plain page", "room"])
def test_text_added_after_the_reading_aloud_is_to_be_read_again(cast: Cast, wrote: str) -> None:
    meeting = scenes.opened(cast)
    document = written(meeting, ROUND, paragraph("Läst"))
    mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
    if wrote == "room":
        document = written(meeting, ROUND, paragraph("Oläst"))
        carry(cast, meeting, document)
    else:
        save_notes(item(meeting, ROUND), "Läst\n\nOläst", based_on=1, by=cast.member)
    assert minutes_of(meeting).state == "DRAFT"


def test_items_that_come_while_the_room_is_open_are_carried_too(house: Served, cast: Cast) -> None:
    """The agenda that was prepared in hiding takes the place of the planned one when the meeting opens."""
    meeting = scenes.planned(cast)
    with Screen(house, cast.leader, meeting) as omar:
        omar.hello()
        draft = ItemDraft("WELCOME", "Vi börjar", "Vilka är här?", 5, 10)
        save_plan(meeting, [draft], note="", by=cast.leader)
        assert "done" in omar.do("open")
        omar.until(lambda: omar.state["items"][0]["title"] == "Vi börjar")
        new_item = omar.state["items"][0]["id"]
        omar.until(lambda: omar.told["me"]["may_write"])
        omar.sent = 0  # what was sent before the meeting opened was not for the log
        omar.write(new_item, "I den nya punkten")
        omar.saved()
        eventually(lambda: meeting.agenda.get(pk=new_item).notes == "I den nya punkten")


def test_nobody_writes_anew_in_minutes_that_are_shared(house: Served, cast: Cast) -> None:
    minutes = scenes.shared(cast)
    with pytest.raises(InvalidStatus):
        Screen(house, cast.leader, minutes.meeting)
    assert not LiveDocument.objects.exists()
