"""Who is refused to hold, explain, drop and forget tables, and in which words. The near misses are in the cast."""

import pytest

from lartraff.core.models import AuditEntry
from lartraff.results.actions import drop_table, forget_mapping, hold_table, try_table
from lartraff.results.logic.proposing import Proposed
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_tables import Table
from lartraff.results.models import ColumnMapping, ImportBatch, TableOnHold
from tests.cast import Cast
from tests.refusals import refused
from tests.world import hold_table as held_table

NOT_YOURS = "Somebody else loaded this table. Load it again yourself."
LOADS = "Only principals load results. Ask your principal if they are missing."
OF_THE_SCHOOL = "Only the school's principal loads its results."
ALL_ROWS = Facts("10000001", 2025, "VT")


@pytest.mark.parametrize("who", ["member", "leader", "analyst", "administrator", "stranger"])
def test_only_principals_hold_tables(who: str, cast: Cast) -> None:
    with refused(LOADS):
        hold_table(Proposed(None, ()), file_name="x", by=cast.everybody()[who])


@pytest.mark.parametrize("who", ["deputy", "principal_elsewhere", "principal_far", "member"])
def test_nobody_else_explains_or_drops_a_table(who: str, cast: Cast) -> None:
    kept, user = held_table(cast), cast.everybody()[who]
    with refused(NOT_YOURS):
        try_table(kept, uses=Table.from_json(kept.content).proposed, given=ALL_ROWS, by=user)
    with refused(NOT_YOURS):
        drop_table(kept, by=user)
    assert TableOnHold.objects.count() == 1
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("who", ["principal_elsewhere", "principal_far", "member", "administrator"])
def test_only_the_schools_principals_forget_what_columns_mean(who: str, cast: Cast) -> None:
    mapping = ColumnMapping.objects.create(school=cast.school, shape="x", columns=["CLASS"], by=cast.principal)
    with refused(OF_THE_SCHOOL):
        forget_mapping(mapping, by=cast.everybody()[who])
    forget_mapping(mapping, by=cast.deputy)
    assert not ColumnMapping.objects.exists()


def test_each_verb_leaves_its_line_in_the_trail(cast: Cast) -> None:
    kept = held_table(cast)
    try_table(kept, uses=Table.from_json(kept.content).proposed, given=ALL_ROWS, by=cast.principal)
    forget_mapping(ColumnMapping.objects.get(), by=cast.principal)
    drop_table(TableOnHold.objects.get(), by=cast.principal)
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", "school_id")) == [
        ("hold_table", None),
        ("start_trial", cast.school.pk),
        ("forget_mapping", cast.school.pk),
        ("drop_table", None),
    ]


def test_what_is_remembered_is_one_for_each_school_and_shape(cast: Cast) -> None:
    for _time in range(2):
        kept = held_table(cast)
        try_table(kept, uses=Table.from_json(kept.content).proposed, given=ALL_ROWS, by=cast.principal)
    assert ColumnMapping.objects.count() == 1
