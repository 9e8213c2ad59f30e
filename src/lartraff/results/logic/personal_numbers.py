"""Finds personal numbers in tables, so that no table about single pupils is taken in."""

import re
from collections.abc import Sequence

from lartraff.core.text import is_personal_number

# Ten or twelve digits that begin with a date, which may be a coordination number's (day + 60). What `core.text` looks
# for in a text, but in a table most numbers are something else, so only what can be a date is tried.
_LIKE_A_NUMBER = re.compile(
    r"(?<![\d.,])(?:18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+\u2013 \u00a0]?\d{4}(?![\d.,])"
)
_CELL, _ROW = "\x1f", "\x1e"


def personal_number_in(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return row and column (from 0) of the first cell with a valid Swedish personal number."""
    text = _ROW.join(map(_CELL.join, rows))
    tried: set[str] = set()
    for match in _LIKE_A_NUMBER.finditer(text):
        digits = match.group()
        if digits in tried or not _right_sum(digits):
            continue
        tried.add(digits)
        if is_personal_number(digits):
            row_begins = text.rfind(_ROW, 0, match.start()) + 1
            return text.count(_ROW, 0, match.start()), text.count(_CELL, row_begins, match.start())
    return None


def _right_sum(digits: str) -> bool:
    """Whether the check digit is right: a quick no for nine numbers of ten."""
    ten = [int(digit) for digit in digits if digit.isdecimal()][-10:]
    doubled = [digit * 2 for digit in ten[0::2]]
    return (sum(ten[1::2]) + sum(digit - 9 if digit > 9 else digit for digit in doubled)) % 10 == 0
