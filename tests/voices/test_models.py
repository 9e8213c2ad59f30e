"""What the table of feedback refuses, whoever asks."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lartraff.voices.models import Feedback
from tests.cast import Cast


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("INPUT", {"answer": "Tack", "answered_at": timezone.now()}),
        ("QUESTION", {"answer": "Utan avsändare", "answered_at": timezone.now()}),
        ("QUESTION", {"answer": "Utan tid"}),
        ("QUESTION", {"response": "THANKED"}),
    ],
)
def test_an_answer_belongs_to_a_question_and_says_who_and_when(cast: Cast, kind: str, change: dict[str, Any]) -> None:
    feedback = Feedback.objects.create(group=cast.maths, sender=cast.principal, kind=kind, text="Hur valde ni?")
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=feedback.pk).update(**change)
