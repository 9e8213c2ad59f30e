"""The kind of request that every page behind sign-in gets, for the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from lartraff.people.models import User


class Request(HttpRequest):
    """Signed in: `LoginRequiredMiddleware` lets nobody else through."""

    user: User
    htmx: HtmxDetails
