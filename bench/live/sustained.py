"""How many edits a server takes in and hands on for each second of its processor time, with nothing lost."""

from collections.abc import Iterator, Sequence

from bench.live import scripts
from bench.live.latency import in_turn
from bench.live.processes import wait_until_quiet
from bench.live.servers import Server

WRITERS = 4  # at once, all in one room
BACKLOG = 50  # letters that each may have under way
REST = 4  # seconds afterwards, in which what the server has put off is counted too
PATIENCE = 10  # seconds without hearing anything, then it counts as lost


def rounds(servers: Sequence[Server], rooms: range, *, times: int, edits: int) -> Iterator[scripts.Finding]:
    """Each turn in a new room, with each server by turns."""
    for turn, number in zip(range(times), rooms, strict=False):
        for server in in_turn(servers, turn):
            wait_until_quiet([each.process for each in servers])
            found = scripts.run(
                "sustained",
                {
                    "room": server.table(number),
                    "writers": WRITERS,
                    "edits": edits,
                    "backlog": BACKLOG,
                    "rest": REST,
                    "patience": PATIENCE,
                    "pids": server.process.pids(),
                },
            )
            found["perCpuSecond"] = found["seen"] / found["rested"]
            found["lost"] = found["edits"] - found["seen"]
            size = str(len(server.table(number)["seats"]))
            yield {"measure": "sustained", "size": size, "server": server.name, "turn": turn} | found
