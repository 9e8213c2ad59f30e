"""What is lost when a server is killed at the moment another person has seen an edit?"""

from collections.abc import Iterator, Sequence

from bench.live import scripts
from bench.live.latency import in_turn
from bench.live.servers import Server

EDITS = 20  # before each kill


def rounds(servers: Sequence[Server], rooms: range) -> Iterator[scripts.Finding]:
    """In each room: write, kill at the last letter, start again, and count what the server still has."""
    for server in servers:
        server.start()
    for turn, number in enumerate(rooms):
        for server in in_turn(servers, turn):
            table = server.table(number)
            job = {"room": table, "edits": EDITS, "pids": server.process.pids()}
            seen = scripts.run("loss", job)["seen"]
            server.process.kill()
            server.start()
            text = "".join(scripts.run("read", {"room": server.table(number)})["text"])
            lost = seen - text.count("x")
            yield {"measure": "loss", "size": "", "server": server.name, "turn": turn, "edits": seen, "lost": lost}
    for server in servers:
        server.process.stop()
