"""What the columns of a school's own spreadsheets mean, remembered for the next time."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import PersonalData
from lartraff.people.models import School, User


class ColumnMapping(models.Model):
    """`shape` names a table by its headings; `columns` says what each is for, as `results.logic.proposing` does."""

    personal_data: ClassVar = PersonalData(fields=("by",), kept="until it is chosen anew", exported="nothing")

    school = models.ForeignKey(School, models.CASCADE, related_name="column_mappings", verbose_name=_("school"))
    shape = models.CharField(_("headings"), max_length=64)
    columns = models.JSONField(_("columns"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    used_at = models.DateTimeField(_("used"), auto_now=True)

    class Meta:
        ordering = ["school", "-used_at"]
        verbose_name = _("meaning of columns")
        verbose_name_plural = _("meanings of columns")
        constraints = [models.UniqueConstraint(fields=["school", "shape"], name="one_meaning_per_table")]

    def __str__(self) -> str:
        return self.shape
