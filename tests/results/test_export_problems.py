"""What is wrong with a table of statistics is said with its place, and then nothing of it is kept."""

import pytest

from lartraff.results.logic.official import read_official
from lartraff.results.logic.problems import ProblemCode
from tests.results.published import HEAD, figures, problems

TABLE = HEAD + "Kommun;Kommun-kod;Antal elever;Andel (%) med A-E\nAle;1440;445;75,7\nAlingsås;1489;558;64,3\n"


def test_an_unknown_sign_has_a_place() -> None:
    assert problems(TABLE.replace("64,3", "#")) == [(ProblemCode.UNKNOWN_SIGN, 8, "D")]


@pytest.mark.parametrize("sign", ["..", ".", "~100", "*"])
def test_signs_are_neither_zero_nor_lost(sign: str) -> None:
    tally = figures(TABLE.replace("64,3", sign))[-1]
    assert (tally.value, tally.marker) == (None, sign)


def test_a_lost_decimal_comma_is_noticed() -> None:
    assert problems(TABLE.replace("64,3", "643")) == [(ProblemCode.NO_SHARE, 8, "D")]


def test_a_row_whose_code_and_name_do_not_agree() -> None:
    after = "Alvesta;0764;241;64,3\n"
    assert problems(TABLE.replace("1489", "1480") + after) == [(ProblemCode.ROW_WITHOUT_AREA, 8, "")]
    assert problems(TABLE.replace("1489", "1498x") + after) == [(ProblemCode.ROW_WITHOUT_AREA, 8, "")]


def test_a_sum_below_the_table_is_told_of_but_hinders_nothing() -> None:
    assert problems(TABLE + "Summa;;1003;70,0\n") == [(ProblemCode.ROW_BELOW, 9, "")]
    assert len(figures(TABLE)) == 4


def test_a_footer_that_looks_like_rows_is_none() -> None:
    footer = (
        "Rapportbeskrivning;;;\nAntal elever;Antal elever med betyg, 2025;;\nKälla: Skolverket;2025;;\n"
        ";1440 är en kod;;\n"
        "Kommun;Den kommun där skolan ligger;;\nAndel (%) med A-E;..;visas vid färre än 10;\n"
    )
    assert len(figures(TABLE + footer)) == 4


def test_the_same_figure_twice_with_another_value() -> None:
    assert problems(TABLE + "Ale;1440;446;75,7\n") == [(ProblemCode.FIGURE_TWICE, 9, "C")]
    assert len(figures(TABLE + "Ale;1440;445;75,7\n")) == 4


def test_no_school_year_is_guessed() -> None:
    assert problems(TABLE.replace("Valt läsår: 2024/25\n", "")) == [(ProblemCode.NO_SCHOOL_YEAR, 6, "")]


def test_figures_without_heading() -> None:
    assert problems(TABLE.replace(";Antal elever;", ";;")) == [(ProblemCode.NO_HEADING, 7, "C")]


def test_schools_without_codes() -> None:
    table = HEAD + "Skola;Kommun;Kommun-kod;Antal elever\nÅsens skola;Ale;1440;45\n"
    reading = read_official(table.encode())
    assert reading is None or [problem.code for problem in reading.problems] in (
        [ProblemCode.NO_SCHOOL_CODES],
        [ProblemCode.NO_TABLE],
    )


def test_prose_from_skolverket_without_a_table() -> None:
    assert problems(HEAD + "Rapporten är inte publicerad ännu.\n") == [(ProblemCode.NO_TABLE, None, "")]


@pytest.mark.parametrize(
    "text",
    [
        "lasar;arskurs;skolenhetskod;amne;A;B;C;D;E;F\n2025-2026;9;10000001;Ma;1;2;3;4;5;6\n",
        "Skolenhetskod;Klass;Elev;Ma\n10000001;9A;Ada;C\n10000001;9A;Bo;F\n",
        "Läsår;Skola;Skolenhetskod;Ämne;A;F\n2024/25;Åsen;10000001;Bild;3;1\n",
        "Ämne;A;F\nBild;3;1\n",
        "Kommun;Kommunkod;Elever\nAle;1440;3\n",
        "Kommun och kod;Elever\n",
        "bara text",
        "",
        "{",
        "[1, 2",
    ],
)
def test_a_table_of_ones_own_is_never_taken_for_published_figures(text: str) -> None:
    assert read_official(text.encode()) is None
