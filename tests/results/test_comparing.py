"""What is said of two figures beside each other."""

import pytest

from lartraff.results.logic.comparing import Against, Beside, beside, between
from lartraff.results.logic.figures import Figures


@pytest.mark.parametrize(
    ("figures", "share", "said"),
    [
        (Figures(119, 12), 0.10, Beside.ALIKE),
        (Figures(119, 12), 0.17, Beside.FEWER),  # the interval is 5.9 to 16.8 %
        (Figures(119, 12), 0.16, Beside.ALIKE),
        (Figures(119, 12), 0.05, Beside.MORE),
        (Figures(10, 5), 0.01, Beside.TOO_FEW),
        (Figures(10, 0), 0.9, Beside.FEWER),
        (None, 0.1, None),
        (Figures(119, 12), None, None),
    ],
)
def test_a_school_differs_from_others_only_where_chance_would_not(
    figures: Figures | None, share: float | None, said: Beside | None
) -> None:
    assert beside(figures, share) is said


@pytest.mark.parametrize(
    ("girls", "boys", "said"),
    [
        (Figures(70, 8), Figures(70, 22), Beside.MORE),
        (Figures(70, 22), Figures(70, 8), Beside.FEWER),
        (Figures(70, 8), Figures(70, 12), Beside.ALIKE),
        (Figures(12, 0), Figures(12, 9), Beside.TOO_FEW),
        (Figures(0, 0), Figures(70, 9), Beside.TOO_FEW),
    ],
)
def test_girls_and_boys_differ_only_where_chance_would_not(girls: Figures, boys: Figures, said: Beside) -> None:
    assert between(girls, boys) is said


def test_the_parts_of_a_comparison_make_a_whole() -> None:
    against = Against(higher=10, equal=113, lower=15)
    assert against.pupils == 138
    assert [round(against.share(part), 4) for part in (10, 113, 15)] == [0.0725, 0.8188, 0.1087]
    assert Against(0, 0, 0).share(0) == 0
