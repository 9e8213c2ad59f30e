"""Reads about people, groups and terms."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from lartraff.core import clock
from lartraff.people.logic.calendar import SchoolYear, Season, season_of, usual_term
from lartraff.people.models import (
    Authority,
    GroupMembership,
    LearningGroup,
    Mandate,
    School,
    Subject,
    TeachingAssignment,
    Term,
    User,
)
from lartraff.people.permissions import (
    AnyUser,
    can_see_name,
    current_employments,
    groups_visible_to,
    mandates_visible_to,
    standing_of,
)
from lartraff.people.roles import Right


def subjects() -> QuerySet[Subject]:
    return Subject.objects.all()


def school_by_code(unit_code: str) -> School | None:
    return School.objects.filter(unit_code=unit_code).select_related("authority").first()


def staff_of(school: School) -> QuerySet[User]:
    """Everybody who works at the school today, with what they teach there (`taught`) and as what (`posts`)."""
    return (
        User.objects.filter(pk__in=current_employments().filter(school=school).values("user"))
        .prefetch_related(
            Prefetch("employments", current_employments().filter(school=school), to_attr="posts"),
            Prefetch("teaching", TeachingAssignment.objects.filter(school=school).select_related("subject"), "taught"),
        )
        .order_by("given_name", "family_name", "pk")
    )


def teachers_first(school: School, subject: Subject | None) -> QuerySet[User]:
    """The school's staff, those who teach `subject` (then marked `teaches_it`) first."""
    teaches = TeachingAssignment.objects.filter(user=OuterRef("pk"), school=school, subject=subject)
    return (
        staff_of(school).annotate(teaches_it=Exists(teaches)).order_by("-teaches_it", "given_name", "family_name", "pk")
    )


def current_members(group: LearningGroup) -> QuerySet[GroupMembership]:
    """The members of today, the learning leader first."""
    return (
        group.memberships.filter(left_on=None)
        .select_related("user")
        .order_by("role", "user__given_name", "user__family_name", "pk")
    )


def members_of(groups: Iterable[LearningGroup]) -> dict[int, list[User]]:
    """The members of today, without those who lead, by the group's primary key (one query)."""
    found: dict[int, list[User]] = {}
    here = GroupMembership.objects.filter(group__in=[group.pk for group in groups], left_on=None, role="MEMBER")
    for membership in here.select_related("user").order_by("user__given_name", "user__family_name", "pk"):
        found.setdefault(membership.group_id, []).append(membership.user)
    return found


def leader_of(group: LearningGroup) -> User | None:
    membership = group.memberships.filter(left_on=None, role="LEADER").select_related("user").first()
    return membership.user if membership else None


def groups_with_leaders(viewer: AnyUser) -> QuerySet[LearningGroup]:
    """Open groups that the viewer sees, each with its current leader's membership in `led_by` (a list)."""
    leading = GroupMembership.objects.filter(left_on=None, role="LEADER").select_related("user")
    return (
        groups_visible_to(viewer)
        .filter(closed_at=None)
        .prefetch_related(Prefetch("memberships", leading, to_attr="led_by"))
    )


def term_on(day: date, school: School) -> Term:
    """The term that `day` falls in or that comes next; the usual one (unsaved) where the authority has said none."""
    term = (
        Term.objects.filter(authority=school.authority_id, ends_on__gte=day)
        .prefetch_related("breaks")
        .order_by("starts_on")
        .first()
    )
    year, season = SchoolYear.of(day), season_of(day)
    starts, ends = usual_term(year, season)
    if ends < day:
        year, season = (year, Season.VT) if season is Season.HT else (SchoolYear(year.start + 1), Season.HT)
        starts, ends = usual_term(year, season)
    if term is not None and term.starts_on <= ends:
        return term
    return Term(
        authority_id=school.authority_id, school_year=year.start, season=season.value, starts_on=starts, ends_on=ends
    )


def terms_to_set(authority: Authority) -> list[Term]:
    """This term and the two after it, each as set or (unsaved) as it usually is."""
    day = clock.today()
    year, season = SchoolYear.of(day), season_of(day)
    found = []
    for _number in range(3):
        found.append(term_named(authority, year, season))
        year, season = (year, Season.VT) if season is Season.HT else (SchoolYear(year.start + 1), Season.HT)
    return found


def term_named(authority: Authority, year: SchoolYear, season: Season) -> Term:
    term = Term.objects.filter(authority=authority, school_year=year.start, season=season.value).first()
    if term is not None:
        return term
    starts, ends = usual_term(year, season)
    return Term(authority=authority, school_year=year.start, season=season.value, starts_on=starts, ends_on=ends)


def members_on(group: LearningGroup, day: date) -> QuerySet[GroupMembership]:
    """Who was in the group on `day`, the learning leader first."""
    return (
        group.memberships.filter(Q(left_on=None) | Q(left_on__gte=day), joined_on__lte=day)
        .select_related("user")
        .order_by("role", "user__given_name", "user__family_name", "pk")
    )


def public_name(user: User) -> str:
    """The name as anyone at all may read it, in minutes that are kept and handed out."""
    return _("A colleague") if user.security_marking else user.get_full_name()


def shown_name(viewer: AnyUser, person: User) -> str:
    """The name of `person` as `viewer` may see it; a protected one only for those it is not hidden from."""
    return person.get_full_name() if can_see_name(viewer, person) else _("A colleague")


def person_by_email(email: str) -> User | None:
    return User.objects.filter(email__iexact=email).first()


def schools_exist() -> bool:
    return School.objects.exists()


# --- Mandates

NEWS_FOR = timedelta(days=14)  # so long an answer stays on the principal's home page


def open_mandates_of(user: User) -> QuerySet[Mandate]:
    """What somebody has been asked and has not answered."""
    return mandates_visible_to(user).filter(leader=user, state="ASKED")


def answers_lately(viewer: AnyUser) -> QuerySet[Mandate]:
    """What leaders have answered the viewer's school in the last weeks, the latest first."""
    schools = standing_of(viewer).school_ids(Right.SEE_MANDATES)
    answered = mandates_visible_to(viewer).filter(school__in=schools, answered_at__gte=clock.now() - NEWS_FOR)
    return answered.filter(state__in=("ACCEPTED", "DECLINED")).exclude(leader=viewer.pk).order_by("-answered_at")


def story_of(viewer: AnyUser, mandate: Mandate) -> list[Mandate]:
    """Everything that was asked and answered about the same, the latest first."""
    same = mandates_visible_to(viewer).filter(school=mandate.school_id, leader=mandate.leader_id, about=mandate.about)
    return list(same.order_by("-asked_at", "-pk"))


def mandates_as_they_stand(viewer: AnyUser) -> list[Mandate]:
    """One mandate of each story: what waits for an answer, else what is agreed, else what came last."""
    found: dict[tuple[int, int, str], Mandate] = {}
    weight = {"ASKED": 2, "ACCEPTED": 1}
    for mandate in mandates_visible_to(viewer).order_by("-asked_at", "-pk"):
        story = (mandate.school_id, mandate.leader_id, mandate.about)
        if story not in found or weight.get(mandate.state, 0) > weight.get(found[story].state, 0):
            found[story] = mandate
    return list(found.values())


def mandate_for(viewer: AnyUser, group: LearningGroup) -> Mandate | None:
    """What the group's leader of today has agreed to, or else has been asked, if the viewer may see it."""
    leader = leader_of(group)
    there = mandates_visible_to(viewer).filter(group=group, leader=leader, state__in=("ACCEPTED", "ASKED"))
    return there.order_by("state").first() if leader else None


def groups_led_by(person: User, school: School) -> QuerySet[LearningGroup]:
    leading = GroupMembership.objects.filter(user=person, role="LEADER", left_on=None)
    return LearningGroup.objects.filter(pk__in=leading.values("group"), school=school, closed_at=None)


def leaders_to_present(groups: Iterable[LearningGroup]) -> dict[int, User]:
    """Each group's leader, by the group's key, where the name may be told to the staff.

    Where there is a mandate, only a yes makes the name ready to be told; that there is none is not told either.
    """
    leading = GroupMembership.objects.filter(group__in=list(groups), role="LEADER", left_on=None).select_related("user")
    asked: dict[tuple[int | None, int], set[str]] = {}
    for mandate in Mandate.objects.filter(group__in=[one.group_id for one in leading]):
        asked.setdefault((mandate.group_id, mandate.leader_id), set()).add(mandate.state)
    return {
        one.group_id: one.user for one in leading if "ACCEPTED" in asked.get((one.group_id, one.user_id), {"ACCEPTED"})
    }
