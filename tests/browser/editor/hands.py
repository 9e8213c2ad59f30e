"""What people do at the editor, and what they see there."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import AXE

# Opens the editor as one of the people, by id.
Sit = Callable[..., Page]


def written(page: Page) -> str:
    return str(page.evaluate("room.text()"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.tool ?? (document.activeElement.id || 'text')"))


def tool(page: Page, name: str) -> None:
    page.locator(f"[data-tool='{name}']").click()


def barriers(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def paste(page: Page, html: str) -> None:
    page.evaluate(
        """(html) => {
          const data = new DataTransfer()
          data.setData("text/html", html)
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
          document.querySelector(".editor-text").dispatchEvent(event)
        }""",
        html,
    )
