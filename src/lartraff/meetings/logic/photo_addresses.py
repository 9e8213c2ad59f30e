"""Which photographs a text shows, told by their addresses."""

import re
import uuid

_ADDRESS = r"/photos/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"
_SHOWN = re.compile(f'<img[^>]* src="{_ADDRESS}"')
_NAMED = re.compile(_ADDRESS)


def photos_shown(html: str) -> set[uuid.UUID]:
    """The photographs that clean HTML shows. An address that is only spoken of is none."""
    return {uuid.UUID(found) for found in _SHOWN.findall(html)}


def photos_named(text: str) -> set[uuid.UUID]:
    """Every photograph whose address stands anywhere in the text."""
    return {uuid.UUID(found) for found in _NAMED.findall(text)}
