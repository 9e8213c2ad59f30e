"""The audit trail: who did what to what, when. Never what was written."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData


class AuditEntry(models.Model):
    """One change. Append-only: entries are written by `core.audit.record` and never altered."""

    personal_data: ClassVar = PersonalData(
        fields=("by", "about"), kept="five years, as the authority decides", exported="own entries"
    )

    at = models.DateTimeField(_("when"), default=clock.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    verb = models.CharField(_("what"), max_length=60)
    kind = models.CharField(_("kind of thing"), max_length=60)
    about = models.CharField(_("which"), max_length=200)
    # The pages of a school show the entries of that school; a plain number, since core knows no schools.
    school_id = models.BigIntegerField(_("school"), null=True, db_index=True)
    facts = models.JSONField(_("facts"), default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The audit trail is never altered.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The audit trail is never altered.")
