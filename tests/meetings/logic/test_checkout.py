"""Sums from three answers on, and until when one may answer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.checkout import ANSWERS, Question, is_open, sums

NOW = datetime(2026, 3, 17, 16, 30, tzinfo=UTC)


def counted(answers: list[tuple[int, int, int]]) -> list[tuple[str, int, int]]:
    """Rows as the table has them, for people who answered the three questions so."""
    return [
        (question.value, answer, sum(1 for given in answers if given[place] == answer))
        for place, question in enumerate(Question)
        for answer in ANSWERS
    ]


def test_two_answers_are_not_shown_and_three_are() -> None:
    few = sums(counted([(4, 4, 4), (1, 2, 3)]))
    assert (few.by_question, few.answered) == (None, None)
    enough = sums(counted([(4, 4, 4), (1, 2, 3), (4, 3, 3)]))
    assert enough.by_question == {
        Question.LEARNT: (1, 0, 0, 2),
        Question.TASK: (0, 1, 1, 1),
        Question.HEARD: (0, 0, 2, 1),
    }
    assert enough.answered == 3


def test_no_answers_at_all_are_few() -> None:
    assert sums([]).by_question is None


@given(st.lists(st.tuples(*[st.sampled_from(ANSWERS)] * 3), max_size=12))
def test_nobody_is_lost_and_few_are_hidden(answers: list[tuple[int, int, int]]) -> None:
    assert sums(counted(answers)).answered == (len(answers) if len(answers) >= 3 else None)


@pytest.mark.parametrize(
    ("closed", "shared", "expected"),
    [
        (False, None, False),
        (True, None, True),
        (True, timedelta(0), True),
        (True, timedelta(days=7) - timedelta(seconds=1), True),
        (True, timedelta(days=7), False),
    ],
)
def test_it_is_open_from_closing_until_a_week_after_sharing(
    *, closed: bool, shared: timedelta | None, expected: bool
) -> None:
    assert is_open(closed=closed, shared_at=None if shared is None else NOW - shared, now=NOW) is expected
