"""Text of any kind becomes the same plain grid."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.grids import Grid, column_letter, grid_of_text, make_grid, read_grids, read_pasted
from lartraff.results.logic.problems import Problem, ProblemCode

ROWS = (("Skola", "Ämne", "Andel"), ("Åsens skola", "Idrott och hälsa", "95,8"), ("Öns skola", "Bild", ".."))


def text_of(rows: tuple[tuple[str, ...], ...], separator: str, end: str = "\n") -> str:
    return end.join(separator.join(row) for row in rows) + end


def only_grid(data: bytes) -> Grid:
    found = read_grids(data)
    assert found.problems == ()
    (grid,) = found.grids
    return grid


def only_problem(data: bytes) -> Problem:
    found = read_grids(data)
    assert found.grids == ()
    return found.problems[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_any_encoding_line_break_and_separator_give_the_same_grid(encoding: str, end: str, separator: str) -> None:
    assert only_grid(text_of(ROWS, separator, end).encode(encoding)).rows == ROWS


def test_commas_separate_where_nothing_else_does() -> None:
    rows = (("Ämne", "A", "B"), ("Bild", "4", "5"), ("Slöjd, textil", "1", "2"))
    assert only_grid(b'\xc3\x84mne,A,B\nBild,4,5\n"Sl\xc3\xb6jd, textil",1,2\n').rows == rows


def test_decimal_commas_do_not_separate() -> None:
    text = "Ale;95,8;93,0;95,5\nAlingsås;100,0;96,1;97,2\n"
    assert only_grid(text.encode()).rows == (("Ale", "95,8", "93,0", "95,5"), ("Alingsås", "100,0", "96,1", "97,2"))


def test_prose_above_and_below_does_not_decide_the_separator() -> None:
    prose = "En mening, med flera komman, som är lång, och fortsätter, och fortsätter.\n"
    table = "".join(f"Kommun {number};{number};{number},5\n" for number in range(20))
    grid = only_grid((prose * 12 + table + prose * 6).encode())
    assert grid.width == 3
    assert grid.rows[12] == ("Kommun 0", "0", "0,5")


def test_a_spreadsheets_hint_names_the_separator() -> None:
    grid = only_grid(b"sep=|\na|b;c;d\n1|2;3;4\n")
    assert (grid.rows, grid.first_line) == ((("a", "b;c;d"), ("1", "2;3;4")), 2)


def test_blank_rows_and_columns_around_are_left_out_and_places_are_kept() -> None:
    grid = only_grid(b"\n;;;\na;b;;\n;;;\n1;2;;\n;;;\n\n")
    assert grid.rows == (("a", "b"), ("", ""), ("1", "2"))
    assert [grid.line(row) for row in range(3)] == [3, 4, 5]


def test_a_cell_over_several_lines_moves_no_row_from_its_line() -> None:
    grid = only_grid(b'a;"Andel\nelever ""bra""";c\n1;2;3\n')
    assert grid.rows == (("a", 'Andel elever "bra"', "c"), ("", "", ""), ("1", "2", "3"))


def test_numbers_in_text_stay_as_they_were_written() -> None:
    assert only_grid(b"Antal;4 102;17,10;007\n1;2;3;4\n").rows[0] == ("Antal", "4 102", "17,10", "007")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ProblemCode.EMPTY),
        (b" \n;;\n", ProblemCode.EMPTY),
        (b"%PDF-1.7 ...", ProblemCode.PDF),
        (b"<html><table></table></html>", ProblemCode.WEB_PAGE),
        (b"a;b\n\x01\x02;\x03\n", ProblemCode.BINARY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ProblemCode.OLD_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ProblemCode.WORKBOOK_LOCKED),
        (b"a;b\n" * 30 + b'1;"open\n' + b"2;3\n" * 30, ProblemCode.QUOTE_OPEN),
        (b"a;" + b"b" * 200_000, ProblemCode.LINE_TOO_LONG),
        (b"a\n" * 600_000, ProblemCode.TABLE_TOO_LARGE),
        (b";" * 500 + b"x\n" + b"a;b\n" * 4_000, ProblemCode.TABLE_TOO_LARGE),
        (b"a;b\n" * 6_000_000, ProblemCode.TABLE_TOO_LARGE),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data: bytes, code: ProblemCode) -> None:
    assert only_problem(data).code is code


@pytest.mark.parametrize("number", ["850709-9805", "8507099805", "198507099805", "19850709-9805", "850709 9805"])
def test_tables_with_personal_numbers_are_refused(number: str) -> None:
    problem = only_problem(f"Klass;Nummer;Betyg\n9A;{number};C\n".encode())
    assert (problem.code, problem.line, problem.column) == (ProblemCode.PERSONAL_NUMBERS, 2, "B")
    assert number not in repr(problem)


@pytest.mark.parametrize(
    "number", ["2120000795", "79522184", "850709-9806", "5566501796", "18507099805", "0,8507099805"]
)
def test_other_long_numbers_are_no_personal_numbers(number: str) -> None:
    assert only_grid(f"Skola;Nummer\nÅsen;{number}\n".encode()).rows[1][1] == number


def test_pasted_text_is_read_like_a_file() -> None:
    assert read_pasted("a\tb\r\n1\t2").grids[0].rows == (("a", "b"), ("1", "2"))
    assert read_pasted("  \n ").problems[0].code is ProblemCode.EMPTY
    assert grid_of_text("a\tb\n1\t2").rows == (("a", "b"), ("1", "2"))
    assert grid_of_text("").rows == ()
    assert grid_of_text("x" * 200_000 + ";1").rows == ()


@given(st.text(max_size=400))
def test_pasted_text_is_never_too_much(pasted: str) -> None:
    grid = grid_of_text(pasted)
    assert all(len(row) == grid.width for row in grid.rows)
    read_pasted(pasted)


cells = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=8).map(str.strip)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=4, max_size=12), st.sampled_from(";\t"))
def test_what_is_written_is_read(rows: list[list[str]], separator: str) -> None:
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    text = "\n".join(separator.join(row) for row in quoted)
    assert grid_of_text(text).rows == make_grid("", rows).rows


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    "line", [b"1;2;3;4;5;6;7;8;9\n", b";\n", b"\n", b'"a";"b"\n', b"8507099806;6401010101\n", b"a,b,c,d\n", b"\t\t\t\n"]
)
def test_a_megabyte_takes_less_than_two_seconds(line: bytes) -> None:
    data = line * (1_000_000 // len(line))
    began = time.process_time()
    read_grids(data)
    assert time.process_time() - began < 2
