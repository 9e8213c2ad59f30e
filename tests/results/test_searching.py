"""Swedish words are found in whichever form they stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.searching import holds, is_form_of, parts, stem, words_of


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("metod", "metoder"),
        ("metoder", "metod"),
        ("resonemanget", "resonemang"),
        ("lösa", "löser"),
        ("löser", "lösningar"),
        ("problem", "problemlösning"),
        ("begrepp", "begreppen"),
        ("källa", "källorna"),
        ("läsning", "läser"),
        ("text", "texterna"),
        ("skriftlig", "skriftliga"),
        ("undersökning", "undersökningarna"),
        ("bråk", "bråkform"),
    ],
)
def test_a_word_is_found_in_another_form(wanted: str, there: str) -> None:
    assert is_form_of(there, wanted)


@pytest.mark.parametrize(
    ("wanted", "there"), [("tal", "alla"), ("text", "teknik"), ("metod", "mening"), ("lösa", "läsa"), ("i", "eleven")]
)
def test_another_word_is_not_found(wanted: str, there: str) -> None:
    assert not is_form_of(there, wanted)


def test_every_word_must_be_there() -> None:
    sentence = "Eleven väljer och använder ändamålsenliga matematiska metoder."
    assert holds(sentence, words_of("Metod elevens"))
    assert not holds(sentence, words_of("metod resonemang"))
    assert holds(sentence, [])


def test_what_was_looked_for_is_marked() -> None:
    assert parts("Löser problem, löser allt.", ["lösa"]) == [
        ("Löser", True),
        (" problem, ", False),
        ("löser", True),
        (" allt.", False),
    ]


@given(st.text(alphabet=st.sampled_from("aåbe -.1e\u0301"), max_size=40), st.text("abe", min_size=1, max_size=4))
def test_the_parts_are_the_text(text: str, wanted: str) -> None:
    assert "".join(piece for piece, _hit in parts(text, [wanted])) == unicodedata.normalize("NFC", text)


@given(st.text("abdeghiklmnorstuväåö", min_size=1, max_size=14))
def test_a_stem_is_the_beginning_of_its_word_and_not_too_short(word: str) -> None:
    assert word.startswith(stem(word))
    assert len(stem(word)) >= min(len(word), 3)
