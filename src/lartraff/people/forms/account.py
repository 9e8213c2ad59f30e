"""What somebody wants to be told of."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoticesForm(forms.Form):
    reminders = forms.BooleanField(
        label=_("Remind me by e-mail the day before a meeting"),
        required=False,
        help_text=_("The letter says when and where, and what you promised in your own words."),
    )
