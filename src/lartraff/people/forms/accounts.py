"""allauth's forms as our pages show them: labels instead of placeholders, help in one sentence."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HELP = _("At least twelve characters. A whole sentence is easy to remember and hard to guess.")


def plain(fields: dict[str, forms.Field]) -> None:
    """Take away placeholders, which repeat the label, and the HTML in help texts; call e-mail what we call it."""
    for name, field in fields.items():
        if name in {"login", "email"}:
            field.label = _("E-mail")
        field.widget.attrs.pop("placeholder", None)
        field.help_text = PASSWORD_HELP if name == "password1" else ""


class SignInForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields)


class AskForResetForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields)


class ResetForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields)


class ChangeForm(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields)


class SetForm(allauth.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields)


class ReauthenticateForm(allauth.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields)
