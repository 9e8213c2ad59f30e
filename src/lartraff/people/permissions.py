"""What somebody may do, from where they work and which groups they are in.

Every object answers two questions that must agree: `can_x(user, object)` and the set `x_visible_to(user)`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.access import Allowed, Decision, allow_if
from lartraff.core.models import AuditEntry
from lartraff.people.models import Authority, Employment, GroupMembership, LearningGroup, Mandate, School, User
from lartraff.people.roles import ROLES, Right

Rights = Mapping[int, frozenset[Right]]
AnyUser = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True, slots=True)
class Standing:
    """All the rights of one person: by learning group, by school and by authority (primary keys)."""

    user_id: int | None
    groups: Rights
    schools: Rights
    authorities: Rights

    def in_school(self, right: Right, school: School) -> bool:
        return right in self.schools.get(school.pk, ()) or right in self.authorities.get(school.authority_id, ())

    def in_group(self, right: Right, group: LearningGroup) -> bool:
        return right in self.groups.get(group.pk, ()) or self.in_school(right, group.school)

    def group_ids(self, right: Right) -> list[int]:
        return [pk for pk, rights in self.groups.items() if right in rights]

    def school_ids(self, right: Right) -> list[int]:
        return [pk for pk, rights in self.schools.items() if right in rights]

    def authority_ids(self, right: Right) -> list[int]:
        return [pk for pk, rights in self.authorities.items() if right in rights]

    def groups_where(self, right: Right, path: str = "") -> Q:
        """The learning groups (found at `path`, as "meeting__group__") where the person has `right`."""
        return (
            Q((f"{path}pk__in", self.group_ids(right)))
            | Q((f"{path}school__in", self.school_ids(right)))
            | Q((f"{path}school__authority__in", self.authority_ids(right)))
        )

    def schools_where(self, right: Right) -> Q:
        return Q(pk__in=self.school_ids(right)) | Q(authority__in=self.authority_ids(right))


def standing_of(user: AnyUser) -> Standing:
    """Return the person's rights as of today: two queries, or none where this request has already asked."""
    remembered: Standing | None = getattr(user, "_standing", None)
    return remembered or read_standing(user)


def read_standing(user: AnyUser) -> Standing:
    groups: dict[int, frozenset[Right]] = defaultdict(frozenset)
    schools: dict[int, frozenset[Right]] = defaultdict(frozenset)
    authorities: dict[int, frozenset[Right]] = defaultdict(frozenset)
    if not user.is_authenticated or not user.is_active:
        return Standing(None, {}, {}, {})
    for employment in current_employments().filter(user=user.pk):
        rights = ROLES[employment.role].rights
        if employment.school_id is None:
            authorities[employment.authority_id] |= rights
        else:
            schools[employment.school_id] |= rights
    for membership in GroupMembership.objects.filter(user=user.pk, left_on=None):
        groups[membership.group_id] |= ROLES[membership.role].rights
    return Standing(user.pk, dict(groups), dict(schools), dict(authorities))


def current_employments() -> QuerySet[Employment]:
    today = clock.today()
    return Employment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)


# --- Learning groups


def groups_visible_to(user: AnyUser) -> QuerySet[LearningGroup]:
    return LearningGroup.objects.filter(standing_of(user).groups_where(Right.SEE_GROUP)).select_related(
        "school", "subject"
    )


def can_see_group(user: AnyUser, group: LearningGroup) -> Decision:
    return allow_if(
        standing_of(user).in_group(Right.SEE_GROUP, group), _("Only the staff of the school see its groups.")
    )


def can_form_groups(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.FORM_GROUPS, school),
        _("The principal forms groups. Talk to your principal if you see a need for one."),
    )


def schools_to_form_groups_in(user: AnyUser) -> QuerySet[School]:
    return School.objects.filter(standing_of(user).schools_where(Right.FORM_GROUPS))


# --- Mandates: the leader's own, and the principal's; nobody else's


def can_give_mandates(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.GIVE_MANDATES, school), _("Only the principal asks somebody to lead a group.")
    )


def schools_to_give_mandates_in(user: AnyUser) -> QuerySet[School]:
    return School.objects.filter(standing_of(user).schools_where(Right.GIVE_MANDATES))


def can_see_mandate(user: AnyUser, mandate: Mandate) -> Decision:
    standing = standing_of(user)
    return allow_if(
        standing.user_id == mandate.leader_id or standing.in_school(Right.SEE_MANDATES, mandate.school),
        _("A mandate is between a learning leader and the principal."),
    )


def mandates_visible_to(user: AnyUser) -> QuerySet[Mandate]:
    standing = standing_of(user)
    return Mandate.objects.filter(
        Q(leader=standing.user_id)
        | Q(school__in=standing.school_ids(Right.SEE_MANDATES))
        | Q(school__authority__in=standing.authority_ids(Right.SEE_MANDATES))
    ).select_related("school", "group", "leader", "asked_by")


def can_answer_mandate(user: AnyUser, mandate: Mandate) -> Decision:
    """The one who is asked, while they work at the school."""
    standing = standing_of(user)
    return allow_if(
        standing.user_id == mandate.leader_id and standing.in_school(Right.SEE_GROUP, mandate.school),
        _("Only the one who is asked can answer."),
    )


# --- Staff


def schools_with_staff_visible_to(user: AnyUser) -> QuerySet[School]:
    return School.objects.filter(standing_of(user).schools_where(Right.SEE_STAFF))


def can_see_staff(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.SEE_STAFF, school), _("Only the school's own staff see who works there.")
    )


def can_manage_staff(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.MANAGE_STAFF, school),
        _("Only the principal or an administrator adds and removes colleagues."),
    )


def can_see_name(user: AnyUser, person: User) -> Decision:
    """Protected identity hides a name from all but the person and the principal of a school they work at."""
    if not person.security_marking or user.pk == person.pk:
        return Allowed()
    schools = standing_of(user).school_ids(Right.SEE_PROTECTED_NAMES)
    works_here = bool(schools) and current_employments().filter(user=person, school__in=schools).exists()
    return allow_if(works_here, _("This name is protected."))


# --- Terms


def authorities_to_set_terms_for(user: AnyUser) -> QuerySet[Authority]:
    standing = standing_of(user)
    return Authority.objects.filter(
        Q(pk__in=standing.authority_ids(Right.SET_TERMS)) | Q(schools__in=standing.school_ids(Right.SET_TERMS))
    ).distinct()


def can_set_terms(user: AnyUser, authority: Authority) -> Decision:
    return allow_if(
        authorities_to_set_terms_for(user).filter(pk=authority.pk).exists(),
        _("A principal or an administrator sets the terms."),
    )


# --- The audit trail


def can_see_audit_trail(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.SEE_AUDIT_TRAIL, school),
        _("Only the principal and the administrator read the audit trail."),
    )


def schools_with_audit_trail_visible_to(user: AnyUser) -> QuerySet[School]:
    return School.objects.filter(standing_of(user).schools_where(Right.SEE_AUDIT_TRAIL))


def audit_entries_visible_to(user: AnyUser) -> QuerySet[AuditEntry]:
    schools = schools_with_audit_trail_visible_to(user).values("pk")
    return AuditEntry.objects.filter(school_id__in=schools).select_related("by")
