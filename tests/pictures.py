"""Pictures for tests, and what a telephone would have said in them."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from PIL import ExifTags, Image, ImageDraw

from lartraff.meetings.actions.photos import add_photo
from lartraff.meetings.logic.pictures import picture_from
from lartraff.meetings.models import Meeting, Photo
from lartraff.people.models import User

TELLS = "Kameran tillhor Sara"  # in every field of a file where text can hide


def drawing(width: int = 60, height: int = 40) -> Image.Image:
    """Red, green, blue and black, from the upper left around: it shows when it has been turned."""
    picture = Image.new("RGB", (width, height), "red")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), "lime")
    draw.rectangle((width // 2, height // 2, width, height), "blue")
    draw.rectangle((0, height // 2, width // 2 - 1, height), "black")
    return picture


def a_file(kind: str = "JPEG", picture: Image.Image | None = None, **how: object) -> bytes:
    file = BytesIO()
    (picture or drawing()).save(file, kind, **how)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Where it was taken, with what, by whom, and which way up it was held."""
    said = Image.Exif()
    said[ExifTags.Base.Orientation] = orientation
    said[ExifTags.Base.Artist] = TELLS
    said[ExifTags.Base.DateTime] = "2026:03:17 15:04:05"
    said.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = TELLS
    said.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (59.0, 51.0, 30.0), 3: "E", 4: (17.0, 38.0, 12.0)})
    return said


def from_a_telephone(orientation: int = 1) -> bytes:
    return a_file(
        exif=exif(orientation), comment=TELLS.encode(), icc_profile=TELLS.encode() * 9, xmp=TELLS.encode(), quality=95
    )


def a_large_png(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds nothing: what would be made room for if it were believed."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def upload(content: bytes | None = None, name: str = "IMG_0042.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_file() if content is None else content, content_type="image/jpeg")


def photographed(meeting: Meeting, by: User) -> Photo:
    """A photograph at the meeting, with its file."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return add_photo(meeting, picture_from(a_file()), by=by)


def as_text(photo: Photo, alt: str = "Tavlan") -> str:
    """How the photograph stands in a text."""
    return f"![{alt}](/photos/{photo.pk}/)"
