"""Short ways for tests to read published figures."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from lartraff.results.logic.official import read_official
from lartraff.results.logic.problems import ProblemCode
from lartraff.results.logic.tallies import OfficialTally, Reading

DATA = Path(__file__).parent.parent / "data" / "skolverket"
HEAD = "Statistik från Skolverket\n\nGrundskola - Slutbetyg per ämne årskurs 9\nValt läsår: 2024/25\n\n"


def read_text(text: str, file_name: str = "") -> Reading:
    reading = read_official(text.encode(), file_name)
    assert reading is not None
    return reading


def read_file(name: str) -> Reading:
    reading = read_official((DATA / name).read_bytes(), name)
    assert reading is not None
    return reading


def figures(text: str, file_name: str = "") -> tuple[OfficialTally, ...]:
    """The figures of a table that has nothing wrong with it."""
    reading = read_text(text, file_name)
    assert reading.problems == ()
    return reading.official


def problems(text: str) -> list[tuple[ProblemCode, int | None, str]]:
    reading = read_text(text)
    assert not (reading.errors and reading.official)
    return [(problem.code, problem.line, problem.column) for problem in reading.problems]


def totals(tallies: Iterable[OfficialTally]) -> tuple[int, Decimal, dict[str, int]]:
    """How many numbers there are, what they add up to, and how often each sign stands."""
    tallies = list(tallies)
    values = [tally.value for tally in tallies if tally.value is not None]
    return len(values), sum(values, Decimal()), dict(Counter(tally.marker for tally in tallies if tally.marker))
