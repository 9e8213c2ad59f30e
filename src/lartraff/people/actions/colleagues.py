"""Welcoming colleagues, and what the school says about them."""

from collections.abc import Iterable

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import require
from lartraff.people.actions.staff import add_colleague, set_teaching
from lartraff.people.models import School, Subject, User
from lartraff.people.permissions import can_manage_staff, can_see_name, current_employments


@transaction.atomic
def welcome_colleague(
    school: School,
    *,
    by: User,
    site: str,
    email: str,
    given_name: str,
    family_name: str,
    title: str = "",
    role: str = "STAFF",
    subjects: Iterable[Subject] = (),
    security_marking: str = "",
) -> User:
    """Add somebody to the staff and invite them by e-mail. `site` is where people reach Lärträff: https://host/."""
    if email.casefold() == by.email.casefold():
        raise ValidationError(_("You cannot give yourself a role. Ask another principal or the administrator."))
    person = add_colleague(
        school,
        by=by,
        email=email,
        given_name=given_name,
        family_name=family_name,
        title=title,
        role=role,
        subjects=subjects,
    )
    if security_marking:
        mark_identity(school, person, by=by, security_marking=security_marking)
    invite(school, person, by=by, site=site)
    return person


@transaction.atomic
def describe_colleague(
    school: School,
    person: User,
    *,
    by: User,
    title: str,
    subjects: Iterable[Subject],
    security_marking: str | None,
) -> None:
    """Change title, subjects and protection; a marking of None leaves the protection as it is."""
    require(can_manage_staff(by, school))
    current_employments().filter(user=person, school=school).update(title=title)
    audit.record("describe_colleague", person, by=by, school_id=school.pk)
    set_teaching(school, person, subjects=subjects, by=by)
    if security_marking is not None and security_marking != person.security_marking:
        mark_identity(school, person, by=by, security_marking=security_marking)


def mark_identity(school: School, person: User, *, by: User, security_marking: str) -> None:
    """Protect the identity, or lift the protection: that only somebody does who may see the name."""
    require(can_manage_staff(by, school))
    if not security_marking:
        require(can_see_name(by, person))
    person.security_marking = security_marking
    person.save(update_fields=["security_marking"])
    audit.record("mark_identity", person, by=by, school_id=school.pk, marking=security_marking)


@transaction.atomic
def invite(school: School, person: User, *, by: User, site: str) -> None:
    """Tell `person` by e-mail that they can sign in; who has no password yet gets a link to choose one."""
    require(can_manage_staff(by, school))
    audit.record("invite", person, by=by, school_id=school.pk)
    transaction.on_commit(lambda: send_invitation(school, person, site=site), robust=True)


def send_invitation(school: School, person: User, *, site: str) -> None:
    with translation.override(person.language):
        about = {
            "school": school.name,
            "given_name": person.given_name,
            "link": link_to_choose_password(person, site=site) if not person.has_usable_password() else "",
            "site": site,
            "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
        }
        send_mail(
            subject=render_to_string("people/email/invitation_subject.txt", about).strip(),
            message=render_to_string("people/email/invitation.txt", about),
            from_email=None,
            recipient_list=[person.email],
        )


def link_to_choose_password(person: User, *, site: str) -> str:
    """A link that lets `person` choose a password, once and within the days that resetting allows."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )
    return site.rstrip("/") + path
