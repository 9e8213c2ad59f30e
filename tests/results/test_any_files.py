"""Each file is told by what it holds, whatever its name, and given to the reader of its kind while it arrives."""

import gc
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from lartraff.results.logic import any_files
from lartraff.results.logic.any_files import AnyFile, WholeTable, is_other_table
from lartraff.results.logic.gathering import MAX_FILES, Gathering
from lartraff.results.logic.layouts import LAYOUTS
from lartraff.results.logic.problems import ProblemCode
from lartraff.results.logic.tallies import Reading
from tests.results.loading import codes, counted, read
from tests.results.scb_files import (
    DATA,
    SAVSJO,
    SAVSJO_TABLE,
    as_text,
    pupil_rows,
    savsjo,
    scb_text,
    small_school,
)

HERE = "10000001"
GRADES = scb_text([small_school(HERE, failing=6)])
TABLE = "lasar;arskurs;skolenhetskod;amne;A;B;C;D;E;F\n2025-2026;9;10000001;Ma;0;0;14;0;0;6\n"
OWN = "Ämne;Antal elever;Antal F\nMatematik;20;6\nSvenska;20;2\n"


def read_any(data: bytes | str, *, name: str = "fil", piece: int = 65_536) -> tuple[AnyFile, Reading]:
    raw = data.encode() if isinstance(data, str) else data
    file = AnyFile(name)
    for start in range(0, len(raw), piece):
        file.feed(raw[start : start + piece])
    return file, file.finish()


def workbook(rows: list[list[str | int]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Blad1")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()


SCB: dict[str, bytes | str] = {
    "year 9": scb_text(school for school in savsjo() if school.year == 9),
    "year 6": scb_text(school for school in savsjo() if school.year == 6),
    "without header": scb_text([small_school(HERE)], header=False),
    "quoted": scb_text([small_school(HERE)], quoted=True),
    "utf-16": scb_text([small_school(HERE)]).encode("utf-16"),
    "with empty lines first": "\n\n" + GRADES,
    "counts": SAVSJO_TABLE.read_bytes(),
    "few counts": TABLE,
    "counts in windows-1252": TABLE.replace("amne", "ämne").encode("windows-1252"),
}


@pytest.mark.parametrize("kind", SCB)
@pytest.mark.parametrize("piece", [7, 4096, 65_536])
def test_what_is_read_while_it_arrives_is_read_as_by_its_own_reader(kind: str, piece: int) -> None:
    data = SCB[kind]
    file, reading = read_any(data, piece=piece)
    alone = read(data)
    assert (reading.kind, reading.problems, reading.pupils, reading.schools) == (
        alone.kind,
        alone.problems,
        alone.pupils,
        alone.schools,
    )
    assert counted(reading) == counted(alone) != {}
    assert file.table is None


PUBLISHED = sorted(path.name for path in (DATA / "skolverket").iterdir())


@pytest.mark.parametrize("name", PUBLISHED)
@pytest.mark.parametrize("called", ["betyg.txt", ""])
def test_published_figures_are_told_by_their_content(name: str, called: str) -> None:
    file, reading = read_any((DATA / "skolverket" / name).read_bytes(), name=called)
    assert (reading.kind, file.table) == ("OFFICIAL", None)
    assert reading.tallies == ()


def test_a_table_of_ones_own_waits_for_somebody_to_explain_it() -> None:
    for data in (OWN, OWN.replace(";", "\t"), workbook([["Ämne", "Antal", "F"], ["Matematik", 20, 6]])):
        file, reading = read_any(data)
        assert (reading.kind, reading.problems) == ("SHEET", ())
        assert file.table is not None
        assert file.table.grids[0].rows[1][0] == "Matematik"


NEAR_MISSES: dict[str, tuple[bytes | str, ProblemCode]] = {
    "SCB's file with commas": (GRADES.replace(";", ","), ProblemCode.COMMAS),
    "SCB's file with tabs": (GRADES.replace(";", "\t"), ProblemCode.TABS),
    "SCB's file without header, with commas": (
        as_text(pupil_rows([small_school(HERE)])).replace(";", ","),
        ProblemCode.COMMAS,
    ),
    "SCB's file, shifted and without header": (
        as_text([[*row[1:], "A"] for row in pupil_rows([small_school(HERE)])]),
        ProblemCode.NOT_RECOGNISED,
    ),
    "nothing": (b"", ProblemCode.EMPTY),
    "blank lines": ("\n \n\n", ProblemCode.EMPTY),
    "a letter": ("Hej!\nHär kommer betygen.\n", ProblemCode.NOT_RECOGNISED),
    "a PDF": (b"%PDF-1.7\n" + b"x" * 9000, ProblemCode.PDF),
    "a web page": ("<!doctype html><p>Betyg", ProblemCode.WEB_PAGE),
    "noise": (bytes(range(256)) * 40, ProblemCode.BINARY),
}


@pytest.mark.parametrize("kind", NEAR_MISSES)
def test_a_near_miss_is_no_table_to_be_explained(kind: str) -> None:
    data, code = NEAR_MISSES[kind]
    file, reading = read_any(data)
    assert codes(reading)[0] == code
    assert file.table is None


def test_a_packed_file_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("betyg.txt", GRADES)
    file, reading = read_any(out.getvalue())
    assert [problem.severity for problem in reading.problems] == ["error"]
    assert file.table is None


def test_a_table_too_large_for_memory_is_let_go_of_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(any_files, "MAX_TABLE", 10_000)
    table = WholeTable("tabell.csv")
    while not table.stopped:
        table.feed(OWN.encode())
    assert table._pieces == []
    assert codes(table.finish()) == ["table_too_large"]


def test_of_a_file_of_pupils_no_more_than_the_beginning_is_ever_held() -> None:
    """The reader behind it holds some rows at a time and no bytes; see also test_no_trace."""
    file = AnyFile("betyg.txt")
    for piece in as_pieces(scb_text([small_school(HERE, pupils=3000)]).encode(), 4096):
        file.feed(piece)
    file.finish()
    held = [found for found in gc.get_referents(file) if isinstance(found, bytes)]
    assert sum(map(len, held)) == 0


def as_pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("line", ["Skolenhetskod;Skola;Ämne;A;B;C;D;E;F", "Klass;Bl;En;Ma;Sv", "Kommun;Kommun-kod"])
def test_a_heading_of_few_columns_is_no_file_for_scb(line: str) -> None:
    assert is_other_table(line.encode())


@pytest.mark.parametrize("width", [*LAYOUTS.values()])
def test_every_header_of_scbs_is(width: tuple[str, ...]) -> None:
    assert not is_other_table(";".join(width).encode())
    assert not is_other_table(";".join([f'"{name}"' for name in width[1:]]).encode())


def gathered(*files: tuple[str, bytes | str]) -> Gathering:
    gathering = Gathering()
    for name, data in files:
        gathering.begin(name)
        for piece in as_pieces(data.encode() if isinstance(data, str) else data, 1000):
            if not gathering.feed(piece):
                break
        gathering.end()
    return gathering


def test_files_of_any_kind_in_any_order_are_one_reading() -> None:
    six = scb_text([small_school(HERE, year=6, failing=7)])
    published = next((DATA / "skolverket").glob("*.csv"))
    files: list[tuple[str, bytes | str]] = [
        ("nio.txt", GRADES),
        ("sex.txt", six),
        (published.name, published.read_bytes()),
    ]
    expected = gathered(*files).finish()
    assert counted(expected) == {(HERE, 9, "MA"): {"C": 14, "F": 6}, (HERE, 6, "MA"): {"C": 13, "F": 7}}
    assert expected.official
    files.reverse()
    shuffled = gathered(*files).finish()
    assert counted(shuffled) == counted(expected)
    assert (shuffled.kind, shuffled.pupils, set(shuffled.files)) == ("SEVERAL", 40, set(expected.files))
    assert shuffled.errors == ()


def test_problems_say_in_which_file() -> None:
    reading = gathered(("nio.txt", GRADES), ("bild.pdf", b"%PDF"), (r"C:\mina\sex.txt", "")).finish()
    assert [(problem.file, problem.code) for problem in reading.problems] == [("bild.pdf", "pdf"), ("sex.txt", "empty")]


def test_a_table_of_ones_own_is_explained_by_itself() -> None:
    alone = gathered(("egen.csv", OWN))
    assert alone.own_table is not None
    assert alone.own_table[0] == "egen.csv"
    assert codes(alone.finish()) == ["columns_unknown"]
    beside = gathered(("egen.csv", OWN), ("nio.txt", GRADES))
    assert beside.own_table is None
    assert [(problem.file, problem.code) for problem in beside.finish().problems] == [("egen.csv", "columns_unknown")]


def test_the_same_subject_in_two_files_is_told_where_it_comes_again() -> None:
    reading = gathered(("scb.txt", GRADES), ("tabell.csv", TABLE)).finish()
    assert [(problem.file, problem.code) for problem in reading.errors] == [("tabell.csv", "in_several_files")]


def test_too_many_files_are_refused() -> None:
    reading = gathered(*[(f"{number}.txt", "") for number in range(MAX_FILES)], ("nio.txt", GRADES)).finish()
    assert [(problem.file, problem.code) for problem in reading.problems][-1] == ("nio.txt", "too_many_files")


def test_no_file_at_all_is_told() -> None:
    assert codes(Gathering().finish()) == ["no_file"]


def test_the_bounds_are_for_all_files_together() -> None:
    gathering = Gathering(max_bytes=30_000)
    for name in ("a.txt", "b.txt"):
        gathering.begin(name)
        gathering.feed(b"%" + b"x" * 20_000)
        gathering.end()
    assert [problem.code for problem in gathering.finish().problems][-1] == "too_large"


def test_savsjos_own_list_of_counts_is_not_mistaken_for_pupils() -> None:
    assert Path(SAVSJO).exists()
    _file, reading = read_any(SAVSJO.read_bytes())
    assert reading.pupils == 0
