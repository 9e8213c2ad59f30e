"""One bench result, and how all of them are told: a table, and build/bench/bench.json."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "build" / "bench" / "bench.json"


@dataclass(frozen=True, slots=True)
class Case:
    """`value` is a ratio within one run, so that the machine's own speed does not matter. Holds if ≤ `goal`."""

    case: str
    value: float
    unit: str
    goal: float

    @property
    def holds(self) -> bool:
        return self.value <= self.goal


def tell(cases: Iterable[Case]) -> bool:
    """Print the table, write the file, and return whether every goal holds."""
    cases = list(cases)
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(
        json.dumps([asdict(case) | {"holds": case.holds} for case in cases], indent=1) + "\n", encoding="utf-8"
    )
    width = max(len(case.case) for case in cases)
    for case in cases:
        holds = "holds" if case.holds else "FAILS"
        sys.stdout.write(f"{case.case:<{width}}  {case.value:>8.2f} {case.unit:<28} goal ≤ {case.goal:<6g} {holds}\n")
    return all(case.holds for case in cases)
