"""Whole files of every kind that the readers know, small enough to be read thousands of times."""

import io
import json
from collections.abc import Sequence
from functools import cache
from itertools import cycle
from pathlib import Path

import xlsxwriter

from lartraff.results.logic import test_layouts
from lartraff.results.logic.layouts import LAYOUTS
from lartraff.results.logic.test_layouts import LAYOUTS as TEST_LAYOUTS
from tests.results.np_files import AGAINST_TABLE, rows_of_tests
from tests.results.scb_files import SAVSJO_TABLE, as_text, personal_number, savsjo, scb_text, small_school

SKOLVERKET = Path(__file__).resolve().parents[2] / "tests" / "data" / "skolverket"
ROWS, ROWS_BELOW = 30, 12  # of a long file, so many rows are kept, and so many of its end

OWN_ROWS: Sequence[Sequence[str | float]] = (
    ("Betyg vårterminen 2026",),
    (),
    ("Klass", "Ämne", "A", "B", "C", "D", "E", "F", "Streck"),
    ("9A", "Matematik", 2, 4, 6, 5, 3, 1, 0),
    ("9A", "Svenska som andraspråk", 0, 1, 2, 3, 4, 2, 1),
    ("9B", "Hem- och konsumentkunskap", 3, 4, 5, 6, 2, 0, 0),
)
TEACHING = (
    ("Lärare", "E-post", "Ämne", "Klass"),
    ("Ebba Påhittström", "ebba@example.org", "Ma, Tk", "7A"),
    ("Qvintus Sagoqvist", "qvintus@example.org", "Svenska", "9B"),
)


# By the end of a column's name in SCB's files of national tests.
TEST_CODES = {
    "_PROVB": ("A", "C", "F", "77", "99", "E"), "_PR": ("1", "1", "0", "88"), "_KURSPLAN": ("1", "1", "2"),
    "NO_PROV": ("BI", "FY", "KE"), "SO_PROV": ("GE", "HI", "RE", "SH"), "_POANG": ("12", "7", "99"),
}  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    return (*_of_scb(), *_of_national_tests(), *_of_counts(), *_of_skolverket(), *_of_our_own())


def _of_scb() -> list[bytes]:
    texts = [
        scb_text([small_school("10000001", year=year)], header=header) for year in LAYOUTS for header in (True, False)
    ]
    several = scb_text([school for school in savsjo() if school.year == 9][:2])
    texts += [national_test(layout) for _year, layout in test_layouts.LAYOUTS]
    return [*(text.encode() for text in texts), short(several).encode("cp1252"), short(several).encode("utf-8-sig")]


def _of_national_tests() -> list[bytes]:
    grades = ("A", "F", "99", "88", "77", "")
    pupils = [("10000001", {"MA_PROVB": grade, "NO_PROV": "FY", "NO_PROVB": grade}) for grade in grades]
    return [
        as_text(rows_of_tests(year, pupils, columns=columns), header=columns if header else None).encode()
        for year, columns in TEST_LAYOUTS
        for header in (True, False)
    ]


def national_test(layout: Sequence[str]) -> str:
    """A few invented pupils with results of every kind."""
    begins = {"System": "Påhittat", "Version": "1.0", "Skolenhetskod": "10000001", "Datum": "2026-05-20"}
    given = {ending: cycle(codes) for ending, codes in TEST_CODES.items()}
    rows = []
    for number in range(12):
        row = {name: next(codes) for name in layout for ending, codes in given.items() if name.endswith(ending)}
        row |= {**begins, "PersonNr": personal_number(number, 2010)}
        rows.append([row.get(name, "") for name in layout])
    return as_text(rows, header=layout)


def _of_counts() -> list[bytes]:
    return [short(table.read_text("utf-8")).encode() for table in (SAVSJO_TABLE, AGAINST_TABLE)]


def _of_skolverket() -> list[bytes]:
    texts = [short(path.read_text("utf-8-sig")).encode("utf-8-sig") for path in sorted(SKOLVERKET.glob("*.csv"))]
    answers = [path.read_bytes() for path in sorted(SKOLVERKET.glob("statistics*.json"))]
    schools = json.loads((SKOLVERKET / "vastra_gotaland_ak9_meritvarde.json").read_bytes())
    schools["schools"] = schools["schools"][:8]
    rows = [line.split(";") for line in texts[0].decode("utf-8-sig").splitlines()]
    return [*texts, *answers, json.dumps(schools).encode(), workbook(Statistik=rows, Rapportbeskrivning=OWN_ROWS[:1])]


def _of_our_own() -> list[bytes]:
    own, teaching = ([[str(cell) for cell in row] for row in rows] for rows in (OWN_ROWS, TEACHING))
    pasted = "\n".join("\t".join(row) for row in own)
    return [
        as_text(own).encode(),
        pasted.encode("utf-16"),
        pasted.encode("cp1252"),
        as_text(teaching).encode(),
        workbook(Betyg=OWN_ROWS),
        workbook(Tjänster=TEACHING, Tom=()),
    ]


def short(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return text if len(lines) <= ROWS + ROWS_BELOW else "".join([*lines[:ROWS], *lines[-ROWS_BELOW:]])


def workbook(**sheets: Sequence[Sequence[str | float]]) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_numbers": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return packed.getvalue()
