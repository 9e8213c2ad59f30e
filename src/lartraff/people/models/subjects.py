"""School subjects, and who teaches them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA, PersonalData
from lartraff.people.models.organisation import School
from lartraff.people.models.users import User


class Subject(models.Model):
    """A subject by its code in the grade catalogue (MA, SVA, M2), with its official name."""

    personal_data: ClassVar = NO_PERSONAL_DATA

    code = models.CharField(_("code"), max_length=5, unique=True)
    name_sv = models.CharField(_("Swedish name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)
    syllabus_code = models.CharField(_("Skolverket's subject code"), max_length=12, blank=True)

    class Meta:
        ordering = ["name_sv"]
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_sv


class TeachingAssignment(models.Model):
    """Who teaches what at which school."""

    personal_data: ClassVar = PersonalData(
        fields=("user", "subject"), kept="while employed and one year after", exported="all of it"
    )

    user = models.ForeignKey(User, models.CASCADE, related_name="teaching")
    school = models.ForeignKey(School, models.CASCADE, related_name="teaching")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="teaching")

    class Meta:
        ordering = ["user", "subject"]
        verbose_name = _("teaching assignment")
        verbose_name_plural = _("teaching assignments")
        constraints = [models.UniqueConstraint(fields=["user", "school", "subject"], name="one_assignment_per_subject")]

    def __str__(self) -> str:
        return f"{self.subject.code} {self.school}"
