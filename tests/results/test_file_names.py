"""A file's name is kept without anything that could be a personal number."""

import pytest

from lartraff.results.logic.file_names import without_numbers


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("betyg åk 9.txt", "betyg åk 9.txt"),
        ("slutbetyg_2026.txt", "slutbetyg_2026.txt"),
        ("slutbetyg_ak9_2026.txt", "slutbetyg_ak9_2026.txt"),
        ("12 01 01 - 23 80.txt", "….txt"),
        ("201201012380.txt", "….txt"),
        ("betyg 20120101-2380 Zeb.txt", "betyg … Zeb.txt"),
        ("120101-2380.csv", "….csv"),
        (r"C:\Users\bo\betyg.txt", "betyg.txt"),
        ("x" * 300, "x" * 120),
    ],
)
def test_numbers_are_taken_out(name: str, kept: str) -> None:
    assert without_numbers(name) == kept
