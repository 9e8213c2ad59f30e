"""What a step of a meeting can be. A conversation protocol is made of the same steps."""

from enum import StrEnum


class StepKind(StrEnum):
    WELCOME = "WELCOME"  # who is here, who writes
    ROUND = "ROUND"  # everyone in turn
    DISCUSSION = "DISCUSSION"
    TASK = "TASK"  # the task until next time is set
    READ_ALOUD = "READ_ALOUD"  # the minutes are read to all
