"""Makes files as schools send them to SCB, with invented pupils and the counts that are asked for.

Personal numbers end in 2380 to 2399, which the Swedish Tax Agency gives to nobody; names are made up here.
Plain Python, so that the benches can use it too.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from lartraff.results.logic.layouts import LAYOUTS, SUBJECTS, plain

DATA = Path(__file__).resolve().parent.parent / "data"
SAVSJO = DATA / "savsjo" / "betyg_2026.csv"
SAVSJO_TABLE = DATA / "savsjo" / "betygsfordelning_A_F.csv"

GIVEN = ("Zebulina", "Qvintus", "Xerxesina", "Åskar", "Örjanette", "Vildemar", "Ymerlinn", "Ängelbert")
FAMILY = ("Påhittström", "Fantasberg", "Uppdiktlund", "Sagoqvist", "Låtsasgren", "Dikthammar")

# Code → how many pupils have it. SCB's codes: A to F, 2, 3, 9, Y, Z.
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SchoolCounts:
    """`subjects`: by column of the layout (as "M2 (betyg)"); each adds up to `pupils`."""

    school: str
    year: int
    pupils: int
    subjects: Mapping[str, Counts]


def savsjo() -> list[SchoolCounts]:
    """The published counts of Sävsjö's schools, spring 2026, as they stood in the files sent to SCB."""
    found: dict[tuple[int, str], dict[str, Counts]] = defaultdict(dict)
    pupils = {}
    with SAVSJO.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            key = (int(row["arskurs"]), row["skolenhetskod"])
            codes = {code: int(row[code]) for code in "ABCDEF"} | {code: int(row[f"kod_{code}"]) for code in "239YZ"}
            found[key][column_of(row["amne"], key[0])] = codes
            pupils[key] = int(row["antal_elever"])
    return [SchoolCounts(school, year, pupils[year, school], subjects) for (year, school), subjects in found.items()]


def column_of(name: str, year: int) -> str:
    return next(column for column in LAYOUTS[year] if plain(column) == plain(name))


def personal_number(number: int, birth_year: int) -> str:
    """Twelve digits for pupil `number` (from 0): a made-up birthday and an ending that nobody has."""
    day, ending = divmod(number, 20)
    month, day = divmod(day % 336, 28)
    return f"{birth_year}{month + 1:02}{day + 1:02}{2380 + ending}"


def pupil_rows(schools: Iterable[SchoolCounts], date: str = "2026-06-12") -> Iterator[list[str]]:
    """One row per pupil. Subjects that a school has no counts for are "2": not taken."""
    number = 0
    names = cycle((given, family) for given in GIVEN for family in FAMILY)
    for school in schools:
        layout = LAYOUTS[school.year]
        birth_year = 2026 - school.year - 7
        codes = {
            column: [code for code, pupils in counts.items() for _ in range(pupils)]
            for column, counts in school.subjects.items()
        }
        for at in range(school.pupils):
            given, family = next(names)
            row = dict.fromkeys(layout, "")
            row |= {column: "2" for column in layout[8:] if plain(column) in SUBJECTS}
            row |= {
                "System": "Påhittat", "Datum": date, "Version": "1.0", "Skolenhetskod": school.school,
                "PersonNr": personal_number(number, birth_year), "Klass": f"{school.year}{'AB'[at % 2]}",
                "Fornamn": given, "Efternamn": family, "M2 (språk)": "SPA",
            }  # fmt: skip
            # Each subject begins somewhere else, so that no pupil has the same grade in everything.
            for shift, (column, given_codes) in enumerate(codes.items()):
                row[column] = given_codes[(at + shift * 7) % len(given_codes)]
            yield list(row.values())
            number += 1


def as_text(
    rows: Iterable[Sequence[str]], *, header: Sequence[str] | None = None, quoted: bool = False, newline: str = "\n"
) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=";", lineterminator=newline, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    if header is not None:
        writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def scb_text(
    schools: Iterable[SchoolCounts],
    *,
    header: bool = True,
    quoted: bool = False,
    newline: str = "\n",
    date: str = "2026-06-12",
) -> str:
    """A whole file; all `schools` are of the same year."""
    schools = list(schools)
    return as_text(
        pupil_rows(schools, date),
        header=LAYOUTS[schools[0].year] if header else None,
        quoted=quoted,
        newline=newline,
    )


def small_school(
    school: str, *, year: int = 9, pupils: int = 20, failing: int = 6, subject: str = "Ma"
) -> SchoolCounts:
    """A school with grades in one subject: `failing` F, the rest C."""
    return SchoolCounts(school, year, pupils, {subject: {"F": failing, "C": pupils - failing}})


def write_big_file(path: Path, pupils: int, schools: int = 200) -> None:
    """A year 9 file of `pupils` rows from `schools` schools, one after the other, in every subject."""
    layout = LAYOUTS[9]
    grades = "CDEBAF9CDE3BCDEFC"
    places = [at for at, column in enumerate(layout) if plain(column) in SUBJECTS]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(layout)
        for number in range(pupils):
            row = [""] * len(layout)
            school = str(10000000 + number * schools // pupils)
            row[:8] = [
                "Påhittat", "2026-06-12", "1.0", personal_number(number, 2010), school,
                "9A", GIVEN[number % 8], FAMILY[number % 6],
            ]  # fmt: skip
            for at in places:
                row[at] = grades[(number * 5 + at * 3) % len(grades)]
            writer.writerow(row)
