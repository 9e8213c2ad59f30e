"""The curricula's criteria are taken into the table, renewed, and never lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lartraff.core import clock
from lartraff.people.models import Subject
from lartraff.results.actions.criteria import load_criteria
from lartraff.results.apps import take_in_criteria
from lartraff.results.content.criteria import Curriculum
from lartraff.results.logic.criteria import CriterionText
from lartraff.results.models import GradingCriterion
from lartraff.results.queries.criteria import criteria_in_force, criterion_by_key

TODAY = datetime(2026, 11, 2, 10, tzinfo=UTC)


def curriculum(text: str, *, version: str = "Lgr99", valid_from: int = 2024, code: str = "GRGRXYZ01") -> Curriculum:
    criterion = CriterionText(code, "Provämne", version, 9, "E", "", "Betyget E", text)
    return Curriculum(version, valid_from, "Skolverket", (criterion,))


def now(version: str = "Lgr99") -> list[tuple[int, str, int | None]]:
    rows = GradingCriterion.objects.filter(version=version).order_by("position", "pk")
    return [(row.position, row.text, row.valid_to) for row in rows]


@pytest.fixture(autouse=True)
def at_a_known_day(db: None) -> Iterator[None]:
    with clock.at(TODAY):
        yield


def test_what_the_house_ships_is_in_the_table_after_migrating() -> None:
    assert GradingCriterion.objects.filter(version="Lgr22").count() == 1121
    maths = GradingCriterion.objects.filter(subject__code="MA", year=9, step="E")
    assert [row.position for row in maths.order_by("position")] == [*range(8)]
    assert load_criteria() == 0, "and loading it again changes nothing"


def test_modern_languages_belong_to_the_choice_they_are_for() -> None:
    rows = GradingCriterion.objects.filter(syllabus_code="GRGRMSP01")
    codes = {row.variant: row.subject.code for row in rows.select_related("subject") if row.subject}
    assert codes == {
        "Inom ramen för skolans val": "M1",
        "Inom ramen för skolans val, kinesiska": "M1",
        "Inom ramen för språkval": "M2",
        "Inom ramen för språkval, kinesiska": "M2",
    }


def test_a_sentence_that_is_put_in_moves_the_others_and_keeps_them() -> None:
    load_criteria([curriculum("Eleven läser. Eleven skriver.")])
    before = dict(GradingCriterion.objects.filter(version="Lgr99").values_list("text", "pk"))
    assert load_criteria([curriculum("Eleven talar. Eleven läser. Eleven skriver.")]) == 3
    assert now() == [(0, "Eleven talar.", None), (1, "Eleven läser.", None), (2, "Eleven skriver.", None)]
    after = dict(GradingCriterion.objects.filter(version="Lgr99").values_list("text", "pk"))
    assert before.items() < after.items()


def test_sentences_can_change_places() -> None:
    load_criteria([curriculum("Eleven läser. Eleven skriver. Eleven talar.")])
    assert load_criteria([curriculum("Eleven talar. Eleven skriver. Eleven läser.")]) == 2
    assert [text for _place, text, _to in now()] == ["Eleven talar.", "Eleven skriver.", "Eleven läser."]


def test_a_sentence_that_is_taken_out_is_marked_and_kept() -> None:
    load_criteria([curriculum("Eleven läser. Eleven skriver.")])
    assert load_criteria([curriculum("Eleven läser. Eleven räknar.")]) == 2
    assert now() == [(0, "Eleven läser.", None), (1, "Eleven skriver.", 2025), (1, "Eleven räknar.", None)]
    gone = GradingCriterion.objects.get(text="Eleven skriver.", version="Lgr99")
    assert criterion_by_key(gone.key) == gone
    assert gone not in criteria_in_force()
    assert load_criteria([curriculum("Eleven läser. Eleven skriver.")]) == 2, "and it can come back"
    assert ("Eleven skriver.", None) in [(text, until) for _place, text, until in now()]


def test_a_newer_curriculum_ends_the_one_before_for_its_own_subjects() -> None:
    one, other = curriculum("Eleven läser."), curriculum("Eleven räknar.", code="GRGRXYZ02")
    load_criteria([replace(one, criteria=(*one.criteria, *other.criteria))])
    assert load_criteria([curriculum("Eleven läser mer.", version="Lgr30", valid_from=2027)]) == 2
    assert {(text, until) for _place, text, until in now()} == {("Eleven läser.", 2026), ("Eleven räknar.", None)}
    assert now("Lgr30") == [(0, "Eleven läser mer.", None)]
    # Until the new one begins, the old one holds.
    assert {row.text for row in criteria_in_force(2026).filter(subject_name="Provämne")} == {
        "Eleven läser.",
        "Eleven räknar.",
    }
    assert {row.text for row in criteria_in_force(2027).filter(subject_name="Provämne")} == {
        "Eleven läser mer.",
        "Eleven räknar.",
    }


def test_two_curricula_loaded_together_settle_at_once() -> None:
    both = [curriculum("Eleven läser mer.", version="Lgr30", valid_from=2027), curriculum("Eleven läser.")]
    assert load_criteria(both) == 2
    assert load_criteria(both) == 0
    assert now() == [(0, "Eleven läser.", 2026)]


def test_nothing_is_loaded_where_there_are_no_subjects() -> None:
    GradingCriterion.objects.all().delete()
    Subject.objects.all().delete()
    take_in_criteria()
    assert not GradingCriterion.objects.exists()
