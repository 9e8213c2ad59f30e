"""A person's websocket, from the handshake to the last word: frames of the document, and our own messages beside."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from typing import TYPE_CHECKING, Any

from lartraff.live import hub as hubs
from lartraff.live.commands import carry_out
from lartraff.live.connection import NOT_WHOLE, Connection
from lartraff.live.hub import Hub
from lartraff.live.logic import frames, updates
from lartraff.live.logic.frames import BadFrame, Kind, Step
from lartraff.live.permissions import may_come_in
from lartraff.live.room import Room, checked

if TYPE_CHECKING:
    from lartraff.live.door import Receive, Scope, Send

NOT_ALLOWED, TRY_AGAIN = 4403, 1013


async def speak(scope: Scope, receive: Receive, send: Send, number: str) -> None:
    """Serve one websocket. Whoever may not enter is refused before it opens."""
    await receive()
    hub, user, meeting = hubs.current, scope["user"], int(number)
    if hub is None:
        return await send({"type": "websocket.close", "code": TRY_AGAIN})
    if not user.is_authenticated or not await hub.threads.work(may_come_in, user, meeting):
        return await send({"type": "websocket.close", "code": NOT_ALLOWED})
    room = await hub.room(meeting)
    if room is None:
        return await send({"type": "websocket.close", "code": NOT_ALLOWED})
    await send({"type": "websocket.accept"})
    connection = Connection(scope["straight"], user)
    connection.may_write = room.view is not None and room.view.may_write
    delivering = asyncio.create_task(connection.deliver())
    hub.join(room, connection)
    try:
        await listen(receive, Speaker(hub, room, connection))
    finally:
        hub.leave(room, connection)
        delivering.cancel()
    return None


async def listen(receive: Receive, speaker: Speaker) -> None:
    """Take in what is sent until the socket closes. After the first thing that is wrong nothing more is heard."""
    heard = True
    while (message := await receive())["type"] != "websocket.disconnect":
        if not heard:
            continue
        try:
            if (data := message.get("bytes")) is not None:
                await speaker.frame(data)
            else:
                await speaker.text(message["text"])
        except BadFrame:
            heard = False
            speaker.connection.close(NOT_WHOLE)


class Speaker:
    """What one person says, and what it leads to."""

    def __init__(self, hub: Hub, room: Room, connection: Connection) -> None:
        self.hub = hub
        self.room = room
        self.connection = connection

    # --- Frames of the document

    async def frame(self, data: bytes) -> None:
        frame = frames.read(data)
        if frame.kind is Kind.AWARENESS:
            self.presence(frame.payload)
        elif frame.kind is Kind.QUERY_AWARENESS:
            for presence in self.room.presences.values():
                self.connection.presence(presence)
        elif frame.step is Step.STATE:
            self.connection.frame(frames.sync(Step.MISSING, self.room.missing(frame.payload)))
        else:
            await self.update(frame.payload)

    async def update(self, update: bytes) -> None:
        connection = self.connection
        if not connection.may_write or connection.is_closing:
            return  # readers read
        if update == updates.EMPTY:
            connection.is_saved()
            return
        updates.check_size(update)
        if self.room.bytes > updates.MOST_IN_DOCUMENT:
            raise BadFrame("The document is full.")
        self.hub.log.put(self.room, update, connection)
        if connection.is_too_fast:
            await connection.less_waits()

    def presence(self, payload: bytes) -> None:
        connection = self.connection
        assert connection.user is not None
        heard = frames.read_awareness(payload)
        own = checked(heard, connection.user, connection.clients, self.room.presences)
        self.hub.hear(self.room, own, besides=connection)

    # --- Our own messages

    async def text(self, data: str) -> None:
        for word, said in read_message(data).items():
            if word == "hello" and isinstance(said, dict):
                self.hello(said)
            elif word == "time":
                self.connection.answer({"time": said, "now": time.time() * 1000})
            elif word == "command" and isinstance(said, dict):
                await self.command(said)

    def hello(self, said: dict[str, Any]) -> None:
        generation = str(self.room.stored.generation)
        self.room.greet(self.connection)
        if said.get("generation") not in {None, generation}:
            # What it has is of another history: merged, all would stand there twice.
            self.connection.may_write = False
            self.connection.answer({"outdated": {"generation": generation}})

    async def command(self, said: dict[str, Any]) -> None:
        answer = await obey(self.hub, self.room, self.connection.user, said)
        self.connection.answer(answer)


def read_message(data: str) -> dict[str, Any]:
    try:
        message = json.loads(data)
    except ValueError as error:
        raise BadFrame("The message is not JSON.") from error
    if not isinstance(message, dict):
        raise BadFrame("The message is not an object.")
    return message


async def obey(hub: Hub, room: Room, user: Any, said: dict[str, Any]) -> dict[str, Any]:
    """Carry out one command. Returns the answer to it. Raises BadFrame if it is none."""
    data = said.get("data") or {}
    try:
        command = uuid.UUID(said["id"])
        name = str(said["name"])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadFrame("A command has an id and a name.") from error
    if not isinstance(data, dict):
        raise BadFrame("What a command is about is an object.")
    refusal = await hub.threads.work(carry_out, user, room.meeting, name, data, command, online=room.online())
    if refusal is None:
        return {"done": {"id": said["id"]}}
    return {"refused": {"id": said["id"], "sentence": refusal.sentence, "field": refusal.field}}
