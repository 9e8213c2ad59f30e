"""What a column of somebody's own table can be for."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    IGNORED = "IGNORED"
    # Whom a row is about
    SCHOOL = "SCHOOL"
    SCHOOL_YEAR = "SCHOOL_YEAR"
    TERM = "TERM"
    YEAR = "YEAR"
    CLASS = "CLASS"
    SUBJECT = "SUBJECT"
    # What it says of them
    GRADE = "GRADE"  # a pupil's grade, or beside numbers: which grade they are about
    VALUES = "VALUES"  # grades or numbers of pupils, in the subject, step, term and year that the heading says
    COUNT = "COUNT"  # numbers of pupils
    SHARE = "SHARE"  # shares of pupils: cannot be turned into numbers by themselves


KEYS = frozenset({Role.SCHOOL, Role.SCHOOL_YEAR, Role.TERM, Role.YEAR, Role.CLASS, Role.SUBJECT})


@dataclass(frozen=True, slots=True)
class Use:
    """`subject`, `step`, `season` and `year` only with VALUES: what the heading says of all rows."""

    role: Role
    subject: str = ""
    step: str = ""
    season: str = ""
    year: int = 0

    @property
    def code(self) -> str:
        """As in forms and in what is remembered: CLASS, VALUES:MA, VALUES:MA:A::9."""
        if self.role is not Role.VALUES:
            return self.role.value
        return ":".join(["VALUES", self.subject, self.step, self.season, str(self.year) if self.year else ""]).rstrip(
            ":"
        )

    @classmethod
    def from_code(cls, code: str) -> "Use":
        """Raises ValueError for what `code` never gives."""
        role, *rest = code.split(":")
        if not rest or len(rest) > 4:
            return cls(Role(code))
        subject, step, season, year = [*rest, "", "", ""][:4]
        if Role(role) is not Role.VALUES or season not in {"", "HT", "VT"} or not (year == "" or year in "123456789"):
            raise ValueError(code)
        return cls(Role.VALUES, subject, step, season, int(year or 0))


IGNORED = Use(Role.IGNORED)


class Sure(StrEnum):
    SURE = "SURE"
    LIKELY = "LIKELY"
    GUESS = "GUESS"


class Why(StrEnum):
    """What a proposal rests on."""

    BOTH = "BOTH"  # the heading and what stands below it
    HEADING = "HEADING"
    CONTENT = "CONTENT"
    DOUBTFUL = "DOUBTFUL"  # the heading says so, what stands below it does not
    REMEMBERED = "REMEMBERED"
    OTHER_COLUMN = "OTHER_COLUMN"  # another column says the same
    EMPTY = "EMPTY"
    NOTHING = "NOTHING"  # neither heading nor content told anything


class LeftOut(StrEnum):
    """Why nothing that stood in a column has been kept."""

    NAMES = "NAMES"
    PERSONAL_NUMBERS = "PERSONAL_NUMBERS"
    TEXT = "TEXT"
    ABOUT_PUPILS = "ABOUT_PUPILS"  # numbers, dates and the like in a table with a row per pupil


@dataclass(frozen=True, slots=True)
class Proposal:
    use: Use
    sure: Sure
    why: Why
    left_out: LeftOut | None = None
