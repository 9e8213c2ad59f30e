"""A school's own spreadsheets: tables that wait for somebody to say what their columns mean, and what was said."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import PersonalData
from lartraff.people.models import School, User
from lartraff.results.models.imports import ImportBatch


class TableOnHold(models.Model):
    """What may be kept of a table until its columns have been said: nothing in it can be about a pupil.

    `content` as `results.logic.proposing_tables.Table.as_json`. `batch`: the trial that was last made of it; whatever
    happens to that happens to the table, but for being saved: then the table goes alone.
    """

    personal_data: ClassVar = PersonalData(
        fields=("by",), kept="until its numbers are saved or thrown away, at most a day", exported="nothing"
    )

    by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("who"))
    read_at = models.DateTimeField(_("read"), auto_now_add=True)
    file_name = models.CharField(_("file name"), max_length=120, blank=True)
    content = models.JSONField(_("table"))
    batch = models.OneToOneField(
        ImportBatch, models.CASCADE, null=True, blank=True, related_name="table_on_hold", verbose_name=_("import")
    )

    class Meta:
        ordering = ["-read_at", "-pk"]
        verbose_name = _("table on hold")
        verbose_name_plural = _("tables on hold")

    def __str__(self) -> str:
        return self.file_name or f"{self.pk}"


class ColumnMapping(models.Model):
    """`shape` names a table by its headings; `columns` says what each is for, as codes of `proposing_uses.Use`."""

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
