"""Forms for planning groups, and for changing proposed groups by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lartraff.core.text import refuse_personal_numbers
from lartraff.people.models import School, Subject, User
from lartraff.people.queries import staff_of, subjects
from lartraff.results.actions.plans import PlanDraft
from lartraff.results.models import GroupPlan, ProposedGroup

SIZES = [(number, str(number)) for number in range(2, 13)]


class PlanForm(forms.Form):
    """What to ask for: which subjects and why, how large groups, and who might lead."""

    subjects = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Subjects"),
        queryset=subjects(),
        error_messages={"required": gettext_lazy("Choose at least one subject.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Why these subjects?"),
        help_text=gettext_lazy(
            "For example what you see over three years, or what the teachers themselves say. It"
            " follows along to the groups' pages when you form them."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        validators=[refuse_personal_numbers],
    )
    smallest = forms.TypedChoiceField(label=gettext_lazy("Fewest in a group"), coerce=int, choices=SIZES, initial=3)
    largest = forms.TypedChoiceField(label=gettext_lazy("Most in a group"), coerce=int, choices=SIZES, initial=7)
    by_category = forms.TypedChoiceField(
        label=gettext_lazy("Groups by"),
        coerce=lambda value: value == "category",
        choices=[
            ("subject", gettext_lazy("subject: those who teach it")),
            ("category", gettext_lazy("subject category: all who teach in it, for example science and technology")),
        ],
        initial="subject",
        widget=forms.RadioSelect,
    )
    also_grouped = forms.BooleanField(
        label=gettext_lazy("Place those too who are in a learning group today"), required=False
    )
    candidates = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who might lead?"), queryset=User.objects.none(), required=False
    )

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        candidates = self.fields["candidates"]
        assert isinstance(candidates, forms.ModelMultipleChoiceField)
        candidates.queryset = staff_of(school)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("largest", 12) < cleaned.get("smallest", 2):
            self.add_error("largest", _("The most cannot be fewer than the fewest."))
        return cleaned

    def draft(self) -> PlanDraft:
        return PlanDraft(**{name: self.cleaned_data[name] for name in self.fields})


def as_chosen(plan: GroupPlan) -> dict[str, object]:
    return {
        "subjects": [subject.pk for subject in plan.subjects.all()],
        "why": plan.why,
        "smallest": plan.smallest,
        "largest": plan.largest,
        "by_category": "category" if plan.by_category else "subject",
        "also_grouped": plan.also_grouped,
        "candidates": [person.pk for person in plan.candidates.all()],
    }


class MovePersonForm(forms.Form):
    """Who, and where to; empty is no group at all."""

    person = forms.ModelChoiceField(queryset=User.objects.none())
    to = forms.ModelChoiceField(queryset=ProposedGroup.objects.none(), required=False)

    def __init__(self, *args: Any, plan: GroupPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person, to = self.fields["person"], self.fields["to"]
        assert isinstance(person, forms.ModelChoiceField)
        assert isinstance(to, forms.ModelChoiceField)
        person.queryset, to.queryset = people_of(plan), plan.groups.filter(group=None)


class DescribeProposedForm(forms.Form):
    name = forms.CharField(max_length=120, validators=[refuse_personal_numbers])
    leader = forms.ModelChoiceField(queryset=User.objects.none(), required=False)

    def __init__(self, *args: Any, group: ProposedGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leader = self.fields["leader"]
        assert isinstance(leader, forms.ModelChoiceField)
        leader.queryset = group.members.all()


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(queryset=ProposedGroup.objects.none())

    def __init__(self, *args: Any, group: ProposedGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.ModelChoiceField)
        into.queryset = group.plan.groups.filter(group=None).exclude(pk=group.pk)


class AddProposedForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("The group's name"), max_length=120, validators=[refuse_personal_numbers])
    subject = forms.ModelChoiceField(
        label=gettext_lazy("Subject"), queryset=Subject.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, plan: GroupPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject = self.fields["subject"]
        assert isinstance(subject, forms.ModelChoiceField)
        subject.queryset = plan.subjects.all()


def people_of(plan: GroupPlan) -> Any:
    """The school's staff, and those who are in one of the plan's groups though they have left."""
    return User.objects.filter(
        pk__in=[*staff_of(plan.school).values_list("pk", flat=True), *plan.groups.values_list("members", flat=True)]
    )
