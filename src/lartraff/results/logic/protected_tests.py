"""What others than those who see every count may see of national tests, and of grades beside them."""

from collections.abc import Sequence

from lartraff.results.logic.figures import Hidden
from lartraff.results.logic.protection import Meaning, Protected, Row, is_safe, protect
from lartraff.results.logic.suppression import FEWEST_PUPILS

# Of a test there is one definition: who has no result, for whatever reason, is left out.
RESULT = "result"
MEANINGS = {RESULT: Meaning(frozenset({*"ABCDE", "PASSED", "REACHED"}), frozenset({"F", "NOT_REACHED"}))}


def protect_test(now: Row, *, year: int, part: str, earlier: Sequence[Row] = ()) -> Protected:
    """Decide on one test or one part of it.

    In year 3 the parts are shown and never the whole: who reached every part can be reckoned from what the parts
    show, within limits that are sometimes narrower than what is hidden.
    """
    if year == 3 and not part:
        return Protected(now, MEANINGS, hidden=Hidden.TELLS_OF_FEW)
    return protect(now, MEANINGS, earlier)


Against = tuple[int, int, int]  # for so many pupils the grade is higher than, equal to and lower than the test


def protect_against(
    now: Against, *, grades: Protected | None, test: Protected | None, earlier: Sequence[Against] = ()
) -> Against | None:
    """Decide on all three together, since any two and the number of pupils tell the third.

    Who passes by the grade and not by the test has a higher grade. So where only one of the two is shown, "higher" and
    "lower" would set limits for the one that is hidden: they are shown where both are.
    """
    if grades is None or grades.seen is None or test is None or test.seen is None:
        return None
    shown: list[Against] = []
    seen: Against | None = None
    for parts in (*earlier, now):
        if parts in shown:
            seen = parts
        elif (
            sum(parts) >= FEWEST_PUPILS
            and is_safe(parts)
            and all(is_safe(abs(one - other) for one, other in zip(parts, old, strict=True)) for old in shown)
        ):
            shown.append(parts)
            seen = parts
    return seen
