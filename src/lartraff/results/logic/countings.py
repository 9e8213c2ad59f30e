"""What counts as not passing. One choice, made by the reader and said wherever a figure stands."""

from enum import StrEnum

# The two outcomes that are no grades: absence left nothing to judge by; or an adapted study path was agreed.
DASH, ADAPTED = "NO_GRADE", "ADAPTED"


class Counting(StrEnum):
    """The values stand in addresses. The first two leave out pupils: they count neither as passing nor as not."""

    F = "f"
    F_DASH = "f-dash"  # as the grade scale itself says
    F_DASH_ADAPTED = "f-dash-adapted"  # everybody without A to E, as in published figures


USUAL = Counting.F_DASH
AS_PUBLISHED = Counting.F_DASH_ADAPTED


def passes(code: str, *, passing: bool, counted: bool, counting: Counting) -> bool | None:
    """Whether a step of the scale passes; None where it is left out. `passing`, `counted`: as the scale says."""
    if counting is Counting.F and code in {DASH, ADAPTED}:
        return None
    if counting is Counting.F_DASH_ADAPTED and code in {DASH, ADAPTED}:
        return False
    return passing if counted else None
