"""What results were before they were replaced, since those who saw them then also see what took their place."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import NO_PERSONAL_DATA
from lartraff.people.models import School, Subject
from lartraff.people.models.organisation import season_choices


def earlier_kind_choices() -> list[tuple[str, object]]:
    return [("GRADES", _("grades")), ("TEST", _("national test")), ("AGAINST", _("grades against national test"))]


class EarlierCounts(models.Model):
    """One version of a row that is no longer there. Kept as long as results are; nobody is shown it as a result.

    `counts`, `counts_by_sex`: as the row had them; of grades against a test {"HIGHER": 5, "EQUAL": 20, "LOWER": 0}.
    """

    personal_data: ClassVar = NO_PERSONAL_DATA

    kind = models.CharField(_("kind"), max_length=7, choices=earlier_kind_choices)
    school = models.ForeignKey(School, models.CASCADE, related_name="earlier_counts", verbose_name=_("school"))
    school_year = models.PositiveSmallIntegerField(_("school year"))
    season = models.CharField(_("term"), max_length=2, choices=season_choices)
    year = models.PositiveSmallIntegerField(_("year"))
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name=_("subject"))
    part = models.CharField(_("part"), max_length=6, blank=True)
    counts = models.JSONField(_("pupils per step"))
    counts_by_sex = models.JSONField(_("pupils per step, girls and boys"), default=dict)
    replaced_at = models.DateTimeField(_("replaced"), default=clock.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("earlier result")
        verbose_name_plural = _("earlier results")

    def __str__(self) -> str:
        return f"{self.kind} {self.subject.code} {self.year} {self.season} {self.school_year}"
