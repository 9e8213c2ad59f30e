"""Taking texts into the library."""

from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from lartraff.library.actions import load_content
from lartraff.library.models import Step, Structure
from lartraff.library.queries import default_structure, structures_in
from lartraff.meetings.models import AgendaItem, Meeting
from tests.cast import Cast
from tests.meetings import scenes


def rows(model: type[models.Model], *leave_out: str) -> list[dict[str, Any]]:
    names = [column.attname for column in model._meta.concrete_fields if column.attname not in leave_out]
    return list(model._default_manager.order_by("pk").values(*names))


@pytest.mark.django_db
def test_a_new_database_has_the_library() -> None:
    for language in ("sv", "en"):
        assert [structure.key for structure in structures_in(language)] == [
            "learning-meeting",
            "short-learning-meeting",
        ]
        assert default_structure(language).key == "learning-meeting"
        assert [step.position for step in default_structure(language).steps.all()] == [0, 1, 2, 3, 4]


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    before = rows(Structure), rows(Step, "id")
    assert load_content() == 4
    assert (rows(Structure), rows(Step, "id")) == before


@pytest.mark.django_db
def test_a_text_that_somebody_has_changed_in_the_table_is_as_its_file_again() -> None:
    before = rows(Structure), rows(Step, "id")
    structure = default_structure("sv")
    Structure.objects.filter(pk=structure.pk).update(minutes=10, name="Annat")
    Step.objects.filter(structure=structure, position__gt=1).delete()
    Step.objects.filter(structure=structure, position=0).update(minutes_to=60)
    load_content()
    assert (rows(Structure), rows(Step, "id")) == before


def test_a_changed_text_never_changes_a_meeting_that_is_planned_or_held(cast: Cast) -> None:
    scenes.closed(cast)
    scenes.planned(cast, starts=scenes.START.replace(day=31))
    # As if the meetings had been planned with what the texts said before.
    AgendaItem.objects.filter(position=2).update(title="Som det hette då", minutes_to=55)
    Meeting.objects.update(structure_name="Den gamla strukturen")
    before = rows(Meeting), rows(AgendaItem)
    load_content()
    assert (rows(Meeting), rows(AgendaItem)) == before


@pytest.mark.django_db
def test_choosing_a_structure_takes_two_queries() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert [len(structure.steps.all()) for structure in structures_in("sv")] == [5, 5]
    assert len(queries) == 2
