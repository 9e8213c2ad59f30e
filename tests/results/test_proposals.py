"""The proposal of groups, as rules that hold whatever the school looks like."""

import random
import time
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.categories import BY_SUBJECT, CATEGORIES, taught_by
from lartraff.results.logic.dividing import divide, number_of_groups
from lartraff.results.logic.proposals import propose
from lartraff.results.logic.proposed import Group, Kept, Leading, LeftOut, Need, Proposal, Teacher, Uncovered, Why

CODES = sorted(BY_SUBJECT)

subjects = st.sampled_from(CODES)
teachers = st.lists(
    st.builds(
        Teacher,
        key=st.integers(1, 500),
        teaches=st.frozensets(subjects, max_size=5),
        leading=st.none() | st.none() | st.sampled_from(list(Leading)),
        experienced=st.booleans(),
        set_aside=st.none() | st.none() | st.sampled_from([LeftOut.IN_GROUP, LeftOut.LEADS_SCHOOL, LeftOut.TAKEN_OUT]),
    ),
    max_size=40,
    unique_by=lambda teacher: teacher.key,
)
needs = st.lists(
    st.builds(Need, subject=subjects, not_passing=st.integers(0, 40), pupils=st.integers(0, 120)),
    max_size=8,
    unique_by=lambda need: need.subject,
)
sizes = st.integers(2, 7).flatmap(lambda least: st.tuples(st.just(least), st.integers(least, 8)))
rules = given(needs, teachers, sizes, st.booleans())

MA, FY, KE = (Need(code, number, 100, place) for place, (code, number) in enumerate([("MA", 12), ("FY", 8), ("KE", 6)]))


def some(first: int, *teaches: str, number: int = 1, leading: Leading | None = None) -> list[Teacher]:
    return [Teacher(first + place, frozenset(teaches), leading) for place in range(number)]


def names(group: Group) -> set[int]:
    return set(group.members)


def codes_of(group: Group) -> list[str]:
    return [reason.code for reason in group.reasons]


def concerned(teacher: Teacher, chosen: list[Need], by_category: bool) -> bool:
    wanted = {need.subject for need in chosen}
    if by_category:
        wanted = {code for need in chosen for code in BY_SUBJECT[need.subject].subjects}
    return bool(wanted & taught_by(teacher.teaches))


def ask(
    chosen: list[Need], people: list[Teacher], size: tuple[int, int], by_category: bool = False, **more: list[Kept]
) -> Proposal:
    return propose(chosen, people, smallest=size[0], largest=size[1], by_category=by_category, **more)


@rules
def test_every_teacher_is_placed_once_or_is_told_of(
    chosen: list[Need], people: list[Teacher], size: tuple[int, int], by_category: bool
) -> None:
    proposal = ask(chosen, people, size, by_category)
    placed = Counter(key for group in proposal.groups for key in group.members)
    assert set(placed.values()) <= {1}
    assert not placed.keys() & proposal.not_placed.keys()
    expected = {teacher.key for teacher in people if concerned(teacher, chosen, by_category)}
    assert expected <= placed.keys() | proposal.not_placed.keys()


@rules
def test_nobody_comes_to_a_subject_that_they_do_not_teach(
    chosen: list[Need], people: list[Teacher], size: tuple[int, int], by_category: bool
) -> None:
    teaches = {teacher.key: taught_by(teacher.teaches) for teacher in people}
    aside = {teacher.key for teacher in people if teacher.set_aside}
    for group in ask(chosen, people, size, by_category).groups:
        unit = next((one.subjects for one in CATEGORIES if by_category and one.code == group.unit), (group.unit,))
        assert all(teaches[key] & set(unit) for key in group.members)
        assert not names(group) & aside


@rules
def test_sizes_are_within_bounds_or_it_is_said_why_not(
    chosen: list[Need], people: list[Teacher], size: tuple[int, int], by_category: bool
) -> None:
    for group in ask(chosen, people, size, by_category).groups:
        assert len(group.members) >= 2
        assert (len(group.members) > size[1]) == (Why.LARGER in codes_of(group))
        assert (len(group.members) < size[0]) == (Why.SMALLER in codes_of(group))


@rules
def test_every_chosen_subject_is_covered_or_it_is_said_why_not(
    chosen: list[Need], people: list[Teacher], size: tuple[int, int], by_category: bool
) -> None:
    proposal = ask(chosen, people, size, by_category)
    covered = {code for group in proposal.groups for code in group.subjects}
    assert covered | proposal.uncovered.keys() == {need.subject for need in chosen}
    assert not covered & proposal.uncovered.keys()


@rules
def test_the_order_in_which_things_are_told_makes_no_difference(
    chosen: list[Need], people: list[Teacher], size: tuple[int, int], by_category: bool
) -> None:
    once = ask(chosen, people, size, by_category)
    assert ask(chosen[::-1], people[::-1], size, by_category) == once
    shuffled = random.Random(7).sample(people, len(people))  # noqa: S311  a test
    assert ask(sorted(chosen, key=lambda need: need.pupils), shuffled, size, by_category) == once


@rules
def test_those_who_can_lead_and_those_who_have_been_in_a_group_are_shared_out(
    chosen: list[Need], people: list[Teacher], size: tuple[int, int], by_category: bool
) -> None:
    known = {teacher.key: teacher for teacher in people}
    by_unit: dict[str, list[list[Teacher]]] = {}
    for group in ask(chosen, people, size, by_category).groups:
        members = [known[key] for key in group.members]
        by_unit.setdefault(group.unit, []).append(members)
        can_lead = [teacher for teacher in members if teacher.leading]
        assert (group.leader is None) == (not can_lead)
        best = min((list(Leading).index(teacher.leading) for teacher in can_lead if teacher.leading), default=None)
        assert best is None or list(Leading).index(known[group.leader or 0].leading or Leading.HAS_LED) == best
    for groups in by_unit.values():
        leaders = [sum(teacher.leading is not None for teacher in group) for group in groups]
        knowing = [sum(bool(teacher.leading or teacher.experienced) for teacher in group) for group in groups]
        for numbers in (leaders, knowing):
            assert max(numbers) - min(numbers) <= 1


@rules
def test_a_reason_names_only_somebody_in_the_group(
    chosen: list[Need], people: list[Teacher], size: tuple[int, int], by_category: bool
) -> None:
    for group in ask(chosen, people, size, by_category).groups:
        assert {reason.facts["person"] for reason in group.reasons if "person" in reason.facts} <= names(group)
        assert Why.NEED in codes_of(group) or Why.NO_FIGURES in codes_of(group)


@given(needs, teachers, sizes, st.data())
def test_who_is_in_a_kept_group_is_not_placed_again(
    chosen: list[Need], people: list[Teacher], size: tuple[int, int], data: st.DataObject
) -> None:
    first = ask(chosen, people, size)
    kept = [
        Kept(frozenset(group.subjects), frozenset(group.members)) for group in first.groups if data.draw(st.booleans())
    ]
    again = ask(chosen, people, size, kept=kept)
    inside = {key for group in kept for key in group.members}
    assert not inside & ({key for group in again.groups for key in group.members} | again.not_placed.keys())
    assert not {code for group in kept for code in group.subjects} & again.uncovered.keys()


@given(st.integers(2, 400), sizes)
def test_a_number_of_people_makes_as_good_groups_as_it_can(people: int, size: tuple[int, int]) -> None:
    smallest, largest = size
    number = number_of_groups(people, smallest=smallest, largest=largest)
    sizes_of = [len(group) for group in divide(range(people), number)]
    assert sum(sizes_of) == people
    assert max(sizes_of) - min(sizes_of) <= 1
    possible = any(smallest * groups <= people <= largest * groups for groups in range(1, people + 1))
    if people >= smallest and possible:
        assert all(smallest <= one <= largest for one in sizes_of)


@pytest.mark.parametrize(
    ("people", "guides", "groups"),
    [(3, 0, 1), (7, 0, 1), (8, 0, 2), (14, 0, 3), (14, 2, 2), (14, 1, 2), (14, 9, 3), (22, 0, 4)],
)
def test_groups_are_of_about_five(people: int, guides: int, groups: int) -> None:
    assert number_of_groups(people, smallest=3, largest=7, guides=guides) == groups


def test_a_size_that_cannot_be_misses_by_as_little_as_it_can() -> None:
    assert number_of_groups(8, smallest=6, largest=7) == 1
    assert number_of_groups(13, smallest=7, largest=7) == 2
    one = ask([MA], some(1, "MA", number=8), (6, 7))
    assert [len(group.members) for group in one.groups] == [8]
    assert Why.LARGER in codes_of(one.groups[0])


# --- Known schools


def test_who_teaches_two_subjects_goes_where_they_are_needed_for_there_to_be_a_group() -> None:
    people = [*some(1, "MA", number=5), *some(10, "FY", number=2), *some(20, "MA", "FY")]
    maths, physics = ask([MA, FY], people, (3, 7)).groups
    assert (names(maths), names(physics)) == ({1, 2, 3, 4, 5}, {10, 11, 20})
    why = next(reason for reason in physics.reasons if reason.code == Why.FEW_TEACH)
    assert why.facts == {"person": 20, "others": ["MA"]}


def test_who_is_needed_nowhere_goes_where_most_pupils_do_not_pass_for_each_teacher() -> None:
    people = [*some(1, "MA", number=3), *some(10, "FY", number=3), *some(20, "MA", "FY")]
    maths, physics = ask([MA, FY], people, (3, 7)).groups
    assert (len(maths.members), len(physics.members)) == (4, 3)
    assert [reason.facts for reason in maths.reasons if reason.code == Why.MOST_PUPILS] == [
        {"person": 20, "others": ["FY"]}
    ]


def test_the_subject_with_most_pupils_not_passing_is_covered_first() -> None:
    proposal = ask([KE, MA], some(1, "MA", "KE", number=5), (3, 7))
    assert [group.unit for group in proposal.groups] == ["MA"]
    assert proposal.uncovered["KE"].code == Uncovered.NEEDED_ELSEWHERE
    assert proposal.uncovered["KE"].facts == {"teachers": 5, "fewest": 3}
    assert proposal.not_placed == {}


def test_too_few_teachers_are_told_and_not_forgotten() -> None:
    proposal = ask([MA, KE], [*some(1, "MA", number=3), *some(10, "KE", number=2)], (3, 7))
    assert {key: reason.code for key, reason in proposal.not_placed.items()} == {10: "too_few", 11: "too_few"}
    assert proposal.not_placed[10].facts == {"units": ["KE"], "fewest": 3}
    assert proposal.uncovered["KE"].code == Uncovered.TOO_FEW


def test_by_category_the_neighbours_come_along() -> None:
    people = [*some(1, "KE", number=2), *some(10, "BI"), *some(20, "TK"), *some(30, "HI")]
    (science,) = ask([KE], people, (3, 7), by_category=True).groups
    assert (science.unit, science.subjects, names(science)) == ("SCIENCE", ("KE",), {1, 2, 10, 20})
    assert Why.CATEGORY in codes_of(science)


def test_who_teaches_science_as_one_teaches_chemistry() -> None:
    (chemistry,) = ask([KE], [*some(1, "NO", number=2), *some(10, "KE")], (3, 7)).groups
    assert names(chemistry) == {1, 2, 10}


def test_who_can_lead_comes_to_the_group_that_has_nobody_else() -> None:
    people = [
        *some(1, "MA", number=3),
        *some(10, "FY", number=4),
        *some(20, "MA", "FY", leading=Leading.HAS_LED),
        *some(30, "MA", leading=Leading.SAID_YES),
    ]
    maths, physics = ask([MA, FY], people, (3, 7)).groups
    assert (maths.leader, physics.leader) == (30, 20)
    assert Why.CAN_LEAD in codes_of(physics)


def test_a_group_gets_somebody_who_has_been_in_one_where_nobody_has_led() -> None:
    known = Teacher(20, frozenset({"MA", "FY"}), experienced=True)
    veterans = [Teacher(key, frozenset({"MA"}), experienced=True) for key in (1, 2, 3)]
    maths, physics = ask([MA, FY], [*veterans, *some(10, "FY", number=3), known], (3, 7)).groups
    assert names(physics) == {10, 11, 12, 20} - ({10, 11, 12} - names(physics))
    assert 20 in names(physics)
    assert Why.ALL_NEW not in codes_of(physics)
    assert Why.ALL_NEW not in codes_of(maths)


def test_where_everybody_is_new_it_is_said() -> None:
    (group,) = ask([MA], some(1, "MA", number=4), (3, 7)).groups
    assert {Why.NOBODY_HAS_LED, Why.ALL_NEW} <= set(codes_of(group))


def test_those_set_aside_are_told_with_their_reason() -> None:
    aside = Teacher(9, frozenset({"MA"}), set_aside=LeftOut.IN_GROUP)
    elsewhere = Teacher(8, frozenset({"HI"}), set_aside=LeftOut.IN_GROUP)
    marked = Teacher(7, frozenset({"HI"}), leading=Leading.MARKED)
    proposal = ask([MA], [*some(1, "MA", number=3), aside, elsewhere, marked], (3, 7))
    assert {key: reason.code for key, reason in proposal.not_placed.items()} == {9: "in_group", 7: "other_subjects"}


def test_nobody_teaches_it() -> None:
    assert ask([MA], some(1, "HI", number=3), (3, 7)).uncovered["MA"].code == Uncovered.NOBODY
    assert ask([], [], (3, 7)) == Proposal((), {}, {})


def test_every_subject_has_one_category(db: None) -> None:
    from lartraff.people.queries import subjects as all_subjects

    assert sorted(code for one in CATEGORIES for code in one.subjects) == sorted(s.code for s in all_subjects())


def large_school(number: int) -> list[Teacher]:
    chance = random.Random(4)  # noqa: S311  a test
    return [
        Teacher(
            key,
            frozenset(chance.sample(CODES, chance.choice((1, 2, 2, 3, 6)))),
            leading=chance.choice((None, None, None, *Leading)),
            experienced=chance.random() < 0.5,
        )
        for key in range(number)
    ]


def seconds(number: int) -> float:
    people, chosen = large_school(number), [Need(code, place * 3, 400, place) for place, code in enumerate(CODES)]
    started = time.process_time()
    ask(chosen, people, (3, 7))
    return time.process_time() - started


def test_a_thousand_teachers_in_all_subjects_take_less_than_a_second() -> None:
    assert min(seconds(1000) for _try in range(3)) < 1


def test_time_grows_about_as_the_school_does() -> None:
    times = [min(seconds(number) for _try in range(3)) for number in (500, 1000, 2000)]
    assert all(later < earlier * 4 for earlier, later in pairwise(times)), times
