"""What members fill in after a meeting."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lartraff.core.text import refuse_personal_numbers
from lartraff.core.widgets import DayInput
from lartraff.meetings.actions.preparing import LONGEST
from lartraff.meetings.logic.checkout import Question

QUESTIONS: dict[Question, Promise] = {
    Question.LEARNT: _("Did we learn something?"),
    Question.TASK: _("Is my task clear?"),
    Question.HEARD: _("Was I heard?"),
}
ANSWER_WORDS: dict[int, Promise] = {
    1: pgettext_lazy("check-out", "no"),
    2: pgettext_lazy("check-out", "a little"),
    3: pgettext_lazy("check-out", "mostly"),
    4: pgettext_lazy("check-out", "yes"),
}


class CheckOutForm(forms.Form):
    """One choice of four for each question; the fields bear the questions' names."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for question, words in QUESTIONS.items():
            self.fields[question.value] = forms.TypedChoiceField(
                label=str(words), coerce=int, choices=list(ANSWER_WORDS.items()), widget=forms.RadioSelect
            )

    def answers(self) -> dict[Question, int]:
        return {question: self.cleaned_data[question.value] for question in Question}


class AfterwardsForm(forms.Form):
    text = forms.CharField(
        label=_("What I have done, and what I saw"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "It is put last in the round, with your name. Write about the teaching, never about a single pupil."
        ),
        validators=[refuse_personal_numbers],
    )


class OwnTaskForm(forms.Form):
    teaching = forms.CharField(
        label=_("What do I do in my own teaching?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In which class, in which lesson, and how?"),
        validators=[refuse_personal_numbers],
    )
    study = forms.CharField(
        label=_("What do I read, hear or watch?"), required=False, validators=[refuse_personal_numbers]
    )
    evidence = forms.CharField(
        label=_("What do I bring as evidence?"), required=False, validators=[refuse_personal_numbers]
    )
    due_on = forms.DateField(label=_("By when?"), required=False, widget=DayInput)
