"""Groups that are proposed before they are formed: the principal changes them by hand and decides."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.people.models import LearningGroup, School, Subject, User


class GroupPlan(models.Model):
    """One round of forming groups: for which subjects, of which sizes. Only the school's principal sees it.

    `candidates`: those the principal thinks of as leaders. `left_out`: who is in no group and why, {"12": reason};
    `uncovered`: which chosen subjects have none, {"KE": reason}; reasons as `results.logic.proposed` has them.
    Everybody whom a plan is about is in one of its groups or in `left_out`.
    """

    personal_data: ClassVar = PersonalData(
        fields=("by", "candidates", "left_out"), kept="until its groups are formed, at most a year", exported="nothing"
    )

    school = models.ForeignKey(School, models.CASCADE, related_name="group_plans", verbose_name=_("school"))
    subjects = models.ManyToManyField(Subject, related_name="+", verbose_name=_("subjects"))
    smallest = models.PositiveSmallIntegerField(_("fewest in a group"), default=3)
    largest = models.PositiveSmallIntegerField(_("most in a group"), default=7)
    by_category = models.BooleanField(_("by subject category"), default=False)
    also_grouped = models.BooleanField(_("also those who are in a group"), default=False)
    candidates = models.ManyToManyField(User, related_name="+", blank=True, verbose_name=_("possible leaders"))
    why = models.TextField(_("why these subjects"), blank=True)
    left_out = models.JSONField(_("in no group"), default=dict, blank=True)
    uncovered = models.JSONField(_("subjects without a group"), default=dict, blank=True)
    made_at = models.DateTimeField(_("made"), default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who"))

    class Meta:
        ordering = ["school", "-made_at", "-pk"]
        verbose_name = _("plan for groups")
        verbose_name_plural = _("plans for groups")
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest__gte=2) & Q(largest__gte=models.F("smallest")),
                name="group_sizes_make_sense",
                violation_error_message=_(
                    "A group has at least two people, and the most is not fewer than the fewest."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.made_at:%Y-%m-%d}"


class ProposedGroup(models.Model):
    """One group of a plan. `reasons`: as `results.logic.proposed` has them. `group`: once it has been formed."""

    personal_data: ClassVar = PersonalData(fields=("members", "leader"), kept="as long as the plan", exported="nothing")

    plan = models.ForeignKey(GroupPlan, models.CASCADE, related_name="groups", verbose_name=_("plan"))
    position = models.PositiveSmallIntegerField(_("place"))
    name = models.CharField(_("name"), max_length=120)
    subjects = models.ManyToManyField(Subject, related_name="+", verbose_name=_("subjects"))
    members = models.ManyToManyField(User, related_name="+", verbose_name=_("members"))
    leader = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("learning leader")
    )
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    changed_by_hand = models.BooleanField(_("changed by hand"), default=False)
    group = models.OneToOneField(
        LearningGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposed_as",
        verbose_name=_("formed group"),
    )

    class Meta:
        ordering = ["plan", "position", "pk"]
        verbose_name = _("proposed group")
        verbose_name_plural = _("proposed groups")

    def __str__(self) -> str:
        return self.name
