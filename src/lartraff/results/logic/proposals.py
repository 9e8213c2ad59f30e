"""Proposing learning groups: for chosen subjects, from who teaches what. A person decides; this gives reasons.

Each teacher is placed once. First every subject gets its fewest, the subject with most pupils not passing first; then
each gets somebody who can lead and, failing that, somebody who has been in a learning group before; the rest go where
there are most such pupils for each teacher. The order in which teachers and subjects are given makes no difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lartraff.results.logic.categories import BY_CODE, BY_SUBJECT, taught_by
from lartraff.results.logic.dividing import divide, number_of_groups
from lartraff.results.logic.proposed import (
    Group,
    Kept,
    Leading,
    LeftOut,
    Need,
    Proposal,
    Reason,
    Teacher,
    Uncovered,
    Why,
)
from lartraff.results.logic.seats import Seat, Seating

ANY, LEADER, EXPERIENCED = "any", "leader", "experienced"
STRENGTH = {leading: place for place, leading in enumerate(Leading)}


@dataclass(frozen=True, slots=True)
class Unit:
    """What groups are made for: a subject, or a category with those of its subjects that were chosen."""

    code: str
    needs: tuple[Need, ...]
    teaches: frozenset[str]

    @property
    def weight(self) -> int:
        return sum(need.not_passing for need in self.needs)


@dataclass(slots=True)
class Placing:
    """`why`: for those who could have been elsewhere, which reason, and in which other units."""

    members: dict[str, list[Teacher]] = field(default_factory=lambda: defaultdict(list))
    why: dict[int, Reason] = field(default_factory=dict)


def propose(
    needs: Iterable[Need],
    teachers: Iterable[Teacher],
    *,
    smallest: int,
    largest: int,
    by_category: bool = False,
    kept: Iterable[Kept] = (),
) -> Proposal:
    """Propose groups for the chosen subjects. Who is in a `kept` group is placed already."""
    units = units_of(needs, by_category=by_category)
    kept = tuple(kept)
    elsewhere = frozenset().union(*(group.members for group in kept))
    here = sorted((teacher for teacher in teachers if teacher.key not in elsewhere), key=lambda teacher: teacher.key)
    could_be = {teacher.key: units_for(teacher, units) for teacher in here}
    free = [teacher for teacher in here if could_be[teacher.key] and teacher.set_aside is None]
    seating, filled = seat_the_fewest(units, free, could_be, smallest)
    placing = place_everybody(filled, free, could_be, seating, smallest)
    groups = [
        group
        for unit in filled
        for group in groups_of(unit, placing, here, smallest=smallest, largest=largest, by_category=by_category)
    ]
    covered = frozenset().union(*(group.subjects for group in groups), *(group.subjects for group in kept))
    return Proposal(
        tuple(groups),
        not_placed(here, could_be, filled, smallest),
        {
            need.subject: why_uncovered(unit, need, unit in filled, free, smallest)
            for unit in units
            for need in unit.needs
            if need.subject not in covered
        },
    )


def units_of(needs: Iterable[Need], *, by_category: bool) -> list[Unit]:
    """The units, the one with the most pupils not passing first."""
    together: dict[str, list[Need]] = defaultdict(list)
    for need in sorted(needs, key=lambda need: (-need.not_passing, need.subject)):
        together[BY_SUBJECT[need.subject].code if by_category else need.subject].append(need)
    units = [
        Unit(code, tuple(found), frozenset(BY_CODE[code].subjects) if by_category else frozenset({code}))
        for code, found in together.items()
    ]
    return sorted(units, key=lambda unit: (-unit.weight, unit.code))


def units_for(teacher: Teacher, units: Sequence[Unit]) -> tuple[str, ...]:
    teaches = taught_by(teacher.teaches)
    return tuple(unit.code for unit in units if unit.teaches & teaches)


def seat_the_fewest(
    units: Sequence[Unit], free: Sequence[Teacher], could_be: dict[int, tuple[str, ...]], smallest: int
) -> tuple[Seating, list[Unit]]:
    """Fill `smallest` seats in each unit, as many units as can be; then see to it that somebody there knows how."""
    candidates: dict[tuple[str, str], list[Teacher]] = defaultdict(list)
    for teacher in free:
        for code in could_be[teacher.key]:
            candidates[code, ANY].append(teacher)
            if teacher.leading:
                candidates[code, LEADER].append(teacher)
            if teacher.leading or teacher.experienced:
                candidates[code, EXPERIENCED].append(teacher)

    def least_needed_elsewhere(teacher: Teacher) -> tuple[int, int, int]:
        return (len(could_be[teacher.key]), STRENGTH[teacher.leading] if teacher.leading else 9, teacher.key)

    seating = Seating(
        {
            wanted: [teacher.key for teacher in sorted(found, key=least_needed_elsewhere)]
            for wanted, found in candidates.items()
        }
    )
    filled = [unit for unit in units if fill_whole(seating, unit, smallest)]
    led = [unit for unit in filled if seating.exchange(Seat(unit.code, ANY, 0), Seat(unit.code, LEADER, 0))]
    for unit in filled:
        if unit not in led:
            seating.exchange(Seat(unit.code, ANY, 0), Seat(unit.code, EXPERIENCED, 0))
    return seating, filled


def fill_whole(seating: Seating, unit: Unit, smallest: int) -> bool:
    """Fill all the seats or none."""
    seats = [Seat(unit.code, ANY, number) for number in range(smallest)]
    if all(seating.fill(seat) for seat in seats):
        return True
    for seat in seats:
        seating.clear(seat)
    return False


BY_SEAT = {ANY: Why.FEW_TEACH, LEADER: Why.CAN_LEAD, EXPERIENCED: Why.KNOWS_HOW}


def place_everybody(
    filled: Sequence[Unit],
    free: Sequence[Teacher],
    could_be: dict[int, tuple[str, ...]],
    seating: Seating,
    smallest: int,
) -> Placing:
    placing, by_code = Placing(), {unit.code: unit for unit in filled}
    open_to = {teacher.key: [code for code in could_be[teacher.key] if code in by_code] for teacher in free}
    waiting = []
    for teacher in free:
        seat = seating.seat_of(teacher.key)
        if seat is not None:
            put(placing, teacher, seat.unit, open_to[teacher.key], BY_SEAT[seat.kind])
        elif len(open_to[teacher.key]) == 1:
            put(placing, teacher, open_to[teacher.key][0], open_to[teacher.key], Why.MOST_PUPILS)
        elif open_to[teacher.key]:
            waiting.append(teacher)

    def need_of_one_more(code: str) -> tuple[float, int]:
        there = len(placing.members[code])
        return (by_code[code].weight / (there + 1), -there)

    for teacher in sorted(waiting, key=knows_most):
        choices = open_to[teacher.key]
        best = max(choices, key=need_of_one_more)
        most = by_code[best].weight > 0
        put(placing, teacher, best, choices, Why.MOST_PUPILS if most else Why.FEWEST_TEACHERS)
    return placing


def put(placing: Placing, teacher: Teacher, code: str, choices: Sequence[str], why: Why) -> None:
    placing.members[code].append(teacher)
    if len(choices) > 1:
        others = [choice for choice in choices if choice != code]
        placing.why[teacher.key] = Reason(why, {"person": teacher.key, "others": others})


def knows_most(teacher: Teacher) -> tuple[int, bool, int]:
    """A key to sort by: those who can lead, those who have been in a group, the others."""
    return (STRENGTH[teacher.leading] if teacher.leading else 9, not teacher.experienced, teacher.key)


def groups_of(
    unit: Unit, placing: Placing, everybody: Sequence[Teacher], *, smallest: int, largest: int, by_category: bool
) -> list[Group]:
    members = placing.members[unit.code]
    leaders = sum(teacher.leading is not None for teacher in members)
    guides = leaders or sum(teacher.experienced for teacher in members)
    number = number_of_groups(len(members), smallest=smallest, largest=largest, guides=guides)
    taught = frozenset().union(*(taught_by(teacher.teaches) for teacher in everybody))
    needs = tuple(need for need in unit.needs if need.subject in taught)
    about = reasons_for_unit(unit, needs, len(members), number, by_category=by_category)
    found = []
    for place, together in enumerate(divide(sorted(members, key=knows_most), number), start=1):
        leader = next((teacher for teacher in together if teacher.leading), None)
        reasons = [
            *about,
            *reasons_about_size(len(together), number, smallest=smallest, largest=largest),
            *reasons_about_leading(together, leader),
            *(placing.why[teacher.key] for teacher in together if teacher.key in placing.why),
        ]
        keys = tuple(sorted(teacher.key for teacher in together))
        subjects = tuple(need.subject for need in needs)
        group = Group(unit.code, place, number, subjects, keys, leader.key if leader else None, tuple(reasons))
        found.append(group)
    return found


def reasons_for_unit(
    unit: Unit, needs: Sequence[Need], teachers: int, groups: int, *, by_category: bool
) -> list[Reason]:
    reasons = [
        Reason(
            Why.NEED,
            {
                "subject": need.subject,
                "not_passing": need.not_passing,
                "pupils": need.pupils,
                "place": need.place,
            },
        )
        if need.pupils
        else Reason(Why.NO_FIGURES, {"subject": need.subject})
        for need in needs
    ]
    if by_category and len(unit.teaches) > 1:
        reasons.append(Reason(Why.CATEGORY, {"category": unit.code}))
    if groups == 1:
        return [*reasons, Reason(Why.ALL_TOGETHER, {"teachers": teachers})]
    return [*reasons, Reason(Why.DIVIDED, {"teachers": teachers, "groups": groups})]


def reasons_about_size(size: int, groups: int, *, smallest: int, largest: int) -> list[Reason]:
    if size > largest:
        return [Reason(Why.LARGER, {"most": largest, "groups": groups})]
    if size < smallest:
        return [Reason(Why.SMALLER, {"fewest": smallest, "most": largest})]
    return []


def reasons_about_leading(together: Sequence[Teacher], leader: Teacher | None) -> list[Reason]:
    if leader is not None and leader.leading is not None:
        return [Reason(Why.LEADER, {"person": leader.key, "leading": leader.leading.value})]
    if any(teacher.experienced for teacher in together):
        return [Reason(Why.NOBODY_HAS_LED)]
    return [Reason(Why.NOBODY_HAS_LED), Reason(Why.ALL_NEW)]


def not_placed(
    here: Sequence[Teacher], could_be: dict[int, tuple[str, ...]], filled: Sequence[Unit], smallest: int
) -> dict[int, Reason]:
    codes = {unit.code for unit in filled}
    found = {}
    for teacher in here:
        units = could_be[teacher.key]
        if teacher.set_aside is not None and (units or teacher.set_aside is LeftOut.TAKEN_OUT):
            found[teacher.key] = Reason(teacher.set_aside)
        elif not units and teacher.leading is Leading.MARKED:
            found[teacher.key] = Reason(LeftOut.OTHER_SUBJECTS)
        elif units and not codes.intersection(units):
            found[teacher.key] = Reason(LeftOut.TOO_FEW, {"units": list(units), "fewest": smallest})
    return found


def why_uncovered(unit: Unit, need: Need, filled: bool, free: Sequence[Teacher], smallest: int) -> Reason:  # noqa: FBT001
    if filled:
        return Reason(Uncovered.NOBODY)
    teachers = sum(bool(unit.teaches & taught_by(teacher.teaches)) for teacher in free)
    if not teachers:
        return Reason(Uncovered.NOBODY)
    code = Uncovered.TOO_FEW if teachers < smallest else Uncovered.NEEDED_ELSEWHERE
    return Reason(code, {"teachers": teachers, "fewest": smallest})
