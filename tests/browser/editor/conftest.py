"""The editor on a page of its own, with the house's policy and nothing else.

The pages are joined by a channel of the browser instead of a server. The editor's words are their keys here. Whatever
the browser complains of fails the test: a refused style or script, an error, a warning.
"""

import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.conftest import ROOT
from tests.browser.editor.hands import Sit

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
CORE = ROOT / "src" / "lartraff" / "core" / "static" / "core"
STYLES = [
    *(CORE / f"{name}.css" for name in ("tokens", "page", "parts")),
    ROOT / "src/lartraff/live/static/live/editor.css",
]
PEOPLE = [
    {"id": 1, "name": "Omar Ali", "given": "Omar"},
    {"id": 2, "name": "Sara Holm", "given": "Sara"},
    {"id": 3, "name": "Sara Berg", "given": "Sara"},
]
WORDS = {"editor.mention.today": "I dag", "editor.decision": "Beslut"}


def html(me: int) -> bytes:
    data = json.dumps({"words": WORDS, "people": PEOPLE, "me": me, "nextMeeting": None})
    return (
        f'<!doctype html><html lang="sv"><meta charset="utf-8"><title>Editor</title>'
        f'<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/styles.css">'
        f'<body><main class="page"><h1>Laget runt</h1><div id="mount"></div><button id="after">Nästa</button></main>'
        f'<script type="application/json" id="data">{data}</script><script type="module" src="/page.js"></script>'
    ).encode()


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    built = tmp_path_factory.mktemp("editor") / "page.js"
    source = ROOT / "tests" / "browser" / "editor" / "page.js"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    subprocess.run([esbuild, source, "--bundle", "--format=esm", f"--outfile={built}", "--log-level=error"], check=True)
    return built.read_bytes()


@pytest.fixture(scope="module")
def address(script: bytes) -> Iterator[str]:
    styles = b"".join(sheet.read_bytes() for sheet in STYLES)
    files = {"/page.js": ("text/javascript", script), "/styles.css": ("text/css", styles)}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = files.get(self.path) or ("text/html; charset=utf-8", html(int(self.path[1:] or 1)))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name in the library)
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def sit(chromium: Browser, address: str) -> Iterator[Sit]:
    """Open the editor as somebody; those who sit down in one test write in the same text."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE")
    context.set_default_timeout(10_000)
    context.route("**/photos/**", lambda route: route.fulfill(body=b"", content_type="image/svg+xml"))
    context.route("**/favicon.ico", lambda route: route.fulfill(body=b""))
    troubles: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            troubles.append(message.text)

    def opened(me: int = 1) -> Page:
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{address}/{me}")
        page.locator(".editor-text").click()
        return page

    yield opened
    context.close()
    assert troubles == []
