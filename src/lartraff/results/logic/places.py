"""Municipalities and counties by their official codes, and how to tell which one a row of a table is about."""

import re
from functools import cache
from importlib.resources import files

COUNTIES = {
    "01": "Stockholms län", "03": "Uppsala län", "04": "Södermanlands län", "05": "Östergötlands län",
    "06": "Jönköpings län", "07": "Kronobergs län", "08": "Kalmar län", "09": "Gotlands län", "10": "Blekinge län",
    "12": "Skåne län", "13": "Hallands län", "14": "Västra Götalands län", "17": "Värmlands län", "18": "Örebro län",
    "19": "Västmanlands län", "20": "Dalarnas län", "21": "Gävleborgs län", "22": "Västernorrlands län",
    "23": "Jämtlands län", "24": "Västerbottens län", "25": "Norrbottens län",
}  # fmt: skip
# Heby belonged to another county until 2007; Skolverket's figures begin in 1998.
_BEFORE = {"1917": "Heby"}
NATION = "Riket"
_NATION_WORDS = {"riket", "heleriket", "helariket", "helalandet", "sverige", "rikettotalt", "samtligakommuner"}
_ALL_WORDS = {"", "samtliga", "totalt", "alla", "total", "samtligaskolor", "allaskolor", "samtligaskolenheter"}


@cache
def municipalities() -> dict[str, str]:
    """Code → name of Sweden's 290 municipalities."""
    lines = files(__package__).joinpath("municipalities.csv").read_text("utf-8").splitlines()[1:]
    return {code: name for code, _semicolon, name in (line.partition(";") for line in lines)}


@cache
def _by_name() -> dict[str, str]:
    return {plain_place(name): code for code, name in municipalities().items()}


def plain_place(name: str) -> str:
    """A name without what it is called with: Göteborgs Stad is göteborgs, Örebro län is örebro."""
    return re.sub(r"[\W_]", "", re.sub(r"\b(kommun|stad|region|län|county)\b", "", name.casefold()))


def is_nation(name: str) -> bool:
    return re.sub(r"[\W_]", "", name.casefold()) in _NATION_WORDS


def means_all(name: str) -> bool:
    return re.sub(r"[\W_]", "", name.casefold()) in _ALL_WORDS


def municipality_code(code: str, name: str | None) -> str | None:
    """The four digits, also where a spreadsheet has taken the first zero. None where code and name do not agree.

    `name` is None where the table has no names.
    """
    if not code:
        return _by_name().get(plain_place(name or ""))
    full = code.zfill(4)
    if not re.fullmatch(r"\d{4}", full, re.ASCII):
        return None
    if full.startswith("3"):
        return full if name else None  # municipalities that run schools together
    official = municipalities().get(full) or _BEFORE.get(full)
    return full if official is not None and _agree(name, official) else None


def county_code(code: str, name: str | None) -> str | None:
    if not code:
        return next((code for code, own in COUNTIES.items() if plain_place(own) == plain_place(name or "")), None)
    full = code.zfill(2)
    return full if full in COUNTIES and _agree(name, COUNTIES[full]) else None


def _agree(written: str | None, official: str) -> bool:
    """Names are shortened and lengthened over the years: Malung has become Malung-Sälen."""
    if written is None:
        return True
    one, other = plain_place(written), plain_place(official)
    return bool(one) and (one.startswith(other) or other.startswith(one))
