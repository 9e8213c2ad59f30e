"""Forms for feedback."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lartraff.core.text import refuse_personal_numbers
from lartraff.core.widgets import DayInput
from lartraff.voices.logic.kinds import FeedbackKind

GIVING = [
    (FeedbackKind.RECOGNITION.value, _("Recognition: I see this, and it matters. No answer needed.")),
    (FeedbackKind.INPUT.value, _("Input: a thought to use or leave. No answer needed.")),
    (FeedbackKind.RESOURCE.value, _("Resource: time, material or contacts that I can offer. No answer needed.")),
    (FeedbackKind.QUESTION.value, _("Question: I would like an answer.")),
]
ASKING = [
    (FeedbackKind.INPUT.value, _("Input: what do you think of this?")),
    (FeedbackKind.RESOURCE.value, _("Resource: we need time, material or contacts.")),
    (FeedbackKind.RECOGNITION.value, _("Recognition: look at what we have done.")),
    (FeedbackKind.QUESTION.value, _("Question: ask us something that takes us further.")),
]


class FeedbackForm(forms.Form):
    kind = forms.ChoiceField(label=_("What kind of feedback is it?"), choices=GIVING, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Your feedback"), widget=forms.Textarea(attrs={"rows": 4}), validators=[refuse_personal_numbers]
    )


class FeedbackRequestForm(forms.Form):
    kind = forms.ChoiceField(label=_("What do you want?"), choices=ASKING, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What should the principal look at?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_personal_numbers],
    )
    wanted_by = forms.DateField(label=_("Before when?"), required=False, widget=DayInput)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 3}), validators=[refuse_personal_numbers]
    )
