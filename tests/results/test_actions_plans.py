"""Planning groups: what is proposed from what the school knows, and what stays when it is proposed anew."""

from datetime import timedelta

import pytest

from lartraff.core import clock
from lartraff.core.models import AuditEntry
from lartraff.people.actions.groups import close_group, set_members
from lartraff.people.models import LearningGroup, Mandate, User
from lartraff.results.actions.plan_groups import describe_proposed, move_person, remove_proposed
from lartraff.results.actions.plans import PlanDraft, change_plan, forget_plan, make_plan, propose_groups
from lartraff.results.models import GroupPlan, ProposedGroup
from tests.cast import Cast
from tests.refusals import impossible, refused
from tests.results.loading import put
from tests.results.planning import draft, given_names, hire, left_out

PLANS = "The school's principal plans its groups. The others see them once they are formed."


@pytest.fixture
def teachers(cast: Cast) -> None:
    """Five in physics, of whom one teaches mathematics too."""
    hire(cast.school, ["Ada", "Bo", "Cia", "Dag"], "FY")
    hire(cast.school, ["Eli"], "FY", "MA")


def reasons(group: ProposedGroup) -> list[str]:
    return [reason["code"] for reason in group.reasons]


@pytest.mark.usefixtures("teachers")
def test_groups_are_proposed_from_results_and_who_teaches_what(cast: Cast) -> None:
    put(cast.school, "FY", not_passing=9, pupils=100)
    put(cast.school, "MA", not_passing=4, pupils=100)
    plan = make_plan(cast.school, draft("MA", "FY", why="Tre år i rad."), by=cast.principal)
    physics = plan.groups.get()
    assert (physics.name, given_names(physics)) == ("Fysik", {"Ada", "Bo", "Cia", "Dag", "Eli"})
    assert physics.reasons[0] == {
        "code": "need",
        "facts": {"subject": "FY", "not_passing": 9, "pupils": 100, "place": 1},
    }
    # The others who teach mathematics meet in their group already.
    assert left_out(plan) == {"Omar": "in_group", "Sara": "in_group", "Jonas": "in_group"}
    assert plan.uncovered["MA"] == {"code": "too_few", "facts": {"teachers": 1, "fewest": 3}}
    assert (plan.why, plan.by) == ("Tre år i rad.", cast.principal)


@pytest.mark.usefixtures("teachers")
def test_those_who_are_in_a_group_can_be_placed_too(cast: Cast) -> None:
    plan = make_plan(cast.school, draft("MA", "FY", also_grouped=True), by=cast.principal)
    assert {group.name: given_names(group) for group in plan.groups.all()} == {
        "Fysik": {"Ada", "Bo", "Cia", "Dag"},
        "Matematik": {"Omar", "Sara", "Jonas", "Eli"},
    }
    assert plan.groups.get(name="Matematik").leader == cast.leader
    assert left_out(plan) == {}


def led(cast: Cast, plan: GroupPlan) -> User | None:
    return propose_groups(plan, by=cast.principal, everything=True).groups.get().leader


def ask(cast: Cast, person: User, state: str) -> None:
    answered = clock.now() + timedelta(minutes=Mandate.objects.count())
    Mandate.objects.create(
        school=cast.school, leader=person, about=f"Grupp {state}", task="Led", decides="Tid", state=state,
        asked_by=cast.principal, answered_at=None if state == "ASKED" else answered,
    )  # fmt: skip


def test_who_is_proposed_to_lead(cast: Cast) -> None:
    ada, bo, _cia = hire(cast.school, ["Ada", "Bo", "Cia"], "FY")
    plan = make_plan(cast.school, draft("FY"), by=cast.principal)
    assert led(cast, plan) is None
    assert {"nobody_has_led", "all_new"} <= set(reasons(plan.groups.get()))
    change_plan(plan, draft("FY", candidates=[bo]), by=cast.principal)
    assert plan.groups.get().leader == bo
    ask(cast, ada, "ASKED")
    assert led(cast, plan) == bo
    ask(cast, ada, "ACCEPTED")
    assert led(cast, plan) == ada
    ask(cast, ada, "DECLINED")
    assert led(cast, plan) == bo


def test_a_no_to_a_mandate_counts_for_more_than_having_led(cast: Cast) -> None:
    plan = make_plan(cast.school, draft("MA", also_grouped=True), by=cast.principal)
    assert led(cast, plan) == cast.leader
    ask(cast, cast.leader, "DECLINED")
    assert led(cast, plan) is None


def test_who_led_a_closed_group_has_led_before(cast: Cast) -> None:
    close_group(cast.maths, by=cast.principal)
    plan = make_plan(cast.school, draft("MA"), by=cast.principal)
    assert led(cast, plan) == cast.leader
    assert {"code": "leader", "facts": {"person": cast.leader.pk, "leading": "has_led"}} in plan.groups.get().reasons


def test_who_left_a_group_can_be_placed_and_has_been_in_one(cast: Cast) -> None:
    set_members(cast.maths, [], leader=cast.leader, by=cast.principal)
    hire(cast.school, ["Ada"], "MA")
    plan = make_plan(cast.school, draft("MA"), by=cast.principal)
    assert given_names(plan.groups.get()) == {"Ada", "Sara", "Jonas"}
    assert "all_new" not in reasons(plan.groups.get())


def test_a_principal_who_teaches_is_not_placed_by_itself(cast: Cast) -> None:
    hire(cast.school, ["Ada", "Bo", "Cia"], "FY")
    cast.deputy.teaching.create(school=cast.school, subject=draft("FY").subjects[0])  # type: ignore[index]
    plan = make_plan(cast.school, draft("FY"), by=cast.principal)
    assert given_names(plan.groups.get()) == {"Ada", "Bo", "Cia"}
    assert left_out(plan) == {"Anders": "leads_school"}


def test_by_category_the_group_is_called_by_it(cast: Cast) -> None:
    hire(cast.school, ["Ada"], "KE")
    hire(cast.school, ["Bo"], "TK")
    hire(cast.school, ["Cia"], "NO")
    plan = make_plan(cast.school, draft("KE", "BI", by_category=True), by=cast.principal)
    group = plan.groups.get()
    assert (group.name, given_names(group)) == ("NO och teknik", {"Ada", "Bo", "Cia"})
    assert sorted(subject.code for subject in group.subjects.all()) == ["BI", "KE"]


@pytest.mark.usefixtures("teachers")
def test_what_was_changed_by_hand_stays_when_groups_are_proposed_anew(cast: Cast) -> None:
    plan = make_plan(cast.school, draft("MA", "FY", also_grouped=True), by=cast.principal)
    physics = plan.groups.get(name="Fysik")
    ada = physics.members.get(given_name="Ada")
    move_person(plan, ada, to=None, by=cast.principal)
    hire(cast.school, ["Fia"], "FY")
    propose_groups(plan, by=cast.principal)
    physics.refresh_from_db()
    assert given_names(physics) == {"Bo", "Cia", "Dag"}
    plan.refresh_from_db()
    assert left_out(plan) == {"Ada": "taken_out", "Fia": "too_few"}
    propose_groups(plan, by=cast.principal, everything=True)
    assert given_names(plan.groups.get(name="Fysik")) == {"Ada", "Bo", "Cia", "Dag", "Fia"}
    assert not ProposedGroup.objects.filter(pk=physics.pk).exists()


@pytest.mark.usefixtures("teachers")
def test_a_subject_whose_group_was_removed_is_told(cast: Cast) -> None:
    plan = make_plan(cast.school, draft("FY"), by=cast.principal)
    remove_proposed(plan.groups.get(), by=cast.principal)
    plan.refresh_from_db()
    assert plan.uncovered == {"FY": {"code": "removed"}}
    assert set(left_out(plan).values()) == {"taken_out"}


def test_a_formed_group_stays_whatever_is_proposed(cast: Cast) -> None:
    hire(cast.school, ["Ada", "Bo", "Cia"], "FY")
    plan = make_plan(cast.school, draft("FY"), by=cast.principal)
    ProposedGroup.objects.update(group=cast.maths)
    change_plan(plan, draft("MA"), by=cast.principal)
    propose_groups(plan, by=cast.principal, everything=True)
    assert [group.group for group in plan.groups.all()] == [cast.maths]


def test_a_plan_needs_subjects_and_sizes_that_make_sense(cast: Cast) -> None:
    with impossible("Choose at least one subject."):
        make_plan(cast.school, PlanDraft(subjects=[]), by=cast.principal)
    with impossible("A group has at least two people, and the most is not fewer than the fewest."):
        make_plan(cast.school, draft("MA", smallest=5, largest=4), by=cast.principal)
    assert not GroupPlan.objects.exists()


def test_a_plan_that_is_thrown_away_leaves_the_formed_groups(cast: Cast) -> None:
    plan = make_plan(cast.school, draft("MA", also_grouped=True), by=cast.principal)
    ProposedGroup.objects.update(group=cast.maths)
    twin = GroupPlan.objects.get(pk=plan.pk)
    forget_plan(plan, by=cast.principal)
    assert LearningGroup.objects.get() == cast.maths
    with impossible("This plan has been thrown away. Make a new one."):
        propose_groups(twin, by=cast.principal)


NOT_HERS = ["leader", "member", "colleague", "analyst", "administrator", "principal_elsewhere", "principal_far"]


@pytest.mark.parametrize("name", NOT_HERS)
def test_only_the_schools_principal_plans(cast: Cast, name: str) -> None:
    plan = make_plan(cast.school, draft("MA", also_grouped=True), by=cast.principal)
    group, user, before = plan.groups.get(), cast.everybody()[name], AuditEntry.objects.count()
    with refused(PLANS):
        make_plan(cast.school, draft("MA"), by=user)
    with refused(PLANS):
        change_plan(plan, draft("FY"), by=user)
    with refused(PLANS):
        propose_groups(plan, by=user)
    with refused(PLANS):
        forget_plan(plan, by=user)
    with refused(PLANS):
        describe_proposed(group, by=user, name="Matte", leader=None)
    assert AuditEntry.objects.count() == before


def test_the_deputy_plans_too_and_the_trail_tells(cast: Cast) -> None:
    plan = make_plan(cast.school, draft("MA", also_grouped=True), by=cast.principal)
    change_plan(plan, draft("MA", "FY", also_grouped=True), by=cast.deputy)
    propose_groups(plan, by=cast.deputy)
    told = AuditEntry.objects.filter(school_id=cast.school.pk).order_by("pk").values_list("verb", "by", "facts")
    assert list(told) == [
        ("make_plan", cast.principal.pk, {"subjects": ["MA"]}),
        ("change_plan", cast.deputy.pk, {"subjects": ["FY", "MA"]}),
        ("propose_groups", cast.deputy.pk, {"everything": False}),
    ]
