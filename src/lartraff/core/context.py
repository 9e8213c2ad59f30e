"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest  # noqa: TID251  Django gives context processors the request
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, Any]:
    return {"DEMO": settings.DEMO, "LANGUAGES": settings.LANGUAGES, "LANGUAGE_CODE": get_language()}
