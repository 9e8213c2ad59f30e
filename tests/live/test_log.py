"""What came at the same time is put together; what cannot be read costs nobody else anything."""

from typing import Any, cast

import pycrdt

from lartraff.live.connection import Connection
from lartraff.live.log import Entry, put_together
from lartraff.live.room import Room

NO_ROOM = cast("Room", None)  # putting together does not ask where


async def nowhere(message: dict[str, Any]) -> None:
    raise AssertionError(message)


def entry(update: bytes) -> Entry:
    return Entry(NO_ROOM, update, Connection(nowhere, None))


def written(text: str) -> bytes:
    document = pycrdt.Doc[Any]()
    document.get("text", type=pycrdt.Text).insert(0, text)
    return document.get_update()


def read(update: bytes | None) -> str:
    assert update is not None
    document = pycrdt.Doc[Any]()
    document.apply_update(update)
    return str(document.get("text", type=pycrdt.Text))


def test_all_that_is_whole_becomes_one_update() -> None:
    assert sorted(read(put_together([entry(written("ab")), entry(written("cd"))]))) == list("abcd")


def test_what_is_malformed_is_left_out_and_whoever_sent_it_is_shown_out() -> None:
    good, bad, other = entry(written("ab")), entry(written("ef")[:-3] + b"\xff\xff\xff"), entry(written("cd"))
    entries = [good, bad, other]
    assert sorted(read(put_together(entries))) == list("abcd")
    assert entries == [good, other]
    assert bad.writer is not None
    assert bad.writer.is_closing
    assert not any(one.writer is None or one.writer.is_closing for one in entries)


def test_nothing_whole_is_nothing() -> None:
    entries = [entry(b"\x01\x01\xff")]
    assert put_together(entries) is None
    assert entries == []
