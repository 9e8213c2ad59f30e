"""How fast, and in how much memory, a file of pupils is counted. Run: python -m bench.results"""

import csv
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from bench.report import Case, tell
from lartraff.results.importers.files import read_file
from tests.results.scb_files import write_big_file

PUPILS = 100_000
RUNS = 7


def iterate(path: Path) -> None:
    """What Python's csv module needs at least: to go through the rows and do nothing."""
    with path.open(encoding="utf-8", newline="") as file:
        for _row in csv.reader(file, delimiter=";"):
            pass


def count(path: Path) -> None:
    reading = read_file(path)
    if reading.errors or not reading.tallies:
        raise AssertionError(reading.problems)


def seconds(work: Callable[[Path], None], path: Path) -> float:
    begin = time.perf_counter()
    work(path)
    return time.perf_counter() - begin


def speed(path: Path) -> Case:
    """Both by turns, so that a busy moment of the machine meets both; the median of the ratios of the pairs."""
    ratios = []
    for _run in range(RUNS):
        base = seconds(iterate, path)
        ratios.append(seconds(count, path) / base)
    return Case("scb-100k-vs-csv", round(statistics.median(ratios), 2), "× csv.reader, 100 000 pupils", 5)


def peak(path: Path) -> int:
    tracemalloc.start()
    try:
        count(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def memory(small: Path, big: Path) -> Case:
    return Case("scb-memory-growth", round(peak(big) / peak(small), 3), "× peak, 10 000 → 100 000", 1.1)


def cases() -> list[Case]:
    with tempfile.TemporaryDirectory() as folder:
        big, small = Path(folder, "big.txt"), Path(folder, "small.txt")
        write_big_file(big, PUPILS)
        write_big_file(small, PUPILS // 10)
        return [speed(big), memory(small, big)]


if __name__ == "__main__":
    sys.exit(0 if tell(cases()) else 1)
