"""Feedback that is not control: asked for, given, answered or thanked for."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lartraff.core.models import AuditEntry
from lartraff.people.actions.groups import set_members
from lartraff.people.models import LearningGroup, User
from lartraff.voices import actions
from lartraff.voices.models import Feedback, FeedbackRequest
from tests.cast import Cast, make_group
from tests.refusals import impossible, refused

GIVES = "Feedback to a group comes from the school's principal."
ASKS = "Only the group itself asks for feedback on its work."
RESPONDS = "Only the group that got the feedback responds to it."
NUMBER = "Det gällde 19121212-1212"
NOT_GIVING = [
    "leader", "member", "colleague", "teacher_elsewhere", "principal_elsewhere", "principal_far", "analyst",
    "administrator", "stranger",
]  # fmt: skip
NOT_IN_THE_GROUP = [
    "principal", "deputy", "colleague", "teacher_elsewhere", "principal_elsewhere", "principal_far", "analyst",
    "administrator", "stranger",
]  # fmt: skip


def audit_of(verb: str) -> tuple[User | None, object]:
    entry = AuditEntry.objects.get(verb=verb)
    return entry.by, entry.facts


def give(cast: Cast, kind: str, **more: object) -> Feedback:
    return actions.give_feedback(cast.maths, by=cast.principal, kind=kind, text="Ni hör varandra.", **more)  # type: ignore[arg-type]


def ask(cast: Cast) -> FeedbackRequest:
    return actions.ask_for_feedback(cast.maths, by=cast.member, kind="INPUT", text="Vår plan?")


# --- Asking


def test_anyone_in_the_group_asks_on_what_and_of_which_kind(cast: Cast) -> None:
    request = actions.ask_for_feedback(
        cast.maths, by=cast.member, kind="RESOURCE", text="Vi behöver tid.", wanted_by=date(2026, 4, 1)
    )
    request.refresh_from_db()
    assert (request.group, request.asked_by, request.kind, request.text, request.wanted_by, request.closed_at) == (
        cast.maths, cast.member, "RESOURCE", "Vi behöver tid.", date(2026, 4, 1), None,
    )  # fmt: skip
    assert audit_of("ask_for_feedback") == (cast.member, {"kind": "RESOURCE"})


@pytest.mark.parametrize("who", NOT_IN_THE_GROUP)
def test_nobody_else_asks_in_the_group_s_name_or_takes_it_back(cast: Cast, who: str) -> None:
    make_group(cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, subject="SV", name="Svenska")
    request, person = ask(cast), cast.everybody()[who]
    with refused(ASKS):
        actions.ask_for_feedback(cast.maths, by=person, kind="INPUT", text="Vår plan?")
    with refused(ASKS):
        actions.withdraw_request(request, by=person)
    assert FeedbackRequest.objects.get().closed_at is None


def test_a_request_that_is_no_longer_needed_is_closed_once(cast: Cast) -> None:
    request = ask(cast)
    actions.withdraw_request(request, by=cast.leader)
    closed_at = FeedbackRequest.objects.get().closed_at
    assert closed_at is not None
    actions.withdraw_request(request, by=cast.leader)
    assert FeedbackRequest.objects.get().closed_at == closed_at
    assert AuditEntry.objects.filter(verb="withdraw_request", by=cast.leader).exists()


# --- Giving


@pytest.mark.parametrize("kind", ["RECOGNITION", "INPUT", "RESOURCE", "QUESTION"])
def test_only_a_question_expects_an_answer(cast: Cast, kind: str) -> None:
    feedback = give(cast, kind)
    assert feedback.expects_answer == feedback.awaits_answer == (kind == "QUESTION")
    assert audit_of("give_feedback") == (cast.principal, {"kind": kind, "asked_for": False})


@pytest.mark.parametrize("who", NOT_GIVING)
def test_only_the_school_s_principals_give_feedback(cast: Cast, who: str) -> None:
    with refused(GIVES):
        actions.give_feedback(cast.maths, by=cast.everybody()[who], kind="INPUT", text="Prova i sjuan.")
    assert not Feedback.objects.exists()


def test_what_was_asked_for_closes_the_request(cast: Cast) -> None:
    request = ask(cast)
    feedback = give(cast, "INPUT", request=request)
    assert feedback.request == request
    assert FeedbackRequest.objects.get().closed_at is not None
    assert audit_of("give_feedback") == (cast.principal, {"kind": "INPUT", "asked_for": True})


def test_another_group_s_request_is_not_answered_here(cast: Cast) -> None:
    swedish = make_group(
        cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, subject="SV", name="Svenska"
    )
    theirs = actions.ask_for_feedback(swedish, by=cast.colleague, kind="INPUT", text="Vår plan?")
    with impossible("That request came from another group. Go back and choose again."):
        give(cast, "INPUT", request=theirs)
    assert not Feedback.objects.exists()
    assert FeedbackRequest.objects.get().closed_at is None


def test_feedback_has_one_of_the_four_kinds(cast: Cast) -> None:
    with pytest.raises(ValidationError) as error:
        give(cast, "ORDER")
    assert set(error.value.message_dict) == {"kind"}


# --- Answering and thanking


def test_whoever_answers_first_answers_for_the_group(cast: Cast) -> None:
    question = give(cast, "QUESTION")
    actions.answer_question(question, by=cast.member, answer="Vi valde bråk.")
    with impossible("Somebody in the group has already answered."):
        actions.answer_question(question, by=cast.leader, answer="Vi valde algebra.")
    stands = Feedback.objects.get()
    assert (stands.answer, stands.answered_by, stands.awaits_answer) == ("Vi valde bråk.", cast.member, False)
    assert audit_of("answer_question") == (cast.member, {})


@pytest.mark.parametrize("kind", ["RECOGNITION", "INPUT", "RESOURCE"])
def test_what_is_no_question_takes_no_answer_but_thanks(cast: Cast, kind: str) -> None:
    feedback = give(cast, kind)
    with impossible("This feedback expects no answer. You can thank for it or take it up."):
        actions.answer_question(feedback, by=cast.member, answer="Tack!")
    actions.respond(feedback, by=cast.member, response="THANKED")
    stands = Feedback.objects.get()
    assert (stands.response, stands.answer, stands.answered_at) == ("THANKED", "", None)
    assert audit_of("respond") == (cast.member, {"response": "THANKED"})


def test_a_question_is_answered_and_not_thanked_for(cast: Cast) -> None:
    with impossible("This is a question. Answer it in words."):
        actions.respond(give(cast, "QUESTION"), by=cast.member, response="THANKED")


def test_an_empty_answer_is_none(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.answer_question(give(cast, "QUESTION"), by=cast.member, answer="")
    assert Feedback.objects.get().awaits_answer


@pytest.mark.parametrize("who", NOT_IN_THE_GROUP)
def test_only_the_group_responds(cast: Cast, who: str) -> None:
    make_group(cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, subject="SV", name="Svenska")
    person = cast.everybody()[who]
    with refused(RESPONDS):
        actions.answer_question(give(cast, "QUESTION"), by=person, answer="Vi valde bråk.")
    with refused(RESPONDS):
        actions.respond(give(cast, "INPUT"), by=person, response="THANKED")


def test_who_has_left_the_group_does_not_answer_for_it(cast: Cast) -> None:
    question = give(cast, "QUESTION")
    set_members(cast.maths, [cast.second_member], leader=cast.leader, by=cast.principal)
    with refused(RESPONDS):
        actions.answer_question(question, by=cast.member, answer="Vi valde bråk.")


# --- Personal numbers

Write = Callable[[Cast, LearningGroup], object]


@pytest.mark.parametrize(
    "write",
    [
        lambda cast, group: actions.ask_for_feedback(group, by=cast.member, kind="INPUT", text=NUMBER),
        lambda cast, group: actions.give_feedback(group, by=cast.principal, kind="INPUT", text=NUMBER),
        lambda cast, group: actions.answer_question(give(cast, "QUESTION"), by=cast.member, answer=NUMBER),
    ],
    ids=["asking", "giving", "answering"],
)
def test_no_personal_number_is_written(cast: Cast, write: Write) -> None:
    with pytest.raises(ValidationError) as refusal:
        write(cast, cast.maths)
    assert refusal.value.code == "personal_number"
