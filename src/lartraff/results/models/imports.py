"""Files that have been read: first on trial, then confirmed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA, PersonalData
from lartraff.people.models import Authority, School, User


def state_choices() -> list[tuple[str, object]]:
    return [("TRIAL", _("on trial")), ("CONFIRMED", _("confirmed")), ("UNDONE", _("undone"))]


def kind_choices() -> list[tuple[str, object]]:
    return [
        ("SCB_9", _("final grades of year 9 (SCB)")),
        ("SCB_6", _("term grades of year 6 (SCB)")),
        ("NP_9", _("national tests of year 9 (SCB)")),
        ("NP_6", _("national tests of year 6 (SCB)")),
        ("NP_3", _("national tests of year 3 (SCB)")),
        ("SEVERAL", _("grades and national tests (SCB)")),
        ("COUNTS", _("count table")),
        ("OFFICIAL", _("published figures")),
        ("SHEET", _("own spreadsheet")),
    ]


class ImportBatch(models.Model):
    """One file. `counted` is what it would give while on trial, as numbers only; empty once confirmed.

    Shape of `counted`: {"rows": [{"school": pk, "school_year": 2025, "season": "VT", "year": 9, "subject": "MA",
    "counts": {"A": 3}}], "problems": [as `Problem.as_json`]}. Rows with empty counts remove what was there.
    """

    personal_data: ClassVar = PersonalData(
        fields=("by", "undone_by"), kept="as long as the results; trials at most a day", exported="own imports"
    )

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="import_batches", verbose_name=_("school authority")
    )
    schools = models.ManyToManyField(School, related_name="import_batches", verbose_name=_("schools"))
    state = models.CharField(_("state"), max_length=9, choices=state_choices, default="TRIAL")
    kind = models.CharField(_("kind of file"), max_length=8, choices=kind_choices)
    file_name = models.CharField(_("file name"), max_length=120)
    # Nobody: the command line.
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="import_batches", verbose_name=_("who"))
    read_at = models.DateTimeField(_("read"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    pupils = models.PositiveIntegerField(_("pupils in the file"))
    row_count = models.PositiveIntegerField(_("result rows"))
    counted = models.JSONField(_("counted"), default=dict)

    class Meta:
        ordering = ["-read_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="TRIAL", confirmed_at__isnull=True)
                | Q(state__in=("CONFIRMED", "UNDONE"), confirmed_at__isnull=False),
                name="confirmed_imports_say_when",
            ),
            models.CheckConstraint(
                condition=Q(state="UNDONE", undone_at__isnull=False) | ~Q(state="UNDONE"),
                name="undone_imports_say_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class ReplacedRows(models.Model):
    """What an import took the place of, so that the whole import can be undone. Numbers of pupils, never pupils.

    `content`: {"ResultRow": [{field: value}], "TestRow": [...]} in the fields' database names, JSON packed with zlib.
    """

    personal_data: ClassVar = NO_PERSONAL_DATA

    batch = models.OneToOneField(ImportBatch, models.CASCADE, related_name="replaced", verbose_name=_("import"))
    content = models.BinaryField(_("rows"))

    class Meta:
        verbose_name = _("replaced rows")
        verbose_name_plural = _("replaced rows")

    def __str__(self) -> str:
        return f"{self.batch_id}"
