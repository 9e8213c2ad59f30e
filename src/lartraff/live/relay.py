"""Several processes, one room: what one process has written or heard, the others are told through Redis or Valkey.

Nothing depends on it. A message may be lost (publishing is at most once); then the gap is noticed and the log is read
again. Without a server there is one process, and nobody to tell.
"""

import asyncio
import contextlib
import logging
import struct
import uuid
from collections.abc import Awaitable, Callable
from enum import Enum

import redis
from redis.asyncio import Redis
from redis.asyncio.client import PubSub

logger = logging.getLogger(__name__)

CHANNEL = "lartraff:live:"
_HEAD = struct.Struct("!16sQc")  # which process, its how-many-eth message in this room, of what kind


class Word(Enum):
    UPDATE = b"u"  # an update that is in the log
    PRESENCE = b"p"  # an awareness payload
    ONLINE = b"o"  # who is connected to that process: primary keys with commas between
    ASK = b"a"  # somebody new: who is there, and what do they say of themselves?
    CHANGED = b"c"  # the meeting has changed
    PROBLEM = b"x"  # an item and its sentence, as JSON


# (meeting, process, word, payload, whether messages before it were lost)
Heard = Callable[[int, str, Word, bytes, bool], Awaitable[None]]


class Relay:
    """Tells the other processes, and hears them. `heard` is called for each message of theirs."""

    def __init__(self, url: str, heard: Heard) -> None:
        self.process = uuid.uuid4()
        self._redis = Redis.from_url(url, socket_keepalive=True, health_check_interval=15)
        self._heard = heard
        self._sent: dict[int, int] = {}
        self._last: dict[tuple[int, bytes], int] = {}
        self._pubsub: PubSub = self._redis.pubsub(ignore_subscribe_messages=True)
        self._task: asyncio.Task[None] | None = None
        self._rooms: set[int] = set()
        self._waiting: set[asyncio.Task[None]] = set()

    async def subscribe(self, meeting: int) -> None:
        self._rooms.add(meeting)
        with contextlib.suppress(redis.RedisError, OSError):
            await self._pubsub.subscribe(channel(meeting))
        if self._task is None:
            self._task = asyncio.create_task(self._listen())

    async def unsubscribe(self, meeting: int) -> None:
        self._rooms.discard(meeting)
        with contextlib.suppress(redis.RedisError, OSError):
            await self._pubsub.unsubscribe(channel(meeting))

    def tell(self, meeting: int, word: Word, payload: bytes = b"") -> None:
        """Send without waiting for it."""
        self._sent[meeting] = self._sent.get(meeting, 0) + 1
        message = _HEAD.pack(self.process.bytes, self._sent[meeting], word.value) + payload
        task = asyncio.create_task(self._publish(channel(meeting), message))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def _publish(self, where: str, message: bytes) -> None:
        try:
            await self._redis.publish(where, message)
        except (redis.RedisError, OSError) as error:
            # The others notice the gap, or find the log changed the next time they look.
            logger.warning("The other processes could not be told: %s", error)

    async def _listen(self) -> None:
        while True:
            try:
                async for message in self._pubsub.listen():
                    await self._take(message["channel"].decode(), message["data"])
            except (redis.RedisError, OSError) as error:
                logger.warning("The other processes cannot be heard just now: %s", error)
                await asyncio.sleep(1)
            if not self._rooms:
                await asyncio.sleep(0.1)
                continue
            with contextlib.suppress(redis.RedisError, OSError):
                await self._pubsub.subscribe(*map(channel, self._rooms))
            for meeting in list(self._rooms):
                await self._heard(meeting, "", Word.CHANGED, b"", True)  # noqa: FBT003

    async def _take(self, where: str, message: bytes) -> None:
        process, count, word = _HEAD.unpack_from(message)
        if process == self.process.bytes:
            return
        meeting = int(where.removeprefix(CHANNEL))
        last = self._last.get((meeting, process))
        self._last[meeting, process] = count
        lost = last is not None and count != last + 1
        await self._heard(meeting, process.hex(), Word(word), message[_HEAD.size :], lost)

    async def stop(self) -> None:
        if self._waiting:
            await asyncio.wait(self._waiting, timeout=2)
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._pubsub.aclose()  # type: ignore[no-untyped-call]
        await self._redis.aclose()


def channel(meeting: int) -> str:
    return f"{CHANNEL}{meeting}"


def tell_from_outside(url: str, meeting: int) -> None:
    """Let the live processes know that a meeting has changed, from a process that serves pages only."""
    message = _HEAD.pack(uuid.uuid4().bytes, 1, Word.CHANGED.value)
    with contextlib.suppress(redis.RedisError, OSError):
        client(url).publish(channel(meeting), message)


_clients: dict[str, "redis.Redis"] = {}


def client(url: str) -> "redis.Redis":
    if url not in _clients:
        _clients[url] = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
    return _clients[url]
