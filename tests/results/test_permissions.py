"""Who may what with results: the pairs agree for everybody that the tests know."""

import pytest

from lartraff.results.actions import start_trial
from lartraff.results.models import ColumnMapping
from lartraff.results.permissions import (
    can_confirm_import,
    can_forget_mapping,
    can_import_anything,
    can_import_results,
    can_plan_groups,
    can_see_any_results,
    can_see_results,
    can_try_table,
    mappings_visible_to,
    plans_visible_to,
    proposed_groups_visible_to,
    results_visible_to,
    schools_to_import_for,
    schools_to_plan_groups_in,
    schools_with_results_visible_to,
    sees_counts,
    tables_on_hold_visible_to,
    trials_visible_to,
)
from tests.cast import Cast
from tests.results.loading import put, read
from tests.results.planning import planned
from tests.results.scb_files import scb_text, small_school
from tests.world import hold_table

# At Björkdalsskolan: sees results, sees every count, loads results.
RIGHTS = {
    "principal": (True, True, True),
    "deputy": (True, True, True),
    "leader": (True, False, False),
    "member": (True, False, False),
    "second_member": (True, False, False),
    "colleague": (True, False, False),
    "teacher_elsewhere": (False, False, False),
    "principal_elsewhere": (False, False, False),
    "principal_far": (False, False, False),
    "analyst": (True, False, False),
    "administrator": (False, False, False),
    "stranger": (False, False, False),
}


def test_the_table_names_everybody(cast: Cast) -> None:
    assert set(RIGHTS) == set(cast.everybody())


@pytest.mark.parametrize("name", RIGHTS)
def test_rights_at_a_school(cast: Cast, name: str) -> None:
    user = cast.everybody()[name]
    found = (can_see_results(user, cast.school), sees_counts(user, cast.school), can_import_results(user, cast.school))
    assert tuple(map(bool, found)) == RIGHTS[name]


@pytest.mark.parametrize("name", RIGHTS)
def test_single_questions_and_sets_agree(cast: Cast, name: str) -> None:
    user = cast.everybody()[name]
    schools = [cast.school, cast.other_school, cast.far_school]
    rows = [put(school, "MA", not_passing=6, pupils=20) for school in schools]
    seen, loaded = schools_with_results_visible_to(user), schools_to_import_for(user)
    for school, row in zip(schools, rows, strict=True):
        assert (school in seen) == bool(can_see_results(user, school))
        assert (row in results_visible_to(user)) == bool(can_see_results(user, school))
        assert (school in loaded) == bool(can_import_results(user, school))
    assert bool(can_see_any_results(user)) == seen.exists()
    assert bool(can_import_anything(user)) == loaded.exists()


@pytest.mark.parametrize("name", RIGHTS)
def test_a_trial_is_seen_by_the_one_who_may_decide_on_it(cast: Cast, name: str) -> None:
    batch = start_trial(read(scb_text([small_school("10000001")])), file_name="x", by=cast.principal).batch
    assert batch is not None
    user = cast.everybody()[name]
    assert (batch in trials_visible_to(user)) == bool(can_confirm_import(user, batch)) == (name == "principal")


def test_a_refusal_says_why(cast: Cast) -> None:
    for refusal in (
        can_see_results(cast.principal_elsewhere, cast.school),
        sees_counts(cast.member, cast.school),
        can_import_results(cast.member, cast.school),
        can_import_anything(cast.analyst),
        can_see_any_results(cast.stranger),
    ):
        assert str(refusal.reason).endswith(".")  # type: ignore[union-attr]


@pytest.mark.parametrize("name", RIGHTS)
def test_plans_for_groups_are_the_principals_own(cast: Cast, name: str) -> None:
    user, plan = cast.everybody()[name], planned(cast)
    may = name in {"principal", "deputy"}
    assert bool(can_plan_groups(user, cast.school)) is may
    assert (cast.school in schools_to_plan_groups_in(user)) is may
    assert (plan in plans_visible_to(user)) is may
    assert (plan.groups.get() in proposed_groups_visible_to(user)) is may


@pytest.mark.parametrize("name", RIGHTS)
def test_a_table_on_hold_is_seen_by_the_one_who_may_explain_it(cast: Cast, name: str) -> None:
    table = hold_table(cast)
    user = cast.everybody()[name]
    assert (table in tables_on_hold_visible_to(user)) == bool(can_try_table(user, table)) == (name == "principal")


@pytest.mark.parametrize("name", RIGHTS)
def test_what_columns_mean_is_known_and_forgotten_where_one_loads_results(cast: Cast, name: str) -> None:
    mapping = ColumnMapping.objects.create(school=cast.school, shape="x", columns=["CLASS"], by=cast.principal)
    user = cast.everybody()[name]
    known = mapping in mappings_visible_to(user)
    assert known == bool(can_forget_mapping(user, mapping)) == (name in {"principal", "deputy"})
