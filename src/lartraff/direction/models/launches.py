"""Launches: how a term's groups are presented to the staff."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.people.models import LearningGroup, School, User
from lartraff.people.models.organisation import season_choices


class Launch(models.Model):
    """Which groups are presented, and the first and last words. What is said of each group is the group's own page's.

    Only those who lead the school see it until it is published (`published_at`); then all its staff do.
    """

    personal_data: ClassVar = PersonalData(
        fields=("made_by",), kept="as long as the groups' minutes", exported="nothing"
    )

    school = models.ForeignKey(School, models.CASCADE, related_name="launches", verbose_name=gettext_lazy("school"))
    school_year = models.PositiveSmallIntegerField(gettext_lazy("school year"))
    season = models.CharField(gettext_lazy("term"), max_length=2, choices=season_choices)
    groups = models.ManyToManyField(LearningGroup, related_name="launches", verbose_name=gettext_lazy("groups"))
    opening = models.CharField(gettext_lazy("first words"), max_length=300, blank=True)
    closing = models.CharField(gettext_lazy("last words"), max_length=300, blank=True)
    made_at = models.DateTimeField(gettext_lazy("made"), default=clock.now)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=gettext_lazy("made by"))
    published_at = models.DateTimeField(gettext_lazy("shown to the staff"), null=True, blank=True)

    class Meta:
        ordering = ["-school_year", "-season", "school"]
        verbose_name = gettext_lazy("presentation of groups")
        verbose_name_plural = gettext_lazy("presentations of groups")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "season"],
                name="one_launch_per_term",
                violation_error_message=gettext_lazy("The groups of that term have a presentation already. Change it."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """As the page and the first slide are called."""
        return _("This autumn's learning groups") if self.season == "HT" else _("This spring's learning groups")

    @property
    def calendar_year(self) -> int:
        return self.school_year if self.season == "HT" else self.school_year + 1
