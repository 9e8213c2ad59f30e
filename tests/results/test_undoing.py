"""Undoing an import: exactly what was there before, or a sentence that says which import to undo first."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lartraff.core.access import Refused
from lartraff.core.models import AuditEntry
from lartraff.people.models import User
from lartraff.results.actions import confirm_import, start_trial, undo_import
from lartraff.results.logic.tallies import AgainstTally, OfficialTally, Reading, Tally, TestTally
from lartraff.results.models import GradeAgainstTest, ImportBatch, OfficialFigure, PackedRows, ResultRow, TestRow
from tests.cast import Cast, gather
from tests.results.loading import load, stored
from tests.results.scb_files import scb_text, small_school

HERE, ELSEWHERE, FAR = "10000001", "10000002", "20000001"
TABLES = (ResultRow, TestRow, GradeAgainstTest, OfficialFigure)

Tables = dict[str, list[dict[str, Any]]]


def everything() -> Tables:
    """All rows of all tables that imports fill, with their keys."""
    return {model.__name__: [dict(row) for row in model._default_manager.order_by("pk").values()] for model in TABLES}


def maths(failing: int, *, school: str = HERE, year: int = 9) -> str:
    return scb_text([small_school(school, failing=failing, year=year)])


def test_what_was_replaced_comes_back_with_its_key(cast: Cast) -> None:
    first = load(maths(6), by=cast.principal)
    before = everything()
    second = load(maths(9), by=cast.principal)
    assert stored() == {(HERE, 9, "MA"): {"C": 11, "F": 9}}
    assert (second.replaced_count, list(second.replaces.all())) == (1, [first])

    undone = undo_import(second, by=cast.principal)
    assert everything() == before
    assert (undone.state, undone.undone_by) == ("UNDONE", cast.principal)
    assert undone.undone_at is not None
    assert not PackedRows.objects.exists()


def test_where_nothing_was_nothing_comes_back(cast: Cast) -> None:
    undo_import(load(maths(6), by=cast.principal), by=cast.principal)
    assert stored() == {}


def test_other_schools_and_years_stay_as_they_are(cast: Cast) -> None:
    load(maths(6, year=6), by=cast.principal)
    load(maths(6, school=ELSEWHERE))
    before = everything()
    undo_import(load(maths(9), by=cast.principal), by=cast.principal)
    assert everything() == before


def test_a_subject_that_was_taken_away_comes_back(cast: Cast) -> None:
    load(scb_text([small_school(HERE, subject="Tk")]), by=cast.principal)
    before = everything()
    second = load(maths(6), by=cast.principal)
    assert set(stored()) == {(HERE, 9, "MA")}
    undo_import(second, by=cast.principal)
    assert everything() == before


@pytest.fixture
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_a_later_import_of_the_same_is_named_and_has_to_be_undone_first(cast: Cast, in_english: None) -> None:
    first, second = load(maths(6), by=cast.principal), load(maths(9), by=cast.principal)
    now = everything()
    with pytest.raises(ValidationError, match=r"A later import .*: betyg\.txt, saved .*\. Undo that one first\."):
        undo_import(first, by=cast.principal)
    assert everything() == now
    undo_import(second, by=cast.principal)
    undo_import(first, by=cast.principal)
    assert stored() == {}


def test_a_later_import_of_what_an_earlier_one_emptied_counts_too(cast: Cast) -> None:
    load(scb_text([small_school(HERE, subject="Tk")]), by=cast.principal)
    emptying = load(maths(6), by=cast.principal)  # says of Tk that there are none, and so does the next
    ResultRow.objects.filter(subject__code="MA").delete()
    later = load(scb_text([small_school(HERE, subject="Bl")]), by=cast.principal)
    assert list(later.replaces.all()) == [emptying]
    with pytest.raises(ValidationError):
        undo_import(emptying, by=cast.principal)


def test_a_later_import_of_something_else_does_not_stand_in_the_way(cast: Cast) -> None:
    first = load(maths(6), by=cast.principal)
    load(maths(7, year=6), by=cast.principal)
    undo_import(first, by=cast.principal)
    assert stored() == {(HERE, 6, "MA"): {"C": 13, "F": 7}}


def test_an_import_is_undone_once(cast: Cast, in_english: None) -> None:
    batch = load(maths(6), by=cast.principal)
    undo_import(batch, by=cast.principal)
    with pytest.raises(ValidationError, match="already been undone"):
        undo_import(batch, by=cast.principal)


def test_a_trial_is_not_undone(cast: Cast, in_english: None) -> None:
    trial = start_trial(Reading(None, (), (), 0, {HERE: 2}), by=cast.principal)
    assert trial.batch is not None
    with pytest.raises(ValidationError, match="has not been saved"):
        undo_import(trial.batch, by=cast.principal)


def test_what_was_saved_before_replaced_rows_were_kept_is_not_undone(cast: Cast, in_english: None) -> None:
    batch = load(maths(6), by=cast.principal)
    ImportBatch.objects.update(replaced_count=None)
    with pytest.raises(ValidationError, match="was not kept at that time"):
        undo_import(batch, by=cast.principal)


@pytest.mark.parametrize(
    "name", ["leader", "colleague", "analyst", "administrator", "stranger", "principal_elsewhere", "principal_far"]
)
def test_only_those_who_load_results_for_the_school_undo(cast: Cast, name: str) -> None:
    batch = load(maths(6), by=cast.principal)
    with pytest.raises(Refused):
        undo_import(batch, by=cast.everybody()[name])
    undo_import(batch, by=cast.deputy)


def test_an_import_for_several_schools_is_undone_by_whoever_answers_for_all_of_them(cast: Cast) -> None:
    batch = load(scb_text([small_school(HERE), small_school(ELSEWHERE)]))
    for principal in (cast.principal, cast.principal_elsewhere):
        with pytest.raises(Refused):
            undo_import(batch, by=principal)
    undo_import(batch, by=None)
    assert stored() == {}


def test_each_school_reads_of_it_in_its_own_audit_trail(cast: Cast) -> None:
    undo_import(load(scb_text([small_school(HERE), small_school(ELSEWHERE)])), by=None)
    entries = AuditEntry.objects.filter(verb="undo_import").values_list("school_id", "facts")
    assert sorted(entries) == [
        (pk, {"kind": "SCB_9", "rows": 2}) for pk in sorted([cast.school.pk, cast.other_school.pk])
    ]


def figure(value: str | None, marker: str = "", *, code: str = "0684") -> OfficialTally:
    return OfficialTally(
        "MUNICIPALITY", code, "Sävsjö", 2024, "MERIT_17", None if value is None else Decimal(value), marker, year=9
    )


def published(*figures: OfficialTally) -> Reading:
    return Reading(None, (), (), 0, {}, official=figures)


def save(reading: Reading, by: User | None) -> ImportBatch:
    trial = start_trial(reading, by=by)
    assert trial.batch is not None, trial.problems
    return confirm_import(trial.batch, by=by)


def test_published_figures_come_back_too(cast: Cast) -> None:
    save(published(figure("221.5"), figure(None, "..", code="0685")), cast.principal)
    before = everything()
    second = save(published(figure("230")), cast.deputy)
    assert set(OfficialFigure.objects.values_list("area_code", "value", "marker")) == {
        ("0684", Decimal(230), ""),
        ("0685", None, ".."),
    }
    undo_import(second, by=cast.principal_elsewhere)
    assert everything() == before


@pytest.mark.parametrize("name", ["leader", "analyst", "administrator", "stranger", "principal_far"])
def test_published_figures_are_undone_by_the_authoritys_principals(cast: Cast, name: str) -> None:
    batch = save(published(figure("221.5")), cast.principal)
    with pytest.raises(Refused):
        undo_import(batch, by=cast.everybody()[name])


# --- Any sequence of imports and undos

SUBJECTS = ("MA", "SV")
COUNTS = st.dictionaries(st.sampled_from("ACF"), st.integers(1, 30), max_size=2)
places = st.tuples(st.sampled_from([HERE, ELSEWHERE]), st.sampled_from([2023, 2024]), st.sampled_from(["HT", "VT"]))
signs = st.sampled_from([("12.5", ""), ("1.234", ""), (None, ".."), (None, "~100")])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    grades = draw(st.dictionaries(st.tuples(places, st.sampled_from(SUBJECTS)), COUNTS, max_size=4))
    tests = draw(st.dictionaries(st.tuples(places, st.sampled_from(["", "A"])), COUNTS, max_size=3))
    against = draw(st.dictionaries(places, st.tuples(*[st.integers(0, 2)] * 3), max_size=2))
    names = st.sampled_from(["Åby\tkommun", "back\\slash", "två\nrader"])
    official = draw(
        st.dictionaries(st.tuples(st.sampled_from(["0684", "0685"]), st.sampled_from([None, 9])), signs, max_size=3)
    )
    return Reading(
        None,
        tuple(Tally(*place, 9, subject, counts, {"GIRLS": counts}) for (place, subject), counts in grades.items()),
        (),
        0,
        dict.fromkeys([HERE, ELSEWHERE], 2),
        tests=tuple(TestTally(*place, 9, "MA", part, counts) for (place, part), counts in tests.items()),
        against=tuple(AgainstTally(*place, 9, "MA", *numbers) for place, numbers in against.items()),
        official=tuple(
            OfficialTally(
                "MUNICIPALITY",
                code,
                draw(names),
                2024,
                draw(names),
                Decimal(value) if value else None,
                marker,
                year=year,
            )
            for (code, year), (value, marker) in official.items()
        ),
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """Save `reading`, or undo the import with this number, counting around if there are fewer."""

    reading: Reading | None
    number: int = 0


deeds = st.lists(st.one_of(readings().map(Deed), st.integers(0, 5).map(lambda number: Deed(None, number))), max_size=7)


class AnySequence(TestCase):
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(deeds)
    def test_undoing_always_restores_what_was_there_before_it(self, wanted: list[Deed]) -> None:
        """Whatever is saved and undone: what can be undone leaves the tables as they were without that import."""
        gather()
        made: list[ImportBatch] = []
        for deed in wanted:
            if deed.reading is not None:
                made.append(save(deed.reading, None))
            elif made:
                self.undo_if_possible(made[deed.number % len(made)])
        for batch in reversed(made):
            self.undo_if_possible(batch)
        assert everything() == {model.__name__: [] for model in TABLES}
        assert not PackedRows.objects.exists()

    def undo_if_possible(self, batch: ImportBatch) -> None:
        now = everything()
        later = batch.replaced_by.filter(state="CONFIRMED").exists()
        batch.refresh_from_db()
        if batch.state == "UNDONE" or later:
            with pytest.raises(ValidationError):
                undo_import(batch, by=None)
            assert everything() == now
        else:
            undo_import(batch, by=None)

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(st.lists(readings(), max_size=3), readings())
    def test_saving_and_undoing_leaves_every_table_as_before(self, first: list[Reading], last: Reading) -> None:
        gather()
        for reading in first:
            save(reading, None)
        before = everything()
        batch = save(last, None)
        undo_import(batch, by=None)
        assert everything() == before
