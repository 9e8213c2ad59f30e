"""A municipality's five years: a table with a million rows of counts. Plain Python; the database is in bench.bulk."""

from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from random import Random

ROWS = 1_000_000
HEADER = "lasar;arskurs;skolenhetskod;amne;A;B;C;D;E;F;streck;termin"
SUBJECTS = [
    "Bl", "En", "Hkk", "Idh", "Ma", "M1", "M2", "Ml", "Mu", "No", "Bi", "Fy", "Ke", "So", "Ge", "Hi", "Re", "Sh", "Sl",
    "Sv", "Sva", "Tn", "Tk",
]  # fmt: skip
FIRST_SCHOOL = 20_000_000
ROWS_OF_A_SCHOOL = 5 * 2 * 4 * len(SUBJECTS)

Row = tuple[int, int, str, int, str, list[int]]  # school, school year, season, year, subject; A to F and dashes


def schools(number: int, first: int = FIRST_SCHOOL) -> range:
    """The codes, from `first` on, of as many schools as `number` rows need."""
    return range(first, first - (-number // ROWS_OF_A_SCHOOL))


def rows(number: int, first: int = FIRST_SCHOOL) -> Iterator[Row]:
    """School after school, with every subject, year and term of five school years."""
    dice = Random(2026)  # noqa: S311  not a secret
    places = product(schools(number, first), range(2021, 2026), ("HT", "VT"), range(6, 10), SUBJECTS)
    for place in islice(places, number):
        yield *place, [dice.randrange(25) for _step in range(7)]


def write_file(path: Path, number: int, first: int = FIRST_SCHOOL) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for school, school_year, season, year, subject, counts in rows(number, first):
            numbers = ";".join(map(str, counts))
            file.write(f"{school_year}-{school_year + 1};{year};{school};{subject};{numbers};{season}\n")
