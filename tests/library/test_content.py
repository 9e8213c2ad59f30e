"""The library's texts as files: those we ship, and those that somebody has written wrongly."""

from pathlib import Path

import pytest

from lartraff.library.content import StructureText, UnreadableText, read_structure, structures
from lartraff.library.logic.steps import StepKind

GOOD = """\
---
key: pair-talk
name: Parsamtal
minutes: 30
steps:
  - kind: ROUND
    title: Laget runt
    minutes: [5, 10]
    prompt: Vad har du prövat?
  - kind: TASK
    title: Uppgift
    minutes: [10, 20]
    prompt: |
      Vad gör du till nästa gång?
---
När två vill tala länge.
"""


def shipped(language: str) -> dict[str, StructureText]:
    return {text.key: text for text in structures() if text.language == language}


def test_we_ship_the_two_structures_in_two_languages() -> None:
    assert sorted((text.language, text.key, text.minutes) for text in structures()) == [
        ("en", "learning-meeting", 90),
        ("en", "short-learning-meeting", 60),
        ("sv", "learning-meeting", 90),
        ("sv", "short-learning-meeting", 60),
    ]


def test_a_structure_is_the_same_in_both_languages_but_for_its_words() -> None:
    swedish, english = shipped("sv"), shipped("en")
    assert set(swedish) == set(english)
    for key, text in swedish.items():
        assert text.minutes == english[key].minutes
        assert [(step.kind, step.minutes_from, step.minutes_to) for step in text.steps] == [
            (step.kind, step.minutes_from, step.minutes_to) for step in english[key].steps
        ]
        assert all(step.title and step.prompt for step in (*text.steps, *english[key].steps))
        assert text.about


@pytest.mark.parametrize("text", list(structures()), ids=lambda text: f"{text.language}-{text.key}")
def test_the_longest_minutes_of_a_structure_fit_in_it(text: StructureText) -> None:
    assert sum(step.minutes_to for step in text.steps) <= text.minutes


def test_the_ninety_minutes_are_those_of_the_report() -> None:
    steps = shipped("sv")["learning-meeting"].steps
    spans = {step.kind: (step.minutes_from, step.minutes_to) for step in steps}
    assert [step.kind for step in steps] == list(StepKind)
    assert (spans[StepKind.ROUND], spans[StepKind.DISCUSSION], spans[StepKind.TASK][1]) == ((10, 20), (30, 40), 15)


def read(folder: Path, text: str | bytes) -> StructureText:
    path = folder / "parsamtal.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_structure(path, language="sv")


def test_a_teacher_s_own_text_is_read(tmp_path: Path) -> None:
    text = read(tmp_path, GOOD)
    assert (text.key, text.language, text.name, text.minutes) == ("pair-talk", "sv", "Parsamtal", 30)
    assert text.about == "När två vill tala länge."
    assert [(step.kind, step.title, step.minutes_from, step.minutes_to, step.prompt) for step in text.steps] == [
        (StepKind.ROUND, "Laget runt", 5, 10, "Vad har du prövat?"),
        (StepKind.TASK, "Uppgift", 10, 20, "Vad gör du till nästa gång?"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("key: pair-talk\n", ""),
        ("key: pair-talk", "key:"),
        ("name: Parsamtal\n", ""),
        ("name: Parsamtal", "name: 30"),
        ("minutes: 30", "minutes: en halvtimme"),
        ("minutes: 30", "minutes:"),
        ("steps:", "stegen:"),
        ("kind: ROUND", "kind: DANCE"),
        ("    title: Laget runt\n", ""),
        ("    title: Laget runt", "    title:"),
        ("    prompt: Vad har du prövat?\n", ""),
        ("    prompt: Vad har du prövat?", "    prompt:"),
        ("    prompt: Vad har du prövat?", "    prompt: 12"),
        ("minutes: [5, 10]", "minutes: 10"),
        ("minutes: [5, 10]", "minutes: [10]"),
        ("minutes: [5, 10]", "minutes: [10, 5]"),
        ("minutes: [5, 10]", "minutes: [0, 10]"),
        ("minutes: [5, 10]", "minutes: [2.5, 10]"),
        ("minutes: [5, 10]", "minutes: [fem, tio]"),
        ("minutes: [5, 10]", "minutes: [5, 10"),
        ("name: Parsamtal", "name: Samtal: i par"),
        ("---\nkey", "key"),
    ],
)
def test_a_text_that_is_not_as_it_should_be_is_named(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(UnreadableText, match=r"^parsamtal\.md: "):
        read(tmp_path, GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bara text",
        "---\n- en\n- lista\n---\n",
        GOOD.encode("windows-1252"),
        GOOD[: GOOD.index("  - kind")] + "---\n",
    ],
    ids=["empty", "no front matter", "a list", "not UTF-8", "no steps"],
)
def test_a_file_that_is_no_structure_at_all_is_named_too(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(UnreadableText, match=r"^parsamtal\.md: "):
        read(tmp_path, text)


def test_each_language_has_a_folder_of_its_own(tmp_path: Path) -> None:
    for language in ("en", "sv"):
        folder = tmp_path / language / "structures"
        folder.mkdir(parents=True)
        (folder / "pair-talk.md").write_text(GOOD, encoding="utf-8")
    assert [(text.language, text.key) for text in structures(tmp_path)] == [("en", "pair-talk"), ("sv", "pair-talk")]
