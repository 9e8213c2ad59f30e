"""A batch of changed files for every reader. The same numbers always make the same batch."""

import random
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import FrameType

from bench.fuzz.mutations import MEGABYTE, changed, grown
from bench.fuzz.readers import READERS, fault
from bench.fuzz.seeds import seeds

IN_A_BATCH = 250
SECONDS_PER_MEGABYTE, SECONDS_AT_LEAST = 2.0, 0.5
HANGS_AFTER = 30
# Readers that are given the same file twice.
READ_TWICE = {"results": 2, "upload": 2}
# One in so many is grown to a megabyte.
GROWN = 500


class Hang(Exception):
    """Raised in the middle of a reader that has not come back."""


@dataclass(slots=True)
class Told:
    """What came of a batch. `counts`: (reader, "accepted" or the first problem's code) → how many inputs."""

    inputs: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[tuple[str, str, bytes]] = field(default_factory=list)
    slowest: float = 0.0  # seconds for each megabyte, of inputs of a quarter of a megabyte or more


def inputs(seed: int, batch: int, number: int = IN_A_BATCH) -> Iterator[bytes]:
    chance = random.Random(f"{seed} {batch}")  # noqa: S311
    for _input in range(number):
        data = changed(chance, chance.choice(seeds()), chance.choice(seeds()))
        yield grown(chance, data) if chance.randrange(GROWN) == 0 else data


def run(seed: int, batch: int, names: Sequence[str], number: int = IN_A_BATCH) -> Told:
    told = Told()
    signal.signal(signal.SIGALRM, _give_up)
    for data in inputs(seed, batch, number):
        told.inputs += 1
        for name in names:
            _try(name, data, told)
    return told


def _try(name: str, data: bytes, told: Told) -> None:
    signal.alarm(HANGS_AFTER)
    began = time.process_time()
    wrong, outcome = fault(READERS[name], data)
    seconds = time.process_time() - began
    signal.alarm(0)
    megabytes = len(data) / MEGABYTE
    seconds /= READ_TWICE.get(name, 1)
    if not wrong and seconds > max(SECONDS_AT_LEAST, SECONDS_PER_MEGABYTE * megabytes):
        wrong = f"took {seconds:.1f} s for {megabytes:.2f} MB"
    if wrong:
        told.faults.append((name, wrong, data))
    if megabytes >= 0.25:
        told.slowest = max(told.slowest, seconds / megabytes)
    kind = "not of its kind" if outcome is None else outcome.errors[0].code if outcome.errors else "accepted"
    told.counts[name, str(kind)] += 1


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise Hang(f"not back after {HANGS_AFTER} s")
