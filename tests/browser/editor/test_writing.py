"""Writing alone: by keyboard, with the tools, at any width."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDTHS
from tests.browser.editor.hands import Sit, barriers, focused, paste, press, tool, written

# One pixel, as a phone would never send it.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_what_is_typed_takes_form(sit: Sit) -> None:
    page = sit()
    page.keyboard.type("# Sara")
    press(page, "Enter")
    page.keyboard.type("Gav **testet** idag")
    press(page, "Enter")
    page.keyboard.type("- ett")
    press(page, "Enter", "Enter")
    page.keyboard.type("1. först")
    assert written(page) == (
        '<heading level="2">Sara</heading><paragraph>Gav <strong>testet</strong> idag</paragraph>'
        "<bullet_list><list_item><paragraph>ett</paragraph></list_item></bullet_list>"
        "<ordered_list><list_item><paragraph>först</paragraph></list_item></ordered_list>"
    )


def test_the_tools_are_one_stop_for_tab_and_arrows_move_between_them(sit: Sit) -> None:
    page = sit()
    press(page, "Shift+Tab")
    assert focused(page) == "bold"
    press(page, "ArrowRight")
    assert focused(page) == "italic"
    press(page, "End")
    assert focused(page) == "task"
    press(page, "ArrowRight")
    assert focused(page) == "bold"
    press(page, "Enter")
    expect(page.locator("[data-tool='bold']")).to_have_attribute("aria-pressed", "true")
    press(page, "Escape")
    page.keyboard.type("fet")
    assert written(page) == "<paragraph><strong>fet</strong></paragraph>"


def test_tab_leaves_the_text_and_in_lists_and_tables_after_escape(sit: Sit) -> None:
    page = sit()
    press(page, "Tab")
    assert focused(page) == "after"
    press(page, "Shift+Tab")
    page.keyboard.type("- ett")
    press(page, "Tab")
    assert focused(page) == "text"
    press(page, "Escape", "Tab")
    assert focused(page) == "after"
    press(page, "Shift+Tab", "Enter", "Enter")
    tool(page, "table")
    press(page, "Tab", "Tab")
    page.keyboard.type("tredje")
    assert "<paragraph></paragraph></table_header><table_header" in written(page)
    assert "<paragraph>tredje</paragraph></table_header></table_row>" in written(page)
    press(page, "Escape", "Tab")
    assert focused(page) == "after"


def test_a_table_is_changed_by_buttons_alone(sit: Sit) -> None:
    page = sit()
    tool(page, "table")
    press(page, "Tab", "Tab", "Tab")
    for name in ("row.add", "column.add", "column.add", "row.remove", "column.remove"):
        tool(page, name)
    assert (written(page).count("<table_row>"), written(page).count("<table_header")) == (3, 4)
    tool(page, "table.remove")
    assert "<table" not in written(page)
    tool(page, "undo")
    assert written(page).count("<table_row>") == 3


def test_at_offers_people_by_name_and_dates_as_they_are_typed(sit: Sit) -> None:
    page = sit()
    text = page.locator(".editor-text")
    page.keyboard.type("Vi @sara")
    expect(page.get_by_role("option")).to_have_text(["Sara Holm", "Sara Berg"])
    expect(text).to_have_attribute("role", "combobox")
    press(page, "ArrowDown")
    chosen = text.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{chosen}")).to_have_text("Sara Berg")
    press(page, "Enter")
    page.keyboard.type("och @2026-04-08")
    press(page, "Enter")
    expect(text).to_have_attribute("role", "textbox")
    assert '<mention kind="person" label="Sara Berg" ref="3"></mention>' in written(page)
    assert 'kind="date"' in written(page)
    assert 'ref="2026-04-08"' in written(page)


def test_at_is_closed_by_escape_and_stays_closed(sit: Sit) -> None:
    page = sit()
    page.keyboard.type("@om")
    expect(page.get_by_role("option")).to_have_count(1)
    press(page, "Escape")
    page.keyboard.type("ar")
    expect(page.get_by_role("option")).to_have_count(0)
    press(page, "Enter")
    assert written(page) == "<paragraph>@omar</paragraph><paragraph></paragraph>"


def test_a_line_that_the_room_takes_leaves_the_text_in_one_step(sit: Sit) -> None:
    page = sit()
    page.keyboard.type("Först")
    press(page, "Enter")
    page.keyboard.type("Vi prövar")
    tool(page, "decision")
    expect(page.get_by_role("status")).to_have_text("editor.made.decision")
    assert page.evaluate("room.shaped") == [["DECISION", "Vi prövar"]]
    assert written(page) == "<paragraph>Först</paragraph>"
    tool(page, "undo")
    assert written(page) == "<paragraph>Först</paragraph><paragraph>Vi prövar</paragraph>"


def test_a_line_that_the_room_refuses_stays(sit: Sit) -> None:
    page = sit()
    page.evaluate("() => { room.takes = false }")
    page.keyboard.type("Vi prövar @bes")
    press(page, "Enter")
    page.wait_for_function("room.shaped.length === 1")
    assert page.evaluate("room.shaped") == [["DECISION", "Vi prövar"]]
    assert "Vi prövar" in written(page)


def test_a_link_is_put_in_without_leaving_the_keyboard(sit: Sit) -> None:
    page = sit()
    page.keyboard.type("Läs ")
    press(page, "Control+k")
    assert barriers(page) == []
    page.keyboard.type("javascript:alert(1)")
    press(page, "Enter")
    expect(page.get_by_role("alert")).to_have_text("editor.link.wrong")
    press(page, "Control+a")
    page.keyboard.type("skolverket.se")
    press(page, "Tab")
    page.keyboard.type("mer")
    press(page, "Enter")
    assert focused(page) == "text"
    assert written(page) == '<paragraph>Läs <link href="https://skolverket.se">mer</link></paragraph>'


def test_a_photo_that_could_not_be_sent_is_kept_until_it_is(sit: Sit) -> None:
    page = sit()
    page.evaluate("() => { room.upload = () => Promise.reject({ sentence: 'Nätet är borta.' }) }")
    tool(page, "photo")
    page.evaluate(
        """async (pixel) => {
          const blob = new Blob([Uint8Array.from(atob(pixel), (byte) => byte.charCodeAt(0))])
          const files = new DataTransfer()
          files.items.add(new File([blob], "tavla.png", { type: "image/png" }))
          const input = document.querySelector("input[type=file]")
          input.files = files.files
          input.dispatchEvent(new Event("change"))
        }""",
        PIXEL,
    )
    page.get_by_label("editor.photo.alt").fill("Tavlan")
    press(page, "Enter")
    expect(page.get_by_role("status").first).to_have_text("Nätet är borta.")
    assert page.evaluate("room.editor.busy") is True
    assert barriers(page) == []
    page.evaluate("() => { room.upload = async () => '/photos/1/' }")
    page.get_by_role("button", name="editor.photo.again").click()
    page.locator("figure img").wait_for()
    assert written(page) == '<photo alt="Tavlan" src="/photos/1/"></photo><paragraph></paragraph>'
    assert page.evaluate("room.editor.busy") is False


def test_word_and_google_docs_are_pasted_as_minutes(sit: Sit) -> None:
    page = sit()
    paste(
        page,
        """<b style="font-weight:normal" id="docs-internal-guid-1"><h1>Rubrik</h1>
        <p><span style="font-weight:700">Fet</span> <a href="javascript:alert(1)">ond</a></p>
        <ul><li><p>ett</p></li><ul><li><p>inne</p></li></ul></ul><img src="https://elsewhere.example/x.png"></b>""",
    )
    assert written(page) == (
        '<heading level="2">Rubrik</heading><paragraph><strong>Fet</strong> ond</paragraph>'
        "<bullet_list><list_item><paragraph>ett</paragraph>"
        "<bullet_list><list_item><paragraph>inne</paragraph></list_item></bullet_list></list_item></bullet_list>"
    )
    press(page, "Control+a", "Delete")
    paste(
        page,
        """<p class=MsoNormal style='margin:0'>Text<o:p></o:p></p>
        <p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>ett</p>
        <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>två</p>""",
    )
    assert written(page) == (
        "<paragraph>Text</paragraph><ordered_list><list_item><paragraph>ett</paragraph></list_item>"
        "<list_item><paragraph>två</paragraph></list_item></ordered_list>"
    )


def test_more_than_the_server_takes_at_once_is_not_pasted(sit: Sit) -> None:
    page = sit()
    paste(page, "<p>" + "mycket text " * 20_000 + "</p>")
    expect(page.get_by_role("status")).to_have_text("editor.paste.long")
    assert "mycket" not in written(page)


def test_who_may_only_read_gets_text_and_no_tools(sit: Sit) -> None:
    page = sit()
    page.keyboard.type("Läst")
    page.evaluate("() => { room.editor.editable = false }")
    expect(page.get_by_role("toolbar")).to_have_count(0)
    expect(page.locator(".editor-text")).to_have_attribute("contenteditable", "false")
    assert barriers(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_barriers_and_nothing_sticks_out(width: int, sit: Sit) -> None:
    page = sit()
    page.set_viewport_size({"width": width, "height": 700})
    spill = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert barriers(page) == []
    tool(page, "table")
    assert barriers(page) == []
    press(page, "Control+End")
    page.keyboard.type("Sedan @")
    expect(page.get_by_role("option")).to_have_count(9)
    assert barriers(page) == []
    assert page.evaluate(spill) <= 0
    page.keyboard.press("Escape")
    tool(page, "photo")
    assert barriers(page) == []
    assert page.evaluate(spill) <= 0
