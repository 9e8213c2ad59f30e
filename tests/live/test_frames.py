"""Frames: what is written is read, and whatever else comes is a bad frame and nothing worse."""

import time

import pycrdt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.live.document import Document
from lartraff.live.logic import frames, updates
from lartraff.live.logic.frames import BadFrame, Frame, Kind, Presence, Step

payloads = st.binary(max_size=300)
numbers = st.integers(0, 2**53)
says = st.none() | st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=3)
presences = st.lists(st.builds(Presence, numbers, numbers, says), max_size=4)


@given(st.sampled_from(Step), payloads)
def test_a_sync_frame_is_read_as_it_was_written(step: Step, payload: bytes) -> None:
    assert frames.read(frames.sync(step, payload)) == Frame(Kind.SYNC, step, payload)


@given(presences)
def test_what_clients_say_of_themselves_is_read_as_it_was_written(said: list[Presence]) -> None:
    frame = frames.read(frames.awareness(frames.write_awareness(said)))
    assert frame.kind is Kind.AWARENESS
    assert frames.read_awareness(frame.payload) == said


@given(numbers)
def test_numbers_are_written_as_the_library_writes_them(value: int) -> None:
    assert frames.number(value) == pycrdt.write_var_uint(value)
    assert frames.read_number(frames.number(value), 0) == (value, len(frames.number(value)))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_frame_or_a_bad_frame(data: bytes) -> None:
    try:
        frame = frames.read(data)
        if frame.kind is Kind.AWARENESS:
            frames.read_awareness(frame.payload)
        elif frame.step is not Step.STATE:
            updates.check(frame.payload)
    except BadFrame:
        pass


def an_update() -> bytes:
    document: Document = Document()
    text = document.get("t", type=pycrdt.Text)
    text += "Vi gav testet i alla åttor."
    return document.get_update()


@given(st.integers(0, len(an_update()) - 1), st.integers(0, 255))
def test_an_update_with_a_wrong_byte_is_taken_in_or_refused_and_breaks_nothing(place: int, byte: int) -> None:
    bent = bytearray(an_update())
    bent[place % len(bent)] = byte
    try:
        updates.check(bytes(bent))
    except BadFrame:
        return
    document: Document = Document()
    try:
        document.apply_update(bytes(bent))
    except ValueError:
        return
    document.get_update()


@pytest.mark.parametrize("claims", [b"\xff\xff\xff\x7f", b"\x01\xff\xff\xff\x7f\x00", b"\xff\xff\xff\xff\xff\x0f"])
def test_a_few_bytes_that_claim_millions_are_refused_at_once(claims: bytes) -> None:
    began = time.perf_counter()
    with pytest.raises(BadFrame):
        updates.check(claims)
    assert time.perf_counter() - began < 0.05


def test_several_updates_put_together_say_what_all_of_them_say() -> None:
    document: Document = Document()
    text = document.get("t", type=pycrdt.Text)
    said = []
    for word in ("Vi ", "gav ", "testet"):
        before = document.get_state()
        text += word
        said.append(document.get_update(before))
    other: Document = Document()
    other.apply_update(updates.merge(said))
    assert str(other.get("t", type=pycrdt.Text)) == "Vi gav testet"
