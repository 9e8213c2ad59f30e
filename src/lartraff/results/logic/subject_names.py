"""Names of school subjects as statistics write them, which drift between the years, and the one subject of each."""

import re
from functools import lru_cache

# By code in the grade catalogue. A name is compared without case, signs and spaces, so that "Hem- och
# konsumentkunskap" is "Hem och konsumentkunskap". The first is the official one.
NAMES: dict[str, tuple[str, ...]] = {
    "BI": ("Biologi",),
    "BL": ("Bild",),
    "EN": ("Engelska",),
    "FY": ("Fysik",),
    "GE": ("Geografi",),
    "HI": ("Historia",),
    "HKK": ("Hem- och konsumentkunskap", "Hemkunskap", "Hem- & konsumentkunskap"),
    "IDH": ("Idrott och hälsa", "Idrott & hälsa", "Idrott"),
    "KE": ("Kemi",),
    "M1": (
        "Moderna språk, skolans val",
        "Moderna språk, elevens val",
        "Moderna språk, inom ramen för elevens val",
        "Moderna språk som elevens val",
        "Moderna språk som skolans val",
    ),
    "M2": (
        "Moderna språk, språkval",
        "Moderna språk som språkval",
        "Moderna språk, inom ramen för språkval",
        "Moderna språk",
        "Språkval",
    ),
    "MA": ("Matematik", "Matte"),
    "ML": ("Modersmål", "Modersmålsundervisning"),
    "MU": ("Musik",),
    "NO": ("Naturorienterande ämnen", "NO", "Naturorienterande block", "NO-block", "NO blockbetyg"),
    "RE": ("Religionskunskap", "Religion"),
    "SH": ("Samhällskunskap",),
    "SL": ("Slöjd",),
    "SO": ("Samhällsorienterande ämnen", "SO", "Samhällsorienterande block", "SO-block", "SO blockbetyg"),
    "SV": ("Svenska",),
    "SVA": ("Svenska som andraspråk", "Svenska som andra språk", "Svenska som 2:a språk"),
    "TK": ("Teknik",),
    "TN": ("Teckenspråk för hörande", "Teckenspråk", "Teckenspråk som modersmål"),
}

# What stands in a column of subjects where no single subject is meant.
ALL_TOGETHER = ("Samtliga ämnen", "Alla ämnen", "Samtliga", "Totalt", "Alla")


def plain_name(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


_BY_NAME = {plain_name(name): code for code, names in NAMES.items() for name in names}
_LONGEST_FIRST = sorted(_BY_NAME, key=len, reverse=True)
_ALL_TOGETHER = {plain_name(name) for name in ALL_TOGETHER}
_SHORTEST_IN_A_SENTENCE = 5


@lru_cache(maxsize=4096)
def subject_of(name: str) -> str | None:
    """The code of the subject that has, or has had, this name; also where it is written with its code."""
    plain = plain_name(name)
    if name.strip().upper() in NAMES:
        return name.strip().upper()
    return _BY_NAME.get(plain)


def is_all_subjects(name: str) -> bool:
    return plain_name(name) in _ALL_TOGETHER


def only_subject_in(sentence: str) -> str | None:
    """The subject that a heading or title speaks of, where it speaks of exactly one."""
    words = plain_name(sentence)
    found = set()
    for name in _LONGEST_FIRST:
        if len(name) >= _SHORTEST_IN_A_SENTENCE and name in words:
            words = words.replace(name, " ")
            found.add(_BY_NAME[name])
    return found.pop() if len(found) == 1 else None
