"""The servers that are measured, each as its makers give it, with what it writes kept on disk."""

import json
import os
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypedDict

from bench.live.processes import ROOT, Process, free_port, wait_until_it_answers

if TYPE_CHECKING:
    from bench.live.school import Room

HERE = Path(__file__).resolve().parent


class Seat(TypedDict):
    """Where one person sits, as the client scripts read it. `speaks` is how the server wants to be spoken to."""

    url: str
    document: str
    cookie: str | None
    origin: str
    speaks: str


class Table(TypedDict):
    """A room as the client scripts read it. `fragments` are the parts of its document, one for each item."""

    seats: list[Seat]
    fragments: list[str]


class Server(ABC):
    name: ClassVar[str]
    speaks: ClassVar[str]

    def __init__(self, folder: Path, rooms: "list[Room]") -> None:
        self.folder, self.rooms = folder, rooms
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = 0
        self.process: Process

    @abstractmethod
    def command(self) -> list[str]: ...

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def start(self) -> None:
        self.port = free_port()
        self.process = Process(self.command(), log=self.folder / "log", environment=self.environment())
        wait_until_it_answers(self.process, self.port)

    def table(self, number: int) -> Table:
        """Return the seats of the room with that number, in the order of its people."""
        room = self.rooms[number]
        address = f"127.0.0.1:{self.port}"
        seats = [
            Seat(
                url=f"ws://{address}{self.path(room)}",
                document=f"meeting-{room['meeting']}",
                cookie=person["cookie"] if self.speaks == "house" else None,
                origin=f"http://{address}",
                speaks=self.speaks,
            )
            for person in room["people"]
        ]
        return Table(seats=seats, fragments=[f"item-{item}" for item in room["items"]])

    def path(self, room: "Room") -> str:
        return f"/meeting-{room['meeting']}"


class Lartraff(Server):
    name = "Lärträff"
    speaks = "house"

    def command(self) -> list[str]:
        program = "bench.live.profiled" if "BENCH_PROFILE" in os.environ else "lartraff"
        return [sys.executable, "-m", program, "serve", "--port", str(self.port)]

    def __init__(self, folder: Path, rooms: "list[Room]", *, database: str | None = None) -> None:
        super().__init__(folder, rooms)
        self.database = database

    def environment(self) -> dict[str, str]:
        return house_environment(self.folder, database=self.database)

    def path(self, room: "Room") -> str:
        return f"/live/meetings/{room['meeting']}"


class YWebsocket(Server):
    name = "y-websocket"
    speaks = "plain"

    def command(self) -> list[str]:
        return ["node", str(HERE / "node_modules/@y/websocket-server/src/server.js")]

    def environment(self) -> dict[str, str]:
        documents = str(self.folder / "documents")
        return os.environ | {"HOST": "127.0.0.1", "PORT": str(self.port), "YPERSISTENCE": documents}


class Hocuspocus(Server):
    name = "Hocuspocus"
    speaks = "named"

    def command(self) -> list[str]:
        return ["node", str(HERE / "servers/hocuspocus.mjs"), str(self.port), str(self.folder)]


ALL: tuple[type[Server], ...] = (Lartraff, YWebsocket, Hocuspocus)


def house_environment(folder: Path, *, database: str | None = None) -> dict[str, str]:
    """Everything in `folder`, on SQLite there unless `database` is named, and nothing else of the house's set."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("LARTRAFF_", "DATABASE_URL"))}
    ours |= {"LARTRAFF_DATA": str(folder), "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    return ours | ({"DATABASE_URL": database} if database else {})


def build_house(environment: Mapping[str, str], sizes: list[str], *, people: int | None = None) -> "list[Room]":
    """Prepare the database and open the meetings; see bench.live.house for `sizes` and `people`."""
    migrate = [sys.executable, "-m", "lartraff", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=environment, cwd=ROOT, check=True)  # noqa: S603  our own command
    build = [sys.executable, "-m", "bench.live.house", *sizes]
    build += ["--people", str(people)] if people else []
    built = subprocess.run(build, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603
    rooms: list[Room] = json.loads(built.stdout)
    return rooms
