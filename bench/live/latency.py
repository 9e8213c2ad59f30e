"""From an edit to the others' documents, in milliseconds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.live import scripts
from bench.live.processes import wait_until_quiet
from bench.live.servers import Server

WARM_UP = 2  # seconds


@dataclass(frozen=True, slots=True)
class Size:
    """`rooms` are numbers in the list of rooms."""

    name: str
    rooms: range
    edits_per_second: float


def rounds(
    servers: Sequence[Server], sizes: Sequence[Size], *, times: int, seconds: float
) -> Iterator[scripts.Finding]:
    """Each size with each server by turns, so that a busy moment of the machine meets all of them."""
    for turn in range(times):
        for size in sizes:
            for server in in_turn(servers, turn):
                wait_until_quiet([each.process for each in servers])
                found = scripts.run(
                    "latency",
                    {
                        "rooms": [server.table(number) for number in size.rooms],
                        "editsPerSecond": size.edits_per_second,
                        "seconds": seconds,
                        "warmUp": WARM_UP,
                        "seed": turn,
                        "pids": server.process.pids(),
                    },
                )
                yield {"measure": "latency", "size": size.name, "server": server.name, "turn": turn} | found


def in_turn(servers: Sequence[Server], turn: int) -> list[Server]:
    """ABC, BCA, CAB: nobody is always first."""
    start = turn % len(servers)
    return [*servers[start:], *servers[:start]]
