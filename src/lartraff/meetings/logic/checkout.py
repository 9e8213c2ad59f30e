"""The one-minute check-out: three questions, four answers in words, shown as sums and only from three answers on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ANSWERS = (1, 2, 3, 4)  # no, a little, mostly, yes
FLOOR = 3  # fewer answers than this are not shown
OPEN_AFTER_SHARING = timedelta(days=7)


class Question(StrEnum):
    LEARNT = "LEARNT"  # did we learn something
    TASK = "TASK"  # is my task clear
    HEARD = "HEARD"  # was I heard


@dataclass(frozen=True, slots=True)
class Sums:
    """`by_question`: how many gave each answer, 1 to 4; None while too few have answered."""

    by_question: Mapping[Question, tuple[int, ...]] | None

    @property
    def answered(self) -> int | None:
        """How many have answered, where that may be told."""
        return None if self.by_question is None else sum(self.by_question[Question.LEARNT])


def sums(counts: Iterable[tuple[str, int, int]]) -> Sums:
    """`counts`: question, answer and how many gave it. Everybody answers all three questions."""
    found = {(question, answer): count for question, answer, count in counts}
    by_question = {
        question: tuple(found.get((question.value, answer), 0) for answer in ANSWERS) for question in Question
    }
    few = any(sum(answers) < FLOOR for answers in by_question.values())
    return Sums(None if few else by_question)


def is_open(*, closed: bool, shared_at: datetime | None, now: datetime) -> bool:
    """Whether one may check out: once the meeting is closed, and until a week after the minutes were shared."""
    return closed and (shared_at is None or now < shared_at + OPEN_AFTER_SHARING)
