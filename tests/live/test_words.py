"""What the room and the wall say is in words.py, and everything there is said somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from lartraff.live.words import words

CLIENT = Path(__file__).resolve().parents[2] / "src" / "lartraff" / "live" / "client"
SOURCES = "\n".join(path.read_text() for path in sorted(CLIENT.rglob("*.js")))
KEY = re.compile(r'"([a-z_]+(?:\.[A-Za-z_]+)*)"')
# Keys that are put together of two parts: `kind.${row.kind}`, `do.${key}`, and counted ones.
START = re.compile(r"`([a-z_]+\.[a-z_.]*)\$\{")
COUNTED = re.compile(r'count\("([a-z_.]+)"')


def said(key: str) -> bool:
    return key in set(KEY.findall(SOURCES)) or any(key.startswith(start) for start in starts())


def starts() -> Iterator[str]:
    yield from START.findall(SOURCES)
    yield from (f"{key}." for key in COUNTED.findall(SOURCES))


def test_everything_the_client_says_has_its_words() -> None:
    called = re.findall(r'(?:\bt|room\.t|\bsay)\(\s*"([a-z_]+(?:\.[A-Za-z_]+)*)"', SOURCES)
    assert len(called) > 100
    assert [key for key in called if key not in words()] == []


def test_nothing_is_kept_that_is_no_longer_said() -> None:
    assert [key for key in words() if not said(key)] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_counted_has_a_sentence_for_one_and_one_for_many(language: str) -> None:
    with override(language):
        for key in COUNTED.findall(SOURCES):
            assert "{count}" not in words()[f"{key}.one"]
            assert "{count}" in words()[f"{key}.many"]
