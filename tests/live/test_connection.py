"""One screen: told at once while its network keeps up, and told less often, but all of it, when it does not."""

import asyncio
import contextlib
from typing import Any

import pycrdt

from lartraff.live.connection import Connection
from lartraff.live.logic import frames
from lartraff.live.logic.frames import Step
from tests.live.loops import in_a_loop


def letters(text: str) -> list[bytes]:
    """What somebody writes, as one update a letter."""
    document, made = pycrdt.Doc[Any](), []
    into = document.get("text", type=pycrdt.Text)
    for letter in text:
        before = document.get_state()
        into += letter
        made.append(document.get_update(before))
    return made


class Screen:
    """The other end of a socket whose network can be stopped."""

    def __init__(self) -> None:
        self.connection = Connection(self.send, None)
        self.keeps_up = asyncio.Event()
        self.keeps_up.set()
        self.frames: list[bytes] = []

    async def send(self, message: dict[str, Any]) -> None:
        await self.keeps_up.wait()
        self.frames.append(message["bytes"])

    def tell(self, update: bytes) -> None:
        self.connection.update(update, frames.sync(Step.UPDATE, update))

    def reads(self) -> str:
        document = pycrdt.Doc[Any]()
        for frame in self.frames:
            document.apply_update(frames.read(frame).payload)
        return str(document.get("text", type=pycrdt.Text))


async def served(screen: Screen) -> asyncio.Task[None]:
    serving = asyncio.create_task(screen.connection.deliver())
    await asyncio.sleep(0)
    return serving


async def ended(serving: asyncio.Task[None]) -> None:
    serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving


def test_a_letter_is_on_its_way_before_anything_else_happens() -> None:
    async def write() -> None:
        screen = Screen()
        serving = await served(screen)
        for number, letter in enumerate(letters("hej"), start=1):
            screen.tell(letter)
            assert len(screen.frames) == number
        assert screen.reads() == "hej"
        await ended(serving)

    in_a_loop(write())


def test_what_comes_while_the_network_is_slow_is_put_together() -> None:
    async def write() -> None:
        screen = Screen()
        serving = await served(screen)
        screen.keeps_up.clear()
        for letter in letters("Välkomna"):
            screen.tell(letter)
            await asyncio.sleep(0)
        assert screen.frames == []
        screen.keeps_up.set()
        while screen.reads() != "Välkomna":
            await asyncio.sleep(0)
        assert len(screen.frames) == 2
        await ended(serving)

    in_a_loop(write())
