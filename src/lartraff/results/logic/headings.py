"""The headings of a table of statistics: which columns say whom a row is about, and what the others hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from lartraff.results.logic.said_in_text import When, says_several_years, sex_at_the_end, sex_in, year_in
from lartraff.results.logic.subject_names import subject_of


class Role(StrEnum):
    """What a column that is no figure tells of its row."""

    SCHOOL_CODE = "school_code"
    SCHOOL = "school"
    MUNICIPALITY_CODE = "municipality_code"
    MUNICIPALITY = "municipality"
    COUNTY_CODE = "county_code"
    COUNTY = "county"
    NATION = "nation"
    OWNER = "owner"
    SUBJECT = "subject"
    SEX = "sex"
    MEASURE = "measure"
    SCHOOL_YEAR = "school_year"
    YEAR = "year"
    BREAKDOWN = "breakdown"  # anything else that divides the pupils; kept in words
    ABOUT = "about"  # says something of the school, and nothing of the figures


_HEADINGS = {
    Role.SCHOOL_CODE: "skolenhetskod skolenhetskoden enhetskod skolkod schoolunitcode",
    Role.SCHOOL: "skola skolenhet skolnamn skolensnamn skolansnamn skolenhetsnamn skolenhetensnamn",
    Role.MUNICIPALITY_CODE: "kommunkod kommunnummer kommunnr skolkommunkod lägeskommunkod",
    Role.MUNICIPALITY: "kommun skolkommun kommunnamn lägeskommun",
    Role.COUNTY_CODE: "länskod länkod",
    Role.COUNTY: "län länsnamn",
    Role.NATION: "riket land",
    Role.OWNER: "typavhuvudman huvudmannatyp huvudmantyp driftsform",
    Role.SUBJECT: "ämne ämnen ämnesnamn",
    Role.SEX: "kön",
    Role.MEASURE: "uppgift mått indikator variabel nyckeltal",
    Role.SCHOOL_YEAR: "läsår år kalenderår",
    Role.YEAR: "årskurs åk",
    Role.ABOUT: (
        "huvudman huvudmannensnamn huvudmanorgnr huvudmanorganisationsnummer organisationsnummer orgnr huvudmanskod"
        " peorgnr skolform verksamhetsform adress besöksadress postadress postnummer postnr postort ort webbadress"
        " hemsida epost telefon rektor latitud longitud status ämneskod kommungrupp"
    ),
}
_ROLE = {heading: role for role, headings in _HEADINGS.items() for heading in headings.split()}
AREA_ROLES = {
    Role.SCHOOL_CODE, Role.SCHOOL, Role.MUNICIPALITY_CODE, Role.MUNICIPALITY, Role.COUNTY_CODE, Role.COUNTY,
    Role.NATION,
}  # fmt: skip
# A step of the grade scale: "A", "Andel (%) A", "Antal elever med betyg F", "streck (-)".
_STEP = re.compile(
    r"(?P<of>(?:andel|antal)?\s*(?:\(%\)|%)?\s*(?:elever)?)\s*(?:med|som fått)?\s*(?:betyg(?:et)?)?\s*"
    r"(?:(?P<grade>[a-f])|streck|-|–|streck \(-\)|\(-\))(?P<percent>\s*(?:\(%\)|%))?"
)
_VALUE_WORDS = {"värde", "utfall", "resultat", "andel", "antal", "siffra"}


@lru_cache(maxsize=4096)
def role_of(heading: str) -> Role | None:
    """The role that the heading names; a last digit may point to a note below the table."""
    return _ROLE.get(re.sub(r"[\W_]|(?<=\D)\d\Z", "", heading.casefold()))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. What its headings do not say is told by the row or by the table's title."""

    at: int
    words: tuple[str, ...]  # what is measured, from the upper heading to the lower
    sex: str | None = None
    school_year: int | None = None
    year: int | None = None
    all_years: bool = False
    subject: str | None = None
    step: str | None = None  # of the grade scale


@dataclass(slots=True)
class _Said:
    words: list[str] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    sex: str | None = None
    school_year: int | None = None
    year: int | None = None
    all_years: bool = False
    subject: str | None = None
    step: str | None = None


def column_of(at: int, headings: Sequence[str], when: When) -> Column:
    """Take apart the headings that stand above a column, from the uppermost."""
    said = _Said()
    for heading in dict.fromkeys(filter(None, headings)):
        _take(said, heading, when)
    if not any((said.words, said.school_year, said.subject, said.step)):
        # "Totalt" with nothing above it is what is measured, and not that girls and boys are together.
        said.words = said.totals
    return Column(at, tuple(said.words), said.sex, said.school_year, said.year, said.all_years, said.subject, said.step)


def _take(said: _Said, heading: str, when: When) -> None:
    if (school_year := when.school_year_in(heading)) is not None:
        said.school_year = school_year
    elif sex := sex_in(heading):
        said.sex = sex
        if sex == "ALL":
            said.totals.append(heading)
    elif subject := subject_of(heading):
        said.subject = subject
    elif step := _STEP.fullmatch(heading.casefold().strip()):
        said.step = (step["grade"] or "no_grade").upper()
        said.words += [step["of"].strip()] if step["of"].strip() else ["%"] if step["percent"] else []
    else:
        said.year = year_in(heading) or said.year
        said.all_years = said.all_years or says_several_years(heading)
        said.sex = sex_at_the_end(heading) or said.sex
        if not re.fullmatch(r"(årskurs|åk)\.?\s?[1-9]", heading.casefold()) and heading.casefold() not in _VALUE_WORDS:
            said.words.append(heading.removeprefix("- "))
