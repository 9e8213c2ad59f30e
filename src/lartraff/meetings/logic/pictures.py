"""A picture as it came, made into one for the minutes: small, upright, and with nothing in it but what it shows."""

import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from PIL import ExifTags, Image, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_PIXELS_READ_WHOLE = 25_000_000  # a JPEG can be read smaller than it is; the others cannot
LONGEST_SIDE = 1600
QUALITY = 80
KINDS = ("JPEG", "PNG", "WEBP")

# A progressive JPEG goes over all its pixels in each of its scans: ten or so. Thousands of empty ones fit in a small
# file and take minutes.
_MOST_SCANS = 40
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_END, _SCAN, _ALONE = 0xD9, 0xDA, {0x01, 0xD8}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Modes that cannot be made smaller as they are.
_CONVERTED_FIRST = {"1", "P", "PA", "I", "F", "I;16", "I;16B", "I;16L"}
# How the pictures of telephones begin that Pillow has no reader for: HEIC and its relatives.
_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"heif", b"mif1", b"msf1"}

# Too many pixels is an error, and not a warning up to twice as many.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)

# The largest take some four hundred megabytes while they are open. So one at a time; whoever else waits a little.
_desk = threading.Lock()
_LONGEST_WAIT = 10  # seconds


class Trouble(Enum):
    """What can be the matter with a picture."""

    NONE_SENT = "none_sent"
    INTERRUPTED = "interrupted"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    HEIC = "heic"
    OTHER_KIND = "other_kind"
    BROKEN = "broken"
    BUSY = "busy"


class NoPicture(Exception):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Picture:
    """`jpeg`: the file. `width`, `height`: in pixels."""

    jpeg: bytes
    width: int
    height: int


def picture_from(content: bytes) -> Picture:
    """Read a JPEG, PNG or WebP and draw it anew, so that no byte of the old file is in the new.

    Raises NoPicture, whatever the bytes are.
    """
    if not content:
        raise NoPicture(Trouble.NONE_SENT)
    if len(content) > MAX_BYTES:
        raise NoPicture(Trouble.TOO_LARGE)
    if scans_in(content) > _MOST_SCANS:
        raise NoPicture(Trouble.BROKEN)
    with in_turn():
        try:
            return as_jpeg(drawn_anew(content))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise NoPicture(Trouble.TOO_MANY_PIXELS) from None
        except UnidentifiedImageError:
            raise NoPicture(Trouble.HEIC if is_heic(content) else Trouble.OTHER_KIND) from None
        except Exception as error:
            # Over bytes that are no whole picture Pillow raises errors of a dozen kinds.
            raise NoPicture(Trouble.BROKEN) from error


def scans_in(content: bytes) -> int:
    """How many scans a JPEG has; 0 for anything else. What comes after its end, such as a film, is not looked at."""
    scans, place = 0, 0
    while content.startswith(b"\xff\xd8") and (found := _MARKER.search(content, place)):
        place = found.end()
        marker = content[place - 1]
        if marker == _END:
            break
        scans += marker == _SCAN
        if marker not in _ALONE:
            place += int.from_bytes(content[place : place + 2])
    return scans


@contextmanager
def in_turn() -> Iterator[None]:
    if not _desk.acquire(timeout=_LONGEST_WAIT):
        raise NoPicture(Trouble.BUSY)
    try:
        yield
    finally:
        _desk.release()


def drawn_anew(content: bytes) -> Image.Image:
    """The picture on white paper. It is a new one: comments, places and profiles stay with the old."""
    with Image.open(BytesIO(content), formats=KINDS) as opened:
        picture: Image.Image = opened
        if not isinstance(opened, JpegImageFile) and opened.width * opened.height > MAX_PIXELS_READ_WHOLE:
            raise Image.DecompressionBombError
        if picture.mode in _CONVERTED_FIRST:
            picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        # A large JPEG is not even read larger than needed.
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        turn = _TURNS.get(opened.getexif().get(ExifTags.Base.Orientation, 1))
        if turn is not None:
            picture = picture.transpose(turn)
        paper = Image.new("RGB", picture.size, "white")
        if picture.has_transparency_data:
            picture = picture.convert("RGBA")
            paper.paste(picture, mask=picture.getchannel("A"))
        else:
            paper.paste(picture.convert("RGB"))
    return paper


def as_jpeg(picture: Image.Image) -> Picture:
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True)
    return Picture(file.getvalue(), picture.width, picture.height)


def is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIF
