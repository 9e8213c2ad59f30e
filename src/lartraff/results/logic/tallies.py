"""What is left of a file when it has been read: numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from lartraff.results.logic.problems import Problem, Severity

# Numbers per step of a scale, or per outcome of a test: {"A": 3, "F": 1}.
Counts = dict[str, int]
# {"GIRLS": {"A": 2}, "BOYS": {"A": 1, "F": 1}}. Pupils whose number does not tell are in neither.
CountsBySex = dict[str, Counts]

GIRLS, BOYS = "GIRLS", "BOYS"


class FileKind(StrEnum):
    YEAR_9 = "SCB_9"  # final grades
    YEAR_6 = "SCB_6"  # term grades
    TESTS_9 = "NP_9"  # national tests
    TESTS_6 = "NP_6"
    TESTS_3 = "NP_3"
    SEVERAL = "SEVERAL"  # of the above, together
    COUNTS = "COUNTS"  # one row per school, year and subject
    OFFICIAL = "OFFICIAL"  # figures that somebody has published
    SHEET = "SHEET"  # a school's own table, its columns as somebody has said


class Outcome(StrEnum):
    """What can come of a national test, or of one part of it, beside the grades A to F."""

    REACHED = "REACHED"  # year 3: at least the level that is asked for
    NOT_REACHED = "NOT_REACHED"
    PASSED = "PASSED"  # years 6 and 9, from a table that does not say which of A to E
    NOT_TAKEN = "NOT_TAKEN"  # 99: not all parts were taken, and that is needed for a grade
    LOST = "LOST"  # 88: taken, but the result has been lost
    REPLACEMENT = "REPLACEMENT"  # 77: the replacement test was taken; it gives no grade in the file
    DIGITAL = "DIGITAL"  # blank: taken digitally; the result is in Skolverket's own system
    NOT_SAID = "NOT_SAID"  # blank where a file may not be blank


@dataclass(frozen=True, slots=True)
class Tally:
    """One subject in one year of one school and term: how many pupils have each step of the grade scale.

    `counts` is empty when the file has the subject but no pupil with a grade in it.
    """

    school: str  # school unit code
    school_year: int
    season: str
    year: int
    subject: str
    counts: Counts
    counts_by_sex: CountsBySex = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TestTally:
    """One national test, or one part of it, in one year of one school and term: how many pupils have each outcome.

    `part` is empty for the test as a whole. In year 3 the whole is reached by those who reached every part.
    """

    __test__: ClassVar = False  # not one of pytest's

    school: str
    school_year: int
    season: str
    year: int
    subject: str
    part: str
    counts: Counts
    counts_by_sex: CountsBySex = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgainstTally:
    """For how many pupils the grade was higher than, equal to or lower than the grade of the national test."""

    school: str
    school_year: int
    season: str
    year: int
    subject: str
    higher: int
    equal: int
    lower: int

    @property
    def compared(self) -> int:
        return self.higher + self.equal + self.lower


@dataclass(frozen=True, slots=True)
class OfficialTally:
    """One published figure, as `OfficialFigure` keeps it: `subject` by its code, `value` or `marker`, never both."""

    level: str  # SCHOOL, MUNICIPALITY, COUNTY, NATION
    area_code: str
    area_name: str
    school_year: int
    measure: str
    value: Decimal | None
    marker: str = ""
    year: int | None = None
    subject: str | None = None
    sex: str = "ALL"  # GIRLS, BOYS
    owner: str = "ALL"  # MUNICIPAL, INDEPENDENT


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file of those that were read together. `rows`: how many numbers of it would be kept."""

    name: str
    kind: FileKind | None
    pupils: int
    rows: int

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "kind": self.kind or "", "pupils": self.pupils, "rows": self.rows}


@dataclass(frozen=True, slots=True)
class Reading:
    """`schools`: each school's code and the line that it first stands on. `files`: where it came from, if said."""

    kind: FileKind | None
    tallies: Sequence[Tally]
    problems: tuple[Problem, ...]
    pupils: int
    schools: dict[str, int]
    tests: tuple[TestTally, ...] = ()
    against: tuple[AgainstTally, ...] = ()
    official: tuple[OfficialTally, ...] = ()
    files: tuple[FileFacts, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)
