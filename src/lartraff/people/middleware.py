"""Reads who somebody is once per page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from lartraff.people.permissions import read_standing


class StandingMiddleware:
    """Give the request's user a standing that is read when first asked for, and at most once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.user._standing = SimpleLazyObject(lambda: read_standing(user))  # type: ignore[union-attr]  # noqa: SLF001
        return self.get_response(request)
