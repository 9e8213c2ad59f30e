"""School years, years and sexes in titles and headings."""

import pytest

from lartraff.results.logic.said_in_text import (
    says_several_years,
    sex_at_the_end,
    sex_in,
    when,
    year_in,
    year_of_report,
)

GRADES, COSTS = when("Grundskola - Slutbetyg årskurs 9"), when("Grundskola - Kostnader per kommun")


@pytest.mark.parametrize(
    "text",
    ["2011/12", "2011/2012", "2011-12", "2011–12", "Läsår 2011/12", "läsåret 2011/12", "HT 2011", "ht11", "VT 2012",
     "vt12", "2012", "2011-12-01", "dec-11"],
)  # fmt: skip
def test_school_years_however_they_are_written(text: str) -> None:
    assert GRADES.school_year_in(text) == 2011


@pytest.mark.parametrize("text", ["2011/13", "Andel 2011/12", "12", "jan-11", "2011-11-01", "1850", "1-9", ""])
def test_what_is_no_school_year(text: str) -> None:
    assert GRADES.school_year_in(text) is None


def test_a_calendar_year_is_the_one_that_ends_or_the_one_that_opens() -> None:
    assert (GRADES.school_year_in("2024"), COSTS.school_year_in("2024")) == (2023, 2024)
    assert GRADES.chosen_school_year(["Slutbetyg", "Valt år: 2024"]) == 2023
    assert COSTS.chosen_school_year(["Kostnader", "Valt år: 2024 Endast kommunal huvudman"]) == 2024


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["Slutbetyg", "Valt uttag: 2021-02-12", "Valt läsår: 2020/21"], 2020),
        (["Från och med läsåret 2024/25 redovisas", "Valt läsår: 2020/21"], 2020),
        (["Slutbetyg 2020/21"], 2020),
        (["Slutbetyg", "Vald termin: HT12"], 2012),
        (["Slutbetyg"], None),
        ([], None),
    ],
)
def test_what_is_chosen_goes_before_what_prose_says(lines: list[str], year: int | None) -> None:
    assert GRADES.chosen_school_year(lines) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("årskurs 9", 9),
        ("Elever, åk 6", 6),
        ("årskurs 1-9", None),
        ("åk 6 och åk 9", None),
        ("årskurs 10", None),
        ("9", None),
    ],
)
def test_the_year_that_a_heading_speaks_of(text: str, year: int | None) -> None:
    assert year_in(text) == year


def test_the_year_that_a_report_is_about() -> None:
    assert year_of_report("Betyg årskurs 6, andel som fått godkänt betyg") == 6
    assert year_of_report("Jämförelse av ämnesbetyg över tid") == 9
    assert year_of_report("Antal elever årskurs 1-9", "ak9.csv") is None
    assert year_of_report("Betyg", "betyg_ak6_2025.csv") == 6
    assert year_of_report("Antal elever per årskurs") is None
    assert says_several_years("årskurs 1-9")


def test_girls_and_boys() -> None:
    assert [sex_in(word) for word in ("Flickor", "pojkar", "Totalt", "Samtliga", "Elever")] == [
        "GIRLS", "BOYS", "ALL", "ALL", None,
    ]  # fmt: skip
    assert sex_at_the_end("Slutbetyg årskurs 9 (pojkar)") == "BOYS"
    assert sex_at_the_end("Antal elever, flickor") == "GIRLS"
    assert sex_at_the_end("Andel (%) flickor") is None
    assert sex_at_the_end("andel flickor och pojkar") is None
