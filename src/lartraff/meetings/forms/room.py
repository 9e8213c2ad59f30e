"""What the room's buttons send. Each carries the number of its command, so that twice is once."""

from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lartraff.core.text import refuse_personal_numbers
from lartraff.core.widgets import DayInput
from lartraff.meetings.logic.clarity import TaskDraft
from lartraff.meetings.models import Meeting
from lartraff.meetings.queries.rooms import REASONS
from lartraff.people.models import User
from lartraff.people.queries import current_members, shown_name

LEAVING = [(reason.value, words) for reason, words in REASONS.items()]


def nobody() -> QuerySet[User]:
    """Until a form knows its meeting, there is nobody to choose among."""
    return User.objects.none()


class CommandForm(forms.Form):
    """A button in the room of `meeting`. People to choose among are its members, named as `viewer` sees them."""

    command = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: Meeting, viewer: User, **kwargs: Any) -> None:
        # Several of these stand on one page, so each names its fields apart.
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)
        members = User.objects.filter(pk__in=current_members(meeting.group).values("user"))
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = members
                field.label_from_instance = partial(shown_name, viewer)  # type: ignore[method-assign]


class GoForm(CommandForm):
    item = forms.IntegerField(min_value=0)
    came_from = forms.IntegerField(min_value=0)


class ExtendForm(CommandForm):
    item = forms.IntegerField(min_value=0)
    minutes = forms.IntegerField(min_value=1, max_value=60)


class LeaveForm(CommandForm):
    reason = forms.ChoiceField(label=_("What for?"), choices=LEAVING, widget=forms.RadioSelect)


class ParkForm(CommandForm):
    text = forms.CharField(label=_("What is it about?"), max_length=300, validators=[refuse_personal_numbers])
    sent_to = forms.CharField(
        label=_("Where does it belong?"),
        max_length=120,
        required=False,
        help_text=_("For example: the working team on Thursday, or an e-mail to the office."),
        validators=[refuse_personal_numbers],
    )


class DecideForm(CommandForm):
    text = forms.CharField(
        label=_("What do we decide?"), widget=forms.Textarea(attrs={"rows": 2}), validators=[refuse_personal_numbers]
    )


class NotesForm(forms.Form):
    text = forms.CharField(required=False, strip=False, max_length=50_000)
    based_on = forms.IntegerField(min_value=0)


class OutcomeForm(forms.Form):
    outcome = forms.CharField(
        label=_("How did it go?"),
        help_text=_("A line or two: what you did, and what you saw. The group sees it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_personal_numbers],
    )


class PresentForm(CommandForm):
    people = forms.ModelMultipleChoiceField(
        label=_("Who is here?"), queryset=nobody(), required=False, widget=forms.CheckboxSelectMultiple
    )


class PersonForm(CommandForm):
    person = forms.ModelChoiceField(label=_("Who?"), queryset=nobody())


class TaskForm(CommandForm):
    teaching = forms.CharField(
        label=_("What do we do in our own teaching?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In which class, in which lesson, and how?"),
        validators=[refuse_personal_numbers],
    )
    study = forms.CharField(
        label=_("What do we read, hear or watch?"), required=False, validators=[refuse_personal_numbers]
    )
    evidence = forms.CharField(
        label=_("What do we bring as evidence?"),
        required=False,
        help_text=_("For example: results of a test, pupils' work, notes from a lesson."),
        validators=[refuse_personal_numbers],
    )
    people = forms.ModelMultipleChoiceField(
        label=_("Who?"), queryset=nobody(), required=True, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label=_("By when?"), required=False, widget=DayInput)

    def draft(self) -> TaskDraft:
        cleaned = self.cleaned_data
        return TaskDraft(
            people=len(cleaned["people"]),
            teaching=cleaned["teaching"],
            study=cleaned["study"],
            evidence=cleaned["evidence"],
            due_on=cleaned["due_on"],
        )
