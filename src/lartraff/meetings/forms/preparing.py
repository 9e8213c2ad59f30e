"""What members and the leader fill in before a meeting."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lartraff.core.text import refuse_personal_numbers
from lartraff.library.logic.steps import StepKind
from lartraff.library.models import step_kind_choices
from lartraff.meetings.actions.inviting import MOST_ITEMS, ItemDraft
from lartraff.meetings.actions.preparing import LONGEST
from lartraff.meetings.logic.timeplan import TimePlan, add_up
from lartraff.meetings.models import AgendaItem, PreparedItem, Suggestion


class OwnWordsForm(forms.Form):
    text = forms.CharField(
        label=_("What I have done, and what I saw"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Only you see this until it is your turn in the round; then it is on the screen."
            " It is erased when the minutes are shared."
        ),
        validators=[refuse_personal_numbers],
    )


class SuggestForm(forms.Form):
    text = forms.CharField(
        label=_("What should we take up?"),
        max_length=300,
        help_text=_("The group sees it, with your name. What is not taken up is offered again next time."),
        validators=[refuse_personal_numbers],
    )


class MaterialForm(forms.Form):
    title = forms.CharField(
        label=_("What is it?"),
        max_length=200,
        help_text=_("For example: a chapter, an article, an episode."),
        validators=[refuse_personal_numbers],
    )
    where = forms.CharField(
        label=_("Where is it found?"),
        max_length=500,
        help_text=_("An address that begins with https://, or words: the shelf in the subject room."),
        validators=[refuse_personal_numbers],
    )
    pages = forms.CharField(
        label=_("Which part?"),
        max_length=60,
        required=False,
        help_text=_("Pages, or minutes."),
        validators=[refuse_personal_numbers],
    )


class ItemForm(forms.Form):
    """One row of the agenda as it is prepared."""

    title = forms.CharField(label=_("Title"), max_length=120, validators=[refuse_personal_numbers])
    prompt = forms.CharField(
        label=_("Question to the group"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[refuse_personal_numbers],
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=step_kind_choices)
    minutes_from = forms.IntegerField(label=_("Minutes, at least"), min_value=1, max_value=240)
    minutes_to = forms.IntegerField(label=_("Minutes, at most"), min_value=1, max_value=240)
    suggestion = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        least, most = cleaned.get("minutes_from"), cleaned.get("minutes_to")
        if least is not None and most is not None and most < least:
            self.add_error("minutes_to", gettext("At most is not less than at least."))
        return cleaned

    def draft(self) -> ItemDraft:
        return ItemDraft(**self.cleaned_data)


Row = dict[str, Any]
COLUMNS = tuple(ItemForm.base_fields)
NEW_ROW: Row = {"title": "", "prompt": "", "kind": StepKind.DISCUSSION.value, "minutes_from": 5, "minutes_to": 10}


class AgendaForm:
    """The whole agenda as rows, with one thing done to it: a row moved, taken out or put in. Works without scripts.

    `touched`: the place of the row that was moved or put in, so that the page can come back to it.
    """

    def __init__(self, rows: Sequence[Row], *, bound: bool) -> None:
        self.touched: int | None = None
        self.rows = [
            ItemForm(prefixed(row, place), prefix=f"item-{place}")
            if bound
            else ItemForm(initial=row, prefix=f"item-{place}")
            for place, row in enumerate(rows)
        ]

    @classmethod
    def of(cls, items: Iterable[PreparedItem | AgendaItem], *, with_new: bool = False) -> "AgendaForm":
        rows = [{name: row_value(item, name) for name in COLUMNS} for item in items]
        return cls([*rows, NEW_ROW] if with_new else rows, bound=False)

    @classmethod
    def sent(cls, data: Mapping[str, Any], suggestions: Iterable[Suggestion]) -> "AgendaForm":
        """What the page sent. A row without title and question is one that was never filled in."""
        count = whole_number(data.get("rows")) or 0
        rows = [{name: data.get(f"item-{place}-{name}", "") for name in COLUMNS} for place in range(count)[:MOST_ITEMS]]
        rows, touched = change(rows, data, suggestions)
        form = cls(rows, bound=True)
        form.touched = touched
        return form

    def is_valid(self) -> bool:
        # Every row is asked, so that everything that is wrong is told at once.
        return not [row for row in self.rows if not row.is_valid()]

    def drafts(self) -> list[ItemDraft]:
        return [row.draft() for row in self.rows]

    def time_plan(self, *, booked: int) -> TimePlan:
        """The sum of the rows as they are filled in; what is no number counts as none."""
        return add_up(
            [(whole_number(row["minutes_from"].value()) or 0, whole_number(row["minutes_to"].value()) or 0)
             for row in self.rows],
            booked=booked,
        )  # fmt: skip

    def suggestions(self) -> set[int]:
        """The members' suggestions that are on the agenda already."""
        return {number for row in self.rows if (number := whole_number(row["suggestion"].value()))}


def row_value(item: PreparedItem | AgendaItem, name: str) -> object:
    if name == "prompt" and item.prompt == item.title:
        return ""  # an item without a question shows its title instead
    return getattr(item, "suggestion_id", None) if name == "suggestion" else getattr(item, name)


def prefixed(row: Row, place: int) -> Row:
    return {f"item-{place}-{name}": value for name, value in row.items()}


def whole_number(text: object) -> int | None:
    try:
        return int(str(text))
    except ValueError:
        return None


def change(rows: list[Row], data: Mapping[str, Any], suggestions: Iterable[Suggestion]) -> tuple[list[Row], int | None]:
    """The rows after the button that was pressed, and which row it was about."""
    for name, step in (("up", -1), ("down", 1)):
        place = whole_number(data.get(name))
        if place is not None and 0 <= place < len(rows) and 0 <= place + step < len(rows):
            rows[place], rows[place + step] = rows[place + step], rows[place]
            return filled(rows), place + step
    removed = whole_number(data.get("remove"))
    if removed is not None and 0 <= removed < len(rows):
        del rows[removed]
    wanted = whole_number(data.get("take"))
    for suggestion in suggestions:
        if suggestion.pk == wanted:
            put_in: Row = {"title": suggestion.text[:120], "suggestion": suggestion.pk}
            if len(suggestion.text) > 120:
                put_in["prompt"] = suggestion.text
            rows = [*filled(rows), NEW_ROW | put_in]
            return rows, len(rows) - 1
    return filled(rows), None


def filled(rows: list[Row]) -> list[Row]:
    return [row for row in rows if str(row["title"]).strip() or str(row["prompt"]).strip()]


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note to myself"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only you ever see this. It is erased when the minutes are shared."),
        validators=[refuse_personal_numbers],
    )
