"""The form for a term and its holidays."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lartraff.core.widgets import DayInput
from lartraff.people.models import Term

MOST_BREAKS = 4  # no term has more: autumn, study days, winter, Easter


class TermForm(forms.Form):
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and cleaned["ends_on"] <= cleaned["starts_on"]:
            self.add_error("ends_on", _("A term ends after it starts."))
        return cleaned


class BreakForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Holiday"), max_length=60, required=False)
    first = forms.DateField(label=gettext_lazy("From"), widget=DayInput, required=False)
    last = forms.DateField(label=gettext_lazy("To"), widget=DayInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = [bool(cleaned.get(name)) for name in ("name", "first", "last")]
        if not self.errors and any(given) and not all(given):
            self.add_error("name", _("Give the holiday a name, a first day and a last day, or leave all three empty."))
        return cleaned


BreakForms = forms.formset_factory(BreakForm, extra=0, max_num=MOST_BREAKS)


def initial_breaks(term: Term) -> list[dict[str, Any]]:
    """The term's holidays, with empty rows up to the most there can be."""
    kept = (
        [{"name": one.name, "first": one.starts_on, "last": one.ends_on} for one in term.breaks.all()]
        if term.pk
        else []
    )
    return [*kept, *({} for _row in range(MOST_BREAKS - len(kept)))]


def given_breaks(rows: Any) -> list[tuple[str, date, date]]:
    return [(row["name"], row["first"], row["last"]) for row in rows.cleaned_data if row.get("name")]
