"""The pictures of a Word file: cleaned as they are met; each that cannot be shown is told, and spoils nothing else."""

from __future__ import annotations

import io
import re
from typing import Final

from PIL import Image

from bot.content.images import CleanPhoto, Cut, ImageRefused, clean_photo
from bot.content.word.cuts import cut_of
from bot.content.word.drawings import Drawn
from bot.content.word.left_out import Losses
from bot.content.word.package import Package, Relation
from bot.content.word.result import WordRefused

MAX_PICTURES: Final = 40
MAX_PIXELS: Final = 250_000_000
"""Of all pictures together: twenty photos of a telephone's 12 megapixels."""
_MADE_UP: Final = re.compile(
    r"automatically generated|dibuat secara otomatis|dihasilkan otomatis|AI-generated|"
    r"^(?:picture|image|gambar|foto|photo|img|dsc|screenshot|whatsapp image|grafik|chart)?[\s_\-.]*\d[\w\s.\-()]*$|"
    r"\.(?:jpe?g|png|gif|bmp|tiff?|webp|emf|wmf)$|^(?:https?:|file:|[a-z]:\\)",
    re.IGNORECASE,
)
_SHORTEST_ALT: Final = 8


class Pictures:
    """Takes pictures; the place given back names each in the HTML."""

    def __init__(self, package: Package, losses: Losses, max_width: int, quality: int) -> None:
        self.package, self.losses = package, losses
        self.max_width, self.quality = max_width, quality
        self.taken: dict[int, tuple[CleanPhoto, str]] = {}
        self.met = 0
        self.pixels = 0

    def take(self, found: Drawn, relation: Relation | None) -> str:
        """Clean one picture and name its place; "" for one that is left out. What lies elsewhere is never fetched."""
        alt, cut = found.alt, cut_of(found)
        if found.hidden or cut is None:
            self.losses.add("hidden" if found.hidden else "shaped", good_alt(alt))
            return ""
        self.met += 1
        if self.met > MAX_PICTURES:
            raise WordRefused("word_images")
        if relation is not None and relation.outside:
            self.losses.add("links", good_alt(alt))
            return ""
        data = self.package.medium(relation.target) if relation is not None else None
        if data is None:
            self.losses.add("gone", good_alt(alt))
            return ""
        return self._cleaned(data, alt, cut)

    def _cleaned(self, data: bytes, alt: str, cut: Cut) -> str:
        self._count(data)
        try:
            photo = clean_photo(data, self.max_width, self.quality, cut)
        except ImageRefused:
            self.losses.add("pictures", good_alt(alt))
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


def good_alt(words: str) -> str:
    """A picture's own description if a person wrote it, else nothing: "Picture 1" and file names help nobody."""
    plain = " ".join(words.split())
    return "" if len(plain) < _SHORTEST_ALT or _MADE_UP.search(plain) else plain[:500]
