"""The form that turns a wish into a goal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lartraff.core.text import refuse_personal_numbers
from lartraff.core.widgets import DayInput


class GoalForm(forms.Form):
    statement = forms.CharField(
        label=_("Goal"),
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[refuse_personal_numbers],
    )
    measure = forms.CharField(
        label=_("Seen how?"),
        help_text=_("What you count, and for whom. For example: pupils in year 9 without at least E in mathematics."),
        max_length=200,
        required=False,
        validators=[refuse_personal_numbers],
    )
    baseline = forms.DecimalField(label=_("From"), max_digits=8, decimal_places=1, required=False, localize=True)
    target = forms.DecimalField(label=_("To"), max_digits=8, decimal_places=1, required=False, localize=True)
    due_on = forms.DateField(label=_("By when?"), required=False, widget=DayInput)
