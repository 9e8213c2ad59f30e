"""The live room against two npm servers, in one run: python -m bench.live. Writes build/bench/live.json."""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.live import latency, loss, memory, sustained, table, verdict
from bench.live.processes import ROOT, end_everything_on_signals
from bench.live.scripts import Finding
from bench.live.servers import ALL, Lartraff, Server, build_house, house_environment

FILE = ROOT / "build" / "bench" / "live.json"
MEASURES = ("latency", "sustained", "memory", "loss")
KILLS = 30
IDLE = 200
SUSTAINED_TURNS = 9


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured. Five turns of twelve seconds take about an hour in all; the quick one ten minutes."""

    turns: int
    seconds: float
    edits: int
    kills: int
    idle: int


FULL = Extent(turns=5, seconds=12, edits=40_000, kills=KILLS, idle=IDLE)
QUICK = Extent(turns=3, seconds=4, edits=20_000, kills=5, idle=60)

# Which rooms of the house are for what, by their numbers.
SIZES = (
    latency.Size("2 people", range(1), 20),
    latency.Size("10 people", range(1, 2), 20),
    latency.Size("50 people", range(2, 3), 20),
    # Two in each meeting type three letters a second.
    latency.Size("20 meetings × 8 people", range(3, 23), 120),
)
OF_TEN = range(23, 23 + SUSTAINED_TURNS)
OF_FIFTY = range(OF_TEN.stop, OF_TEN.stop + SUSTAINED_TURNS)
TO_KILL = range(OF_FIFTY.stop, OF_FIFTY.stop + KILLS)
# One more than are counted: the first is opened beforehand.
TO_IDLE = range(TO_KILL.stop, TO_KILL.stop + IDLE + 1)
ROOMS = ["2", "10", "50", "8x20", f"10x{SUSTAINED_TURNS}", f"50x{SUSTAINED_TURNS}", f"2x{KILLS}", f"8x{IDLE + 1}"]


def measure(servers: Sequence[Server], measures: Sequence[str], extent: Extent) -> Iterator[Finding]:
    # Killing and counting memory start the servers themselves, each from its own clean beginning.
    if "memory" in measures:
        yield from memory.rounds(servers, TO_IDLE[: extent.idle + 1], times=min(extent.turns, 3))
    if "loss" in measures:
        yield from loss.rounds(servers, TO_KILL[: extent.kills])
    for server in servers:
        server.start()
    if "latency" in measures:
        yield from latency.rounds(servers, SIZES, times=extent.turns, seconds=extent.seconds)
    if "sustained" in measures:
        for rooms in (OF_TEN, OF_FIFTY):
            yield from sustained.rounds(servers, rooms, times=extent.turns, edits=extent.edits)
    for server in servers:
        server.process.stop()


def machine() -> dict[str, object]:
    return {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}


def say(finding: Finding) -> None:
    shown = {key: finding[key] for key in ("p50", "p95", "perCpuSecond", "lost", "perMeetingKb") if key in finding}
    figures = "  ".join(f"{key} {figure:.1f}" for key, figure in shown.items())
    place = f"{finding['measure']} {finding['size']} {finding['turn'] + 1}"
    sys.stderr.write(f"{place:<40}{finding['server']:<14}{figures}\n")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter turns: to see whether all works")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=MEASURES, help="some of what is measured")
    names = {kind.__name__.lower(): kind for kind in ALL}
    parser.add_argument("--servers", nargs="+", choices=names, default=list(names), help="some of the servers")
    parser.add_argument("--file", type=Path, default=FILE, help="where the figures are written")
    arguments = parser.parse_args()
    end_everything_on_signals()
    findings: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="lartraff-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        rooms = build_house(house_environment(folder / Lartraff.__name__), ROOMS, people=50)
        servers = [names[server](folder / names[server].__name__, rooms) for server in arguments.servers]
        for finding in measure(servers, arguments.only, QUICK if arguments.quick else FULL):
            say(finding)
            findings.append(finding)
    rows = verdict.rows(findings)
    arguments.file.parent.mkdir(parents=True, exist_ok=True)
    report = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "extent": asdict(QUICK if arguments.quick else FULL),
        "rows": [asdict(row) for row in rows],
        "findings": findings,
    }
    arguments.file.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    table.show(rows)
    return 0 if all(row.reached is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
