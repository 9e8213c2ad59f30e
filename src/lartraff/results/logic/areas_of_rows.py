"""Whom a row of a table is about: a school, a municipality, a county or the nation."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lartraff.results.logic.headings import Role
from lartraff.results.logic.places import COUNTIES, NATION, county_code, is_nation, means_all, municipalities
from lartraff.results.logic.places import municipality_code as code_of_municipality

LONGEST_NAME = 120
_SCHOOL_CODE = re.compile(r"[1-9]\d{7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Area:
    level: str  # SCHOOL, MUNICIPALITY, COUNTY, NATION
    code: str
    name: str


def area_of(row: Sequence[str], places: Mapping[Role, int]) -> Area | None:
    """The smallest area that the row names. None where it names none, or where its code and its name do not agree."""

    def cell(role: Role) -> str | None:
        return row[places[role]] if role in places else None

    code, name = cell(Role.SCHOOL_CODE), cell(Role.SCHOOL)
    if (code or name) and not means_all(code or name or ""):
        if not _SCHOOL_CODE.fullmatch(code or "") or name == "":
            return None
        return Area("SCHOOL", code or "", (name or code or "")[:LONGEST_NAME])
    return _larger_area(cell(Role.MUNICIPALITY_CODE), cell(Role.MUNICIPALITY), cell) if places else None


def _larger_area(code: str | None, name: str | None, cell: Callable[[Role], str | None]) -> Area | None:
    if (code or name) and not means_all(code or name or "") and not _says_nation(code, name):
        full = code_of_municipality(code or "", name)
        return Area("MUNICIPALITY", full, municipalities().get(full, name or full)[:LONGEST_NAME]) if full else None
    nation = _says_nation(code, name)
    code, name = cell(Role.COUNTY_CODE), cell(Role.COUNTY)
    if (code or name) and not means_all(code or name or "") and not nation and not _says_nation(code, name):
        full = county_code(code or "", name)
        return Area("COUNTY", full, COUNTIES[full]) if full else None
    if nation or _says_nation(code, name) or is_nation(cell(Role.NATION) or ""):
        return Area("NATION", "", NATION)
    return None


def _says_nation(code: str | None, name: str | None) -> bool:
    return is_nation(name or "") or is_nation(code or "") or bool(code and not code.strip("0"))
