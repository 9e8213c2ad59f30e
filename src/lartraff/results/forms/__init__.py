"""What can be chosen on the results page, as it stands in the address."""

from dataclasses import dataclass
from typing import Any

from django import forms

from lartraff.results.logic.ranking import SORTS


class ChoicesForm(forms.Form):
    school = forms.IntegerField(required=False, min_value=1)
    period = forms.RegexField(r"\A\d{4}-(HT|VT)\Z", required=False)
    year = forms.IntegerField(required=False)
    sort = forms.ChoiceField(choices=[(sort, sort) for sort in SORTS], required=False)


@dataclass(frozen=True, slots=True)
class MatrixChoices:
    school: int | None
    school_year: int | None
    season: str | None
    year: int | None
    sort: str

    @classmethod
    def read(cls, address: Any) -> "MatrixChoices":
        """Read the query string (a QueryDict). What makes no sense is as good as not chosen."""
        form = ChoicesForm(address)
        form.is_valid()
        chosen = form.cleaned_data
        school_year, _, season = (chosen.get("period") or "").partition("-")
        return cls(
            school=chosen.get("school"),
            school_year=int(school_year) if school_year else None,
            season=season or None,
            year=chosen.get("year"),
            sort=chosen.get("sort") or SORTS[0],
        )
