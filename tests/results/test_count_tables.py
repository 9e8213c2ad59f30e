"""A table that is counted already is read by its column names, and every doubt has its line and column."""

import pytest

from tests.results.loading import codes, counted, read

HEADER = "lasar;arskurs;niva;skolenhetskod;skolenhetsnamn;amne;amnesnamn;A;B;C;D;E;F;antal_betyg"
ROW = "2025-2026;9;skolenhet;10000001;Björkdal;Ma;Matematik;1;2;3;4;5;6;21"


def table(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows])


def place(data: str) -> tuple[str, int | None, str]:
    (problem,) = read(data).problems
    return (problem.code.value, problem.line, problem.column)


def test_a_row_is_a_subject() -> None:
    reading = read(table(ROW))
    assert counted(reading) == {("10000001", 9, "MA"): {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6}}
    assert [(tally.school_year, tally.season) for tally in reading.tallies] == [(2025, "VT")]
    assert (reading.problems, reading.kind) == ((), "COUNTS")


@pytest.mark.parametrize("name", ["M2_betyg", "M2 (betyg)", "m2"])
def test_subjects_are_known_by_any_spelling_of_their_code(name: str) -> None:
    assert set(counted(read(table(ROW.replace(";Ma;", f";{name};"))))) == {("10000001", 9, "M2")}


def test_sums_for_all_schools_are_skipped_and_said() -> None:
    total = ROW.replace("skolenhet;10000001", "alla_skolenheter;")
    assert codes(read(table(total, ROW))) == ["totals_skipped"]
    assert codes(read(table(total))) == ["totals_skipped", "only_totals"]


def test_dashes_and_the_term_may_be_told() -> None:
    reading = read(table(f"{ROW};2;HT", header=f"{HEADER};streck;termin"))
    assert counted(reading)["10000001", 9, "MA"]["NO_GRADE"] == 2
    assert reading.tallies[0].season == "HT"
    assert not reading.problems


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (ROW.replace(";21", ";22"), ("bad_sum", 2, "antal_betyg")),
        (ROW.replace(";3;", ";..;"), ("bad_number", 2, "C")),
        (ROW.replace(";3;", ";-3;"), ("bad_number", 2, "C")),
        (ROW.replace("2025-2026", "2025-2027"), ("bad_school_year", 2, "lasar")),
        (ROW.replace(";9;", ";3;"), ("bad_year", 2, "arskurs")),
        (ROW.replace(";9;", ";²;"), ("bad_year", 2, "arskurs")),
        (ROW.replace(";Ma;", ";Zebulina;"), ("unknown_subject", 2, "amne")),
        (ROW.replace("10000001", "1000001"), ("bad_school_code", 2, "skolenhetskod")),
        (ROW + ";1", ("wrong_width", 2, "")),
        (f"{ROW}\n{ROW}", ("row_twice", 3, "")),
    ],
)
def test_a_doubtful_row_is_told_with_its_place(wrong: str, expected: tuple[str, int, str]) -> None:
    assert place(table(wrong)) == expected


def test_a_wrong_term_is_told() -> None:
    assert place(table(f"{ROW};LT", header=f"{HEADER};termin")) == ("bad_term", 2, "termin")


def test_a_missing_column_is_named() -> None:
    (problem,) = read(table(ROW, header=HEADER.replace(";F;", ";f_;").replace("arskurs", "ar"))).problems
    assert dict(problem.facts)["columns"] == "arskurs, F" or dict(problem.facts)["columns"] == "arskurs"


def test_only_the_school_asked_for_is_read() -> None:
    other = ROW.replace("10000001", "10000002")
    assert set(counted(read(table(ROW, other), only_school="10000002"))) == {("10000002", 9, "MA")}
