"""The network between a browser and the house: it may refuse websockets, as some schools' do, and it may be cut."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

PIECE = 64 * 1024
REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Wire:
    """Listens on a port of its own and hands everything on. While it is cut nothing arrives and nobody is told so."""

    def __init__(self, house: str, *, websockets: bool = True) -> None:
        self.to = (urlsplit(house).hostname or "", urlsplit(house).port or 80)
        self.websockets = websockets
        self.whole = threading.Event()
        self.whole.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.listener.getsockname()[1]}"
        self.open: list[socket.socket] = []
        self.refused = 0  # websockets
        threading.Thread(target=self.accept, daemon=True).start()

    def cut(self) -> None:
        self.whole.clear()

    def mend(self) -> None:
        self.whole.set()

    def drop(self) -> None:
        """Break every connection that is open."""
        for one in self.open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self.open.clear()

    def close(self) -> None:
        self.mend()
        self.listener.close()
        self.drop()

    def accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _address = self.listener.accept()
                threading.Thread(target=self.serve, args=[browser], daemon=True).start()

    def serve(self, browser: socket.socket) -> None:
        with contextlib.suppress(OSError), browser:
            self.whole.wait()
            begun = browser.recv(PIECE)
            if not self.websockets and b"upgrade: websocket" in begun.lower():
                self.refused += 1
                browser.sendall(REFUSED)
                return
            with socket.create_connection(self.to) as house:
                self.open += [browser, house]
                house.sendall(begun)
                back = threading.Thread(target=self.pump, args=[house, browser], daemon=True)
                back.start()
                self.pump(browser, house)
                back.join()

    def pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                self.whole.wait()
                target.sendall(piece)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def wired(house: str, *, websockets: bool = True) -> Iterator[Wire]:
    wire = Wire(house, websockets=websockets)
    try:
        yield wire
    finally:
        wire.close()
