"""The documents say what is so: their links lead somewhere, their commands run, their examples are read."""

import re
import shlex
from pathlib import Path

import pytest

from lartraff.results.logic.reading import Reader
from tests.config.commands import lartraff

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"])
FORMATS = ROOT / "docs" / "reference" / "file-formats.md"
COMMANDS = ROOT / "docs" / "reference" / "command-line.md"


def example_table() -> str:
    found = re.search(r"```csv\n(.*?)```", FORMATS.read_text(), re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", document.read_text())
    assert [link for link in links if not link.startswith("http") and not (document.parent / link).exists()] == []


def test_every_document_is_reached_from_the_first_page() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in reached or document.suffix != ".md":
            continue
        reached.add(document)
        waiting += [
            (document.parent / link).resolve()
            for link in re.findall(r"\]\(([^)#]+)", document.read_text())
            if not link.startswith("http")
        ]
    decisions = set(ROOT.glob("docs/adr/*.md"))
    assert set(ROOT.glob("docs/**/*.md")) - decisions <= reached
    assert sorted(path.name[:4] for path in decisions) == [f"{number:04}" for number in range(1, len(decisions) + 1)]


def test_the_commands_of_the_reference_run_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "betyg.csv").write_text(example_table())
    lines = re.findall(r"^    lartraff (.*)$", COMMANDS.read_text(), re.MULTILINE)
    assert len(lines) >= 10
    for line in lines:
        arguments = [argument.replace("betyg.csv", str(tmp_path / "betyg.csv")) for argument in shlex.split(line)]
        done = lartraff(tmp_path / "data", *arguments)
        assert done.returncode == 0, f"lartraff {line}\n{done.stdout}{done.stderr}"


def test_every_command_of_ours_is_in_the_reference(tmp_path: Path) -> None:
    listed = re.findall(r"^## lartraff ([a-z-]+)$", COMMANDS.read_text(), re.MULTILINE)
    shown = lartraff(tmp_path / "data", "--help").stdout.split("And Django's own")[0]
    offered = re.findall(r"^  ([a-z][a-z-]+)  ", shown, re.MULTILINE)
    assert set(listed) | {"build-demo"} == set(offered)


def test_the_example_of_a_table_is_read_without_a_remark() -> None:
    reader = Reader()
    reader.feed(example_table().encode())
    reading = reader.finish()
    assert reading.problems == ()
    assert [(tally.subject, tally.year, sum(tally.counts.values())) for tally in reading.tallies] == [
        ("MA", 9, 91),
        ("SV", 9, 85),
        ("MA", 6, 92),
    ]
