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


class CriteriaForm(forms.Form):
    words = forms.CharField(required=False, max_length=100, strip=True)
    subject = forms.RegexField(r"\A[A-Z0-9]{1,12}\Z", required=False)
    year = forms.TypedChoiceField(choices=[(year, year) for year in (3, 6, 9)], coerce=int, required=False)
    grade = forms.ChoiceField(choices=[(step, step) for step in "EDCBA"], required=False)


@dataclass(frozen=True, slots=True)
class CriteriaChoices:
    """What is looked for among the grading criteria. `subject`: Skolverket's code."""

    words: str
    subject: str
    year: int | None
    grade: str

    @classmethod
    def read(cls, address: Any) -> "CriteriaChoices":
        """Read the query string (a QueryDict). What makes no sense is as good as not chosen."""
        form = CriteriaForm(address)
        form.is_valid()
        chosen = form.cleaned_data
        return cls(
            chosen.get("words", ""), chosen.get("subject", ""), chosen.get("year") or None, chosen.get("grade", "")
        )

    @property
    def anything(self) -> bool:
        return bool(self.words or self.subject or self.year or self.grade)
