"""Everything that reads what somebody hands in, and what may never come of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lartraff.results.logic.gathering import Gathering
from lartraff.results.logic.grids import read_grids, read_pasted
from lartraff.results.logic.official import read_official
from lartraff.results.logic.problems import Problem, ProblemCode, Severity
from lartraff.results.logic.proposing import propose_table
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_readings import reading_of
from lartraff.results.logic.reading import Reader
from lartraff.results.logic.subject_names import NAMES
from lartraff.results.logic.subject_words import words_for
from lartraff.results.logic.tallies import Reading
from lartraff.results.logic.teaching_sheets import Known, plain_name, read_best


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kept`: what the reader hands over to be saved or shown. `whole`: only if nothing is wrong."""

    problems: Sequence[Problem]
    kept: object
    whole: bool = True

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]


Read = Callable[[bytes], Outcome | None]


def results(data: bytes) -> Outcome:
    """SCB's files and tables of counts. How a file is cut into pieces may change nothing."""
    reading, other = in_pieces(data, 65_536), in_pieces(data, 1 + len(data) // 3)
    # It may be refused for another reason, which has come first.
    if bool(reading.errors) != bool(other.errors) or (not reading.errors and numbers(reading) != numbers(other)):
        raise AssertionError("cut into other pieces, the file gives something else")
    # The reader goes on after an error, to tell of all of them; whoever saves looks for errors first.
    return Outcome(reading.problems, reading.tallies, whole=False)


def numbers(reading: Reading) -> tuple[object, ...]:
    return reading.kind, list(reading.tallies), reading.tests, reading.pupils, reading.schools, reading.problems


def in_pieces(data: bytes, size: int) -> Reading:
    reader = Reader()
    for start in range(0, len(data), size):
        reader.feed(data[start : start + size])
    return reader.finish()


def grids(data: bytes) -> Outcome:
    found = read_grids(data)
    if any(len(row) != grid.width for grid in found.grids for row in grid.rows):
        raise AssertionError("rows of different length")
    return Outcome(found.problems, found.grids)


def pasted(data: bytes) -> Outcome:
    found = read_pasted(data.decode("utf-8", "replace"))
    return Outcome(found.problems, found.grids)


def official(data: bytes) -> Outcome | None:
    reading = read_official(data)
    return None if reading is None else Outcome(reading.problems, reading.official)


def upload(data: bytes) -> Outcome:
    """As the page for loading files takes them: one file of any kind, and one after it."""
    gathering = Gathering()
    for name in ("fil.csv", "igen.xlsx"):
        gathering.begin(name)
        for start in range(0, len(data), 65_536):
            if not gathering.feed(data[start : start + 65_536]):
                break
        gathering.end()
    reading = gathering.finish()
    return Outcome(reading.problems, reading.tallies, whole=False)


def own_table(data: bytes) -> Outcome | None:
    """What the columns of a table could be for, and what it gives if that is right."""
    found = read_grids(data)
    if not found.grids:
        return None
    proposed = propose_table(found.grids, OUR_SCHOOLS, "fil")
    if proposed.table is None:
        return Outcome(proposed.problems, ())
    uses = [column.proposal.use for column in proposed.table.columns]
    given = Facts("10000001", 2025, "VT", 9, "MA")
    reading = reading_of(proposed.table, uses, given, OUR_SCHOOLS).reading
    return Outcome((*proposed.problems, *reading.problems), reading.tallies, whole=False)


def teaching(data: bytes) -> Outcome | None:
    """Who teaches what. What is not understood is remarked on, and is no error."""
    found = read_grids(data)
    return Outcome((), read_best(found.grids, OUR_STAFF).teaching, whole=False) if found.grids else None


STAFF = ("Ebba Påhittström", "Qvintus Sagoqvist")
OUR_STAFF = Known(
    {plain_name(name): frozenset({key}) for key, name in enumerate(STAFF)},
    {"ebba@example.org": 0, "qvintus@example.org": 1},
    words_for(NAMES),
)
OUR_SCHOOLS = {"Björkdalsskolan": "10000001", "10000001": "10000001"}
READERS: dict[str, Read] = {
    "results": results,
    "grids": grids,
    "pasted": pasted,
    "official": official,
    "upload": upload,
    "own-table": own_table,
    "teaching": teaching,
}


def fault(read: Read, data: bytes) -> tuple[str, Outcome | None]:
    """What is wrong with how `data` was read: empty where nothing is."""
    try:
        outcome = read(data)
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"[:200], None
    if outcome is None:
        return "", None
    for problem in outcome.problems:
        if problem.code is ProblemCode.UNREADABLE:
            return f"a mistake of ours: {dict(problem.facts).get('place')}", outcome
    if outcome.errors and outcome.whole and outcome.kept:
        return f"kept a part in spite of {outcome.errors[0].code}", outcome
    return "", outcome
