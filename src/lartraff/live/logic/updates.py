"""Yjs updates as bytes: which to take in, and how to put several together."""

import pycrdt

from lartraff.live.logic.frames import BadFrame, read_number

MOST_BYTES = 1024 * 1024  # what a phone that has been away for a whole meeting may have to tell at once
MOST_IN_DOCUMENT = 16 * 1024 * 1024  # far beyond any meeting; a faulty screen is stopped there
EMPTY = b"\x00\x00"  # an update that says nothing


def check(update: bytes) -> None:
    """Raise BadFrame unless `update` is whole."""
    check_size(update)
    check_contents(update)


def check_size(update: bytes) -> None:
    """Raise BadFrame on what is too large, or claims to be.

    A few malformed bytes can claim millions of clients, and the library would make room for them all (half a gigabyte
    for a quarter of a second) before it finds out. So this comes before everything else.
    """
    if len(update) > MOST_BYTES:
        raise BadFrame("The update is too large.")
    clients, at = read_number(update, 0)
    if clients > len(update):
        raise BadFrame("The update claims more clients than it has bytes.")
    if clients:
        structs, _at = read_number(update, at)
        if structs > len(update):
            raise BadFrame("The update claims more than it has bytes.")


def check_contents(update: bytes) -> None:
    """Raise BadFrame unless the library can read it. Costs more than most else about a letter."""
    try:
        # Into an empty document, where whatever it builds on is waited for: what is no update is refused here and now.
        pycrdt.Doc().apply_update(update)
    except ValueError as error:
        raise BadFrame("The update is malformed.") from error


def merge(updates: list[bytes]) -> bytes:
    """One update that says what all of them say. Raises BadFrame where one of several is malformed."""
    if len(updates) == 1:
        return updates[0]
    try:
        return pycrdt.merge_updates(*updates)
    except ValueError as error:
        raise BadFrame("An update is malformed.") from error
