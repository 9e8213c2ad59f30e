"""Grading criteria, one sentence at a time, each with a name that it keeps whatever is added around it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

# A sentence can end here. Skolverket's texts leave out the space now and then ("sammanhang.Eleven").
END = re.compile(r"[.!?][\"”»')\]]*(?=\s*[A-ZÅÄÖÉ]|\s+[\"”»'(\[]?[A-ZÅÄÖÉ]|\s+\d{1,2}\.\s)|\n\s*\n")
# The word that the full stop belongs to, with the stops inside it: t.ex.
LAST_WORD = re.compile(r"\S*\Z")
# More always follows these. Others (m.m., osv., etc.) may well stand last in a sentence.
GOES_ON = frozenset(
    {
        "bl.a", "ca", "d.v.s", "dvs", "ex", "exkl", "f.d", "fr.o.m", "inkl", "jfr", "kap", "kl", "nr", "p.g.a", "resp",
        "s.k", "t.ex", "t.o.m",
    }
)  # fmt: skip
WORDS_OF_ONE_LETTER = frozenset("iåö")  # "... som olika verk har tillkommit i. Eleven ..."


@dataclass(frozen=True, slots=True)
class CriterionText:
    """What is asked for one grade in one subject after one year, as a curriculum has it: usually several sentences.

    `step` is empty where there is one level only. `variant`: the stage or language, where a subject has several.
    """

    syllabus_code: str
    subject_name: str
    version: str
    year: int
    step: str
    variant: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """`position`: its place in the text, from 0."""

    key: str
    position: int
    text: str


def sentences(text: str) -> list[str]:
    """Split running text. Nothing is lost: the sentences, joined, are the text but for the space between them."""
    found, start = [], 0
    for end in END.finditer(text):
        if not goes_on(text[start : end.start()], text[end.start()]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def goes_on(so_far: str, mark: str) -> bool:
    """Whether the full stop after `so_far` belongs to an abbreviation, an initial or a number in a list."""
    word = LAST_WORD.search(so_far)
    last = word.group().lstrip("(\"”»'[") if word else ""
    if mark != "." or not last:
        return False
    is_letter = len(last) == 1 and last.islower() and last not in WORDS_OF_ONE_LETTER  # as in "bl. a."
    is_number_in_list = last.isdigit() and last == so_far.strip()
    return is_letter or is_number_in_list or last.lower() in GOES_ON


def normalised(sentence: str) -> str:
    """What makes a sentence the same: its words and marks, not how it is spaced or where it has capitals."""
    return " ".join(unicodedata.normalize("NFC", sentence).split()).casefold()


def named_sentences(criterion: CriterionText) -> Iterator[Sentence]:
    """The sentences with their keys: GRGRMAT01-Lgr22-9-E-5f1c0a9b3d7e. One that is repeated gets a number after it."""
    place = f"{criterion.syllabus_code}-{criterion.version}-{criterion.year}-{criterion.step or '0'}"
    times: Counter[str] = Counter()
    for position, text in enumerate(sentences(criterion.text)):
        mark = sha256(f"{normalised(criterion.variant)}\n{normalised(text)}".encode()).hexdigest()[:12]
        times[mark] += 1
        again = f"-{times[mark]}" if times[mark] > 1 else ""
        yield Sentence(f"{place}-{mark}{again}", position, text)
