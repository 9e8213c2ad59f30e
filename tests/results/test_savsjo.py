"""Files whose counts are Sävsjö's real ones give exactly the numbers that Sävsjö published."""

import codecs
import csv
from typing import Any

import pytest

from lartraff.results.logic.layouts import STEPS, SUBJECTS, plain
from tests.results.loading import codes, counted, read
from tests.results.scb_files import SAVSJO_TABLE, SchoolCounts, savsjo, scb_text

ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "windows-1252": lambda text: text.encode("windows-1252"),
    "utf-16 with mark": lambda text: text.encode("utf-16"),
    "utf-16 without mark": lambda text: text.encode("utf-16-le"),
    "utf-16 the other way": lambda text: text.encode("utf-16-be"),
}
FORMS: dict[str, Any] = {
    "plain": {},
    "without header": {"header": False},
    "quoted": {"quoted": True},
    "windows lines": {"newline": "\r\n"},
    "old mac lines": {"newline": "\r"},
}


def of_year(year: int) -> list[SchoolCounts]:
    return [school for school in savsjo() if school.year == year]


def published(year: int) -> dict[tuple[str, int, str], dict[str, int]]:
    """A to F as published, school by school."""
    with SAVSJO_TABLE.open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["skolenhetskod"], year, SUBJECTS[plain(row["amne"])]): {
                grade: int(row[grade]) for grade in "ABCDEF" if int(row[grade])
            }
            for row in csv.DictReader(file, delimiter=";")
            if row["niva"] == "skolenhet" and int(row["arskurs"]) == year
        }


@pytest.mark.parametrize("year", [6, 9])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_published_counts(year: int, encoding: str) -> None:
    reading = read(ENCODINGS[encoding](scb_text(of_year(year))))
    assert not reading.errors
    assert only_grades(counted(reading)) == published(year)


@pytest.mark.parametrize("year", [6, 9])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_published_counts(year: int, form: str) -> None:
    reading = read(scb_text(of_year(year), **FORMS[form]))
    assert not reading.errors
    assert only_grades(counted(reading)) == published(year)
    assert {(found.school_year, found.season) for found in reading.tallies} == {(2025, "VT")}


@pytest.mark.parametrize("year", [6, 9])
def test_dashes_and_adapted_study_paths_are_the_published_ones_too(year: int) -> None:
    expected = {
        (school.school, year, SUBJECTS[plain(column)]): {
            STEPS[code]: number for code, number in codes_.items() if number and code in STEPS
        }
        for school in of_year(year)
        for column, codes_ in school.subjects.items()
    }
    reading = read(scb_text(of_year(year)))
    assert counted(reading) == expected
    assert reading.pupils == sum(school.pupils for school in of_year(year))


def test_the_count_table_gives_the_same_as_the_pupil_files() -> None:
    reading = read(SAVSJO_TABLE.read_bytes())
    assert counted(reading) == published(6) | published(9)
    assert codes(reading) == ["totals_skipped"]


def only_grades(found: dict[tuple[str, int, str], dict[str, int]]) -> dict[tuple[str, int, str], dict[str, int]]:
    graded = {
        key: {step: number for step, number in counts.items() if step in "ABCDEF"} for key, counts in found.items()
    }
    return {key: counts for key, counts in graded.items() if counts}
