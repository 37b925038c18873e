"""From a Word file's parts to HTML, its pictures cleaned, and then to our own blocks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bot.content.word.account import Account
from bot.content.word.blocks import Place, Shape, shape
from bot.content.word.left_out import MAX_TOLD, Losses
from bot.content.word.package import open_package
from bot.content.word.pictures import Pictures
from bot.content.word.reader import Reader
from bot.content.word.result import LeftOut, Picture, WordRefused, WordText


def convert(data: bytes, max_width: int = 1600, quality: int = 85) -> WordText:
    """Turn a .docx into a text and its pictures. Raises WordRefused, and whatever its readers stumble over."""
    package = open_package(data)
    losses = Losses()
    pictures = Pictures(package, losses, max_width, quality)
    reader = Reader(package, pictures, losses)
    found = shape(reader.read())
    pieces = _pieces(found, pictures)
    text = WordText(
        title=found.title,
        pieces=pieces,
        headings=found.headings,
        tables=found.tables,
        lost=(*losses.found, *_unaccounted(reader, found, pieces)),
    )
    if not text.pieces:
        raise WordRefused("word_empty")
    return text


def _unaccounted(reader: Reader, found: Shape, pieces: tuple[str | Picture, ...]) -> Iterator[LeftOut]:
    """Give the words and pictures of the file that are neither on the page nor told: what the reader passed over."""
    account = Account()
    for part in reader.read_parts():
        account.owe(part)
    yield from itertools.islice(account.missing(pieces, reader.losses.words), MAX_TOLD)
    placed = {piece.place for piece in found.pieces if isinstance(piece, Place)}
    if forgotten := reader.pictures.taken.keys() - placed:
        yield LeftOut("photos", count=len(forgotten))


def _pieces(found: Shape, pictures: Pictures) -> tuple[str | Picture, ...]:
    pieces: list[str | Picture] = []
    for piece in found.pieces:
        if isinstance(piece, str):
            pieces.append(piece)
        elif piece.place in pictures.taken:
            photo, alt = pictures.taken[piece.place]
            pieces.append(Picture(photo.data, photo.mime, photo.sha256, alt, piece.caption))
    return tuple(pieces)
