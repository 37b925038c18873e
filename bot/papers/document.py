"""What a paper is made of, as plain values: every string is plain text in the reader's language, already formatted."""

from __future__ import annotations

from typing import Literal

import msgspec

Tone = Literal["", "good", "late", "muted"]
Align = Literal["left", "right"]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a table; ``link`` makes it lead somewhere, ``note`` stands below in small print."""

    text: str
    note: str = ""
    link: str = ""
    tone: Tone = ""
    bold: bool = False


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column: its head, its share of the width (0: as wide as its content), and where its cells stand."""

    label: str
    share: float = 0.0
    align: Align = "left"


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A numbered heading of the paper, or an unnumbered one within it."""

    text: str
    level: int = 1


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """A paragraph; line breaks in it are kept. ``keep``: it stays on one page with what follows."""

    text: str
    tone: Tone = ""
    keep: bool = False


class Points(msgspec.Struct, frozen=True, tag="points"):
    """Short points, one below the other, with a mark in front of each; ``lettered``: a. b. c."""

    items: tuple[str, ...]
    lettered: bool = False


class Quotation(msgspec.Struct, frozen=True, tag="quotation"):
    """What somebody wrote, with who they are."""

    text: str
    by: str = ""


class Facts(msgspec.Struct, frozen=True, tag="facts"):
    """Labels with their values, one a line, as the head of a letter has them."""

    rows: tuple[tuple[str, str], ...]


class Figures(msgspec.Struct, frozen=True, tag="figures"):
    """A few key figures side by side: (value, what it counts)."""

    items: tuple[tuple[str, str], ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table whose head is repeated on every page it goes over."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """One box of a form: its label and what stands in it; ``ticks`` are (ticked, words).

    ``beside``: what stands in it is on the label's line. ``rows`` is a list with further
    ``columns`` that are filled by hand.
    """

    label: str
    text: str = ""
    ticks: tuple[tuple[bool, str], ...] = ()
    span: int = 1
    lines: int = 1  # room that is kept free for what is written by hand
    beside: bool = False
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


class Form(msgspec.Struct, frozen=True, tag="form"):
    """A form of two columns of boxes, as a lembar disposisi is; ``signed``: beside its last box is room to sign."""

    boxes: tuple[Box, ...]
    signed: bool = False


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A bar of a chart; ``value`` is what it measures, ``words`` how that is said."""

    label: str
    value: float
    words: str
    tone: Tone = ""


class Bars(msgspec.Struct, frozen=True, tag="bars"):
    """A chart of lying bars, with room for long names; ``top`` is a whole lane (None: the longest bar's value)."""

    title: str
    bars: tuple[Bar, ...]
    top: float | None = None


class Trend(msgspec.Struct, frozen=True, tag="trend"):
    """A chart of values over time; None is a gap, in which nothing happened."""

    title: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    words: tuple[str, ...]


class Proofs(msgspec.Struct, frozen=True, tag="proofs"):
    """Published pages with a QR code each: (what it is, address, QR code as SVG)."""

    items: tuple[tuple[str, str, str], ...]


Block = (
    Heading | Paragraph | Quotation | Facts | Figures | Table | Form | Bars | Trend | Proofs | Points
)  # fmt: skip


class Letterhead(msgspec.Struct, frozen=True, kw_only=True):
    """The kop: lines from the regency down to the office, the address below, the emblem as SVG."""

    lines: tuple[str, ...]
    address: str = ""
    emblem: str = ""


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """The block left free for a signature: never an imitated one, since signing is the official's own."""

    place_and_day: str
    title: str
    name: str
    further: tuple[str, ...] = ()


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How a paper looks, which is no part of what it says: the family of type, width, height and margins in mm."""

    font: str = "Liberation Sans"
    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 22
    left: float = 25
    right: float = 20


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A whole paper."""

    language: str
    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    subtitle: str = ""
    head: Facts | None = None  # stands above the title, as in a nota dinas
    signature: Signature | None = None
    acknowledged: Signature | None = None  # who signs besides, on the left
    annex: tuple[Block, ...] = ()  # begins on a page of its own, after the signatures
    footer: str = ""  # stands on every page beside its number
    page_words: str = "{} / {}"
    origin: str = ""  # in small print at the end: what the paper was made from
    seal: str = ""  # the hash of the record it was made from
    style: Style = Style()
    one_sheet: bool = False  # set as small as it must be to stay on one page, as far as it can still be read


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A picture for a chat: one chart on a ground of its own, which light and dark screens show alike."""

    language: str
    block: Bars | Trend
    subtitle: str = ""
