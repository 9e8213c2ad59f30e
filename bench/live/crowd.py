"""A hundred meetings of eight people at the speed of real meetings: python -m bench.live.crowd --minutes 10

In each meeting two people type three letters a second, cursors and all, and somebody gives a command every twenty
seconds. Client and server share this machine: what each takes of it is told. Ends with 1 where the goal is missed.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench.live import scripts
from bench.live.processes import ROOT, end_everything_on_signals
from bench.live.servers import Lartraff, build_house, house_environment

FILE = ROOT / "build" / "bench" / "crowd.json"
GOAL = 250  # ms, for 95 of a hundred
LETTERS_PER_SECOND = 3
TYPISTS = 2
COMMAND_EVERY = 20  # seconds


def measure(folder: Path, arguments: argparse.Namespace) -> scripts.Finding:
    rooms = build_house(house_environment(folder), [f"{arguments.people}x{arguments.meetings}"])
    server = Lartraff(folder, rooms)
    server.start()
    job = {
        "rooms": [
            {**server.table(number), "people": [person["id"] for person in room["people"]]}
            for number, room in enumerate(rooms)
        ],
        "minutes": arguments.minutes,
        "lettersPerSecond": LETTERS_PER_SECOND,
        "typists": TYPISTS,
        "commandEvery": COMMAND_EVERY,
        "cursors": not arguments.no_cursors,
        "seed": 1,
        "pids": server.process.pids(),
    }
    found = scripts.run("crowd", job, patience=arguments.minutes * 60 + 600)
    found["serverResidentMb"] = server.process.resident_kb() / 1024
    told = server.process.told()
    if "ERROR" in told or "Traceback" in told:
        found["errors"]["in the server's log"] = told.count("ERROR") or 1
        found["log"] = told
    server.process.stop()
    return found


def reached(found: scripts.Finding) -> bool:
    whole = all(found[kind]["arrived"] >= found[kind]["expected"] for kind in ("edits", "commands"))
    quick = all((found[kind]["p95"] or 0) < GOAL for kind in ("edits", "commands"))
    return whole and quick and not found["errors"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.live.crowd", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--meetings", type=int, default=100)
    parser.add_argument("--people", type=int, default=8, help="in each meeting")
    parser.add_argument("--no-cursors", action="store_true", help="letters only, without the cursor's new place")
    parser.add_argument("--json", action="store_true", help="print what a program can read")
    arguments = parser.parse_args()
    end_everything_on_signals()
    with tempfile.TemporaryDirectory(prefix="lartraff-crowd-", ignore_cleanup_errors=True) as name:
        found = measure(Path(name), arguments)
    found |= {"meetings": arguments.meetings, "people": arguments.people, "reached": reached(found)}
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if arguments.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        tell(found)
    return 0 if found["reached"] else 1


def tell(found: scripts.Finding) -> None:
    say = sys.stdout.write
    say(f"{found['meetings']} meetings of {found['people']}, {found['seconds'] / 60:.1f} minutes\n")
    for kind, name in (("edits", "letter to the others"), ("commands", "command to everybody's state")):
        times = "  ".join(f"{key} {found[kind][key] or 0:.1f}" for key in ("p50", "p95", "p99", "most"))
        say(f"{name}: {times} ms  ({found[kind]['arrived']} of {found[kind]['expected']} arrived)\n")
    say(f"processor: server {found['serverCpu']:.0%} of a core, client {found['clientCpu']:.0%}\n")
    say(f"memory of the server: {found['serverResidentMb']:.0f} MB\n")
    say(f"errors: {json.dumps(found['errors'], ensure_ascii=False) if found['errors'] else 'none'}\n")
    say(f"goal, no error and 95 of 100 under {GOAL} ms: {'yes' if found['reached'] else 'NO'}\n")


if __name__ == "__main__":
    sys.exit(main())
