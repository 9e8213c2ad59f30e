"""What a reading holds, packed as rows of the tables that it is for, by codes instead of keys."""

import json
from collections.abc import Iterator

from lartraff.results.logic.packed_tallies import Row, packed, pieces_of
from lartraff.results.logic.tallies import AgainstTally, OfficialTally, Reading, TestTally
from lartraff.results.logic.together import each_once


def packed_from(reading: Reading) -> Iterator[tuple[str, str, bytes, int]]:
    """What `reading` holds: table, COUNTED or EMPTY, the packed rows by their codes, and how many they are."""
    tallies = packed(reading.tallies)
    figures, _contradictions = each_once(reading.official)
    counted_of_table = (
        ("ResultRow", "COUNTED", tallies.counted),
        ("ResultRow", "EMPTY", tallies.empty),
        ("TestRow", "COUNTED", pieces_of(row_of_test(tally) for tally in reading.tests if tally.counts)),
        ("TestRow", "EMPTY", pieces_of(row_of_test(tally) for tally in reading.tests if not tally.counts)),
        (
            "GradeAgainstTest",
            "COUNTED",
            pieces_of(row_of_comparison(tally) for tally in reading.against if tally.compared),
        ),
        (
            "GradeAgainstTest",
            "EMPTY",
            pieces_of(row_of_comparison(tally) for tally in reading.against if not tally.compared),
        ),
        ("OfficialFigure", "COUNTED", pieces_of(map(row_of_figure, figures))),
    )
    for table, holds, found in counted_of_table:
        for piece, rows in found.pieces:
            yield table, holds, piece, rows


def row_of_test(tally: TestTally) -> Row:
    term = (tally.school_year, tally.season, tally.year)
    return (
        tally.school, tally.subject, *term, tally.part, json.dumps(tally.counts), json.dumps(tally.counts_by_sex)
    )  # fmt: skip


def row_of_comparison(tally: AgainstTally) -> Row:
    term = (tally.school_year, tally.season, tally.year)
    return (tally.school, tally.subject, *term, tally.higher, tally.equal, tally.lower)


def row_of_figure(figure: OfficialTally) -> Row:
    value = None if figure.value is None else str(figure.value)
    return (
        "", figure.subject, figure.school_year, figure.level, figure.area_code, figure.area_name, figure.owner,
        figure.year, figure.sex, figure.measure, value, figure.marker,
    )  # fmt: skip
