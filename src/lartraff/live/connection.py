"""One open screen. What it is to be told waits here, and waits as little as its network allows.

Nothing piles up for a slow one: of each kind of message only the latest is kept, and updates are put together.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from lartraff.live.begun import Begun
from lartraff.live.logic import frames, updates
from lartraff.live.logic.frames import Presence, Step

if TYPE_CHECKING:
    from lartraff.people.models import User


# Why a socket is closed: what it sent cannot be read, or could not be kept.
NOT_WHOLE, NOT_KEPT = 1007, 1011
MOST_WAITING = 256  # updates that may wait for the log before more is read

Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]


class Connection:
    """`talks`: has said hello, so it understands our text frames. `saved`: how many of its updates are in the log."""

    def __init__(self, send: Send, user: User | None) -> None:
        self.send = send
        self.user = user
        self.talks = False
        self.may_write = False
        self.clients: set[int] = set()
        self.saved = 0
        self.waits_for_log = 0
        self._less_waits = asyncio.Event()
        self._frames: deque[bytes] = deque()
        self._updates: list[bytes] = []
        self._ready = b""
        self._presences: dict[int, Presence] = {}
        self._latest: dict[str, str] = {}
        self._answers: deque[str] = deque()
        self._closing: int | None = None
        self._wake = asyncio.Event()
        self._rests = False  # nothing waited when it was last looked at; what has come since has set `_wake`
        self._begun: Begun | None = None

    # --- What it is to be told

    def frame(self, data: bytes) -> None:
        self._frames.append(data)
        self._wake.set()

    def update(self, data: bytes, frame: bytes) -> None:
        """An update, and the same as a frame that is ready to send."""
        if self._rests and not self._wake.is_set():
            self._send_now(binary(frame))
            return
        self._updates.append(data)
        self._ready = frame
        self._wake.set()

    def presence(self, presence: Presence) -> None:
        self._presences[presence.client] = presence
        self._wake.set()

    def latest(self, kind: str, text: str) -> None:
        """A message of which only the newest matters."""
        if self.talks:
            self._latest[kind] = text
            self._wake.set()

    def answer(self, message: dict[str, Any]) -> None:
        if self.talks:
            self._answers.append(json.dumps(message))
            self._wake.set()

    @property
    def is_closing(self) -> bool:
        return self._closing is not None

    def close(self, code: int) -> None:
        """Close it when what waits has been sent."""
        self._closing = code
        self._wake.set()

    # --- What it writes

    def off_to_log(self) -> None:
        self.waits_for_log -= 1
        self._less_waits.set()

    def is_saved(self, count: int = 1) -> None:
        """So many more of its updates are in the log."""
        self.saved += count
        self.latest("saved", f'{{"saved": {self.saved}}}')

    @property
    def is_too_fast(self) -> bool:
        """Much of what it has sent is not in the log yet."""
        return self.waits_for_log >= MOST_WAITING

    async def less_waits(self) -> None:
        """Wait as long as it is too fast, so that nobody floods the room."""
        while self.is_too_fast:
            self._less_waits.clear()
            await self._less_waits.wait()

    # --- Telling it

    async def deliver(self) -> None:
        """Send what waits, until it is closed. Never raises: a screen that has gone is its own business."""
        with contextlib.suppress(OSError, RuntimeError):
            while self._closing is None or self._waits():
                if not self._waits():
                    self._rests = True
                    await self._wake.wait()
                    self._rests = False
                self._wake.clear()
                if self._begun is not None:
                    await self._begun
                    self._begun = None
                for message in self._taken():
                    await self.send(message)
            await self.send({"type": "websocket.close", "code": self._closing})

    def _send_now(self, message: dict[str, Any]) -> None:
        try:
            begun = Begun(self.send(message))
        except (OSError, RuntimeError):
            return  # it has gone, which whoever listens to it is about to notice
        if not begun.is_done:
            # The network is slow here: whatever comes next waits until this has been sent.
            self._begun = begun
            self._wake.set()

    def _waits(self) -> bool:
        kinds = (self._begun, self._frames, self._updates, self._presences, self._latest, self._answers)
        return any(map(bool, kinds))

    def _taken(self) -> list[dict[str, Any]]:
        """Everything that waits, as messages. Updates come before the word that they are saved."""
        messages = [binary(data) for data in self._frames]
        self._frames.clear()
        if self._updates:
            alone = len(self._updates) == 1
            messages.append(binary(self._ready if alone else frames.sync(Step.UPDATE, updates.merge(self._updates))))
            self._updates = []
        if self._presences:
            messages.append(binary(frames.awareness(frames.write_awareness(list(self._presences.values())))))
            self._presences = {}
        messages += [text(one) for one in self._latest.values()]
        self._latest = {}
        messages += [text(one) for one in self._answers]
        self._answers.clear()
        return messages


def binary(data: bytes) -> dict[str, Any]:
    return {"type": "websocket.send", "bytes": data}


def text(data: str) -> dict[str, Any]:
    return {"type": "websocket.send", "text": data}
