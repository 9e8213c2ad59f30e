"""The form in which somebody says what the columns of their table mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lartraff.core import clock
from lartraff.people.logic.calendar import SchoolYear
from lartraff.people.models import School, Subject
from lartraff.results.importers.column_words import (
    LEFT_OUT,
    cell_in_words,
    choices_for,
    name_in_words,
    reason_in_words,
)
from lartraff.results.logic.count_tables import YEARS
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_places import missing_in
from lartraff.results.logic.proposing_tables import MASK, Table
from lartraff.results.logic.proposing_uses import IGNORED, Role, Use

ROWS_SHOWN = 10
YEARS_BACK = 12
# The fields above the columns, and what they say.
FIELDS = {
    "school": Role.SCHOOL, "school_year": Role.SCHOOL_YEAR, "season": Role.TERM, "year": Role.YEAR,
    "subject": Role.SUBJECT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column on the page. `field` is none where nothing of the column has been kept."""

    name: str
    heading: str
    field: BoundField | None
    reason: str
    cells: tuple[str, ...]


class ColumnsForm(forms.Form):
    school = forms.ChoiceField(label=gettext_lazy("School"), required=False)
    school_year = forms.TypedChoiceField(
        label=gettext_lazy("School year"), required=False, coerce=int, empty_value=None
    )
    season = forms.ChoiceField(label=gettext_lazy("Term"), required=False)
    year = forms.TypedChoiceField(label=pgettext_lazy("column", "Year"), required=False, coerce=int, empty_value=None)
    subject = forms.ChoiceField(label=gettext_lazy("Subject"), required=False)

    def __init__(self, data: Any, *, table: Table, schools: Sequence[School], subjects: Mapping[str, Subject]) -> None:
        facts = table.facts
        only = schools[0].unit_code if len(schools) == 1 else None
        super().__init__(data, initial={**dict(zip(FIELDS, facts, strict=True)), "school": facts.school or only})
        self.table = table
        self._offer("school", [(school.unit_code, school.name) for school in schools])
        self._offer("school_year", [(year, str(SchoolYear(year))) for year in school_years(facts)])
        self._offer("season", [("HT", _("autumn term")), ("VT", _("spring term"))])
        self._offer("year", [(year, str(year)) for year in YEARS])
        self._offer("subject", [(code, str(subject)) for code, subject in subjects.items()])
        graded = graded_in(table)
        for at, column in enumerate(table.columns):
            if column.proposal.left_out is None:
                self.fields[f"column-{at}"] = forms.ChoiceField(
                    label=name_in_words(column),
                    choices=choices_for(column, graded=at in graded, counted=table.counted, subjects=subjects),
                    initial=column.proposal.use.code,
                    widget=forms.Select(attrs={"aria-describedby": f"reason-{at}"}),
                )

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        nothing = _("Choose") if FIELDS[name] in self._unsaid else _("as the table says")
        field.choices = [("", nothing), *choices]

    @property
    def uses(self) -> list[Use]:
        """What each column is for, as sent; before that and where it makes no sense, as proposed."""
        cleaned = getattr(self, "cleaned_data", {})
        return [
            IGNORED if column.proposal.left_out else
            Use.from_code(cleaned.get(f"column-{at}") or column.proposal.use.code)
            for at, column in enumerate(self.table.columns)
        ]  # fmt: skip

    @property
    def given(self) -> Facts:
        cleaned = getattr(self, "cleaned_data", None) or self.initial
        return Facts(*((cleaned.get(name) or None) for name in FIELDS))

    @property
    def _unsaid(self) -> frozenset[Role]:
        """What no column says, as far as the columns have been said, nor each sheet in its own way."""
        by_sheets = {role for name, role in FIELDS.items() if self._differs(name)}
        return missing_in(replace(self.table, sheets={}), self.uses, Facts()) - by_sheets

    def _differs(self, name: str) -> bool:
        said = {getattr(facts, name) for facts in self.table.sheets.values()}
        return len(said) > 1 and None not in said

    @property
    def needed(self) -> list[BoundField]:
        return [self[name] for name, role in FIELDS.items() if role in self._unsaid]

    @property
    def not_needed(self) -> list[BoundField]:
        return [self[name] for name, role in FIELDS.items() if role not in self._unsaid]

    @property
    def was_found(self) -> bool:
        """Whether something that holds for all rows was found in words around the table."""
        return any(fact is not None for fact in self.table.facts)

    def tell_missing(self, missing: frozenset[Role]) -> None:
        for name, role in FIELDS.items():
            if role in missing:
                self.add_error(name, _("The table does not say this. Choose it here, or say which column it is."))

    @property
    def shown_columns(self) -> Iterator[ShownColumn]:
        for at, column in enumerate(self.table.columns):
            cells = (row.cells[at] for row in self.table.rows[:ROWS_SHOWN])
            yield ShownColumn(
                name_in_words(column),
                column.heading,
                self[f"column-{at}"] if f"column-{at}" in self.fields else None,
                str(LEFT_OUT[out]) if (out := column.proposal.left_out) else reason_in_words(column.proposal),
                tuple(", ".join(cell_in_words(cell)) for cell in cells),
            )

    @property
    def has_masks(self) -> bool:
        return any(MASK in row.cells for row in self.table.rows[:ROWS_SHOWN])


def graded_in(table: Table) -> set[int]:
    """The columns whose cells are counted grades."""
    return {at for row in table.rows for at, cell in enumerate(row.cells) if isinstance(cell, dict)}


def school_years(facts: Facts) -> list[int]:
    """The newest first."""
    newest = SchoolYear.of(clock.today()).start
    years = set(range(newest - YEARS_BACK, newest + 1))
    return sorted(years | ({facts.school_year} if facts.school_year else set()), reverse=True)
