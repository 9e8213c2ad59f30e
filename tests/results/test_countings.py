"""What each definition counts, on the scale as it is and as data may change it."""

import pytest
from django.utils import translation

from lartraff.results.logic.countings import Counting, passes
from lartraff.results.logic.figures import Figures
from lartraff.results.models import GradeScale, GradeStep
from lartraff.results.queries.choices import counting_choices
from lartraff.results.queries.scales import Scales

COUNTS = {"A": 10, "E": 20, "F": 6, "NO_GRADE": 3, "ADAPTED": 2}


@pytest.mark.parametrize(
    ("counting", "figures"),
    [
        (Counting.F, Figures(36, 6)),
        (Counting.F_DASH, Figures(39, 9)),
        (Counting.F_DASH_ADAPTED, Figures(41, 11)),
    ],
)
def test_each_definition_says_who_is_counted_and_who_does_not_pass(
    db: None, counting: Counting, figures: Figures
) -> None:
    scale = GradeScale.objects.get(code="A–F").pk
    scales = Scales(counting)
    assert scales.figures(scale, COUNTS) == figures
    # What protects the figures reckons with the same definitions.
    assert scales.meanings(scale)[counting].figures(COUNTS) == figures
    assert next(iter(scales.meanings(scale))) == Counting.F_DASH


def test_the_scale_itself_is_data(db: None) -> None:
    GradeStep.objects.filter(code="E").update(passing=False)
    scale = GradeScale.objects.get(code="A–F").pk
    assert Scales(Counting.F).figures(scale, COUNTS) == Figures(36, 26)
    with translation.override("en"):
        assert Scales(Counting.F).definition(()).short == "E and F count as not passing"


def test_the_definitions_are_said_in_words(db: None) -> None:
    with translation.override("en"):
        assert [choice.words for choice in counting_choices()] == ["F", "F and dash", "F, dash and adapted study path"]
        assert [str(Scales(counting).definition(())) for counting in Counting] == [
            "F counts as not passing. Pupils with dash and adapted study path are left out.",
            "F and dash count as not passing. Pupils with adapted study path are left out.",
            "F, dash and adapted study path count as not passing.",
        ]


@pytest.mark.parametrize("counting", Counting)
def test_grades_pass_as_the_scale_says_in_every_definition(counting: Counting) -> None:
    assert passes("E", passing=True, counted=True, counting=counting) is True
    assert passes("F", passing=False, counted=True, counting=counting) is False
    assert passes("Y", passing=True, counted=False, counting=counting) is None
