"""A written section as a tree, between the Yjs document and Markdown. Names of elements are those of the editor."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """Text that looks the same all through. `href`: where it leads, if it is a link."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    tag: str
    children: "tuple[Element | Run, ...]" = ()
    attributes: dict[str, str | float] = field(default_factory=dict, hash=False)

    def of(self, tag: str) -> "list[Element]":
        return [child for child in self.children if isinstance(child, Element) and child.tag == tag]


Node = Element | Run


def text_of(nodes: "tuple[Node, ...] | list[Node] | list[Element]") -> str:
    """All that is written in the nodes, without its form."""
    return "".join(plain(node) for node in nodes)


def plain(node: Node) -> str:
    if isinstance(node, Run):
        return node.text
    if node.tag == "hard_break":
        return "\n"
    return str(node.attributes.get("label", "")) if node.tag == "mention" else text_of(node.children)
