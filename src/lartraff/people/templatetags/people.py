"""Names of people, shown as the reader of the page may see them."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from lartraff.people.models import User
from lartraff.people.permissions import can_see_name

register = template.Library()


@register.simple_tag(takes_context=True)
def person(context: dict[str, Any], who: User | None, part: str = "full") -> str:
    """The name of `who` (or, with part="given", the given name); a protected name only to those who may see it."""
    if who is None:
        return ""
    if not can_see_name(context["request"].user, who):
        return _("A colleague")
    return who.given_name if part == "given" else who.get_full_name()
