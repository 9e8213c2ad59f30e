"""Makes reports of statistics in shapes that no file here has, and says which figures they hold."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from lartraff.results.logic.signs import Figure

Draw = Callable[[st.SearchStrategy[Any]], Any]

MUNICIPALITIES = (
    ("Ale", "1440"),
    ("Alvesta", "0764"),
    ("Göteborg", "1480"),
    ("Malung-Sälen", "2023"),
    ("Örebro", "1880"),
)
COUNTIES = (("Skåne län", "12"), ("Kronobergs län", "07"), ("Västra Götalands län", "14"))
SCHOOLS = (("Åsens skola", "10000001"), ("Öns skola, 7-9", "79522184"), ('Skolan "Linden"', "48000763"))
OWNERS = (("Samtliga", "ALL"), ("Kommunal", "MUNICIPAL"), ("Enskild", "INDEPENDENT"))
SUBJECTS = (
    ("Matematik", "MA"), ("Hem och konsumentkunskap", "HKK"), ("Hem- och konsumentkunskap", "HKK"),
    ("Moderna språk, språkval", "M2"), ("Moderna språk, elevens val", "M1"), ("Moderna språk, skolans val", "M1"),
    ("Svenska som andraspråk", "SVA"), ("Teckenspråk", "TN"), ("Idrott och hälsa", "IDH"), ("Bild", "BL"),
)  # fmt: skip
MEASURES = (
    ("Antal elever", "PUPILS"),
    ("Andel (%) med A-E", "SHARE_PASSING"),
    ("Andel (%) elever som fått godkänt betyg", "SHARE_PASSING"),
    ("Genomsnittlig betygspoäng", "POINTS"),
    ("Andel (%) elever som uppfyllt betygskriterierna i alla ämnen", "SHARE_IN_ALL_SUBJECTS"),
    ("Andel som uppnått kunskapskraven i alla ämnen", "SHARE_IN_ALL_SUBJECTS"),
    ("Andel (%) elever behöriga till yrkesprog.", "SHARE_ELIGIBLE_VOCATIONAL"),
    ("Genomsnittligt meritvärde (17 ämnen)", "MERIT_17"),
    ("Genomsnittligt meritvärde (16)", "MERIT_16"),
    ("Kostnad per elev", "Kostnad per elev"),
    ("Elever per lärare, årsarbetare", "Elever per lärare, årsarbetare"),
)
SEXES = (("Totalt", "ALL"), ("Flickor", "GIRLS"), ("Pojkar", "BOYS"))
PROSE = (
    "Statistik från Skolverket, https://www.skolverket.se",
    "Uppgifterna avser betyg före prövning; de kan ha ändrats.",
    "Läsåret 2015/16 innebar förändrad redovisning, och 1 234 elever ingår inte.",
    "Om antalet är färre än 5, så visas andelen som ~100.",
    "",
)
FOOTER = (
    ("Rapportbeskrivning och definitioner etc.", ""),
    ("Antal elever", "Antal elever med betyg A-F, streck eller anpassad studiegång."),
    ("", "Om data saknas visas en prick (.) i stället för utfall."),
    ("Kommun", "Kommunen där skolan ligger"),
    ("Källa", "2025"),
    ("..", "färre än 5 elever"),
    ("~100", "1"),
)

# Whom a figure is about and what it says: level, code, owner, school year, subject, sex, measure.
Key = tuple[str, str, str, int, str | None, str, str]


@dataclass(frozen=True, slots=True)
class Report:
    title: tuple[str, ...]
    heads: list[list[str]]
    rows: list[list[str | Decimal | None]]
    expected: dict[Key, Figure]


@dataclass(frozen=True, slots=True)
class Across:
    """A column of figures: its headings from the uppermost, and what they mean."""

    headings: tuple[str, ...]
    measure: str | None = None
    sex: str | None = None
    school_year: int | None = None


values = st.one_of(
    st.sampled_from([Figure(None, "..") for _ in range(2)] + [Figure(None, "."), Figure(None, "~100")]),
    st.decimals(0, 100, places=1).map(Figure),
    st.integers(0, 100).map(lambda value: Figure(Decimal(value))),
)


@st.composite
def reports(draw: Draw) -> Report:
    level, areas, code_heading = draw(
        st.sampled_from(
            [
                ("MUNICIPALITY", MUNICIPALITIES, ("Kommun", draw(st.sampled_from(["Kommun-kod", "Kommunkod"])))),
                ("COUNTY", COUNTIES, ("Län", draw(st.sampled_from(["Läns-kod", "Länskod"])))),
                ("SCHOOL", SCHOOLS, ("Skola", draw(st.sampled_from(["Skol-enhetskod", "Skolenhetskod"])))),
                ("NATION", (("Riket", None),), ("Riket", None)),
            ]
        )
    )
    areas = draw(st.lists(st.sampled_from(areas), min_size=1, max_size=3, unique=True))
    owners = draw(st.sampled_from([OWNERS, OWNERS[:2]])) if level != "SCHOOL" and draw(st.booleans()) else None
    across, subject_heading = draw(st.sampled_from([columns_of_measures, columns_of_years, columns_of_grades]))(draw)
    subjects = draw(st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=3, unique_by=lambda subject: subject[1]))
    keys = [heading for heading in code_heading if heading]
    keys += ["Typ av huvudman"] if owners else []
    keys += [subject_heading] if subject_heading else []
    rows: list[list[str | Decimal | None]] = []
    expected: dict[Key, Figure] = {}
    for name, code in areas:
        for owner, owner_code in owners or (("", "ALL"),):
            for subject, subject_code in subjects if subject_heading else (("", None),):
                figures = [draw(values) for _column in across]
                row: list[str | Decimal | None] = [name, *([code] if code else [])]
                row += [owner] if owners else []
                row += [subject] if subject_heading else []
                rows.append([*row, *(figure.sign or figure.value for figure in figures)])
                for column, figure in zip(across, figures, strict=True):
                    key = (
                        level, code or "", owner_code, column.school_year or 2024, subject_code, column.sex or "ALL",
                        column.measure or "SHARE_PASSING",
                    )  # fmt: skip
                    expected[key] = figure
    depth = max(len(column.headings) for column in across)
    heads = [
        [("" if depth - row > 1 else key) for key in keys] + [column.headings[row] for column in across]
        for row in range(depth)
    ]
    return Report(("Grundskola - Betyg årskurs 9", "Valt läsår: 2024/25"), heads, rows, expected)


def columns_of_measures(draw: Draw) -> tuple[list[Across], str | None]:
    """Measures as columns, maybe for girls and boys, under or above what is measured."""
    measures = draw(
        st.lists(st.sampled_from(MEASURES), min_size=1, max_size=3, unique_by=(lambda m: m[1], lambda m: m[0]))
    )
    subject_heading = draw(st.sampled_from([None, "Ämne"]))
    layout = draw(st.sampled_from(["one row", "sex below", "sex above"]))
    if layout == "one row":
        return [Across((heading,), measure) for heading, measure in measures], subject_heading
    return [
        Across((heading, word) if layout == "sex below" else (word, heading), measure, sex)
        for heading, measure in measures
        for word, sex in SEXES
    ], subject_heading


def columns_of_years(draw: Draw) -> tuple[list[Across], str]:
    """School years as columns; what is measured stands above them or above the subjects."""
    years = draw(st.lists(st.integers(1998, 2025), min_size=1, max_size=4, unique=True))
    write = draw(
        st.sampled_from(
            [
                lambda year: f"{year}/{(year + 1) % 100:02d}",
                lambda year: f"{year}/{year + 1}",
                lambda year: f"Läsår {year}/{(year + 1) % 100:02d}",
                lambda year: f"VT {year + 1}",
            ]
        )
    )
    if draw(st.booleans()):
        return [Across(("Andel (%) med A-E", write(year)), "SHARE_PASSING", None, year) for year in years], "Ämne"
    return [
        Across((write(year),), None, None, year) for year in years
    ], "Andel (%) som fått godkänt betyg i respektive ämne"


def columns_of_grades(draw: Draw) -> tuple[list[Across], str]:
    """Steps of the grade scale as columns, as shares or numbers."""
    heading, kind = draw(
        st.sampled_from([("Andel (%) elever med betyg", "SHARE"), ("Antal elever med betyg", "COUNT")])
    )
    steps = [("A", "A"), ("B", "B"), ("C", "C"), ("D", "D"), ("E", "E"), ("F", "F"), ("Streck", "NO_GRADE")]
    if draw(st.booleans()):
        return [Across((heading, step), f"{kind}_{code}") for step, code in steps], "Ämne"
    return [Across((f"{heading} {step}",), f"{kind}_{code}") for step, code in steps], "Ämne"


# --- Written as files


def as_text(report: Report, draw: Draw) -> bytes:
    """As Skolverket exports it, and as a spreadsheet saves it again."""
    separator = draw(st.sampled_from([";", ";", "\t"]))
    end = draw(st.sampled_from(["", separator, separator * 6]))
    space = draw(st.sampled_from([" ", "\u00a0", "\u202f"]))
    prose = draw(st.lists(st.sampled_from(PROSE), max_size=8))
    lines = [PROSE[0], "", *report.title, *prose, ""]
    out = [quoted(line, separator) + (end if len(end) > 1 else "") for line in lines]
    footers = draw(st.lists(st.sampled_from(FOOTER), max_size=6))
    out += [
        separator.join(quoted(written(cell, space), separator) for cell in row) + end
        for row in [*report.heads, *report.rows, *footers]
    ]
    line_break: str = draw(st.sampled_from(["\n", "\r\n"]))
    text = line_break.join([*out, "", ""])
    encodings = ["utf-8-sig", "utf-8", "utf-16"] + (["cp1252"] if space != "\u202f" else [])
    encoding: str = draw(st.sampled_from(encodings))
    return text.encode(encoding)


def quoted(cell: str, separator: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if separator in cell or '"' in cell else cell


def written(cell: str | Decimal | None, space: str) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:,}".replace(",", space).replace(".", ",")
    return cell or ""


def as_workbook(report: Report, draw: Draw) -> bytes:
    """Typed numbers, signs as text, headings over several columns written once, and sheets in any order."""
    first = draw(st.integers(0, 4))
    below = first + len(report.title) + 1
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        for name in draw(st.permutations(["Statistik", "Rapportbeskrivning och def."])):
            sheet = book.add_worksheet(name)
            write(sheet, first, [[line] for line in report.title])
            if name == "Statistik":
                write(sheet, below, [once(head) for head in report.heads[:-1]] + [report.heads[-1]])
                write(sheet, below + len(report.heads), report.rows)
            else:
                write(sheet, below, [[word, "", "", "", meaning] for word, meaning in FOOTER])
    return packed.getvalue()


def once(head: list[str]) -> list[str]:
    """A heading over several columns is written over the first of them."""
    return [cell if not column or head[column - 1] != cell else "" for column, cell in enumerate(head)]


def write(sheet: Worksheet, first: int, rows: Sequence[Sequence[str | Decimal | None]]) -> None:
    for row, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            if isinstance(cell, Decimal):
                sheet.write_number(row, column, float(cell))
            elif cell:
                sheet.write_string(row, column, cell)
