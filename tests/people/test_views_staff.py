"""The staff list, and keeping it."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lartraff.core.models import AuditEntry
from lartraff.people.models import Employment, Subject, TeachingAssignment, User
from tests.cast import LONG_AGO, Cast, employ, make_person
from tests.conftest import SignIn

NEW = {
    "given_name": "Eva",
    "family_name": "Lind",
    "email": "Eva.Lind@skola.example",
    "title": "lärare",
    "role": "STAFF",
}


def staff_page(cast: Cast) -> str:
    return reverse("people:staff", query={"school": cast.school.pk})


def add_page(cast: Cast) -> str:
    return reverse("people:add_colleague", args=[cast.school.pk])


def page_of(cast: Cast, person: User, name: str = "edit_colleague") -> str:
    return reverse(f"people:{name}", args=[cast.school.pk, person.pk])


def shown(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return response.content.decode()


def names_in_order(page: str) -> list[str]:
    return [name.strip() for name in re.findall(r"<h2>(.*?)</h2>", page, re.DOTALL)]


def protect(person: User) -> None:
    person.security_marking = "CONFIDENTIAL"
    person.save()


# --- Seeing


def test_staff_see_each_other_with_title_and_subjects(cast: Cast, sign_in: SignIn) -> None:
    Employment.objects.filter(user=cast.leader).update(title="förstelärare")
    page = shown(sign_in(cast.colleague), "/staff/")
    assert names_in_order(page) == [
        "Anders Björk", "Jonas Lindqvist", "Karin Ek", "Nils Berg", "Omar Aziz", "Sara Holm",
    ]  # fmt: skip
    assert "Förstelärare" in page
    assert "Rektor eller biträdande rektor" in page
    assert page.count("Matematik") == 3
    assert reverse("people:add_colleague", args=[cast.school.pk]) not in page


def test_people_of_other_schools_are_not_in_the_list(cast: Cast, sign_in: SignIn) -> None:
    assert "Tove Rask" not in shown(sign_in(cast.principal), "/staff/")
    assert sign_in(cast.principal).get(f"/staff/?school={cast.other_school.pk}").status_code == 404


@pytest.mark.parametrize("school", ["x", "0", "999999", "1; drop"])
def test_a_school_that_is_none_is_not_found(cast: Cast, sign_in: SignIn, school: str) -> None:
    assert sign_in(cast.principal).get("/staff/", {"school": school}).status_code == 404


def test_an_administrator_chooses_among_the_schools_of_the_authority(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.administrator)
    page = shown(browser, "/staff/")
    assert "Björkdalsskolan" in page
    assert "Ekbackens skola" in page
    assert "Havsnässkolan" not in page
    assert names_in_order(shown(browser, f"/staff/?school={cast.other_school.pk}")) == ["Birgit Falk", "Tove Rask"]


@pytest.mark.parametrize("who", ["analyst", "stranger"])
def test_who_works_at_no_school_is_told_why_the_page_is_empty(cast: Cast, sign_in: SignIn, who: str) -> None:
    assert "du arbetar inte på någon skola här" in shown(sign_in(getattr(cast, who)), "/staff/")


def test_a_protected_name_and_its_address_are_hidden_from_all_but_the_principal(cast: Cast, sign_in: SignIn) -> None:
    protect(cast.member)
    for somebody in (cast.colleague, cast.leader, cast.administrator):
        page = shown(sign_in(somebody), staff_page(cast))
        assert "Sara" not in page
        assert "sara.holm" not in page
        assert names_in_order(page)[-1] == "En kollega", "its place in the alphabet must not tell the name"
    for somebody in (cast.principal, cast.deputy):
        assert "Sara Holm" in shown(sign_in(somebody), staff_page(cast))
    own = shown(sign_in(cast.member), staff_page(cast))
    assert "sara.holm@skola.example" in own


def test_the_list_asks_as_often_for_thirty_as_for_one(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(browser, "/staff/")
        return len(queries)

    few = count()
    for number in range(30):
        person = employ(make_person(f"Lärare{number}", "Svensson"), cast.school)
        TeachingAssignment.objects.create(user=person, school=cast.school, subject=Subject.objects.get(code="SV"))
    assert count() == few


# --- Adding


def test_a_new_colleague_is_added_and_invited(cast: Cast, sign_in: SignIn, mailoutbox: list[EmailMessage]) -> None:
    subjects = list(Subject.objects.filter(code__in=["SV", "SVA"]))
    browser = sign_in(cast.principal)
    assert 'name="given_name"' in shown(browser, add_page(cast))
    response = browser.post(add_page(cast), {**NEW, "subjects": [one.pk for one in subjects]}, follow=True)
    assert "En inbjudan är på väg till eva.lind@skola.example." in response.content.decode()
    eva = User.objects.get(email="eva.lind@skola.example")
    assert [post.role for post in eva.employments.all()] == ["STAFF"]
    assert {one.subject.code for one in eva.teaching.all()} == {"SV", "SVA"}
    assert AuditEntry.objects.filter(verb="employ", by=cast.principal, school_id=cast.school.pk).exists()
    (message,) = mailoutbox
    assert message.to == ["eva.lind@skola.example"]
    assert "Björkdalsskolan" in message.subject


def test_the_invitation_leads_to_a_password_and_in(cast: Cast, sign_in: SignIn, mailoutbox: list[EmailMessage]) -> None:
    sign_in(cast.principal).post(add_page(cast), NEW)
    link = re.search(r"http://testserver(/accounts/\S+)", str(mailoutbox[0].body))
    assert link is not None
    browser = Client()
    page = browser.get(link[1], follow=True)
    secret = "fyra glada hästar i hagen"
    browser.post(page.request["PATH_INFO"], {"password1": secret, "password2": secret})
    answer = browser.post(reverse("account_login"), {"login": "eva.lind@skola.example", "password": secret})
    assert answer.headers["Location"] == "/"
    assert "Eva Lind" in shown(browser, "/staff/")


def test_somebody_with_an_account_is_told_without_a_link(
    cast: Cast, sign_in: SignIn, mailoutbox: list[EmailMessage]
) -> None:
    fields = {**NEW, "email": cast.teacher_elsewhere.email, "given_name": "Tove", "family_name": "Rask"}
    sign_in(cast.principal).post(add_page(cast), fields)
    assert cast.teacher_elsewhere.employments.count() == 2
    assert "/accounts/" not in str(mailoutbox[0].body)


def test_nothing_is_sent_when_nothing_was_added(cast: Cast, sign_in: SignIn, mailoutbox: list[EmailMessage]) -> None:
    response = sign_in(cast.principal).post(add_page(cast), {**NEW, "email": cast.member.email})
    assert "sara.holm@skola.example arbetar redan på Björkdalsskolan." in response.content.decode()
    assert mailoutbox == []


def test_nobody_gives_themselves_a_role(cast: Cast, sign_in: SignIn) -> None:
    fields = {**NEW, "email": cast.administrator.email.upper(), "role": "PRINCIPAL"}
    response = sign_in(cast.administrator).post(add_page(cast), fields)
    assert response.status_code == 200
    assert not Employment.objects.filter(user=cast.administrator, role="PRINCIPAL").exists()


def test_only_roles_of_a_school_can_be_given(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.principal).post(add_page(cast), {**NEW, "role": "ADMINISTRATOR"})
    assert not User.objects.filter(email="eva.lind@skola.example").exists()


@pytest.mark.parametrize("who", ["colleague", "leader", "teacher_elsewhere", "principal_elsewhere", "principal_far"])
def test_others_add_nobody(cast: Cast, sign_in: SignIn, who: str) -> None:
    response = sign_in(getattr(cast, who)).post(add_page(cast), NEW)
    assert response.status_code in {403, 404}
    assert not User.objects.filter(email="eva.lind@skola.example").exists()


# --- Changing


def test_subjects_and_title_are_changed(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    assert "checked" in shown(browser, page_of(cast, cast.member))
    swedish = Subject.objects.get(code="SV")
    fields = {"title": "lärare", "subjects": [swedish.pk], "security_marking": ""}
    assert browser.post(page_of(cast, cast.member), fields).headers["Location"] == staff_page(cast)
    assert [one.subject for one in cast.member.teaching.all()] == [swedish]
    assert cast.member.employments.get().title == "lärare"


def test_the_administrator_protects_a_name_but_does_not_lift_the_protection(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.administrator)
    browser.post(page_of(cast, cast.member), {"title": "", "security_marking": "PROTECTED"})
    cast.member.refresh_from_db()
    assert cast.member.security_marking == "PROTECTED"
    page = shown(browser, page_of(cast, cast.member))
    assert "Sara" not in page
    assert "security_marking" not in page
    browser.post(page_of(cast, cast.member), {"title": "", "security_marking": ""})
    cast.member.refresh_from_db()
    assert cast.member.security_marking == "PROTECTED"
    sign_in(cast.principal).post(page_of(cast, cast.member), {"title": "", "security_marking": ""})
    cast.member.refresh_from_db()
    assert cast.member.security_marking == ""


def test_a_new_invitation_goes_to_who_has_not_signed_in(
    cast: Cast, sign_in: SignIn, mailoutbox: list[EmailMessage]
) -> None:
    browser = sign_in(cast.principal)
    assert page_of(cast, cast.member, "invite_colleague") not in shown(browser, page_of(cast, cast.member))
    cast.member.set_unusable_password()
    cast.member.save()
    assert page_of(cast, cast.member, "invite_colleague") in shown(browser, page_of(cast, cast.member))
    browser.post(page_of(cast, cast.member, "invite_colleague"))
    assert [message.to for message in mailoutbox] == [[cast.member.email]]


def test_somebody_who_works_elsewhere_has_no_page_here(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.principal).get(page_of(cast, cast.teacher_elsewhere)).status_code == 404


# --- Leaving


def test_an_employment_ends_after_a_page_that_says_what_happens(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    page = shown(browser, page_of(cast, cast.member, "end_employment"))
    assert "Sara Holm" in page
    assert cast.member.employments.filter(ends_on=None).exists()
    browser.post(page_of(cast, cast.member, "end_employment"))
    assert cast.member.employments.get().ends_on == timezone.localdate() - timedelta(days=1)
    assert not cast.member.memberships.filter(left_on=None).exists()
    assert "Sara Holm" not in shown(browser, "/staff/")
    assert "du arbetar inte på någon skola här" in shown(sign_in(cast.member), "/staff/")


def test_a_learning_leader_does_not_leave_before_somebody_else_leads(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.principal).post(page_of(cast, cast.leader, "end_employment"))
    assert "Matematik" in response.content.decode()
    assert cast.leader.employments.filter(ends_on=None).exists()


def test_a_principal_does_not_remove_herself(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.principal).post(page_of(cast, cast.principal, "end_employment"))
    assert response.status_code == 200
    assert cast.principal.employments.filter(ends_on=None, starts_on=LONG_AGO).exists()
