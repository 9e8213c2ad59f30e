"""The files of national tests that a school makes for SCB in June: their columns and what the codes mean.

Source: SCB's file specifications of 2025-12-10 for years 3, 6 and 9. Year 3 also comes without the parts G1 and G2
(31 columns instead of 35), year 6 also without the columns that say who took part in Swedish and English (23 for 29).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lartraff.results.logic.layouts import DATE, NUMBER, SCHOOL, plain, tell_differences
from lartraff.results.logic.problems import Fatal, ProblemCode, Problems
from lartraff.results.logic.tallies import Outcome

_BEFORE = ("System", DATE, "Version", NUMBER, SCHOOL)
_SWEDISH_OF_3 = (
    "SV_GRUPP", "SV_KURSPLAN", "SV_A_PR", "SV_B_PR", "SV_C_PR", "SV_D_PR", "SV_E_PR", "SV_F_PR", "SV_G_PR", "SV_H_PR",
    "SV_B_POANG", "SV_C_POANG",
)  # fmt: skip
_MATHS_OF_6 = ("MA_GRUPP", "MA_A_DELT", "MA_B_DELT", "MA_C_DELT", "MA_D_DELT", "MA_E_DELT", "MA_PROVB")

YEAR_3 = (
    *_BEFORE, "MA_GRUPP", "MA_A_PR", "MA_B_PR", "MA_C_PR", "MA_D_PR", "MA_E_PR", "MA_F_PR", "MA_G_PR", "MA_G1_PR",
    "MA_G2_PR", "MA_B_POANG", "MA_C_POANG", "MA_D_POANG", "MA_E_POANG", "MA_F_POANG", "MA_G_POANG", "MA_G1_POANG",
    "MA_G2_POANG", *_SWEDISH_OF_3,
)  # fmt: skip
YEAR_3_SHORT = tuple(name for name in YEAR_3 if not name.startswith(("MA_G1_", "MA_G2_")))
YEAR_6 = (
    *_BEFORE, *_MATHS_OF_6, "SV_GRUPP", "SV_KURSPLAN", "SV_A_DELT", "SV_B_DELT", "SV_C_DELT", "SV_A_PRP", "SV_B_PRP",
    "SV_C_PRP", "SV_PROVB", "EN_GRUPP", "EN_A_DELT", "EN_B_DELT", "EN_C_DELT", "EN_A_PRP", "EN_B_PRP", "EN_C_PRP",
    "EN_PROVB",
)  # fmt: skip
YEAR_6_SHORT = tuple(name for name in YEAR_6 if name.startswith("MA_") or not name.endswith("_DELT"))
YEAR_9 = (
    *_BEFORE, "MA_GRUPP", "MA_A_DELT", "MA_B_DELT", "MA_C_DELT", "MA_D_DELT", "MA_PROVB", "SV_GRUPP", "SV_KURSPLAN",
    "SV_A_PRP", "SV_B_PRP", "SV_C_PRP", "SV_PROVB", "EN_GRUPP", "EN_A_PRP", "EN_B_PRP", "EN_C_PRP", "EN_PROVB",
    "NO_PROV", "NO_A_DELT", "NO_B_DELT", "NO_GRUPP", "NO_PROVB", "SO_PROV", "SO_A_DELT", "SO_B_DELT", "SO_GRUPP",
    "SO_PROVB",
)  # fmt: skip
LAYOUTS = ((3, YEAR_3), (3, YEAR_3_SHORT), (6, YEAR_6), (6, YEAR_6_SHORT), (9, YEAR_9))

# What stands for a result: in years 6 and 9 a grade for the whole test, in year 3 whether a part was reached.
GRADES = "ABCDEF"
_NONE = {"99": Outcome.NOT_TAKEN, "88": Outcome.LOST}
RESULTS_OF_GRADED: dict[str, str] = {
    **{grade: grade for grade in GRADES}, **_NONE, "77": Outcome.REPLACEMENT, "": Outcome.DIGITAL
}  # fmt: skip
RESULTS_OF_YEAR_3: dict[str, str] = {
    "1": Outcome.REACHED, "0": Outcome.NOT_REACHED, **_NONE, "": Outcome.NOT_SAID
}  # fmt: skip

# The column that says which subject a pupil's test is in, and what its codes mean. 99 and blank: it is not said.
WHICH_SUBJECT: dict[str, dict[str, str]] = {
    "SV_KURSPLAN": {"1": "SV", "2": "SVA", "99": "", "": ""},
    "NO_PROV": {"BI": "BI", "FY": "FY", "KE": "KE", "": ""},
    "SO_PROV": {"GE": "GE", "HI": "HI", "RE": "RE", "SH": "SH", "": ""},
}
_WHICH_COLUMN = {"SV": "SV_KURSPLAN", "NO": "NO_PROV", "SO": "SO_PROV"}
# Part G holds what G1 and G2 hold.
WITHIN_G = ("G1", "G2")

_OF_TESTS = {plain(name) for _year, layout in LAYOUTS for name in layout} - {plain(name) for name in _BEFORE}


@dataclass(frozen=True, slots=True)
class Column:
    """Where a result stands (from 0), the part it is for (empty: the whole test), and its official name."""

    place: int
    part: str
    name: str


@dataclass(frozen=True, slots=True)
class Test:
    """One test: the subjects it may be in, and where it is said which (None: there is only one subject)."""

    subjects: tuple[str, ...]
    which: Column | None
    columns: tuple[Column, ...]

    @property
    def subject_by_code(self) -> dict[str, str]:
        return {"": self.subjects[0]} if self.which is None else WHICH_SUBJECT[self.which.name]


@dataclass(frozen=True, slots=True)
class TestLayout:
    """Where in a record things stand (from 0). `number`: the personal number; None where the file has none."""

    year: int
    width: int
    date: int
    school: int
    number: int | None
    tests: tuple[Test, ...]

    @property
    def results(self) -> dict[str, str]:
        return RESULTS_OF_YEAR_3 if self.year == 3 else RESULTS_OF_GRADED


def is_header(record: Sequence[str]) -> bool:
    return any(plain(cell) in _OF_TESTS for cell in record)


def from_header(record: Sequence[str], line: int, problems: Problems) -> TestLayout:
    """Read the layout off the file's header. Raises `Fatal` where it does not tell enough."""
    names = [plain(cell) for cell in record]
    while not names[-1]:
        names.pop()
    year, official = _official_of(names, line)
    tell_differences(names, official, line, problems, needed=_needed(official))
    if missing := [column for column in (DATE, SCHOOL) if plain(column) not in names]:
        raise Fatal(ProblemCode.MISSING_COLUMN, line, columns=", ".join(missing), number=len(missing))
    layout = layout_of(names, year, official)
    if not layout.tests:
        raise Fatal(ProblemCode.NO_TESTS, line)
    return layout


def _official_of(names: Sequence[str], line: int) -> tuple[int, Sequence[str]]:
    """The year and the official columns that the header's names are of: those that share most with it."""
    present = set(names) & _OF_TESTS
    fitting = [(year, official) for year, official in LAYOUTS if present <= {plain(name) for name in official}]
    years = {year for year, _official in fitting}
    if len(years) > 1:
        fitting = [(year, official) for year, official in fitting if len(official) == len(names)]
    if not fitting or len({year for year, _official in fitting}) > 1:
        raise Fatal(ProblemCode.YEAR_UNCLEAR, line)
    return min(fitting, key=lambda found: len(found[1]))


def _needed(official: Sequence[str]) -> set[str]:
    return {plain(name) for name in official if _is_result(name) or name in WHICH_SUBJECT}


def _is_result(name: str) -> bool:
    return name.endswith(("_PROVB", "_PR"))


def layout_of(names: Sequence[str], year: int, official: Sequence[str]) -> TestLayout:
    """`names`: the plain names as they stand in the file."""
    place = {name: names.index(plain(name)) for name in official if plain(name) in names}
    tests = []
    for subject in ("MA", "SV", "EN", "NO", "SO"):
        which = _WHICH_COLUMN.get(subject)
        columns = tuple(
            Column(at, name.removeprefix(f"{subject}_").removesuffix("PR").rstrip("_") if year == 3 else "", name)
            for name, at in place.items()
            if name.startswith(f"{subject}_") and _is_result(name)
        )
        if not columns or (which is not None and which not in place):
            continue
        subjects = (subject,) if which is None else tuple(filter(None, WHICH_SUBJECT[which].values()))
        tests.append(Test(subjects, Column(place[which], "", which) if which is not None else None, columns))
    return TestLayout(year, len(names), place[DATE], place[SCHOOL], place.get(NUMBER), tuple(tests))


def official_layouts() -> tuple[TestLayout, ...]:
    return tuple(layout_of([plain(name) for name in official], year, official) for year, official in LAYOUTS)
