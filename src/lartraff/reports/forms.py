"""What the principal decides about a presentation: which groups, the first words and the last."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lartraff.core.text import refuse_personal_numbers

if TYPE_CHECKING:
    from lartraff.people.models import LearningGroup, Term


class LaunchForm(forms.Form):
    groups: "forms.ModelMultipleChoiceField[LearningGroup]" = forms.ModelMultipleChoiceField(
        label=_("Which groups?"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    opening = forms.CharField(
        label=_("Your first words"),
        help_text=_("A line or two under the heading: why we do this together, in your own voice."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[refuse_personal_numbers],
    )
    closing = forms.CharField(
        label=_("Your last words"),
        help_text=_("What you want everybody to take along. Without it, there is no last slide."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[refuse_personal_numbers],
    )

    def __init__(self, *args: Any, groups: "QuerySet[LearningGroup]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["groups"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = groups


class NewLaunchForm(LaunchForm):
    term = forms.ChoiceField(label=_("Which term?"))

    field_order = ["term", "groups", "opening", "closing"]

    def __init__(self, *args: Any, terms: "list[Term]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["term"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(f"{term.school_year}-{term.season}", in_words(term)) for term in terms]

    def clean_term(self) -> tuple[int, str]:
        year, _dash, season = self.cleaned_data["term"].partition("-")
        return int(year), season


def in_words(term: "Term") -> str:
    day = term.starts_on if term.season == "HT" else term.ends_on
    return f"{term.get_season_display()} {day.year}"
