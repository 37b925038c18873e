"""Nothing a camera, a telephone or a program wrote beside the picture survives: looked for in the bytes themselves."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from bot.content.filetype import sniff
from bot.content.images import clean_photo, small_copy

# What must not be found: a place as EXIF has it (6° 35' 41" S as rationals), and marks of our own.
LATITUDE = struct.pack(">IIIIII", 6, 1, 35, 1, 41, 1)
MARK = b"RAHASIA"
NAMES = (
    MARK, LATITUDE, LATITUDE[::-1], b"Exif\0\0", b"http://ns.adobe.com/xap", b"<x:xmpmeta", b"8BIM", b"ICC_PROFILE",
    b"MPF\0", b"eXIf", b"iTXt", b"tEXt", b"zTXt", b"tIME", b"EXIF", b"XMP ", b"GPS", b"Photoshop", b"iPhone", b"Xiaomi",
)  # fmt: skip


def picture(width: int = 96, height: int = 64) -> Image.Image:
    slope = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (slope, slope.rotate(90).resize((width, height)), slope.point(lambda v: 255 - v)))


def snow(width: int, height: int) -> Image.Image:
    """A picture no method makes small, the same each time."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def saved(image: Image.Image, format_: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def exif(*, thumbnail: bool = False) -> bytes:
    """EXIF by hand: who, with what, where, and a small picture of it all with an EXIF of its own."""
    block = Image.Exif()
    block[0x010F], block[0x0110], block[0x9286] = "Xiaomi", "iPhone", MARK.decode()
    block[0x0112] = 1
    gps = block.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "S", (6.0, 35.0, 41.0), "E", (106.0, 48.0, 59.0)
    data = block.tobytes()
    return data + (saved(picture(16, 12), "JPEG", comment=MARK) if thumbnail else b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def after_start(jpeg: bytes, *segments: bytes) -> bytes:
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def with_gps() -> bytes:
    return saved(picture(), "JPEG", exif=exif())


def with_thumbnail() -> bytes:
    return after_start(saved(picture(), "JPEG"), segment(0xE1, exif(thumbnail=True)))


def with_xmp() -> bytes:
    packet = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + MARK + b"</x:xmpmeta>"
    extended = b"http://ns.adobe.com/xmp/extension/\0" + bytes(40) + MARK
    return after_start(saved(picture(), "JPEG"), segment(0xE1, packet), segment(0xE1, extended))


def with_iptc() -> bytes:
    iptc = b"\x1c\x02\x78" + struct.pack(">H", len(MARK)) + MARK  # caption
    resource = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc
    return after_start(saved(picture(), "JPEG"), segment(0xED, resource))


def with_comments() -> bytes:
    return after_start(saved(picture(), "JPEG"), segment(0xFE, MARK), segment(0xEC, b"Ducky" + MARK))


def with_unknown_segments() -> bytes:
    return after_start(
        saved(picture(), "JPEG"), *(segment(0xE0 + n, b"Apa saja" + MARK) for n in range(3, 16) if n != 14)
    )


def with_profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + MARK
    return saved(picture(), "JPEG", icc_profile=profile)


def with_trailer() -> bytes:
    """A telephone's "motion photo": a whole film behind the end of the picture."""
    return saved(picture(), "JPEG") + b"\0\0\0\x18ftypmp42" + MARK * 50


def with_second_picture() -> bytes:
    """MPO: two pictures in one file, each with notes of its own."""
    return saved(picture(), "MPO", save_all=True, append_images=[picture()], exif=exif()) + MARK


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    bare = saved(picture(), "PNG")
    added = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    return bare[:33] + added + bare[33:]  # behind IHDR


def png_exif() -> bytes:
    return png((b"eXIf", exif().removeprefix(b"Exif\0\0")))


def png_texts() -> bytes:
    return png(
        (b"tEXt", b"Author\0" + MARK),
        (b"zTXt", b"Comment\0\0" + zlib.compress(MARK)),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>" + MARK + b"</x:xmpmeta>"),
        (b"tIME", struct.pack(">HBBBBB", 2026, 11, 22, 8, 15, 30)),
        (b"prVt", MARK),
    )


def png_raw_profile() -> bytes:
    """How older programs keep EXIF in PNG: as hexadecimal text."""
    marks = PngInfo()
    marks.add_text("Raw profile type exif", f"\nexif\n {len(MARK)}\n{MARK.hex()}")
    return saved(picture(), "PNG", pnginfo=marks) + MARK


def png_transparent() -> bytes:
    marks = PngInfo()
    marks.add_itxt("Description", MARK.decode())
    return saved(Image.new("RGBA", (40, 30), (10, 20, 30, 120)), "PNG", pnginfo=marks, exif=exif())


def webp() -> bytes:
    return saved(picture(), "WEBP", exif=exif(), xmp=b"<x:xmpmeta>" + MARK + b"</x:xmpmeta>")


def webp_lossless() -> bytes:
    return saved(picture(), "WEBP", lossless=True, exif=exif(), icc_profile=MARK * 30)


def gif() -> bytes:
    return saved(picture().quantize(64), "GIF", comment=MARK)


def gif_application() -> bytes:
    """XMP in a GIF stands in an application extension."""
    bare = saved(picture().quantize(64), "GIF")
    at = 13 + 3 * 2 ** ((bare[10] & 7) + 1)
    return bare[:at] + b"\x21\xff\x0bXMP DataXMP" + bytes([len(MARK)]) + MARK + b"\0" + bare[at:]


CORPUS: list[Callable[[], bytes]] = [
    with_gps,
    with_thumbnail,
    with_xmp,
    with_iptc,
    with_comments,
    with_unknown_segments,
    with_profile,
    with_trailer,
    with_second_picture,
    png_exif,
    png_texts,
    png_raw_profile,
    png_transparent,
    webp,
    webp_lossless,
    gif,
    gif_application,
]


@pytest.mark.parametrize("make", CORPUS, ids=lambda make: make.__name__)
def test_nothing_but_the_picture_is_left(make: Callable[[], bytes]) -> None:
    dirty = make()
    assert any(name in dirty for name in (MARK, MARK.hex().encode(), LATITUDE, zlib.compress(MARK)))
    clean = clean_photo(dirty)
    assert [name for name in (*NAMES, MARK.hex().encode(), zlib.compress(MARK)) if name in clean.data] == []
    assert [chunk for chunk in chunks(clean.data) if chunk not in ALLOWED] == []


@pytest.mark.parametrize("make", CORPUS, ids=lambda make: make.__name__)
def test_nothing_is_left_in_the_copy_of_a_preview_either(make: Callable[[], bytes]) -> None:
    copy = small_copy(clean_photo(make()).data, 48)
    assert copy.mime == "image/jpeg"
    assert [name for name in NAMES if name in copy.data] == []


@pytest.mark.parametrize("quality", [50, 85, 95])
def test_a_large_picture_with_transparency_becomes_webp_without_notes(quality: int) -> None:
    noise = snow(900, 700)
    noise.putalpha(Image.linear_gradient("L").resize((900, 700)))
    clean = clean_photo(saved(noise, "PNG", exif=exif()), quality=quality)
    assert clean.mime == "image/webp"
    assert [chunk for chunk in chunks(clean.data) if chunk not in ALLOWED] == []
    with Image.open(io.BytesIO(clean.data)) as opened:
        assert opened.mode == "RGBA"


def test_a_lower_quality_gives_a_smaller_file() -> None:
    data = saved(snow(800, 600), "JPEG", quality=95)
    assert len(clean_photo(data, quality=50).data) < len(clean_photo(data, quality=90).data)


def test_a_tiff_with_notes_is_refused_before_anybody_keeps_it() -> None:
    found = sniff(saved(picture(), "TIFF", exif=exif()), "scan.jpg")
    assert (found.kind, found.reason) == ("refused", "photo_format")


#: Segments and chunks that hold the picture itself: JPEG's tables and frames, JFIF's header, PNG's and WebP's own.
ALLOWED = {
    *("ffe0", "ffdb", "ffc0", "ffc2", "ffc4", "ffda"),
    *("IHDR", "PLTE", "IDAT", "IEND", "tRNS"),
    *("VP8 ", "VP8L", "VP8X", "ALPH"),
}


def chunks(data: bytes) -> list[str]:
    """The parts a cleaned file is made of, by their own names, to its last byte."""
    if data.startswith(b"\x89PNG"):
        return _png_chunks(data)
    if data.startswith(b"RIFF"):
        return _webp_chunks(data)
    return _jpeg_segments(data)


def _png_chunks(data: bytes) -> list[str]:
    found, at = [], 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        found.append(name.decode())
        at += 12 + length
    return found


def _webp_chunks(data: bytes) -> list[str]:
    found, at = [], 12
    while at < len(data):
        name, length = struct.unpack("<4sI", data[at : at + 8])
        found.append(name.decode())
        at += 8 + length + length % 2
    return found


def _jpeg_segments(data: bytes) -> list[str]:
    found, at = [], 2
    while at < len(data) - 2:
        found.append(data[at : at + 2].hex())
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if found[-1] == "ffda":  # what follows is the picture, up to the next marker that is none of its own
            while data[at] != 0xFF or data[at + 1] in {0, *range(0xD0, 0xD8)}:
                at += 1
    assert data[at : at + 2] == b"\xff\xd9"
    assert at + 2 == len(data)
    return found
