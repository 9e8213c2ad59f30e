"""Finding Swedish words in whichever form they stand: metod finds metoder, lösa finds löser.

No dictionary: the commonest endings are taken off both what is looked for and what is there. Words that change inside
(bok, böcker) are found as they are written.
"""

import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
# Longest first.
ENDINGS = (
    "heternas", "heterna", "heten", "heter", "andets", "andena", "ningarna", "ningar", "ningen", "ornas", "arnas",
    "ernas", "andet", "anden", "ande", "ende", "ning", "orna", "arna", "erna", "aste", "adet", "ades", "ares", "are",
    "ast", "ade", "het", "ens", "ets", "ors", "ars", "ers", "ena", "ar", "er", "or", "en", "et", "as", "es", "at", "a",
    "e", "n", "t", "s", "r",
)  # fmt: skip
SHORTEST = 3  # letters that are left, and one more where only a consonant is taken off


def words_of(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(unicodedata.normalize("NFC", text))]


def stem(word: str) -> str:
    """The word without its commonest ending: resonemangen → resonemang."""
    for ending in ENDINGS:
        shortest = SHORTEST + (ending in "ntsr")
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


def is_form_of(word: str, wanted: str) -> bool:
    """Whether `word` is `wanted` in some form, or a compound that begins with it."""
    return word.startswith(wanted) or (len(stem(wanted)) >= SHORTEST and word.startswith(stem(wanted)))


def holds(text: str, wanted: Sequence[str]) -> bool:
    """Whether every wanted word is in the text in some form."""
    there = words_of(text)
    return all(any(is_form_of(word, one) for word in there) for one in wanted)


def parts(text: str, wanted: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that was looked for. Joined, they are the text."""
    text = unicodedata.normalize("NFC", text)
    found, start = [], 0
    for match in WORD.finditer(text):
        if any(is_form_of(match.group().casefold(), one) for one in wanted):
            found += [(text[start : match.start()], False), (match.group(), True)]
            start = match.end()
    return [(piece, hit) for piece, hit in (*found, (text[start:], False)) if piece]
