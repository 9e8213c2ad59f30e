"""What people write comes out clean, and never with a personal number in it."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from lartraff.core.text import lines_with_personal_numbers, refuse_personal_numbers, to_html

ALLOWED = {
    "p", "br", "h3", "h4", "h5", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def test_simple_markdown_becomes_html() -> None:
    assert to_html("Vi **prövade**.\n\n- ett\n- två") == (
        "<p>Vi <strong>prövade</strong>.</p>\n<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\n"
    )


def test_headings_begin_below_those_of_the_page() -> None:
    assert (
        to_html("# Ett\n\n## Två\n\n### Tre\n\n#### Fyra")
        == "<h3>Ett</h3>\n<h4>Två</h4>\n<h5>Tre</h5>\n<h5>Fyra</h5>\n"
    )


def test_a_line_break_is_kept() -> None:
    assert to_html("en\ntvå") == "<p>en<br>\ntvå</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='javascript:alert(1)' style='x'>x</a>",
        "![x](https://elak.example/x.png)",
        "<javascript:alert(1)>",
    ],
)
def test_nothing_that_runs_or_fetches_comes_through(text: str) -> None:
    assert not re.search(r"<(script|img|iframe|style|object)|<[^>]*(javascript:|data:| on\w+=|style=)", to_html(text))


@given(st.text(alphabet=st.sampled_from("ab <>&\"'#*-_[]()`|\n:/=!jJ1")))
def test_whatever_is_written_only_known_tags_come_out(text: str) -> None:
    html = to_html(text)
    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z0-9]+)", html)} <= ALLOWED
    assert not re.search(r"<[^>]*\s(?!href=|rel=)[a-z-]+=", html)


def check_digit(nine: str) -> str:
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(nine))
    return str(-total % 10)


births = st.dates(date(1930, 1, 1), date(2025, 12, 31))
numbers = st.tuples(births, st.integers(1, 999)).map(
    lambda pair: f"{pair[0]:%y%m%d}{pair[1]:03d}" + check_digit(f"{pair[0]:%y%m%d}{pair[1]:03d}")
)


@given(numbers, st.sampled_from(["", "-"]), st.booleans(), st.text(alphabet="abcåäö .,\n", max_size=20))
def test_a_personal_number_is_found_however_it_is_written(
    number: str, dash: str, with_century: bool, before: str
) -> None:
    born = number[:6]
    century = ("20" if int(born[:2]) <= 25 else "19") if with_century else ""
    text = f"{before}{century}{born}{dash}{number[6:]} sade"
    # Splitting as the function does keeps the two counts of lines the same.
    assert lines_with_personal_numbers(text) == [len(f"{before}x".splitlines())]


@pytest.mark.parametrize("text", ["Vi ses 2026-03-17 kl. 15.30", "Ring 08-123 456 78", "12345678", "850709-9806", ""])
def test_dates_telephones_and_school_codes_are_no_personal_numbers(text: str) -> None:
    refuse_personal_numbers(text)


def test_the_refusal_names_the_line_and_not_the_number() -> None:
    with pytest.raises(ValidationError) as refused:
        refuse_personal_numbers("en rad\nAnna 850709-9805 kan inte")
    (sentence,) = refused.value.messages
    assert "2" in sentence
    assert "850709" not in sentence
    assert "Anna" not in sentence
