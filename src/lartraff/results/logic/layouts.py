"""The files of grades that a school makes for SCB in June: their columns, and what their codes mean.

Source: SCB's file specifications dated 2025-12-10 (final grades of year 9, term grades of year 6).
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from lartraff.results.logic.problems import Fatal, ProblemCode, Problems

DATE, NUMBER, SCHOOL = "Datum", "PersonNr", "Skolenhetskod"
_BEFORE = ("System", DATE, "Version", NUMBER, SCHOOL, "Klass", "Fornamn", "Efternamn")

YEAR_9 = (
    *_BEFORE, "Bl", "En", "Hkk", "Idh", "Ma", "M1 (språk)", "M1 (betyg)", "M2 (språk)", "M2 (betyg)", "ML (språk)",
    "ML (betyg)", "Mu", "Bi", "Fy", "Ke", "Ge", "Hi", "Re", "Sh", "Sl", "Sv", "Sva", "Tn", "Tk", "OVR",
)  # fmt: skip
YEAR_6 = (
    *_BEFORE, "Bl", "En", "Hkk", "Idh", "Ma", "M1 (språk)", "M1 (betyg)", "M2 (språk)", "M2 (betyg)", "Modm_anm",
    "Modmalbe", "Mu", "No", "Bi", "Fy", "Ke", "So", "Ge", "Hi", "Re", "Sh", "Sl", "Sv", "Sva", "Tn", "Tk", "Ovr",
)  # fmt: skip
LAYOUTS = {9: YEAR_9, 6: YEAR_6}

OTHER_SUBJECT = "ovr"
# A file with more schools than this has something else where the school unit codes should be.
MAX_SCHOOLS = 2000

# SCB's codes to steps of our grade scale. 9: no grade for want of basis (a dash). 3: adapted study path.
STEPS = {**{letter: letter for letter in "ABCDEF"}, "9": "NO_GRADE", "3": "ADAPTED"}
# 2: does not take the subject. Y: no grade for want of knowledge of the scale. Z: not taught in the year.
NOT_COUNTED = frozenset({"2", "Y", "Z", ""})
GRADE_CODES = STEPS.keys() | NOT_COUNTED

SCHOOL_CODE = re.compile(r"\d{8}\Z")


def plain(name: str) -> str:
    """A column's name without what differs between systems: case, spaces, signs, Swedish letters."""
    folded = name.casefold().translate(str.maketrans("åäöé", "aaoe"))
    return "".join(sign for sign in folded if sign.isalnum())


# From a column's plain name to the subject's code in the grade catalogue.
SUBJECTS = {
    **{
        plain(code): code
        for code in (
            "BL", "EN", "HKK", "IDH", "MA", "M1", "M2", "ML", "MU", "NO", "BI", "FY", "KE", "SO", "GE", "HI", "RE",
            "SH", "SL", "SV", "SVA", "TN", "TK",
        )
    },
    "m1betyg": "M1",
    "m2betyg": "M2",
    "mlbetyg": "ML",
    "modmalbe": "ML",
    "modmalbetyg": "ML",
}  # fmt: skip

_KNOWN = {plain(name) for layout in LAYOUTS.values() for name in layout} | SUBJECTS.keys()
_ONLY_YEAR_6 = {"modmanm", "modmalbe", "modmalbetyg", "no", "so"}
_ONLY_YEAR_9 = {"mlsprak", "mlbetyg"}


@dataclass(frozen=True, slots=True)
class PupilLayout:
    """Where in a record things stand (from 0). `subjects`: place, subject code and the column's official name.

    `number`: the personal number; None where the file has none.
    """

    year: int
    width: int
    date: int
    school: int
    number: int | None
    subjects: tuple[tuple[int, str, str], ...]
    other: int | None


def is_header(record: Sequence[str]) -> bool:
    names = {plain(cell) for cell in record}
    return plain(SCHOOL) in names or len(names & _KNOWN) >= 4


def from_header(record: Sequence[str], line: int, problems: Problems) -> PupilLayout:
    """Read the layout off the file's header. Raises `Fatal` where it does not tell enough."""
    names = [plain(cell) for cell in record]
    while names and not names[-1]:
        names.pop()
    present = set(names)
    official = LAYOUTS[_year_of(present, len(names), line)]
    tell_differences(names, official, line, problems, needed=SUBJECTS.keys())
    if needed := [column for column in (DATE, SCHOOL) if plain(column) not in present]:
        raise Fatal(ProblemCode.MISSING_COLUMN, line, columns=", ".join(needed), number=len(needed))
    return _layout(names, official)


def _year_of(present: set[str], width: int, line: int) -> int:
    six, nine = bool(present & _ONLY_YEAR_6), bool(present & _ONLY_YEAR_9)
    if six != nine:
        return 6 if six else 9
    by_width = {len(layout): year for year, layout in LAYOUTS.items()}
    if six or width not in by_width:
        raise Fatal(ProblemCode.YEAR_UNCLEAR, line)
    return by_width[width]


def tell_differences(
    names: list[str], official: Sequence[str], line: int, problems: Problems, *, needed: Container[str]
) -> None:
    """Tell how a header's plain `names` differ from the `official` columns. `needed`: those that are missed."""
    expected = [plain(name) for name in official]
    for name, place in zip(official, expected, strict=True):
        if names.count(place) > 1:
            problems.add(ProblemCode.COLUMN_TWICE, line, name)
    missing = [name for name, place in zip(official, expected, strict=True) if place in needed and place not in names]
    if missing:
        problems.add(ProblemCode.MISSING_SUBJECTS, line, columns=", ".join(missing), number=len(missing))
    extra = [str(number) for number, name in enumerate(names, start=1) if name not in expected]
    if extra:
        # By place: what a stranger's header says could be anything.
        problems.add(ProblemCode.EXTRA_COLUMNS, line, places=", ".join(extra), number=len(extra))
    known = [name for name in names if name in expected]
    if known != [name for name in expected if name in known]:
        problems.add(ProblemCode.REORDERED, line)


def official_layouts() -> tuple[PupilLayout, ...]:
    return tuple(_layout([plain(name) for name in official], official) for official in LAYOUTS.values())


def _layout(names: Sequence[str], official: Sequence[str]) -> PupilLayout:
    title = {plain(name): name for name in official}
    return PupilLayout(
        year=6 if official is YEAR_6 else 9,
        width=len(names),
        date=names.index(plain(DATE)),
        school=names.index(plain(SCHOOL)),
        number=names.index(plain(NUMBER)) if plain(NUMBER) in names else None,
        subjects=tuple(
            (place, SUBJECTS[name], title[name])
            for place, name in enumerate(names)
            if name in SUBJECTS and name in title
        ),
        other=names.index(OTHER_SUBJECT) if OTHER_SUBJECT in names else None,
    )


def may_be_a_birth_date(code: str) -> bool:
    """Whether eight digits could be a pupil's date of birth that has slipped into the wrong column."""
    return "19" <= code[:2] <= "20" and "01" <= code[4:6] <= "12" and "01" <= code[6:8] <= "31"
