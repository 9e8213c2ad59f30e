"""The four kinds of feedback. Only a question ever expects an answer."""

from enum import StrEnum


class FeedbackKind(StrEnum):
    RECOGNITION = "RECOGNITION"
    INPUT = "INPUT"
    RESOURCE = "RESOURCE"
    QUESTION = "QUESTION"

    @property
    def expects_answer(self) -> bool:
        return self is FeedbackKind.QUESTION
