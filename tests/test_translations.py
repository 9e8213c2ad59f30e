"""Swedish is whole: every string of the interface is in the catalogue, translated, and means to be."""

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path
from string import Formatter

import polib
import pytest
from django.utils.translation import gettext, override

SOURCE = Path(__file__).resolve().parents[1] / "src" / "lartraff"
CATALOGUE = Path("locale") / "sv" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """The catalogue as it comes out when the strings are gathered anew."""
    copy = tmp_path_factory.mktemp("source") / "lartraff"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    command = [sys.executable, "-m", "django", "makemessages", "-l", "sv", "--no-wrap", "--no-obsolete"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return polib.pofile(str(copy / CATALOGUE))


@pytest.fixture(scope="module")
def kept() -> polib.POFile:
    return polib.pofile(str(SOURCE / CATALOGUE))


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_string_has_its_swedish(fresh: polib.POFile) -> None:
    assert [entry.msgid for entry in fresh if entry.fuzzy or not all(translations(entry))] == []


def test_the_catalogue_holds_nothing_that_is_no_longer_said(fresh: polib.POFile, kept: polib.POFile) -> None:
    said = {(entry.msgctxt, entry.msgid) for entry in fresh}
    assert [entry.msgid for entry in kept if (entry.msgctxt, entry.msgid) not in said] == []


def test_the_swedish_has_the_same_places_to_fill_in(kept: polib.POFile) -> None:
    def places(text: str) -> set[str]:
        found = {part.split(")")[0] for part in text.split("%(")[1:]}
        with contextlib.suppress(ValueError):  # a brace that is only a brace
            found |= {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
        return found

    assert [
        entry.msgid
        for entry in kept
        for swedish in translations(entry)
        # A singular may say "one" in words.
        if not places(swedish) <= places(entry.msgid) | places(entry.msgid_plural or "")
        or (not entry.msgid_plural and places(swedish) != places(entry.msgid))
    ] == []


def test_the_compiled_catalogue_is_in_use() -> None:
    with override("sv"):
        assert gettext("Learning groups") == "Lärgrupper"
    with override("en"):
        assert gettext("Learning groups") == "Learning groups"


def test_the_glossary_is_kept(kept: polib.POFile) -> None:
    """Words that mean something else here, or that the glossary has another word for."""
    wrong = ("mötet", "möten", "feedback", "studiecirkel", "arbetsgrupp")
    assert [
        (entry.msgid, swedish)
        for entry in kept
        for swedish in translations(entry)
        for word in wrong
        if word in swedish.lower()
    ] == []
