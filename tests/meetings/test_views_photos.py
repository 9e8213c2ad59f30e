"""Sending photographs and looking at them, as the room's script and the browser do."""

import stat
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import StopUpload
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lartraff.core.models import AuditEntry
from lartraff.meetings.importers import photos as importers
from lartraff.meetings.importers.photos import SENTENCES
from lartraff.meetings.logic import pictures
from lartraff.meetings.logic.pictures import MAX_BYTES, Picture, Trouble, picture_from
from lartraff.meetings.models import Meeting, Photo
from lartraff.people.models import User
from tests import cast as people
from tests.cast import Cast
from tests.conftest import ReadOnlyGets, SignIn
from tests.meetings import scenes
from tests.pictures import TELLS, a_file, a_large_png, drawing, from_a_telephone, photographed, upload

ROOM = "The room and the draft belong to the group. You can read the minutes when the group has shared them."


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What is asserted is said as in the source."""
    with override("en"):
        yield


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """The meeting goes on, and everybody reads English, in which the sentences are written."""
    User.objects.update(language="en")
    return scenes.opened(cast)


@pytest.fixture
def browser(cast: Cast, meeting: Meeting, sign_in: SignIn) -> Client:
    return sign_in(User.objects.get(pk=cast.member.pk))


def send(browser: Client, meeting: Meeting, content: bytes | None = None, **more: Any) -> Any:
    return browser.post(reverse("meetings:add_photo", args=[meeting.pk]), {"photo": upload(content)}, **more)


# --- Sending


def test_a_photograph_is_sent_and_seen(browser: Client, meeting: Meeting, uploads: Path) -> None:
    answer = send(browser, meeting, from_a_telephone(6))
    photo = Photo.objects.get()
    assert (answer.status_code, answer.json()) == (201, {"url": f"/photos/{photo.pk}/"})
    kept = (uploads / f"meetings/{meeting.pk}/{photo.pk}.jpg").read_bytes()
    assert TELLS.encode() not in kept
    seen = browser.get(f"/photos/{photo.pk}/", headers={"accept-encoding": "gzip, br"})
    assert (seen.status_code, seen.content) == (200, kept)
    assert seen.headers["Content-Type"] == "image/jpeg"
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    assert seen.headers["Cache-Control"] == "private, max-age=3600, immutable"
    assert "Cookie" in seen.headers["Vary"]
    assert "Content-Encoding" not in seen.headers
    assert "default-src 'none'" in seen.headers["Content-Security-Policy"]
    assert "img-src 'self'" in seen.headers["Content-Security-Policy"]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_are_taken_in_as_jpeg(kind: str, browser: Client, meeting: Meeting) -> None:
    assert send(browser, meeting, a_file(kind)).status_code == 201
    assert browser.get(f"/photos/{Photo.objects.get().pk}/").content.startswith(b"\xff\xd8\xff")


def test_the_name_of_the_file_is_nowhere(browser: Client, meeting: Meeting, uploads: Path) -> None:
    sent = upload(name="../../Zebulina i 8B.jpg")
    browser.post(reverse("meetings:add_photo", args=[meeting.pk]), {"photo": sent})
    assert [path for path in uploads.rglob("*") if "Zebulina" in str(path)] == []
    assert "Zebulina" not in str([*Photo.objects.values(), *AuditEntry.objects.values()])


TROUBLES: dict[Trouble, bytes] = {
    Trouble.TOO_MANY_PIXELS: a_large_png(9000, 9000),
    Trouble.HEIC: b"\0\0\0\x18ftypheic" + b"\0" * 50,
    Trouble.OTHER_KIND: b"<!doctype html><script>alert(1)</script>",
    Trouble.BROKEN: a_file()[:300],
    Trouble.NONE_SENT: b"",
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_is_the_matter_is_said_in_a_sentence(
    trouble: Trouble, browser: Client, meeting: Meeting, uploads: Path
) -> None:
    answer = send(browser, meeting, TROUBLES[trouble])
    assert (answer.status_code, answer.json()) == (422, {"sentence": str(SENTENCES[trouble])})
    assert not Photo.objects.exists()
    assert not (uploads / f"meetings/{meeting.pk}").exists()


def test_every_trouble_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Trouble)
    assert all(str(sentence).endswith(".") for sentence in SENTENCES.values())


def test_a_sentence_is_in_the_language_of_the_reader(cast: Cast, meeting: Meeting, sign_in: SignIn) -> None:
    answer = send(sign_in(User.objects.get(pk=cast.member.pk)), meeting, b"x")
    assert answer.headers["Content-Language"] == "en"
    User.objects.update(language="sv")
    answer = send(sign_in(User.objects.get(pk=cast.member.pk)), meeting, b"x")
    assert answer.headers["Content-Language"] == "sv"


def test_a_form_without_a_photograph_has_none(browser: Client, meeting: Meeting) -> None:
    address = reverse("meetings:add_photo", args=[meeting.pk])
    none = {"sentence": str(SENTENCES[Trouble.NONE_SENT])}
    for form in ({}, {"photo": "IMG_0042.jpg"}, {"picture": upload()}):
        answer = browser.post(address, form)
        assert (answer.status_code, answer.json()) == (422, none)
    answer = browser.post(address, b'{"photo": "x"}', content_type="application/json")
    assert (answer.status_code, answer.json()) == (422, none)


def test_of_several_files_the_first_counts(browser: Client, meeting: Meeting) -> None:
    wide, high = a_file("PNG", drawing(90, 30)), a_file("PNG", drawing(30, 90))
    browser.post(reverse("meetings:add_photo", args=[meeting.pk]), {"photo": [upload(wide), upload(high)]})
    assert (Photo.objects.get().width, Photo.objects.get().height) == (90, 30)


# --- Large ones


@pytest.fixture
def no_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise AssertionError("A temporary file was asked for.")

    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)


def test_a_large_file_is_never_written_down_as_it_came(
    browser: Client, meeting: Meeting, no_temporary_files: None
) -> None:
    assert send(browser, meeting, a_file() + b"\0" * (MAX_BYTES - 100_000)).status_code == 201


def test_too_large_a_file_is_refused(browser: Client, meeting: Meeting, no_temporary_files: None) -> None:
    answer = send(browser, meeting, a_file() + b"\0" * MAX_BYTES)
    assert (answer.status_code, answer.json()) == (413, {"sentence": str(SENTENCES[Trouble.TOO_LARGE])})


def test_what_is_announced_as_too_large_is_not_read(browser: Client, meeting: Meeting) -> None:
    handler = importers.PhotoUploadHandler("photo", announced=MAX_BYTES * 2)
    with pytest.raises(StopUpload):
        handler.new_file("photo", "x.jpg", "image/jpeg", None)


def test_an_upload_that_breaks_off_is_none(browser: Client, meeting: Meeting) -> None:
    handler = importers.PhotoUploadHandler("photo", announced=0)
    handler.new_file("photo", "x.jpg", "image/jpeg", None)
    handler.receive_data_chunk(a_file(), 0)
    with pytest.raises(ValidationError) as error:
        handler.picture()
    assert error.value.code == "interrupted"


def test_others_wait_if_many_come_at_once(browser: Client, meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_LONGEST_WAIT", 0.01)
    with pictures.in_turn():
        answer = send(browser, meeting)
    assert (answer.status_code, answer.json()) == (429, {"sentence": str(SENTENCES[Trouble.BUSY])})


def test_no_transaction_waits_while_a_picture_is_opened(furnished: None, monkeypatch: pytest.MonkeyPatch) -> None:
    waited = []

    def watching(content: bytes) -> Picture:
        waited.append(connection.in_atomic_block)
        return picture_from(content)

    monkeypatch.setattr(importers, "picture_from", watching)
    cast = people.gather()
    meeting = scenes.opened(cast)
    browser = ReadOnlyGets()
    browser.force_login(cast.member)
    assert send(browser, meeting).status_code == 201
    assert waited == [False]
    assert browser.get(f"/photos/{Photo.objects.get().pk}/").content.startswith(b"\xff\xd8")
    connection.close()


# --- Who may, and when


def test_the_principal_may_not_and_is_told_why(cast: Cast, meeting: Meeting, sign_in: SignIn) -> None:
    for person in (cast.principal, cast.colleague):
        answer = send(sign_in(User.objects.get(pk=person.pk)), meeting)
        assert (answer.status_code, answer.json()) == (403, {"sentence": ROOM})
    assert send(sign_in(cast.teacher_elsewhere), meeting).status_code == 404
    assert not Photo.objects.exists()


def test_a_meeting_not_opened_has_no_photographs(cast: Cast, browser: Client) -> None:
    answer = send(browser, scenes.planned(cast, scenes.START + timedelta(days=28)))
    assert answer.status_code == 422
    assert answer.json()["sentence"] == "The meeting has not been opened yet. Open it, then add the photograph."


def test_a_forged_form_sends_nothing(cast: Cast, meeting: Meeting) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.member)
    assert send(browser, meeting).status_code == 403
    assert not Photo.objects.exists()
    page = browser.get(reverse("meetings:room", args=[meeting.pk])).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert send(browser, meeting, headers={"x-csrftoken": token}).status_code == 201


def test_the_doors_know_which_way_they_open(browser: Client, cast: Cast, meeting: Meeting) -> None:
    photo = photographed(meeting, by=cast.member)
    assert browser.get(reverse("meetings:add_photo", args=[meeting.pk])).status_code == 405
    assert browser.post(f"/photos/{photo.pk}/").status_code == 405
    assert browser.head(f"/photos/{photo.pk}/").headers["Content-Type"] == "image/jpeg"


def test_the_room_is_told_where_to_send(browser: Client, meeting: Meeting) -> None:
    page = browser.get(reverse("live:room", args=[meeting.pk]))
    assert page.context["data"]["photos"] == f"/meetings/{meeting.pk}/photos/"


# --- Looking


def test_a_photograph_that_is_not_there_is_not_found(browser: Client, cast: Cast, meeting: Meeting) -> None:
    assert browser.get("/photos/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert browser.get("/photos/1/").status_code == 404
    photo = photographed(meeting, by=cast.member)
    photo.file.storage.delete(str(photo.file.name))
    assert browser.get(f"/photos/{photo.pk}/").status_code == 404


def test_the_file_is_out_of_reach_of_every_other_address(
    browser: Client, cast: Cast, meeting: Meeting, settings: LazySettings, uploads: Path
) -> None:
    photo = photographed(meeting, by=cast.member)
    for address in (f"/{photo.file.name}", f"/uploads/{photo.file.name}", f"/static/{photo.file.name}"):
        assert browser.get(address).status_code == 404
    assert not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT)
    assert not stat.S_IMODE((uploads / str(photo.file.name)).stat().st_mode) & stat.S_IWOTH


# --- Anything at all


BODIES = st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=300).map(
        lambda content: b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n' + content
    ),
    st.binary(max_size=300).map(
        lambda content: (
            b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n'
            + a_file()[: len(content)]
            + content
            + b"\r\n--x--\r\n"
        )
    ),
)


@given(body=BODIES)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_request_breaks_the_house(body: bytes, browser: Client, meeting: Meeting) -> None:
    address = reverse("meetings:add_photo", args=[meeting.pk])
    answer = browser.post(address, body, content_type="multipart/form-data; boundary=x")
    assert 400 <= answer.status_code < 500 or answer.status_code == 201
