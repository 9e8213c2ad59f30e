"""Taking what others wrote beside the document (on a page without scripts) into it, so that both stand there."""

from difflib import SequenceMatcher

from merge3 import Merge3

from lartraff.live.document import Document, fragment, read, write
from lartraff.live.logic.tree import Element
from lartraff.live.reading import section_from
from lartraff.live.writing import block, blocks


def blocks_of(markdown: str) -> list[str]:
    """The blocks of a Markdown text, in the form that `writing` gives them."""
    return blocks(section_from(markdown))


def merged(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """What both have made of `base`, block by block. Where both changed the same, both stand: ours, then theirs."""
    found: list[str] = []
    for group in Merge3(base, ours, theirs).merge_groups():
        if group[0] == "conflict":
            _word, _base, mine, other = group
            found += [*mine, *(text for text in other if text not in mine)]
        else:
            found += group[1]
    return found


def rewrite(document: Document, item: int, wanted: list[str]) -> None:
    """Change the section so that it says `wanted`, touching only the blocks that differ."""
    into = fragment(document, item)
    present = [block_text(child) for child in into.children]
    changes = SequenceMatcher(a=present, b=wanted, autojunk=False).get_opcodes()
    for what, start, end, first, last in reversed(changes):
        if what == "equal" or (what == "delete" and not any(present[start:end])):
            continue
        for place in reversed(range(start, end)):
            del into.children[place]
        write(into, start, section_from("\n\n".join(wanted[first:last])))


def block_text(child: object) -> str:
    elements = [node for node in read(child) if isinstance(node, Element)]
    return block(elements[0]).strip() if elements else ""
