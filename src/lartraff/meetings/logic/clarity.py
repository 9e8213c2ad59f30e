"""The test of a task until next time: is it clear? A group may go on with an unclear one; it is only told."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Gap(StrEnum):
    WHO = "WHO"
    TEACHING = "TEACHING"
    EVIDENCE = "EVIDENCE"
    WHEN = "WHEN"


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What is done in one's own `teaching`; read, heard or watched as `study`; collected as `evidence`."""

    people: int
    teaching: str
    study: str
    evidence: str
    due_on: date | None


def gaps(task: TaskDraft) -> list[Gap]:
    """What is not yet clear, in the order one would ask. Study is welcome but never needed."""
    return [
        gap
        for gap, missing in (
            (Gap.WHO, task.people == 0),
            (Gap.TEACHING, len(task.teaching.split()) < 3),
            (Gap.EVIDENCE, not task.evidence.strip()),
            (Gap.WHEN, task.due_on is None),
        )
        if missing
    ]
