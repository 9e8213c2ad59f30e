"""Reads who somebody is once per page, and lets a browser forget whoever signs out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
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


class SignedOutMiddleware:
    """Whoever signs out leaves nothing in the browser: what the live room had kept there goes too (over https)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and request.path == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = '"storage"'
        return response
