"""From a Word file's parts to HTML as mammoth reads it, its pictures cleaned, and then to our own blocks."""

from __future__ import annotations

import io
import re
from typing import Any, Final
from xml.etree.ElementTree import Element

import mammoth  # type: ignore[import-untyped]
from PIL import Image

from bot.content.images import CleanPhoto, ImageRefused, clean_photo
from bot.content.word.blocks import Shape, shape
from bot.content.word.numbering import mark_numbers
from bot.content.word.package import Package, W, open_package
from bot.content.word.result import Picture, WordRefused, WordText

MAX_PICTURES: Final = 40
MAX_PIXELS: Final = 250_000_000
"""Of all pictures together: twenty photos of a telephone's 12 megapixels."""

_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
NOTES: Final = "n-"

# Word's names of its built-in styles are English in every language of Word; WPS Office writes the same ones.
_STYLES: Final = """
p[style-name='Title'] => p.title:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name^='toc '] => !
p[style-name='TOC Heading'] => !
p[style-name='table of figures'] => !
p[style-name='header'] => !
p[style-name='footer'] => !
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
"""
_MADE_UP: Final = re.compile(
    r"automatically generated|dibuat secara otomatis|dihasilkan otomatis|AI-generated|"
    r"^(?:picture|image|gambar|foto|photo|img|dsc|screenshot|whatsapp image|grafik|chart)?[\s_\-.]*\d[\w\s.\-()]*$|"
    r"\.(?:jpe?g|png|gif|bmp|tiff?|webp|emf|wmf)$|^(?:https?:|file:|[a-z]:\\)",
    re.IGNORECASE,
)
_SHORTEST_ALT: Final = 8


class _Pictures:
    """Takes the pictures as mammoth meets them; a place in the HTML names each."""

    def __init__(self, max_width: int, quality: int) -> None:
        self.max_width, self.quality = max_width, quality
        self.taken: dict[int, tuple[CleanPhoto, str]] = {}
        self.met = 0
        self.pixels = 0
        self.unreadable = 0
        self.elsewhere = 0

    def take(self, image: Any) -> dict[str, str]:
        """Clean one picture; what cannot be one is counted, and what lies elsewhere is never fetched."""
        self.met += 1
        if self.met > MAX_PICTURES:
            raise WordRefused("word_images")
        try:
            with image.open() as file:
                data = file.read()
        except ValueError:  # mammoth's own refusal of a picture that lies outside the file
            self.elsewhere += 1
            return {"src": ""}
        return {"src": self._cleaned(data, image.alt_text or "")}

    def _cleaned(self, data: bytes, alt: str) -> str:
        self._count(data)
        try:
            photo = clean_photo(data, self.max_width, self.quality)
        except ImageRefused:
            self.unreadable += 1
            return ""
        self.taken[self.met] = photo, good_alt(alt)
        return str(self.met)

    def _count(self, data: bytes) -> None:
        try:
            with Image.open(io.BytesIO(data)) as image:
                self.pixels += image.width * image.height
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
            return
        if self.pixels > MAX_PIXELS:
            raise WordRefused("word_images")


def convert(data: bytes, max_width: int = 1600, quality: int = 85) -> WordText:
    """Turn a .docx into a text and its pictures. Raises WordRefused, and whatever its readers stumble over."""
    package = open_package(data)
    boxes = _without_boxes(package.document)
    mark_numbers(package.document, package.xml.get("word/numbering.xml"), package.xml.get("word/styles.xml"))
    pictures = _Pictures(max_width, quality)
    found = shape(_html(package, pictures), NOTES)
    text = WordText(
        title=found.title,
        pieces=_pieces(found, pictures),
        headings=found.headings,
        tables=found.tables,
        pictures_lost=pictures.unreadable,
        links_lost=pictures.elsewhere,
        boxes_lost=boxes,
    )
    if not text.pieces:
        raise WordRefused("word_empty")
    return text


def good_alt(words: str) -> str:
    """A picture's own description if a person wrote it, else nothing: "Picture 1" and file names help nobody."""
    plain = " ".join(words.split())
    return "" if len(plain) < _SHORTEST_ALT or _MADE_UP.search(plain) else plain[:500]


def _html(package: Package, pictures: _Pictures) -> str:
    made = mammoth.convert_to_html(
        package.rebuilt(),
        style_map=_STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        id_prefix=NOTES,
        convert_image=mammoth.images.img_element(pictures.take),
    )
    return str(made.value)


def _without_boxes(document: Element) -> int:
    """Take text boxes out: they float beside the text, and nobody can say where they belong. Gives how many had words.

    Newer Word writes each twice, once for older readers: that one (outside mc:Choice) is counted.
    """
    lost = 0
    hidden = {id(box) for choice in document.iter(_CHOICE) for box in choice.iter(f"{W}txbxContent")}
    for parent in list(document.iter()):
        for box in parent.findall(f"{W}txbxContent"):
            words = any((text.text or "").strip() for text in box.iter(f"{W}t"))
            lost += words and id(box) not in hidden
            parent.remove(box)
    return lost


def _pieces(found: Shape, pictures: _Pictures) -> tuple[str | Picture, ...]:
    pieces: list[str | Picture] = []
    for piece in found.pieces:
        if isinstance(piece, str):
            pieces.append(piece)
        elif piece.place in pictures.taken:
            photo, alt = pictures.taken[piece.place]
            pieces.append(Picture(photo.data, photo.mime, photo.sha256, alt, piece.caption))
    return tuple(pieces)
