"""Feedback on minutes, and asking for it."""

from collections.abc import Callable

import pytest

from lartraff.meetings.actions.minutes import ask_for_feedback_on, give_feedback_on
from lartraff.meetings.models import Minutes, MinutesReading
from lartraff.voices.models import Feedback, FeedbackRequest
from tests.cast import Cast
from tests.meetings import scenes
from tests.refusals import impossible, refused


def test_feedback_stands_with_the_minutes_and_marks_them_read(cast: Cast) -> None:
    shared = scenes.shared(cast)
    feedback = give_feedback_on(shared, by=cast.principal, kind="RECOGNITION", text="Ni hör varandra.")
    assert list(shared.feedback.all()) == [feedback]
    assert (feedback.group, feedback.sender, feedback.kind) == (cast.maths, cast.principal, "RECOGNITION")
    assert MinutesReading.objects.get().version == shared.versions.get()


def test_answering_a_request_closes_it(cast: Cast) -> None:
    shared = scenes.shared(cast)
    request = ask_for_feedback_on(shared, by=cast.member, kind="RESOURCE", text="Vi behöver tid till rättning.")
    assert list(shared.requests.all()) == [request]
    feedback = give_feedback_on(shared, by=cast.principal, kind="RESOURCE", text="Ni får torsdagen.", request=request)
    assert feedback.request == request
    assert FeedbackRequest.objects.get().closed_at is not None


@pytest.mark.parametrize("draft", [scenes.opened, scenes.closed, scenes.read_aloud])
def test_there_is_no_feedback_on_a_draft(cast: Cast, draft: Callable[[Cast], object]) -> None:
    draft(cast)
    minutes = Minutes.objects.select_related("meeting__group__school").get()
    with impossible("There is no feedback on a draft. Wait until the group has shared the minutes."):
        give_feedback_on(minutes, by=cast.principal, kind="INPUT", text="Prova i sjuan.")
    with impossible("The principal cannot read a draft. Share the minutes, then ask."):
        ask_for_feedback_on(minutes, by=cast.member, kind="INPUT", text="Vår plan?")
    assert not Feedback.objects.exists()
    assert not FeedbackRequest.objects.exists()


def test_a_refused_feedback_leaves_nothing_not_even_a_reading(cast: Cast) -> None:
    shared = scenes.shared(cast)
    with refused("Feedback to a group comes from the school's principal."):
        give_feedback_on(shared, by=cast.principal_elsewhere, kind="INPUT", text="Prova i sjuan.")
    assert not MinutesReading.objects.exists()
    assert not Feedback.objects.exists()
