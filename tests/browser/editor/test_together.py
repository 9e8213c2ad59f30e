"""Writing at once: nothing is lost, nobody is disturbed."""

from playwright.sync_api import expect

from tests.browser.editor.hands import Sit, focused, press, written


def test_two_write_at_once_and_undo_only_their_own(sit: Sit) -> None:
    omar, sara = sit(1), sit(2)
    for _ in range(10):
        omar.keyboard.type("o")
        sara.keyboard.type("s")
    omar.wait_for_function("room.text().length === '<paragraph></paragraph>'.length + 20")
    expect(omar.locator(".cursor")).to_have_attribute("data-name", "Sara")
    omar.bring_to_front()
    press(omar, "Control+z")
    omar.wait_for_timeout(50)
    assert (written(omar).count("o"), written(omar).count("s")) == (0, 10)
    assert written(omar) == written(sara)


def test_what_was_written_apart_is_there_once_when_they_meet(sit: Sit) -> None:
    omar, sara = sit(1), sit(2)
    omar.evaluate("room.pause(true)")
    omar.keyboard.type("källare")
    sara.keyboard.type("klassrum")
    omar.evaluate("room.pause(false)")
    sara.wait_for_function("room.text().includes('källare')")
    assert written(omar) == written(sara)
    assert (written(omar).count("källare"), written(omar).count("klassrum")) == (1, 1)


def test_what_others_write_takes_neither_the_focus_nor_the_chosen_bold(sit: Sit) -> None:
    omar, sara = sit(1), sit(2)
    omar.bring_to_front()
    press(omar, "Control+b")
    sara.keyboard.type("Z")
    omar.wait_for_function("room.text().includes('Z')")
    assert focused(omar) == "text"
    omar.keyboard.type("fet")
    assert "<strong>fet</strong>" in written(omar)


def test_a_name_at_a_cursor_is_no_text_and_moves_no_line(sit: Sit) -> None:
    omar, sara = sit(1), sit(2)
    sara.keyboard.type("ord " * 80)
    omar.wait_for_function("room.text().length > 300")
    height = "document.querySelector('.editor-text').getBoundingClientRect().height"
    press(sara, "Control+ArrowLeft", "Control+ArrowLeft")
    cursor = omar.locator(".cursor")
    expect(cursor).to_have_attribute("aria-hidden", "true")
    expect(cursor).to_have_text("")
    shown = omar.evaluate(height)
    sara.locator("#after").focus()
    expect(cursor).to_have_count(0)
    assert omar.evaluate(height) == shown


def test_a_broken_neighbour_hurts_nobody(sit: Sit) -> None:
    omar, sara = sit(1), sit(2)
    sara.evaluate("""() => {
      const { Y, doc, awareness } = room
      for (const cursor of [5, {}, { anchor: 1, head: 2 }, { anchor: { item: { client: "a" } }, head: {} }]) {
        awareness.setLocalState({ user: { id: 2 }, cursor })
      }
      const element = (name, attributes, inside) => {
        const made = new Y.XmlElement(name)
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
        made.insert(0, inside)
        return made
      }
      const cell = element("table_cell", { colspan: 1e9 }, [element("paragraph", {}, [new Y.XmlText("cell")])])
      doc.getXmlFragment("item-7").insert(0, [
        element("table", {}, [element("table_row", {}, [cell])]),
        element("photo", { src: "https://elsewhere.example/x.png" }, []),
        element("heading", { level: "9" }, [new Y.XmlText("rubrik")]),
        element("script", {}, [new Y.XmlText("alert(1)")]),
      ])
    }""")
    omar.locator(".editor-text h2").get_by_text("rubrik").click()
    press(omar, "End")
    omar.keyboard.type(" går")
    expect(omar.locator(".editor-text h2")).to_have_text("rubrik går")
    assert omar.locator(".editor-text img").first.get_attribute("src") == ""
