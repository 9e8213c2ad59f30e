"""Schools, the people who work there, and what they teach."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import require
from lartraff.people.models import Authority, Employment, School, Subject, TeachingAssignment, User
from lartraff.people.permissions import can_manage_staff

ROLES_AT_A_SCHOOL = {"STAFF", "PRINCIPAL"}


@transaction.atomic
def open_school(*, authority_name: str, name: str, unit_code: str) -> School:
    """Take a school (and, the first time, its authority) into use. Done on the command line, by nobody signed in."""
    authority, _created = Authority.objects.get_or_create(name=authority_name)
    school = School(authority=authority, name=name, unit_code=unit_code)
    school.full_clean()
    school.save()
    audit.record("open_school", school, by=None, school_id=school.pk, unit_code=unit_code)
    return school


@transaction.atomic
def add_first_person(school: School, *, email: str, given_name: str, family_name: str, role: str) -> User:
    """Give a school its first principal, or its authority an administrator or analyst, from the command line."""
    user = find_or_make_user(email=email, given_name=given_name, family_name=family_name)
    employ(user, school, role=role, title="", by=None)
    return user


@transaction.atomic
def add_colleague(
    school: School,
    *,
    by: User,
    email: str,
    given_name: str,
    family_name: str,
    title: str = "",
    role: str = "STAFF",
    subjects: Iterable[Subject] = (),
) -> User:
    """Add somebody to the school's staff; a person known by that e-mail at another school is the same person."""
    require(can_manage_staff(by, school))
    if role not in ROLES_AT_A_SCHOOL:
        raise ValidationError(
            _("A school gives the roles of staff and principal. The others are given by the authority.")
        )
    user = find_or_make_user(email=email, given_name=given_name, family_name=family_name)
    employ(user, school, role=role, title=title, by=by)
    set_teaching(school, user, subjects=subjects, by=by)
    return user


def find_or_make_user(*, email: str, given_name: str, family_name: str) -> User:
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User(email=email.lower(), given_name=given_name, family_name=family_name)
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save()
    return user


def employ(user: User, school: School, *, role: str, title: str, by: User | None) -> Employment:
    at_school = role in ROLES_AT_A_SCHOOL
    employment = Employment(
        user=user,
        authority=school.authority,
        school=school if at_school else None,
        role=role,
        title=title,
        starts_on=clock.today(),
    )
    already = Employment.objects.filter(user=user, school=employment.school, role=role, ends_on=None)
    if already.exists():
        raise ValidationError(
            _("%(email)s already works at %(school)s."), params={"email": user.email, "school": school.name}
        )
    employment.full_clean()
    employment.save()
    audit.record("employ", employment, by=by, school_id=school.pk, person=user.pk, role=role)
    return employment


@transaction.atomic
def set_teaching(school: School, person: User, *, subjects: Iterable[Subject], by: User) -> None:
    """Say what `person` teaches at the school: exactly `subjects`."""
    require(can_manage_staff(by, school))
    wanted = {subject.pk for subject in subjects}
    TeachingAssignment.objects.filter(user=person, school=school).exclude(subject__in=wanted).delete()
    TeachingAssignment.objects.bulk_create(
        (TeachingAssignment(user=person, school=school, subject_id=pk) for pk in sorted(wanted)),
        ignore_conflicts=True,
    )
    audit.record("set_teaching", person, by=by, school_id=school.pk, subjects=len(wanted))


@transaction.atomic
def end_employment(school: School, person: User, *, by: User) -> None:
    """Let `person` leave the school from today. Their groups end too, and what they were asked to lead is taken back;
    what they wrote in minutes stays.
    """
    require(can_manage_staff(by, school))
    if person.pk == by.pk:
        raise ValidationError(_("You cannot remove yourself. Ask another principal or the administrator."))
    leading = person.memberships.filter(group__school=school, left_on=None, role="LEADER").select_related("group")
    if membership := leading.first():
        raise ValidationError(
            _("This person leads %(group)s. Choose another learning leader there first."),
            params={"group": membership.group.name},
        )
    today = clock.today()
    person.memberships.filter(group__school=school, left_on=None).update(left_on=today)
    person.mandates.filter(school=school, state="ASKED").update(state="WITHDRAWN", answered_at=clock.now())
    ended = Employment.objects.filter(user=person, school=school, ends_on=None)
    # An employment that began today never was; one that ends yesterday gives no rights today.
    ended.filter(starts_on=today).delete()
    ended.update(ends_on=date.fromordinal(today.toordinal() - 1))
    audit.record("end_employment", person, by=by, school_id=school.pk)


@transaction.atomic
def set_language(user: User, language: str) -> None:
    """Remember the language that the person wants."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def set_reminders(user: User, *, wanted: bool) -> None:
    """Remember whether the person wants letters: the day before a meeting, and about leading a group."""
    user.reminders = wanted
    user.save(update_fields=["reminders"])
