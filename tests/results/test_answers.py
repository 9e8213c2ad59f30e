"""Skolverket's answers to programs, kept as files."""

import json
from decimal import Decimal

import pytest

from lartraff.results.logic.official import read_official
from lartraff.results.logic.problems import ProblemCode
from tests.results.published import DATA, read_file, totals

# Counted and added up in the files by this formula, and compared with what the files' own `valueType` says:
#   jq '[.json.body | .. | objects | select(.timePeriod != null)] |
#       [(map(select(.valueType == "EXISTS")) | length), (map(select(.valueType == "EXISTS").value
#        | ltrimstr("cirka ") | sub(",";".") | tonumber) | add)]'
TOTALS = {
    "statistics_gr_ak9_allt_redovisat.json": (78, "3518.0", {}),
    "statistics_gr_ak9_prickad_och_ca100.json": (65, "4362.5", {"..": 4, ".": 11, "~100": 4}),
    "statistics_gr_f6_prickad.json": (27, "779.2", {".": 6, "..": 5}),
    "statistics_gr_larare_utan_krav_pa_legitimation.json": (46, "2670.8", {"*": 15, "..": 1, ".": 7, "~100": 14}),
    "statistics_gr_saknas_null.json": (11, "604.7", {".": 10}),
}


@pytest.mark.parametrize("name", TOTALS)
def test_totals_are_those_of_the_answer(name: str) -> None:
    numbers, total, signs = TOTALS[name]
    reading = read_file(name)
    assert reading.problems == ()
    assert totals(reading.official) == (numbers, Decimal(total), signs)


def test_series_are_measures_of_ours_with_year_and_subject() -> None:
    tallies = read_file("statistics_gr_ak9_allt_redovisat.json").official
    assert {(tally.level, tally.area_code, tally.sex) for tally in tallies} == {("SCHOOL", "11814097", "ALL")}
    found = {(tally.measure, tally.subject, tally.year): tally.value for tally in tallies if tally.school_year == 2024}
    assert found["TEST_POINTS", "SVA", 6] == Decimal("4.3")
    assert found["TEST_POINTS", "MA", 9] == Decimal("11.9")
    assert found["SHARE_IN_ALL_SUBJECTS", None, 6] == Decimal("46.8")
    assert found["MERIT_17", None, 9] == Decimal("196.2")
    assert ("PUPILS_ABOUT", Decimal(530)) in {(tally.measure, tally.value) for tally in tallies}


def test_signs_come_from_the_kind_of_value() -> None:
    tallies = read_file("statistics_gr_larare_utan_krav_pa_legitimation.json").official
    assert {tally.marker for tally in tallies if tally.measure == "SHARE_CERTIFIED_TEACHERS"} == {"*"}


def test_several_answers_and_bare_answers_are_read_too() -> None:
    answers = [json.loads((DATA / name).read_bytes()) for name in TOTALS]
    together = read_official(json.dumps(answers).encode())
    bare = read_official(json.dumps([answer["json"]["body"] for answer in answers]).encode())
    assert together is not None
    assert bare is not None
    assert together.official == bare.official
    assert len(together.official) == sum(len(read_file(name).official) for name in TOTALS)


def test_a_map_of_schools_has_merit_values_and_says_where_its_year_is_from() -> None:
    reading = read_file("vastra_gotaland_ak9_meritvarde.json")
    assert [(problem.code, problem.severity) for problem in reading.problems] == [(ProblemCode.YEAR_FROM_DATE, "note")]
    # jq '.schools | length, (map(.averageMeritGrade9) | add)'
    assert totals(reading.official) == (50, Decimal("11196.0"), {})
    kviberg = next(tally for tally in reading.official if tally.area_code == "79522184")
    assert (kviberg.value, kviberg.school_year, kviberg.year) == (Decimal("219.2"), 2024, 9)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("EXISTS", "SOMETHING_NEW"), ProblemCode.UNKNOWN_SIGN),
        (("2024/25", "then"), ProblemCode.BAD_SCHOOL_YEAR),
        (('"196,2"', '"many"'), ProblemCode.UNKNOWN_SIGN),
        (("schoolUnit", "unit"), ProblemCode.OTHER_JSON),
        (("11814097", "850709-9805"), ProblemCode.PERSONAL_NUMBERS),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_and_nothing_kept(change: tuple[str, str], code: ProblemCode) -> None:
    text = (DATA / "statistics_gr_ak9_allt_redovisat.json").read_text("utf-8").replace(*change)
    reading = read_official(text.encode())
    assert reading is not None
    assert (reading.problems[0].code, reading.official) == (code, ())


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a": 1e999}', '{"schools": [3]}', "[]", "[[[]]]", '{"json": {"body": 3}}']
)
def test_other_json_is_no_crash(text: str) -> None:
    reading = read_official(text.encode())
    assert reading is None or not reading.official
