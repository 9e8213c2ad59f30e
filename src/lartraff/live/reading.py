"""Markdown that others have written, as a tree for the document."""

from collections.abc import Iterator

from markdown_it.token import Token

from lartraff.core.text import parse
from lartraff.live.logic.tree import Element, Node, Run

_SAME = {
    "paragraph": "paragraph",
    "bullet_list": "bullet_list",
    "ordered_list": "ordered_list",
    "list_item": "list_item",
    "table": "table",
    "tr": "table_row",
    "th": "table_header",
    "td": "table_cell",
}


def section_from(markdown: str) -> list[Element]:
    """The blocks of a section. What the editor has no element for (a quotation) keeps its text as paragraphs."""
    return [node for node in nodes(iter(parse(markdown))) if isinstance(node, Element)]


def nodes(tokens: Iterator[Token]) -> list[Node]:
    """Read until the element that is open ends."""
    found: list[Node] = []
    for token in tokens:
        if token.nesting < 0:
            break
        if token.type == "inline":
            found += runs(token.children or [])
        elif token.nesting > 0:
            found += opened(token, nodes(tokens))
    return found


def opened(token: Token, children: list[Node]) -> list[Node]:
    kind = token.type.removesuffix("_open")
    if kind == "heading":
        level = float(min(max(int(token.tag[1]), 2), 3))
        return [Element("heading", tuple(children), {"level": level})]
    tag = _SAME.get(kind)
    if tag is None:
        return children
    if tag == "paragraph" and len(children) == 1 and is_photo(children[0]):
        return children
    if tag in {"table_header", "table_cell"}:
        children = [Element("paragraph", tuple(children))]
    if tag == "list_item":
        children = [child if isinstance(child, Element) else Element("paragraph", (child,)) for child in children]
    return [Element(tag, tuple(children))]


def is_photo(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "photo"


def runs(tokens: list[Token]) -> list[Node]:
    found: list[Node] = []
    strong = em = 0
    href = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                em += token.nesting
            case "link_open":
                href = str(token.attrGet("href") or "")
            case "link_close":
                href = ""
            case "softbreak" | "hardbreak":
                found.append(Element("hard_break"))
            case "image":
                alt = "".join(child.content for child in token.children or [])
                found.append(Element("photo", (), {"src": str(token.attrGet("src") or ""), "alt": alt}))
            case _ if token.content:
                found.append(Run(token.content, strong > 0, em > 0, href))
    return found
