"""What is new since the members were told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.plan_changes import Change, PlannedItem, ToldPlan, as_data, changes, from_data

ROUND = PlannedItem("Laget runt", "Vad såg du?", 10, 20)
TALK = PlannedItem("Diskussion", "Vad lär vi oss?", 30, 40)
TASK = PlannedItem("Uppgift", "Vad gör vi?", 10, 15)
TOLD = ToldPlan("2026-03-17T15:00:00+01:00", 90, "Rum 12", (ROUND, TALK))

items = st.builds(PlannedItem, st.sampled_from("ABCDE"), st.text(max_size=3), st.integers(1, 9), st.integers(9, 20))
plans = st.builds(
    ToldPlan,
    st.sampled_from(["2026-03-17T15:00:00+01:00", "2026-03-18T15:00:00+01:00"]),
    st.sampled_from([60, 90]),
    st.sampled_from(["", "Rum 12"]),
    st.lists(items, max_size=5, unique_by=lambda item: item.title).map(tuple),
)


def test_each_change_is_told_by_its_name() -> None:
    assert changes(TOLD, replace(TOLD, starts_at="2026-03-18T15:00:00+01:00")) == [(Change.TIME, "")]
    assert changes(TOLD, replace(TOLD, minutes=60)) == [(Change.TIME, "")]
    assert changes(TOLD, replace(TOLD, place="Biblioteket")) == [(Change.PLACE, "")]
    assert changes(TOLD, replace(TOLD, items=(ROUND, TALK, TASK))) == [(Change.ADDED, "Uppgift")]
    assert changes(TOLD, replace(TOLD, items=(ROUND,))) == [(Change.REMOVED, "Diskussion")]
    assert changes(TOLD, replace(TOLD, items=(TALK, ROUND))) == [(Change.ORDER, "")]
    longer = replace(TALK, longest=50)
    assert changes(TOLD, replace(TOLD, items=(ROUND, longer))) == [(Change.CHANGED, "Diskussion")]


def test_an_item_put_in_between_does_not_change_the_order_of_the_others() -> None:
    assert changes(TOLD, replace(TOLD, items=(ROUND, TASK, TALK))) == [(Change.ADDED, "Uppgift")]


@given(plans, plans)
def test_nothing_is_told_if_and_only_if_nothing_is_new(before: ToldPlan, after: ToldPlan) -> None:
    assert (changes(before, after) == []) == (before == after)


@given(plans)
def test_a_plan_comes_back_as_it_was_kept(plan: ToldPlan) -> None:
    assert from_data(as_data(plan)) == plan
