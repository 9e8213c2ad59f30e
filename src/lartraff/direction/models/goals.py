"""Goals: what a group wants to reach, by how much, seen how, by when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.people.models import LearningGroup, User


class Goal(models.Model):
    """A group's goal. It may start as a wish; it is measurable once it says from what to what and by when.

    `baseline` and `target` are in `measure`'s own unit, such as "pupils in year 9 without at least E".
    """

    personal_data: ClassVar = PersonalData(
        fields=("set_by",), kept="as long as the group's minutes", exported="nothing"
    )

    group = models.ForeignKey(LearningGroup, models.CASCADE, related_name="goals")
    statement = models.TextField(_("goal"))
    measure = models.CharField(_("seen how"), max_length=200, blank=True)
    baseline = models.DecimalField(_("from"), max_digits=8, decimal_places=1, null=True, blank=True)
    target = models.DecimalField(_("to"), max_digits=8, decimal_places=1, null=True, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    set_at = models.DateTimeField(_("set"), default=clock.now)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["group", "-set_at", "-pk"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | Q(target__isnull=True) | ~Q(baseline=models.F("target")),
                name="goal_moves_something",
                violation_error_message=_("The goal is the same as where you are now. What should change?"),
            )
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def says_by_how_much(self) -> bool:
        return bool(self.measure) and self.baseline is not None and self.target is not None and self.due_on is not None
