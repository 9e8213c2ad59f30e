"""How much memory a meeting takes that is open while nothing happens, with one person in it and after all have left."""

import json
import time
from collections.abc import Iterator, Sequence

from bench.live import scripts
from bench.live.latency import in_turn
from bench.live.servers import Server

SETTLE = 3  # seconds, before memory is read
LEFT = 45  # seconds after the last has left
LEAST_BYTES = 8_000  # that three pages cannot be without


def rounds(servers: Sequence[Server], rooms: range, *, times: int) -> Iterator[scripts.Finding]:
    """Fill the rooms once. Then, with each server started anew each time, sit in all of them and leave again."""
    for server in servers:
        fill(server, rooms)
    for turn in range(times):
        for server in in_turn(servers, turn):
            server.start()
            found = sit_and_leave(server, rooms)
            server.process.stop()
            yield {"measure": "memory", "size": str(len(rooms) - 1), "server": server.name, "turn": turn} | found


def fill(server: Server, rooms: range) -> None:
    """A document of three pages in every room, on disk when the server has ended."""
    server.start()
    with scripts.talking_to(scripts.client("hold")) as script:
        script.ask(job(server, rooms, fill=True))
        time.sleep(SETTLE)
        script.ask("leave")
    time.sleep(SETTLE)
    server.process.stop()


def sit_and_leave(server: Server, rooms: range) -> scripts.Finding:
    # One room beforehand, so that what is loaded at the first use is not counted as a room's.
    with scripts.talking_to(scripts.client("hold")) as script:
        script.ask(job(server, rooms[:1]))
        script.ask("leave")
    time.sleep(SETTLE)
    before = server.process.resident_kb()
    with scripts.talking_to(scripts.client("hold")) as script:
        script.ask(job(server, rooms[1:]))
        time.sleep(SETTLE)
        sitting = server.process.resident_kb()
        received = script.ask("leave")["bytes"]
    time.sleep(LEFT)
    left = server.process.resident_kb()
    count = len(rooms) - 1
    if received / count < LEAST_BYTES:
        raise AssertionError(f"{server.name} had no documents of three pages: {received / count:.0f} bytes a meeting")
    return {
        "before": before,
        "sitting": sitting,
        "left": left,
        "perMeetingKb": (sitting - before) / count,
        "perLeftMeetingKb": (left - before) / count,
    }


def job(server: Server, rooms: range, *, fill: bool = False) -> str:
    return json.dumps({"rooms": [server.table(number) for number in rooms], "fill": fill})
