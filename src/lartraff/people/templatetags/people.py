"""Names of people, shown as the reader of the page may see them."""

from typing import Any

from django import template

from lartraff.people.models import User
from lartraff.people.permissions import can_see_name
from lartraff.people.queries import shown_name

register = template.Library()


@register.simple_tag(takes_context=True)
def person(context: dict[str, Any], who: User | None, part: str = "full") -> str:
    """The name of `who` (or, with part="given", the given name); a protected name only to those who may see it."""
    if who is None:
        return ""
    viewer = context["request"].user
    if part == "given" and can_see_name(viewer, who):
        return who.given_name
    return shown_name(viewer, who)
