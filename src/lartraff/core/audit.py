"""Writing the audit trail."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from lartraff.core.models import AuditEntry


def record(
    verb: str, on: models.Model, *, by: AbstractBaseUser | None, school_id: int | None, **facts: Any
) -> AuditEntry:
    """Add one entry, inside the transaction of the change that it tells of.

    `verb` is the action's name; `facts` are figures, codes and dates, never text that people have written.
    `by` is None only where nobody is signed in, as on the command line.
    """
    return AuditEntry.objects.create(
        verb=verb,
        kind=on._meta.label,
        about=f"{on._meta.model_name} {on.pk}",
        by=by,  # type: ignore[misc]
        school_id=school_id,
        facts=facts,
    )


def record_at_schools(
    verb: str, on: models.Model, *, by: AbstractBaseUser | None, school_ids: Iterable[int], **facts: Any
) -> None:
    """As `record`, once for each school: what is done to many schools at once is read at each of them."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            verb=verb,
            kind=on._meta.label,
            about=f"{on._meta.model_name} {on.pk}",
            by=by,  # type: ignore[misc]
            school_id=school_id,
            facts=facts,
        )
        for school_id in school_ids
    )
