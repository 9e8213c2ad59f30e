"""Throw changed files at every reader, on all processors, and tell what they did. Run: python -m bench.fuzz --help"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children
from threading import Thread

from bench.fuzz.batches import IN_A_BATCH, Told, run
from bench.fuzz.readers import READERS
from bench.report import FILE

OUT = FILE.with_name("fuzz.json")
KEPT = FILE.with_name("fuzz")
DEAD_AFTER = 600  # seconds without any batch coming back


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=200_000, help="how many changed files each reader gets")
    parser.add_argument("--seconds", type=float, help="stop after this time, even if there were fewer")
    parser.add_argument("--seed", type=int, default=1, help="another number makes other files")
    parser.add_argument("--reader", choices=sorted(READERS), action="append", help="only this reader; may be repeated")
    parser.add_argument("--batch", type=int, help="only this batch, in this process")
    chosen = parser.parse_args()
    names = sorted(chosen.reader or READERS)
    began = time.monotonic()
    if chosen.batch is not None:
        told = run(chosen.seed, chosen.batch, names)
    else:
        told = in_parallel(chosen.seed, -(-chosen.inputs // IN_A_BATCH), names, chosen.seconds)
    return tell(told, chosen.seed, names, time.monotonic() - began)


def in_parallel(seed: int, batches: int, names: list[str], seconds: float | None) -> Told:
    """All batches, a few at a time. A batch whose process dies is told of with the command that tries it alone."""
    told, ends = Told(), None if seconds is None else time.monotonic() + seconds
    waiting: dict[Future[Told], int] = {}
    left = iter(range(batches))
    processes = os.cpu_count() or 1
    with ProcessPoolExecutor(processes, initializer=end_with_parent) as pool:
        while True:
            while len(waiting) < processes * 2 and (ends is None or time.monotonic() < ends):
                batch = next(left, None)
                if batch is None:
                    break
                waiting[pool.submit(run, seed, batch, names)] = batch
            if not waiting:
                return told
            done, _rest = wait(waiting, timeout=DEAD_AFTER, return_when=FIRST_COMPLETED)
            if not done:
                return stuck(told, seed, waiting)
            for future in done:
                batch = waiting.pop(future)
                try:
                    add(told, future.result())
                except BrokenProcessPool:
                    return stuck(told, seed, {future: batch, **waiting})
            progress(told)


def end_with_parent() -> None:
    """A process that reads ends when the one that started it has ended, however that happened."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def stuck(told: Told, seed: int, waiting: dict[Future[Told], int]) -> Told:
    for batch in sorted(waiting.values()):
        how = f"the process died or never came back: python -m bench.fuzz --seed {seed} --batch {batch}"
        told.faults.append(("any", how, b""))
    for process in active_children():
        process.kill()
    return told


def add(told: Told, more: Told) -> None:
    told.inputs += more.inputs
    told.counts += more.counts
    told.faults += more.faults
    told.slowest = max(told.slowest, more.slowest)


def progress(told: Told) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{told.inputs:,} files, {len(told.faults)} faults")


def tell(told: Told, seed: int, names: list[str], seconds: float) -> int:
    """Print the counts, keep the files that did harm, write build/bench/fuzz.json; 0 where there was no fault."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{told.inputs} changed files in {seconds:.0f} s, each to {len(names)} readers (seed {seed})\n")
    for name in names:
        counts = Counter({kind: number for (reader, kind), number in told.counts.items() if reader == name})
        first = ", ".join(f"{kind} {number}" for kind, number in counts.most_common(6))
        sys.stdout.write(f"  {name:<10} {first}{', …' if len(counts) > 6 else ''}\n")
    sys.stdout.write(f"  slowest    {told.slowest:.2f} s for a megabyte (goal ≤ 2)\n")
    for number, (name, wrong, data) in enumerate(told.faults[:20]):
        KEPT.mkdir(exist_ok=True)
        path = KEPT / f"{name}-{number}.bin"
        path.write_bytes(data)
        sys.stdout.write(f"  FAULT      {name}: {wrong} ({path})\n")
    sys.stdout.write(f"{len(told.faults)} faults\n")
    OUT.write_text(json.dumps(as_json(told, seed, names, seconds), indent=1) + "\n", encoding="utf-8")
    return 1 if told.faults else 0


def as_json(told: Told, seed: int, names: list[str], seconds: float) -> dict[str, object]:
    return {
        "inputs": told.inputs,
        "seed": seed,
        "seconds": round(seconds, 1),
        "slowest_seconds_per_megabyte": round(told.slowest, 2),
        "readers": {
            name: {kind: number for (reader, kind), number in told.counts.most_common() if reader == name}
            for name in names
        },
        "faults": [{"reader": name, "fault": wrong, "bytes": len(data)} for name, wrong, data in told.faults],
    }


if __name__ == "__main__":
    sys.exit(main())
