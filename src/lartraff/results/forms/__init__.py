"""What can be chosen on the pages of results, as it stands in the address."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.http import urlencode

from lartraff.results.logic.countings import USUAL, Counting
from lartraff.results.logic.ranking import SORTS

SCHOOL_SORTS = ("name", "count", "share")


class ChoicesForm(forms.Form):
    school = forms.IntegerField(required=False, min_value=1)
    period = forms.RegexField(r"\A\d{4}-(HT|VT)\Z", required=False)
    year = forms.IntegerField(required=False, min_value=1, max_value=9)
    sort = forms.ChoiceField(choices=[(sort, sort) for sort in SORTS], required=False)
    counting = forms.ChoiceField(choices=[(one.value, one.value) for one in Counting], required=False)


class SchoolsForm(ChoicesForm):
    subject = forms.SlugField(required=False, max_length=5)
    sort = forms.ChoiceField(choices=[(sort, sort) for sort in SCHOOL_SORTS], required=False)
    page = forms.IntegerField(required=False, min_value=1)


@dataclass(frozen=True, slots=True)
class MatrixChoices:
    school: int | None
    school_year: int | None
    season: str | None
    year: int | None
    sort: str
    counting: Counting

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
            counting=Counting(chosen.get("counting") or USUAL),
        )

    @property
    def address(self) -> str:
        """For links to other pages: the same school, term and definition; and the year and order."""
        return as_address(
            school=self.school,
            period=f"{self.school_year}-{self.season}" if self.season else None,
            year=self.year,
            sort=None if self.sort == SORTS[0] else self.sort,
            counting=self.counting.value,
        )


@dataclass(frozen=True, slots=True)
class SchoolsChoices:
    """`subject`: by its code; empty where none is chosen."""

    subject: str
    school_year: int | None
    season: str | None
    year: int | None
    sort: str
    counting: Counting
    page: int

    @classmethod
    def read(cls, address: Any) -> "SchoolsChoices":
        form = SchoolsForm(address)
        form.is_valid()
        chosen = form.cleaned_data
        school_year, _, season = (chosen.get("period") or "").partition("-")
        return cls(
            subject=chosen.get("subject") or "",
            school_year=int(school_year) if school_year else None,
            season=season or None,
            year=chosen.get("year"),
            sort=chosen.get("sort") or SCHOOL_SORTS[0],
            counting=Counting(chosen.get("counting") or USUAL),
            page=chosen.get("page") or 1,
        )

    @property
    def address(self) -> str:
        """For what is taken out: all but the page, since it holds every school."""
        return as_address(
            subject=self.subject,
            period=f"{self.school_year}-{self.season}" if self.season else None,
            year=self.year,
            sort=self.sort,
            counting=self.counting.value,
        )


def as_address(**chosen: Any) -> str:
    """A query string that begins with "?", of what is not empty."""
    return "?" + urlencode({name: value for name, value in chosen.items() if value not in {None, ""}})


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
