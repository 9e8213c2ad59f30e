"""Small things that the room's and the minutes' templates need."""

import uuid
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def command() -> SafeString:
    """The number of a button's command: pressed twice, or sent again, it counts once."""
    return format_html('<input type="hidden" name="command" value="{}">', uuid.uuid4())


@register.filter
def day_of(iso: str) -> date | None:
    """The day that frozen minutes hold as text (2026-03-17); None for an empty one."""
    return date.fromisoformat(iso) if iso else None
