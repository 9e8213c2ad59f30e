"""What is measured is told by what headings say."""

import pytest

from lartraff.results.logic.measures import MEASURES, Better, Unit, better_of, measure_of, unit_of

TESTS = "Grundskola - Resultat nationella prov årskurs 9"
SALSA = "Grundskolan - Salsa, skolenheters resultat av slutbetygen i årskurs 9"


@pytest.mark.parametrize(
    ("heading", "title", "code"),
    [
        ("Antal elever", "", "PUPILS"),
        ("Totalt antal elever årskurs 9", "", "PUPILS"),
        ("Elever, årskurs 1-9", "", "PUPILS"),
        ("Andel (%) med A-E", "", "SHARE_PASSING"),
        ("Andel (%) elever som fått godkänt betyg i respektive ämne", "", "SHARE_PASSING"),
        ("Andel (%) elever som uppfyllt betygskriterierna i alla ämnen", "", "SHARE_IN_ALL_SUBJECTS"),
        ("Andel som uppnått kunskapskraven i alla ämnen", "", "SHARE_IN_ALL_SUBJECTS"),
        ("Andel (%) som fått godkänt betyg i alla ämnen", "", "SHARE_IN_ALL_SUBJECTS"),
        ("Andel (%) elever som ej fått godkänt betyg i ett ämne", "", "SHARE_NOT_IN_ONE"),
        ("Andel (%) elever som ej fått godkänt betyg i fler, alternativt alla ämnen", "", "SHARE_NOT_IN_SEVERAL"),
        ("Andel (%) elever som saknar godkänt betyg i ett, flera eller alla ämnen", "", "SHARE_NOT_IN_ALL"),
        ("Andel (%) behörig yrkesprog.", "", "SHARE_ELIGIBLE_VOCATIONAL"),
        ("Andel elever (%) behöriga till Naturvetenskapligt och tekniskt program", "", "SHARE_ELIGIBLE_SCIENCE"),
        ("Genomsnittligt meritvärde (17)", "", "MERIT_17"),
        ("Genomsnittligt meritvärde (16 ämnen)", "", "MERIT_16"),
        ("Genomsnittlig betygspoäng", "", "POINTS"),
        ("Genomsnittlig betygspoäng", TESTS, "TEST_POINTS"),
        ("Andel (%) med provbetyg A-E", TESTS, "TEST_SHARE_PASSING"),
        ("Antal elever med provbetyg A-F", TESTS, "TEST_PUPILS"),
        ("Andel (%) elever som deltagit", TESTS, "TEST_SHARE_TAKEN"),
        ("Andel (%) som uppn. kunskapskraven – Faktiskt värde (F)", SALSA, "SALSA_SHARE_ACTUAL"),
        ("Andel (%) som uppn. kunskapskraven – Residual (R=F-B)", SALSA, "SALSA_SHARE_DIFFERENCE"),
        ("Genomsnittligt meritvärde – Modell- beräknat värde (B)", SALSA, "SALSA_MERIT_EXPECTED"),
        ("Andel (%) flickor, årskurs 1-9", "", "SHARE_GIRLS"),
        ("Andel med lärarlegitimation och behörighet i minst ett ämne", "", None),
        ("Undervisning per elev", "", None),
        ("Totalt", "", None),
    ],
)
def test_headings_of_real_reports(heading: str, title: str, code: str | None) -> None:
    assert measure_of(heading, title) == code


def test_measures_have_units_and_a_better_end() -> None:
    assert (unit_of("MERIT_17"), better_of("MERIT_17")) == (Unit.POINTS, Better.HIGHER)
    assert (unit_of("SHARE_NOT_IN_ONE"), better_of("SHARE_NOT_IN_ONE")) == (Unit.PERCENT, Better.LOWER)
    assert (unit_of("SHARE_F"), unit_of("COUNT_F")) == (Unit.PERCENT, Unit.PUPILS)
    assert (unit_of("Undervisning per elev"), better_of("Undervisning per elev")) == (None, Better.NEITHER)


def test_shares_are_named_so_and_nothing_else_is() -> None:
    for measure in MEASURES:
        assert ("_SHARE_" in f"_{measure.code}_") == (measure.unit is Unit.PERCENT) or "DIFFERENCE" in measure.code
