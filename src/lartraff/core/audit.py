"""Writing the audit trail."""

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
