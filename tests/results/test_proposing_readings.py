"""A table whose columns have been said is counted, or told of with sheet, line and column."""

import pytest

from lartraff.results.logic.grids import make_grid
from lartraff.results.logic.problems import ProblemCode
from lartraff.results.logic.proposing import propose_table
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_readings import Said, reading_of
from lartraff.results.logic.proposing_uses import Role, Use
from tests.results.own_tables import HERE, NAMES, SCHOOLS
from tests.results.test_proposing import GIVEN, Rows, counted, proposed

HEADER = ["Klass", "Ämne", *"ABCDEF", "Summa"]
GOOD: list[list[object]] = [
    HEADER,
    ["9A", "Ma", 1, 2, 3, 4, 5, 6, 21],
    ["9A", "Sv", 1, 1, 1, 1, 1, 1, 6],
    ["9B", "Ma", 1, 0, 0, 0, 0, 1, 2],
    ["9B", "Sv", 2, 2, 2, 2, 2, 2, 12],
]


def read(rows: Rows, given: Facts = GIVEN, uses: list[str] | None = None) -> Said:
    table = proposed(rows)
    return reading_of(table, [Use.from_code(code) for code in uses] if uses else table.proposed, given, SCHOOLS)


def errors(said: Said) -> list[tuple[ProblemCode, int | None, str]]:
    return [(problem.code, problem.line, problem.column) for problem in said.reading.errors]


def with_cell(line: int, column: int, cell: object) -> Rows:
    rows = [list(row) for row in GOOD]
    rows[line - 1][column] = cell
    return rows


def test_classes_are_added_together_by_year() -> None:
    said = read(GOOD)
    assert counted(said)[9, "VT", "MA"] == {"A": 2, "B": 2, "C": 3, "D": 4, "E": 5, "F": 7}
    assert [problem.code for problem in said.reading.problems] == [ProblemCode.CLASSES_SUMMED]
    assert said.reading.pupils == 0, "a table of numbers has no pupils"
    assert said.reading.schools == {HERE: 2}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (with_cell(3, 4, "tre"), (ProblemCode.BAD_NUMBER, 3, "E")),
        (with_cell(3, 4, ".."), (ProblemCode.BAD_NUMBER, 3, "E")),
        (with_cell(3, 4, "<5"), (ProblemCode.BAD_NUMBER, 3, "E")),
        (with_cell(3, 4, -1), (ProblemCode.BAD_NUMBER, 3, "E")),
        (with_cell(3, 4, "1,5"), (ProblemCode.BAD_NUMBER, 3, "E")),
        (with_cell(2, 8, 20), (ProblemCode.BAD_SUM, 2, "I")),
        (with_cell(4, 1, "Jave"), (ProblemCode.SUBJECT_NOT_KNOWN, 4, "B")),
        (with_cell(4, 0, "5B"), (ProblemCode.BAD_YEAR, 4, "A")),
        (with_cell(4, 0, "Blåklockan"), (ProblemCode.BAD_YEAR, 4, "A")),
        (with_cell(4, 0, "9A"), (ProblemCode.ROW_TWICE, 4, "")),
    ],
)  # fmt: skip
def test_a_bad_cell_is_told_with_its_place(rows: Rows, expected: tuple[ProblemCode, int, str]) -> None:
    said = read(rows)
    assert errors(said) == [expected]


def test_a_bad_cell_in_a_workbook_is_told_with_its_sheet() -> None:
    grids = [
        make_grid(name, [["Namn", "Ma"], *map(list, zip(NAMES, grades, strict=False))], number=at)
        for at, (name, grades) in enumerate([("9A", "ABC"), ("9B", "ABXCX")], start=1)
    ]
    table = propose_table(grids, SCHOOLS).table
    assert table is not None
    (problem,) = reading_of(table, table.proposed, GIVEN, SCHOOLS).reading.errors
    assert (problem.code, problem.line, problem.column, problem.others) == (ProblemCode.GRADE_NOT_KNOWN, 4, "B", 1)
    assert dict(problem.facts) == {"shown": "X", "sheet": 2}


def test_a_bad_grade_is_shown_only_if_it_is_one_sign() -> None:
    rows = [["Namn", "Ma"], *([name, "A"] for name in NAMES), ["Zebulina", "Frisk"]]
    (problem,) = read(rows).reading.errors
    assert dict(problem.facts) == {"shown": ""}


def test_a_column_that_is_not_read_has_no_bad_grades() -> None:
    rows = [["Namn", "Ma", "Sv"], *([name, "A", "B"] for name in NAMES), ["Zebulina", "?", "C"]]
    assert read(rows).reading.errors != ()
    assert counted(read(rows, uses=["IGNORED", "IGNORED", "VALUES:SV"])) == {(9, "VT", "SV"): {"B": 6, "C": 1}}


def test_codes_of_scb_count_where_they_stand_among_grades() -> None:
    rows = [["Namn", "Ma"], *([name, grade] for name, grade in zip(NAMES, "AA392F", strict=True)), ["Zyx", "Z"]]
    assert counted(read(rows))[9, "VT", "MA"] == {"A": 2, "ADAPTED": 1, "NO_GRADE": 1, "F": 1}


def test_the_person_corrects_what_was_proposed() -> None:
    rows = [["Grp", "Ma", "Sv"], *(["9A", "A", "F"] for _pupil in NAMES)]
    found = counted(read(rows, uses=["CLASS", "VALUES:SVA", "IGNORED"]))
    assert found == {(9, "VT", "SVA"): {"A": 6}}


@pytest.mark.parametrize(
    ("uses", "problem"),
    [
        (["CLASS", "SUBJECT", *["IGNORED"] * 7], (ProblemCode.NO_VALUES, None, "")),
        (["CLASS", "CLASS", *(f"VALUES::{step}" for step in "ABCDEF"), "COUNT"], (ProblemCode.USED_TWICE, None, "B")),
        (["CLASS", "SUBJECT", *(f"VALUES::{step}" for step in "ABCDEE"), "COUNT"], (ProblemCode.USED_TWICE, None, "H")),
    ],
)
def test_columns_that_cannot_be_are_told(uses: list[str], problem: tuple[ProblemCode, None, str]) -> None:
    given = Facts(HERE, 2025, "VT", 9, "MA")
    assert errors(read(GOOD, given, uses)) == [problem]


def test_what_is_said_nowhere_is_missing_and_nothing_is_read() -> None:
    said = read([["Ämne", "A", "F"], ["Ma", 3, 1], ["Sv", 2, 2]], Facts())
    assert said.missing == {Role.SCHOOL, Role.SCHOOL_YEAR, Role.TERM, Role.YEAR}
    assert said.reading.tallies == ()


def test_a_column_is_believed_before_what_is_said_for_all_rows() -> None:
    found = counted(read(GOOD, Facts(HERE, 2025, "VT", 7)))
    assert {year for year, _season, _subject in found} == {9}


def test_a_calendar_year_means_the_school_year_of_its_term() -> None:
    rows = [["År", "Termin", "Ämne", "A"], [2026, "VT", "Ma", 3], [2025, "HT", "Ma", 2]]
    tallies = read(rows, Facts(HERE, year=6)).reading.tallies
    assert [(tally.school_year, tally.season, tally.counts) for tally in tallies] == [
        (2025, "VT", {"A": 3}), (2025, "HT", {"A": 2}),
    ]  # fmt: skip


def test_a_school_that_is_not_known_is_told_and_not_named() -> None:
    rows = [["Skola", "Ämne", "A"], ["Björkdalsskolan", "Ma", 3], ["Ekbackens skola", "Ma", 2], ["Storskolan", "Ma", 1]]
    said = read(rows)
    assert errors(said) == [(ProblemCode.SCHOOL_NOT_KNOWN, 4, "A")]
    assert "Storskolan" not in str(proposed(rows))


def test_groups_of_a_class_are_added_together_and_told_of() -> None:
    rows = [["Lärare", "Ämne", "A", "F"], ["Nils Berg", "Ma", 3, 1], ["Tove Rask", "Ma", 2, 2]]
    said = read(rows)
    assert counted(said) == {(9, "VT", "MA"): {"A": 5, "F": 3}}
    assert [problem.code for problem in said.reading.problems] == [ProblemCode.ROWS_SUMMED]


def test_shares_become_numbers_only_where_there_is_no_doubt() -> None:
    header = ["Ämne", "Antal elever", "Andel A", "Andel C", "Andel F"]
    assert counted(read([header, ["Ma", 8, "25 %", "62,5 %", "12,5 %"], ["Sv", 4, 0.25, 0.5, 0.25]])) == {
        (9, "VT", "MA"): {"A": 2, "C": 5, "F": 1},
        (9, "VT", "SV"): {"A": 1, "C": 2, "F": 1},
    }
    assert errors(read([header, ["Ma", 213, "25 %", "62 %", "13 %"], ["Sv", 4, "25 %", "50 %", "25 %"]])) == [
        (ProblemCode.SHARES_UNCLEAR, 2, "C")
    ]


def test_a_sum_without_words_is_no_row() -> None:
    rows = [["Klass", "Ämne", "A", "F"], ["9A", "Ma", 3, 1], ["", "Sv", 2, 2], ["", "", 5, 3]]
    assert counted(read(rows)) == {(9, "VT", "MA"): {"A": 3, "F": 1}, (9, "VT", "SV"): {"A": 2, "F": 2}}


@pytest.mark.parametrize("label", ["Summa", "Totalt", "Alla klasser", "Hela skolan", "Medelvärde", "Andel (%)"])
def test_a_sum_with_words_is_no_row(label: str) -> None:
    said = read([*GOOD, [label, "", 5, 5, 6, 7, 8, 10, 41]])
    assert counted(said) == counted(read(GOOD))


def test_prose_below_the_table_is_no_row() -> None:
    assert counted(read([*GOOD, [], ["Källa: lärplattformen, uttag i juni"]])) == counted(read(GOOD))


def test_a_pupil_called_alla_is_counted() -> None:
    rows = [["Förnamn", "Ma"], ["Alla", "A"], ["Max", "A"], ["Mina", "B"]]
    assert counted(read(rows)) == {(9, "VT", "MA"): {"A": 2, "B": 1}}
