"""What the words around a table say of all its rows: the title, the sheet's name, the file's name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lartraff.results.logic.proposing_cells import subject_named, term_of, year_of
from lartraff.results.logic.subject_names import only_subject_in, plain_name

_TERM = re.compile(
    r"\b(?:ht|vt|höstterminen|vårterminen|hösten|våren)[ -.]*(?:(?:20)?\d\d)?\b|\b20\d\d[ -]?(?:ht|vt)\b"
)
_SCHOOL_YEAR = re.compile(r"(?<!\d)(?:20)?([0-4]\d) ?[/–-] ?(?:20)?([0-4]\d)(?!\d|[-/]\d)")
_YEAR = re.compile(r"\b(?:åk|årskurs|ak|klass|skolår)\.? ?([1-9])(?! ?[-–] ?\d|\d)")
_CLASS = re.compile(r"\b([1-9])[A-ZÅÄÖ]\b")
_YEARS_IN_WORDS = re.compile(r"\b(?:sexan|sjuan|åttan|nian)\b")
# As words of a sentence these are something else far more often than subjects.
_ALSO_WORDS = {"en", "no", "so", "re", "ge", "hi", "bi", "sl", "spr", "mat", "sam", "his", "rel", "mus"}
_SHORTEST_SCHOOL = 6


@dataclass(frozen=True, slots=True)
class Facts:
    """Known for all rows, or for all rows of a sheet. `school` by its code."""

    school: str | None = None
    school_year: int | None = None
    season: str | None = None
    year: int | None = None
    subject: str | None = None

    def otherwise(self, other: "Facts") -> "Facts":
        """What is not known here, from `other`."""
        return Facts(*(mine if mine is not None else theirs for mine, theirs in zip(self, other, strict=True)))

    def __iter__(self) -> Any:
        return iter((self.school, self.school_year, self.season, self.year, self.subject))


def common(facts: Iterable[Facts]) -> Facts:
    """What all of them say."""
    columns = [set(column) for column in zip(*facts, strict=True)]
    return Facts(*(column.pop() if len(column) == 1 else None for column in columns))


def facts_in(lines: Iterable[str], schools: Mapping[str, str], *, short: bool = False) -> Facts:
    """Each thing only where it is said in one way. `short`: names of sheets and files, where "Ma" is a subject."""
    text = "\n".join(line for line in lines if len(line) < 300)
    folded = text.casefold().replace("_", " ")
    terms = {term for match in _TERM.findall(folded) if (term := term_of(match.strip(" .-")))}
    season = _only({term[0] for term in terms})
    starts = {2000 + int(a) for a, b in _SCHOOL_YEAR.findall(folded) if int(b) == int(a) + 1}
    starts |= {start for _season, start in terms if start is not None}
    years = {int(year) for year in _YEAR.findall(folded)} | {int(year) for year in _CLASS.findall(text)}
    years |= {year_of(word) or 0 for word in _YEARS_IN_WORDS.findall(folded)}
    plain = plain_name(text)
    found = {code for name, code in schools.items() if len(name) >= _SHORTEST_SCHOOL and plain_name(name) in plain}
    facts = Facts(_only(found), _only(starts), season, _only(years), only_subject_in(text))
    return replace(facts, subject=facts.subject or _only(_subjects_in(text))) if short else facts


def _only(found: set[Any]) -> Any:
    return found.pop() if len(found) == 1 else None


def _subjects_in(text: str) -> set[str]:
    words = [word for word in re.split(r"[\s_.,;()–-]+", text) if word and word[0].isalpha()]
    return {
        subject
        for word in words
        if (word.isupper() or word.casefold() not in _ALSO_WORDS) and (subject := subject_named(word))
    }
