"""What the heading of a column in somebody's own table says of the column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lartraff.results.logic.proposing_cells import step_of, subject_named, term_of, whole_number, year_of
from lartraff.results.logic.proposing_uses import IGNORED, LeftOut, Role, Use
from lartraff.results.logic.proposing_words import (
    ADAPTED,
    HARMLESS,
    LEFT_OUT,
    NO_GRADE,
    NUMBERING,
    PASSED_OVER,
    PUPILS,
    ROLE,
    TOTALS,
)
from lartraff.results.logic.subject_names import plain_name

# A test is no grade, whatever letters it is told in.
_NOT_GRADES = re.compile(
    r"\b(?:np|prov\w*|nationell\w*|delprov\w*|språk(?=\))|poäng|merit\w*|frånvaro|prognos|mål)\b|\(språk\)"
)
_SEVERAL_STEPS = re.compile(r"\b[a-f] ?[–-] ?[a-f]\b")
_SHARE = re.compile(r"\bandel|%|procent")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """`use` is None where the heading says nothing that we know. `text` is all of it that may be kept."""

    use: Use | None = None
    left_out: LeftOut | None = None
    text: str = ""
    about_pupils: bool = False  # says outright that there is a pupil in each row

    @property
    def known(self) -> bool:
        return self.use is not None or self.left_out is not None


NOTHING = Heading()


def heading_of(parts: Sequence[str]) -> Heading:
    """What one or two headings above each other say together; the upper one may stand for several columns."""
    parts = [part for part in dict.fromkeys(part.strip() for part in parts) if part]
    if not parts:
        return NOTHING
    whole = " ".join(parts)
    if len(whole) > 120:
        return NOTHING
    left_out = _left_out(whole) or _left_out(parts[-1])
    if left_out is not None:
        plain = plain_name(parts[-1])
        return Heading(None, left_out, harmless(whole), plain in PUPILS or left_out is LeftOut.PERSONAL_NUMBERS)
    return Heading(_use(parts), None, harmless(whole))


def harmless(text: str) -> str:
    """The heading, where it holds nothing but words of school; otherwise nothing of it."""
    words = [word for word in re.split(r"[^\w]+", text.casefold()) if word]
    at = 0
    while at < len(words):
        end = next((end for end in range(len(words), at, -1) if _of_school(" ".join(words[at:end]))), at)
        if end == at or len(text) > 80:
            return ""
        at = end
    return _SPACES.sub(" ", text)


def _of_school(words: str) -> bool:
    return bool(
        words in HARMLESS
        or subject_named(words)
        or term_of(words)
        or year_of(words.upper())
        or (words.isdecimal() and len(words) <= 4)
    )


def _left_out(text: str) -> LeftOut | None:
    plain = plain_name(text)
    return LEFT_OUT.get(plain) or LEFT_OUT.get(plain.removeprefix("elevens"))


def _use(parts: Sequence[str]) -> Use | None:
    whole = " ".join(parts)
    plain = plain_name(whole)
    of_several = len(parts) > 1 and plain_name(parts[-1]) in TOTALS  # the sum of one of several groups of columns
    if of_several or _NOT_GRADES.search(whole.casefold()):
        return IGNORED
    if plain in ROLE:
        return Use(ROLE[plain])
    if plain == "år":
        return Use(Role.SCHOOL_YEAR)
    said = _Said()
    for part in parts:
        said.take(part)
    return said.use() or _of_all_steps(whole.casefold(), said) or (IGNORED if plain in NUMBERING or not plain else None)


def _of_all_steps(whole: str, said: "_Said") -> Use | None:
    if _SHARE.search(whole):
        return Use(Role.SHARE)
    if said.subject or not re.search(r"\b(?:antal|summa|totalt)\b", whole):
        return None
    return Use(Role.COUNT) if said.unknown <= 1 and re.search("elever|betyg", whole) else IGNORED


class _Said:
    """Takes a heading apart: "Antal A", "Ma VT", "Matematik F", "Åk 9"."""

    def __init__(self) -> None:
        self.subject = self.step = self.season = ""
        self.year = self.unknown = 0
        self.share = self.several = False

    def use(self) -> Use | None:
        if self.unknown or not (self.subject or self.step or self.season or self.year):
            return None
        if self.several:
            return Use(Role.SHARE) if self.share else IGNORED
        if self.share and not self.step:
            return Use(Role.SHARE)
        return Use(Role.VALUES, self.subject, self.step, self.season, self.year)

    def take(self, part: str) -> None:
        part = part.casefold()
        self.share = self.share or bool(_SHARE.search(part))
        self.several = self.several or bool(_SEVERAL_STEPS.search(part))
        if not self._whole(part):
            self._words([word for word in re.split(r"[\s,;:/()%#–-]+", part) if word])

    def _whole(self, text: str) -> bool:
        if subject := subject_named(text):
            self.subject = subject
        elif step := step_of(text) or _no_grade(text):
            self.step = step
        elif term := term_of(text):
            self.season = term[0]
        elif whole_number(text) is None and (year := year_of(text) or year_of(text.upper())):
            self.year = year
        else:
            return False
        return True

    def _words(self, words: Sequence[str]) -> None:
        """Try the longest beginnings first, so that "moderna språk ht" is a subject and a term."""
        at = 0
        while at < len(words):
            end = next((end for end in range(len(words), at, -1) if self._whole(" ".join(words[at:end]))), at)
            if end == at and words[at] not in PASSED_OVER and not re.fullmatch(r"\d{2}|\d{4}", words[at]):
                self.unknown += 1
            at = max(end, at + 1)


def _no_grade(text: str) -> str:
    plain = plain_name(text)
    if plain in NO_GRADE:
        return "NO_GRADE"
    return "ADAPTED" if plain in ADAPTED else ""
