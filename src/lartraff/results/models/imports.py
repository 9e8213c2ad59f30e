"""Files that have been read: first on trial, then confirmed, perhaps undone."""

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
        ("SEVERAL", _("files of several kinds")),
        ("COUNTS", _("count table")),
        ("OFFICIAL", _("published figures")),
        ("SHEET", _("own spreadsheet")),
    ]


def holds_choices() -> list[tuple[str, object]]:
    return [
        ("COUNTED", _("what was counted")),
        ("EMPTY", _("where nothing was counted")),
        ("REPLACED", _("what was replaced")),
        ("EMPTIED", _("what was taken away")),
    ]


class ImportBatch(models.Model):
    """The files of one upload. On trial, what they gave is kept aside in `PackedRows`.

    `files`: [{"name": "betyg.txt", "kind": "SCB_9", "pupils": 89, "rows": 23}], numbers taken out of the names.
    `remarks`: what is said beside the trial, as `Problem.as_json`; empty once confirmed.
    `replaced_count`: how many rows it took the place of; None where that was not kept, and it cannot be undone.
    `replaces`: the imports that had said something of the same places before. Each can be undone only after this.
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
    files = models.JSONField(_("files"), default=list)
    # Nobody: the command line.
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="import_batches", verbose_name=_("who"))
    read_at = models.DateTimeField(_("read"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    pupils = models.PositiveIntegerField(_("pupils in the files"))
    row_count = models.PositiveIntegerField(_("rows"))
    replaced_count = models.PositiveIntegerField(_("rows replaced"), null=True, blank=True)
    replaces = models.ManyToManyField("self", symmetrical=False, related_name="replaced_by", verbose_name=_("replaces"))
    remarks = models.JSONField(_("remarks"), default=list)

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

    @property
    def file_names(self) -> list[str]:
        return [file["name"] for file in self.files if file["name"]]


class PackedRows(models.Model):
    """Some thousand rows of an import, as `results.logic.packing` packs them. Numbers of pupils, never pupils.

    On trial, by codes: COUNTED, what would be saved, and EMPTY, places of which the file says that nothing is there.
    Once confirmed, as they stood in `table`, so that the import can be undone: REPLACED, rows that others came in the
    place of, and EMPTIED, rows that none did.
    """

    personal_data: ClassVar = NO_PERSONAL_DATA

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="packed", verbose_name=_("import"))
    holds = models.CharField(_("holds"), max_length=8, choices=holds_choices)
    table = models.CharField(_("table"), max_length=20)
    content = models.BinaryField(_("rows"))
    row_count = models.PositiveIntegerField(_("number of rows"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("packed rows")
        verbose_name_plural = _("packed rows")

    def __str__(self) -> str:
        return f"{self.table} {self.holds} {self.batch_id}"
