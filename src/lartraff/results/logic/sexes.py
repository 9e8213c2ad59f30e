"""Girls and boys, by the second last digit of the personal number. Asked while a row is counted, then forgotten."""

import re
from collections.abc import Iterable, Mapping

from lartraff.results.logic.tallies import BOYS, GIRLS, Counts, CountsBySex

# Ten or twelve digits. A coordination number has 60 added to the day. Temporary numbers (TF instead of digits) and
# the zeros that stand for an unknown number do not match.
_NUMBER = re.compile(
    r"\s*(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+ ]?(?!000)\d\d(\d)\d\s*\Z", re.ASCII
)


def divided(rows: Iterable[list[str]], number: int) -> dict[str, list[list[str]]]:
    """Divide rows into those of GIRLS, of BOYS and of neither (""). `number`: where the personal number stands."""
    girls, boys, neither = list[list[str]](), list[list[str]](), list[list[str]]()
    of_digit = {digit: boys if digit in "13579" else girls for digit in "0123456789"}
    for row in rows:
        match = _NUMBER.match(row[number])
        (of_digit[match[1]] if match else neither).append(row)
    return {sex: of for sex, of in ((GIRLS, girls), (BOYS, boys), ("", neither)) if of}


def by_sex(counts: Mapping[str, Counts]) -> CountsBySex:
    """Keep what was counted for girls and boys; nothing at all where no number told."""
    known = {sex: counts.get(sex, {}) for sex in (GIRLS, BOYS)}
    return known if any(known.values()) else {}
