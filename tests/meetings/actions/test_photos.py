"""Photographs: the group's own until shared minutes show them, and gone when nothing does."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.test import TestCase
from pytest_django import DjangoAssertNumQueries

from lartraff.core.models import AuditEntry
from lartraff.library.queries import default_structure
from lartraff.meetings.actions import minutes as minutes_actions
from lartraff.meetings.actions import photos
from lartraff.meetings.actions.minutes import correct_minutes, mark_read_aloud, publish_minutes
from lartraff.meetings.actions.notes import save_notes
from lartraff.meetings.actions.photos import add_photo
from lartraff.meetings.actions.planning import plan_meetings
from lartraff.meetings.actions.room import close_meeting, open_meeting
from lartraff.meetings.logic.pictures import picture_from
from lartraff.meetings.models import Meeting, Minutes, MinutesVersion, Photo
from lartraff.meetings.permissions import can_see_photo, photos_visible_to
from lartraff.people.models import User
from tests.cast import Cast, make_group
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, ROUND, START, item, minute, minutes_of, new, planned
from tests.pictures import a_file, as_text, photographed
from tests.refusals import impossible


def write(meeting: Meeting, text: str, by: User, place: int = DISCUSSION) -> None:
    now = item(meeting, place)
    save_notes(now, text, based_on=now.notes_version, by=by)


def share(meeting: Meeting, by: User) -> MinutesVersion:
    mark_read_aloud(minutes_of(meeting), by=by, command=new())
    with TestCase.captureOnCommitCallbacks(execute=True):
        return minutes_actions.share_minutes(minutes_of(meeting), by=by)


def sees(person: User, photo: Photo) -> bool:
    """Asked both ways, which must agree."""
    photo = Photo.objects.select_related("meeting__group__school").get(pk=photo.pk)
    visible = list(photos_visible_to(person).filter(pk=photo.pk))
    assert len(visible) <= 1
    assert bool(can_see_photo(person, photo)) == bool(visible)
    return bool(visible)


def lies(photo: Photo) -> bool:
    return photo.file.storage.exists(str(photo.file.name))


def next_meeting(cast: Cast) -> Meeting:
    """One more, held four weeks later, with its draft."""
    meeting = planned(cast, START + timedelta(days=28))
    open_meeting(meeting, by=cast.leader, command=new())
    close_meeting(meeting, by=cast.leader, command=new())
    meeting.refresh_from_db()
    return meeting


# --- Adding


def test_a_photograph_is_kept_with_its_measures_and_nobody_s_name(cast: Cast, uploads: Path) -> None:
    meeting = scenes.opened(cast)
    with minute(7):
        photo = photographed(meeting, by=cast.member)
        assert Photo.objects.get() == photo
    kept = Photo.objects.values().get()
    assert kept == {
        "id": photo.pk,
        "meeting_id": meeting.pk,
        "file": f"meetings/{meeting.pk}/{photo.pk}.jpg",
        "width": 60,
        "height": 40,
        "added_at": START + timedelta(minutes=7),
    }
    assert (uploads / kept["file"]).read_bytes() == picture_from(a_file()).jpeg
    entry = AuditEntry.objects.get(verb="add_photo")
    assert (entry.by, entry.about, entry.facts) == (cast.member, f"photo {photo.pk}", {})
    assert entry.school_id == cast.school.pk


def test_there_is_nothing_to_photograph_before_the_meeting(cast: Cast) -> None:
    with impossible("The meeting has not been opened yet. Open it, then add the photograph."):
        add_photo(scenes.planned(cast), picture_from(a_file()), by=cast.member)


def test_a_photograph_can_be_added_after_the_meeting_while_there_is_a_draft(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    assert lies(photographed(draft.meeting, by=cast.member))
    assert minutes_of(draft.meeting).state == "READ_ALOUD"


def test_nothing_is_added_to_what_is_shared(cast: Cast) -> None:
    with impossible("The minutes are shared, so photographs can no longer be added to them."):
        add_photo(scenes.shared(cast).meeting, picture_from(a_file()), by=cast.leader)
    assert not Photo.objects.exists()


def test_a_meeting_does_not_fill_the_disk(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_AT_A_MEETING", 2)
    meeting = scenes.opened(cast)
    for _ in range(2):
        photographed(meeting, by=cast.member)
    with impossible("There are 2 photographs at this meeting already. Write down what the others would have shown."):
        photographed(meeting, by=cast.leader)


def test_if_the_row_does_not_come_to_be_neither_does_the_file(cast: Cast, uploads: Path) -> None:
    meeting = scenes.opened(cast)
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        add_photo(meeting, picture_from(a_file()), by=cast.member)
        transaction.set_rollback(True)
    assert not Photo.objects.exists()
    assert not (uploads / f"meetings/{meeting.pk}").exists()


def test_if_the_disk_is_full_there_is_no_row_without_a_file(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "save", full)
    with pytest.raises(OSError, match="No space"):
        photographed(scenes.opened(cast), by=cast.member)
    assert not Photo.objects.exists()


# --- Sharing


def test_sharing_shows_what_the_text_shows_and_removes_the_rest(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    shown, twice, unused = (photographed(meeting, by=cast.member) for _ in range(3))
    write(meeting, f"Så här såg tavlan ut:\n\n{as_text(shown)}\n\n{as_text(twice)}", by=cast.member)
    write(meeting, f"- {as_text(twice)}", by=cast.leader, place=ROUND)
    assert [sees(cast.member, one) for one in (shown, twice, unused)] == [True, True, True]
    assert [sees(cast.principal, one) for one in (shown, twice, unused)] == [False, False, False]
    version = share(meeting, by=cast.leader)
    assert set(version.photos.all()) == set(Photo.objects.all()) == {shown, twice}
    assert [lies(one) for one in (shown, twice, unused)] == [True, True, False]
    for person in (cast.principal, cast.deputy, cast.leader, cast.member, cast.second_member):
        assert sees(person, shown)
        assert sees(person, twice)
    for person in (cast.colleague, cast.principal_elsewhere, cast.analyst, cast.administrator, cast.stranger):
        assert not sees(person, shown)


def test_published_minutes_show_their_photographs_to_the_staff(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    photo = photographed(meeting, by=cast.member)
    write(meeting, as_text(photo), by=cast.member)
    share(meeting, by=cast.leader)
    assert not sees(cast.colleague, photo)
    publish_minutes(minutes_of(meeting), by=cast.leader)
    assert sees(cast.colleague, photo)
    assert not sees(cast.teacher_elsewhere, photo)


def test_an_address_in_words_shows_nobody_anything(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    photo = photographed(meeting, by=cast.member)
    write(meeting, f"Den låg på /photos/{photo.pk}/", by=cast.member)
    assert not share(meeting, by=cast.leader).photos.exists()
    assert not sees(cast.principal, photo)


def test_another_group_cannot_show_what_is_not_its_own(cast: Cast) -> None:
    """Nor does the sharing by one group take anything from another."""
    theirs = make_group(cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, name="Svenska")
    (their_meeting,) = plan_meetings(theirs, [START], structure=default_structure("sv"), by=cast.colleague)
    open_meeting(their_meeting, by=cast.colleague, command=new())
    secret = photographed(their_meeting, by=cast.colleague)
    meeting = scenes.closed(cast)
    write(meeting, as_text(secret), by=cast.member)
    assert not share(meeting, by=cast.leader).photos.exists()
    assert lies(secret)
    assert not sees(cast.principal, secret)
    assert not sees(cast.member, secret)
    assert sees(cast.colleague, secret)


def test_if_the_sharing_does_not_come_to_be_every_file_stays(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    unused = photographed(meeting, by=cast.member)
    mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        minutes_actions.share_minutes(minutes_of(meeting), by=cast.leader)
        assert not Photo.objects.exists()
        transaction.set_rollback(True)
    assert Photo.objects.get() == unused
    assert lies(unused)


# --- Several meetings, corrections


def test_what_another_draft_of_the_group_names_stays_until_that_is_shared(cast: Cast) -> None:
    first, second = scenes.closed(cast), next_meeting(cast)
    carried, dropped = photographed(first, by=cast.member), photographed(first, by=cast.member)
    write(second, f"Förra gången:\n\n{as_text(carried)}\n\n{as_text(dropped)}", by=cast.member)
    share(first, by=cast.leader)
    assert lies(carried)
    assert lies(dropped)
    assert not sees(cast.principal, carried)
    write(second, as_text(carried), by=cast.member)
    share(second, by=cast.leader)
    assert sees(cast.principal, carried)
    assert not lies(dropped)
    assert set(Photo.objects.all()) == {carried}


def test_sharing_leaves_the_drafts_of_other_meetings_alone(cast: Cast) -> None:
    first, second = scenes.closed(cast), next_meeting(cast)
    waiting = photographed(second, by=cast.member)
    share(first, by=cast.leader)
    assert lies(waiting)
    assert sees(cast.member, waiting)


def test_a_corrected_version_keeps_what_the_earlier_one_shows(cast: Cast) -> None:
    meeting = scenes.closed(cast)
    photo = photographed(meeting, by=cast.member)
    write(meeting, as_text(photo), by=cast.member)
    share(meeting, by=cast.leader)
    place = item(meeting, DISCUSSION).pk
    second = correct_minutes(minutes_of(meeting), {place: "Utan bild."}, correction="Bilden", by=cast.leader)
    assert not second.photos.exists()
    assert lies(photo)
    assert sees(cast.principal, photo)


def test_a_correction_can_show_a_photograph_of_the_group_s(cast: Cast) -> None:
    first, second = scenes.closed(cast), next_meeting(cast)
    photo = photographed(second, by=cast.member)
    share(first, by=cast.leader)
    place = item(first, DISCUSSION).pk
    correct_minutes(minutes_of(first), {place: as_text(photo)}, correction="En bild till", by=cast.leader)
    assert sees(cast.principal, photo)


# --- Gone


def test_a_meeting_that_goes_takes_its_files_with_it(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    photo = photographed(meeting, by=cast.member)
    with TestCase.captureOnCommitCallbacks(execute=True):
        Minutes.objects.filter(meeting=meeting).delete()
        assert lies(photo)
        Meeting.objects.filter(pk=meeting.pk).delete()
        assert lies(photo), "not before it is committed"
    assert not lies(photo)
    assert not Photo.objects.exists()


@pytest.mark.parametrize("rows", [1, 30])
def test_settling_takes_as_many_questions_for_many_photographs(
    rows: int, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = scenes.closed(cast)
    many = [photographed(meeting, by=cast.member) for _ in range(rows)]
    write(meeting, "\n\n".join(as_text(photo) for photo in many), by=cast.member)
    version = share(meeting, by=cast.leader)
    assert version.photos.count() == rows
    with django_assert_max_num_queries(10):
        photos.settle_photos(version)
    with django_assert_max_num_queries(5):
        assert len(photos_visible_to(cast.principal)) == rows
