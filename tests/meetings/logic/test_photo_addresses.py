"""A photograph is shown where clean HTML shows it, and not where its address is spoken of."""

import uuid

from lartraff.core.text import to_html
from lartraff.meetings.logic.photo_addresses import photos_named, photos_shown

ONE, OTHER = uuid.uuid4(), uuid.uuid4()


def test_a_picture_in_the_text_is_shown() -> None:
    text = f"Före\n\n![Tavlan > golvet](/photos/{ONE}/)\n\n- ![](/photos/{OTHER}/) och\n\n| a |\n| --- |\n| b |"
    assert photos_shown(to_html(text)) == photos_named(text) == {ONE, OTHER}


def test_an_address_in_words_shows_nothing() -> None:
    for text in (
        f"Se /photos/{ONE}/",
        f"[Tavlan](/photos/{ONE}/)",
        f'<img src="/photos/{ONE}/">',
        f'`<img src="/photos/{ONE}/">`',
        f'![src="/photos/{ONE}/"](/photos/nej/)',
        f"![x](https://elsewhere.example/photos/{ONE}/)",
    ):
        assert photos_shown(to_html(text)) == set(), text
        assert photos_named(text) == {ONE}


def test_no_text_has_no_photographs() -> None:
    assert photos_shown("") == photos_named("") == photos_named("/photos/1/") == set()
