"""Feedback to groups, and groups asking for it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.core.privacy import PersonalData
from lartraff.people.models import LearningGroup, User
from lartraff.voices.logic.kinds import FeedbackKind


def kind_choices() -> list[tuple[str, object]]:
    return [
        (FeedbackKind.RECOGNITION.value, _("recognition")),
        (FeedbackKind.INPUT.value, _("input")),
        (FeedbackKind.RESOURCE.value, _("resource")),
        (FeedbackKind.QUESTION.value, _("question")),
    ]


class FeedbackRequest(models.Model):
    """A group says what it wants feedback on, and of which kind."""

    personal_data: ClassVar = PersonalData(
        fields=("asked_by",), kept="as long as the group's minutes", exported="own requests"
    )

    group = models.ForeignKey(LearningGroup, models.CASCADE, related_name="feedback_requests")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    kind = models.CharField(_("kind"), max_length=12, choices=kind_choices)
    text = models.TextField(_("what about"))
    wanted_by = models.DateField(_("wanted by"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("request for feedback")
        verbose_name_plural = _("requests for feedback")

    def __str__(self) -> str:
        return f"{self.group}: {self.kind}"


def response_choices() -> list[tuple[str, object]]:
    return [("", _("none")), ("THANKED", _("thanked")), ("TAKEN_UP", _("taken up"))]


class Feedback(models.Model):
    """A message to a group, of a stated kind. Only a question may have an answer; the others may be thanked for."""

    personal_data: ClassVar = PersonalData(
        fields=("sender", "text", "answer", "answered_by"),
        kept="as long as the group's minutes",
        exported="what one has sent and answered",
    )

    group = models.ForeignKey(LearningGroup, models.CASCADE, related_name="feedback")
    sender = models.ForeignKey(User, models.PROTECT, related_name="feedback_sent")
    sent_at = models.DateTimeField(_("sent"), default=clock.now)
    kind = models.CharField(_("kind"), max_length=12, choices=kind_choices)
    text = models.TextField(_("text"))
    request = models.ForeignKey(
        FeedbackRequest, models.SET_NULL, null=True, blank=True, related_name="feedback", verbose_name=_("asked for")
    )
    response = models.CharField(_("response"), max_length=8, choices=response_choices, default="", blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False, kind="QUESTION") & ~Q(answer="")),
                name="only_a_question_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(response="") | ~Q(kind="QUESTION"), name="a_question_is_answered_not_thanked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.group}"

    @property
    def expects_answer(self) -> bool:
        return FeedbackKind(self.kind).expects_answer

    @property
    def awaits_answer(self) -> bool:
        return self.expects_answer and self.answered_at is None
