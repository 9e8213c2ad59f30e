"""What the room's screens send, beside what the pages send too (`meetings.forms.room`)."""

from django import forms

from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.forms.room import CommandForm, nobody
from lartraff.meetings.logic.events import Answer, Part

LINE = 500


def codes(of: type[Answer] | type[Part]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in of]


class HereForm(CommandForm):
    person = forms.ModelChoiceField(queryset=nobody())
    here = forms.BooleanField(required=False)


class PartForm(CommandForm):
    role = forms.ChoiceField(choices=codes(Part))
    person = forms.ModelChoiceField(queryset=nobody(), required=False)


class ExtendFromForm(CommandForm):
    item = forms.IntegerField(min_value=0)
    minutes = forms.IntegerField(min_value=1, max_value=60)
    taken_from = forms.IntegerField(min_value=0, required=False)


class QuietForm(CommandForm):
    minutes = forms.IntegerField(min_value=1, max_value=15)


class ReadyForm(CommandForm):
    ready = forms.BooleanField(required=False)


class HandForm(CommandForm):
    up = forms.BooleanField(required=False)


class QuestionForm(CommandForm):
    question = forms.CharField(max_length=LINE, validators=[refuse_personal_numbers])


class AnswerForm(CommandForm):
    answer = forms.ChoiceField(choices=codes(Answer))


class LineForm(CommandForm):
    """A line under an agenda item, which is named by its primary key."""

    item = forms.IntegerField()
    text = forms.CharField(max_length=LINE, validators=[refuse_personal_numbers])


class OutcomeForm(CommandForm):
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ("DECISION", "INFORMATION", "TASK")])
    id = forms.IntegerField()


class MatterForm(CommandForm):
    matter = forms.IntegerField()


class SuggestionForm(CommandForm):
    suggestion = forms.IntegerField()


class WordsForm(CommandForm):
    text = forms.CharField(required=False, strip=False, max_length=5_000)


class WallForm(CommandForm):
    open = forms.BooleanField(required=False)
    shows_text = forms.BooleanField(required=False)
