"""How sign-in works here, told to django-allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest  # noqa: TID251  allauth hands it over


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the school, never by a visitor."""
        return False

    def get_user_search_fields(self) -> list[str]:
        return ["email", "given_name", "family_name"]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names; the e-mail address is the name."""
