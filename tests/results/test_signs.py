"""One cell of published statistics."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.signs import SIGNS, Figure, figure_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("445", "445"), ("17,1", "17.1"), ("17.1", "17.1"), ("4 102", "4102"), ("4\u00a0102", "4102"),
        ("4\u202f102,5", "4102.5"), ("1 234 567", "1234567"), ("0", "0"), ("-3,2", "-3.2"), ("\u22123,2", "-3.2"),
        ("95,8 %", "95.8"), ("95,8%", "95.8"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1,234", "1.234"),
        (" 7 ", "7"), ("0000000012", "12"), ("999999999", "999999999"), ("2.46789", "2.468"),
    ],
)  # fmt: skip
def test_numbers_as_skolverket_and_spreadsheets_write_them(text: str, value: str) -> None:
    assert figure_of(text) == Figure(Decimal(value))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("..", ".."), (".", "."), ("~100", "~100"), ("*", "*"), ("~ 100", "~100"), ("~100,0", "~100"), ("≈100", "~100"),
        ("··", ".."), ("‥", ".."), ("·", "."),
    ],
)  # fmt: skip
def test_signs_however_they_are_written(text: str, sign: str) -> None:
    assert figure_of(text) == Figure(None, sign)


@pytest.mark.parametrize(
    "text",
    ["", "-", "–", "...", "~99", "x", "1 23", "1  234", "12 3456", "1,2,3", "1e5", "nan", "Infinity", "٣", "1234567890",
     "2024/25", "A", "**", "1 234,", ",5", "%"],
)  # fmt: skip
def test_everything_else_is_neither(text: str) -> None:
    assert figure_of(text) is None


@given(st.decimals(-999_999_999, 999_999_999, places=3, allow_nan=False), st.sampled_from(" \u00a0\u202f"))
def test_what_is_written_in_swedish_is_read(value: Decimal, space: str) -> None:
    text = f"{value:,f}".replace(",", space).replace(".", ",")
    assert figure_of(text) == Figure(value)


@given(st.text(max_size=12))
def test_a_figure_is_a_number_or_a_sign_and_never_both(text: str) -> None:
    figure = figure_of(text)
    assert figure is None or (figure.value is None) != (figure.sign == "")
    assert figure is None or figure.sign in {"", *SIGNS}
