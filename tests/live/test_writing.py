"""What is written in the editor is what stands in the minutes, through Markdown and back."""

from hypothesis import given
from hypothesis import strategies as st

from lartraff.core.text import to_html
from lartraff.live.logic.tree import Element, Node, Run, text_of
from lartraff.live.reading import section_from
from lartraff.live.writing import blocks

# Letters, and every sign that Markdown might take for its own.
signs = st.text(alphabet="abåÖ 1.)*_[]()<>#|\\`!-+&~=:/\"'", max_size=24)
runs = st.builds(
    Run,
    signs.filter(bool),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "", "", "https://skola.example/a_b?c=(1)"]),
)
paragraphs = st.lists(runs | st.just(Element("hard_break")), max_size=4).map(
    lambda inner: Element("paragraph", tuple(inner))
)
headings = st.builds(
    lambda inner, level: Element("heading", tuple(inner), {"level": level}),
    st.lists(runs, max_size=2),
    st.sampled_from([2, 3]),
)
lists = st.builds(
    lambda tag, items: Element(tag, tuple(Element("list_item", (item,)) for item in items)),
    st.sampled_from(["bullet_list", "ordered_list"]),
    st.lists(paragraphs, min_size=1, max_size=3),
)
sections = st.lists(paragraphs | headings | lists, max_size=4)


def squeezed(text: str) -> str:
    """Without spaces, which Markdown keeps where it likes."""
    return "".join(text.split())


def written(*section: Element) -> str:
    return "\n\n".join(blocks(list(section)))


def paragraph(*inner: Node) -> Element:
    return Element("paragraph", inner)


@given(sections)
def test_no_character_is_lost_or_added_on_the_way_to_the_minutes_and_back(section: list[Element]) -> None:
    again = section_from(written(*section))
    assert squeezed(text_of(again)) == squeezed(text_of(section))


@given(sections)
def test_writing_what_was_read_gives_the_same_again(section: list[Element]) -> None:
    once = written(*section_from(written(*section)))
    assert written(*section_from(once)) == once


def test_marks_lists_and_headings_come_through() -> None:
    text = written(
        Element("heading", (Run("Bråk"),), {"level": 2}),
        paragraph(Run("Vi "), Run("gav", strong=True), Run(" testet "), Run("i går", em=True), Run(".")),
        Element(
            "bullet_list",
            (Element("list_item", (paragraph(Run("8A")),)), Element("list_item", (paragraph(Run("8B")),))),
        ),
        paragraph(Run("Se "), Run("sidan", href="https://skola.example/")),
    )
    assert text == "## Bråk\n\nVi **gav** testet *i går*.\n\n- 8A\n- 8B\n\nSe [sidan](<https://skola.example/>)"


def test_a_list_in_a_list_stays_in_it() -> None:
    inner = Element("ordered_list", (Element("list_item", (paragraph(Run("jämför")),)),))
    outer = Element("bullet_list", (Element("list_item", (paragraph(Run("Bråk")), inner)),))
    assert written(outer) == "- Bråk\n  1. jämför"
    assert section_from(written(outer)) == [outer]


def test_a_table_becomes_a_table() -> None:
    def row(tag: str, *cells: str) -> Element:
        return Element("table_row", tuple(Element(tag, (paragraph(Run(cell)),)) for cell in cells))

    table = Element("table", (row("table_header", "Klass", "Klarade"), row("table_cell", "8B", "19 av 24")))
    assert written(table) == "| Klass | Klarade |\n| --- | --- |\n| 8B | 19 av 24 |"
    assert section_from(written(table)) == [table]
    assert "<td>19 av 24</td>" in to_html(written(table))


def test_a_photograph_is_shown_if_it_is_ours() -> None:
    ours = "/photos/5f0c1f4e-8d5a-4a3b-9a53-0f7f7d1c2b3a/"
    photo = Element("photo", (), {"src": ours, "alt": "Tavlan [efter] lektionen"})
    assert section_from(written(photo)) == [photo]
    assert f'<img src="{ours}" alt="Tavlan [efter] lektionen">' in to_html(written(photo))
    theirs = Element("photo", (), {"src": "https://elsewhere.example/x.png", "alt": "x"})
    assert "elsewhere" not in to_html(written(theirs))


def test_what_looks_like_markdown_is_text() -> None:
    for text in ("# nej", "- nej", "1. nej", "> nej", "*nej*", "[nej](https://x.example)", "<b>nej</b>", "| a | b |"):
        (again,) = section_from(written(paragraph(Run(text))))
        assert again == paragraph(Run(text)), text


def test_unknown_elements_and_empty_ones_are_left_out() -> None:
    assert blocks([Element("script", (Run("x"),)), paragraph(), paragraph(Run("  "))]) == []
