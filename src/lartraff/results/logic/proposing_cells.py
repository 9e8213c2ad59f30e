"""What a single cell of somebody's own table may be. A cell can be several things: 9 is a number and a year."""

import re
from collections.abc import Mapping
from enum import IntFlag, auto

from lartraff.results.logic.layouts import may_be_a_birth_date
from lartraff.results.logic.signs import figure_of
from lartraff.results.logic.subject_names import NAMES, plain_name, subject_of


class Kind(IntFlag):
    BLANK = auto()
    GRADE = auto()  # A to F, a dash or an adapted study path
    LETTER = auto()  # of these only A to F
    DIGIT_CODE = auto()  # 2, 3 and 9, as SCB's files say grades
    NUMBER = auto()  # a whole number that can be a number of pupils
    FRACTION = auto()
    PERCENT = auto()
    HIDDEN = auto()  # a sign in the place of a number
    SCHOOL = auto()  # a school that is known here, by name or code
    SCHOOL_CODE = auto()  # eight digits
    SCHOOL_YEAR = auto()
    TERM = auto()
    YEAR = auto()
    CLASS = auto()
    SUBJECT = auto()
    SUM = auto()
    ALL = auto()  # Alla, Samtliga: a sum where it stands among classes or subjects, and a name among names
    DATE = auto()
    PERSONAL_NUMBER = auto()  # also where its check digit is wrong
    NAME = auto()  # two words with capitals
    PUPIL = auto()  # Elev 12
    TEXT = auto()


# What can never be about one person, whatever column it stands in.
HARMLESS = (
    Kind.BLANK | Kind.GRADE | Kind.NUMBER | Kind.FRACTION | Kind.PERCENT | Kind.HIDDEN | Kind.SCHOOL
    | Kind.SCHOOL_YEAR | Kind.TERM | Kind.YEAR | Kind.CLASS | Kind.SUBJECT
)  # fmt: skip

_DASHES = {"-", "–", "—", "−", "(-)", "streck"}
_ADAPTED = {"anp", "anpassad", "anpassadstudiegång"}
_NUMBER = re.compile(r"\d{1,5}(?:[.,]0+)?|\d{1,2} \d{3}")
_YEARS_IN_WORDS = {"sexan": 6, "sjuan": 7, "åttan": 8, "nian": 9}
_YEAR = re.compile(r"(?:(?:åk|ak|årskurs|arskurs|år|skolår)\.?[ _]?)?([1-9])(?::?an)?")
_CLASS = re.compile(
    r"(?:klass\s?)?([1-9])"
    r"(?:[ :-]?(?:[A-ZÅÄÖ]{1,2}|[a-zåäö])\d?|:\d{1,2}|[ -]?(?:blå|röd|gul|grön|vit|lila|rosa|orange))"
)
_TERM = re.compile(
    r"(?:(?P<a>ht|vt|hösttermin(?:en)?|vårtermin(?:en)?|hösten|våren|höst|vår)[ -.'’]*(?P<y>(?:20)?\d\d)?"
    r"|(?P<y2>20\d\d|\d\d)[ -.]*(?P<b>ht|vt))",
)
_SCHOOL_YEAR = re.compile(r"(?:läsåret|läsår|lå)?[ .:]*((?:20)?[0-4]\d) ?[/–-] ?((?:20)?[0-4]\d)")
_CALENDAR_YEAR = re.compile(r"20[0-4]\d")
_DATE = re.compile(r"(?:(?:19|20)\d\d[-/.]?\d\d[-/.]?\d\d|\d\d?[-/.]\d\d?[-/.](?:19|20)?\d\d|\d{6})(?:[ T].*)?")
_PERSONAL_NUMBER = re.compile(r"(?:(?:18|19|20)\d\d|\d\d)(?:0\d|1[0-2])[0-9]\d[-+–  ]?(?:\d{4}|[A-Za-z]\w{3})")
_NAME = re.compile(r"[A-ZÅÄÖÉÜ][\w'’.-]*(?:,? [A-ZÅÄÖÉÜ][\w'’.-]*)+")
_PUPIL = re.compile(r"elev(?:en)?[ -.]*(?:\d{1,4}|[a-zåäö])")
_SUM = re.compile(
    r"(?:summa|sum|total|totalt|tot\.?|s:a|medel|medelvärde|genomsnitt|snitt|median|hela skolan):?"
    r"|(?:alla|samtliga) (?:elever|klasser|ämnen|skolor|betyg|grupper):?"
    r"|(?:summa|totalt?|andel|antal|procent)\b.{0,30}"
)
_CODE = re.compile(r"\d{8}")

# How teachers shorten the names of subjects, beside the codes.
_SHORT = {
    "SVA": "sv2 svenska2 svas svsomandraspråk", "IDH": "idr idrottohälsa idrottochhälsa idroth", "BI": "bio",
    "HKK": "hk hemkunsk hemochkonsument hemkonsument", "EN": "eng", "MA": "mat matem", "FY": "fys", "KE": "kem",
    "SH": "sam samhälle samhällsk samh", "GE": "geo", "HI": "his hist", "RE": "rel relkunskap", "TK": "tek tekn",
    "SL": "slöjd textilslöjd trämetallslöjd slö", "MU": "mus", "ML": "modersm",
    "M2": "mspr modspr spanska tyska franska spa spr2 moderntspråk",
}  # fmt: skip
_SUBJECTS = {
    **{plain_name(name): code for code, names in NAMES.items() for name in (code, *names)},
    **{short: code for code, shorts in _SHORT.items() for short in shorts.split()},
}


def subject_named(text: str) -> str | None:
    """The code of the subject, by any name or shortening that it has: Matematik, Ma, matte, "Matematik (Ma)"."""
    plain = plain_name(text)
    if plain in _SUBJECTS:
        # Only what is a subject's name is handed on, since that is remembered there.
        return subject_of(text) or _SUBJECTS[plain]
    if match := re.fullmatch(r"(.+?)\s*\((.+)\)", text.strip()):
        found = {_SUBJECTS.get(plain_name(part)) for part in match.groups()}
        return found.pop() if len(found) == 1 else None
    return None


def step_of(text: str) -> str | None:
    """The step of the grade scale: A to F, NO_GRADE or ADAPTED."""
    text = text.strip()
    if len(text) == 1 and text.upper() in "ABCDEF":
        return text.upper()
    if text.casefold() in _DASHES:
        return "NO_GRADE"
    return "ADAPTED" if plain_name(text) in _ADAPTED else None


def whole_number(text: str) -> int | None:
    text = re.sub(r"[\u00a0\u2009\u202f]", " ", text.strip())
    return int(re.split("[.,]", text)[0].replace(" ", "")) if text.isascii() and _NUMBER.fullmatch(text) else None


def year_of(text: str) -> int | None:
    """The year of a year or a class: 7, Åk 7, sjuan, 7B, Klass 7 B."""
    text = text.strip()
    if match := _YEAR.fullmatch(text.casefold()):
        return int(match[1])
    if match := _class_in(text):
        return int(match[1])
    return _YEARS_IN_WORDS.get(text.casefold())


def _class_in(text: str) -> re.Match[str] | None:
    bare = re.sub(r"(?i)^klass\s?", "", text.strip())
    return _CLASS.fullmatch(bare) or (_CLASS.fullmatch(bare.casefold()) if len(bare) > 4 else None)


def term_of(text: str) -> tuple[str, int | None] | None:
    """Season and, where it is said, the year that the school year starts in: "VT 26" is ("VT", 2025)."""
    match = _TERM.fullmatch(text.strip().casefold())
    if match is None:
        return None
    season = "VT" if (match["a"] or match["b"])[0] == "v" else "HT"
    digits = match["y"] or match["y2"]
    if not digits:
        return season, None
    year = int(digits[-2:]) + 2000
    return season, year - (season == "VT")


def school_year_of(text: str, season: str = "") -> int | None:
    """The year that the school year starts in. A calendar year alone says it only together with the season."""
    text = text.strip().casefold()
    if match := _SCHOOL_YEAR.fullmatch(text):
        first, second = int(match[1][-2:]), int(match[2][-2:])
        return 2000 + first if second == first + 1 else None
    if (term := term_of(text)) is not None:
        return term[1]
    if season and _CALENDAR_YEAR.fullmatch(text):
        return int(text) - (season == "VT")
    return None


class Cells:
    """Tells what cells may be. Each text is looked at once, and remembered no longer than this object."""

    def __init__(self, schools: Mapping[str, str]) -> None:
        """`schools`: names and codes of the schools that are known here, to their codes."""
        self._schools = {plain_name(name): code for name, code in schools.items()}
        self._seen: dict[str, Kind] = {"": Kind.BLANK}

    def school(self, text: str) -> str | None:
        return self._schools.get(plain_name(text))

    def kind(self, text: str) -> Kind:
        if (found := self._seen.get(text)) is None:
            found = self._seen[text] = self._look(text)
        return found

    def _look(self, text: str) -> Kind:
        text = text.strip()
        if not text:
            return Kind.BLANK
        if _PERSONAL_NUMBER.fullmatch(text) and not (_CODE.fullmatch(text) and self.school(text)):
            return Kind.PERSONAL_NUMBER
        kind = _number_kind(text) | _grade_kind(text) | _key_kind(text)
        if self.school(text):
            return kind | Kind.SCHOOL
        if _CODE.fullmatch(text) and text[0] != "0" and not may_be_a_birth_date(text):
            return Kind.SCHOOL_CODE
        if _DATE.fullmatch(text) and not kind & (Kind.NUMBER | Kind.SCHOOL_YEAR | Kind.TERM | Kind.FRACTION):
            return Kind.DATE
        if _SUM.fullmatch(text.casefold()):
            kind |= Kind.SUM
        if text.casefold() in {"alla", "samtliga"}:
            kind |= Kind.ALL
        return kind or _text_kind(text)


def _number_kind(text: str) -> Kind:
    if whole_number(text) is not None:
        return Kind.NUMBER | (Kind.DIGIT_CODE if text in {"2", "3", "9"} else Kind(0))
    if len(text) > 12:
        return Kind(0)
    if text.endswith("%"):
        return Kind.PERCENT if re.fullmatch(r"\d{1,3}(?:[.,]\d+)? ?%", text) else Kind(0)
    if re.fullmatch(r"\d{1,5}[.,]\d{1,6}", text):
        return Kind.FRACTION
    if re.fullmatch(r"<\s?\d{1,2}|\d ?[-–] ?\d", text) or (not text[0].isalnum() and figure_of(text) is not None):
        return Kind.HIDDEN
    return Kind(0)


def _grade_kind(text: str) -> Kind:
    step = step_of(text)
    if step is None:
        return Kind(0)
    return Kind.GRADE | (Kind.LETTER if len(step) == 1 else Kind(0))


def _key_kind(text: str) -> Kind:
    kind = Kind(0)
    if len(text) > 60:
        return kind
    if subject_named(text):
        kind |= Kind.SUBJECT
    if school_year_of(text, "VT") is not None and not term_of(text):
        kind |= Kind.SCHOOL_YEAR
    if term_of(text):
        kind |= Kind.TERM
    if year_of(text):
        kind |= Kind.CLASS if _class_in(text) else Kind.YEAR
    return kind


def _text_kind(text: str) -> Kind:
    if _PUPIL.fullmatch(text.casefold()):
        return Kind.PUPIL
    return Kind.NAME | Kind.TEXT if _NAME.fullmatch(text) else Kind.TEXT
