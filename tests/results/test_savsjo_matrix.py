"""The pages' figures of Sävsjö's real schools are those that a spreadsheet gives from the published counts.

The formulas stand beside: in betyg_2026.csv, E to J are A to F, L is code 3 (adapted study path), M is code 9 (dash).
"""

import csv
from collections import defaultdict

import pytest

from lartraff.people.models import School, User
from lartraff.results.logic.countings import Counting
from lartraff.results.logic.figures import Figures
from lartraff.results.logic.layouts import SUBJECTS, plain
from lartraff.results.queries import results_matrix
from tests.cast import Cast
from tests.results.loading import load
from tests.results.scb_files import SAVSJO, SAVSJO_TABLE, savsjo, scb_text

Row = dict[str, str]


def published() -> list[Row]:
    with SAVSJO.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


# =SUM(E2:J2) and =J2; =SUM(E2:J2)+M2 and =J2+M2; =SUM(E2:J2)+M2+L2 and =J2+M2+L2
def graded(row: Row) -> int:
    return sum(int(row[grade]) for grade in "ABCDEF")


FORMULAS = {
    Counting.F: lambda row: Figures(graded(row), int(row["F"])),
    Counting.F_DASH: lambda row: Figures(graded(row) + int(row["kod_9"]), int(row["F"]) + int(row["kod_9"])),
    Counting.F_DASH_ADAPTED: lambda row: Figures(
        graded(row) + int(row["kod_9"]) + int(row["kod_3"]), int(row["F"]) + int(row["kod_9"]) + int(row["kod_3"])
    ),
}


@pytest.fixture
def principals(cast: Cast) -> dict[str, User]:
    """Sävsjö's schools with their real figures, each led by Karin: school unit code → her."""
    names = {row["skolenhetskod"]: row["skolenhetsnamn"] for row in published()}
    for code, name in names.items():
        school = School.objects.create(authority=cast.authority, name=name, unit_code=code)
        cast.principal.employments.create(
            authority=cast.authority, school=school, role="PRINCIPAL", starts_on="2020-08-01"
        )
    for year in (6, 9):
        load(scb_text([school for school in savsjo() if school.year == year]))
    return dict.fromkeys(names, cast.principal)


@pytest.mark.parametrize("counting", Counting)
def test_every_cell_is_what_the_formula_gives(principals: dict[str, User], counting: Counting) -> None:
    shown = {
        (code, year, row.subject.code): cell.figures
        for code, principal in principals.items()
        for matrix in [results_matrix(principal, School.objects.get(unit_code=code), counting=counting)]
        for row in matrix.rows
        for year, cell in zip(matrix.years, row.cells, strict=True)
        if cell is not None
    }
    expected = {
        (row["skolenhetskod"], int(row["arskurs"]), SUBJECTS[plain(row["amne"])]): FORMULAS[counting](row)
        for row in published()
    }
    assert shown == {key: figures for key, figures in expected.items() if figures.pupils}


def test_f_alone_adds_up_to_what_the_municipality_published(principals: dict[str, User]) -> None:
    """The municipality's own table counts grades A to F only, as the definition F does: physics 15, mathematics 12."""
    with SAVSJO_TABLE.open(encoding="utf-8-sig", newline="") as file:
        whole = {
            (int(row["arskurs"]), SUBJECTS[plain(row["amne"])]): Figures(int(row["antal_betyg"]), int(row["F"]))
            for row in csv.DictReader(file, delimiter=";")
            if row["niva"] == "alla_skolenheter"
        }
    sums: dict[tuple[int, str], Figures] = defaultdict(lambda: Figures(0, 0))
    for code, principal in principals.items():
        matrix = results_matrix(principal, School.objects.get(unit_code=code), counting=Counting.F)
        for row in matrix.rows:
            for year, cell in zip(matrix.years, row.cells, strict=True):
                if cell is not None and cell.figures is not None:
                    sums[year, row.subject.code] += cell.figures
    assert (sums[9, "FY"], sums[9, "MA"]) == (Figures(112, 15), Figures(119, 12))
    # There the municipality left schools with fewer than ten pupils out of the schools' counts, not out of the whole.
    left_out = {(6, "ML"), (6, "SVA"), (9, "ML")}
    assert {key for key, figures in whole.items() if sums[key] != figures} == left_out
