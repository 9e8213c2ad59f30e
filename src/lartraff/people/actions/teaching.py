"""Saying what many colleagues teach at once."""

from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core.access import require
from lartraff.people.actions.staff import set_teaching
from lartraff.people.models import School, Subject, TeachingAssignment, User
from lartraff.people.permissions import can_manage_staff, current_employments


@transaction.atomic
def set_teaching_of_many(school: School, teaching: Mapping[User, Collection[Subject]], *, by: User) -> list[User]:
    """Let each of these teach exactly those subjects at the school: all of it or, if anything is wrong, nothing.

    Returns those for whom something changed; the others are left alone, in the audit trail too.
    """
    require(can_manage_staff(by, school))
    here = set(current_employments().filter(school=school).values_list("user", flat=True))
    if any(person.pk not in here for person in teaching):
        raise ValidationError(
            _("Somebody on the page no longer works at %(school)s. Look at the page again."),
            params={"school": school.name},
        )
    now: dict[int, set[int]] = {person.pk: set() for person in teaching}
    for user, subject in TeachingAssignment.objects.filter(school=school, user__in=now).values_list("user", "subject"):
        now[user].add(subject)
    changed = [
        person for person, subjects in teaching.items() if {subject.pk for subject in subjects} != now[person.pk]
    ]
    for person in sorted(changed, key=lambda person: person.pk):
        set_teaching(school, person, subjects=teaching[person], by=by)
    return changed
