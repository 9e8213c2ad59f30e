"""What people write: plain text with a little Markdown, shown as clean HTML."""

import re

import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from personnummer.personnummer import Personnummer, PersonnummerException

_markdown = MarkdownIt("zero", {"breaks": True}).enable(
    [
        "paragraph",
        "heading",
        "list",
        "blockquote",
        "emphasis",
        "link",
        "autolink",
        "newline",
        "table",
        "backticks",
        "escape",
        "image",
    ]
)
_TAGS = {
    "p", "br", "h3", "h4", "h5", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code",
    "table", "thead", "tbody", "tr", "th", "td", "img",
}  # fmt: skip
# Ten or twelve digits as a personal number is written: 850709-9805, 19850709-9805, 850709 9805, 850709+9805.
_LOOKS_LIKE_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}(?:[-+\u2013]|\s)?\d{4}(?!\d)")


# Pictures are our own and no others: nothing is loaded from another host.
OUR_PICTURES = re.compile(r"^/photos/[0-9a-f-]{36}/$")


def parse(text: str, *, pictures: bool = True) -> list[Token]:
    """The Markdown of the house, as tokens. Of a picture from elsewhere, or of any, only its words are left."""
    tokens = _markdown.parse(text)
    for token in tokens:
        for child in token.children or []:
            if child.type == "image" and not (pictures and OUR_PICTURES.match(str(child.attrGet("src")))):
                child.type, child.tag, child.children = "text", "", None
    return tokens


def to_html(text: str, *, pictures: bool = True) -> SafeString:
    """Return `text` as HTML holding nothing but the tags that minutes need. Headings start at h3.

    Without `pictures`, for where they may not be seen, only their words are shown.
    """
    html = str(_markdown.renderer.render(parse(text, pictures=pictures), _markdown.options, {}))
    for level in (4, 3, 2, 1):
        html = html.replace(f"<h{level}>", f"<h{min(level + 2, 5)}>").replace(
            f"</h{level}>", f"</h{min(level + 2, 5)}>"
        )
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https", "mailto"},
    )
    return mark_safe(cleaned)  # noqa: S308  nh3 has just cleaned it


def is_personal_number(digits: str) -> bool:
    """Whether the digits have a true date and the right check digit. A coordination number counts too."""
    try:
        Personnummer(re.sub(r"[\s\u2013]", "-", digits))
    except PersonnummerException:
        return False
    return True


def lines_with_personal_numbers(text: str) -> list[int]:
    """Return the lines (from 1) that hold something that is a valid Swedish personal number."""
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if any(is_personal_number(found) for found in _LOOKS_LIKE_NUMBER.findall(line))
    ]


def refuse_personal_numbers(text: str) -> None:
    """Raise ValidationError if `text` holds a personal number. Nothing here may ever be about one pupil."""
    if lines := lines_with_personal_numbers(text):
        raise ValidationError(
            _(
                "Line %(line)s looks like a personal number. Remove it: what is said about a single pupil is not"
                " recorded here. Your text is still in the box."
            ),
            code="personal_number",
            params={"line": lines[0]},
        )
