"""Several files that were read together, as one reading."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from lartraff.results.logic.coverage import Coverage
from lartraff.results.logic.file_names import without_numbers
from lartraff.results.logic.packed_tallies import PackedTallies, Pieces, packed
from lartraff.results.logic.problems import Problem, ProblemCode
from lartraff.results.logic.tallies import AgainstTally, FileFacts, FileKind, OfficialTally, Reading, Tally, TestTally


def together(files: Sequence[tuple[str, Reading]], against: Iterable[AgainstTally] = ()) -> Reading:
    """`files`: names and what was read. `against`: what came of comparing grades in one of them with tests in another.

    Problems get the name of their file where there are several.
    """
    facts = tuple(FileFacts(without_numbers(name), one.kind, one.pupils, rows_of(one)) for name, one in files)
    readings = [reading for _name, reading in files]
    several = len(files) > 1
    schools: dict[str, int] = {}
    for reading in readings:
        schools = {**reading.schools, **schools}
    return Reading(
        kind=kind_of(readings),
        tallies=tallies_of(readings),
        problems=tuple(
            chain(
                (
                    replace(problem, file=file.name) if several else problem
                    for file, reading in zip(facts, readings, strict=True)
                    for problem in reading.problems
                ),
                repeated(facts, readings) if several else (),
            )
        ),
        pupils=sum(reading.pupils for reading in readings),
        schools=schools,
        tests=tuple(chain.from_iterable(reading.tests for reading in readings)),
        against=(*chain.from_iterable(reading.against for reading in readings), *against),
        official=tuple(chain.from_iterable(reading.official for reading in readings)),
        files=facts,
    )


def rows_of(reading: Reading) -> int:
    """How many rows would be kept: a subject without grades is none."""
    tallies = reading.tallies
    counted = tallies.counted.rows if isinstance(tallies, PackedTallies) else sum(bool(one.counts) for one in tallies)
    return counted + len(reading.tests) + len(reading.against) + len(reading.official)


def kind_of(readings: Sequence[Reading]) -> FileKind | None:
    kinds = {reading.kind for reading in readings if reading.kind is not None}
    return FileKind.SEVERAL if len(kinds) > 1 else next(iter(kinds), None)


def tallies_of(readings: Sequence[Reading]) -> Sequence[Tally]:
    found = [reading.tallies for reading in readings if reading.tallies]
    if not any(isinstance(tallies, PackedTallies) for tallies in found):
        return tuple(chain.from_iterable(found))
    parts = [packed(tallies) for tallies in found]
    return PackedTallies(
        joined([part.counted for part in parts]),
        joined([part.empty for part in parts]),
        frozenset(chain.from_iterable(part.school_years for part in parts)),
    )


def joined(parts: Sequence[Pieces]) -> Pieces:
    return Pieces(tuple(chain.from_iterable(part.pieces for part in parts)))


def repeated(files: Sequence[FileFacts], readings: Sequence[Reading]) -> Iterable[Problem]:
    """A place that two of the files say something of: which of them is right, the program cannot know."""
    taken: Coverage[tuple[str, int], tuple[str, ...]] = Coverage()
    for file, reading in zip(files, readings, strict=True):
        again = sum(not taken.add(*place) for place in places_of(reading))
        if again:
            yield Problem(ProblemCode.IN_SEVERAL_FILES, others=again - 1, file=file.name)


def places_of(reading: Reading) -> Iterable[tuple[tuple[str, int], tuple[str, ...]]]:
    tally: Tally | TestTally
    for tally in reading.tallies:
        yield (tally.school, tally.school_year), (tally.subject, tally.season, str(tally.year))
    for tally in reading.tests:
        yield (tally.school, tally.school_year), (tally.subject, tally.season, str(tally.year), tally.part)


def each_once(figures: Sequence[OfficialTally]) -> tuple[Sequence[OfficialTally], int]:
    """Published tables repeat themselves: drop what is the same, and tell how many places have two values."""
    taken: Coverage[tuple[object, ...], tuple[object, ...]] = Coverage()
    again = {place for figure in figures if not taken.add(*(place := place_of(figure)))}
    if not again:
        return figures, 0
    values: dict[object, set[object]] = {}
    kept = []
    for figure in figures:
        if (place := place_of(figure)) in again:
            if place in values:
                values[place].add((figure.value, figure.marker))
                continue
            values[place] = {(figure.value, figure.marker)}
        kept.append(figure)
    return kept, sum(len(found) > 1 for found in values.values())


def place_of(figure: OfficialTally) -> tuple[tuple[object, ...], tuple[object, ...]]:
    return (
        (figure.level, figure.area_code, figure.owner, figure.school_year),
        (figure.subject, figure.year, figure.sex, figure.measure),
    )
