"""What a proposal of groups is made from and consists of. Codes and figures here; `queries.reasons` has the words."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Fact = str | int | list[str]


class Leading(StrEnum):
    """Why somebody may be asked to lead, the strongest reason first."""

    SAID_YES = "said_yes"  # to a mandate
    MARKED = "marked"  # by the principal
    LEADS_NOW = "leads_now"
    HAS_LED = "has_led"


class Why(StrEnum):
    """Reasons for a group as it is."""

    NEED = "need"  # subject, not_passing, pupils, place
    NO_FIGURES = "no_figures"  # subject
    CATEGORY = "category"  # category, subjects
    ALL_TOGETHER = "all_together"  # teachers
    DIVIDED = "divided"  # teachers, groups
    LARGER = "larger"  # most, groups
    SMALLER = "smaller"  # fewest, most
    LEADER = "leader"  # person, leading
    NOBODY_HAS_LED = "nobody_has_led"
    ALL_NEW = "all_new"
    # A person who could have been elsewhere
    FEW_TEACH = "few_teach"  # person, others
    CAN_LEAD = "can_lead"  # person, others
    KNOWS_HOW = "knows_how"  # person, others
    MOST_PUPILS = "most_pupils"  # person, others
    FEWEST_TEACHERS = "fewest_teachers"  # person, others


# Said of the group as it was proposed; untrue once it is changed by hand.
AS_PROPOSED = frozenset({Why.ALL_TOGETHER, Why.DIVIDED, Why.LARGER, Why.SMALLER, Why.NOBODY_HAS_LED, Why.ALL_NEW})


class LeftOut(StrEnum):
    """Why somebody who teaches a chosen subject is in no group."""

    IN_GROUP = "in_group"
    LEADS_SCHOOL = "leads_school"
    TAKEN_OUT = "taken_out"  # by hand
    TOO_FEW = "too_few"  # units, fewest
    OTHER_SUBJECTS = "other_subjects"  # marked as leader, but teaches nothing that was chosen


class Uncovered(StrEnum):
    """Why a chosen subject has no group."""

    NOBODY = "nobody"
    TOO_FEW = "too_few"  # teachers, fewest
    NEEDED_ELSEWHERE = "needed_elsewhere"  # teachers, fewest
    REMOVED = "removed"  # by hand


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    facts: dict[str, Fact] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"code": str(self.code), **({"facts": self.facts} if self.facts else {})}

    @classmethod
    def from_json(cls, saved: dict[str, Any]) -> "Reason":
        return cls(saved["code"], saved.get("facts", {}))


@dataclass(frozen=True, slots=True)
class Need:
    """A chosen subject. `place`: which it is of all subjects, by the number who do not pass; 0 without figures."""

    subject: str
    not_passing: int = 0
    pupils: int = 0
    place: int = 0


@dataclass(frozen=True, slots=True)
class Teacher:
    """`experienced`: has been in a learning group. `set_aside`: why not to be placed at all."""

    key: int
    teaches: frozenset[str]
    leading: Leading | None = None
    experienced: bool = False
    set_aside: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A group that stays as it is: changed by hand, or formed."""

    subjects: frozenset[str]
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class Group:
    """`unit`: the code of a subject or of a category. `number` of `groups` in the same unit, from 1."""

    unit: str
    number: int
    groups: int
    subjects: tuple[str, ...]
    members: tuple[int, ...]
    leader: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """`not_placed`: by teacher; `uncovered`: by chosen subject."""

    groups: tuple[Group, ...]
    not_placed: dict[int, Reason]
    uncovered: dict[str, Reason]
