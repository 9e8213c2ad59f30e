"""After a meeting: the one-minute check-out, kept as numbers only."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import NO_PERSONAL_DATA
from lartraff.meetings.models.meeting import Meeting


class CheckOutCount(models.Model):
    """How many gave an answer. Nothing here, or anywhere else, says who, when, or what else they answered.

    A meeting's rows are made all at once and changed all at once (`meetings.actions.after.check_out`), so that neither
    their order nor the database's own bookkeeping tells one answer from another.
    """

    personal_data: ClassVar = NO_PERSONAL_DATA

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="check_out_counts")
    question = models.CharField(max_length=6)
    answer = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "question", "answer"]
        verbose_name = _("count of answers at check-out")
        verbose_name_plural = _("counts of answers at check-out")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "question", "answer"], name="one_count_per_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer}: {self.count}"
