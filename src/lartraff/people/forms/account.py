"""What somebody wants to be told of."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoticesForm(forms.Form):
    reminders = forms.BooleanField(
        label=_("Write to me by e-mail: a reminder the day before a meeting, and questions about leading a group"),
        required=False,
        help_text=_(
            "The reminder says when and where, and what you promised in your own words. A question about leading, or"
            " an answer to one, only says where to read it."
        ),
    )
