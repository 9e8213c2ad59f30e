"""Forms about colleagues."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lartraff.people.models.users import marking_choices
from lartraff.people.queries import subjects


def role_choices() -> list[tuple[str, object]]:
    return [("STAFF", _("teacher or other staff")), ("PRINCIPAL", _("principal or deputy principal"))]


def show(error: ValidationError, form: forms.Form) -> None:
    """Put what an action refused, in its own words, on top of the form."""
    for message in error.messages:
        form.add_error(None, message)


class ColleagueForm(forms.Form):
    """What can be changed later about somebody at the school."""

    title = forms.CharField(
        label=_("Title"),
        max_length=80,
        required=False,
        help_text=_("As the school says it: teacher, special educator, deputy principal."),
    )
    subjects = forms.ModelMultipleChoiceField(
        label=_("Teaches"), queryset=subjects(), required=False, widget=forms.CheckboxSelectMultiple
    )
    security_marking = forms.ChoiceField(
        label=_("Protected identity"),
        choices=marking_choices,
        required=False,
        help_text=_("Hides the name and e-mail from everybody but the person and their own principal."),
    )


class NewColleagueForm(ColleagueForm):
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The invitation is sent here, and it is what they sign in with.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=role_choices, initial="STAFF", widget=forms.RadioSelect)

    field_order = ["given_name", "family_name", "email", "title", "role", "subjects", "security_marking"]
