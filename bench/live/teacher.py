"""A raw client in Python: somebody at a meeting who types and gives commands, and remembers what the house promised.

Speaks the binary frames of the y-protocols, and the house's own text frames beside them.
"""

import asyncio
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pycrdt
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

from bench.live.servers import Seat

SYNC, STEP_1, STEP_2, UPDATE = 0, 0, 1, 2


def number(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(0x80 | value & 0x7F)
        value >>= 7
    return bytes([*out, value])


def read_number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if data[at - 1] < 0x80:
            return value, at


def sync(step: int, payload: bytes) -> bytes:
    return bytes((SYNC, step)) + number(len(payload)) + payload


@dataclass(slots=True)
class Command:
    """`answered` is what the house has said of it: done, refused, or nothing yet."""

    name: str
    data: dict[str, Any]
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    answered: str | None = None

    @property
    def line(self) -> str:
        """The text it puts in a row, which no other command has."""
        return str(self.data.get("text", ""))


class Teacher:
    """`typed` is all that this person has written, in a paragraph of their own; `promised` how much of it is saved."""

    def __init__(self, fragment: str) -> None:
        self.fragment = fragment
        self.document: pycrdt.Doc[Any] = pycrdt.Doc()
        self.document.observe(self._changed)
        self.typed = ""
        self.commands: list[Command] = []
        self.problems: list[str] = []
        self._text: pycrdt.XmlText | None = None
        self._taking_in = False
        self._out: asyncio.Queue[bytes | str] = asyncio.Queue()
        self._sent: list[int] = []  # for each update sent on this socket: how much was typed when it was
        self._saved = 0
        self._promised_before = 0
        self._in_step = asyncio.Event()

    # --- At the meeting

    def sit(self, seat: Seat) -> "asyncio.Task[None]":
        """Sit down. The task ends when the socket closes, however it does."""
        self._promised_before = self.promised
        self._sent, self._saved, self._out = [], 0, asyncio.Queue()
        self._in_step.clear()
        return asyncio.create_task(self._stay(seat))

    async def _stay(self, seat: Seat) -> None:
        headers, origin = {"Cookie": seat["cookie"] or ""}, Origin(seat["origin"])
        try:
            async with connect(seat["url"], additional_headers=headers, origin=origin, compression=None) as socket:
                self._out.put_nowait('{"hello": {"generation": null}}')
                self._out.put_nowait(sync(STEP_1, self.document.get_state()))
                telling = asyncio.create_task(self._tell(socket))
                try:
                    async for message in socket:
                        self._hear(message)
                finally:
                    telling.cancel()
        except (ConnectionClosed, InvalidHandshake, OSError):
            return

    async def in_step(self) -> None:
        """Until the house has told all that it had when we came."""
        await self._in_step.wait()

    async def _tell(self, socket: ClientConnection) -> None:
        while True:
            await socket.send(await self._out.get())

    def _hear(self, message: bytes | str) -> None:
        if isinstance(message, str):
            self._hear_word(json.loads(message))
        elif message[0] == SYNC:
            length, at = read_number(message, 2)
            payload = message[at : at + length]
            if message[1] == STEP_1:
                self._update(self.document.get_update(payload), STEP_2)
                return
            self._taking_in = True
            self.document.apply_update(payload)
            self._taking_in = False
            if message[1] == STEP_2:
                self._in_step.set()

    def _hear_word(self, word: dict[str, Any]) -> None:
        if "saved" in word:
            self._saved = max(self._saved, word["saved"])
        for answer in ("done", "refused"):
            if answer in word:
                for command in self.commands:
                    if command.id == word[answer]["id"]:
                        command.answered = answer
        if "refused" in word:
            self.problems.append(f"refused: {word['refused']['sentence']}")
        if "problem" in word and word["problem"]["sentence"]:
            self.problems.append(word["problem"]["sentence"])
        if "outdated" in word:
            self.problems.append("outdated")

    # --- Writing

    def _changed(self, event: pycrdt.TransactionEvent) -> None:
        if not self._taking_in:
            self._update(event.update, UPDATE)

    def _update(self, update: bytes, step: int) -> None:
        self._sent.append(len(self.typed))
        self._out.put_nowait(sync(step, update))

    def type(self, letters: str) -> None:
        """Write at the end of the own paragraph. One update."""
        if self._text is None:
            paragraph = pycrdt.XmlElement("paragraph")
            part = self.document.get(self.fragment, type=pycrdt.XmlFragment)
            part.children.append(paragraph)
            self._text = pycrdt.XmlText()
            paragraph.children.append(self._text)
        place = len(self.typed.encode())  # the library counts bytes
        self.typed += letters
        self._text.insert(place, letters)

    @property
    def promised(self) -> int:
        """How many of the letters typed the house has said are saved."""
        return max(self._promised_before, self._sent[self._saved - 1] if self._saved else 0)

    def command(self, name: str, **data: object) -> Command:
        command = Command(name, data)
        self.commands.append(command)
        self.send(command)
        return command

    def send(self, command: Command) -> None:
        said = {"id": command.id, "name": command.name, "data": command.data}
        self._out.put_nowait(json.dumps({"command": said}))

    @property
    def all_answered(self) -> bool:
        return all(command.answered for command in self.commands)

    @property
    def all_saved(self) -> bool:
        return self._saved >= len(self._sent) and self._out.empty()


def paragraphs(document: "pycrdt.Doc[Any]", fragments: Iterable[str]) -> list[str]:
    """The text of every paragraph in these parts of the document."""
    parts = (document.get(name, type=pycrdt.XmlFragment) for name in fragments)
    return ["".join(str(text) for text in paragraph.children) for part in parts for paragraph in part.children]
