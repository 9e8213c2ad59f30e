"""Setting terms and holidays, and what follows for the dates of meetings."""

from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from lartraff.core import clock
from lartraff.core.models import AuditEntry
from lartraff.people.models import Term
from tests.cast import Cast
from tests.conftest import SignIn

AUGUST = datetime(2026, 8, 20, 9, tzinfo=timezone.get_default_timezone())


def filled_in(*breaks: tuple[str, str, str], starts: str = "2026-08-17", ends: str = "2026-12-18") -> dict[str, Any]:
    rows = [*breaks, *[("", "", "")] * (4 - len(breaks))]
    form: dict[str, Any] = {"starts_on": starts, "ends_on": ends, "breaks-TOTAL_FORMS": 4, "breaks-INITIAL_FORMS": 0}
    for number, (name, first, last) in enumerate(rows):
        form |= {f"breaks-{number}-name": name, f"breaks-{number}-first": first, f"breaks-{number}-last": last}
    return form


def address(cast: Cast) -> str:
    return reverse("people:edit_term", args=[cast.school.pk, 2026, "HT"])


@pytest.fixture(autouse=True)
def in_august() -> Any:
    with clock.at(AUGUST):
        yield


def test_a_principal_sets_the_term_and_its_holiday_for_all_schools_of_the_authority(
    cast: Cast, sign_in: SignIn
) -> None:
    browser = sign_in(cast.principal)
    answer = browser.post(address(cast), filled_in(("höstlov", "2026-10-26", "2026-10-30")), follow=True)
    assert "höstlov" in answer.content.decode()
    term = Term.objects.get()
    assert (term.authority, term.starts_on, term.ends_on) == (cast.authority, date(2026, 8, 17), date(2026, 12, 18))
    assert [(one.name, one.starts_on) for one in term.breaks.all()] == [("höstlov", date(2026, 10, 26))]
    entries = AuditEntry.objects.filter(verb="set_term", by=cast.principal)
    assert {entry.school_id for entry in entries} == {cast.school.pk, cast.other_school.pk}


def test_meetings_are_proposed_around_the_holiday(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    browser.post(address(cast), filled_in(("höstlov", "2026-10-26", "2026-10-30")))
    structure = browser.get(reverse("meetings:form_group")).context["form"]["structure"].value()
    rhythm = {"first_day": "2026-09-01", "at": "15:00", "every": 4, "place": "", "structure": structure}
    page = browser.get(reverse("meetings:dates"), rhythm | {"school": cast.school.pk})
    days = [start.date() for start in page.context["dates"]]
    assert days == [date(2026, 9, 1), date(2026, 9, 29), date(2026, 11, 3), date(2026, 12, 1)]


@pytest.mark.parametrize(
    "form",
    [
        filled_in(("höstlov", "2026-10-26", "")),
        filled_in(("", "2026-10-26", "2026-10-30")),
        filled_in(("påsklov", "2027-03-29", "2027-04-02")),
        filled_in(("bakvänt", "2026-10-30", "2026-10-26")),
        filled_in(starts="2026-12-18", ends="2026-08-17"),
        filled_in(starts="i augusti"),
    ],
    ids=["no last day", "no name", "outside the term", "backwards", "term backwards", "no date"],
)
def test_what_does_not_add_up_is_said_and_nothing_is_saved(form: dict[str, Any], cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.principal).post(address(cast), form)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not Term.objects.exists()


def test_another_season_or_a_far_year_is_no_page(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    assert browser.get(reverse("people:edit_term", args=[cast.school.pk, 2026, "XT"])).status_code == 404
    assert browser.get(reverse("people:edit_term", args=[cast.school.pk, 2020, "HT"])).status_code == 404


def test_the_neighbour_s_principal_does_not_set_terms_through_this_school(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.principal_elsewhere).post(address(cast), filled_in()).status_code == 404
    assert not Term.objects.exists()
