"""Learning groups and their members."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.people.models.organisation import School
from lartraff.people.models.subjects import Subject
from lartraff.people.models.users import User


def kind_choices() -> list[tuple[str, object]]:
    return [("SUBJECT", _("learning group")), ("LEADERS", _("leader group"))]


class LearningGroup(models.Model):
    """Teachers of one subject who learn together. Everybody at the school may read why it exists."""

    personal_data: ClassVar = PersonalData(
        fields=("formed_by",), kept="as long as the group's minutes", exported="groups one belongs to"
    )

    school = models.ForeignKey(School, models.PROTECT, related_name="groups", verbose_name=_("school"))
    kind = models.CharField(max_length=8, choices=kind_choices, default="SUBJECT")
    name = models.CharField(_("name"), max_length=120)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("subject")
    )
    reason = models.TextField(_("why this group"))
    purpose = models.TextField(_("purpose"))
    members = models.ManyToManyField(User, through="GroupMembership", related_name="learning_groups")
    formed_at = models.DateTimeField(_("formed"), default=clock.now)
    formed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("learning group")
        verbose_name_plural = _("learning groups")

    def __str__(self) -> str:
        return self.name


def membership_role_choices() -> list[tuple[str, object]]:
    return [("MEMBER", _("member")), ("LEADER", _("learning leader"))]


class GroupMembership(models.Model):
    """Somebody's time in a group. It ends; it is never deleted, since minutes name those who were there."""

    personal_data: ClassVar = PersonalData(
        fields=("user", "role", "joined_on", "left_on"),
        kept="as long as the group's minutes",
        exported="all of it",
    )

    group = models.ForeignKey(LearningGroup, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=8, choices=membership_role_choices, default="MEMBER")
    joined_on = models.DateField(_("from"))
    left_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["group", "user__given_name", "user__family_name", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"],
                condition=Q(left_on__isnull=True),
                name="one_current_membership",
                violation_error_message=_("That person is already in the group."),
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(role="LEADER", left_on__isnull=True),
                name="one_leader_at_a_time",
                violation_error_message=_("A group has one learning leader at a time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.group}"
