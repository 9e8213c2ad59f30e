"""How fast, and in how much memory, results are counted and loaded. Run: python -m bench.results [--quick]"""

import csv
import json
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.databases import VENDORS, Answering, answering_in, found_in
from bench.municipality import ROWS
from bench.report import Case, tell
from lartraff.results.importers.files import read_file
from tests.results.scb_files import write_big_file

PUPILS = 100_000
RUNS = 7
SCHOOLS = (10, 200)
PAGES = ("matrix", "comparison", "schools")
PAGE_TURNS, WARM_UP = 40, 5
# Of loading into a database, which takes a minute.
TURNS = 3


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
    return Case("scb-vs-csv", round(statistics.median(ratios), 2), f"× csv.reader, {PUPILS:,} pupils", 5)


def peak(path: Path) -> int:
    tracemalloc.start()
    try:
        count(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def memory(small: Path, big: Path) -> Case:
    return Case(
        "scb-memory-growth", round(peak(big) / peak(small), 3), f"× peak, {PUPILS // 10:,} → {PUPILS:,} pupils", 1.1
    )


def loading(number: int) -> Iterator[Case]:
    """A municipality's table of counts, in both databases."""
    for vendor in VENDORS:
        found = found_in(vendor, "bulk.measure", number, TURNS)
        sys.stderr.write(f"{json.dumps(found)}\n")
        yield Case(f"counts-vs-bulk-load-{vendor}", found["ratio"], f"× bulk load, {number:,} rows", 3)
        yield Case(f"counts-memory-{vendor}", found["megabytes"], f"MB more, {number:,} rows", 150)


def pages() -> Iterator[Case]:
    """The pages of results in a house with few schools and in one with many."""
    few, many = SCHOOLS
    extent = f"{few} → {many} schools"
    for vendor in VENDORS:
        with answering_in(vendor, "pages.serve", few) as small, answering_in(vendor, "pages.serve", many) as large:
            houses = (small, large)
            for house in houses:
                house.ask()
            for page in PAGES:
                times = [by_turns(houses, f"seconds {page}", first=turn % 2) for turn in range(PAGE_TURNS)][WARM_UP:]
                queries = [int(house.ask(f"queries {page}")) for house in houses]
                ratio = statistics.median(late / early for early, late in times)
                shown = [round(1000 * statistics.median(of_house), 1) for of_house in zip(*times, strict=True)]
                sys.stderr.write(f"{vendor} {page}: {queries} queries, {shown} ms\n")
                yield Case(f"{page}-queries-{vendor}", queries[1] - queries[0], f"more queries, {extent}", 0)
                yield Case(f"{page}-time-{vendor}", round(ratio, 2), f"× time, {extent}", 1.3)


def by_turns(houses: Sequence[Answering], question: str, *, first: int) -> tuple[float, ...]:
    """What each of two houses answers, asked one after the other, and not always in the same order."""
    answers = {at: float(houses[at].ask(question)) for at in ((0, 1) if first == 0 else (1, 0))}
    return tuple(answers[at] for at in sorted(answers))


def cases(*, quick: bool) -> Iterator[Case]:
    with tempfile.TemporaryDirectory() as folder:
        big, small = Path(folder, "big.txt"), Path(folder, "small.txt")
        write_big_file(big, PUPILS)
        write_big_file(small, PUPILS // 10)
        yield speed(big)
        yield memory(small, big)
    yield from loading(ROWS // 10 if quick else ROWS)
    yield from pages()


if __name__ == "__main__":
    sys.exit(0 if tell(cases(quick="--quick" in sys.argv)) else 1)
