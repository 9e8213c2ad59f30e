"""From the bytes of a file to its text, piece by piece, whatever encoding it is in."""

import codecs
import io

from lartraff.results.logic.problems import Fatal, ProblemCode

# As much of the beginning as is looked at to tell what kind of file this is.
HEAD = 4096

_MAGIC = (
    (b"PK\x03\x04", ProblemCode.ARCHIVE),
    (b"PK\x05\x06", ProblemCode.ARCHIVE),
    (b"\xd0\xcf\x11\xe0", ProblemCode.SPREADSHEET),
    (b"%PDF", ProblemCode.PDF),
    (b"\x1f\x8b", ProblemCode.ARCHIVE),
    (b"7z\xbc\xaf", ProblemCode.ARCHIVE),
    (b"Rar!", ProblemCode.ARCHIVE),
)
_INSIDE_A_WORKBOOK = (b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet")
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Control characters that no text file holds. Tab, line breaks, and the end mark of old DOS files are fine.
_CONTROL = bytes(set(range(32)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1A})


def what_it_is(head: bytes) -> ProblemCode | None:
    """Return the problem if the file begins like something that is not text."""
    for magic, problem in _MAGIC:
        if head.startswith(magic):
            workbook = problem is ProblemCode.ARCHIVE and any(name in head for name in _INSIDE_A_WORKBOOK)
            return ProblemCode.SPREADSHEET if workbook else problem
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        return ProblemCode.WEB_PAGE
    return None


def utf16_of(head: bytes) -> str | None:
    """Return the UTF-16 variant that the bytes are in, by their mark or by where their zeros stand."""
    for mark, name in _UTF16:
        if head.startswith(mark):
            return name
    even, odd = head[::2].count(0), head[1::2].count(0)
    enough = len(head) // 4
    if odd > enough and not even:
        return "utf-16-le"
    return "utf-16-be" if even > enough and not odd else None


class Decoder:
    """Bytes in, text out, with every line break as a line feed.

    UTF-8 until the first byte that cannot be UTF-8; from there Windows-1252. Raises `Fatal` for what is not text.
    """

    def __init__(self) -> None:
        self._head: bytes | None = b""
        self._decoder: codecs.IncrementalDecoder = codecs.getincrementaldecoder("utf-8")()
        self._line_breaks = io.IncrementalNewlineDecoder(None, translate=True)
        self._wide = False
        self._begun = False

    def feed(self, data: bytes) -> str:
        if self._head is not None:
            self._head += data
            if len(self._head) < HEAD:
                return ""
            data = self._look()
        return self._decode(data, final=False)

    def finish(self) -> str:
        data = self._look() if self._head is not None else b""
        return self._decode(data, final=True)

    def _look(self) -> bytes:
        data, self._head = self._head or b"", None
        head = data[:HEAD]
        if problem := what_it_is(head):
            raise Fatal(problem)
        if name := utf16_of(head):
            self._decoder, self._wide = codecs.getincrementaldecoder(name)("replace"), True
        return data

    def _decode(self, data: bytes, *, final: bool) -> str:
        if not self._wide and len(data.translate(None, _CONTROL)) != len(data):
            raise Fatal(ProblemCode.BINARY)
        try:
            text = self._decoder.decode(data, final)
        except UnicodeDecodeError as error:
            whole, good = error.object, error.start
            self._decoder = codecs.getincrementaldecoder("windows-1252")("replace")
            text = whole[:good].decode("utf-8") + self._decoder.decode(whole[good:], final)
        if self._wide and "\0" in text:
            raise Fatal(ProblemCode.BINARY)
        if text and not self._begun:
            self._begun = True
            text = text.removeprefix("\ufeff")
        return self._line_breaks.decode(text, final)
