"""Changing the plan of one meeting."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lartraff.core.widgets import DayInput, TimeOfDayInput
from lartraff.library.models import Structure
from lartraff.library.queries import structures_in
from lartraff.meetings.models import Meeting
from lartraff.people.models import User
from lartraff.people.queries import current_members, shown_name


class PlanForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=DayInput)
    at = forms.TimeField(label=_("Time of day"), widget=TimeOfDayInput)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    secretary = forms.ModelChoiceField(
        label=_("Secretary of the day"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Chosen at the meeting"),
    )
    structure = forms.ModelChoiceField(
        label=_("Other structure"),
        queryset=Structure.objects.none(),
        required=False,
        empty_label=_("Keep the agenda as it is"),
    )

    def __init__(self, *args: Any, meeting: Meeting, viewer: User, **kwargs: Any) -> None:
        starts = timezone.localtime(meeting.starts_at)
        kwargs["initial"] = {
            "day": starts.date(),
            "at": starts.time(),
            "place": meeting.place,
            "secretary": meeting.proposed_secretary,
        }
        super().__init__(*args, **kwargs)
        secretary, structure = self.fields["secretary"], self.fields["structure"]
        assert isinstance(secretary, forms.ModelChoiceField)
        assert isinstance(structure, forms.ModelChoiceField)
        secretary.queryset = User.objects.filter(pk__in=current_members(meeting.group).values("user"))
        secretary.label_from_instance = partial(shown_name, viewer)  # type: ignore[method-assign]
        structure.queryset = structures_in(get_language() or "sv")

    def starts_at(self) -> datetime:
        zone = timezone.get_current_timezone()
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"], zone)
