"""From a Word file's parts to HTML, its pictures cleaned, and then to our own blocks."""

from __future__ import annotations

from bot.content.word.blocks import Shape, shape
from bot.content.word.left_out import Losses
from bot.content.word.package import open_package
from bot.content.word.pictures import Pictures
from bot.content.word.reader import Reader
from bot.content.word.result import Picture, WordRefused, WordText


def convert(data: bytes, max_width: int = 1600, quality: int = 85) -> WordText:
    """Turn a .docx into a text and its pictures. Raises WordRefused, and whatever its readers stumble over."""
    package = open_package(data)
    losses = Losses()
    pictures = Pictures(package, losses, max_width, quality)
    found = shape(Reader(package, pictures, losses).read())
    text = WordText(
        title=found.title,
        pieces=_pieces(found, pictures),
        headings=found.headings,
        tables=found.tables,
        lost=tuple(losses.found),
    )
    if not text.pieces:
        raise WordRefused("word_empty")
    return text


def _pieces(found: Shape, pictures: Pictures) -> tuple[str | Picture, ...]:
    pieces: list[str | Picture] = []
    for piece in found.pieces:
        if isinstance(piece, str):
            pieces.append(piece)
        elif piece.place in pictures.taken:
            photo, alt = pictures.taken[piece.place]
            pieces.append(Picture(photo.data, photo.mime, photo.sha256, alt, piece.caption))
    return tuple(pieces)
