"""One meeting's room in this process: its document, who is connected, and what they have been told.

All of it runs on the event loop, so nothing here needs a lock; whatever waits for the database is handed in.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lartraff.live import document, store
from lartraff.live.connection import Connection
from lartraff.live.logic import frames
from lartraff.live.logic.frames import BadFrame, Presence, Step
from lartraff.live.state import View

if TYPE_CHECKING:
    from lartraff.people.models import User


STALE = 40.0  # seconds after which someone who only asks now and then is no longer counted as connected


@dataclass(slots=True)
class Poller:
    """Someone who asks over plain HTTP. `seen`: when last, by the monotonic clock."""

    user: User
    seen: float
    clients: set[int] = field(default_factory=set)


class Room:
    """`version` grows whenever there is something new to tell; those who ask over HTTP wait for it."""

    def __init__(self, meeting: int, items: Iterable[int], stored: store.Stored) -> None:
        self.meeting = meeting
        self.items = list(items)
        self.stored = stored
        self.document = store.document_of(stored.updates)
        self.bytes = sum(map(len, stored.updates))
        self.stored.updates.clear()
        self.connections: set[Connection] = set()
        self.walls: set[Connection] = set()
        self.pollers: dict[int, Poller] = {}
        self.elsewhere: dict[str, tuple[float, set[int]]] = {}  # by process: who is connected there
        self.presences: dict[int, Presence] = {}
        self.view: View | None = None
        self.problems: dict[int, str] = {}
        self.dirty: set[int] = set()
        self.dirty_since = self.changed_at = 0.0
        self.writers: dict[int, User] = {}
        self.since_compacted = 0  # updates since the log was last put together
        self.version = 0
        self.shown_at = 0.0
        self.empty_since = time.monotonic()
        self._online: list[int] = []
        self._observing = [self._observe(item) for item in self.items]

    def _observe(self, item: int) -> object:
        return document.fragment(self.document, item).observe_deep(lambda _events: self._touched(item))

    def _touched(self, item: int) -> None:
        now = time.monotonic()
        if not self.dirty:
            self.dirty_since = now
        self.dirty.add(item)
        self.changed_at = now

    def has_to_carry(self) -> bool:
        """Whether what somebody here has written is not in the minutes yet. Other processes carry their own."""
        return bool(self.dirty and self.writers)

    # --- Coming and going

    def join(self, connection: Connection) -> None:
        self.connections.add(connection)
        connection.frame(frames.sync(Step.STATE, self.document.get_state()))
        for presence in self.presences.values():
            connection.presence(presence)
        self.tell_online()

    def leave(self, connection: Connection) -> list[Presence]:
        """Returns the last word about its clients: that they have gone."""
        self.connections.discard(connection)
        self.walls.discard(connection)
        gone = self.gone(connection.clients)
        self.tell_online()
        return gone

    def gone(self, clients: Iterable[int]) -> list[Presence]:
        presences = [self.presences[client] for client in clients if client in self.presences]
        last = [Presence(one.client, one.clock + 1, None) for one in presences]
        self.hear(last, besides=None)
        return last

    def is_empty(self) -> bool:
        return not (self.connections or self.walls or self.pollers)

    def forget_stale(self, now: float) -> None:
        for user, poller in list(self.pollers.items()):
            if now - poller.seen > STALE:
                del self.pollers[user]
                self.gone(poller.clients)
        for process, (heard, _users) in list(self.elsewhere.items()):
            if now - heard > STALE:
                del self.elsewhere[process]
        self.tell_online()

    def here(self) -> set[int]:
        """Who is connected to this process."""
        connected = {one.user.pk for one in self.connections if one.user is not None}
        return connected | set(self.pollers)

    def online(self) -> list[int]:
        everywhere = self.here().union(*(users for _heard, users in self.elsewhere.values()))
        return sorted(everywhere)

    def tell_online(self) -> None:
        online = self.online()
        if online != self._online:
            self._online = online
            self.version += 1
            text = json.dumps({"online": online})
            for connection in self.connections:
                connection.latest("online", text)

    # --- The document

    def missing(self, vector: bytes) -> bytes:
        """What somebody with this state vector lacks. Raises BadFrame."""
        try:
            return self.document.get_update(vector)
        except ValueError as error:
            raise BadFrame("The state vector is malformed.") from error

    def take_in(self, update: bytes, writers: set[Connection | None] | None = None) -> None:
        """An update that is in the log now: make it the document's, and tell everybody who did not write all of it.

        What one has of it already changes nothing.
        """
        writer = writers.pop() if writers is not None and len(writers) == 1 else None
        self.document.apply_update(update)
        self.since_compacted += 1
        self.bytes += len(update)
        self.version += 1
        frame = frames.sync(Step.UPDATE, update)
        for connection in self.connections:
            if connection is not writer:
                connection.update(update, frame)

    def hear(self, presences: list[Presence], *, besides: Connection | None) -> None:
        """Somebody tells of their cursor, or that they have gone."""
        for presence in presences:
            if presence.says is None:
                self.presences.pop(presence.client, None)
            else:
                self.presences[presence.client] = presence
            for connection in self.connections:
                if connection is not besides:
                    connection.presence(presence)
        self.version += 1

    # --- The state

    def show(self, view: View) -> None:
        """A new state of the meeting: tell all screens."""
        self.view = view
        self.version += 1
        for item in view.data["items"]:
            # The agenda may change until the meeting is opened.
            if item["id"] not in self.items:
                self.items.append(item["id"])
                self._observing.append(self._observe(item["id"]))
        for connection in self.connections:
            connection.may_write = view.may_write
            connection.latest("state", view.text)
            connection.latest("me", self.me(connection.user))
        for wall in self.walls:
            if view.wall is None:
                wall.close(4403)
            else:
                wall.latest("state", view.wall)

    def me(self, user: User | None) -> str:
        assert user is not None
        assert self.view is not None
        return json.dumps({"me": self.view.me(user)})

    def tell_problem(self, item: int, sentence: str | None) -> None:
        """The text under an item cannot stand in the minutes as it is, or (None) can again."""
        if self.problems.get(item) == sentence:
            return
        if sentence is None:
            del self.problems[item]
        else:
            self.problems[item] = sentence
        self.version += 1
        for connection in self.connections:
            connection.latest(f"problem {item}", problem(item, sentence))

    def greet(self, connection: Connection) -> None:
        """It has said hello: tell it all that it missed."""
        connection.talks = True
        if self.view is not None:
            connection.latest("state", self.view.text)
            connection.latest("me", self.me(connection.user))
        connection.latest("online", json.dumps({"online": self.online()}))
        for item, sentence in self.problems.items():
            connection.latest(f"problem {item}", problem(item, sentence))


def problem(item: int, sentence: str | None) -> str:
    return json.dumps({"problem": {"item": item, "sentence": sentence}})


def checked(presences: list[Presence], user: User, own: set[int], taken: Iterable[int]) -> list[Presence]:
    """The presences that `user` may tell: of clients of their own, in their own name. Raises BadFrame on another's.

    `own`: the clients that this screen has told of before; it grows. `taken`: clients that are somebody else's.
    """
    others = set(taken) - own
    kept = []
    for presence in presences:
        if presence.client in others:
            continue  # a provider repeats what it has heard of others, and that is no news
        named = presence.says.get("user") if presence.says else None
        if isinstance(named, dict) and named.get("id") not in (None, user.pk):
            raise BadFrame("One tells of oneself only.")
        own.add(presence.client)
        kept.append(presence)
    return kept
