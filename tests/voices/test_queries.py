"""Whose feedback one reads, and what waits for one."""

from datetime import date

from lartraff.voices import actions
from lartraff.voices.queries import feedback_to, questions_to_answer, requests_from, requests_to_answer
from tests.cast import Cast, make_group


def test_a_principal_reads_her_own_and_what_was_asked_for_the_group_reads_all(cast: Cast) -> None:
    unasked = actions.give_feedback(cast.maths, by=cast.principal, kind="INPUT", text="Prova i sjuan.")
    request = actions.ask_for_feedback(cast.maths, by=cast.member, kind="INPUT", text="Vår plan?")
    asked = actions.give_feedback(cast.maths, by=cast.deputy, kind="INPUT", text="Bra plan.", request=request)
    assert set(feedback_to(cast.member, cast.maths)) == {unasked, asked}
    assert set(feedback_to(cast.principal, cast.maths)) == {unasked, asked}
    assert set(feedback_to(cast.deputy, cast.maths)) == {asked}
    for person in (cast.colleague, cast.principal_elsewhere, cast.analyst, cast.administrator, cast.stranger):
        assert not feedback_to(person, cast.maths)


def test_what_is_wanted_soonest_comes_first_and_what_is_closed_not_at_all(cast: Cast) -> None:
    def ask(text: str, wanted_by: date | None = None) -> object:
        return actions.ask_for_feedback(cast.maths, by=cast.member, kind="INPUT", text=text, wanted_by=wanted_by)

    later = ask("Senare", date(2026, 5, 1))
    soon = ask("Snart", date(2026, 4, 1))
    whenever = ask("Någon gång")
    withdrawn = actions.ask_for_feedback(cast.maths, by=cast.member, kind="INPUT", text="Inte längre")
    actions.withdraw_request(withdrawn, by=cast.member)
    assert list(requests_to_answer(cast.principal)) == [soon, later, whenever]
    assert list(requests_to_answer(cast.deputy)) == [soon, later, whenever]
    assert set(requests_from(cast.member, cast.maths)) == {later, soon, whenever, withdrawn}


def test_only_those_who_could_answer_are_shown_a_request(cast: Cast) -> None:
    actions.ask_for_feedback(cast.maths, by=cast.member, kind="INPUT", text="Vår plan?")
    for person in (cast.member, cast.colleague, cast.principal_elsewhere, cast.principal_far, cast.analyst):
        assert not requests_to_answer(person)


def test_a_question_waits_for_those_it_was_put_to(cast: Cast) -> None:
    make_group(cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, subject="SV", name="Svenska")
    question = actions.give_feedback(cast.maths, by=cast.principal, kind="QUESTION", text="Hur valde ni?")
    actions.give_feedback(cast.maths, by=cast.principal, kind="INPUT", text="Prova i sjuan.")
    assert list(questions_to_answer(cast.member)) == [question]
    assert not questions_to_answer(cast.principal)
    assert not questions_to_answer(cast.colleague)
    actions.answer_question(question, by=cast.leader, answer="Vi såg på bråk.")
    assert not questions_to_answer(cast.member)
