"""The pages about mandates, as the leader, the principal and others meet them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.people.models import Mandate, User
from tests.cast import Cast
from tests.conftest import SignIn
from tests.people.test_actions_mandates import answer, ask, change

TEXTS = {"task": "Led gruppen", "decides": "Dagordningen", "support": ""}


def page_of(mandate: Mandate) -> str:
    return reverse("people:mandate", args=[mandate.pk])


def link_to(mandate: Mandate) -> str:
    return f'href="{page_of(mandate)}"'


def in_english(person: User) -> User:
    person.language = "en"
    person.save()
    return person


def flat(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_the_principal_asks_from_a_template_and_sees_the_question(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(in_english(cast.principal))
    address = reverse("people:ask_to_lead", args=[cast.school.pk])
    form = browser.get(address, {"person": str(cast.member.pk), "about": "Svenska"})
    assert "I ask you to lead the group" in flat(form)
    assert f'<option value="{cast.member.pk}" selected>' in flat(form)
    assert 'value="Svenska"' in flat(form)
    done = browser.post(address, {"leader": cast.member.pk, "about": "Svenska", **TEXTS})
    mandate = Mandate.objects.get()
    assert done.headers["Location"] == page_of(mandate)
    assert (mandate.leader, mandate.asked_by, mandate.state) == (cast.member, cast.principal, "ASKED")


def test_the_leader_of_a_group_is_asked_from_its_page(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)
    link = f"{reverse('people:ask_to_lead', args=[cast.school.pk])}?group={cast.maths.pk}"
    assert link in browser.get(reverse("insights:group", args=[cast.maths.pk])).content.decode()
    assert "Omar Aziz" in flat(browser.get(link))
    browser.post(link, TEXTS)
    mandate = Mandate.objects.get()
    assert (mandate.leader, mandate.group, mandate.about) == (cast.leader, cast.maths, "Matematik")


def test_what_is_wrong_is_said_and_what_was_written_stays(cast: Cast, sign_in: SignIn) -> None:
    ask(cast)
    address = reverse("people:ask_to_lead", args=[cast.school.pk])
    browser = sign_in(cast.principal)
    again = browser.post(address, {"leader": cast.member.pk, "about": "Svenska", **TEXTS})
    assert again.status_code == 200
    assert "Led gruppen" in again.content.decode()
    assert again.context["form"].non_field_errors()
    missing = browser.post(address, {"leader": cast.teacher_elsewhere.pk, "about": "", **TEXTS})
    assert set(missing.context["form"].errors) == {"leader", "about"}


def test_the_question_stands_first_on_the_home_page(cast: Cast, sign_in: SignIn) -> None:
    mandate = ask(cast)
    home = flat(sign_in(in_english(cast.member)).get("/"))
    assert home.index("Your principal asks you") < home.index(link_to(mandate)) < home.index("My task until next time")
    assert "Your principal asks you" not in flat(sign_in(in_english(cast.second_member)).get("/"))


@pytest.mark.parametrize(("said", "state"), [("yes", "ACCEPTED"), ("no", "DECLINED")])
def test_the_leader_answers_with_a_word_and_the_principal_sees_it(
    cast: Cast, sign_in: SignIn, said: str, state: str
) -> None:
    mandate = ask(cast)
    done = sign_in(cast.member).post(
        reverse("people:answer_mandate", args=[mandate.pk]), {"answer": said, "words": "Tack för frågan"}
    )
    assert done.headers["Location"] == page_of(mandate)
    mandate.refresh_from_db()
    assert mandate.state == state
    browser = sign_in(cast.principal)
    assert page_of(mandate) in flat(browser.get("/"))
    assert "Tack för frågan" in flat(browser.get(page_of(mandate)))


def test_words_without_an_answer_stay_in_the_box(cast: Cast, sign_in: SignIn) -> None:
    mandate = ask(cast)
    done = sign_in(cast.member).post(reverse("people:answer_mandate", args=[mandate.pk]), {"words": "Jag undrar"})
    assert done.status_code == 422
    assert "Jag undrar" in done.content.decode()
    mandate.refresh_from_db()
    assert mandate.state == "ASKED"


def test_answering_what_has_been_taken_back_says_so(cast: Cast, sign_in: SignIn) -> None:
    mandate = ask(cast)
    leader, principal = sign_in(in_english(cast.member)), sign_in(cast.principal)
    principal.post(reverse("people:withdraw_mandate", args=[mandate.pk]))
    late = leader.post(reverse("people:answer_mandate", args=[mandate.pk]), {"answer": "yes"})
    assert late.status_code == 422
    assert "The question has been taken back." in late.content.decode()
    principal.post(reverse("people:withdraw_mandate", args=[mandate.pk]))
    mandate.refresh_from_db()
    assert mandate.state == "WITHDRAWN"


def test_both_see_the_same_page_and_its_history(cast: Cast, sign_in: SignIn) -> None:
    first = answer(ask(cast, task="Det första uppdraget"), accepts=True, words="Ja, gärna")
    second = change(cast, first)
    for person in (cast.principal, cast.deputy, cast.member):
        page = flat(sign_in(person).get(page_of(second)))
        assert "Led två grupper" in page
        assert "Det första uppdraget" in page
        assert "Ja, gärna" in page
    assert page_of(second) in flat(sign_in(cast.member).get(page_of(first)))


def test_a_change_begins_from_what_is_agreed(cast: Cast, sign_in: SignIn) -> None:
    mandate = answer(ask(cast), accepts=True)
    browser = sign_in(cast.principal)
    address = reverse("people:change_mandate", args=[mandate.pk])
    assert "Led gruppen" in browser.get(address).content.decode()
    browser.post(address, {**TEXTS, "task": "Led två grupper"})
    assert Mandate.objects.get(state="ASKED").task == "Led två grupper"
    assert browser.post(address, {**TEXTS, "task": "Igen"}).context["form"].non_field_errors()


def test_the_mandate_is_on_the_group_s_page_for_those_two_and_nobody_else(cast: Cast, sign_in: SignIn) -> None:
    answer(ask(cast, cast.leader, group=cast.maths, decides="Du bestämmer dagordningen"), accepts=True)
    address = reverse("insights:group", args=[cast.maths.pk])
    assert "Your mandate" in flat(sign_in(in_english(cast.leader)).get(address))
    for person in (cast.leader, cast.principal, cast.deputy):
        assert "Du bestämmer dagordningen" in flat(sign_in(person).get(address))
    for person in (cast.member, cast.second_member, cast.colleague):
        page = flat(sign_in(in_english(person)).get(address))
        assert "Du bestämmer" not in page
        assert "mandate" not in page


def test_a_mandate_of_another_name_is_tied_on_its_page(cast: Cast, sign_in: SignIn) -> None:
    mandate = answer(ask(cast, cast.leader, about="NO"), accepts=True)
    browser = sign_in(cast.principal)
    assert reverse("people:tie_mandate", args=[mandate.pk]) in flat(browser.get(page_of(mandate)))
    browser.post(reverse("people:tie_mandate", args=[mandate.pk]), {"group": "0"})
    browser.post(reverse("people:tie_mandate", args=[mandate.pk]), {"group": cast.maths.pk})
    mandate.refresh_from_db()
    assert mandate.group == cast.maths
    assert reverse("people:tie_mandate", args=[mandate.pk]) not in flat(browser.get(page_of(mandate)))


def test_the_list_shows_my_own_or_those_of_my_school(cast: Cast, sign_in: SignIn) -> None:
    mine, other = ask(cast), ask(cast, cast.colleague, about="Fysik")
    address = reverse("people:mandates")
    assert link_to(mine) in flat(sign_in(cast.member).get(address))
    assert link_to(other) not in flat(sign_in(cast.member).get(address))
    everything = flat(sign_in(cast.principal).get(address))
    assert link_to(mine) in everything
    assert link_to(other) in everything
    elsewhere = flat(sign_in(cast.principal_elsewhere).get(address))
    assert link_to(mine) not in elsewhere
    assert link_to(other) not in elsewhere


def test_the_list_needs_as_many_queries_for_thirty_as_for_one(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.principal)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("people:mandates"))
        return len(queries)

    ask(cast)
    few = count()
    for number in range(30):
        ask(cast, about=f"Grupp {number}")
    assert count() == few


def test_what_is_written_is_shown_as_text(cast: Cast, sign_in: SignIn) -> None:
    mandate = ask(cast, task="- ett\n- två\n\n<script>alert(1)</script>")
    page = sign_in(cast.member).get(page_of(mandate)).content.decode()
    assert "<li>två</li>" in page
    assert "<script>alert" not in page
