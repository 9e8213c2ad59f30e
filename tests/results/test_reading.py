"""Whatever the file holds, reading it gives numbers or a problem with a place, and never raises."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.layouts import YEAR_6, YEAR_9
from lartraff.results.logic.problems import Problem, ProblemCode
from lartraff.results.logic.reading import MAX_BYTES, Reader
from tests.results.loading import codes, counted, read
from tests.results.scb_files import as_text, pupil_rows, savsjo, scb_text, small_school

MA = YEAR_9.index("Ma")
SCHOOL = "10000001"
ROWS = list(pupil_rows([small_school(SCHOOL, pupils=20, failing=6)]))


def text(rows: list[list[str]] = ROWS, header: tuple[str, ...] | None = YEAR_9) -> str:
    return as_text(rows, header=header)


def changed(at: int, place: int, value: str) -> list[list[str]]:
    """ROWS with one cell changed."""
    return [
        [value if (number, cell) == (at, place) else old for cell, old in enumerate(row)]
        for number, row in enumerate(ROWS)
    ]


def only(data: bytes | str) -> Problem:
    """The one problem of a file that has exactly one."""
    (problem,) = read(data).problems
    return problem


def test_a_file_is_counted() -> None:
    assert counted(read(text())) == {(SCHOOL, 9, "MA"): {"C": 14, "F": 6}}


def test_every_subject_column_is_covered_also_where_nobody_has_a_grade() -> None:
    reading = read(text())
    assert len(reading.tallies) == 21
    assert sum(bool(tally.counts) for tally in reading.tallies) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\r\n\r\n  \r\n", "empty"),
        (";".join(YEAR_9), "only_header"),
        (";".join(YEAR_6) + "\r\n\r\n", "only_header"),
        (b"%PDF-1.7 \x00\x01", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "spreadsheet"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"<!DOCTYPE html><html></html>", "web_page"),
        (b"\x00\x01\x02\x03" * 99, "binary"),
        ("System,Datum,Version,PersonNr,Skolenhetskod,Klass\n", "commas"),
        ("System\tDatum\tVersion\tPersonNr\tSkolenhetskod\tKlass\n", "tabs"),
        ("Hej på dig\n", "not_recognised"),
        ("a;b;c;d;e;f\n1;2;3;4;5;6\n", "not_recognised"),
    ],
)
def test_a_wrong_file_is_one_problem(data: bytes | str, code: str) -> None:
    assert [problem.code for problem in read(data).problems] == [code]


@pytest.mark.parametrize(("name", "code"), [("betyg.txt", "archive"), ("xl/workbook.xml", "spreadsheet")])
def test_a_zip_is_told_from_a_workbook(name: str, code: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(name, "x" * 9000)
    assert only(out.getvalue()).code == code


def test_rubbish_inside_an_otherwise_good_file_is_found() -> None:
    assert "binary" in codes(read(text().encode() + b"\x00\x07rubbish;" * 5))


def test_a_file_of_two_hundred_megabytes_is_read_no_further_than_fifty() -> None:
    reader, fed = Reader(), 0
    piece = (text(header=None) * 50).encode()
    while not reader.stopped and fed < 200_000_000:
        reader.feed(piece)
        fed += len(piece)
    assert fed <= MAX_BYTES + len(piece)
    assert "too_large" in codes(reader.finish())


def test_another_number_of_columns_without_header_is_told() -> None:
    problem = only(";".join(ROWS[0][:20]))
    assert (problem.code, dict(problem.facts)) == (ProblemCode.WRONG_COLUMN_COUNT, {"found": 20})


def test_columns_are_found_by_name_whatever_their_order() -> None:
    order = sorted(range(len(YEAR_9)), key=lambda place: YEAR_9[place])
    reading = read(text([[row[at] for at in order] for row in ROWS], tuple(YEAR_9[at] for at in order)))
    assert counted(reading) == {(SCHOOL, 9, "MA"): {"C": 14, "F": 6}}
    assert codes(reading) == ["reordered"]


def test_names_and_numbers_may_be_left_out_of_the_file() -> None:
    keep = [at for at, name in enumerate(YEAR_9) if name not in {"PersonNr", "Fornamn", "Efternamn", "Klass"}]
    reading = read(text([[row[at] for at in keep] for row in ROWS], tuple(YEAR_9[at] for at in keep)))
    assert counted(reading) == {(SCHOOL, 9, "MA"): {"C": 14, "F": 6}}
    assert codes(reading) == []


def test_an_extra_column_is_told_by_its_place_and_not_by_its_name() -> None:
    problem = only(text([[*row, "x"] for row in ROWS], (*YEAR_9, "Zebulina")))
    assert (problem.code, dict(problem.facts)) == ("extra_columns", {"places": "34", "number": 1})


def test_a_missing_subject_is_told_and_the_others_are_read() -> None:
    keep = [at for at, name in enumerate(YEAR_9) if name not in {"Bl", "Tk"}]
    reading = read(text([[row[at] for at in keep] for row in ROWS], tuple(YEAR_9[at] for at in keep)))
    assert counted(reading) == {(SCHOOL, 9, "MA"): {"C": 14, "F": 6}}
    assert [dict(problem.facts)["columns"] for problem in reading.problems] == ["Bl, Tk"]
    assert "BL" not in {tally.subject for tally in reading.tallies}


@pytest.mark.parametrize("missing", ["Datum", "Skolenhetskod"])
def test_a_column_that_nothing_works_without_is_named(missing: str) -> None:
    keep = [at for at, name in enumerate(YEAR_9) if name != missing]
    problem = only(text([[row[at] for at in keep] for row in ROWS], tuple(YEAR_9[at] for at in keep)))
    assert (problem.code, dict(problem.facts)["columns"]) == ("missing_column", missing)


def test_a_column_that_is_there_twice_is_an_error() -> None:
    reading = read(text([[*row, "A"] for row in ROWS], (*YEAR_9, "Ma")))
    assert [(problem.code, problem.column) for problem in reading.errors] == [("column_twice", "Ma")]


def test_year_6_and_9_cannot_be_told_apart_without_their_own_columns() -> None:
    assert only("Datum;Skolenhetskod;Ma;Sv;En\n2026-06-12;10000001;A;B;C").code == "year_unclear"


def test_a_quotation_mark_that_is_never_closed_is_found_where_it_opens() -> None:
    lines = text().splitlines()
    lines[7] = lines[7].replace("Påhittat", '"Påhittat')
    assert [(p.code, p.line) for p in read("\n".join(lines)).problems] == [("quote_open", 8)]
    long = "\n".join([*lines, *lines[1:] * 50])
    assert [(p.code, p.line) for p in read(long).problems] == [("quote_open", 8)]


def test_quotation_marks_inside_a_name_are_just_a_name() -> None:
    assert counted(read(text(changed(3, 6, 'Bo "Bosse" Bo')))) == {(SCHOOL, 9, "MA"): {"C": 14, "F": 6}}
    assert codes(read(text().replace(";Zebulina;", ';Ze"bu;'))) == []


def test_a_quoted_cell_may_go_over_lines_and_line_numbers_stay_right() -> None:
    rows = changed(3, 5, "9A\nnya")
    rows[9][MA] = "G"
    (problem,) = read(as_text(rows, header=YEAR_9)).problems
    assert (problem.code, problem.line) == ("unknown_grade", 12)


def test_a_line_that_never_ends_is_stopped() -> None:
    assert [problem.code for problem in read(b"a;" * 200_000).problems] == ["line_too_long"]


def test_an_unknown_grade_is_told_with_line_and_column() -> None:
    rows = changed(4, MA, "G")
    rows[11][MA] = "G"
    problem = only(text(rows))
    assert (problem.code, problem.line, problem.column, problem.others) == ("unknown_grade", 6, "Ma", 1)
    assert dict(problem.facts) == {"shown": "G"}


@pytest.mark.parametrize("value", ["Bo", "15", "201201012380", "Zebulina", "\u4e00"])
def test_what_could_be_a_name_or_a_number_is_never_repeated(value: str) -> None:
    problem = only(text(changed(4, MA, value)))
    assert dict(problem.facts) == {"shown": ""}


def test_small_letters_and_spaces_around_a_grade_are_understood() -> None:
    rows = changed(0, MA, "f")
    rows[1][MA] = " F "
    reading = read(text(rows))
    assert not reading.problems
    assert sum(counted(reading)[SCHOOL, 9, "MA"].values()) == 20


def test_rows_of_another_width_are_told_once_with_how_many_more() -> None:
    rows = [row[:-2] if at in {2, 5, 8} else row for at, row in enumerate(ROWS)]
    problem = only(text(rows))
    assert (problem.code, problem.line, problem.others) == ("wrong_width", 4, 2)


@pytest.mark.parametrize("header", [True, False])
def test_a_semicolon_at_the_end_of_every_line_is_nothing(header: bool) -> None:
    lines = scb_text([small_school(SCHOOL, failing=6)], header=header).replace("\n", ";\n")
    reading = read(lines)
    assert not reading.problems
    assert counted(reading) == {(SCHOOL, 9, "MA"): {"C": 14, "F": 6}}


def test_a_date_that_is_none_and_a_school_that_is_none_are_told() -> None:
    assert (only(text(changed(4, 1, "igår"))).code, only(text(changed(4, 1, "2026-13-40"))).code) == ("bad_date",) * 2
    problem = only(text(changed(4, 4, "201201012380")))
    assert (problem.code, problem.line, problem.column) == ("bad_school_code", 6, "Skolenhetskod")


def test_july_turns_the_school_year() -> None:
    def term(date: str) -> set[tuple[int, str]]:
        reading = read(scb_text([small_school(SCHOOL)], date=date))
        return {(tally.school_year, tally.season) for tally in reading.tallies}

    assert term("2026-06-30") == {(2025, "VT")}
    assert term("20260701") == {(2026, "HT")}
    assert term("2026-12-18") == {(2026, "HT")}


def test_rows_of_two_terms_in_one_file_are_an_error_and_two_days_are_not() -> None:
    assert only(text(changed(9, 1, "2025-12-19"))).code == "mixed_terms"
    assert codes(read(text(changed(9, 1, "2026-06-01")))) == []


def test_only_the_school_asked_for_is_read() -> None:
    both = scb_text([small_school(SCHOOL, failing=6), small_school("10000002", failing=9)])
    assert set(counted(read(both, only_school="10000002"))) == {("10000002", 9, "MA")}
    assert codes(read(both, only_school="99999999")) == ["nothing_for_school"]


def test_thousands_of_schools_are_a_column_with_something_else_in_it() -> None:
    rows = [[*ROWS[0][:4], str(20_000_000 + number), *ROWS[0][5:]] for number in range(2_500)]
    assert "too_many_schools" in codes(read(text(rows)))


def test_a_mistake_of_ours_tells_its_place_and_nothing_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ValueError("201201012380 Zebulina")

    monkeypatch.setattr("lartraff.results.logic.pupil_files.PupilRows.add", broken)
    problem = only(text())
    assert problem.code == "unreadable"
    assert str(dict(problem.facts)["place"]).startswith("ValueError test_reading.py:")


FILE = scb_text([school for school in savsjo() if school.year == 9], newline="\r\n", quoted=True).encode("cp1252")
WHOLE = read(FILE)


@given(st.integers(min_value=1, max_value=200_000))
def test_how_the_file_is_cut_changes_nothing(piece: int) -> None:
    assert read(FILE, piece=max(piece, 50)) == WHOLE


def test_cut_to_single_bytes_it_is_the_same_file() -> None:
    assert read(FILE, piece=1) == WHOLE


@given(st.permutations(ROWS), st.sampled_from(["utf-8", "windows-1252", "utf-16"]), st.integers(1, 3000))
def test_the_order_of_rows_changes_nothing(rows: list[list[str]], encoding: str, piece: int) -> None:
    assert counted(read(text(rows).encode(encoding), piece=piece)) == {(SCHOOL, 9, "MA"): {"C": 14, "F": 6}}


@given(st.binary(max_size=3000), st.integers(1, 500))
def test_any_bytes_at_all_give_a_reading(data: bytes, piece: int) -> None:
    reading = read(data, piece=piece)
    assert reading.errors
    assert "unreadable" not in codes(reading)


@given(st.lists(st.lists(st.text(max_size=6), min_size=30, max_size=36), max_size=6), st.booleans())
def test_any_table_at_all_gives_a_reading(rows: list[list[str]], quoted: bool) -> None:
    reading = read(as_text(rows, header=YEAR_9, quoted=quoted).encode(errors="replace"))
    assert "unreadable" not in codes(reading)
