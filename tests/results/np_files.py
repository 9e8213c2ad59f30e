"""Makes files of national tests as schools send them to SCB, with the invented pupils of `scb_files`. Plain Python."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from lartraff.results.logic import layouts
from lartraff.results.logic.layouts import SUBJECTS, plain
from lartraff.results.logic.test_layouts import YEAR_3, YEAR_6, YEAR_9
from tests.results.scb_files import DATA, as_text, personal_number

Cells = Mapping[str, str]
Published = Mapping[str, str]
WITH_TESTS = {3: YEAR_3, 6: YEAR_6, 9: YEAR_9}

AGAINST_TABLE = DATA / "savsjo" / "np_betyg_relation.csv"
PASSED_TABLE = DATA / "savsjo" / "np_andel_godkanda.csv"


def rows_of_tests(
    year: int, pupils: Iterable[tuple[str, Cells]], *, columns: Sequence[str] = (), date: str = "2026-06-15"
) -> Iterator[list[str]]:
    """One row for each of `pupils`: school, and what stands in some columns. The others hold what is most usual."""
    for number, (school, cells) in enumerate(pupils):
        yield [
            {
                "System": "Påhittat", "Datum": date, "Version": "1.0", "Skolenhetskod": school,
                "PersonNr": personal_number(number, 2026 - year - 7), **usual(year), **cells,
            }.get(name, "1")
            for name in columns or WITH_TESTS[year]
        ]  # fmt: skip


def usual(year: int) -> Cells:
    return {
        **{f"{subject}_GRUPP": f"{year}A" for subject in ("MA", "SV", "EN", "NO", "SO")},
        **{f"{subject}_PROVB": "99" for subject in ("MA", "SV", "EN")},
        **dict.fromkeys(("NO_PROV", "NO_PROVB", "SO_PROV", "SO_PROVB"), ""),
    }


def grade_rows(year: int, pupils: Iterable[tuple[str, Cells]], *, date: str = "2026-06-12") -> Iterator[list[str]]:
    """The same pupils in a file of grades. What is not said is not taken."""
    for number, (school, cells) in enumerate(pupils):
        yield [
            {
                "System": "Påhittat", "Datum": date, "Version": "1.0", "Skolenhetskod": school, "Klass": f"{year}A",
                "PersonNr": personal_number(number, 2026 - year - 7), "Fornamn": "Zebulina", "Efternamn": "Fantasberg",
                **cells,
            }.get(name, "2" if plain(name) in SUBJECTS else "")
            for name in layouts.LAYOUTS[year]
        ]  # fmt: skip


def np_text(year: int, pupils: Iterable[tuple[str, Cells]], *, header: bool = True) -> str:
    return as_text(rows_of_tests(year, pupils), header=WITH_TESTS[year] if header else None)


def grades_text(year: int, pupils: Iterable[tuple[str, Cells]]) -> str:
    return as_text(grade_rows(year, pupils), header=layouts.LAYOUTS[year])


def published(table: Path = AGAINST_TABLE, *, year: int) -> list[Published]:
    """The rows that Sävsjö has published of single schools."""
    with table.open(encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file, delimiter=";")
            if row["niva"] == "skolenhet" and int(row["arskurs"]) == year
        ]


def pairs_of(row: Published) -> list[tuple[str, str]]:
    """Grade and test of so many pupils as the published row counts, with its numbers of higher, equal and lower.

    Who has not passed the test has F there: first those whose grade is higher, then of those whose grade is equal.
    """
    higher, equal, lower = (int(row[f"antal_betyg_{word}_np"]) for word in ("hogre_an", "lika", "lagre_an"))
    failed = int(row["antal_np"]) - int(row["antal_godkanda_np"])
    of_higher = min(failed, higher)
    of_equal = failed - of_higher
    return [
        *[("E", "F")] * of_higher, *[("B", "D")] * (higher - of_higher),
        *[("F", "F")] * of_equal, *[("C", "C")] * (equal - of_equal),
        *[("D", "A")] * lower,
    ]  # fmt: skip


GRADE_COLUMN = {"Sv/Sva": "Sv"}
TEST_COLUMN = {
    "Ma": "MA_PROVB", "En": "EN_PROVB", "Sv/Sva": "SV_PROVB", "Bi": "NO_PROVB", "Fy": "NO_PROVB", "Ke": "NO_PROVB",
    "Ge": "SO_PROVB", "Hi": "SO_PROVB", "Re": "SO_PROVB", "Sh": "SO_PROVB",
}  # fmt: skip


def savsjo_pupils(year: int) -> tuple[list[tuple[str, Cells]], list[tuple[str, Cells]]]:
    """Pupils of Sävsjö's schools with grades, and the same with tests, that give what the municipality published."""
    grades: list[tuple[str, Cells]] = []
    tests: list[tuple[str, Cells]] = []
    rows = published(year=year)
    for school in dict.fromkeys(row["skolenhetskod"] for row in rows):
        of_school = [row for row in rows if row["skolenhetskod"] == school]
        size = max(int(row["antal_np"]) for row in of_school)
        graded: list[dict[str, str]] = [{} for _ in range(size)]
        tested: list[dict[str, str]] = [{} for _ in range(size)]
        for shift, row in enumerate(of_school):
            column = TEST_COLUMN[row["amne"]]
            for at, (grade, test) in enumerate(pairs_of(row)):
                pupil = (at + shift * 5) % size
                graded[pupil][GRADE_COLUMN.get(row["amne"], row["amne"])] = grade
                tested[pupil][column] = test
                if column in {"NO_PROVB", "SO_PROVB"}:
                    tested[pupil][column[:-1]] = row["amne"]
        grades += [(school, cells) for cells in graded]
        tests += [(school, cells) for cells in tested]
    return grades, tests
