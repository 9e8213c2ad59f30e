"""The form that forms a group, and the one that plans more meetings for it."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lartraff.core import clock
from lartraff.core.text import refuse_personal_numbers
from lartraff.core.widgets import DayInput, TimeOfDayInput
from lartraff.direction.forms import GoalForm
from lartraff.library.models import Structure
from lartraff.library.queries import DEFAULT_STRUCTURE, structures_in
from lartraff.meetings.actions.forming import GoalDraft
from lartraff.meetings.logic.rhythm import first_meeting_day, propose_dates
from lartraff.people.models import School, Subject, Term, User
from lartraff.people.queries import teachers_first, term_on
from lartraff.results.queries.group_start import GroupStart
from lartraff.results.queries.groups import GoalStart

# The purpose and goal of the principal's report, which every group starts from.
PURPOSE = gettext_lazy(
    "We raise the quality of teaching in the subject.\n"
    "We make it equal for every pupil at the school, whoever the teacher is.\n"
    "We build on current research.\n"
    "We challenge each other's thinking."
)
GOAL = gettext_lazy("Better results in the subject.")


def person_label(person: User) -> str:
    teaches = ", ".join(str(assignment.subject) for assignment in person.taught)  # type: ignore[attr-defined]
    return f"{person.get_full_name()} ({teaches})" if teaches else person.get_full_name()


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return person_label(obj)


class PeopleChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return person_label(obj)


class RhythmForm(forms.Form):
    """When a group meets. `starts()` gives the moments, in Swedish time, up to the end of the term."""

    first_day = forms.DateField(label=gettext_lazy("First meeting"), widget=DayInput)
    at = forms.TimeField(label=gettext_lazy("Time of day"), widget=TimeOfDayInput, initial=time(15, 0))
    every = forms.TypedChoiceField(
        label=gettext_lazy("How often"),
        coerce=int,
        initial=4,
        choices=[
            (3, gettext_lazy("every third week")),
            (4, gettext_lazy("every fourth week")),
            (5, gettext_lazy("every fifth week")),
        ],
        help_text=gettext_lazy("More than five weeks apart, and a group loses its thread."),
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)
    structure = forms.ModelChoiceField(
        label=gettext_lazy("Structure"), queryset=Structure.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school = school
        choices = structures_in(get_language() or "sv")
        structure = self.fields["structure"]
        assert isinstance(structure, forms.ModelChoiceField)
        structure.queryset = choices
        structure.initial = choices.filter(key=DEFAULT_STRUCTURE).first()
        today = clock.today()
        self.fields["first_day"].initial = first_meeting_day(today, term_on(today, school).starts_on)

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        if day < clock.today():
            raise forms.ValidationError(_("That day has passed. Choose a day from today on."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.days():
            self.add_error(
                "first_day", _("There is no school day left in the term from that day. Choose an earlier day.")
            )
        return cleaned

    def days(self) -> list[date]:
        first = self.cleaned_data["first_day"]
        term = term_on(first, self.school)
        return propose_dates(first, term.ends_on, every=self.cleaned_data["every"], breaks=breaks_of(term))

    def starts(self) -> list[datetime]:
        zone = timezone.get_current_timezone()
        return [datetime.combine(day, self.cleaned_data["at"], zone) for day in self.days()]


def breaks_of(term: Term) -> list[tuple[date, date]]:
    if term.pk is None:
        return []
    return [(pause.starts_on, pause.ends_on) for pause in term.breaks.all()]


class FormGroupForm(RhythmForm, GoalForm):
    """Everything about a new group, in the order one thinks of it: why, who, towards what, when."""

    name = forms.CharField(label=gettext_lazy("The group's name"), max_length=120, validators=[refuse_personal_numbers])
    reason = forms.CharField(
        label=gettext_lazy("Why this group?"),
        help_text=gettext_lazy("Shown to all staff. It starts from the results; put it in your own words."),
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_personal_numbers],
    )
    leader = PersonChoice(label=gettext_lazy("Learning leader"), queryset=User.objects.none(), empty_label="")
    members = PeopleChoice(
        label=gettext_lazy("Members"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Three to seven is a good size. Those who teach the subject come first."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("Purpose"),
        widget=forms.Textarea(attrs={"rows": 4}),
        initial=PURPOSE,
        validators=[refuse_personal_numbers],
    )

    field_order = [
        "name",
        "reason",
        "leader",
        "members",
        "purpose",
        "statement",
        "measure",
        "baseline",
        "target",
        "due_on",
    ]

    def __init__(
        self,
        *args: Any,
        school: School,
        subject: Subject | None,
        reason: str,
        start: GroupStart | None = None,
        goal: GoalStart | None = None,
        **kwargs: Any,
    ) -> None:
        """`start`: what a proposal of the principal's gives to begin with. `goal`: what the figures give to one."""
        super().__init__(*args, school=school, **kwargs)
        staff = teachers_first(school, subject)
        for name in ("leader", "members"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = staff
        self.fields["members"].initial = [person.pk for person in staff if getattr(person, "teaches_it", False)]
        self.fields["name"].initial = str(subject) if subject else ""
        self.fields["reason"].initial = reason
        self.fields["statement"].initial = GOAL
        if goal is not None:
            self.initial.update(measure=goal.measure, baseline=goal.baseline)
        if start is not None:
            self.begin_with(start)

    def begin_with(self, start: GroupStart) -> None:
        self.initial.update(
            name=start.name,
            reason=start.reason,
            leader=start.leader,
            members=list(start.members),
            measure=start.measure,
            baseline=start.baseline,
        )

    def goal(self) -> GoalDraft:
        keys = ("statement", "measure", "baseline", "target", "due_on")
        return GoalDraft(**{key: self.cleaned_data[key] for key in keys})
