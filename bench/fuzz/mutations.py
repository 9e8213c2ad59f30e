"""Ways of changing a file, of which some leave it nearly right: those find the most."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable

MEGABYTE = 1_000_000
# What means something to one of the readers.
WORDS = tuple(
    word.encode()
    for word in (
        ";", "\t", ",", "|", '"', '""', "\n", "\r\n", "\r", "\0", "\ufeff", "\u00a0", "..", ".", "~100", "*", "-", "–",
        "%", "4 102", "95,8", "-1", "1e999", "NaN", "9" * 40, "0" * 12, "2024/25", "2024-2025", "VT 2025",
        "2025-06-12", "sep=,", "Skol-enhetskod", "Kommun-kod", "Kommun", "Riket", "Ämne", "Valt läsår: 2024/25",
        "Statistik från Skolverket", "Datum", "Skolenhetskod", "PersonNr", "lasar", "amne", "Ma", "SVA", "A", "F", "9",
        "Z", "10000001", "1440", "850709-9805", "<html>", "%PDF", "PK\x03\x04", "[", "{", "}", "]", '{"schools":[',
        "null", "EXISTS", "åäö",
    )
)  # fmt: skip
XML_WORDS = (
    b'r="XFD1048576"', b'r="A0"', b'r=""', b't="s"', b't="e"', b't="inlineStr"', b't="d"', b"<v>99999999</v>", b"<v/>",
    b"<v>1e308</v>", b"<c/>", b"<row>", b"</row>", b'<row r="1048576">', b"<!--", b"]]>", b"&#0;", b"&lt;", b"&x;",
    b'<!DOCTYPE a [<!ENTITY x "y">]>', b'state="hidden"', b'date1904="1"', b'numFmtId="14"', b"xml:space", b"<si>",
    b"</si>",
)  # fmt: skip

Change = Callable[[random.Random, bytes], bytes]


def changed(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """`data` after one to six changes, some of them with a piece of `other` or inside its packed parts."""
    for _change in range(1 + int(chance.expovariate(0.8)) % 6):
        if data.startswith(b"PK") and chance.random() < 0.8:
            data = in_a_part(chance, data)
        elif chance.random() < 0.1:
            data = spliced(chance, data, other)
        else:
            data = chance.choice(CHANGES)(chance, data)
    return data


def grown(chance: random.Random, data: bytes) -> bytes:
    """To a megabyte, by repeating one of its pieces; a workbook's sheet to what packs to about that."""
    if data.startswith(b"PK"):
        return in_a_part(chance, data, lambda _chance, part: repeated(chance, part, 12 * MEGABYTE))
    return repeated(chance, data, MEGABYTE)


def repeated(chance: random.Random, data: bytes, size: int) -> bytes:
    begin, end = a_slice(chance, data)
    piece = data[begin:end] or b";"
    return data[:begin] + piece * ((size - len(data)) // len(piece)) + data[begin:]


def a_slice(chance: random.Random, data: bytes) -> tuple[int, int]:
    begin = chance.randrange(len(data) + 1)
    return begin, min(len(data), begin + int(chance.paretovariate(0.7)))


def bit(chance: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def noise(chance: random.Random, data: bytes) -> bytes:
    begin, end = a_slice(chance, data)
    return data[:begin] + chance.randbytes(chance.choice([1, 2, end - begin])) + data[end:]


def word(chance: random.Random, data: bytes) -> bytes:
    begin, end = a_slice(chance, data)
    return data[:begin] + chance.choice(WORDS) + data[chance.choice([begin, end]) :]


def without(chance: random.Random, data: bytes) -> bytes:
    begin, end = a_slice(chance, data)
    return data[:begin] + data[end:]


def again(chance: random.Random, data: bytes) -> bytes:
    begin, end = a_slice(chance, data)
    return data[:end] + data[begin:end] * chance.choice([1, 1, 2, 50]) + data[end:]


def cut_off(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def a_line(chance: random.Random, data: bytes) -> bytes:
    """One line taken away, doubled, moved, or with a cell changed."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    line = lines.pop(at)
    match chance.randrange(4):
        case 0:
            lines.insert(at, line)
            lines.insert(chance.randrange(len(lines) + 1), line)
        case 1:
            lines.insert(chance.randrange(len(lines) + 1), line)
        case 2:
            cells = line.split(b";")
            cells[chance.randrange(len(cells))] = chance.choice(WORDS)
            lines.insert(at, b";".join(cells))
    return b"\n".join(lines)


def a_column(chance: random.Random, data: bytes) -> bytes:
    """One column taken away, doubled or emptied in all lines."""
    at, kind = chance.randrange(12), chance.randrange(3)
    lines = [line.split(b";") for line in data.split(b"\n")]
    for cells in lines:
        if at < len(cells):
            cell = cells[at]
            cells[at : at + 1] = ([], [cell, cell], [b""])[kind]
    return b"\n".join(b";".join(cells) for cells in lines)


def other_encoding(chance: random.Random, data: bytes) -> bytes:
    text = data.decode(chance.choice(["utf-8", "cp1252", "utf-16"]), "replace")
    return text.encode(chance.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "latin-1"]), "replace")


def other_separator(chance: random.Random, data: bytes) -> bytes:
    return data.replace(b";", chance.choice([b",", b"\t", b"|", b";;", b" ; "]))


CHANGES: tuple[Change, ...] = (
    bit, bit, noise, word, word, word, without, again, cut_off, a_line, a_line, a_line, a_column, other_encoding,
    other_separator,
)  # fmt: skip


def spliced(chance: random.Random, data: bytes, other: bytes) -> bytes:
    begin, _end = a_slice(chance, data)
    from_other, to_other = a_slice(chance, other)
    return data[:begin] + other[from_other : to_other + chance.choice([0, 200, 10_000])] + data[begin:]


def in_xml(chance: random.Random, part: bytes) -> bytes:
    begin, end = a_slice(chance, part)
    if chance.random() < 0.6:
        # At the edge of a tag, so that it stays something that can be read.
        begin = part.find(b"<", begin) % (len(part) + 1)
        end = begin
    return part[:begin] + chance.choice(XML_WORDS) + part[end:]


def in_a_part(chance: random.Random, data: bytes, change: Change | None = None) -> bytes:
    """Change what a packed file holds, and pack it again as it should be, or nearly."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return bit(chance, data)
    if not parts:
        return bit(chance, data)
    sheets = [at for at, (name, _content) in enumerate(parts) if "sheet" in name.lower()]
    at = chance.choice(sheets) if sheets and chance.random() < 0.7 else chance.randrange(len(parts))
    name, content = parts[at]
    parts[at] = (name, (change or chance.choice([in_xml, in_xml, in_xml, *CHANGES]))(chance, content))
    if change is None and chance.random() < 0.1:
        parts[at] = (chance.choice([name.upper(), "/" + name, name + "x", parts[0][0]]), parts[at][1])
    if change is None and chance.random() < 0.05:
        parts.pop(chance.randrange(len(parts)))
    return packed(parts, chance.choice([zipfile.ZIP_DEFLATED] * 8 + [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2]))


def packed(parts: list[tuple[str, bytes]], method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in dict(parts).items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()
