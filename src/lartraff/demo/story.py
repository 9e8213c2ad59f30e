"""What is told in content/: the people, and for each group its year. Plain data, read from YAML."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent / "content"
GROUPS = ("mathematics", "second_language", "chemistry")


@dataclass(frozen=True, slots=True)
class Person:
    """`teaches`: subject codes. `role`: as in people/roles.py."""

    name: str
    role: str = "STAFF"
    title: str = ""
    teaches: tuple[str, ...] = ()
    protected: bool = False

    @property
    def given_name(self) -> str:
        return self.name.split()[0]

    @property
    def family_name(self) -> str:
        return self.name.split(maxsplit=1)[1]

    @property
    def email(self) -> str:
        plain = self.name.lower().translate(str.maketrans("åäöéć ", "aaoec."))
        return f"{plain}@bjorkdal.example"


@dataclass(frozen=True, slots=True)
class SchoolStory:
    """`figures`: year → the school in savsjo_2026.csv whose published counts are shown."""

    name: str
    code: str
    figures: dict[int, str]
    staff: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class MeetingStory:
    """One meeting as it went. By name: `outcomes` of the task set before, `told_already` of the task set here.

    `corrected`: the minutes first shared had `wrote` where `should` stands in the discussion, and `why` it was changed.
    `asks`, `question`: what waits for an answer, from the group and from the principal, if these are the last minutes
    shared.
    """

    secretary: str
    round: str
    discussion: str
    task: dict[str, str]
    absent: tuple[str, ...] = ()
    outcomes: dict[str, str] | None = None
    decisions: tuple[str, ...] = ()
    parked: tuple[dict[str, str], ...] = ()
    left: dict[str, Any] | None = None
    feedback: tuple[dict[str, str], ...] = ()
    corrected: dict[str, str] | None = None
    asks: dict[str, Any] | None = None
    question: str = ""
    told_already: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class GroupStory:
    """`next_in`: days until the next meeting. `gap_after_last`: weeks that it is late. `draft_last`: not shared yet.

    `coming`: what members have ready for the next meeting: `words` by name, `suggestions` and `materials`.
    """

    name: str
    subject: str
    leader: str
    members: tuple[str, ...]
    every: int
    next_in: int
    reason: str
    goal: dict[str, Any]
    meetings: tuple[MeetingStory, ...]
    gap_after_last: int = 0
    draft_last: bool = False
    unread_last: bool = False
    coming: dict[str, Any] | None = None


def load(name: str) -> Any:
    return yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))


def unwrap(text: str) -> str:
    """Put a paragraph or list item that the file breaks into lines on one line: line breaks show in minutes."""
    return re.sub(r"(?<!\n)\n(?!\n|- )\s*", " ", text.strip())


def person(told: dict[str, Any]) -> Person:
    return Person(**{**told, "teaches": tuple(told.get("teaches", ()))})


def schools() -> tuple[str, tuple[SchoolStory, ...], tuple[Person, ...]]:
    """The authority's name, its schools, and the people who work for all of them."""
    told = load("people")
    found = tuple(
        SchoolStory(one["name"], one["code"], one["figures"], tuple(person(each) for each in one["staff"]))
        for one in told["schools"]
    )
    return told["authority"], found, tuple(person(each) for each in told["at_the_authority"])


def groups() -> list[GroupStory]:
    return [group(load(name)) for name in GROUPS]


def group(told: dict[str, Any]) -> GroupStory:
    meetings = tuple(
        MeetingStory(
            **{
                **one,
                **{name: unwrap(one[name]) for name in ("round", "discussion")},
                **{name: tuple(one.get(name, ())) for name in ("absent", "decisions", "parked", "feedback")},
            }
        )
        for one in told["meetings"]
    )
    return GroupStory(**{**told, "members": tuple(told["members"]), "meetings": meetings})
