"""Small pieces of sentences."""

from django.utils.translation import gettext as _


def listed(parts: list[str]) -> str:
    """a; a and b; a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(all_but_last)s and %(last)s") % {"all_but_last": ", ".join(parts[:-1]), "last": parts[-1]}
