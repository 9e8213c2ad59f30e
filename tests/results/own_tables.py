"""Tables such as teachers and administrators make them. The people in them are invented."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import xlsxwriter

HERE = "10000001"
SCHOOLS = {"Björkdalsskolan": HERE, HERE: HERE, "Ekbackens skola": "10000002", "10000002": "10000002"}

Sheets = dict[str, Sequence[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Example:
    """`uses`: what the columns are for. `given`: what the person adds. `counts`: by year, season and subject."""

    data: bytes
    file_name: str
    uses: list[str]
    counts: dict[tuple[int, str, str], dict[str, int]]
    given: dict[str, object] = field(default_factory=dict)
    secrets: Sequence[str] = ()


def workbook(sheets: Sheets, merged: Sequence[tuple[str, int, int, int, int, str]] = ()) -> bytes:
    """An Excel file. `merged`: sheet, first row and column, last row and column (from 0), what stands there."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None and cell != "":
                        sheet.write(at, column, cell)
            for where, first_row, first, last_row, last, text in merged:
                if where == name:
                    sheet.merge_range(first_row, first, last_row, last, text)
    return file.getvalue()


def text(rows: Sequence[Sequence[object]], separator: str = ";") -> bytes:
    return "\n".join(separator.join(map(str, row)) for row in rows).encode()


NAMES = ["Zebulina Quist", "Ottokar Frank", "Idalia Mossberg", "Pelle Zackrisson", "Hillevi Öst", "Waldemar Ek"]


def class_list() -> Example:
    """The mentor's list: a row for each pupil, a column for each subject, no more said than the title."""
    grades = ["ABC", "CCF", "E-E", "FFB", "DDD", "BAA"]
    rows: list[list[object]] = [["Klass 9B, vårterminen 2026, Björkdalsskolan"], [], ["Nr", "Namn", "Ma", "Sv", "En"]]
    rows += [[at + 1, name, *steps] for at, (name, steps) in enumerate(zip(NAMES, grades, strict=True))]
    rows += [[], ["", "Antal F", 1, 1, 1], ["", "Kommentar: Zebulina har bytt grupp"]]
    return Example(
        workbook({"Blad1": rows}), "Klasslista.xlsx",
        ["IGNORED", "IGNORED", "VALUES:MA", "VALUES:SV", "VALUES:EN"],
        {
            (9, "VT", "MA"): {"A": 1, "C": 1, "E": 1, "F": 1, "D": 1, "B": 1},
            (9, "VT", "SV"): {"B": 1, "C": 1, "NO_GRADE": 1, "F": 1, "D": 1, "A": 1},
            (9, "VT", "EN"): {"C": 1, "F": 1, "E": 1, "B": 1, "D": 1, "A": 1},
        },
        secrets=["Zebulina", "Quist", "Mossberg", "bytt grupp"],
    )  # fmt: skip


def count_table() -> Example:
    """The head of year's summary: a row for each subject and class, a column for each grade, sums last."""
    rows: list[list[object]] = [
        ["Betyg VT 2026"],
        ["Klass", "Ämne", "A", "B", "C", "D", "E", "F", "Streck", "Summa"],
        ["9A", "Matematik", 2, 3, 5, 4, 6, 3, 1, 24],
        ["", "Svenska", 3, 4, 6, 4, 5, 1, 0, 23],
        ["9B", "Matematik", 1, 2, 6, 5, 7, 2, 0, 23],
        ["", "Svenska", 2, 5, 5, 5, 5, 1, 1, 24],
        ["", "", 8, 14, 22, 18, 23, 7, 2, 94],
    ]
    return Example(
        text(rows), "sammanställning.csv",
        ["CLASS", "SUBJECT", *(f"VALUES::{step}" for step in "ABCDEF"), "VALUES::NO_GRADE", "COUNT"],
        {
            (9, "VT", "MA"): {"A": 3, "B": 5, "C": 11, "D": 9, "E": 13, "F": 5, "NO_GRADE": 1},
            (9, "VT", "SV"): {"A": 5, "B": 9, "C": 11, "D": 9, "E": 10, "F": 2, "NO_GRADE": 1},
        },
        {"school": HERE},
    )  # fmt: skip


def long_list() -> Example:
    """Out of the learning platform: a row for each pupil and subject."""
    rows: list[list[object]] = [["Elev", "Personnummer", "Klass", "Termin", "Ämne", "Betyg", "Lärare"]]
    for at, name in enumerate(NAMES):
        for subject, steps in (("Matematik", "ABCDEF"), ("SvA", "EEFFDD"), ("Hemkunskap", "AABBCC")):
            number = f"11040{at + 1}-123{at}"
            rows.append([name, number, "7A" if at < 3 else "8C", "HT25", subject, steps[at], "Nils Berg"])
    return Example(
        text(rows, "\t"), "export.txt",
        ["IGNORED", "IGNORED", "CLASS", "TERM", "SUBJECT", "GRADE", "IGNORED"],
        {
            (7, "HT", "MA"): {"A": 1, "B": 1, "C": 1}, (8, "HT", "MA"): {"D": 1, "E": 1, "F": 1},
            (7, "HT", "SVA"): {"E": 2, "F": 1}, (8, "HT", "SVA"): {"F": 1, "D": 2},
            (7, "HT", "HKK"): {"A": 2, "B": 1}, (8, "HT", "HKK"): {"B": 1, "C": 2},
        },
        {"school": HERE}, [*NAMES, "110401", "Nils Berg"],
    )  # fmt: skip


def pivot() -> Example:
    """A pivot table out of a spreadsheet: grades downwards, subjects across, how many in each cell."""
    rows: list[list[object]] = [
        ["Antal av Betyg", "Kolumnetiketter"],
        ["Betyg", "Bild", "Engelska", "Idrott och hälsa", "Totalt"],
        ["A", 5, 3, 8, 16],
        ["B", 6, 4, "", 10],
        ["C", 7, 9, 4, 20],
        ["E", 2, 1, 1, 4],
        ["F", 1, 4, "", 5],
        ["-", "", 1, 1, 2],
        ["Totalsumma", 21, 22, 14, 57],
    ]
    return Example(
        workbook({"Pivot": rows}), "pivot åk 9 läsåret 2025-26 vt.xlsx",
        ["GRADE", "VALUES:BL", "VALUES:EN", "VALUES:IDH", "COUNT"],
        {
            (9, "VT", "BL"): {"A": 5, "B": 6, "C": 7, "E": 2, "F": 1},
            (9, "VT", "EN"): {"A": 3, "B": 4, "C": 9, "E": 1, "F": 4, "NO_GRADE": 1},
            (9, "VT", "IDH"): {"A": 8, "C": 4, "E": 1, "NO_GRADE": 1},
        },
        {"school": HERE},
    )  # fmt: skip


def two_headers() -> Example:
    """Made to be printed: subjects over their grades in merged cells, a row for each class."""
    rows: list[list[object]] = [
        ["Betygsfördelning i slutet av vårterminen"],
        [],
        ["", "", "", "", "", "", "", "", "", "", "", "", ""],
        ["Klass", *"ABCDEF", *"ABCDEF"],
        ["7A", 1, 2, 3, 4, 5, 6, 2, 2, 2, 2, 2, 2],
        ["7B", 0, 1, 2, 3, 4, 5, 1, 1, 1, 1, 1, 1],
        ["8A", 3, 3, 3, 3, 3, 3, 0, 0, 9, 0, 9, 0],
        ["Summa", 4, 6, 8, 10, 12, 14, 3, 3, 12, 3, 12, 3],
    ]
    merged = [("Högstadiet", 2, 1, 2, 6, "Matematik"), ("Högstadiet", 2, 7, 2, 12, "Engelska")]
    return Example(
        workbook({"Högstadiet": rows}, merged), "till konferensen.xlsx",
        ["CLASS", *(f"VALUES:MA:{step}" for step in "ABCDEF"), *(f"VALUES:EN:{step}" for step in "ABCDEF")],
        {
            (7, "VT", "MA"): {"A": 1, "B": 3, "C": 5, "D": 7, "E": 9, "F": 11},
            (7, "VT", "EN"): dict.fromkeys("ABCDEF", 3),
            (8, "VT", "MA"): dict.fromkeys("ABCDEF", 3),
            (8, "VT", "EN"): {"C": 9, "E": 9},
        },
        {"school": HERE, "school_year": 2025},
    )  # fmt: skip


def one_sheet_per_class() -> Example:
    """A workbook with a sheet for each class, all alike."""
    sheets: Sheets = {}
    for name, grades in (("9A", "ABCF"), ("9B", "CCEF"), ("8A", "DDD-")):
        sheets[name] = [
            ["Förnamn", "Efternamn", "Matematik HT", "Matematik VT"],
            *([*NAMES[at].split(), "C", grade] for at, grade in enumerate(grades)),
        ]
    return Example(
        workbook(sheets), "Betyg 2025-2026.xlsx",
        ["IGNORED", "IGNORED", "VALUES:MA::HT", "VALUES:MA::VT"],
        {
            (9, "HT", "MA"): {"C": 8}, (9, "VT", "MA"): {"A": 1, "B": 1, "C": 3, "E": 1, "F": 2},
            (8, "HT", "MA"): {"C": 4}, (8, "VT", "MA"): {"D": 3, "NO_GRADE": 1},
        },
        {"school": HERE}, ["Zebulina", "Quist", "Zackrisson"],
    )  # fmt: skip


def transposed() -> Example:
    """A teacher's own: subjects downwards, pupils across."""
    rows: list[list[object]] = [
        ["Ämne", *(name.split()[0] for name in NAMES)],
        ["Biologi", *"ABCDEF"],
        ["Fysik", *"BBBDE-"],
        ["Kemi", *"CCCCFF"],
    ]
    return Example(
        text(rows, ","), "no-betyg 9C.csv",
        ["SUBJECT", "GRADE"],
        {
            (9, "VT", "BI"): dict.fromkeys("ABCDEF", 1),
            (9, "VT", "FY"): {"B": 3, "D": 1, "E": 1, "NO_GRADE": 1},
            (9, "VT", "KE"): {"C": 4, "F": 2},
        },
        {"school": HERE, "school_year": 2025, "season": "VT"}, ["Zebulina", "Ottokar", "Hillevi"],
    )  # fmt: skip


def long_counts() -> Example:
    """An analyst's: a row for each number, with the school's name, and a calendar year."""
    rows: list[list[object]] = [["Skola", "År", "Termin", "Årskurs", "Ämne", "Betyg", "Antal"]]
    for subject, numbers in (("Matematik", (4, 8, 3)), ("Modersmål", (6, 0, 0))):
        for step, number in zip("AEF", numbers, strict=True):
            rows.append(["Björkdalsskolan", 2026, "VT", 6, subject, step, number])
    return Example(
        workbook({"Data": rows}), "data.xlsx",
        ["SCHOOL", "SCHOOL_YEAR", "TERM", "YEAR", "SUBJECT", "GRADE", "COUNT"],
        {(6, "VT", "MA"): {"A": 4, "E": 8, "F": 3}, (6, "VT", "ML"): {"A": 6}},
    )  # fmt: skip


def shares() -> Example:
    """A slide's table: shares with a decimal comma, and how many pupils they are of."""
    rows: list[list[object]] = [
        ["Ämne", "Antal elever", "A (%)", "B (%)", "C (%)", "D (%)", "E (%)", "F (%)"],
        ["Musik", 40, "12,5", "25,0", "25,0", "20,0", "12,5", "5,0"],
        ["Slöjd", 36, "16,7", "22,2", "30,6", "13,9", "11,1", "5,6"],
    ]
    return Example(
        text(rows), "andelar.csv",
        ["SUBJECT", "COUNT", *(f"VALUES::{step}" for step in "ABCDEF")],
        {
            (8, "HT", "MU"): {"A": 5, "B": 10, "C": 10, "D": 8, "E": 5, "F": 2},
            (8, "HT", "SL"): {"A": 6, "B": 8, "C": 11, "D": 5, "E": 4, "F": 2},
        },
        {"school": HERE, "school_year": 2024, "season": "HT", "year": 8},
    )  # fmt: skip


def sections() -> Example:
    """Classes as rows of their own between the pupils, the header repeated for each page."""
    rows: list[list[object]] = [["Slutbetyg läsåret 2025/26 VT"], ["9A"], ["Elevens namn", "Re", "Hi"]]
    rows += [[name, *steps] for name, steps in zip(NAMES[:3], ("AB", "CC", "EF"), strict=True)]
    rows += [["8B"], ["Elevens namn", "Re", "Hi"]]
    rows += [[name, *steps] for name, steps in zip(NAMES[3:], ("DD", "DE", "FF"), strict=True)]
    return Example(
        text(rows), "arkiv.csv",
        ["IGNORED", "VALUES:RE", "VALUES:HI", "CLASS"],
        {
            (9, "VT", "RE"): {"A": 1, "C": 1, "E": 1}, (9, "VT", "HI"): {"B": 1, "C": 1, "F": 1},
            (8, "VT", "RE"): {"D": 2, "F": 1}, (8, "VT", "HI"): {"D": 1, "E": 1, "F": 1},
        },
        {"school": HERE}, ["Zebulina", "Mossberg"],
    )  # fmt: skip


def without_header() -> Example:
    """Copied out of the middle of something: no heading at all."""
    rows: list[list[object]] = [
        [klass, subject, step]
        for klass in ("6A", "6B")
        for subject in ("Ma", "Sv", "En")
        for step in ("A", "C", "C", "E", "F")
    ]
    return Example(
        text(rows, "\t"), "",
        ["CLASS", "SUBJECT", "GRADE"],
        {(6, "HT", subject): {"A": 2, "C": 4, "E": 2, "F": 2} for subject in ("MA", "SV", "EN")},
        {"school": HERE, "school_year": 2025, "season": "HT"},
    )  # fmt: skip


EXAMPLES = [
    class_list, count_table, long_list, pivot, two_headers, one_sheet_per_class, transposed, long_counts, shares,
    sections, without_header,
]  # fmt: skip
