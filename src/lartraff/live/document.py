"""A section in the Yjs document, read as a tree and written from one. The rest of the house never sees the document."""

from collections.abc import Iterable
from typing import Any, cast

import pycrdt

from lartraff.live.logic.tree import Element, Node, Run

Document = pycrdt.Doc[Any]
DEEPEST = 24  # lists in lists in cells; more than anybody reads
SAFE_LINKS = ("http://", "https://", "mailto:")


def fragment(document: Document, item: int) -> pycrdt.XmlFragment:
    """The section of an agenda item (primary key)."""
    found: pycrdt.XmlFragment = document.get(f"item-{item}", type=pycrdt.XmlFragment)
    return found


def section(document: Document, item: int) -> list[Element]:
    """The blocks of the section. Browsers write what they will in a document, so nothing in it is trusted."""
    return [node for child in fragment(document, item).children for node in read(child) if isinstance(node, Element)]


def read(node: Any, deep: int = 0) -> list[Node]:
    if isinstance(node, pycrdt.XmlText):
        return [run(str(text), marks or {}) for text, marks in node.diff() if isinstance(text, str)]
    if not isinstance(node, pycrdt.XmlElement) or deep > DEEPEST:
        return []
    children = tuple(inner for child in node.children for inner in read(child, deep + 1))
    attributes = {name: value for name, value in attributes_of(node) if isinstance(value, str | float | int)}
    return [Element(node.tag or "", children, attributes)]


def attributes_of(element: pycrdt.XmlElement) -> Iterable[tuple[str, Any]]:
    return cast("Iterable[tuple[str, Any]]", element.attributes)


def run(text: str, marks: dict[str, Any]) -> Run:
    link = marks.get("link")
    href = str(link.get("href", "")) if isinstance(link, dict) else ""
    if not href.startswith(SAFE_LINKS) or any(sign in href for sign in "<>\n \\"):
        href = ""
    return Run(text, "strong" in marks, "em" in marks, href)


def write(into: pycrdt.XmlFragment, place: int, blocks: list[Element]) -> None:
    """Put the blocks in at `place`."""
    for offset, element in enumerate(blocks):
        into.children.insert(place + offset, pycrdt.XmlElement(element.tag, plain_attributes(element)))
        fill(into.children[place + offset], element.children)


def fill(into: Any, children: tuple[Node, ...]) -> None:
    text: pycrdt.XmlText | None = None
    for child in children:
        if isinstance(child, Run):
            if text is None:
                text = pycrdt.XmlText()
                into.children.append(text)
            # Marks are named for every run, or they would spread from the text before.
            text.insert(len(str_of(text).encode()), child.text, marks_of(child))
        else:
            text = None
            into.children.append(pycrdt.XmlElement(child.tag, plain_attributes(child)))
            fill(into.children[len(into.children) - 1], child.children)


def str_of(text: pycrdt.XmlText) -> str:
    return "".join(str(part) for part, _marks in text.diff())


def marks_of(run: Run) -> dict[str, Any]:
    marks: dict[str, Any] = {}
    if run.strong:
        marks["strong"] = {}
    if run.em:
        marks["em"] = {}
    if run.href:
        marks["link"] = {"href": run.href}
    return marks


def plain_attributes(element: Element) -> dict[str, Any]:
    # A whole number would reach the browser as another kind of number than its own.
    return {name: float(value) if isinstance(value, int) else value for name, value in element.attributes.items()}
