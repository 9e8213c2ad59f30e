"""Mandates: what the principal asks of a learning leader, and what the leader may decide."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.people.models.groups import LearningGroup
from lartraff.people.models.organisation import School
from lartraff.people.models.users import User


def state_choices() -> list[tuple[str, object]]:
    return [
        ("ASKED", _("asked")),
        ("ACCEPTED", _("yes")),
        ("DECLINED", _("no")),
        ("WITHDRAWN", _("taken back")),
        ("REPLACED", _("replaced")),
    ]


class Mandate(models.Model):
    """Seen by the leader and the school's principal, nobody else. `group`: the group it came to be about, once formed.

    `task`: what the leader is asked to do; `decides`: what the leader may decide without asking; `support`: what the
    principal gives (time, a talk every month). `answer`: the leader's own words with yes or no. `answered_at`: or when
    it was taken back. All mandates of one leader `about` the same are one story: what was agreed is never altered, a
    change is asked anew and replaces it when it is accepted.
    """

    personal_data: ClassVar = PersonalData(
        fields=("leader", "asked_by", "task", "decides", "support", "answer"),
        kept="while the group meets and one year after",
        exported="all of it",
    )

    school = models.ForeignKey(School, models.CASCADE, related_name="mandates", verbose_name=_("school"))
    group = models.ForeignKey(
        LearningGroup, models.SET_NULL, null=True, blank=True, related_name="mandates", verbose_name=_("learning group")
    )
    leader = models.ForeignKey(User, models.CASCADE, related_name="mandates", verbose_name=_("learning leader"))
    about = models.CharField(_("which group"), max_length=120)
    task = models.TextField(_("what I ask of you"))
    decides = models.TextField(_("what you may decide"))
    support = models.TextField(_("what you get from me"), blank=True)
    state = models.CharField(_("answer"), max_length=9, choices=state_choices, default="ASKED")
    answer = models.TextField(_("in own words"), blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["school", "-asked_at", "-pk"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ASKED", answered_at__isnull=True) | ~Q(state="ASKED"),
                name="open_mandates_have_no_answer",
            ),
            models.UniqueConstraint(
                fields=["school", "leader", "about", "state"],
                condition=Q(state__in=("ASKED", "ACCEPTED")),
                name="one_mandate_for_the_same",
                violation_error_message=_("This person has already been asked to lead that group."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.state}"
