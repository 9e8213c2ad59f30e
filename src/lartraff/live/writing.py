"""Markdown from a written section: what the minutes keep. `live.reading` reads it back."""

import re
from dataclasses import replace

from lartraff.core.text import OUR_PICTURES
from lartraff.live.logic.tree import Element, Node, Run, text_of
from lartraff.live.reading import section_from

# Whatever the Markdown of the house could take for a sign of its own.
_SIGNS = re.compile(r"[\\`*_\[\]<|]")
_LINE_STARTS = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?<!\d)\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)


def blocks(section: list[Element]) -> list[str]:
    """One Markdown text for each block of the section. Empty blocks and unknown ones are left out."""
    return [text for element in section if (text := block(element)).strip()]


def block(element: Element) -> str:
    match element.tag:
        case "paragraph":
            return at_line_start(inline(element.children))
        case "heading":
            level = 3 if element.attributes.get("level") == 3 else 2
            words = " ".join(inline(element.children).split())
            # A heading may be closed by the signs that open it; these are text.
            words = f"{words[:-1]}\\#" if words.endswith("#") else words
            return f"{'#' * level} {words}" if words else ""
        case "bullet_list" | "ordered_list":
            return list_of(element)
        case "table":
            return table(element)
        case "photo":
            return photo(element)
        case _:
            return ""


def photo(element: Element) -> str:
    """A picture, if it is one of our own."""
    address = str(element.attributes.get("src", ""))
    alt = escaped(" ".join(str(element.attributes.get("alt", "")).split()))
    return f"![{alt}]({address})" if OUR_PICTURES.match(address) else ""


def list_of(element: Element) -> str:
    lines: list[str] = []
    for item in element.of("list_item"):
        inner = [text for child in item.children if isinstance(child, Element) and (text := block(child))]
        if not inner:
            continue
        mark = "- " if element.tag == "bullet_list" else f"{len(lines) + 1}. "
        # An item's own blocks follow each other at once, so that the list stays a tight one.
        body = "\n".join(inner).replace("\n", "\n" + " " * len(mark))
        lines.append(mark + body)
    return "\n".join(lines)


def table(element: Element) -> str:
    rows = [[cell_text(cell) for cell in row.children if isinstance(cell, Element)] for row in element.of("table_row")]
    width = max((len(row) for row in rows), default=0)
    if width == 0:
        return ""
    head, *body = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = [head, ["---"] * width, *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def cell_text(cell: Element) -> str:
    inner = " ".join(inline(child.children) for child in cell.children if isinstance(child, Element))
    return " ".join(inner.split())


def inline(children: tuple[Node, ...]) -> str:
    """The text with its marks; without them where their signs would be taken for something else.

    Markdown has no way to say some things (bold up against italic in the middle of a word). A mark may be lost then,
    a character never.
    """
    children = joined(children)
    text = with_marks(children)
    if squeezed(text_of(section_from(text))) != squeezed(text_of(children)):
        return "".join(escaped(written(node)) if isinstance(node, Run) else written(node) for node in children)
    return text


def joined(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """Neighbours that look the same as one run."""
    found: list[Node] = []
    for node in children:
        last = found[-1] if found else None
        if isinstance(node, Run) and isinstance(last, Run) and replace(last, text="") == replace(node, text=""):
            found[-1] = replace(last, text=last.text + node.text)
        else:
            found.append(node)
    return tuple(found)


def squeezed(text: str) -> str:
    return "".join(text.split())


def with_marks(children: tuple[Node, ...]) -> str:
    parts = [(node, written(node)) for node in children]
    out = []
    for place, (node, text) in enumerate(parts):
        before = parts[place - 1][1][-1:] if place else ""
        after = parts[place + 1][1][:1] if place + 1 < len(parts) else ""
        out.append(marked(node, text, before, after) if isinstance(node, Run) else text)
    return "".join(out)


def written(node: Node) -> str:
    if isinstance(node, Run):
        return node.text
    if node.tag == "hard_break":
        return "\n"
    if node.tag == "mention":
        return escaped(str(node.attributes.get("label", "")))
    return ""


def marked(run: Run, text: str, before: str, after: str) -> str:
    """The text with its marks. Spaces at its ends stay outside, since Markdown knows no bold space."""
    inner = text.strip()
    if not inner or not (run.strong or run.em or run.href):
        return escaped(text)
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    sign = ("**" if run.strong else "") + ("*" if run.em else "")
    body = escaped(inner)
    if sign and can_stand(inner, lead or before, tail or after):
        body = sign + body + sign[::-1]
    if run.href:
        body = f"[{body}](<{run.href}>)"
    return lead + body + tail


def can_stand(inner: str, before: str, after: str) -> bool:
    """Whether Markdown will see the signs of emphasis here; if not they are left out rather than shown as stars."""
    opens = not is_punctuation(inner[0]) or not before or not before[-1].isalnum()
    closes = not is_punctuation(inner[-1]) or not after or not after[0].isalnum()
    return opens and closes and "\n" not in inner


def is_punctuation(sign: str) -> bool:
    return not sign.isalnum() and not sign.isspace()


def escaped(text: str) -> str:
    return _SIGNS.sub(lambda found: "\\" + found.group(), text)


def at_line_start(text: str) -> str:
    """Let no line of a paragraph begin as a heading, a quotation or a list, and no empty line part it in two."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(_LINE_STARTS.sub(start_escaped, line) for line in lines if line)


def start_escaped(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
