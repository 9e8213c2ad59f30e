"""Parts that every page uses: where one can go, and people's names as the reader may see them."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lartraff.core.text import to_html

register = template.Library()

# The places of the main menu: url name, name, and the start of the paths that count as being there.
PLACES = (
    ("insights:home", gettext_lazy("Home"), ("/",)),
    ("results:matrix", gettext_lazy("Results"), ("/results/",)),
    ("insights:groups", gettext_lazy("Groups"), ("/groups/", "/meetings/", "/mandates/", "/launch/")),
    ("people:staff", gettext_lazy("Staff"), ("/staff/",)),
)


@dataclass(frozen=True, slots=True)
class Place:
    url: str
    name: str
    here: bool


@register.simple_tag(takes_context=True)
def navigation(context: dict[str, Any]) -> list[Place]:
    path = context["request"].path
    return [Place(reverse(url), str(name), any(is_at(path, start) for start in starts)) for url, name, starts in PLACES]


def is_at(path: str, start: str) -> bool:
    return path == start or (start != "/" and path.startswith(start))


@register.filter
def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (*words[:1], *words[1:][-1:])).upper()


@register.filter
def percent(share: float | None) -> str:
    """A share between 0 and 1 as whole per cent, with a space before the sign, as in Swedish print."""
    return "–" if share is None else _("%(number)s%%") % {"number": round(share * 100)}


@register.filter
def written(text: str) -> SafeString:
    """What somebody has written, as clean HTML."""
    return to_html(text)
