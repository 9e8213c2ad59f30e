"""Municipalities and counties by code and name."""

import pytest

from lartraff.results.logic.places import (
    COUNTIES,
    county_code,
    is_nation,
    means_all,
    municipalities,
    municipality_code,
)


def test_all_of_sweden_is_here() -> None:
    assert (len(municipalities()), len(COUNTIES)) == (290, 21)
    assert {code[:2] for code in municipalities()} == set(COUNTIES)
    assert (municipalities()["1480"], COUNTIES["14"]) == ("Göteborg", "Västra Götalands län")


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [
        ("1480", "Göteborg", "1480"), ("1480", "Göteborgs Stad", "1480"), ("764", "Alvesta", "0764"),
        ("", "Ale", "1440"), ("1917", "Heby", "1917"),
        ("2023", "Malung", "2023"), ("1480", None, "1480"), ("3214", "Hälsinglands Utbildningsförbund", "3214"),
        ("0980", "Region Gotland", "0980"), ("1480", "Ale", None), ("1480", "", None), ("2025", "Skolverket", None),
        ("9999", "Ale", None), ("148O", "Göteborg", None), ("", "Skolverket", None), ("3214", None, None),
    ],
)  # fmt: skip
def test_code_and_name_must_agree(code: str, name: str | None, found: str | None) -> None:
    assert municipality_code(code, name) == found


def test_counties_and_the_nation() -> None:
    assert county_code("7", "Kronobergs län") == "07"
    assert county_code("", "Skåne län") == "12"
    assert county_code("12", "Hallands län") is None
    assert is_nation("Hela riket")
    assert not is_nation("Ale")
    assert means_all("Samtliga skolor")
