"""What people call the subjects in their own spreadsheets, and which subject each word means."""

import re
from collections.abc import Mapping

# Beside the codes and official names, which come from the table of subjects.
NICKNAMES = {
    "BI": ("bio",),
    "BL": ("bd", "bildkonst"),
    "EN": ("eng", "eng."),
    "FY": ("fys",),
    "GE": ("geo", "geogr"),
    "HI": ("hist",),
    "HKK": ("hk", "hemk", "hemkunskap", "hem och konsumentkunskap"),
    "IDH": ("id", "idr", "idrott", "idh", "gymnastik"),
    "KE": ("kem",),
    "M1": ("moderna språk skolans val",),
    "M2": (
        "moderna språk", "språkval", "spr", "mspr", "msp", "sp", "spanska", "ty", "tyska", "fr", "franska",
    ),
    "MA": ("mat", "matte", "math", "maths"),
    "ML": ("msm", "modersmålsundervisning", "modersmål och studiehandledning"),
    "MU": ("mus",),
    "NO": ("no", "no-ämnen", "naturorientering", "naturkunskap"),
    "RE": ("rel", "religion"),
    "SH": ("sam", "samh", "samhälle"),
    "SL": ("slöjd", "tx", "tm", "textilslöjd", "träslöjd", "metallslöjd", "trä- och metallslöjd", "textil", "tmslöjd"),
    "SO": ("so", "so-ämnen", "samhällsorientering"),
    "SV": ("sve", "svenska 1"),
    "SVA": ("sv2", "sva", "svenska 2", "svenska som 2:a språk", "svenska som andra språk"),
    "TK": ("te", "tek", "tekn"),
    "TN": ("tsp", "teckenspråk"),
}  # fmt: skip

# Years and classes behind a subject: Ma 7-9, Matematik åk 6, Sv 8B.
_YEARS = re.compile(r"\s+(?:(?:åk|årskurs|år|year)\.?\s*)?\d(?:\s*[-–]\s*\d)?\s*[a-zåäö]?$")
_BETWEEN = re.compile(r"[;,/+&\n]|\s(?:och|and|samt)\s")

# Words, as `plain` makes them, and the code of the subject that each means.
SubjectWords = Mapping[str, str]


def plain(text: str) -> str:
    return " ".join(text.casefold().strip(" .:").split())


def words_for(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The words from the `names` of each code, and what people say besides. An official name goes before a nickname."""
    found = {word: code for code, words in NICKNAMES.items() if code in names for word in words}
    found |= {plain(name): code for code, official in names.items() for name in (*official, code) if name}
    return found


def subject_of(text: str, words: SubjectWords) -> str | None:
    """The one subject that `text` names."""
    wanted = plain(text)
    return words.get(wanted) or words.get(_YEARS.sub("", wanted))


def subjects_in(text: str, words: SubjectWords) -> tuple[frozenset[str], tuple[str, ...]]:
    """All subjects that a cell names, however they are listed, and the pieces that name none."""
    if whole := subject_of(text, words):
        return frozenset({whole}), ()
    found, unknown = set(), []
    for piece in filter(None, (piece.strip() for piece in _BETWEEN.split(text))):
        if code := subject_of(piece, words):
            found.add(code)
        elif all(codes := [subject_of(word, words) for word in piece.split()]):
            found.update(code for code in codes if code)
        else:
            unknown.append(piece)
    return frozenset(found), tuple(unknown)
