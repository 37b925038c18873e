"""Photos as they may be published: upright, small enough, and without a word about who took them where."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from dataclasses import dataclass
from typing import Final, Literal

from PIL import Image, ImageCms, ImageDraw, ImageOps, UnidentifiedImageError

from bot.content.mending import mended

MAX_PIXELS: Final = 64_000_000
MAX_HEIGHT_RATIO: Final = 4
MAX_SIDES: Final = 10_000
"""Width and height together, above which Telegram shows no photo (Bot API, sendPhoto)."""
MAX_STRETCH: Final = 20
"""How many times longer one side may be than the other (Bot API, sendPhoto)."""
MAX_PNG: Final = 300_000
"""Bytes from which a picture with transparency is kept as WebP instead."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_FEW_COLOURS: Final = 256
_SRGB: Final = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
# Whatever a decoder meets in a damaged file: some let it through from their parsers as it comes.
_BROKEN: Final = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError),
    *(struct.error, zlib.error, ArithmeticError),
)

ImageReason = Literal["not_an_image", "too_many_pixels", "too_narrow", "animated", "damaged"]


@dataclass(frozen=True)
class CleanPhoto:
    """A photo ready to publish; width and height in pixels, `sha256` of `data` in hex."""

    data: bytes
    mime: str
    width: int
    height: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a picture is shown: the shares cut off at its sides (0 to 1), whether it is cut to an oval.

    `mirrored` (left and right change sides) comes before `turns`, quarter turns clockwise. Those are for a picture
    whose camera said nothing of how it was held.
    """

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0
    oval: bool = False
    turns: int = 0
    mirrored: bool = False

    @property
    def shown(self) -> float:
        """The share of the width that is left."""
        return max(1 - self.left - self.right, 0.01)


WHOLE: Final = Cut()


class ImageRefused(Exception):  # noqa: N818 - a refusal in words, not a fault
    """The photo cannot be used; `reason_code` says why."""

    def __init__(self, reason_code: ImageReason) -> None:
        super().__init__(reason_code)
        self.reason_code = reason_code


def clean_photo(data: bytes, max_width: int = 1600, quality: int = 85, cut: Cut = WHOLE) -> CleanPhoto:
    """Turn a JPEG, PNG, WebP or still GIF into a photo fit for the website.

    The camera's rotation is applied, the colours become sRGB, the picture shrinks to `max_width`
    pixels (and four times that in height), and no metadata is left: EXIF with its GPS place, XMP,
    IPTC, comments, profiles, hidden second pictures (UU 27/2022). What `cut` cuts off is gone for good.
    `quality` is that of JPEG and WebP, 1 to 95. The same bytes always give the same bytes. A file without its
    last bytes, which every viewer shows, is mended. Raises ImageRefused: an animation would silently lose its
    movement, a damaged file its lower half, and a strip Telegram shows nobody.
    """
    try:
        return _cleaned(data, max_width, quality, cut)
    except ImageRefused as refused:
        whole = mended(data) if refused.reason_code == "damaged" else None
        if whole is None:
            raise
    return _cleaned(whole, max_width, quality, cut)


def _cleaned(data: bytes, max_width: int, quality: int, cut: Cut) -> CleanPhoto:
    opened = _open(data)
    try:
        upright = _upright(opened, max_width, cut)
        picture = _shrunk(_in_srgb(upright), max_width)
        return _encoded(picture, quality)
    except _BROKEN as error:
        raise ImageRefused("damaged") from error
    finally:
        opened.close()


def small_copy(data: bytes, max_width: int, quality: int = 70) -> CleanPhoto:
    """A lighter copy of a photo `clean_photo` made, for a page that travels by chat.

    JPEG, which a PDF holds as it is; white where it was transparent. Raises ImageRefused for what is no photo, or a
    broken one.
    """
    opened = _open(data)
    try:
        bare = _bare(_on_white(_shrunk(_in_srgb(opened), max_width)))
        return _photo(_jpeg(bare, quality), "image/jpeg", bare)
    except _BROKEN as error:
        raise ImageRefused("damaged") from error
    finally:
        opened.close()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return white


def _open(data: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise ImageRefused("not_an_image") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageRefused("too_many_pixels") from error
    except _BROKEN as error:
        raise ImageRefused("damaged") from error
    if image.width * image.height > MAX_PIXELS:
        raise ImageRefused("too_many_pixels")
    if max(image.size) > MAX_STRETCH * min(image.size):
        raise ImageRefused("too_narrow")
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise ImageRefused("animated")
    return image


def _upright(image: Image.Image, max_width: int, cut: Cut) -> Image.Image:
    # A JPEG can be decoded at a half, quarter or eighth: a telephone's 50 megapixels cost little then.
    size = int(2 * max_width / cut.shown)
    image.draft(None, (size, size))
    image.load()
    turned = _is_turned(image)
    image = _cut(image, cut) if cut != WHOLE else image
    if not turned:
        image = ImageOps.mirror(image) if cut.mirrored else image
        return image.rotate(-90 * cut.turns, expand=True) if cut.turns % 4 else image
    try:
        upright = ImageOps.exif_transpose(image)
    except _BROKEN:
        return image  # the picture is whole, only the camera's notes are not
    return ImageOps.mirror(upright) if cut.mirrored else upright


def _is_turned(image: Image.Image) -> bool:
    """Whether the camera says that it was held some other way."""
    try:
        return image.getexif().get(0x0112, 1) not in {0, 1}
    except _BROKEN:
        return False


def _cut(image: Image.Image, cut: Cut) -> Image.Image:
    """The part of a picture that is shown; around an oval it is white."""
    width, height = image.size
    left, top = round(width * cut.left), round(height * cut.top)
    right, bottom = width - round(width * cut.right), height - round(height * cut.bottom)
    part = image.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    if max(part.size) > MAX_STRETCH * min(part.size):
        raise ImageRefused("too_narrow")
    if not cut.oval:
        return part
    mask = Image.new("L", part.size)
    ImageDraw.Draw(mask).ellipse((0, 0, part.width - 1, part.height - 1), fill=255)
    white = Image.new("RGB", part.size, "white")
    white.paste(part.convert("RGB"), mask=mask)
    white.info = dict(part.info)
    return white


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture as RGB, or RGBA when some of it is transparent."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("P", "PA", "LA", "1", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    colours = _converted(image, profile)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255):
        colours.putalpha(image.getchannel("A"))
    return colours


def _converted(image: Image.Image, profile: object) -> Image.Image:
    base = image.convert("RGB") if image.mode == "RGBA" else image
    if isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(base, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            return base.convert("RGB")  # a broken profile, or one for other colours than these
        if converted is not None:
            return converted
    return base.convert("RGB")


def _shrunk(image: Image.Image, max_width: int) -> Image.Image:
    max_height = min(MAX_HEIGHT_RATIO * max_width, MAX_SIDES - max_width)
    scale = min(max_width / image.width, max_height / image.height, 1)
    if scale == 1:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _encoded(image: Image.Image, quality: int) -> CleanPhoto:
    """PNG for transparency, unless it is large, and for drawings of few colours; else JPEG, whatever is smaller."""
    bare = _bare(image)
    if bare.mode == "RGBA":
        return _transparent(bare, quality)
    jpeg = _jpeg(bare, quality)
    if bare.getcolors(_FEW_COLOURS) is not None and len(png := _png(bare)) < len(jpeg):
        return _photo(png, "image/png", bare)
    return _photo(jpeg, "image/jpeg", bare)


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone: `info`, with whatever a decoder read into it, stays behind."""
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _transparent(bare: Image.Image, quality: int) -> CleanPhoto:
    png = _png(bare)
    if len(png) > MAX_PNG and len(webp := _webp(bare, quality)) < len(png):
        return _photo(webp, "image/webp", bare)
    return _photo(png, "image/png", bare)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
    return out.getvalue()


def _webp(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()


def _photo(data: bytes, mime: str, image: Image.Image) -> CleanPhoto:
    return CleanPhoto(data, mime, image.width, image.height, hashlib.sha256(data).hexdigest())
