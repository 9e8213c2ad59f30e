"""When a task until next time is clear."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.clarity import Gap, TaskDraft, gaps

CLEAR = TaskDraft(
    people=2,
    teaching="Ge testet om bråk i 8B på tisdag",
    study="",
    evidence="Elevernas lösningar",
    due_on=date(2026, 4, 14),
)


def test_a_clear_task_has_no_gaps_and_needs_no_study() -> None:
    assert gaps(CLEAR) == []


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"people": 0}, Gap.WHO),
        ({"teaching": ""}, Gap.TEACHING),
        ({"teaching": "Prova testet"}, Gap.TEACHING),
        ({"teaching": "  \n "}, Gap.TEACHING),
        ({"evidence": " "}, Gap.EVIDENCE),
        ({"due_on": None}, Gap.WHEN),
    ],
)
def test_one_thing_missing_is_one_gap(change: dict[str, Any], gap: Gap) -> None:
    assert gaps(replace(CLEAR, **change)) == [gap]


def test_an_empty_task_lacks_everything_in_the_order_one_would_ask() -> None:
    assert gaps(TaskDraft(people=0, teaching="", study="", evidence="", due_on=None)) == [
        Gap.WHO,
        Gap.TEACHING,
        Gap.EVIDENCE,
        Gap.WHEN,
    ]


drafts = st.builds(
    TaskDraft,
    people=st.integers(0, 5),
    teaching=st.text(max_size=30),
    study=st.text(max_size=10),
    evidence=st.text(max_size=10),
    due_on=st.none() | st.dates(),
)


@given(drafts, st.text(max_size=20))
def test_what_is_read_or_heard_never_makes_a_task_clearer_or_less_clear(draft: TaskDraft, study: str) -> None:
    assert gaps(draft) == gaps(replace(draft, study=study))


@given(drafts)
def test_saying_more_never_opens_a_gap(draft: TaskDraft) -> None:
    more = replace(draft, people=draft.people + 1, teaching=draft.teaching + " i 8B", evidence=draft.evidence + ".")
    assert set(gaps(more)) <= set(gaps(draft))
