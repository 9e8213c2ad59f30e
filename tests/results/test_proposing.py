"""What each column of anybody's table is for is proposed well, and nothing about a person is kept of it."""

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.grids import Grid, grid_of_text, make_grid, read_grids
from lartraff.results.logic.problems import ProblemCode
from lartraff.results.logic.proposing import propose_table
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_readings import Said, reading_of
from lartraff.results.logic.proposing_tables import MASK, Table, remembered
from lartraff.results.logic.proposing_uses import LeftOut, Role, Sure, Use, Why
from tests.results.own_tables import EXAMPLES, HERE, NAMES, SCHOOLS, Example

Rows = Sequence[Any]
GIVEN = Facts(HERE, 2025, "VT", 9)


def grid(rows: Rows) -> Grid:
    return make_grid("", [[str(cell) for cell in row] for row in rows])


def proposed(rows: Rows, file_name: str = "") -> Table:
    found = propose_table([grid(rows)], SCHOOLS, file_name)
    assert found.table is not None, found.problems
    return found.table


def refused(rows: Rows) -> list[ProblemCode]:
    found = propose_table([grid(rows)], SCHOOLS)
    assert found.table is None
    return [problem.code for problem in found.problems]


def codes(table: Table) -> list[str]:
    return [use.code for use in table.proposed]


def counted(said: Said) -> dict[tuple[int, str, str], dict[str, int]]:
    return {(tally.year, tally.season, tally.subject): tally.counts for tally in said.reading.tallies}


def kept(table: Table) -> str:
    return json.dumps(table.as_json(), ensure_ascii=False)


def of_example(example: Example) -> Table:
    found = propose_table(
        read_grids(example.data, example.file_name, personal_numbers=True).grids, SCHOOLS, example.file_name
    )
    assert found.table is not None, found.problems
    return found.table


@pytest.mark.parametrize("make", EXAMPLES, ids=lambda make: make.__name__)
def test_believable_tables_are_understood(make: Callable[[], Example]) -> None:
    example = make()
    table = of_example(example)
    assert codes(table) == example.uses
    given = Facts(**example.given).otherwise(table.facts)  # type: ignore[arg-type]
    said = reading_of(table, table.proposed, given, SCHOOLS)
    assert said.missing == frozenset()
    assert said.reading.errors == ()
    assert counted(said) == example.counts
    for secret in example.secrets:
        assert secret not in kept(table)
    assert Table.from_json(json.loads(kept(table))) == table


@pytest.mark.parametrize("make", EXAMPLES, ids=lambda make: make.__name__)
def test_what_is_missing_is_said(make: Callable[[], Example]) -> None:
    table = of_example(make())
    said = reading_of(table, table.proposed, Facts(), SCHOOLS)
    needed = {
        {"school": Role.SCHOOL, "school_year": Role.SCHOOL_YEAR, "season": Role.TERM, "year": Role.YEAR}[name]
        for name in make().given
    }
    assert needed <= said.missing | ({Role.SCHOOL} if table.facts.school else set())
    assert bool(said.missing) != bool(said.reading.tallies)


# --- Headings and contents in other words and orders

HEADINGS = {
    "CLASS": ["Klass", "KLASS", "klass:", "Grupp", "Class"],
    "SUBJECT": ["Ämne", "ämnen", "Ämneskod", "Subject"],
    "TERM": ["Termin", "TERMIN", "Period"],
    "VALUES::A": ["A", "Antal A", "A (antal)", "Betyg A", "Antal elever med betyg A"],
    "VALUES::F": ["F", "antal F", "F, antal", "Elever med F"],
    "VALUES::NO_GRADE": ["Streck", "-", "–", "Antal streck", "Saknar betyg", "Saknar underlag"],
    "COUNT": ["Summa", "Totalt", "Antal betyg", "Antal elever"],
}
CELLS: dict[str, Callable[[int], str]] = {
    "CLASS": lambda at: ["7A", "7B", "8A", "9:2", "6 C", "9 Blå"][at % 6],
    "SUBJECT": lambda at: ["Matematik", "Sv", "Svenska som andraspråk", "Hemkunskap", "matte", "EN"][at % 6],
    "TERM": lambda at: ["HT25", "vt 26", "VT-2026", "Hösttermin 2025"][at % 4],
    "VALUES::A": str,
    "VALUES::F": lambda at: f"{at + 2},0" if at % 2 else f"{at + 2}",
    "VALUES::NO_GRADE": lambda at: str(at % 2),
    "COUNT": lambda at: str(at + at + 2 + at % 2),
}


@given(st.data())
def test_columns_in_any_order_under_any_of_their_headings(data: st.DataObject) -> None:
    order = data.draw(st.permutations(list(HEADINGS)))
    header = [data.draw(st.sampled_from(HEADINGS[code])) for code in order]
    above: list[list[object]] = [["Sammanställning till ledningsgruppen"], []] if data.draw(st.booleans()) else []
    rows = [*above, header, *([CELLS[code](at) for code in order] for at in range(12))]
    table = proposed(rows)
    assert codes(table) == order
    assert all(column.proposal.sure is Sure.SURE for column in table.columns)
    said = reading_of(table, table.proposed, GIVEN, SCHOOLS)
    assert said.reading.errors == ()
    assert sum(sum(tally.counts.values()) for tally in said.reading.tallies) == sum(
        at + at + 2 + at % 2 for at in range(12)
    )


@given(st.permutations(["Nr", "Namn", "Klass", "Ma", "Sv", "Bi"]), st.integers(1, 40), st.randoms())
def test_a_class_list_in_any_order_counts_every_grade(order: list[str], pupils: int, chance: random.Random) -> None:
    rows: list[list[object]] = [list(order)]
    steps: dict[str, list[str]] = {"Ma": ["A", "A"], "Sv": ["B", "B"], "Bi": ["F", "F"]}
    for at in range(pupils + 2):
        said = {"Nr": at + 1, "Namn": f"{chance.choice(NAMES)} Xyzzy", "Klass": chance.choice(["9A", "9B"])}
        for subject, of_subject in steps.items():
            if at >= 2:
                of_subject.append(chance.choice([*"ABCDEF", "-"]))
            said[subject] = of_subject[at]
        rows.append([said[name] for name in order])
    table = proposed(rows)
    assert table.counted
    assert "Xyzzy" not in kept(table)
    found = counted(reading_of(table, table.proposed, GIVEN, SCHOOLS))
    for subject, code in (("Ma", "MA"), ("Sv", "SV"), ("Bi", "BI")):
        assert sum(found[9, "VT", code].values()) == pupils + 2
        assert found[9, "VT", code].get("NO_GRADE", 0) == steps[subject].count("-")


# --- Nothing about a person is kept

NAMES_AND_NOTES = st.text("QWXZqwxz", min_size=4, max_size=12) | st.builds(
    lambda a, b: f"{a.title()} {b.title()}", st.text("QWXZ", min_size=3), st.text("QWXZ", min_size=3)
)


@given(st.sampled_from(EXAMPLES), st.data())
def test_words_in_any_cell_are_not_kept(make: Callable[[], Example], data: st.DataObject) -> None:
    grids = read_grids(make().data, personal_numbers=True).grids
    spoilt = []
    words = set()
    for one in grids:
        rows = [list(row) for row in one.rows]
        for _time in range(data.draw(st.integers(1, 6))):
            word = data.draw(NAMES_AND_NOTES)
            words.add(word)
            row = data.draw(st.integers(0, len(rows) - 1))
            rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = word
        spoilt.append(make_grid(one.name, rows, number=one.number))
    found = propose_table(spoilt, SCHOOLS)
    if found.table is not None:
        said = reading_of(found.table, found.table.proposed, GIVEN, SCHOOLS)
        everything = kept(found.table) + str(said.reading)
        assert [word for word in words if word in everything] == []


@given(st.lists(st.lists(st.text(max_size=8) | st.sampled_from([*"ABCDF-", "9B", "Ma", "3", "Ämne"]), max_size=6)))
def test_nothing_makes_it_stumble(rows: list[list[str]]) -> None:
    found = propose_table([make_grid("", rows)], SCHOOLS)
    assert ProblemCode.UNREADABLE not in [problem.code for problem in found.problems]
    if found.table is not None:
        table = Table.from_json(json.loads(kept(found.table)))
        assert table == found.table
        reading_of(table, table.proposed, GIVEN, SCHOOLS)


@given(st.text("AB;\n9,MaÄmneBetyg12-", max_size=200))
def test_no_pasted_text_makes_it_stumble(text: str) -> None:
    found = propose_table([grid_of_text(text)], SCHOOLS)
    assert ProblemCode.UNREADABLE not in [problem.code for problem in found.problems]


def test_a_column_of_personal_numbers_is_left_out() -> None:
    rows = [["Pnr", "Ma"], ["110401-1231", "A"], ["110402-1248", "A"], ["20110403-1255", "F"]]
    table = proposed(rows)
    assert table.columns[0].proposal.left_out is LeftOut.PERSONAL_NUMBERS
    assert "1104" not in kept(table)


@pytest.mark.parametrize(
    "rows",
    [
        [["Betyg 110401-1232"], ["Klass", "Ma"], ["9A", "A"], ["9A", "B"], ["9B", "B"]],
        [["Klass", "Ma", "Kommentar"], ["9A", "A", "110401-1232 flyttar"], ["9A", "B", ""], ["9B", "B", "ny"]],
        [["Klass", "Ma"], ["9A", "A"], ["9A", "B"], ["9B", "B"], ["20110401-1232", "A"]],
    ],
    ids=["above", "in a comment", "in a column of something else"],
)
def test_a_personal_number_anywhere_else_refuses_the_table(rows: Rows) -> None:
    assert refused(rows) == [ProblemCode.PERSONAL_NUMBERS]


def test_the_grades_of_one_pupil_are_not_kept() -> None:
    assert refused([["Ämne", "Betyg"], ["Matematik", "C"], ["Svenska", "B"], ["Bild", "A"]]) == [ProblemCode.ONE_PUPIL]
    assert refused([["Namn", "Ma", "Sv", "En"], ["Zebulina Quist", "C", "B", "A"]]) == [ProblemCode.ONE_PUPIL]


def test_points_of_single_pupils_are_not_kept() -> None:
    rows = [["Elev", "Poäng", "Frånvaro"], *([name, at * 10, "3"] for at, name in enumerate(NAMES))]
    assert refused(rows) == [ProblemCode.NO_GRADES_IN_LIST]


def test_grades_of_a_pupil_do_not_stay_together() -> None:
    rows = [["Namn", "Klass", "Ma", "Sv"], ["Zebulina", "9A", "F", "A"], ["Ottokar", "9A", "A", "F"]]
    other = [["Namn", "Klass", "Ma", "Sv"], ["Zebulina", "9A", "F", "F"], ["Ottokar", "9A", "A", "A"]]
    assert [row.cells[2:] for row in proposed(rows).rows] == [({"A": 1, "F": 1}, {"A": 1, "F": 1})]
    assert {str(row.cells) for row in proposed(rows).rows} == {str(row.cells) for row in proposed(other).rows}


def test_a_class_with_a_single_pupil_is_not_told_apart() -> None:
    rows = [["Namn", "Klass", "Ma", "Sv"], *([name, "9B" if at else "9A", "C", "D"] for at, name in enumerate(NAMES))]
    table = proposed(rows)
    assert [row.cells for row in table.rows] == [("", "9", {"C": 6}, {"D": 6})]
    assert [note.code for note in table.notes] == [ProblemCode.CLASSES_SUMMED]


def test_a_sheet_with_a_single_pupil_is_not_told_apart() -> None:
    grids = [
        make_grid(name, [["Namn", "Ma", "Sv"], *([pupil, "C", "D"] for pupil in pupils)], number=number)
        for number, (name, pupils) in enumerate([("9A", NAMES[:1]), ("9B", NAMES[1:])], start=1)
    ]
    table = propose_table(grids, SCHOOLS).table
    assert table is not None
    assert [(row.sheet, row.cells) for row in table.rows] == [(1, ("", {"C": 6}, {"D": 6}))]


def test_numbers_about_pupils_are_left_out_of_a_list_of_them() -> None:
    rows = [["Namn", "Ma", "Meritvärde", "Född"], *([name, "C", 200, "2011-04-01"] for name in NAMES)]
    table = proposed(rows)
    assert [column.proposal.left_out for column in table.columns] == [
        LeftOut.NAMES, None, LeftOut.ABOUT_PUPILS, LeftOut.ABOUT_PUPILS,
    ]  # fmt: skip
    assert "200" not in kept(table)


def test_words_in_a_column_that_is_kept_are_masked() -> None:
    rows = [["Klass", "Ämne", "A", "F"], *([f"9{letter}", "Ma", 3, 1] for letter in "ABCD"), ["9E", "Zebulina", 1, 1]]
    table = proposed(rows)
    assert table.rows[-1].cells == ("9E", MASK, "1", "1")


# --- What a proposal says of itself


def test_a_proposal_says_how_sure_it_is_and_why() -> None:
    rows = [["Klass", "", "Antal A"], *([f"7{letter}", "Matematik", "för få"] for letter in "ABCDE")]
    rows += [["7F", "Bild", "3"]]
    proposals = [column.proposal for column in proposed(rows).columns]
    assert [(proposal.sure, proposal.why) for proposal in proposals] == [
        (Sure.SURE, Why.BOTH), (Sure.LIKELY, Why.CONTENT), (Sure.GUESS, Why.DOUBTFUL),
    ]  # fmt: skip


def test_of_two_columns_that_say_the_same_one_is_used() -> None:
    rows = [["Skola", "Skolenhetskod", "Ämne", "A"], *(["Björkdalsskolan", HERE, s, 2] for s in ("Ma", "Sv", "En"))]
    table = proposed(rows)
    assert sorted(codes(table)[:2]) == ["IGNORED", "SCHOOL"]
    assert table.columns[codes(table).index("IGNORED")].proposal.why is Why.OTHER_COLUMN


def test_a_national_test_is_no_grade() -> None:
    rows = [["Namn", "Ma", "NP Ma", "Nationellt prov Sv"], *([name, "A", "B", "C"] for name in NAMES)]
    assert codes(proposed(rows)) == ["IGNORED", "VALUES:MA", "IGNORED", "IGNORED"]


def test_languages_are_one_subject() -> None:
    spanish, german = ("A", ""), ("", "F")
    rows = [["Namn", "Spanska", "Tyska"], *([name, *(spanish if at < 3 else german)] for at, name in enumerate(NAMES))]
    table = proposed(rows)
    assert counted(reading_of(table, table.proposed, GIVEN, SCHOOLS)) == {(9, "VT", "M2"): {"A": 3, "F": 3}}


def test_what_was_said_last_time_is_proposed() -> None:
    rows = [["Klass", "Ämne", "Antal A", "Antal F"], *([f"9{letter}", "Ma", 3, 1] for letter in "ABCD")]
    table = proposed(rows)
    again = remembered(table, ["CLASS", "IGNORED", "VALUES::A", "VALUES::F"])
    assert again is not None
    assert codes(again) == ["CLASS", "IGNORED", "VALUES::A", "VALUES::F"]
    assert {column.proposal.why for column in again.columns} == {Why.REMEMBERED}
    assert remembered(table, ["CLASS"]) is None
    assert remembered(table, ["CLASS", "NONSENSE", "VALUES::A", "VALUES::F"]) is None


@given(st.lists(st.sampled_from(["7A", "Ma", "Anna"]), min_size=1, max_size=5))
def test_the_shape_depends_on_the_headings_alone(cells: list[str]) -> None:
    header = ["Klass", "Ämne", "A", "F"]
    rows = [header, *([f"9{letter}", "Ma", 3, 1] for letter in "ABCDEFG")]
    more = [*rows, *([cell, "Sv", 1, 1] for cell in cells)]
    assert proposed(rows).shape == proposed(more).shape
    assert proposed(rows).shape != proposed([["Klass", "Ämne", "A", "E"], *rows[1:]]).shape


def test_names_in_headings_are_in_no_shape() -> None:
    def shape(first: str, second: str) -> str:
        return proposed([["Ämne", first, second], ["Bi", "A", "B"], ["Fy", "C", "C"]]).shape

    assert shape("Zebulina", "Ottokar") == shape("Hillevi", "Waldemar")


@given(
    st.sampled_from(["SV", "MA", ""]), st.sampled_from(["A", "NO_GRADE", ""]), st.sampled_from(["HT", "VT", ""]),
    st.integers(0, 9),
)  # fmt: skip
def test_the_code_of_a_use_says_it_all(subject: str, step: str, season: str, year: int) -> None:
    use = Use(Role.VALUES, subject, step, season, year)
    if use != Use(Role.VALUES):
        assert Use.from_code(use.code) == use


@pytest.mark.parametrize("code", ["", "X", "CLASS:MA", "VALUES:MA:A:ST", "VALUES::::x", "VALUES:::::", "VALUES::::10"])
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Use.from_code(code)
