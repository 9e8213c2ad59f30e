"""Grades beside national tests: joined in memory by what nobody can read, and gone afterwards."""

import gc
from collections import Counter
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic import pairing
from lartraff.results.logic.gathering import Gathering
from lartraff.results.logic.pairing import RANK, Pairing
from lartraff.results.logic.problems import ProblemCode
from lartraff.results.logic.reading import Reader
from lartraff.results.logic.tallies import AgainstTally, FileKind, Reading
from lartraff.results.logic.test_layouts import YEAR_9
from tests.results.loading import codes, read
from tests.results.np_files import (
    AGAINST_TABLE,
    Cells,
    grade_rows,
    grades_text,
    np_text,
    published,
    rows_of_tests,
    savsjo_pupils,
)
from tests.results.scb_files import as_text, personal_number, scb_text, small_school

SCHOOL, OTHER = "10000001", "10000002"
Compared = dict[tuple[str, str], tuple[int, int, int]]
NUMBER = personal_number(0, 2010)


def gathered(*files: str) -> Reading:
    gathering = Gathering()
    for number, text in enumerate(files):
        gathering.begin(f"{number}.txt")
        gathering.feed(text.encode())
        gathering.end()
    return gathering.finish()


def compared(reading: Reading) -> Compared:
    """School and subject → higher, equal, lower; without subjects that nobody was compared in."""
    return {(one.school, one.subject): (one.higher, one.equal, one.lower) for one in reading.against if one.compared}


def pair(*pupils: tuple[Cells, Cells], year: int = 9, school: str = SCHOOL) -> Reading:
    """`pupils`: each one's grades and tests."""
    return gathered(
        grades_text(year, [(school, grades) for grades, _tests in pupils]),
        np_text(year, [(school, tests) for _grades, tests in pupils]),
    )


@pytest.mark.parametrize("year", [6, 9])
def test_savsjos_schools_give_the_published_shares(year: int) -> None:
    grades, tests = savsjo_pupils(year)
    reading = gathered(np_text(year, tests), grades_text(year, grades))
    assert reading.kind is FileKind.SEVERAL
    found = compared(reading)
    rows = published(AGAINST_TABLE, year=year)
    assert len(found) == len(rows)
    for row in rows:
        subject = {"Sv/Sva": "SV"}.get(row["amne"], row["amne"].upper())
        numbers = found[row["skolenhetskod"], subject]
        assert sum(numbers) == int(row["antal_jamforda"])
        # Each share: 100 · number / (higher + equal + lower).
        assert [round(100 * number / sum(numbers), 2) for number in numbers] == [
            float(row[f"andel_betyg_{word}_np"]) for word in ("hogre_an", "lika", "lagre_an")
        ]


@pytest.mark.parametrize("year", [6, 9])
def test_a_table_that_is_counted_already_gives_the_same(year: int) -> None:
    """All but Swedish: there the table has two subjects together."""
    grades, tests = savsjo_pupils(year)
    of_pupils = {one for one in gathered(grades_text(year, grades), np_text(year, tests)).against if one.compared}
    found = read(AGAINST_TABLE.read_bytes()).against
    assert {one for one in found if one.year == year} == {one for one in of_pupils if one.subject != "SV"}


def test_swedish_is_compared_with_the_grade_of_the_same_course() -> None:
    reading = pair(
        ({"Sv": "C"}, {"SV_KURSPLAN": "1", "SV_PROVB": "C"}),
        ({"Sva": "C"}, {"SV_KURSPLAN": "2", "SV_PROVB": "D"}),
        ({"Sva": "E"}, {"SV_KURSPLAN": "99", "SV_PROVB": "A"}),  # the grade says which
        ({"Sv": "E", "Sva": "E"}, {"SV_KURSPLAN": "", "SV_PROVB": "A"}),  # and here it does not
        ({"Sva": "E"}, {"SV_KURSPLAN": "1", "SV_PROVB": "A"}),
    )
    assert compared(reading) == {(SCHOOL, "SV"): (0, 1, 0), (SCHOOL, "SVA"): (1, 0, 1)}
    assert noted(reading) == {ProblemCode.PAIRED_OTHER_COURSE: {"courses": 1}}


def noted(reading: Reading) -> dict[ProblemCode, dict[str, object]]:
    return {problem.code: dict(problem.facts) for problem in reading.problems if problem.code.value.startswith("pair")}


def test_only_grades_on_both_sides_are_compared() -> None:
    without = [("9", "C"), ("3", "C"), ("2", "C"), ("C", "99"), ("C", "88"), ("C", "77"), ("C", "")]
    assert compared(pair(*(({"Ma": grade}, {"MA_PROVB": test}) for grade, test in without))) == {}


def test_a_test_in_no_is_compared_with_the_grade_in_its_own_subject() -> None:
    reading = pair(({"Bi": "A", "Fy": "F", "Ke": "F"}, {"NO_PROV": "BI", "NO_PROVB": "B"}))
    assert compared(reading) == {(SCHOOL, "BI"): (1, 0, 0)}
    assert {one.subject for one in reading.against} == {
        "MA", "SV", "SVA", "EN", "BI", "FY", "KE", "GE", "HI", "RE", "SH"
    }  # fmt: skip


def test_who_is_missing_on_either_side_is_told() -> None:
    pupils: list[tuple[str, Cells]] = [(SCHOOL, {"Ma": "C", "MA_PROVB": "C"})] * 7
    grades, tests = list(grade_rows(9, pupils))[:5], list(rows_of_tests(9, pupils))[1:]
    grades[0][3] = "TF"  # no number at all
    reading = gathered(as_text(grades, header=read_header(9)), as_text(tests, header=YEAR_9))
    assert compared(reading) == {(SCHOOL, "MA"): (0, 4, 0)}
    assert noted(reading) == {ProblemCode.PAIRED_WITHOUT: {"grades": 1, "tests": 2}}


def read_header(year: int) -> list[str]:
    return grades_text(year, []).strip().split(";")


def test_systems_write_the_number_in_their_own_way() -> None:
    pupils: list[tuple[str, Cells]] = [(SCHOOL, {"Ma": "C", "MA_PROVB": "E"})] * 3
    grades, tests = list(grade_rows(9, pupils)), list(rows_of_tests(9, pupils))
    for row, number in zip(grades, ["201001012380", "100101-2381", "20100101tf12"], strict=True):
        row[3] = number
    for row, number in zip(tests, ["20100101-2380", "201001012381 ", "20100101TF12"], strict=True):
        row[3] = number
    reading = gathered(as_text(grades, header=read_header(9)), as_text(tests, header=YEAR_9))
    assert (compared(reading), noted(reading)) == ({(SCHOOL, "MA"): (3, 0, 0)}, {})


def test_a_number_that_stands_twice_is_nobody() -> None:
    pupils: list[tuple[str, Cells]] = [(SCHOOL, {"Ma": "C", "MA_PROVB": "E"})] * 3
    grades, tests = list(grade_rows(9, pupils)), list(rows_of_tests(9, pupils))
    grades[1][3] = grades[0][3]
    reading = gathered(as_text(grades, header=read_header(9)), as_text(tests, header=YEAR_9))
    assert compared(reading) == {(SCHOOL, "MA"): (1, 0, 0)}
    assert noted(reading) == {
        ProblemCode.PAIRED_WITHOUT: {"grades": 0, "tests": 1},
        ProblemCode.PAIRED_TWICE: {"twice": 1},
    }


@pytest.mark.parametrize("files", [1, 2])
def test_the_same_file_twice_is_compared_with_nothing(files: int) -> None:
    grades, tests = grades_text(9, [(SCHOOL, {"Ma": "C"})]), np_text(9, [(SCHOOL, {"MA_PROVB": "C"})])
    assert compared(gathered(*[grades] * files, *[tests] * (3 - files))) == {}


def test_schools_years_and_terms_are_kept_apart() -> None:
    grades = as_text(grade_rows(9, [(SCHOOL, {"Ma": "C"})], date="2025-12-18"), header=read_header(9))
    here, there = (np_text(9, [(school, {"MA_PROVB": "C"})]) for school in (SCHOOL, OTHER))
    six = np_text(6, [(SCHOOL, {"MA_PROVB": "C"})])
    for tests in (here, there, six):
        reading = gathered(grades, tests)
        assert (reading.against, noted(reading)) == ((), {ProblemCode.PAIRED_NOWHERE: {}})
    reading = gathered(grades_text(9, [(SCHOOL, {"Ma": "C"})]), here, there)
    assert (compared(reading), noted(reading)) == ({(SCHOOL, "MA"): (0, 1, 0)}, {})


def test_a_file_with_mistakes_is_not_compared() -> None:
    grades = [(SCHOOL, {"Ma": "C"}), (SCHOOL, {"Ma": "G"})]
    assert gathered(grades_text(9, grades), np_text(9, [(SCHOOL, {"MA_PROVB": "C"})])).against == ()


def test_one_kind_of_file_is_compared_with_nothing_and_not_a_word_is_said() -> None:
    reading = gathered(scb_text([small_school(SCHOOL)]))
    assert (reading.against, codes(reading)) == ((), [])


def test_too_many_pupils_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "MOST_PUPILS", 2)
    reading = pair(*[({"Ma": "C"}, {"MA_PROVB": "C"})] * 3)
    assert (reading.against, noted(reading)) == ((), {ProblemCode.PAIRING_TOO_LARGE: {}})


def test_nothing_is_left_when_it_is_done_and_nobody_stands_there_by_number() -> None:
    together, before = Pairing(), Pairing()
    for one in (together, before):
        for text in (grades_text(9, [(SCHOOL, {"Ma": "C"})]), np_text(9, [(SCHOOL, {"MA_PROVB": "C"})])):
            reader = Reader(pairing=one)
            reader.feed(text.encode())
            reader.finish()
    (of_grades,), (of_tests,), (elsewhere,) = (
        [key for _place, pupils, _nameless in side.places() for key in pupils]
        for side in (*together._grades, *together._tests, *before._grades)
    )
    assert of_grades == of_tests != elsewhere
    assert NUMBER not in set(reachable(together))
    sides = [*together._grades, *together._tests]
    together.finish()
    assert not any(side._schools for side in sides)
    assert (together._grades, together._tests, together._key) == ([], [], b"")


def test_the_walk_finds_what_is_held() -> None:
    assert NUMBER in set(reachable({"a": [(1, NUMBER)]}))


def reachable(start: object) -> Iterator[str]:
    """Every text that can be reached from `start`, but for what belongs to the program itself."""
    seen, waiting = set(), [start]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, (type, ModuleType, FunctionType)):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            yield one
        waiting += gc.get_referents(one)


GRADE = st.sampled_from(["A", "B", "C", "D", "E", "F", "9", "3", "2"])
TEST = st.sampled_from(["A", "B", "C", "D", "E", "F", "99", "88", "77", ""])
PUPILS = st.lists(st.tuples(GRADE, TEST, st.booleans(), st.booleans()), min_size=1, max_size=25)


@given(PUPILS, st.randoms(use_true_random=False))
def test_every_pupil_who_can_be_compared_is_compared_once(
    pupils: list[tuple[str, str, bool, bool]], chance: st.DataObject
) -> None:
    grades = list(grade_rows(9, [(SCHOOL, {"Ma": grade}) for grade, _test, _in, _out in pupils]))
    tests = list(rows_of_tests(9, [(SCHOOL, {"MA_PROVB": test}) for _grade, test, _in, _out in pupils]))
    kept = [(row, pupil[2]) for row, pupil in zip(grades, pupils, strict=True)]
    taken = [(row, pupil[3]) for row, pupil in zip(tests, pupils, strict=True)]
    grades, tests = [row for row, stays in kept if stays], [row for row, stays in taken if stays]
    chance.shuffle(grades)  # type: ignore[attr-defined]
    reading = gathered(as_text(grades, header=read_header(9)), as_text(tests, header=YEAR_9))
    both = [(RANK[grade], RANK[test]) for grade, test, a, b in pupils if a and b and grade in RANK and test in RANK]
    expected = Counter((grade > test) - (grade < test) for grade, test in both)
    found = compared(reading).get((SCHOOL, "MA"), (0, 0, 0))
    assert found == (expected[1], expected[0], expected[-1])
    if grades and tests:
        alone = [(a and not b, b and not a) for _grade, _test, a, b in pupils]
        grades_only, tests_only = (sum(one[at] for one in alone) for at in (0, 1))
        assert noted(reading) == (
            {ProblemCode.PAIRED_WITHOUT: {"grades": grades_only, "tests": tests_only}}
            if grades_only or tests_only
            else {}
        )


def test_comparisons_are_plain_values() -> None:
    assert AgainstTally(SCHOOL, 2025, "VT", 9, "MA", 3, 4, 5).compared == 12
