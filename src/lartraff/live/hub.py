"""All rooms of this process, and what goes round in them: the log, the state, the minutes, the other processes."""

import asyncio
import contextlib
import json
import logging
import time
from collections import Counter, defaultdict
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from lartraff.live import projection, relay, store
from lartraff.live.connection import Connection
from lartraff.live.log import Entry, Log
from lartraff.live.logic import frames, updates
from lartraff.live.logic.frames import Presence
from lartraff.live.relay import Relay, Word
from lartraff.live.room import Room
from lartraff.live.state import view_of
from lartraff.live.threads import Threads
from lartraff.meetings.permissions import who_may_enter
from lartraff.meetings.queries.outcomes import agenda_of, meeting_of
from lartraff.meetings.queries.rooms import latest_sequences

logger = logging.getLogger(__name__)

WATCH_EVERY = 1.0  # seconds between looks at what other processes may have changed
CHECK_RIGHTS_EVERY = 15.0
STATE_AT_LEAST_EVERY = 60.0
CARRY_AFTER = 1.0  # seconds of rest before what was written is carried to the minutes
CARRY_AT_LEAST_EVERY = 10.0
KEEP_EMPTY_FOR = 30.0
COMPACT_AFTER = 2_000  # updates


class Hub:
    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.threads = Threads()
        self.rooms: dict[int, Room] = {}
        self.log = Log(self.threads, self._written)
        self.relay = Relay(settings.LIVE_REDIS_URL, self._heard) if settings.LIVE_REDIS_URL else None
        self._waiting: list[asyncio.Future[None]] = []
        self._opening: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._showing: dict[int, bool] = {}  # rooms whose state is being read; True: and shall be read once more
        self._carrying: set[int] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._do(self._watch())
        self._do(self._carry_what_rests())
        self._do(self.threads.work(projection.gather_everything))

    def _do(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("The live room failed at something and goes on.", exc_info=error)

    # --- Rooms

    async def room(self, meeting: int) -> Room | None:
        """The meeting's room, from the log if it is not here yet. None if there is no such meeting."""
        async with self._opening[meeting]:
            room = self.rooms.get(meeting)
            if room is None:
                found = await self.threads.work(open_room, meeting)
                if found is None:
                    return None
                room = found
                self.rooms[meeting] = room
                if self.relay is not None:
                    await self.relay.subscribe(meeting)
                    # Whatever was written between reading the log and listening.
                    await self._read_again(room)
                    self.relay.tell(meeting, Word.ASK)
                await self._show_now(room)
            room.empty_since = time.monotonic()
            return room

    async def _close(self, room: Room) -> None:
        async with self._opening[room.meeting]:
            if not room.is_empty() or room.has_to_carry():
                return
            del self.rooms[room.meeting]
            if self.relay is not None:
                await self.relay.unsubscribe(room.meeting)
            await self.threads.write(store.compact, room.stored.pk)
        if not self._opening[room.meeting].locked():
            del self._opening[room.meeting]

    # --- What comes in

    def join(self, room: Room, connection: Connection) -> None:
        room.join(connection)
        self._tell_online(room)
        self._news()

    def leave(self, room: Room, connection: Connection) -> None:
        self._tell_presences(room.leave(connection), room)
        self._tell_online(room)
        self._news()

    def hear(self, room: Room, presences: list[Presence], *, besides: Connection | None) -> None:
        room.hear(presences, besides=besides)
        self._tell_presences(presences, room)
        self._news()

    def _tell_presences(self, presences: list[Presence], room: Room) -> None:
        if self.relay is not None and presences:
            self.relay.tell(room.meeting, Word.PRESENCE, frames.write_awareness(presences))

    def _tell_online(self, room: Room) -> None:
        if self.relay is not None:
            self.relay.tell(room.meeting, Word.ONLINE, ",".join(map(str, room.here())).encode())

    def _written(self, room: Room, update: bytes, entries: list[Entry]) -> None:
        """This is in the log: now, and not before, everybody is told."""
        room.take_in(update, {entry.writer for entry in entries})
        if self.relay is not None:
            self.relay.tell(room.meeting, Word.UPDATE, update)
        for user in {id(entry.user): entry.user for entry in entries}.values():
            if user is not None:
                # The latest stands last.
                room.writers.pop(user.pk, None)
                room.writers[user.pk] = user
        saved = Counter(entry.writer for entry in entries)
        for writer, count in saved.items():
            if writer is not None:
                writer.is_saved(count)
        if room.since_compacted > COMPACT_AFTER:
            room.since_compacted = 0
            self._do(self._compact(room))
        self._news()

    async def _compact(self, room: Room) -> None:
        await self.threads.write(store.compact, room.stored.pk)
        room.bytes = len(room.document.get_update())

    def _news(self) -> None:
        """Wake those who wait over plain HTTP."""
        while self._waiting:
            waiter = self._waiting.pop()
            if not waiter.done():
                waiter.set_result(None)

    async def news(self, seconds: float) -> None:
        """Wait until something has happened in some room, or for so long."""
        waiter = self.loop.create_future()
        self._waiting.append(waiter)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(waiter, seconds)

    # --- The state

    def told(self, meeting: int) -> None:
        """The meeting has changed, here or elsewhere: read its state again and show it."""
        room = self.rooms.get(meeting)
        if room is None:
            return
        if meeting in self._showing:
            self._showing[meeting] = True
            return
        self._showing[meeting] = False
        self._do(self._show(room))

    async def _show(self, room: Room) -> None:
        try:
            await self._show_now(room)
        finally:
            if self._showing.pop(room.meeting, False):
                self.told(room.meeting)

    async def _show_now(self, room: Room) -> None:
        view = await self.threads.work(view_of, room.meeting)
        if view is None:
            for connection in [*room.connections, *room.walls]:
                connection.close(4403)
            return
        room.shown_at = time.monotonic()
        if view.data["generation"] not in {None, str(room.stored.generation)}:
            # The minutes were shared, and opened again for a correction: this document is history.
            for connection in room.connections:
                connection.close(1012)
        room.show(view)
        self._news()

    # --- The minutes

    async def _carry_what_rests(self) -> None:
        while True:
            await asyncio.sleep(0.25)
            now = time.monotonic()
            for room in list(self.rooms.values()):
                rests = now - room.changed_at > CARRY_AFTER or now - room.dirty_since > CARRY_AT_LEAST_EVERY
                if rests and room.has_to_carry() and room.meeting not in self._carrying:
                    self._do(self.carry(room))

    async def carry(self, room: Room) -> None:
        """Carry what is written to the minutes, in the name of whoever wrote last."""
        if not room.has_to_carry():
            return
        self._carrying.add(room.meeting)
        items, room.dirty = room.dirty, set()
        written = projection.texts(room.document, items)
        by = list(room.writers.values())[-1]
        try:
            carried = await self.threads.work(projection.carry, room.meeting, written, by=by)
        except PermissionDenied:
            # The last to write has left the group since; the one before them is as good.
            room.writers.pop(by.pk, None)
            room.dirty |= items
            return
        except Exception:
            room.dirty |= items
            room.changed_at = room.dirty_since = time.monotonic()
            raise
        finally:
            self._carrying.discard(room.meeting)
        for item, sentence in carried.problems.items():
            self._problem(room, item, sentence)
        for update in carried.updates:
            self._written(room, update, [])
        if room.walls or (room.view and room.view.data["minutes"] == "READ_ALOUD"):
            self.told(room.meeting)

    def _problem(self, room: Room, item: int, sentence: str | None) -> None:
        had = item in room.problems
        room.tell_problem(item, sentence)
        if had and sentence is None:
            # What was taken away shall not linger in the log either.
            self._do(self.threads.write(store.compact, room.stored.pk))
        if self.relay is not None and had != (sentence is not None):
            self.relay.tell(room.meeting, Word.PROBLEM, json.dumps([item, sentence]).encode())

    # --- Round and round

    async def _watch(self) -> None:
        """Look after every room: what changed unheard, who may still be here, who has gone."""
        checked = 0.0
        while True:
            await asyncio.sleep(WATCH_EVERY)
            try:
                await self._look_after_rooms()
            except DatabaseError as error:
                logger.warning("The database does not answer the live room just now: %s", error)
            if time.monotonic() - checked > CHECK_RIGHTS_EVERY:
                checked = time.monotonic()
                self._do(self._check_rights())
                for room in self.rooms.values():
                    self._tell_online(room)

    async def _look_after_rooms(self) -> None:
        rooms = dict(self.rooms)
        latest = await self.threads.work(latest_sequences, list(rooms)) if rooms else {}
        now = time.monotonic()
        for meeting, room in rooms.items():
            room.forget_stale(now)
            behind = room.view is not None and latest.get(meeting, 0) != room.view.sequence
            if behind or (not room.is_empty() and now - room.shown_at > STATE_AT_LEAST_EVERY):
                self.told(meeting)
            if not room.is_empty():
                room.empty_since = now
            elif now - room.empty_since > KEEP_EMPTY_FOR:
                self._do(self._close(room))

    async def _check_rights(self) -> None:
        """Whoever has left a group is shown out of its room. Who comes in meanwhile has just been asked."""
        asked = [(room, connection) for room in self.rooms.values() for connection in room.connections]
        meetings = {room.meeting for room, _connection in asked}
        allowed = await self.threads.work(who_may_enter, meetings) if meetings else {}
        for room, connection in asked:
            if connection.user is not None and connection.user.pk not in allowed[room.meeting]:
                connection.close(4403)

    # --- The other processes

    async def _heard(self, meeting: int, process: str, word: Word, payload: bytes, lost: bool) -> None:  # noqa: FBT001
        room = self.rooms.get(meeting)
        if room is None:
            return
        if lost:
            await self._read_again(room)
        match word:
            case Word.UPDATE:
                room.take_in(payload)
            case Word.PRESENCE:
                room.hear(frames.read_awareness(payload), besides=None)
            case Word.ONLINE:
                room.elsewhere[process] = (time.monotonic(), {int(one) for one in payload.decode().split(",") if one})
                room.tell_online()
            case Word.ASK:
                self._tell_online(room)
                self._tell_presences(list(room.presences.values()), room)
            case Word.PROBLEM:
                item, sentence = json.loads(payload)
                room.tell_problem(item, sentence)
            case Word.CHANGED:
                self.told(meeting)
        self._news()

    async def _read_again(self, room: Room) -> None:
        """Something may have been missed: the log knows."""
        stored = await self.threads.work(store.find, room.meeting)
        if stored is not None and stored.generation == room.stored.generation and stored.updates:
            room.take_in(updates.merge(stored.updates))
        self.told(room.meeting)

    # --- The end

    async def stop(self) -> None:
        """Write what waits, carry it to the minutes, and tell everybody to come back in a moment."""
        for room in self.rooms.values():
            for connection in [*room.connections, *room.walls]:
                connection.close(1012)
        await self.log.stop()
        for task in list(self._tasks):
            task.cancel()
        for task in list(self._tasks):
            with contextlib.suppress(asyncio.CancelledError):
                await task
        for room in list(self.rooms.values()):
            await self.carry(room)
        if self.relay is not None:
            await self.relay.stop()
        self.threads.stop()


def open_room(meeting_pk: int) -> Room | None:
    meeting = meeting_of(meeting_pk)
    if meeting is None:
        return None
    stored = store.open_document(meeting_pk, lambda: projection.seed(meeting_pk))
    if len(stored.updates) > store.MANY_UPDATES:
        store.compact(stored.pk)
    return Room(meeting_pk, [item.pk for item in agenda_of(meeting)], stored)


# The hub of this process, while it serves the live room.
current: Hub | None = None


def tell(meeting: int) -> None:
    """A meeting has changed; may be called from any thread, after the commit."""
    if current is not None:
        current.loop.call_soon_threadsafe(tell_all, current, meeting)
    elif settings.LIVE_REDIS_URL:
        relay.tell_from_outside(settings.LIVE_REDIS_URL, meeting)


def tell_all(hub: Hub, meeting: int) -> None:
    hub.told(meeting)
    if hub.relay is not None:
        hub.relay.tell(meeting, Word.CHANGED)
