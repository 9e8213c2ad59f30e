"""Plans for groups: what can be chosen, and a plan with its proposed groups as the principal sees it."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from lartraff.people.models import School, Subject, User
from lartraff.people.permissions import AnyUser
from lartraff.people.queries import shown_name, staff_of
from lartraff.people.queries import subjects as all_subjects
from lartraff.results.logic.figures import Figures
from lartraff.results.logic.proposed import Leading, Need, Reason
from lartraff.results.models import GroupPlan, ProposedGroup
from lartraff.results.permissions import plans_visible_to
from lartraff.results.queries.matrix import results_matrix
from lartraff.results.queries.periods import Period
from lartraff.results.queries.plan_people import pasts_at, teachers_per_subject
from lartraff.results.queries.reasons import reasons_in_words, why_left_out, why_uncovered

# So many are ticked to begin with: the report's principal chose three.
TICKED = 3


@dataclass(frozen=True, slots=True)
class SubjectChoice:
    """`place`: in the ranking by number, 0 without figures. `teachers`: how many teach it."""

    subject: Subject
    figures: Figures | None
    place: int
    teachers: int

    @property
    def is_first_choice(self) -> bool:
        return 0 < self.place <= TICKED and self.figures is not None and self.figures.not_passing > 0


@dataclass(frozen=True, slots=True)
class Choices:
    """Those with results first, ranked; then the others that somebody teaches."""

    period: Period | None
    subjects: tuple[SubjectChoice, ...]


def subjects_to_choose(viewer: AnyUser, school: School) -> Choices:
    matrix, teachers = results_matrix(viewer, school), teachers_per_subject(school)
    by_code = subjects_by_code()
    ranked = [
        SubjectChoice(by_code[row.subject.code], row.total, place, teachers.get(row.subject.code, 0))
        for place, row in enumerate(matrix.rows, start=1)
    ]
    known = {choice.subject.code for choice in ranked}
    others = [
        SubjectChoice(subject, None, 0, teachers[code])
        for code, subject in by_code.items()
        if code not in known and teachers.get(code)
    ]
    return Choices(matrix.period, (*ranked, *others))


def subjects_by_code() -> dict[str, Subject]:
    return {subject.code: subject for subject in all_subjects()}


def needs_of(viewer: AnyUser, plan: GroupPlan) -> list[Need]:
    chosen = set(plan.subjects.values_list("code", flat=True))
    known = {choice.subject.code: choice for choice in subjects_to_choose(viewer, plan.school).subjects}
    needs = []
    for code in sorted(chosen):
        choice = known.get(code)
        figures = choice.figures if choice else None
        needs.append(
            Need(code, figures.not_passing, figures.pupils, choice.place) if choice and figures else Need(code)
        )
    return needs


@dataclass(frozen=True, slots=True)
class PossibleLeader:
    person: User
    name: str
    known: str  # what speaks for them, in words; may be empty


def possible_leaders(viewer: AnyUser, school: School) -> list[PossibleLeader]:
    """The staff, those known to have led or said yes first."""
    words = {
        Leading.SAID_YES: _("has said yes to a mandate"),
        Leading.LEADS_NOW: _("leads a group today"),
        Leading.HAS_LED: _("has led a group before"),
    }
    pasts = pasts_at(school)
    found = []
    for person in staff_of(school):
        past = pasts.get(person.pk)
        known = words[past.leading] if past and past.leading else ""
        found.append(PossibleLeader(person, shown_name(viewer, person), known))
    return sorted(found, key=lambda one: not one.known)


def plans_at(viewer: AnyUser, school: School) -> QuerySet[GroupPlan]:
    """The newest first, each with how its groups stand."""
    return plans_visible_to(viewer).filter(school=school).prefetch_related("groups", "subjects")


@dataclass(frozen=True, slots=True)
class GroupCard:
    """One proposed group as its card shows it. `members`: (person, name), the leader first."""

    proposed: ProposedGroup
    subjects: tuple[Subject, ...]
    members: tuple[tuple[User, str], ...]
    reasons: tuple[str, ...]
    too_small: bool
    too_large: bool

    @property
    def can_be_divided(self) -> bool:
        return len(self.members) >= 4


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    person: User
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """`addable`: (person, name) of the staff who are neither in a group nor left out."""

    plan: GroupPlan
    subjects: tuple[Subject, ...]
    cards: tuple[GroupCard, ...]
    left_out: tuple[LeftOutRow, ...]
    uncovered: tuple[tuple[Subject, str], ...]
    addable: tuple[tuple[User, str], ...]

    @property
    def open_cards(self) -> tuple[GroupCard, ...]:
        return tuple(card for card in self.cards if card.proposed.group is None)

    @property
    def changed(self) -> bool:
        return any(card.proposed.changed_by_hand for card in self.open_cards)


def plan_overview(viewer: AnyUser, plan: GroupPlan) -> PlanOverview:
    subjects, staff = subjects_by_code(), {person.pk: person for person in staff_of(plan.school)}
    groups = groups_of(plan)
    people = {**{person.pk: person for group in groups for person in group.members.all()}, **staff}
    names = {pk: shown_name(viewer, person) for pk, person in people.items()}
    placed = {person.pk for group in groups for person in group.members.all()}
    left_out = {
        int(pk): Reason.from_json(reason)
        for pk, reason in plan.left_out.items()
        if int(pk) in staff and int(pk) not in placed
    }
    covered = {subject.code for group in groups for subject in group.subjects.all()}
    return PlanOverview(
        plan,
        tuple(plan.subjects.all()),
        tuple(card_of(group, plan, subjects, names) for group in groups),
        tuple(
            sorted(
                (LeftOutRow(staff[pk], names[pk], why_left_out(reason, subjects)) for pk, reason in left_out.items()),
                key=lambda row: (row.why, row.name),
            )
        ),
        tuple(
            (subjects[code], why_uncovered(Reason.from_json(reason)))
            for code, reason in plan.uncovered.items()
            if code not in covered
        ),
        tuple((person, names[pk]) for pk, person in staff.items() if pk not in placed and pk not in left_out),
    )


def groups_of(plan: GroupPlan) -> list[ProposedGroup]:
    members = Prefetch("members", User.objects.order_by("given_name", "family_name", "pk"))
    return list(plan.groups.select_related("leader", "group").prefetch_related(members, "subjects"))


def card_of(group: ProposedGroup, plan: GroupPlan, subjects: dict[str, Subject], names: dict[int, str]) -> GroupCard:
    members = sorted(group.members.all(), key=lambda person: person.pk != group.leader_id)
    inside = {person.pk: names[person.pk] for person in members}
    reasons = reasons_in_words(
        [Reason.from_json(reason) for reason in group.reasons],
        subjects=subjects,
        names=inside,
        leader=group.leader_id,
        changed=group.changed_by_hand,
    )
    return GroupCard(
        group,
        tuple(group.subjects.all()),
        tuple((person, names[person.pk]) for person in members),
        tuple(reasons),
        too_small=group.changed_by_hand and len(members) < plan.smallest,
        too_large=group.changed_by_hand and len(members) > plan.largest,
    )
