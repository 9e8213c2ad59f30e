"""A screen in the room, without a browser: a websocket, a document and what it has been told."""

import json
import time
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Self

import pycrdt
import pytest
from django.conf import settings
from django.test import Client
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from lartraff.live.document import Document, fragment, section
from lartraff.live.logic import frames
from lartraff.live.logic.frames import Kind, Presence, Step
from lartraff.live.logic.tree import Element, Run, text_of
from lartraff.meetings.models import AgendaItem, Meeting
from lartraff.people.models import User
from tests.live.serving import Served

PATIENCE = 8.0


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class Screen:
    """Speaks both our messages and the document's frames, as the room's script does."""

    def __init__(
        self, house: Served, user: User | str | None, meeting: Meeting | int, *, origin: str | None = ""
    ) -> None:
        """`user` may be a session key, and `meeting` a primary key, where the house has a database of its own."""
        cookie = cookie_of(user) if isinstance(user, User) else user
        headers = {} if cookie is None else {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}
        number = meeting if isinstance(meeting, int) else meeting.pk
        comes_from = house.url if origin == "" else origin
        self.open = ExitStack()
        self.socket: ClientConnection = self.open.enter_context(
            connect(
                f"{house.websocket}/live/meetings/{number}",
                additional_headers=headers,
                origin=None if comes_from is None else Origin(comes_from),
                compression=None,
            )
        )
        self.document: Document = Document()
        self.sent = 0
        self.told: dict[str, Any] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.problems: dict[int, str | None] = {}
        self.presences: dict[int, Presence] = {}
        self.order: list[str] = []
        self.send_frame(frames.sync(Step.STATE, self.document.get_state()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.open.close()

    # --- Hearing

    def until(self, happened: Callable[[], object], patience: float = PATIENCE) -> Self:
        """Listen until it has happened."""
        end = time.monotonic() + patience
        while not happened():
            left = end - time.monotonic()
            assert left > 0, f"It never happened. Heard: {self.told} {self.answers}"
            self.hear(left)
        return self

    def hear(self, patience: float) -> bool:
        """Take in one message; False if none came in time."""
        try:
            message = self.socket.recv(timeout=patience)
        except TimeoutError:
            return False
        if isinstance(message, bytes):
            self.take_in(frames.read(message))
        else:
            self.take_text(json.loads(message))
        return True

    def hush(self, seconds: float = 0.4) -> None:
        """Listen to all that comes until it has been quiet for a while."""
        while self.hear(seconds):
            pass

    def closed(self) -> int:
        """Listen until the socket closes; the code it closed with."""
        with pytest.raises(ConnectionClosed) as closed:
            self.hush(PATIENCE)
        assert closed.value.rcvd is not None
        return closed.value.rcvd.code

    def take_in(self, frame: frames.Frame) -> None:
        self.order.append(f"{frame.kind.name} {frame.step.name if frame.step is not None else ''}".strip())
        if frame.kind is Kind.AWARENESS:
            for presence in frames.read_awareness(frame.payload):
                self.presences[presence.client] = presence
        elif frame.step is Step.STATE:
            self.send_frame(frames.sync(Step.MISSING, self.document.get_update(frame.payload)))
            self.sent += 1
        else:
            self.document.apply_update(frame.payload)

    def take_text(self, message: dict[str, Any]) -> None:
        for word, said in message.items():
            self.order.append(word)
            if word in {"done", "refused"}:
                self.answers[said["id"]] = message
            elif word == "problem":
                self.problems[said["item"]] = said["sentence"]
            else:
                self.told[word] = said

    # --- Speaking

    def send_frame(self, frame: bytes) -> None:
        self.socket.send(frame)

    def hello(self, generation: str | None = None) -> Self:
        self.say({"hello": {"generation": generation}})
        return self.until(lambda: "state" in self.told and "me" in self.told)

    def say(self, message: dict[str, Any]) -> None:
        self.socket.send(json.dumps(message))

    def ask(self, name: str, command: str | None = None, **data: Any) -> str:
        """Send a command; its id."""
        command = command or str(uuid.uuid4())
        self.say({"command": {"id": command, "name": name, "data": data}})
        return command

    def do(self, name: str, **data: Any) -> dict[str, Any]:
        """Send a command and wait for the answer to it."""
        command = self.ask(name, **data)
        self.until(lambda: command in self.answers)
        return self.answers[command]

    def refused(self, name: str, **data: Any) -> str:
        answer = self.do(name, **data)
        return str(answer["refused"]["sentence"])

    def write(self, item: AgendaItem | int, text: str) -> None:
        """Add a paragraph, and send it without waiting."""
        state = self.document.get_state()
        into = fragment(self.document, item if isinstance(item, int) else item.pk)
        paragraph = pycrdt.XmlElement("paragraph")
        into.children.append(paragraph)
        paragraph.children.append(pycrdt.XmlText(text))
        self.send_update(self.document.get_update(state))

    def send_update(self, update: bytes) -> None:
        self.send_frame(frames.sync(Step.UPDATE, update))
        self.sent += 1

    def saved(self) -> Self:
        """Wait until all that was written is told to be saved."""
        return self.until(lambda: self.told.get("saved") == self.sent)

    def reads(self, item: AgendaItem | int) -> str:
        return text_of(list(section(self.document, item if isinstance(item, int) else item.pk)))

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.told["state"])


def paragraph(text: str) -> Element:
    return Element("paragraph", (Run(text),))
