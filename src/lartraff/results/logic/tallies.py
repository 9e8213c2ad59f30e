"""What is left of a file when it has been read: numbers."""

from dataclasses import dataclass
from enum import StrEnum

from lartraff.results.logic.problems import Problem, Severity


class FileKind(StrEnum):
    YEAR_9 = "SCB_9"  # final grades
    YEAR_6 = "SCB_6"  # term grades
    COUNTS = "COUNTS"  # one row per school, year and subject


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
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """`schools`: each school's code and the line that it first stands on."""

    kind: FileKind | None
    tallies: tuple[Tally, ...]
    problems: tuple[Problem, ...]
    pupils: int
    schools: dict[str, int]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)
