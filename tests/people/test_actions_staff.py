"""Schools, employments and terms."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from lartraff.core.models import AuditEntry
from lartraff.people.actions import colleagues, staff
from lartraff.people.actions.terms import set_term
from lartraff.people.models import Authority, School, Subject, Term, User
from lartraff.people.queries import school_by_code, subjects, term_on
from tests.cast import Cast


def test_a_school_is_opened_with_its_authority_once(db: None) -> None:
    first = staff.open_school(authority_name="Björkdals kommun", name="Björkdalsskolan", unit_code="10000001")
    second = staff.open_school(authority_name="Björkdals kommun", name="Ekbackens skola", unit_code="10000002")
    assert first.authority == second.authority
    assert school_by_code("10000002") == second
    assert school_by_code("10000003") is None
    assert AuditEntry.objects.filter(verb="open_school", by=None).count() == 2


@pytest.mark.parametrize("code", ["", "1234567", "123456789", "1234567a", "1234567\n", "１２３４５６７８"])
def test_a_school_unit_code_has_exactly_eight_digits(db: None, code: str) -> None:
    with pytest.raises(ValidationError):
        staff.open_school(authority_name="Björkdals kommun", name="Björkdalsskolan", unit_code=code)
    assert not School.objects.exists()
    assert not Authority.objects.exists()


def test_a_code_belongs_to_one_school(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="redan"):
        staff.open_school(authority_name="Annan", name="Annan skola", unit_code=cast.school.unit_code)


@pytest.mark.parametrize("role", ["PRINCIPAL", "STAFF", "ANALYST", "ADMINISTRATOR"])
def test_the_first_person_has_the_role_where_it_reaches(cast: Cast, role: str) -> None:
    person = staff.add_first_person(
        cast.school, email="Eva@Skola.example", given_name="Eva", family_name="Lind", role=role
    )
    employment = person.employments.get()
    assert person.email == "eva@skola.example"
    assert not person.has_usable_password()
    assert employment.school == (cast.school if role in {"PRINCIPAL", "STAFF"} else None)
    assert employment.authority == cast.authority


@pytest.mark.parametrize("email", ["", "eva", "eva@", "@skola.example", "eva@skola.example, b@skola.example"])
def test_an_address_that_is_none_is_refused(cast: Cast, email: str) -> None:
    people = User.objects.count()
    with pytest.raises(ValidationError):
        staff.add_first_person(cast.school, email=email, given_name="Eva", family_name="Lind", role="STAFF")
    assert User.objects.count() == people


def test_teaching_is_exactly_what_was_said(cast: Cast) -> None:
    for codes in ({"SV", "SVA"}, {"SV"}, set(), {"MA"}):
        staff.set_teaching(cast.school, cast.member, subjects=Subject.objects.filter(code__in=codes), by=cast.principal)
        assert {one.subject.code for one in cast.member.teaching.all()} == codes


def test_teaching_at_another_school_is_left_alone(cast: Cast) -> None:
    staff.add_colleague(
        cast.other_school,
        by=cast.principal_elsewhere,
        email=cast.member.email,
        given_name="Sara",
        family_name="Holm",
        subjects=[Subject.objects.get(code="EN")],
    )
    staff.set_teaching(cast.school, cast.member, subjects=[], by=cast.principal)
    assert [one.subject.code for one in cast.member.teaching.all()] == ["EN"]


def test_an_employment_of_one_day_leaves_no_rights_behind(cast: Cast) -> None:
    person = staff.add_colleague(
        cast.school, by=cast.principal, email="eva@skola.example", given_name="Eva", family_name="Lind"
    )
    staff.end_employment(cast.school, person, by=cast.principal)
    assert not person.employments.exists()


@pytest.mark.parametrize("who", ["leader", "principal_elsewhere", "principal_far", "analyst", "stranger"])
def test_others_change_nothing_about_the_staff(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        staff.add_colleague(cast.school, by=by, email="eva@skola.example", given_name="Eva", family_name="Lind")
    with pytest.raises(PermissionDenied):
        staff.set_teaching(cast.school, cast.colleague, subjects=[], by=by)
    with pytest.raises(PermissionDenied):
        staff.end_employment(cast.school, cast.colleague, by=by)
    with pytest.raises(PermissionDenied):
        colleagues.invite(cast.school, cast.colleague, by=by, site="http://testserver/")
    with pytest.raises(PermissionDenied):
        colleagues.describe_colleague(cast.school, cast.colleague, by=by, title="", subjects=[], security_marking=None)


def test_the_subjects_of_compulsory_school_are_there_from_the_start(db: None) -> None:
    codes = {subject.code for subject in subjects()}
    assert {"MA", "SV", "SVA", "EN", "NO", "SO", "IDH", "HKK", "TK"} <= codes
    assert len(codes) == 23


# --- Terms


def test_where_no_term_is_said_the_usual_one_holds(cast: Cast) -> None:
    term = term_on(date(2026, 3, 2), cast.school)
    assert (term.school_year, term.season) == (2025, "VT")
    assert not Term.objects.exists()
    assert term.starts_on <= date(2026, 3, 2) <= term.ends_on


@pytest.mark.parametrize(
    ("day", "school_year", "season"),
    [
        (date(2025, 7, 1), 2025, "HT"),
        (date(2025, 12, 19), 2025, "HT"),
        (date(2025, 12, 20), 2025, "VT"),
        (date(2026, 6, 13), 2026, "HT"),
        (date(2026, 6, 30), 2026, "HT"),
    ],
)
def test_between_terms_the_next_one_counts(cast: Cast, day: date, school_year: int, season: str) -> None:
    term = term_on(day, cast.school)
    assert (term.school_year, term.season) == (school_year, season)
    assert term.ends_on >= day


def test_the_authority_s_own_term_goes_before_the_usual_one(cast: Cast) -> None:
    said = set_term(
        cast.authority,
        by=None,
        school_year=2025,
        season="VT",
        starts_on=date(2026, 1, 12),
        ends_on=date(2026, 6, 17),
        breaks=[("sportlov", date(2026, 2, 16), date(2026, 2, 20))],
    )
    assert term_on(date(2026, 6, 16), cast.school) == said
    assert [one.name for one in said.breaks.all()] == ["sportlov"]
    assert term_on(date(2026, 6, 16), cast.far_school) != said


def test_saying_a_term_again_replaces_it(cast: Cast) -> None:
    for last in (date(2026, 6, 12), date(2026, 6, 17)):
        set_term(
            cast.authority, by=None, school_year=2025, season="VT", starts_on=date(2026, 1, 12), ends_on=last, breaks=[]
        )
    assert [term.ends_on for term in Term.objects.all()] == [date(2026, 6, 17)]


@pytest.mark.parametrize("role", ["ADMINISTRATOR", "ANALYST"])
def test_a_principal_gives_nobody_a_role_at_the_authority(cast: Cast, role: str) -> None:
    with pytest.raises(ValidationError, match="huvudmannen"):
        staff.add_colleague(
            cast.school, by=cast.principal, email="ny@skola.example", given_name="Ny", family_name="Person", role=role
        )
    assert not User.objects.filter(email="ny@skola.example").exists()
