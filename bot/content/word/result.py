"""What a Word file gives: its title, its text and pictures in order, and what was left out."""

from __future__ import annotations

from typing import Literal

import msgspec

WordReason = Literal[
    "word_broken",  # no readable Word file
    "word_deep",  # nested deeper than any document people write
    "word_dtd",  # declares entities: how an XML bomb or a request to elsewhere begins
    "word_empty",  # neither words nor pictures
    "word_images",  # too many pictures, or too many pixels in all
    "word_large",  # unpacks to more than a document has
    "word_slow",  # needs more time or memory than it may have
    "word_table",  # a table for a spreadsheet, not for a page
]


LeftOutCode = Literal[
    "pictures",  # of a kind no browser shows
    "links",  # a picture that lies outside the file
    "gone",  # a picture whose part is not in the file
    "hidden",  # words or a picture that Word shows nobody
    "shaped",  # a picture cropped to nothing, or to a shape we cannot cut to
    "boxes",  # a text box, WordArt
    "charts",
    "diagrams",  # SmartArt
    "objects",  # an embedded workbook, a form control
    "shapes",  # drawn, without words
    "symbols",  # a character of a picture font nobody can tell
    "fields",  # a field that shows what only Word can work out
    "formulas",  # a formula: its words are in, its looks are not
    "inserted",  # a part that is another file
    "contents",  # table of contents
    "numbering",  # numbers in a script or of a kind we do not write
    "comments",
    "revisions",  # deleted or moved away, not yet accepted
    "headers",
    "footers",
    "photos",  # a picture in a place that has none on a page
    "words",  # words that the account misses: whatever our reader passed over
]


class LeftOut(msgspec.Struct, frozen=True):
    """One thing that does not come on the page: the words it follows, its own words, how many.

    `after` is "" at the beginning, None where its place would help nobody.
    """

    code: LeftOutCode
    after: str | None = None
    words: str = ""
    count: int = 1


class Picture(msgspec.Struct, frozen=True):
    """A picture of the document as it may be published: cleaned, with its own words if they were any good."""

    data: bytes
    mime: str
    sha256: str
    alt: str = ""
    caption: str = ""


class WordText(msgspec.Struct, frozen=True):
    """A document's title and its pieces in order: clean HTML fragments, and the pictures between them.

    The title's own line stays the first block of the first fragment. The counts are what the author is told.
    """

    title: str
    pieces: tuple[str | Picture, ...]
    headings: int = 0
    tables: int = 0
    lost: tuple[LeftOut, ...] = ()

    @property
    def pictures(self) -> int:
        """How many pictures were taken over."""
        return sum(isinstance(piece, Picture) for piece in self.pieces)


class WordRefused(Exception):  # noqa: N818 - a refusal in words, not a fault
    """The document cannot be taken over; `reason` says why and has words in bot/texts."""

    def __init__(self, reason: WordReason) -> None:
        super().__init__(reason)
        self.reason: WordReason = reason
