"""One cell of published statistics: a number, or a sign that stands where there is none."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

WITHHELD, NO_DATA, NEARLY_ALL, NOT_APPLICABLE = "..", ".", "~100", "*"
SIGNS = (WITHHELD, NO_DATA, NEARLY_ALL, NOT_APPLICABLE)

# As people and programs write the same signs: two middle dots, one sign that is two dots, "ca 100".
_WRITTEN = {"··": WITHHELD, "\u2025": WITHHELD, "·": NO_DATA}
_NEARLY_ALL = re.compile(r"[~≈∼]\s*100(?:[.,]0+)?\s*%?\Z")
_SPACES = re.compile(r"[ \u00a0\u2007\u2009\u202f]")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?\Z")
_POINTS_IN_THOUSANDS = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+\Z")
_COMMAS_IN_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+\Z")
_THOUSANDS = re.compile(r"-?\d{1,3}(?: \d{3})*(?:[.,]\d+)?\Z")
_DIGITS = 9  # before the decimal point, as the table holds
_SMALLEST = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Figure:
    """Exactly one of the two: a value, or a sign in its place."""

    value: Decimal | None
    sign: str = ""


@lru_cache(maxsize=8192)
def figure_of(text: str) -> Figure | None:
    """Return what a cell says. None for everything that is neither a number nor one of the signs.

    A single comma or full stop is a decimal one, as Skolverket and spreadsheets write; spaces of any kind stand
    between thousands only.
    """
    text = text.strip()
    if sign := _sign(text):
        return Figure(None, sign)
    plain = _SPACES.sub(" ", text.replace("\u2212", "-").removesuffix("%").rstrip())
    if _POINTS_IN_THOUSANDS.match(plain):
        plain = plain.replace(".", "")
    elif _COMMAS_IN_THOUSANDS.match(plain):
        plain = plain.replace(",", "")
    elif _THOUSANDS.match(plain):
        plain = plain.replace(" ", "")
    if not (plain.isascii() and _NUMBER.match(plain)) or len(re.split("[.,]", plain.lstrip("-0"))[0]) > _DIGITS:
        return None
    return Figure(Decimal(plain.replace(",", ".")).quantize(_SMALLEST, ROUND_HALF_UP).normalize() + 0)


def _sign(text: str) -> str:
    if text in SIGNS:
        return text
    return NEARLY_ALL if _NEARLY_ALL.match(text) else _WRITTEN.get(text, "")
