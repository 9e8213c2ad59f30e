"""The one queue into the documents' log: what comes in is written in order, and told once it is written.

While one batch is being written the next gathers, so a busy house writes fewer and larger batches, not more.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import DatabaseError

from lartraff.live import store
from lartraff.live.connection import NOT_KEPT, NOT_WHOLE, Connection
from lartraff.live.logic import updates
from lartraff.live.logic.frames import BadFrame
from lartraff.live.quick import quick_log
from lartraff.live.room import Room
from lartraff.live.threads import Threads

if TYPE_CHECKING:
    from lartraff.people.models import User


logger = logging.getLogger(__name__)

MOST_IN_BATCH = 5_000
# What may be written on the event loop itself: no more than a few letters, so that nobody else is kept waiting.
FEW_ROWS = 32
FEW_BYTES = 32 * 1024


@dataclass(slots=True)
class Entry:
    room: Room
    update: bytes
    writer: Connection | None = None
    user: User | None = None
    written: asyncio.Future[bool] | None = None

    def give_up(self, code: int = NOT_KEPT) -> None:
        """It could not be kept, so nobody shall believe that it was."""
        if self.writer is not None:
            self.writer.close(code)
        if self.written is not None and not self.written.done():
            self.written.set_result(False)


def put_together(entries: list[Entry]) -> bytes | None:
    """One update of them all, looked at once for them all, since looking takes longer than most else.

    If something in it is malformed each is looked at by itself: who sent it is shown out, and the others' is kept.
    """
    try:
        update = updates.merge([entry.update for entry in entries])
        updates.check_contents(update)
    except BadFrame:
        entries[:] = [entry for entry in entries if is_whole(entry)]
        return updates.merge([entry.update for entry in entries]) if entries else None
    return update


def is_whole(entry: Entry) -> bool:
    try:
        updates.check_contents(entry.update)
    except BadFrame:
        entry.give_up(NOT_WHOLE)
        return False
    return True


class Log:
    """`told` is called for each room with the update that has been written, and what it was put together from."""

    def __init__(self, threads: Threads, told: Callable[[Room, bytes, list[Entry]], None]) -> None:
        self._threads = threads
        self._told = told
        self._waiting: list[Entry] = []
        self._wake = asyncio.Event()
        self._quick = quick_log()
        self._task = asyncio.create_task(self._write())
        self._stopping = False

    def put(self, room: Room, update: bytes, writer: Connection | None) -> None:
        self._waiting.append(Entry(room, update, writer, None if writer is None else writer.user))
        if writer is not None:
            writer.waits_for_log += 1
        self._wake.set()

    def written(self, room: Room, update: bytes, user: User) -> Awaitable[bool]:
        """Like `put`, for someone without a connection; the answer is whether it was written."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(Entry(room, update, None, user, future))
        self._wake.set()
        return future

    async def _write(self) -> None:
        while not (self._stopping and not self._waiting):
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST_IN_BATCH], self._waiting[MOST_IN_BATCH:]
                try:
                    await self._write_batch(batch)
                except Exception:
                    # Whatever it was, it was one batch: nobody believes it to be saved, and the house goes on writing.
                    logger.exception(
                        "What was written at %s meetings could not be kept.", len({one.room for one in batch})
                    )
                    for entry in batch:
                        entry.give_up()

    async def _write_batch(self, batch: list[Entry]) -> None:
        """What came for one document at the same time becomes one line of the log, and one word to everybody."""
        by_room: dict[Room, list[Entry]] = defaultdict(list)
        for entry in batch:
            by_room[entry.room].append(entry)
            if entry.writer is not None:
                entry.writer.off_to_log()
        merged = {room: update for room, its in by_room.items() if (update := put_together(its)) is not None}
        rows = [(room.stored.pk, update) for room, update in merged.items()]
        if not self._write_quickly(rows):
            try:
                await self._threads.write(store.append, rows)
            except DatabaseError:
                await self._write_each(merged, by_room)
                return
        for room, update in merged.items():
            self._tell(room, update, by_room[room])

    def _write_quickly(self, rows: list[tuple[int, bytes]]) -> bool:
        few = len(rows) <= FEW_ROWS and sum(len(update) for _document, update in rows) <= FEW_BYTES
        return few and self._quick is not None and self._quick.append(rows)

    async def _write_each(self, merged: dict[Room, bytes], by_room: dict[Room, list[Entry]]) -> None:
        """One cannot be written (its document has just been thrown away): it shall not stop the others."""
        for room, update in merged.items():
            try:
                await self._threads.write(store.append, [(room.stored.pk, update)])
            except DatabaseError:
                logger.warning("What was written at meeting %s could not be kept.", room.meeting)
                for entry in by_room[room]:
                    entry.give_up()
            else:
                self._tell(room, update, by_room[room])

    def _tell(self, room: Room, update: bytes, entries: list[Entry]) -> None:
        self._told(room, update, entries)
        for entry in entries:
            if entry.written is not None and not entry.written.done():
                entry.written.set_result(True)

    async def stop(self) -> None:
        self._stopping = True
        self._wake.set()
        await self._task
        if self._quick is not None:
            self._quick.close()
