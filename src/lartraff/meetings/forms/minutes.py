"""Correcting shared minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.models import Minutes


class CorrectionForm(forms.Form):
    """One box for each agenda item's notes, and what was wrong."""

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in minutes.meeting.agenda.all():
            self.fields[f"notes_{item.pk}"] = forms.CharField(
                label=item.title,
                initial=item.notes,
                required=False,
                strip=False,
                max_length=50_000,
                widget=forms.Textarea(attrs={"rows": 5}),
                validators=[refuse_personal_numbers],
            )
        self.fields["correction"] = forms.CharField(
            label=_("What is corrected?"),
            max_length=300,
            help_text=_("One sentence. It stands beside the new version."),
            validators=[refuse_personal_numbers],
        )

    def notes(self) -> dict[int, str]:
        prefix = "notes_"
        return {
            int(name.removeprefix(prefix)): text for name, text in self.cleaned_data.items() if name.startswith(prefix)
        }
