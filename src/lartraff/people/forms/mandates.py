"""The forms for asking somebody to lead, and for answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lartraff.core.text import refuse_personal_numbers
from lartraff.people.models import LearningGroup, School, User
from lartraff.people.queries import groups_led_by, shown_name, staff_of

# What a mandate begins from; the principal makes it her own.
TASK = _(
    "I ask you to lead the group's learning. That means that you\n\n"
    "- prepare the meetings and lead them by the structure, so that everybody is heard\n"
    "- keep the talk to teaching and to what pupils learn\n"
    "- see to it that each meeting ends with a clear task until next time\n"
    "- read the minutes aloud and share them with me\n"
    "- tell me early when the group needs something"
)
DECIDES = _(
    "Without asking me, you decide\n\n"
    "- the agenda, and what is parked\n"
    "- together with the group: what you read, and which task you set yourselves\n"
    "- to move a meeting to another day, if the group agrees\n"
    "- whom you ask to come and show or tell you something"
)
SUPPORT = _(
    "From me you get\n\n"
    "- time within your working hours to prepare and follow up each meeting\n"
    "- a check-in with me every month\n"
    "- the learning leaders' own group, where you learn to lead from each other\n"
    "- my backing when it gets difficult"
)


def long_text(
    label: Any, *, rows: int, initial: Any = "", required: bool = True, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        initial=initial,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[refuse_personal_numbers],
    )


class MandateForm(forms.Form):
    task = long_text(_("What I ask of you"), rows=8, initial=TASK)
    decides = long_text(_("What you may decide"), rows=6, initial=DECIDES)
    support = long_text(_("What you get from me"), rows=6, initial=SUPPORT, required=False)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    viewer: User

    def label_from_instance(self, obj: Any) -> str:
        return shown_name(self.viewer, obj)


class AskForm(MandateForm):
    """For a group that is not formed yet, or has been formed: then who and which is known."""

    leader = PersonField(label=_("Whom do you ask?"), queryset=User.objects.none(), empty_label="")
    about = forms.CharField(
        label=_("Which group?"),
        help_text=_("The group's name, as it is or will be: Mathematics."),
        max_length=120,
        validators=[refuse_personal_numbers],
    )

    field_order = ["leader", "about", "task", "decides", "support"]

    def __init__(self, *args: Any, school: School, viewer: User, group: LearningGroup | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if group is not None:
            del self.fields["leader"], self.fields["about"]
            return
        leader = self.fields["leader"]
        assert isinstance(leader, PersonField)
        leader.viewer = viewer
        leader.queryset = staff_of(school).exclude(pk=viewer.pk)


class AnswerForm(forms.Form):
    words = long_text(_("A word of your own"), rows=3, required=False)


class TieForm(forms.Form):
    group = forms.ModelChoiceField(label=_("Which group is it about?"), queryset=LearningGroup.objects.none())

    def __init__(self, *args: Any, leader: User, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        assert isinstance(group, forms.ModelChoiceField)
        group.queryset = groups_led_by(leader, school)
        group.empty_label = None
