"""Which language a page speaks: the person's own choice, then the browser's cookie, then Swedish.

Not Accept-Language: many school computers are set up in English for people who read Swedish.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_supported_language_variant


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    return language_of_person(request.user, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))


def language_of_person(person: object, otherwise: str = "") -> str:
    """The language that somebody reads: their own choice, else `otherwise`, else Swedish."""
    chosen = getattr(person, "language", "") or otherwise
    try:
        return get_supported_language_variant(chosen) if chosen else settings.LANGUAGE_CODE
    except LookupError:
        return settings.LANGUAGE_CODE
