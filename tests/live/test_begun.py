"""A first step taken at once: all of it where nothing is waited for, otherwise the rest is awaited."""

import asyncio

import pytest

from lartraff.live.begun import Begun
from tests.live.loops import in_a_loop


class Gate:
    """Somebody whose network lets nothing through until the gate is opened."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.sent: list[str] = []

    async def send(self) -> None:
        await self.open.wait()
        self.sent.append("one")
        await asyncio.sleep(0)
        self.sent.append("two")


async def gone() -> None:
    raise ConnectionResetError


def test_what_waits_for_nothing_is_done_up_to_where_it_waits() -> None:
    async def at_an_open_gate() -> list[str]:
        gate = Gate()
        gate.open.set()
        begun = Begun(gate.send())
        assert not begun.is_done
        return gate.sent

    assert in_a_loop(at_an_open_gate()) == ["one"]


def test_what_waits_goes_on_when_it_is_awaited() -> None:
    async def at_a_closed_gate() -> None:
        gate = Gate()
        begun = Begun(gate.send())
        assert (begun.is_done, gate.sent) == (False, [])
        asyncio.get_running_loop().call_soon(gate.open.set)
        await begun
        assert (begun.is_done, gate.sent) == (True, ["one", "two"])
        await begun  # over and over again, nothing more happens
        assert gate.sent == ["one", "two"]

    in_a_loop(at_a_closed_gate())


def test_what_was_opened_before_it_is_awaited_goes_on_too() -> None:
    async def late() -> list[str]:
        gate = Gate()
        begun = Begun(gate.send())
        gate.open.set()
        await asyncio.sleep(0)
        await begun
        return gate.sent

    assert in_a_loop(late()) == ["one", "two"]


def test_what_goes_wrong_at_once_is_raised_at_once() -> None:
    with pytest.raises(ConnectionResetError):
        Begun(gone())
