"""Files of national tests: what is counted, and what is only told."""

from collections import Counter
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic import test_layouts
from lartraff.results.logic.problems import ProblemCode
from lartraff.results.logic.tallies import FileKind, Reading
from lartraff.results.logic.test_layouts import YEAR_3, YEAR_3_SHORT, YEAR_6, YEAR_6_SHORT, YEAR_9
from tests.results.loading import codes, counted, read
from tests.results.np_files import PASSED_TABLE, Cells, np_text, published, rows_of_tests, savsjo_pupils
from tests.results.scb_files import as_text, personal_number, scb_text, small_school

SCHOOL = "10000001"
LAYOUTS = {
    "year 3": (3, YEAR_3), "year 3 short": (3, YEAR_3_SHORT), "year 6": (6, YEAR_6), "year 6 short": (6, YEAR_6_SHORT),
    "year 9": (9, YEAR_9),
}  # fmt: skip
Counts = dict[tuple[str, str], dict[str, int]]


def outcomes(reading: Reading) -> Counts:
    """Subject and part → counts, without those that have none. All of one school."""
    return {(tally.subject, tally.part): tally.counts for tally in reading.tests if tally.counts}


def facts(reading: Reading, code: ProblemCode) -> list[dict[str, Any]]:
    return [dict(problem.facts) for problem in reading.problems if problem.code is code]


def text_of(year: int, *cells: Cells, columns: tuple[str, ...] = (), header: bool = True) -> str:
    rows = rows_of_tests(year, [(SCHOOL, of_pupil) for of_pupil in cells], columns=columns)
    official = columns or {3: YEAR_3, 6: YEAR_6, 9: YEAR_9}[year]
    return as_text(rows, header=official if header else None)


# --- Against what Sävsjö has published


@pytest.mark.parametrize("year", [6, 9])
def test_years_6_and_9_give_the_published_shares_that_passed(year: int) -> None:
    _grades, tests = savsjo_pupils(year)
    reading = read(np_text(year, tests))
    assert not reading.errors
    found = {(tally.school, tally.subject): tally.counts for tally in reading.tests if not tally.part}
    rows = published(year=year)
    assert rows
    for row in rows:
        counts = found[row["skolenhetskod"], {"Sv/Sva": "SV"}.get(row["amne"], row["amne"].upper())]
        passed, failed = sum(counts.get(grade, 0) for grade in "ABCDE"), counts.get("F", 0)
        assert (passed + failed, passed) == (int(row["antal_np"]), int(row["antal_godkanda_np"]))
        # The share that passed, of those who have a grade in the test: 100 · passed / (passed + failed).
        assert round(100 * passed / (passed + failed), 2) == float(row["andel_godkanda_np"])


def test_year_3_gives_the_published_shares_that_reached_every_part() -> None:
    rows = published(PASSED_TABLE, year=3)
    assert len(rows) == 10
    for row in rows:
        subject, parts = ("MA", "ABCDEFG") if row["amne"] == "Ma" else ("SV", "ABCDEFGH")
        reached, all_ = int(row["antal_godkanda_np"]), int(row["antal_np"])
        pupils: list[Cells] = [{}] * reached
        pupils += [{f"{subject}_{parts[at % len(parts)]}_PR": "0"} for at in range(all_ - reached)]
        # Neither the one who missed a part nor the one whose paper was lost is among the published.
        pupils += [{f"{subject}_B_PR": "99", f"{subject}_C_PR": "0"}, {f"{subject}_B_PR": "88"}]
        counts = outcomes(read(np_text(3, [(row["skolenhetskod"], cells) for cells in pupils])))[subject, ""]
        assert counts == {"REACHED": reached, "NOT_REACHED": all_ - reached, "NOT_TAKEN": 1, "LOST": 1}
        assert round(100 * counts["REACHED"] / (reached + counts["NOT_REACHED"]), 2) == float(row["andel_godkanda_np"])


@pytest.mark.parametrize("year", [3, 6, 9])
def test_a_table_that_is_counted_already_gives_the_same(year: int) -> None:
    reading = read(PASSED_TABLE.read_bytes())
    assert (reading.kind, codes(reading)) == (FileKind.COUNTS, ["totals_skipped", "together_skipped"])
    found = {(tally.school, tally.subject): tally.counts for tally in reading.tests if tally.year == year}
    rows = [row for row in published(PASSED_TABLE, year=year) if row["amne"] != "Sv/Sva"]
    passed, failed = ("REACHED", "NOT_REACHED") if year == 3 else ("PASSED", "F")
    assert found == {
        (row["skolenhetskod"], row["amne"].upper()): {
            code: number
            for code, number in (
                (passed, int(row["antal_godkanda_np"])),
                (failed, int(row["antal_np"]) - int(row["antal_godkanda_np"])),
            )
            if number
        }
        for row in rows
    }


# --- What the codes mean


@pytest.mark.parametrize("year", [6, 9])
def test_what_is_lost_or_taken_in_another_way_is_never_counted_as_failed(year: int) -> None:
    marks = ["A", "F", "F", "99", "88", "77", "", " e "]
    reading = read(text_of(year, *({"MA_PROVB": mark} for mark in marks)))
    assert outcomes(reading)["MA", ""] == {
        "A": 1, "F": 2, "NOT_TAKEN": 1, "LOST": 1, "REPLACEMENT": 1, "DIGITAL": 1, "E": 1
    }  # fmt: skip
    assert not reading.errors
    assert facts(reading, ProblemCode.TESTS_LOST) == [{"tests": 1}]
    assert facts(reading, ProblemCode.TESTS_REPLACED) == [{"tests": 1}]
    assert facts(reading, ProblemCode.TESTS_DIGITAL) == [{"tests": 1}]


def test_swedish_goes_by_the_syllabus_and_what_nobody_says_is_told() -> None:
    reading = read(text_of(9, *({"SV_KURSPLAN": course, "SV_PROVB": "C"} for course in ("1", "1", "2", "99", ""))))
    assert (outcomes(reading)["SV", ""], outcomes(reading)["SVA", ""]) == ({"C": 2}, {"C": 1})
    # Beside the two of Swedish, the tests in NO and SO of all five pupils are digital.
    assert facts(reading, ProblemCode.TESTS_WITHOUT_SUBJECT) == [{"tests": 12}]


def test_each_pupil_has_one_test_among_those_in_no_and_in_so() -> None:
    reading = read(
        text_of(
            9,
            {"NO_PROV": "Bi", "NO_PROVB": "A", "SO_PROV": "GE", "SO_PROVB": "F"},
            {"NO_PROV": "FY", "NO_PROVB": "B", "SO_PROV": "hi", "SO_PROVB": "99"},
            {"NO_PROV": "KE", "NO_PROVB": "88", "SO_PROV": "RE", "SO_PROVB": "77"},
            {"NO_PROV": "KE", "NO_PROVB": "E", "SO_PROV": "SH", "SO_PROVB": "D"},
        )
    )
    found = {
        subject: counts for (subject, _part), counts in outcomes(reading).items() if subject not in {"MA", "SV", "EN"}
    }
    assert found == {
        "BI": {"A": 1}, "FY": {"B": 1}, "KE": {"LOST": 1, "E": 1}, "GE": {"F": 1}, "HI": {"NOT_TAKEN": 1},
        "RE": {"REPLACEMENT": 1}, "SH": {"D": 1},
    }  # fmt: skip
    assert facts(reading, ProblemCode.TESTS_WITHOUT_SUBJECT) == []


def test_of_year_3_every_part_is_counted() -> None:
    reading = read(text_of(3, {}, {"MA_B_PR": "0", "SV_H_PR": "99"}, {"MA_B_PR": "88", "SV_KURSPLAN": "2"}))
    found = outcomes(reading)
    assert {part for subject, part in found if subject == "MA"} == {"", *"ABCDEFG", "G1", "G2"}
    assert {part for subject, part in found if subject == "SVA"} == {"", *"ABCDEFGH"}
    assert found["MA", "B"] == {"REACHED": 1, "NOT_REACHED": 1, "LOST": 1}
    assert found["MA", ""] == {"REACHED": 1, "NOT_REACHED": 1, "LOST": 1}
    assert (found["SV", "H"], found["SVA", "H"]) == ({"REACHED": 1, "NOT_TAKEN": 1}, {"REACHED": 1})


@pytest.mark.parametrize(
    ("g", "g1", "g2", "whole"),
    [
        ("1", "", "", "REACHED"),
        ("1", "0", "1", "REACHED"),
        ("0", "1", "1", "NOT_REACHED"),
        ("", "1", "1", "REACHED"),
        ("", "1", "0", "NOT_REACHED"),
        ("", "99", "1", "NOT_TAKEN"),
        ("", "", "", "NOT_SAID"),
    ],
)
def test_part_g_is_made_of_two_where_it_is_blank_itself(g: str, g1: str, g2: str, whole: str) -> None:
    cells = {"MA_G_PR": g, "MA_G1_PR": g1, "MA_G2_PR": g2}
    assert outcomes(read(text_of(3, {}, cells)))["MA", ""] == Counter({"REACHED": 1}) + Counter({whole: 1})


def test_parts_that_nobody_has_a_word_on_hold_nothing() -> None:
    blank = {"MA_G1_PR": "", "MA_G2_PR": ""}
    reading = read(text_of(3, blank, blank))
    assert {tally.part for tally in reading.tests if tally.subject == "MA" and not tally.counts} == {"G1", "G2"}


def test_girls_and_boys_are_counted_and_whoever_the_number_says_nothing_of_is_neither() -> None:
    girls, boys = "201001012386", "20100101-2395"
    rows = list(rows_of_tests(9, [(SCHOOL, {"MA_PROVB": "C"})] * 5))
    for row, number in zip(rows, [girls, girls, boys, "20100101TF12", "000000000000"], strict=True):
        row[3] = number
    (tally,) = [tally for tally in read(as_text(rows, header=YEAR_9)).tests if tally.subject == "MA"]
    assert (tally.counts, tally.counts_by_sex) == ({"C": 5}, {"GIRLS": {"C": 2}, "BOYS": {"C": 1}})


def test_where_no_number_tells_there_is_nothing_of_girls_and_boys() -> None:
    without = [name for name in YEAR_9 if name != "PersonNr"]
    reading = read(text_of(9, {"MA_PROVB": "C"}, columns=tuple(without)))
    assert [tally.counts_by_sex for tally in reading.tests if tally.counts] == [{}] * 3


def test_grades_have_girls_and_boys_too() -> None:
    reading = read(scb_text([small_school(SCHOOL, pupils=40, failing=6)]))
    (tally,) = [tally for tally in reading.tallies if tally.counts]
    girls = sum(personal_number(number, 2010)[-2] in "02468" for number in range(40))
    assert {sex: sum(counts.values()) for sex, counts in tally.counts_by_sex.items()} == {
        "GIRLS": girls,
        "BOYS": 40 - girls,
    }
    assert {
        code: sum(counts.get(code, 0) for counts in tally.counts_by_sex.values()) for code in tally.counts
    } == tally.counts


# --- What the file looks like


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("form", ["header", "no header", "semicolon last", "no header, semicolon last", "reordered"])
def test_every_layout_is_known_with_and_without_a_header(name: str, form: str) -> None:
    year, columns = LAYOUTS[name]
    cells = [{"MA_A_PR": "1", "MA_PROVB": mark, "SV_PROVB": "E"} for mark in ("A", "F", "99")]
    expected = read(text_of(year, *cells, columns=columns))
    text = text_of(year, *cells, columns=columns, header="no header" not in form)
    if "last" in form:
        text = text.replace("\n", ";\n")
    if form == "reordered":
        order = sorted(columns, key=lambda column: column[::-1])
        text = text_of(year, *cells, columns=tuple(order))
    reading = read(text)
    assert reading.kind == {3: FileKind.TESTS_3, 6: FileKind.TESTS_6, 9: FileKind.TESTS_9}[year]
    assert sorted(codes(reading)) == sorted([*(["reordered"] if form == "reordered" else []), *codes(expected)])
    assert outcomes(reading) == outcomes(expected)
    assert reading.pupils == 3


def test_year_3_is_not_taken_for_grades_of_year_6_though_both_have_35_columns() -> None:
    grades = scb_text([small_school(SCHOOL, year=6)], header=False)
    assert read(grades).kind is FileKind.YEAR_6
    assert read(text_of(3, {}, header=False)).kind is FileKind.TESTS_3


def test_a_first_row_that_says_nothing_is_told() -> None:
    blank = dict.fromkeys(YEAR_3[6:], "")
    assert codes(read(text_of(3, blank, header=False))) == ["kind_unclear"]


def test_columns_that_are_missing_are_named_and_the_others_read() -> None:
    without = tuple(name for name in YEAR_9 if name not in {"EN_PROVB", "SV_KURSPLAN"})
    reading = read(text_of(9, {"MA_PROVB": "C"}, columns=without))
    assert [facts["columns"] for facts in facts(reading, ProblemCode.MISSING_SUBJECTS)] == ["SV_KURSPLAN, EN_PROVB"]
    assert outcomes(reading) == {("MA", ""): {"C": 1}}
    assert {tally.subject for tally in reading.tests} == {"MA", "BI", "FY", "KE", "GE", "HI", "RE", "SH"}


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (("Datum", "Skolenhetskod", "MA_PROVB"), "year_unclear"),
        (("Datum", "Skolenhetskod", "NO_PROV"), "no_tests"),
        (("Datum", "NO_PROV", "NO_PROVB"), "missing_column"),
    ],
)
def test_a_header_that_does_not_tell_enough_is_told(columns: tuple[str, ...], code: str) -> None:
    assert code in codes(read(";".join(columns) + "\n2026-06-12;10000001;1\n"))


@pytest.mark.parametrize(
    ("year", "column", "value", "code", "shown"),
    [
        (9, "MA_PROVB", "G", "unknown_outcome", "G"),
        (9, "MA_PROVB", "Zebulina", "unknown_outcome", ""),
        (6, "SV_KURSPLAN", "3", "unknown_test_subject", "3"),
        (9, "NO_PROV", "Bo", "unknown_test_subject", ""),
        (3, "SV_KURSPLAN", "7", "unknown_test_subject", "7"),
        (3, "SV_A_PR", "2", "unknown_outcome", "2"),
        (3, "MA_G1_PR", "201201012380", "unknown_outcome", ""),
    ],
)
def test_what_nobody_knows_is_told_with_its_place_and_not_repeated(
    year: int, column: str, value: str, code: str, shown: str
) -> None:
    reading = read(text_of(year, {}, {}, {column: value}))
    (problem,) = reading.errors
    assert (problem.code, problem.line, problem.column, dict(problem.facts)) == (code, 4, column, {"shown": shown})


def test_our_columns_are_those_of_scb() -> None:
    assert [len(columns) for _year, columns in test_layouts.LAYOUTS] == [35, 31, 29, 23, 32]


# --- Whatever pupils there are, and however the file is cut

MARKS = ["A", "B", "C", "D", "E", "F", "99", "88", "77", ""]
PUPIL = st.fixed_dictionaries(
    {
        **{f"{subject}_PROVB": st.sampled_from(MARKS) for subject in ("MA", "SV", "EN", "NO", "SO")},
        "SV_KURSPLAN": st.sampled_from(["1", "2", "99", ""]),
        "NO_PROV": st.sampled_from(["BI", "FY", "KE", ""]),
        "SO_PROV": st.sampled_from(["GE", "HI", "RE", "SH", ""]),
        **{
            f"{subject}_{part}_PR": st.sampled_from(["1", "0", "99", "88", ""])
            for subject, part in product(("MA", "SV"), "ABG")
        },
    }
)
PUPILS = st.lists(PUPIL, min_size=1, max_size=30)


@given(PUPILS, st.sampled_from(sorted(LAYOUTS)), st.integers(1, 4000))
def test_every_pupil_is_counted_once_in_every_test(pupils: list[Cells], name: str, piece: int) -> None:
    year, columns = LAYOUTS[name]
    text = text_of(year, *pupils, columns=columns)
    reading = read(text, piece=piece)
    assert reading == read(text)
    assert not reading.errors
    whole: Counter[str] = Counter()
    for tally in reading.tests:
        if not tally.part:
            whole[tally.subject] += sum(tally.counts.values())
            for outcome, number in tally.counts.items():
                assert number == sum(counts.get(outcome, 0) for counts in tally.counts_by_sex.values())
    # Every pupil once in each test that the file says the subject of.
    tests = {3: ["MA", "SV"], 6: ["MA", "SV", "EN"], 9: ["MA", "SV", "EN", "NO", "SO"]}[year]
    told = {"SV": {"1": "SV", "2": "SVA"}, "NO": dict(zip(*[("BI", "FY", "KE")] * 2, strict=True))}
    told["SO"] = dict(zip(*[("GE", "HI", "RE", "SH")] * 2, strict=True))
    place = {"SV": "SV_KURSPLAN", "NO": "NO_PROV", "SO": "SO_PROV"}
    expected = Counter(
        subject
        for pupil in pupils
        for test in tests
        if (subject := told[test].get(pupil[place[test]]) if test in told else test)
    )
    without = len(pupils) * len(tests) - expected.total()
    assert +whole == expected if year != 3 else set(whole) >= set(expected)
    assert facts(reading, ProblemCode.TESTS_WITHOUT_SUBJECT) == ([{"tests": without}] if without else [])


WHOLE = {
    name: text_of(year, *[{}] * 3, {"MA_PROVB": "F"}, columns=columns) for name, (year, columns) in LAYOUTS.items()
}


@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=3), st.integers(0, 3)), max_size=8),
    st.integers(1, 900),
)
def test_whatever_bytes_are_changed_reading_gives_numbers_or_problems(
    name: str, changes: list[tuple[int, bytes, int]], piece: int
) -> None:
    data = WHOLE[name].encode()
    for at, put, taken in changes:
        data = data[:at] + put + data[at + taken :]
    reading = read(data, piece=piece)
    assert "unreadable" not in codes(reading)
    assert reading.errors or reading == read(data)


def test_the_helper_counts_no_grades_of_its_own() -> None:
    assert counted(read(text_of(9, {}))) == {}
