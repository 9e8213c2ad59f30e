"""How sign-in works here, told to django-allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest  # noqa: TID251  allauth hands it over
from django.shortcuts import resolve_url  # noqa: TID251  allauth wants an address
from django.utils import translation

from lartraff.people.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the school, never by a visitor."""
        return False

    def get_user_search_fields(self) -> list[str]:
        return ["email", "given_name", "family_name"]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names; the e-mail address is the name."""

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the receiver's language, whoever asked for the message."""
        receiver = context.get("user")
        language = receiver.language if isinstance(receiver, User) else settings.LANGUAGE_CODE
        with translation.override(language):
            super().send_mail(template_prefix, email, context)
