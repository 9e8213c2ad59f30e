"""School years, years and sexes as titles and headings of statistics say them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lartraff.results.logic.subject_names import plain_name

_SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[/–-]\s?((?:19|20)?\d\d)(?!\d)")
_CHOSEN = re.compile(r"\bval[td]a?\b[^:\d]{0,20}:?\s*(.*)")
_TERM = re.compile(r"\b([hv]t)\s?-?((?:19|20)?\d\d)\b")
_CALENDAR_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# What a spreadsheet makes of 2011/12, thinking it a month.
_TAKEN_FOR_A_DATE = re.compile(r"((?:19|20)\d\d)-(\d\d)-01\Z")
_TAKEN_FOR_A_MONTH = re.compile(r"(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)-(\d\d)\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

_YEAR = re.compile(r"\b(?:årskurs|åk|ak|skolår)\.?\s?_?([1-9])(?!\s?[-–]\s?\d|\d)")
_YEARS = re.compile(r"\b(?:årskurs\w*|åk|skolår)\.?\s?[1-9]\s?[-–]\s?[1-9]")
# Reports that are about those who leave year 9 without saying so in their title.
_OF_YEAR_9 = re.compile(
    r"slutbetyg|behörighet till gymnasie|jämförelse av (ämnesbetyg|betygsresultat)|meritvärde|\bsalsa\b"
)
# What is measured at the end of the school year; all else (pupils, staff, costs) belongs to the autumn.
_IN_SPRING = re.compile(r"betyg|nationella prov|ämnesprov|behörighet|salsa|meritvärde")

_SEX = {"flickor": "GIRLS", "flicka": "GIRLS", "pojkar": "BOYS", "pojke": "BOYS", "kvinnor": "GIRLS", "män": "BOYS"}
_BOTH = {"totalt", "samtliga", "alla", "båda", "bådakönen", "flickorochpojkar", "samtligaelever", "total"}
_SEX_AT_THE_END = re.compile(r"[,;:(–-]\s*(flickor|pojkar)\s*\)?\s*\Z")


@dataclass(frozen=True, slots=True)
class When:
    """`measured_in_spring`: a calendar year alone means the school year that ends in it, otherwise the one it opens."""

    measured_in_spring: bool

    def school_year_in(self, text: str) -> int | None:
        """The year that the school year starts in, where `text` says one and nothing but it (and "läsår")."""
        text = text.casefold().strip()
        bare = re.sub(r"^läsåret|^läsår|^år", "", text).strip(" :")
        for pattern, start in (
            (_SCHOOL_YEAR, self._of_school_year),
            (_TERM, self._of_term),
            (_CALENDAR_YEAR, self._of_calendar_year),
            (_TAKEN_FOR_A_DATE, self._of_date),
            (_TAKEN_FOR_A_MONTH, self._of_month),
        ):
            if match := pattern.fullmatch(bare):
                return start(match)
        return None

    def chosen_school_year(self, lines: list[str]) -> int | None:
        """From the lines above a table: what is chosen ("Valt läsår: 2024/25"), else what the first of them says."""
        for line in lines:
            if match := _CHOSEN.match(line.casefold()):
                if "uttag" in line.casefold():
                    continue
                found = self._somewhere_in(match[1])
                if found is not None:
                    return found
        for line in lines[:4]:
            if len(line) < 200 and (match := _SCHOOL_YEAR.search(line)):
                return self._of_school_year(match)
        return None

    def _somewhere_in(self, text: str) -> int | None:
        if match := _SCHOOL_YEAR.search(text):
            return self._of_school_year(match)
        if match := _TERM.search(text):
            return self._of_term(match)
        match = _CALENDAR_YEAR.search(text)
        return self._of_calendar_year(match) if match else None

    def _of_school_year(self, match: re.Match[str]) -> int | None:
        start = int(match[1])
        return start if int(match[2]) % 100 == (start + 1) % 100 else None

    def _of_term(self, match: re.Match[str]) -> int | None:
        year = int(match[2]) + (2000 if len(match[2]) == 2 else 0)
        return year if match[1] == "ht" else year - 1

    def _of_calendar_year(self, match: re.Match[str]) -> int | None:
        return int(match[1]) - self.measured_in_spring

    def _of_date(self, match: re.Match[str]) -> int | None:
        return int(match[1]) if int(match[2]) == (int(match[1]) + 1) % 100 else None

    def _of_month(self, match: re.Match[str]) -> int | None:
        month, year = _MONTHS.index(match[1]) + 1, int(match[2])
        return 2000 + year if month == year + 1 else None


def when(title: str) -> When:
    return When(measured_in_spring=bool(_IN_SPRING.search(title.casefold())))


@lru_cache(maxsize=4096)
def year_in(text: str) -> int | None:
    """The year of school (1 to 9) that `text` speaks of, where it is one and not several."""
    found = {int(year) for year in _YEAR.findall(text.casefold())}
    return found.pop() if len(found) == 1 else None


def says_several_years(text: str) -> bool:
    return bool(_YEARS.search(text.casefold()))


def year_of_report(title: str, file_name: str = "") -> int | None:
    if says_several_years(title):
        return None
    if found := year_in(title):
        return found
    return 9 if _OF_YEAR_9.search(title.casefold()) else year_in(file_name.casefold().replace("_", " "))


@lru_cache(maxsize=4096)
def sex_in(text: str) -> str | None:
    """GIRLS, BOYS or ALL where the text is the name of a sex or of both; None where it says something else."""
    plain = plain_name(text)
    return "ALL" if plain in _BOTH else _SEX.get(plain)


def sex_at_the_end(text: str) -> str | None:
    """As in "Antal elever, flickor" or "Slutbetyg årskurs 9 (pojkar)"."""
    match = _SEX_AT_THE_END.search(text.casefold())
    return _SEX[match[1]] if match else None
