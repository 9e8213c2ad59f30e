"""Excel workbooks (.xlsx), opened without trust.

A small file can unpack into gigabytes, and a single cell far out makes a sheet of sixteen thousand million cells.
So the parts that hold sheets are unpacked within bounds and looked through first, and only these parts, in an
archive made anew, are given to the library that reads them.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from lartraff.results.logic.problems import Fatal, Problem, ProblemCode

MAX_PARTS = 2000
MAX_SHEETS = 200
# Ordinary sheets unpack to about ten times their size.
UNPACKED_AT_LEAST, UNPACKED_TIMES, UNPACKED_AT_MOST = 8_000_000, 25, 120_000_000
MAX_TEXT = 200_000_000  # characters of all cells together, where many cells share a long text

# Of the other methods, more than what is asked for may be unpacked at a time. No program writes workbooks so.
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NEEDED = re.compile(
    r"/?(\[content_types\]\.xml|_rels/\.rels|xl/_rels/workbook\.xml\.rels|xl/(?!(?:drawings|theme|media|pivotcache|"
    r"pivottables|charts|externallinks|printersettings|comments|threadedcomments|persons|ctrlprops)/)[^?*:]+\.xml)",
    re.IGNORECASE,
)
# The place of a row ("12") or cell ("C12"), and the kind of a cell.
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d*)""")
_CELLS = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROWS = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ERRORS = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\st\s*=\s*["']e["']""")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["']""")
_SHARED_TEXT = re.compile(rb"""\st\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d+)""")
_TEXT_ENDS = re.compile(rb"</(?:\w+:)?si\s*>")

Cell = str | float | int | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    number: int  # from 1, counting hidden sheets too
    rows: Sequence[Sequence[str]]


def is_packed(data: bytes) -> bool:
    return data.startswith(_ARCHIVE)


def is_old_workbook(data: bytes) -> bool:
    """Whether this is a workbook of Excel before 2007. Raises `Fatal` for one that is locked with a password."""
    if not data.startswith(_OLD):
        return False
    if _ENCRYPTED in data:
        raise Fatal(ProblemCode.WORKBOOK_LOCKED)
    return True


def sheets_of(data: bytes, *, max_cells: int, problems: list[Problem]) -> Iterator[Sheet]:
    """Yield the sheets that can be seen, in their order. Raises `Fatal` for what is no workbook or too large."""
    parts = _unpack(data)
    _refuse_too_large(parts, max_cells)
    if errors := sum(len(_ERRORS.findall(part)) for part in parts.values()):
        problems.append(Problem(ProblemCode.CELLS_WITH_ERRORS, facts=(("cells", errors),)))
    with _damage_told():
        workbook = CalamineWorkbook.from_filelike(_pack(parts))
    with workbook:
        if len(workbook.sheets_metadata) > MAX_SHEETS:
            raise Fatal(ProblemCode.TABLE_TOO_LARGE)
        hidden = 0
        for number, sheet in enumerate(workbook.sheets_metadata, start=1):
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible is not SheetVisibleEnum.Visible:
                hidden += 1
                continue
            with _damage_told():
                rows = workbook.get_sheet_by_index(number - 1).to_python(skip_empty_area=False)
            yield Sheet(sheet.name, number, [list(map(as_text, row)) for row in rows])
        if hidden:
            problems.append(Problem(ProblemCode.HIDDEN_SHEETS, facts=(("sheets", hidden),)))


def _unpack(data: bytes) -> dict[str, bytes]:
    """The parts that are needed, by name. Never unpacks more than is allowed, whatever the directory says."""
    left = min(UNPACKED_AT_LEAST + UNPACKED_TIMES * len(data), UNPACKED_AT_MOST)
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _tell_what_it_is({entry.filename for entry in entries})
            if len(entries) > MAX_PARTS:
                raise Fatal(ProblemCode.TABLE_TOO_LARGE)
            for entry in entries:
                if not _NEEDED.fullmatch(entry.filename):
                    continue
                if entry.compress_type not in _BOUNDED:
                    raise Fatal(ProblemCode.WORKBOOK_DAMAGED)
                with archive.open(entry) as part:
                    content = part.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise Fatal(ProblemCode.TABLE_TOO_LARGE)
                parts[entry.filename] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise Fatal(ProblemCode.WORKBOOK_DAMAGED) from None
    return parts


def _tell_what_it_is(names: set[str]) -> None:
    lower = {name.lower().lstrip("/") for name in names}
    if "xl/workbook.bin" in lower or {"mimetype", "content.xml"} <= lower:
        raise Fatal(ProblemCode.OLD_WORKBOOK)
    if not any(name.startswith("xl/") for name in lower):
        raise Fatal(ProblemCode.ARCHIVE)


def _refuse_too_large(parts: dict[str, bytes], max_cells: int) -> None:
    """Look at every cell's place, since the size that a sheet says of itself need not be true."""
    cells_in_all = text_in_all = 0
    texts = _shared_texts(parts)
    for content in parts.values():
        cells = len(_CELLS.findall(content))
        cells_in_all += max(cells, _area(content, cells))
        text_in_all += _shared_characters(content, texts)
        if cells_in_all > max_cells or text_in_all > MAX_TEXT:
            raise Fatal(ProblemCode.TABLE_TOO_LARGE)


def _area(content: bytes, cells: int) -> int:
    """The number of cells from A1 to the furthest that has content, with or without a place of its own."""
    places = _PLACE.findall(content)
    placed = {place for place in places if place[0]}
    furthest = max(map(column_number, {letters for letters, _digits in placed}), default=0)
    if sum(bool(letters) for letters, _digits in places) < cells:
        # Some say no place: they follow the cell before, in a row that may or may not say its own.
        furthest += cells
        placed |= set(places)
    last = max((int(digits[:9] or 0) for _letters, digits in placed), default=0)
    return furthest * (last + (len(_ROWS.findall(content)) if furthest > cells else 0))


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:7]:
        number = number * 26 + letter - 64
    return number


def _shared_texts(parts: dict[str, bytes]) -> list[int]:
    """The length of each text that cells share."""
    return [
        len(text)
        for name, content in parts.items()
        if name.lower().endswith("sharedstrings.xml")
        for text in _TEXT_ENDS.split(content)
    ]


def _shared_characters(content: bytes, texts: list[int]) -> int:
    """How many characters the cells that share texts hold together, at most."""
    cells, longest = len(_SHARED.findall(content)), max(texts, default=0)
    if cells * longest <= MAX_TEXT:
        return 0
    found = [int(number) for number in _SHARED_TEXT.findall(content)]
    known = sum(texts[number] if number < len(texts) else 0 for number in found)
    return known + (cells - len(found)) * longest


def _pack(parts: dict[str, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    packed.seek(0)
    return packed


@contextmanager
def _damage_told() -> Iterator[None]:
    """The library gives up in two ways, of which one (a panic) is no Exception. All else goes on as it was."""
    try:
        yield
    except (CalamineError, OSError, ValueError, ArithmeticError):
        raise Fatal(ProblemCode.WORKBOOK_DAMAGED) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Fatal(ProblemCode.WORKBOOK_DAMAGED) from None


def as_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    return _moment(cell) if isinstance(cell, (date, time)) else str(cell)


def _moment(value: date | time) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat("minutes") if isinstance(value, time) else value.isoformat()


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(repr(value)), "f")
