"""Published figures to put a school's beside, for those whose authority has loaded them."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lartraff.people.models import Authority, School, Subject
from lartraff.results.models import ImportBatch, OfficialFigure
from lartraff.results.permissions import official_figures_visible_to
from lartraff.results.queries.official import (
    Beside,
    PublishedFigure,
    SubjectKey,
    figures_beside,
    plain_municipality,
    shares_passing,
)
from tests.cast import Cast

MATHS = SubjectKey("MA", 9, 2024)


def publish(
    authority: Authority, level: str, code: str, name: str, share: str, *, subject: str | None = "MA", **other: object
) -> OfficialFigure:
    """`share`: a number, or a sign in its place."""
    batch, _created = ImportBatch.objects.get_or_create(authority=authority, kind="OFFICIAL", pupils=0, row_count=0)
    figure = {"value": None, "marker": share} if share in {"..", ".", "~100"} else {"value": Decimal(share)}
    return OfficialFigure.objects.create(
        authority=authority,
        level=level,
        area_code=code,
        area_name=name,
        subject=Subject.objects.get(code=subject) if subject else None,
        batch=batch,
        **{"school_year": 2024, "year": 9, "measure": "SHARE_PASSING", **figure, **other},
    )


@pytest.fixture
def figures(cast: Cast) -> None:
    here = cast.school.authority
    publish(here, "SCHOOL", cast.school.unit_code, cast.school.name, "~100")
    publish(here, "SCHOOL", cast.other_school.unit_code, cast.other_school.name, "50")
    publish(here, "MUNICIPALITY", "9901", "Björkdal", "88.6")
    publish(here, "MUNICIPALITY", "9901", "Björkdal", "87.1", owner="MUNICIPAL")
    publish(here, "MUNICIPALITY", "9901", "Björkdal", "91.0", sex="GIRLS")
    publish(here, "MUNICIPALITY", "1480", "Göteborg", "83.8")
    publish(here, "NATION", "", "Riket", "89.1")
    publish(here, "NATION", "", "Riket", "90.2", school_year=2023)
    publish(here, "NATION", "", "Riket", "..", subject="BL")
    publish(here, "NATION", "", "Riket", "229.8", subject=None, measure="MERIT_17")


@pytest.mark.usefixtures("figures")
def test_a_school_is_put_beside_its_municipality_and_the_nation(cast: Cast) -> None:
    found = shares_passing(cast.principal, cast.school, school_years=[2024])
    assert found[MATHS] == Beside(
        school=PublishedFigure(cast.school.name, None, "~100"),
        municipality=PublishedFigure("Björkdal", Decimal("88.6")),
        nation=PublishedFigure("Riket", Decimal("89.1")),
    )
    assert found[SubjectKey("BL", 9, 2024)] == Beside(nation=PublishedFigure("Riket", None, ".."))
    assert set(found) == {MATHS, SubjectKey("BL", 9, 2024)}
    assert found[MATHS].something
    assert not Beside().something


@pytest.mark.usefixtures("figures")
def test_school_years_and_other_measures_are_asked_for(cast: Cast) -> None:
    both = shares_passing(cast.principal, cast.school, school_years=[2023, 2024])
    assert both[SubjectKey("MA", 9, 2023)] == Beside(nation=PublishedFigure("Riket", Decimal("90.2")))
    merits = figures_beside(cast.principal, cast.school, measure="MERIT_17", school_years=[2024])
    assert merits == {SubjectKey(None, 9, 2024): Beside(nation=PublishedFigure("Riket", Decimal("229.8")))}
    girls = figures_beside(cast.principal, cast.school, measure="SHARE_PASSING", school_years=[2024], sex="GIRLS")
    assert girls == {MATHS: Beside(municipality=PublishedFigure("Björkdal", Decimal(91)))}


@pytest.mark.usefixtures("figures")
def test_figures_are_shown_to_the_people_of_the_authority_that_loaded_them(cast: Cast) -> None:
    for person in (cast.principal, cast.member, cast.analyst, cast.principal_elsewhere):
        assert shares_passing(person, cast.school, school_years=[2024]), person
    for person in (cast.principal_far, cast.stranger):
        assert not official_figures_visible_to(person).exists(), person
        assert shares_passing(person, cast.school, school_years=[2024]) == {}


@pytest.mark.usefixtures("figures")
def test_what_another_authority_has_loaded_is_not_mixed_in(cast: Cast) -> None:
    publish(cast.far_school.authority, "NATION", "", "Riket", "12")
    assert shares_passing(cast.principal, cast.school, school_years=[2024])[MATHS].nation == PublishedFigure(
        "Riket", Decimal("89.1")
    )
    far = shares_passing(cast.principal_far, cast.far_school, school_years=[2024])
    assert far == {MATHS: Beside(nation=PublishedFigure("Riket", Decimal(12)))}


def test_the_only_municipality_that_is_loaded_is_the_one_meant(cast: Cast) -> None:
    publish(cast.school.authority, "MUNICIPALITY", "1480", "Göteborg", "83.8")
    found = shares_passing(cast.principal, cast.school, school_years=[2024])
    assert found[MATHS].municipality == PublishedFigure("Göteborg", Decimal("83.8"))
    publish(cast.school.authority, "MUNICIPALITY", "1440", "Ale", "83.4")
    assert shares_passing(cast.principal, cast.school, school_years=[2024]) == {}


@pytest.mark.usefixtures("figures")
def test_asking_takes_as_many_questions_however_much_is_loaded(cast: Cast) -> None:
    def asked(school: School) -> int:
        with CaptureQueriesContext(connection) as queries:
            shares_passing(cast.principal, school, school_years=[2023, 2024])
        return len(queries)

    before = asked(cast.school)
    for code in ("EN", "SV", "FY", "KE", "BI"):
        publish(cast.school.authority, "NATION", "", "Riket", "80", subject=code)
        publish(cast.school.authority, "MUNICIPALITY", "9901", "Björkdal", "81", subject=code)
    assert asked(cast.school) == before


def test_municipalities_are_known_whatever_they_are_called() -> None:
    assert plain_municipality("Göteborgs Stad") == "göteborgs"
    assert plain_municipality("Region Gotland") == "gotland"
    assert plain_municipality("Ale kommun") == "ale"


def test_shares_are_of_one() -> None:
    assert PublishedFigure("Riket", Decimal("89.1")).share == pytest.approx(0.891)
    assert PublishedFigure("Riket", None, "..").share is None
