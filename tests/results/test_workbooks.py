"""Excel workbooks are read without trust."""

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import datetime
from datetime import time as clock

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from lartraff.results.logic.grids import read_grids
from lartraff.results.logic.problems import ProblemCode

SHEET = "xl/worksheets/sheet1.xml"


def workbook(**sheets: Callable[[Worksheet], object]) -> bytes:
    """A workbook with the sheets, each filled by its function."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for name, fill in sheets.items():
            fill(book.add_worksheet(name))
    return packed.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one of its parts changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            after.writestr(entry.filename, change(content) if entry.filename == part else content)
    return packed.getvalue()


def codes(data: bytes) -> list[ProblemCode]:
    return [problem.code for problem in read_grids(data).problems]


def small(sheet: Worksheet) -> None:
    sheet.write_row(0, 0, ["Ämne", "A", "B"])
    sheet.write_row(1, 0, ["Bild", 4, 5])


def test_numbers_are_their_shortest_exact_text_and_dates_are_iso() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.write_row(0, 0, [445, 17.1, 78.6, 0.5, 1e22, -3.25, " text ", "0764"])
        sheet.write_datetime(1, 0, datetime.fromisoformat("2025-06-12"))
        sheet.write_datetime(1, 1, datetime.fromisoformat("2025-06-12T13:05"))
        sheet.write_datetime(1, 2, datetime.fromisoformat("2024-02-29"))
        sheet.write_boolean(1, 3, boolean=True)

    (grid,) = read_grids(workbook(Blad=fill)).grids
    assert grid.rows[0] == ("445", "17.1", "78.6", "0.5", "1" + "0" * 22, "-3.25", "text", "0764")
    assert grid.rows[1][:4] == ("2025-06-12", "2025-06-12 13:05", "2024-02-29", "TRUE")


def test_a_time_of_day_is_written_without_a_day() -> None:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        book.add_worksheet().write_datetime(0, 0, clock(13, 5), book.add_format({"num_format": "hh:mm"}))
    assert read_grids(packed.getvalue()).grids[0].rows == (("13:05",),)


def test_numbers_as_excel_saves_them_have_no_tail() -> None:
    saved = changed(workbook(Blad=small), SHEET, lambda xml: xml.replace(b"<v>4</v>", b"<v>78.599999999999994</v>"))
    assert read_grids(saved).grids[0].rows[1] == ("Bild", "78.6", "5")


def test_sheets_come_in_their_order_with_their_places() -> None:
    def lower(sheet: Worksheet) -> None:
        sheet.write_row(4, 2, ["a", 1])

    found = read_grids(workbook(Ett=small, Tom=lambda sheet: None, Tre=lower))
    assert [(grid.name, grid.number, grid.first_line) for grid in found.grids] == [("Ett", 1, 1), ("Tre", 3, 5)]
    assert found.grids[1].rows == (("", "", "a", "1"),)


def test_hidden_sheets_are_not_read_and_that_is_said() -> None:
    def hide(sheet: Worksheet) -> None:
        small(sheet)
        sheet.hide()

    found = read_grids(workbook(Synlig=small, Gömd=hide))
    assert [grid.name for grid in found.grids] == ["Synlig"]
    assert [(problem.code, dict(problem.facts)) for problem in found.problems] == [
        (ProblemCode.HIDDEN_SHEETS, {"sheets": 1})
    ]


def test_cells_with_errors_are_told_of() -> None:
    def fill(sheet: Worksheet) -> None:
        small(sheet)
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")

    found = read_grids(workbook(Blad=fill))
    assert [problem.code for problem in found.problems] == [ProblemCode.CELLS_WITH_ERRORS]


def test_personal_numbers_are_found_as_numbers_too() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.write_row(3, 1, ["Elev", 198507099805])

    problem = read_grids(workbook(Ett=small, Två=fill)).problems[0]
    assert (problem.code, problem.line, problem.column, dict(problem.facts)) == (
        ProblemCode.PERSONAL_NUMBERS, 4, "C", {"sheet": 2},
    )  # fmt: skip


# --- Made to do harm, or damaged


def test_a_single_cell_far_out_fills_no_memory() -> None:
    def far(sheet: Worksheet) -> None:
        small(sheet)
        sheet.write(1_048_575, 16_383, 1)

    assert codes(workbook(Blad=far)) == [ProblemCode.TABLE_TOO_LARGE]


def test_a_cell_far_out_is_found_whatever_the_sheet_says_of_its_size() -> None:
    def far(sheet: Worksheet) -> None:
        small(sheet)
        sheet.write(1_048_575, 16_383, 1)

    def lie(xml: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:C2"/>', xml)

    assert codes(changed(workbook(Blad=far), SHEET, lie)) == [ProblemCode.TABLE_TOO_LARGE]


def test_cells_that_say_no_place_stand_one_after_another() -> None:
    def strip(xml: bytes) -> bytes:
        return re.sub(rb'<c r="[A-Z]+\d+"', b"<c", xml)

    (grid,) = read_grids(changed(workbook(Blad=small), SHEET, strip)).grids
    assert grid.rows == (("Ämne", "A", "B"), ("Bild", "4", "5"))

    def far_down(xml: bytes) -> bytes:
        return strip(xml).replace(b'<row r="2"', b'<row r="1048576"')

    assert codes(changed(workbook(Blad=small), SHEET, far_down)) == [ProblemCode.TABLE_TOO_LARGE]


def test_a_bomb_is_not_unpacked() -> None:
    bomb = changed(workbook(Blad=small), SHEET, lambda xml: xml + b" " * 60_000_000)
    assert len(bomb) < 100_000
    assert codes(bomb) == [ProblemCode.TABLE_TOO_LARGE]


def test_a_long_text_shared_by_many_cells_is_not_written_out() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(40_000):
            sheet.write_string(row, 0, "x" * 30_000)

    assert codes(workbook(Blad=fill)) == [ProblemCode.TABLE_TOO_LARGE]


def test_methods_that_unpack_without_bounds_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", b" " * 10_000_000)
    assert codes(packed.getvalue()) == [ProblemCode.WORKBOOK_DAMAGED]


def test_other_archives_and_spreadsheets_are_told_apart() -> None:
    def packed(*names: str) -> bytes:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for name in names:
                archive.writestr(name, b"x")
        return data.getvalue()

    assert codes(packed("betyg.txt")) == [ProblemCode.ARCHIVE]
    assert codes(packed("mimetype", "content.xml")) == [ProblemCode.OLD_WORKBOOK]
    assert codes(packed("xl/workbook.bin")) == [ProblemCode.OLD_WORKBOOK]
    assert codes(packed("xl/workbook.xml")) == [ProblemCode.WORKBOOK_DAMAGED]
    assert codes(packed(*(f"xl/{number}.xml" for number in range(2001)))) == [ProblemCode.TABLE_TOO_LARGE]


def test_a_workbook_that_is_cut_off_is_damaged() -> None:
    data = workbook(Blad=small)
    assert codes(data[: len(data) // 2]) == [ProblemCode.WORKBOOK_DAMAGED]


def test_a_cell_that_shares_a_text_that_is_not_there_is_damage() -> None:
    broken = changed(workbook(Blad=small), SHEET, lambda xml: xml.replace(b"<v>0</v>", b"<v>99</v>"))
    assert codes(broken) in ([ProblemCode.WORKBOOK_DAMAGED], [])


def test_a_megabyte_takes_less_than_two_seconds() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(12_000):
            sheet.write_row(row, 0, [f"Kommun {row % 290}", *((row * 7 + column) % 1000 / 10 for column in range(15))])

    data = workbook(Blad=fill)
    assert 500_000 < len(data) < 1_500_000
    began = time.process_time()
    assert len(read_grids(data).grids[0].rows) == 12_000
    assert time.process_time() - began < 2
