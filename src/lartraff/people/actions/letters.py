"""Letters about mandates, each in its reader's language. They say where to read, never what stands there."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from lartraff.people.models import Mandate, User
from lartraff.people.queries import shown_name

ASKED, CHANGED, ANSWERED, WITHDRAWN = "asked", "changed", "answered", "withdrawn"


def tell(person: User, kind: str, mandate: Mandate, *, site: str | None) -> None:
    """Write to `person` when the transaction is through, unless they want no letters, or there is no `site` to link."""
    if site and person.reminders and person.email and person.is_active:
        transaction.on_commit(partial(write, person, kind, mandate, site=site), robust=True)


def write(person: User, kind: str, mandate: Mandate, *, site: str) -> None:
    house = site.rstrip("/")
    with translation.override(person.language):
        context = {
            "kind": kind,
            "name": person.get_short_name(),
            "principal": shown_name(person, mandate.asked_by),
            "leader": shown_name(person, mandate.leader),
            "about": mandate.about,
            "link": house + reverse("people:mandate", args=[mandate.pk]),
            "account": house + reverse("people:account"),
        }
        send_mail(
            subject=" ".join(render_to_string("people/email/mandate_subject.txt", context).split()),
            message=render_to_string("people/email/mandate.txt", context),
            from_email=None,
            recipient_list=[person.email],
        )
