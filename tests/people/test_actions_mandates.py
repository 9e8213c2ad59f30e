"""Asking somebody to lead, and what they answer."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import TestCase

from lartraff.core import clock
from lartraff.core.models import AuditEntry
from lartraff.people.actions import groups, mandates
from lartraff.people.actions.staff import end_employment, set_reminders
from lartraff.people.models import LearningGroup, Mandate, User
from lartraff.people.permissions import can_answer_mandate, can_give_mandates, can_see_mandate, mandates_visible_to
from lartraff.people.queries import (
    answers_lately,
    groups_led_by,
    leaders_to_present,
    mandate_for,
    mandates_as_they_stand,
    open_mandates_of,
    story_of,
)
from tests.cast import Cast, employ, make_group
from tests.refusals import impossible, refused

SITE = "https://larande.example"
OTHERS = {
    "leader", "second_member", "colleague", "teacher_elsewhere", "principal_elsewhere", "principal_far", "analyst",
    "administrator", "stranger",
}  # fmt: skip


def ask(cast: Cast, leader: User | None = None, *, about: str = "Svenska", **more: object) -> Mandate:
    told = {"by": cast.principal, "task": "Led gruppen", "decides": "Dagordningen", "support": "Tid", **more}
    return mandates.ask_to_lead(cast.school, leader or cast.member, about=about, site=SITE, **told)  # type: ignore[arg-type]


def answer(mandate: Mandate, *, accepts: bool, words: str = "") -> Mandate:
    return mandates.answer_mandate(mandate, accepts=accepts, words=words, by=mandate.leader, site=SITE)


def change(cast: Cast, mandate: Mandate) -> Mandate:
    return mandates.change_mandate(mandate, by=cast.principal, site=SITE, task="Led två grupper", decides="Allt")


def states(mandate: Mandate) -> list[str]:
    return [one.state for one in story_of(mandate.leader, mandate)]


def test_a_teacher_is_asked_and_says_yes_in_own_words(cast: Cast) -> None:
    mandate = ask(cast)
    assert list(open_mandates_of(cast.member)) == [mandate]
    answer(mandate, accepts=True, words=" Gärna, om Jonas är med. ")
    mandate.refresh_from_db()
    assert (mandate.state, mandate.answer) == ("ACCEPTED", "Gärna, om Jonas är med.")
    assert not open_mandates_of(cast.member).exists()
    assert list(answers_lately(cast.principal)) == list(answers_lately(cast.deputy)) == [mandate]
    assert not answers_lately(cast.member).exists()


def test_a_no_needs_no_reason(cast: Cast) -> None:
    mandate = answer(ask(cast), accepts=False)
    assert (mandate.state, mandate.answer) == ("DECLINED", "")
    assert ask(cast).state == "ASKED", "and one may ask again another time"


def test_an_answer_is_news_for_two_weeks(cast: Cast) -> None:
    answer(ask(cast), accepts=True)
    with clock.at(clock.now() + timedelta(days=13)):
        assert answers_lately(cast.principal).count() == 1
    with clock.at(clock.now() + timedelta(days=15)):
        assert answers_lately(cast.principal).count() == 0


@pytest.mark.parametrize("who", sorted(OTHERS | {"member"}))
def test_only_the_principal_asks_changes_and_takes_back(cast: Cast, who: str) -> None:
    mandate, agreed = ask(cast), answer(ask(cast, about="Fysik"), accepts=True)
    person = cast.everybody()[who]
    with pytest.raises(PermissionDenied):
        ask(cast, cast.colleague, by=person)
    with pytest.raises(PermissionDenied):
        mandates.withdraw_mandate(mandate, by=person, site=SITE)
    with pytest.raises(PermissionDenied):
        mandates.change_mandate(agreed, by=person, site=SITE, task="x", decides="x")
    with pytest.raises(PermissionDenied):
        mandates.tie_mandate(agreed, cast.maths, by=person)


@pytest.mark.parametrize("who", sorted(OTHERS | {"principal", "deputy"}))
def test_only_the_one_who_is_asked_answers(cast: Cast, who: str) -> None:
    mandate = ask(cast)
    with refused("Only the one who is asked can answer."):
        mandates.answer_mandate(mandate, accepts=True, by=cast.everybody()[who], site=SITE)


@pytest.mark.parametrize("who", sorted(OTHERS | {"principal", "deputy", "member"}))
def test_a_mandate_is_seen_by_the_leader_and_those_who_lead_the_school(cast: Cast, who: str) -> None:
    mandate, person = ask(cast), cast.everybody()[who]
    may = who in {"principal", "deputy", "member"}
    assert bool(can_see_mandate(person, mandate)) is may
    assert mandates_visible_to(person).filter(pk=mandate.pk).exists() is may
    assert bool(story_of(person, mandate)) is may


def test_somebody_who_is_not_signed_in_sees_nothing(cast: Cast) -> None:
    mandate = ask(cast)
    nobody = AnonymousUser()
    assert not can_see_mandate(nobody, mandate)
    assert not can_answer_mandate(nobody, mandate)
    assert not can_give_mandates(nobody, cast.school)
    assert not mandates_visible_to(nobody).exists()


def test_the_deputy_is_as_the_principal(cast: Cast) -> None:
    mandate = ask(cast, by=cast.deputy)
    mandates.withdraw_mandate(mandate, by=cast.principal, site=SITE)
    assert states(mandate) == ["WITHDRAWN"]


def test_nobody_asks_oneself_or_somebody_from_elsewhere(cast: Cast) -> None:
    with impossible("You cannot ask yourself."):
        ask(cast, cast.principal)
    with impossible("Everybody in the group must work at Björkdalsskolan. Add them to the staff first."):
        ask(cast, cast.teacher_elsewhere)


def test_the_same_question_is_not_asked_twice_at_once(cast: Cast) -> None:
    mandate = ask(cast)
    with impossible("This person has already been asked to lead that group."):
        ask(cast)
    answer(mandate, accepts=True)
    with impossible("You have agreed on this already. Open the mandate and change it instead."):
        ask(cast)


def test_what_is_answered_or_taken_back_stays_so(cast: Cast) -> None:
    mandate = answer(ask(cast), accepts=False)
    with impossible("This has been answered already."):
        answer(mandate, accepts=True)
    with impossible("This has been answered already."):
        mandates.withdraw_mandate(mandate, by=cast.principal, site=SITE)
    taken_back = mandates.withdraw_mandate(ask(cast), by=cast.principal, site=SITE)
    with impossible("The question has been taken back. Nothing needs to be answered."):
        answer(taken_back, accepts=True)


def test_a_change_is_asked_anew_and_the_old_holds_until_a_yes(cast: Cast) -> None:
    first = answer(ask(cast), accepts=True)
    second = change(cast, first)
    assert states(first) == ["ASKED", "ACCEPTED"]
    answer(second, accepts=False)
    assert states(first) == ["DECLINED", "ACCEPTED"]
    third = answer(change(cast, first), accepts=True)
    assert states(first) == ["ACCEPTED", "DECLINED", "REPLACED"]
    assert [one.pk for one in mandates_as_they_stand(cast.principal)] == [third.pk]
    first.refresh_from_db()
    assert first.task == "Led gruppen", "and what was agreed is kept as it was"


def test_only_what_is_agreed_is_changed(cast: Cast) -> None:
    with impossible("Only a mandate that you have agreed on is changed. Ask anew instead."):
        change(cast, ask(cast))


@pytest.mark.parametrize("field", ["about", "task", "decides", "support"])
def test_nothing_about_a_pupil_is_written_in_a_mandate(cast: Cast, field: str) -> None:
    with pytest.raises(ValidationError) as error:
        ask(cast, **{field: "Om 850709-9805"})  # type: ignore[arg-type]
    assert error.value.error_list[0].code == "personal_number"
    with pytest.raises(ValidationError):
        answer(ask(cast), accepts=True, words="Om 850709-9805")


# --- The group it comes to be about


def form(cast: Cast, name: str, leader: User) -> LearningGroup:
    return groups.create_group(
        by=cast.principal,
        school=cast.school,
        name=name,
        subject=None,
        reason="r",
        purpose="p",
        members=[],
        leader=leader,
    )


def test_forming_the_group_ties_the_leader_s_mandate_of_that_name(cast: Cast) -> None:
    mandate, other, of_another = (
        ask(cast, about="ÄMNET slöjd"),
        ask(cast),
        ask(cast, cast.colleague, about="Ämnet slöjd"),
    )
    answer(mandate, accepts=True)
    group = form(cast, "Ämnet Slöjd", cast.member)
    for one in (mandate, other, of_another):
        one.refresh_from_db()
    assert (mandate.group, other.group, of_another.group) == (group, None, None)
    assert mandate_for(cast.principal, group) == mandate_for(cast.member, group) == mandate
    assert mandate_for(cast.second_member, group) is None


def test_a_mandate_of_another_name_is_tied_by_the_principal(cast: Cast) -> None:
    first = answer(ask(cast, cast.leader, about="NO"), accepts=True)
    second = change(cast, first)
    mandates.tie_mandate(second, cast.maths, by=cast.principal)
    assert {one.group for one in story_of(cast.leader, first)} == {cast.maths}
    assert mandate_for(cast.leader, cast.maths) == first, "what is agreed comes before what is asked"


def test_a_mandate_is_for_the_group_s_own_leader_at_its_own_school(cast: Cast) -> None:
    sentence = "The mandate is for whoever leads the group. Choose the group's leader first."
    with impossible(sentence):
        mandates.tie_mandate(ask(cast), cast.maths, by=cast.principal)
    with impossible(sentence):
        ask(cast, group=cast.maths)
    employ(cast.leader, cast.other_school)
    elsewhere = make_group(cast.other_school, leader=cast.leader, members=[], formed_by=cast.principal_elsewhere)
    with impossible(sentence):
        ask(cast, cast.leader, group=elsewhere)
    assert list(groups_led_by(cast.leader, cast.school)) == [cast.maths]


def test_a_new_leader_is_not_shown_the_mandate_of_the_one_before(cast: Cast) -> None:
    mandate = answer(ask(cast, cast.leader, group=cast.maths), accepts=True)
    groups.set_members(cast.maths, [cast.leader], leader=cast.member, by=cast.principal)
    assert mandate_for(cast.principal, cast.maths) is None
    assert mandate_for(cast.member, cast.maths) is None
    assert can_see_mandate(cast.leader, mandate), "it stays the old leader's own"


def test_a_leader_is_presented_where_nothing_was_asked_or_the_answer_is_yes(cast: Cast) -> None:
    def presented() -> User | None:
        return leaders_to_present([cast.maths]).get(cast.maths.pk)

    assert presented() == cast.leader
    mandate = ask(cast, cast.leader, group=cast.maths)
    assert presented() is None
    answer(mandate, accepts=False)
    assert presented() is None
    agreed = answer(ask(cast, cast.leader, group=cast.maths), accepts=True)
    assert presented() == cast.leader
    change(cast, agreed)
    assert presented() == cast.leader, "a change that is asked for takes nothing back"


def test_whoever_leaves_the_school_is_asked_no_more(cast: Cast) -> None:
    mandate, agreed = ask(cast), answer(ask(cast, about="Fysik"), accepts=True)
    end_employment(cast.school, cast.member, by=cast.principal)
    mandate.refresh_from_db()
    agreed.refresh_from_db()
    assert (mandate.state, agreed.state) == ("WITHDRAWN", "ACCEPTED")
    assert not can_answer_mandate(cast.member, mandate)


# --- Letters and the trail


def test_letters_say_where_to_read_and_nothing_of_what_stands_there(cast: Cast) -> None:
    for person in (cast.member, cast.principal):
        User.objects.filter(pk=person.pk).update(language="en")
        person.language = "en"
    with TestCase.captureOnCommitCallbacks(execute=True):
        mandate = ask(cast)
    (asked,) = mail.outbox
    assert asked.to == [cast.member.email]
    assert "Karin Ek asks whether you want to be learning leader for Svenska." in asked.body
    assert f"{SITE}/mandates/{mandate.pk}/" in asked.body
    assert f"{SITE}/account/" in asked.body
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer(mandate, accepts=True, words="Gärna")
    assert mail.outbox[1].to == [cast.principal.email]
    assert "Sara Holm has answered your question about leading Svenska." in mail.outbox[1].body
    with TestCase.captureOnCommitCallbacks(execute=True):
        change(cast, mandate)
    assert "asks to change your mandate for Svenska" in mail.outbox[2].body
    with TestCase.captureOnCommitCallbacks(execute=True):
        mandates.withdraw_mandate(ask(cast, about="Fysik"), by=cast.principal, site=SITE)
    assert "has taken back the question about leading Fysik" in mail.outbox[4].body
    for letter in mail.outbox:
        assert not any(
            word in letter.body for word in ("Led gruppen", "Dagordningen", "Led två", "Gärna", "yes to lead")
        )
        assert "\n" not in letter.subject


def test_who_wants_no_letters_gets_none(cast: Cast) -> None:
    set_reminders(cast.member, wanted=False)
    set_reminders(cast.principal, wanted=False)
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer(ask(cast), accepts=True)
    assert mail.outbox == []


def test_a_protected_name_is_not_told_in_a_letter_to_another(cast: Cast) -> None:
    cast.principal.security_marking = "PROTECTED"
    cast.principal.save()
    with TestCase.captureOnCommitCallbacks(execute=True):
        ask(cast)
    assert "Karin" not in mail.outbox[0].body
    assert "En kollega" in mail.outbox[0].body


def test_the_trail_tells_that_and_never_what(cast: Cast) -> None:
    mandate = answer(ask(cast), accepts=True, words="Gärna")
    entries = AuditEntry.objects.filter(kind="people.Mandate").order_by("pk")
    assert [(entry.verb, entry.by_id, entry.facts) for entry in entries] == [
        ("ask_to_lead", cast.principal.pk, {}),
        ("answer_mandate", cast.member.pk, {}),
    ]
    assert {entry.about for entry in entries} == {f"mandate {mandate.pk}"}
