"""The library's texts: Markdown files with front matter, which a teacher can read and write.

A structure's front matter has `key`, `name`, `minutes` and `steps`; each step has `kind`, `title`, `minutes` (from, to)
and `prompt`. The text below the front matter says when the structure is for. See docs/reference/library-files.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frontmatter
from yaml import YAMLError

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
    try:
        page = frontmatter.load(str(path))
        front: dict[str, Any] = page.metadata
        return StructureText(
            key=written(front, "key"),
            language=language,
            name=written(front, "name"),
            minutes=whole(front["minutes"]),
            about=page.content,
            steps=read_steps(front["steps"]),
        )
    except (KeyError, TypeError, ValueError, YAMLError) as error:
        raise UnreadableText(f"{path.name}: {error!r} is missing or not as expected") from error


def read_steps(steps: list[dict[str, Any]]) -> tuple[StepText, ...]:
    if not steps:
        raise ValueError("steps")
    return tuple(read_step(step) for step in steps)


def read_step(step: dict[str, Any]) -> StepText:
    shortest, longest = map(whole, step["minutes"])
    if not 0 < shortest <= longest:
        raise ValueError(f"minutes {shortest}–{longest}")
    return StepText(StepKind(step["kind"]), written(step, "title"), written(step, "prompt"), shortest, longest)


def written(front: dict[str, Any], name: str) -> str:
    text = front[name]
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{name} {text!r}")
    return text.strip()


def whole(minutes: object) -> int:
    if not isinstance(minutes, int):
        raise TypeError(f"minutes {minutes!r}")
    return minutes
