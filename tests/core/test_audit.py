"""The audit trail is only ever added to."""

import pytest

from lartraff.core import audit
from lartraff.core.models import AuditEntry
from tests.cast import Cast


def test_an_entry_names_who_what_and_which(cast: Cast) -> None:
    entry = audit.record("create_group", cast.maths, by=cast.principal, school_id=cast.school.pk, members=3)
    entry.refresh_from_db()
    assert (entry.by, entry.verb, entry.kind) == (cast.principal, "create_group", "people.LearningGroup")
    assert entry.about == f"learninggroup {cast.maths.pk}"
    assert entry.facts == {"members": 3}


def test_an_entry_is_never_changed_or_deleted(cast: Cast) -> None:
    entry = audit.record("create_group", cast.maths, by=None, school_id=None)
    with pytest.raises(TypeError, match="never altered"):
        entry.save()
    with pytest.raises(TypeError, match="never altered"):
        entry.delete()
    assert AuditEntry.objects.filter(verb="create_group").count() == 1
