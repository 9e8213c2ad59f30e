"""Take the pictures in docs/screenshots: each page of the demo school, in Swedish, on a laptop and on a phone.

`make screenshots` runs it. The demo is built anew in a temporary folder; the pictures change only if the pages do, or
the day.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "screenshots"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
SIZES = {1280: 800, 390: 780}


@dataclass(frozen=True, slots=True)
class Picture:
    """`way` leads from the persona's home page to the page in the picture.

    `scrolls`: on a laptop the page itself does; in the room each column scrolls by itself.
    """

    name: str
    persona: str
    way: Callable[[Page], object]
    scrolls: bool = True


def follow(*links: str) -> Callable[[Page], object]:
    """Click links, each by the beginning of its name."""

    def walk(page: Page) -> None:
        for link in links:
            page.get_by_role("main").get_by_role("link", name=link).first.click()

    return walk


def menu(place: str, *links: str) -> Callable[[Page], object]:
    def walk(page: Page) -> None:
        page.get_by_role("navigation").get_by_role("link", name=place, exact=True).click()
        follow(*links)(page)

    return walk


def open_launch(page: Page) -> None:
    """The groups as they were presented this term: Höstens or Vårens lärgrupper."""
    menu("Grupper")(page)
    page.get_by_role("main").get_by_role("link", name=re.compile("ens lärgrupper")).click()


def open_slides(page: Page) -> None:
    open_launch(page)
    follow("Visa som bilder")(page)


def look_for_criteria(page: Page) -> None:
    menu("Resultat", "Sök bland betygskriterierna")(page)
    page.get_by_label("Ord").fill("resonemang")
    page.get_by_label("Ämne").select_option(label="Matematik")
    page.get_by_role("button", name="Sök").click()


PICTURES = [
    Picture("home-principal", "Karin Ek", follow()),
    Picture("home-leader", "Omar Aziz", follow()),
    Picture("home-teacher", "Sara Holm", follow()),
    Picture("home-analyst", "Ylva Ström", follow()),
    Picture("results", "Karin Ek", menu("Resultat")),
    Picture("subject", "Karin Ek", menu("Resultat", "Matematik")),
    Picture("schools", "Ylva Ström", menu("Resultat", "Skolorna")),
    Picture("import", "Karin Ek", menu("Resultat", "Läs in resultat")),
    Picture("form-group", "Karin Ek", menu("Resultat", "Bilda grupp")),
    Picture("groups", "Karin Ek", menu("Grupper")),
    Picture("group", "Sara Holm", menu("Grupper", "Matematik")),
    Picture("as-the-principal", "Sara Holm", menu("Grupper", "Matematik", "Det här ser rektorn av oss")),
    Picture("minutes", "Karin Ek", menu("Grupper", "Matematik", "Protokoll")),
    Picture("draft", "Eva Lind", follow("Läs upp och dela")),
    Picture("share", "Eva Lind", follow("Läs upp och dela", "Dela med rektor")),
    Picture("answer", "Eva Lind", follow("Svara på frågan")),
    Picture("report-task", "Sara Holm", follow("Berätta hur det gick")),
    Picture("goal", "Omar Aziz", menu("Grupper", "Matematik", "Sätt målet")),
    Picture("plan", "Omar Aziz", menu("Grupper", "Matematik", "Planera fler lärträffar")),
    Picture("mandate", "Elin Fors", follow("Läs och svara")),
    Picture("mandates", "Karin Ek", menu("Grupper", "Uppdrag")),
    Picture("launch", "Sara Holm", open_launch),
    Picture("slides", "Sara Holm", open_slides),
    Picture("criteria", "Sara Holm", look_for_criteria),
    Picture("staff", "Karin Ek", menu("Personal")),
    Picture("audit", "Karin Ek", menu("Personal", "Vem gjorde vad")),
]


def open_the_room(page: Page) -> None:
    """Omar opens the next meeting, everybody is there, and it goes on to the round, where Sara has the floor."""
    page.get_by_role("link", name="Förbered dig").click()
    page.get_by_role("link", name="Gå till rummet").click()
    page.get_by_role("button", name="Öppna lärträffen").click()
    page.get_by_role("button", name="Vidare till: Laget runt").wait_for()
    for name in ("Omar", "Sara", "Jonas", "Mia", "Tove"):
        page.get_by_role("button", name=re.compile(f"Är här.*{name}")).click()
    for part in ("Sekreterare för dagen", "Tidhållare", "Kritisk vän"):
        page.get_by_role("button", name=re.compile(f"som står på tur.*{part}")).click()
    page.get_by_role("button", name="Vidare till: Laget runt").click()
    page.get_by_role("button", name=re.compile("Ge ordet.*Sara")).click()
    page.get_by_role("heading", name="Sara Holm").wait_for()


def put_on_the_wall(page: Page) -> None:
    """Omar opens the wall, and the classroom's computer shows it."""
    follow("Gå till rummet")(page)
    page.get_by_text("Visa på väggen").click()
    page.get_by_role("button", name="Öppna väggen").click()
    code = page.locator(".code").inner_text()
    page.goto(page.url.split("/meetings/")[0] + f"/wall/?code={code}")


# Last, since they change the school: the next meeting is opened for them.
IN_THE_ROOM = [
    Picture("meeting", "Omar Aziz", follow("Förbered dig")),
    Picture("room", "Omar Aziz", open_the_room, scrolls=False),
    Picture("room-member", "Sara Holm", follow("Gå till rummet"), scrolls=False),
    Picture("wall", "Omar Aziz", put_on_the_wall, scrolls=False),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo() -> Iterator[str]:
    """Build the demo school in a folder of its own and serve it; give its address."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="lartraff-demo-") as folder:
        command = [str(Path(sys.executable).with_name("lartraff")), "demo", "--port", str(port)]
        environment = os.environ | {"LARTRAFF_DATA": folder}
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603  our own command
        try:
            wait_for(f"http://localhost:{port}/healthz", server)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(timeout=15)


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(120):
        if server.poll() is not None:
            sys.exit("The demo did not start.")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310  an address of our own
                return
        except OSError:
            time.sleep(0.5)
    sys.exit("The demo did not answer within a minute.")


def take(browser: Browser, house: str, picture: Picture) -> None:
    context = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{house}/demo/")
    page.get_by_role("button", name=picture.persona).click()
    picture.way(page)
    page.wait_for_load_state("networkidle")
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        whole = picture.scrolls or width < 1000
        page.screenshot(path=TARGET / f"{picture.name}-{width}.png", full_page=whole, animations="disabled")
    context.close()
    print(f"{picture.name:<20} {page.url.removeprefix(house)}")  # noqa: T201  this is its report


def take_public(browser: Browser, house: str) -> None:
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    for name, path in (("sign-in", "/accounts/login/"), ("personas", "/demo/")):
        page.goto(house + path)
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=TARGET / f"{name}-{width}.png", full_page=True)
    context.close()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with demo() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        take_public(browser, house)
        for picture in [*PICTURES, *IN_THE_ROOM]:
            take(browser, house, picture)
        browser.close()


if __name__ == "__main__":
    main()
