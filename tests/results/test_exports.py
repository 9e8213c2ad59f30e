"""Skolverket's exported tables are read whole.

The totals were computed without this program, by this formula over each text file, where `c` is the first column with
figures; the same in a spreadsheet: COUNT, SUM and COUNTIF over the columns of figures in the rows with a code.

    awk -F';' -v c=7 '$2 ~ /^([0-9]{4}|[0-9]{8})$/ { for (i = c; i <= NF; i++) {
        v = $i; gsub(/ /, "", v); gsub(/,/, ".", v)
        if (v == ".." || v == "." || v == "~100") sign[v]++; else if (v != "") { n++; sum += v } } }
        END { print n, sum, sign[".."], sign["."], sign["~100"] }'
"""

from collections import Counter
from decimal import Decimal

import pytest

from lartraff.results.logic.tallies import FileKind, OfficialTally
from tests.results.published import read_file, totals

# File: first column with figures; how many numbers; their sum; "..", "." and "~100".
TOTALS = {
    "antal_elever_2024_kommun.csv": (6, 3397, "1726804.1", 18, 80, 2),
    "behorighet_2025_kommun.csv": (7, 320, "32767.5", 14, 9, 22),
    "betyg_ak6_per_kon_2025_kommun.csv": (6, 692, "49262.9", 107, 29, 12),
    "betyg_ak6_samtliga_2025_kommun.csv": (6, 3423, "323585.0", 272, 64, 46),
    "betyg_ak6_samtliga_2025_kommun.xlsx": (6, 3423, "323585.0", 272, 64, 46),
    "kostnader_2024_kommun.csv": (6, 480, "48882189", 0, 0, 0),
    "nationella_prov_ak9_2018_kommun.csv": (7, 416, "31820.3", 130, 8, 46),
    "nationella_prov_ak9_2024_kommun.csv": (7, 612, "47759.1", 163, 4, 49),
    "personal_2024_kommun.csv": (6, 500, "63874.4", 8, 4, 0),
    "slutbetyg_ak9_2025_skolenhet.csv": (8, 979, "114929.4", 81, 18, 62),
}


@pytest.mark.parametrize("name", TOTALS)
def test_totals_are_those_of_the_file(name: str) -> None:
    _first, numbers, total, withheld, no_data, nearly_all = TOTALS[name]
    reading = read_file(name)
    assert (reading.kind, reading.problems) == (FileKind.OFFICIAL, ())
    signs = {"..": withheld, ".": no_data, "~100": nearly_all}
    assert totals(reading.official) == (
        numbers,
        Decimal(total),
        {sign: times for sign, times in signs.items() if times},
    )


def test_a_subject_under_two_names_is_one_subject() -> None:
    """By the formula 2686 numbers, 245655.1 in all, 144 "..", 170 ".".

    In 30 places Moderna språk, elevens val has no data where skolans val has a figure, or neither has any.
    """
    reading = read_file("amnesbetyg_over_tid_ak9_2025_kommun.csv")
    assert reading.problems == ()
    assert totals(reading.official) == (2686, Decimal("245655.1"), {"..": 144, ".": 140})
    assert {tally.measure for tally in reading.official} == {"SHARE_PASSING"}
    assert {tally.year for tally in reading.official} == {9}
    assert sorted({tally.school_year for tally in reading.official}) == list(range(2015, 2025))


def value(tallies: tuple[OfficialTally, ...], **wanted: object) -> Decimal | str | None:
    """The only figure with these properties, or its sign."""
    found = [tally for tally in tallies if all(getattr(tally, name) == what for name, what in wanted.items())]
    assert len(found) == 1, found
    return found[0].marker or found[0].value


def test_a_known_school_has_its_known_figures() -> None:
    tallies = read_file("slutbetyg_ak9_2025_skolenhet.csv").official
    school = tuple(tally for tally in tallies if tally.area_code == "79522184")
    assert {(tally.level, tally.area_name, tally.owner, tally.school_year, tally.year) for tally in school} == {
        ("SCHOOL", "Kvibergsskolan F-9", "ALL", 2024, 9)
    }
    assert {tally.measure: tally.value for tally in school} == {
        "PUPILS": 104,
        "SHARE_IN_ALL_SUBJECTS": Decimal("65.4"),
        "SHARE_ELIGIBLE_VOCATIONAL": Decimal("73.1"),
        "MERIT_17": Decimal("219.2"),
    }


def test_known_shares_of_a_municipality() -> None:
    tallies = read_file("amnesbetyg_over_tid_ak9_2025_kommun.csv").official
    known = {
        "SVA": "63.9",
        "MA": "83.8",
        "KE": "84.3",
        "FY": "85.5",
        "BI": "86.7",
        "GE": "88.6",
        "BL": "95.7",
        "ML": "99.6",
    }
    for subject, share in known.items():
        assert value(
            tallies, area_code="1480", owner="MUNICIPAL", school_year=2024, subject=subject
        ) == Decimal(share)  # fmt: skip


def test_headings_in_two_rows_give_girls_and_boys() -> None:
    tallies = read_file("betyg_ak6_per_kon_2025_kommun.csv").official
    assert Counter(tally.sex for tally in tallies) == {"GIRLS": 420, "BOYS": 420}
    alvesta = {"area_code": "0764", "owner": "INDEPENDENT", "sex": "GIRLS", "year": 6}
    assert value(tallies, measure="PUPILS", **alvesta) == 5
    assert value(tallies, measure="SHARE_IN_ALL_SUBJECTS", **alvesta) == ".."


def test_typed_numbers_and_merged_headings_over_several_sheets() -> None:
    """Four sheets of four rows by nine figures; their totals by hand from the sheet for mathematics."""
    reading = read_file("nationella_prov_ak9_2023_riket.xlsx")
    assert reading.problems == ()
    assert len(reading.official) == 4 * 4 * 9
    nation = {"level": "NATION", "owner": "ALL", "subject": "MA", "school_year": 2022, "year": 9}
    assert value(reading.official, measure="TEST_PUPILS", sex="ALL", **nation) == 106_766
    assert value(reading.official, measure="TEST_SHARE_PASSING", sex="GIRLS", **nation) == Decimal("88.7")
    assert value(reading.official, measure="TEST_POINTS", sex="BOYS", **nation) == 12


def test_text_and_workbook_of_the_same_report_are_the_same_figures() -> None:
    csv = read_file("betyg_ak6_samtliga_2025_kommun.csv").official
    assert set(csv) == set(read_file("betyg_ak6_samtliga_2025_kommun.xlsx").official)


def test_girls_and_boys_in_a_column_and_prose_above() -> None:
    tallies = read_file("behorighet_2025_kommun.csv").official
    assert {tally.measure for tally in tallies} == {
        "PUPILS", "SHARE_ELIGIBLE_VOCATIONAL", "SHARE_ELIGIBLE_ARTS", "SHARE_ELIGIBLE_SOCIAL", "SHARE_ELIGIBLE_SCIENCE",
    }  # fmt: skip
    assert {tally.sex for tally in tallies} == {"ALL", "GIRLS", "BOYS"}


def test_columns_may_stand_in_another_order_another_year() -> None:
    for name, school_year in (
        ("nationella_prov_ak9_2018_kommun.csv", 2017),
        ("nationella_prov_ak9_2024_kommun.csv", 2023),
    ):
        tallies = read_file(name).official
        assert {tally.measure for tally in tallies} == {
            "TEST_SHARE_TAKEN", "TEST_PUPILS", "TEST_SHARE_PASSING", "TEST_POINTS",
        }  # fmt: skip
        assert {tally.school_year for tally in tallies} == {school_year}
        assert all(tally.value <= 20 for tally in tallies if tally.measure == "TEST_POINTS" and tally.value is not None)


def test_unknown_measures_keep_their_headings() -> None:
    measures = {tally.measure for tally in read_file("personal_2024_kommun.csv").official}
    assert "#Heltidstjänster – Totalt antal" in measures
    assert "#Tjänstgörande lärare – Totalt antal" in measures
    assert {tally.school_year for tally in read_file("kostnader_2024_kommun.csv").official} == {2024}
