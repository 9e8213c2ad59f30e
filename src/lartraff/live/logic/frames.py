"""The binary frames of the y-protocols, as the official Yjs providers speak them.

A frame is a kind, then for SYNC a step, then a length-prefixed payload. Numbers are little-endian base 128.
"""

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Kind(IntEnum):
    SYNC = 0
    AWARENESS = 1
    QUERY_AWARENESS = 3


class Step(IntEnum):
    STATE = 0  # what I have: a state vector
    MISSING = 1  # what you lacked: an update
    UPDATE = 2  # what was just written: an update


# Looked up at every letter, where making an enum of a number takes its time.
_KINDS = {kind.value: kind for kind in Kind}
_STEPS = {step.value: step for step in Step}


class BadFrame(ValueError):
    """The bytes are no frame of ours."""


@dataclass(frozen=True, slots=True)
class Frame:
    kind: Kind
    step: Step | None
    payload: bytes


def read(data: bytes) -> Frame:
    """Return the frame. Raises BadFrame."""
    number, at = read_number(data, 0)
    try:
        kind = _KINDS[number]
        step = None
        if kind is Kind.QUERY_AWARENESS:
            return Frame(kind, None, b"")
        if kind is Kind.SYNC:
            number, at = read_number(data, at)
            step = _STEPS[number]
    except KeyError as error:
        raise BadFrame(f"There is no frame of kind {number}.") from error
    length, at = read_number(data, at)
    if at + length != len(data):
        raise BadFrame("The frame is not as long as it says.")
    return Frame(kind, step, data[at:])


def sync(step: Step, payload: bytes) -> bytes:
    return bytes((Kind.SYNC, step)) + number(len(payload)) + payload


def awareness(payload: bytes) -> bytes:
    return bytes((Kind.AWARENESS,)) + number(len(payload)) + payload


def read_number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number at `at`, and where the next thing begins. Raises BadFrame if there is none."""
    value = shift = 0
    while at < len(data) and shift <= 63:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise BadFrame("A number ends before it is over.")


def number(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(0x80 | (value & 0x7F))
        value >>= 7
    out.append(value)
    return bytes(out)


# --- Awareness: what each client tells of itself, and nothing that lasts


@dataclass(frozen=True, slots=True)
class Presence:
    """What one client (`client`: its number in the document) says of itself; None when it has gone."""

    client: int
    clock: int
    says: dict[str, Any] | None


def read_awareness(payload: bytes) -> list[Presence]:
    """Raises BadFrame."""
    count, at = read_number(payload, 0)
    if count > len(payload):
        raise BadFrame("There are more clients than bytes.")
    found = []
    for _client in range(count):
        client, at = read_number(payload, at)
        clock, at = read_number(payload, at)
        length, at = read_number(payload, at)
        text, at = payload[at : at + length], at + length
        try:
            says = json.loads(text)
        except ValueError as error:
            raise BadFrame("What a client says of itself is not JSON.") from error
        if not isinstance(says, dict | None):
            raise BadFrame("What a client says of itself is not an object.")
        found.append(Presence(client, clock, says))
    if at != len(payload):
        raise BadFrame("There is more after the last client.")
    return found


def write_awareness(presences: list[Presence]) -> bytes:
    out = bytearray(number(len(presences)))
    for presence in presences:
        text = json.dumps(presence.says).encode()
        out += number(presence.client) + number(presence.clock) + number(len(text)) + text
    return bytes(out)
