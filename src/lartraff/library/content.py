"""The library's texts: Markdown files with front matter, which a teacher can read and write.

A structure's front matter has `key`, `name`, `minutes` and `steps`; each step has `kind`, `title`, `minutes` (from, to)
and `prompt`. The text below the front matter says when the structure is for. See docs/reference/library-files.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter

from lartraff.library.logic.steps import StepKind

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class StepText:
    kind: StepKind
    title: str
    prompt: str
    minutes_from: int
    minutes_to: int


@dataclass(frozen=True, slots=True)
class StructureText:
    key: str
    language: str
    name: str
    minutes: int
    about: str
    steps: tuple[StepText, ...]


class UnreadableText(ValueError):
    """A file of the library is not as it should be; says which and what."""


def structures(folder: Path = TEXTS) -> Iterator[StructureText]:
    """Read every structure in `folder`, each language in a folder of its own."""
    for path in sorted(folder.glob("*/structures/*.md")):
        yield read_structure(path, language=path.parent.parent.name)


def read_structure(path: Path, *, language: str) -> StructureText:
    page = frontmatter.load(str(path))
    front: dict[str, Any] = page.metadata
    try:
        steps = tuple(read_step(step) for step in front["steps"])
        return StructureText(front["key"], language, front["name"], int(front["minutes"]), page.content, steps)
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableText(f"{path.name}: {error!r} is missing or not as expected") from error


def read_step(step: dict[str, Any]) -> StepText:
    shortest, longest = step["minutes"]
    if not 0 < shortest <= longest:
        raise ValueError(f"minutes {shortest}–{longest}")
    return StepText(StepKind(step["kind"]), step["title"], step["prompt"].strip(), shortest, longest)
