"""Photos lose what nobody should know, and keep what everybody should see."""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from bot.content import images
from bot.content.images import ImageRefused, clean_photo

SECRET = b"RAHASIA-GPS"


def saved(image: Image.Image, format_: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def photograph(width: int = 64, height: int = 48) -> Image.Image:
    """A picture of many colours, red on the left and blue on the right."""
    slope = Image.linear_gradient("L").rotate(90).resize((width, height))
    return Image.merge("RGB", (slope, noise(width, height), slope.point(lambda v: 255 - v)))


def noise(width: int, height: int) -> Image.Image:
    """A grey picture nobody can draw, the same each time."""
    return Image.frombytes("L", (width, height), random.Random(1).randbytes(width * height))


def exif(**tags: int) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = tags.get("orientation", 1)
    found[0x010E] = SECRET.decode()
    found.get_ifd(0x8825)[1] = "S"
    found.get_ifd(0x8825)[2] = (6.0, 35.0, 41.0)
    return found


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def refusal(data: bytes) -> str:
    with pytest.raises(ImageRefused) as refused:
        clean_photo(data)
    return refused.value.reason_code


def with_secrets() -> dict[str, bytes]:
    marks = PngInfo()
    marks.add_text("Author", SECRET.decode())
    marks.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(SECRET)) + SECRET
    app13 = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    jpeg = saved(photograph(), "JPEG", exif=exif(), comment=SECRET, xmp=SECRET)
    return {
        "jpeg": jpeg[:2] + app13 + jpeg[2:] + SECRET,
        "png": saved(photograph(), "PNG", pnginfo=marks, exif=exif()),
        "webp": saved(photograph(), "WEBP", exif=exif(), xmp=SECRET),
        "gif": saved(photograph(), "GIF", comment=SECRET),
        "transparent": saved(Image.new("RGBA", (9, 9), (1, 2, 3, 4)), "PNG", pnginfo=marks),
    }


@pytest.mark.parametrize("source", ["jpeg", "png", "webp", "gif", "transparent"])
def test_no_metadata_is_left(source: str) -> None:
    dirty = with_secrets()[source]
    assert SECRET in dirty
    clean = clean_photo(dirty)
    assert SECRET not in clean.data
    image = opened(clean.data)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }


def test_the_cameras_rotation_is_applied() -> None:
    turned = photograph(64, 48).transpose(Image.Transpose.ROTATE_90)
    clean = clean_photo(saved(turned, "JPEG", quality=95, exif=exif(orientation=6)))
    assert (clean.width, clean.height) == (64, 48)
    assert brightest_side(clean.data) == brightest_side(saved(photograph(64, 48), "JPEG"))


def brightest_side(data: bytes) -> str:
    """Where the red is."""
    image = opened(data).getchannel("R").resize((64, 48))
    left, right = image.crop((0, 0, 8, 48)), image.crop((56, 0, 64, 48))
    return "left" if sum(left.tobytes()) > sum(right.tobytes()) else "right"


@pytest.mark.parametrize(
    ("size", "expected"),
    [((3200, 1200), (1600, 600)), ((1600, 900), (1600, 900)), ((40, 30), (40, 30)), ((500, 9000), (356, 6400))],
)
def test_a_large_photo_shrinks_and_a_small_one_does_not_grow(size: tuple[int, int], expected: tuple[int, int]) -> None:
    clean = clean_photo(saved(Image.new("RGB", size, "red"), "JPEG"))
    assert (clean.width, clean.height) == expected
    assert opened(clean.data).size == expected


def test_the_same_photo_gives_the_same_bytes_and_their_hash() -> None:
    data = saved(photograph(2000, 1500), "JPEG")
    first, second = clean_photo(data), clean_photo(data)
    assert first == second
    assert first.sha256 == hashlib.sha256(first.data).hexdigest()


def test_a_photo_becomes_a_progressive_jpeg() -> None:
    clean = clean_photo(saved(photograph(300, 200), "PNG"))
    image = opened(clean.data)
    assert (clean.mime, image.format, image.info.get("progressive")) == ("image/jpeg", "JPEG", 1)


def test_a_drawing_of_few_colours_stays_exact() -> None:
    drawing = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(drawing).rectangle((20, 20, 100, 60), fill="red")
    clean = clean_photo(saved(drawing, "GIF"))
    assert clean.mime == "image/png"
    assert opened(clean.data).convert("RGB").getpixel((50, 50)) == (255, 0, 0)


def test_a_grey_photo_is_no_drawing() -> None:
    clean = clean_photo(saved(noise(300, 300), "PNG"))
    assert clean.mime == "image/jpeg"


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_stays(mode: str) -> None:
    image = Image.new(mode, (20, 20))
    clean = clean_photo(saved(image, "PNG"))
    assert (clean.mime, opened(clean.data).mode) == ("image/png", "RGBA")


def test_transparency_nobody_sees_does_not_make_a_png() -> None:
    opaque = photograph(200, 200).convert("RGBA")
    assert clean_photo(saved(opaque, "PNG")).mime == "image/jpeg"


def test_a_deep_grey_picture_keeps_its_middle() -> None:
    deep = Image.new("I;16", (8, 8), 32768)
    grey = opened(clean_photo(saved(deep, "PNG")).data).convert("L").getpixel((4, 4))
    assert isinstance(grey, int)
    assert abs(grey - 127) <= 2


def test_colours_of_another_profile_become_srgb() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"temp").replace(b"bXYZ", b"rXYZ").replace(b"temp", b"bXYZ")
    red = Image.new("RGB", (32, 32), (200, 30, 30))
    for mode in ("RGB", "RGBA"):
        clean = clean_photo(saved(red.convert(mode), "PNG", icc_profile=swapped))
        colour = opened(clean.data).convert("RGB").getpixel((5, 5))
        assert isinstance(colour, tuple)
        assert [abs(part - 30) < 8 for part in colour] == [True, True, False]


def test_a_profile_for_other_colours_is_ignored() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    clean = clean_photo(saved(Image.new("RGB", (9, 9), (200, 30, 30)), "PNG", icc_profile=lab))
    assert opened(clean.data).convert("RGB").getpixel((5, 5)) == (200, 30, 30)


@pytest.mark.parametrize("profile", [b"nonsense", b"\0" * 200])
def test_a_broken_profile_is_ignored(profile: bytes) -> None:
    clean = clean_photo(saved(photograph(), "JPEG", icc_profile=profile))
    assert b"ICC_PROFILE" not in clean.data


def test_a_print_photo_becomes_rgb() -> None:
    clean = clean_photo(saved(photograph().convert("CMYK"), "JPEG"))
    assert opened(clean.data).mode == "RGB"


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG"])
def test_it_refuses_an_animation(format_: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    assert refusal(saved(frames[0], format_, save_all=True, append_images=frames[1:])) == "animated"


def test_it_refuses_what_is_no_image() -> None:
    assert refusal(b"%PDF-1.7") == "not_an_image"
    assert refusal(b"") == "not_an_image"
    assert refusal(saved(photograph(), "BMP")) == "not_an_image"


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_it_refuses_half_a_photo(format_: str) -> None:
    data = saved(photograph(200, 200), format_)
    assert refusal(data[: len(data) // 2]) == "damaged"


def lossy(format_: str, **options: object) -> bytes:
    return saved(photograph(200, 200), format_, **options)


@pytest.mark.parametrize(
    "data",
    [
        lossy("JPEG")[:-2],  # no end mark
        lossy("JPEG")[:-60],
        lossy("JPEG", progressive=True)[:-2],
        lossy("JPEG", progressive=True)[:-400],
        saved(photograph(200, 200).convert("CMYK"), "JPEG")[:-2],
        lossy("PNG")[:-12],  # no last chunk
        lossy("PNG")[:-5],
        lossy("PNG")[:-1] + b"\0",  # a wrong checksum
        lossy("PNG")[:-14] + b"\0\0" + lossy("PNG")[-12:],  # a wrong checksum of the picture itself
        lossy("PNG")[:-500],
        lossy("GIF")[:-1],
        lossy("GIF")[:-2],
        lossy("GIF")[:-300],
        lossy("WEBP")[:-1],
        lossy("WEBP")[:-8],
        lossy("WEBP", lossless=True)[:-2],
    ],
)
def test_what_every_viewer_shows_is_no_damaged_photo(data: bytes) -> None:
    clean = clean_photo(data)
    assert (clean.width, clean.height) == (200, 200)
    assert brightest_side(clean.data) == brightest_side(lossy("JPEG"))


@pytest.mark.parametrize(
    ("data", "part"),
    [
        *((lossy(each), part) for each in ("JPEG", "PNG") for part in (0.1, 0.5, 0.8)),
        (lossy("JPEG", progressive=True), 0.05),
    ],
)
def test_a_photo_without_a_good_part_of_it_is_damaged(data: bytes, part: float) -> None:
    """A progressive one is whole long before its end, but a mere blur at first."""
    assert refusal(data[: int(len(data) * part)]) == "damaged"


def test_it_refuses_a_bomb_before_unpacking_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    def bomb(width: int, height: int) -> bytes:
        header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b"")

    monkeypatch.setattr(images, "_upright", lambda *_: pytest.fail("it was unpacked"))
    assert refusal(bomb(8001, 8000)) == "too_many_pixels"
    assert refusal(bomb(12_000, 12_000)) == "too_many_pixels"
    assert refusal(bomb(60_000, 60_000)) == "too_many_pixels"


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, about EXIF it cannot read
@given(st.sampled_from(["jpeg", "png", "webp", "gif"]), st.data())
@settings(max_examples=60)
def test_a_damaged_photo_is_cleaned_or_refused(source: str, data: st.DataObject) -> None:
    damaged = bytearray(with_secrets()[source])
    edits = st.dictionaries(st.integers(0, len(damaged) - 1), st.integers(0, 255), max_size=12)
    for at, value in data.draw(edits).items():
        damaged[at] = value
    try:
        clean = clean_photo(bytes(damaged))
    except ImageRefused:
        return
    assert opened(clean.data).size == (clean.width, clean.height)
