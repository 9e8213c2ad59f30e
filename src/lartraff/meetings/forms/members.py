"""Forms about what a group is for and who is in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lartraff.core.text import refuse_personal_numbers
from lartraff.meetings.forms.forming import PeopleChoice, PersonChoice
from lartraff.people.models import LearningGroup, User
from lartraff.people.queries import current_members, teachers_first


class DescribeForm(forms.Form):
    name = forms.CharField(label=_("The group's name"), max_length=120, validators=[refuse_personal_numbers])
    reason = forms.CharField(
        label=_("Why this group?"), widget=forms.Textarea(attrs={"rows": 3}), validators=[refuse_personal_numbers]
    )
    purpose = forms.CharField(
        label=_("Purpose"), widget=forms.Textarea(attrs={"rows": 4}), validators=[refuse_personal_numbers]
    )


class MembershipForm(forms.Form):
    leader = PersonChoice(label=_("Learning leader"), queryset=User.objects.none(), empty_label=None)
    members = PeopleChoice(
        label=_("Members"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Somebody who is taken out can no longer see the group's drafts. What they wrote stays."),
    )

    def __init__(self, *args: Any, group: LearningGroup, **kwargs: Any) -> None:
        now = list(current_members(group))
        leaders = [membership.user_id for membership in now if membership.role == "LEADER"]
        kwargs["initial"] = {
            "members": [membership.user_id for membership in now],
            "leader": leaders[0] if leaders else None,
        }
        super().__init__(*args, **kwargs)
        for name in ("leader", "members"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = teachers_first(group.school, group.subject)
