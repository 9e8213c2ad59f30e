"""What comes in is a picture or is refused; what comes out is small, upright, and silent about everything else."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from lartraff.meetings.logic import pictures
from lartraff.meetings.logic.pictures import MAX_BYTES, NoPicture, Picture, Trouble, picture_from, scans_in
from tests.pictures import TELLS, a_file, a_large_png, drawing, exif, from_a_telephone


def opened(picture: Picture) -> Image.Image:
    image = Image.open(BytesIO(picture.jpeg), formats=["JPEG"])
    image.load()
    assert image.size == (picture.width, picture.height)
    return image


def trouble_with(content: bytes) -> Trouble:
    with pytest.raises(NoPicture) as no:
        picture_from(content)
    return no.value.trouble


def corners(image: Image.Image) -> list[str]:
    """The colours of the corners, from the upper left around."""
    names = {"100": "red", "010": "green", "001": "blue"}
    width, height = image.size
    places = [(5, 5), (width - 6, 5), (width - 6, height - 6), (5, height - 6)]
    pixels = [image.convert("RGB").getpixel(place) for place in places]
    bits = ["".join(str(int(value > 128)) for value in pixel) for pixel in pixels if isinstance(pixel, tuple)]
    return [names.get(bit, "dark") for bit in bits]


# --- Nothing but what it shows


def test_nothing_of_what_a_telephone_says_is_left() -> None:
    before = from_a_telephone(orientation=6)
    assert Image.open(BytesIO(before)).getexif().get_ifd(0x8825)[2] == (59.0, 51.0, 30.0)
    assert before.count(TELLS.encode()) >= 5
    after = picture_from(before)
    image = opened(after)
    assert dict(image.getexif()) == {}
    assert set(image.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (TELLS.encode(), b"Exif", b"ICC_PROFILE", b"http", b"2026:03:17"):
        assert trace not in after.jpeg


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_nor_of_what_other_kinds_of_files_say(kind: str) -> None:
    before = a_file(kind, exif=exif(orientation=6))
    assert TELLS.encode() in before
    after = picture_from(before)
    assert (after.width, after.height) == (40, 60)
    assert TELLS.encode() not in after.jpeg
    assert dict(opened(after).getexif()) == {}


def test_what_is_hidden_behind_the_picture_is_left_behind() -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.html", "<script>alert(1)</script>")
    after = picture_from(a_file() + archive.getvalue() + b"<script>alert(2)</script>")
    assert b"script" not in after.jpeg
    assert b"PK" not in after.jpeg


# --- Upright, small, on paper


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_it_was_held(orientation: int) -> None:
    after = opened(picture_from(from_a_telephone(orientation)))
    expected = ImageOps.exif_transpose(Image.open(BytesIO(from_a_telephone(orientation))))
    assert after.size == expected.size == ((60, 40) if orientation < 5 else (40, 60))
    assert corners(after) == corners(expected)


def test_the_telephone_on_its_side_is_turned_right() -> None:
    assert corners(drawing()) == ["red", "green", "blue", "dark"]
    assert corners(opened(picture_from(from_a_telephone(6)))) == ["dark", "red", "green", "blue"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("before", "after"),
    [((4000, 3000), (1600, 1200)), ((900, 3600), (400, 1600)), ((1600, 1600), (1600, 1600)), ((7, 5), (7, 5))],
)
def test_the_longer_side_is_at_most_1600_and_nothing_is_made_larger(
    kind: str, before: tuple[int, int], after: tuple[int, int]
) -> None:
    picture = picture_from(a_file(kind, drawing(*before)))
    assert (picture.width, picture.height) == after
    if min(after) > 100:
        assert corners(opened(picture)) == ["red", "green", "blue", "dark"]


def test_a_thread_of_a_picture_keeps_a_pixel() -> None:
    picture = picture_from(a_file("PNG", Image.new("L", (50_000, 1))))
    assert (picture.width, picture.height) == (1600, 1)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_see_through_is_paper(kind: str) -> None:
    image = opened(picture_from(a_file(kind, Image.new("RGBA", (40, 40), (0, 0, 0, 0)))))
    assert image.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_to_say_colours_can_be_read(mode: str) -> None:
    assert opened(picture_from(a_file("PNG", Image.new(mode, (30, 20))))).mode == "RGB"


def test_colours_for_printing_are_read_too() -> None:
    assert opened(picture_from(a_file("JPEG", Image.new("CMYK", (30, 20), (0, 255, 255, 0))))).mode == "RGB"


def test_of_several_pictures_in_a_file_the_first_is_taken() -> None:
    moving = a_file("WEBP", drawing(), save_all=True, append_images=[Image.new("RGB", (60, 40), "white")] * 3)
    assert corners(opened(picture_from(moving))) == ["red", "green", "blue", "dark"]
    double = a_file("MPO", drawing(), save_all=True, append_images=[Image.new("RGB", (60, 40), "white")])
    assert corners(opened(picture_from(double))) == ["red", "green", "blue", "dark"]


# --- Bombs


@pytest.mark.parametrize("size", [(7_800, 7_700), (11_000, 11_000), (65_000, 65_000), (2**31 - 1, 1)])
def test_a_picture_that_would_fill_the_memory_is_refused_unread(size: tuple[int, int]) -> None:
    assert trouble_with(a_large_png(*size)) == Trouble.TOO_MANY_PIXELS


def test_a_jpeg_may_be_larger_than_what_has_to_be_read_whole() -> None:
    paper = Image.new("L", (6_000, 5_000))
    assert picture_from(a_file("JPEG", paper)).width == 1600
    assert trouble_with(a_file("PNG", paper)) == Trouble.TOO_MANY_PIXELS
    assert trouble_with(a_file("JPEG", Image.new("L", (8_000, 7_600)))) == Trouble.TOO_MANY_PIXELS


def test_a_jpeg_that_goes_over_itself_without_end_is_refused() -> None:
    ordinary = a_file("JPEG", drawing(600, 400), progressive=True)
    assert 5 < scans_in(ordinary) < 15
    assert picture_from(ordinary).width == 600
    again = ordinary[ordinary.rfind(b"\xff\xda") : -2]
    endless = ordinary[:-2] + again * 60 + b"\xff\xd9"
    assert scans_in(endless) == scans_in(ordinary) + 60
    assert trouble_with(endless) == Trouble.BROKEN
    # A marker that stands alone does not hide those after it.
    assert scans_in(ordinary[:-2] + (b"\xff\x01" + again) * 60 + b"\xff\xd9") == scans_in(ordinary) + 60


def test_a_film_behind_a_picture_is_not_looked_at() -> None:
    assert picture_from(a_file() + b"\xff\xda" * 500).width == 60


def test_too_many_bytes_are_too_many() -> None:
    padded = a_file() + b"\0" * MAX_BYTES
    assert picture_from(padded[:MAX_BYTES]).width == 60
    assert trouble_with(padded[: MAX_BYTES + 1]) == Trouble.TOO_LARGE


def test_one_picture_is_opened_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_LONGEST_WAIT", 0.01)
    with pictures.in_turn():
        assert trouble_with(a_file()) == Trouble.BUSY
    assert trouble_with(b"rubbish") == Trouble.OTHER_KIND
    assert picture_from(a_file()).width == 60


# --- Lies

BRANDS = [b"heic", b"heix", b"hevc", b"mif1", b"msf1"]
LIES: dict[str, tuple[bytes, Trouble]] = {
    "nothing": (b"", Trouble.NONE_SENT),
    "HTML": (b"<!doctype html><script>alert(1)</script>", Trouble.OTHER_KIND),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Trouble.OTHER_KIND),
    "an archive": (b"PK\x03\x04" + b"\0" * 100, Trouble.OTHER_KIND),
    "a document": (b"%PDF-1.7\n%%EOF", Trouble.OTHER_KIND),
    "GIF": (a_file("GIF"), Trouble.OTHER_KIND),
    "BMP": (a_file("BMP"), Trouble.OTHER_KIND),
    "TIFF": (a_file("TIFF"), Trouble.OTHER_KIND),
    "AVIF": (b"\0\0\0\x20ftypavif" + b"\0" * 100, Trouble.OTHER_KIND),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", Trouble.OTHER_KIND),
    "the beginning of a JPEG": (a_file()[:200], Trouble.BROKEN),
    "half a PNG": (a_file("PNG", drawing(500, 500))[:150], Trouble.BROKEN),
    **{brand.decode(): (b"\0\0\0\x18ftyp" + brand + b"\0" * 100, Trouble.HEIC) for brand in BRANDS},
}


@pytest.mark.parametrize("what", LIES)
def test_what_is_no_picture_is_refused_for_what_it_is(what: str) -> None:
    content, trouble = LIES[what]
    assert trouble_with(content) == trouble


def survives(content: bytes) -> None:
    with suppress(NoPicture):
        opened(picture_from(content))


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\1\0WEBPVP8 "])
)
@settings(deadline=None)
def test_no_bytes_are_a_surprise(content: bytes, beginning: bytes) -> None:
    survives(beginning + content)


SOUND = [
    from_a_telephone(6),
    a_file("JPEG", progressive=True),
    a_file("PNG", exif=exif(3)),
    a_file("PNG", drawing().convert("P")),
    a_file("WEBP", exif=exif(8)),
    a_file("WEBP", lossless=True),
]


@given(st.sampled_from(SOUND), st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=8)), max_size=6), st.data())
@settings(deadline=None, max_examples=300)
def test_no_damage_is_a_surprise(sound: bytes, wounds: list[tuple[int, bytes]], data: st.DataObject) -> None:
    content = bytearray(sound)
    for place, wound in wounds:
        at = place % len(content)
        content[at : at + len(wound)] = wound
    survives(bytes(content[: data.draw(st.integers(0, len(content)))]))
