"""Who teaches what at a school, said for everybody at once."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.core.models import AuditEntry
from lartraff.people.actions.teaching import set_teaching_of_many
from lartraff.people.forms.teaching import pack, unpack
from lartraff.people.models import Subject, TeachingAssignment, User
from lartraff.people.views.teaching import PEOPLE_PER_PAGE
from tests.cast import Cast, employ, make_person
from tests.conftest import SignIn
from tests.refusals import impossible, refused

MANAGES = "Only the principal or an administrator adds and removes colleagues."


def subject(code: str) -> Subject:
    return Subject.objects.get(code=code)


def taught(person: User) -> list[str]:
    return sorted(TeachingAssignment.objects.filter(user=person).values_list("subject__code", flat=True))


def page_of(cast: Cast) -> str:
    return reverse("people:teaching", args=[cast.school.pk])


def boxes(browser: Client, cast: Cast, person: User) -> list[str]:
    """The values of the boxes that are ticked for somebody."""
    html = browser.get(page_of(cast)).content.decode()
    return re.findall(rf'value="({person.pk}:\d+)"\s+checked', html)


def test_many_are_said_at_once_and_only_what_changed_is_recorded(cast: Cast) -> None:
    maths, physics = subject("MA"), subject("FY")
    wanted = {cast.leader: [maths], cast.member: [maths, physics], cast.colleague: [physics], cast.second_member: []}
    changed = set_teaching_of_many(cast.school, wanted, by=cast.principal)
    assert set(changed) == {cast.member, cast.colleague, cast.second_member}
    assert [taught(person) for person in wanted] == [["MA"], ["FY", "MA"], ["FY"], []]
    assert AuditEntry.objects.filter(verb="set_teaching").count() == 3


def test_if_one_is_wrong_nothing_is_saved(cast: Cast) -> None:
    with impossible("Somebody on the page no longer works at Björkdalsskolan. Look at the page again."):
        set_teaching_of_many(cast.school, {cast.member: [], cast.teacher_elsewhere: [subject("MA")]}, by=cast.principal)
    assert taught(cast.member) == ["MA"]


@pytest.mark.parametrize("name", ["leader", "member", "analyst", "principal_elsewhere", "principal_far", "stranger"])
def test_only_those_who_manage_the_staff_may(cast: Cast, name: str) -> None:
    with refused(MANAGES):
        set_teaching_of_many(cast.school, {cast.member: []}, by=cast.everybody()[name])


@pytest.mark.parametrize("name", ["principal", "deputy", "administrator"])
def test_the_page_shows_and_saves_who_teaches_what(cast: Cast, sign_in: SignIn, name: str) -> None:
    browser = sign_in(cast.everybody()[name])
    maths, physics = subject("MA"), subject("FY")
    assert boxes(browser, cast, cast.member) == [f"{cast.member.pk}:{maths.pk}"]
    sent = {
        "person": [cast.member.pk, cast.leader.pk],
        "teaches": [
            f"{cast.member.pk}:{physics.pk}",
            f"{cast.leader.pk}:{maths.pk}",
            f"{cast.colleague.pk}:{maths.pk}",
        ],
    }
    answer = browser.post(page_of(cast), sent)
    assert answer.headers["Location"] == page_of(cast)
    assert [taught(person) for person in (cast.member, cast.leader)] == [["FY"], ["MA"]]
    # Nils' boxes were not on the page, and Jonas' neither.
    assert [taught(person) for person in (cast.colleague, cast.second_member)] == [[], ["MA"]]
    assert boxes(browser, cast, cast.member) == [f"{cast.member.pk}:{physics.pk}"]


def test_what_no_box_says_is_as_good_as_nothing(cast: Cast, sign_in: SignIn) -> None:
    sent = {"person": [cast.member.pk, "x", cast.teacher_elsewhere.pk], "teaches": [f"{cast.member.pk}:0", "", "1:2:3"]}
    assert sign_in(cast.principal).post(page_of(cast), sent).status_code == 302
    assert (taught(cast.member), taught(cast.teacher_elsewhere)) == ([], [])


def test_a_hidden_name_stands_last(cast: Cast, sign_in: SignIn) -> None:
    User.objects.filter(pk=cast.deputy.pk).update(security_marking="PROTECTED")
    html = sign_in(cast.administrator).get(page_of(cast)).content.decode()
    names = [name.strip() for name in re.findall(r"<legend>(.*?)</legend>", html, re.DOTALL)]
    assert "Anders Björk" not in html
    assert names[:2] == ["Jonas Lindqvist", "Karin Ek"]
    assert "Anders Björk" in sign_in(cast.principal).get(page_of(cast)).content.decode()


def test_a_large_school_is_divided_on_pages(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(cast))
        return len(queries)

    few = count()
    for number in range(PEOPLE_PER_PAGE):
        employ(make_person(f"Lärare{number:03}", "Ny"), cast.school)
    assert count() == few
    first, second = (browser.get(page_of(cast), {"page": page}).content.decode() for page in (1, 2))
    assert first.count("<legend>") == PEOPLE_PER_PAGE
    assert second.count("<legend>") == 6
    answer = browser.post(f"{page_of(cast)}?page=2", {})
    assert answer.headers["Location"] == f"{page_of(cast)}?page=2"


def test_the_staff_page_leads_there(cast: Cast, sign_in: SignIn) -> None:
    assert page_of(cast) in sign_in(cast.principal).get(reverse("people:staff")).content.decode()
    assert page_of(cast) not in sign_in(cast.member).get(reverse("people:staff")).content.decode()


def test_what_is_packed_comes_out_again(cast: Cast) -> None:
    people, subjects = [cast.member, cast.leader], [subject("MA"), subject("FY")]
    wanted = {cast.member: subjects, cast.leader: []}
    assert unpack(pack(wanted), people, subjects) == wanted
    assert unpack(f"{pack(wanted)};x;9999:1;{cast.member.pk}:0,x", people, subjects) == {
        cast.member: [],
        cast.leader: [],
    }
    assert unpack("", people, subjects) == {}
