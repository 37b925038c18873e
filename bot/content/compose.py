"""An article's pieces, in the order they were sent, become one page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final, Literal

from markupsafe import escape

from bot.content.blocks import without_first_block
from bot.content.entities import web_html
from bot.content.plain import normalise, paragraphs, shorten
from bot.content.sanitise import clean_fragment
from bot.content.spans import tidy, utf16_length
from bot.content.titles import MAX_TITLE, beginning, has_sentences

MAX_SUMMARY: Final = 160

Language = Literal["id", "en"]
Role = Literal["cover", "photo", "document"]

WORDS: Final = ("text", "html")
"""The kinds of pieces that are words; the others are files."""

_TYPE_NAMES: Final = {"jpg": "JPEG"}


@dataclass(frozen=True)
class Piece:
    """One thing a person sent for an article.

    A text has `text` and `entities` (Bot API JSON); `html` (of a Word file or rich message) is a clean
    fragment in `text`. A photo or document has the `sha256` (64 hex digits) of the stored file, and its
    `size` in bytes; `alt` describes a photo, `caption` is shown.
    """

    kind: Literal["text", "html", "photo", "document"]
    text: str = ""
    entities: tuple[Mapping[str, Any], ...] = ()
    sha256: str = ""
    filename: str = ""
    mime: str = ""
    alt: str = ""
    caption: str = ""
    size: int = 0


@dataclass(frozen=True)
class MediumRef:
    """A stored file the page needs; in the page's HTML it is `media:` and the SHA-256."""

    sha256: str
    role: Role
    filename: str
    mime: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Composed:
    """A page: HTML body, summary, plain text, files, the cover's SHA-256 or None.

    `fingerprint` holds the normalised paragraphs that the public page must show: the proof that it
    carries the verified text.
    """

    html: str
    summary: str
    plain: str
    media: tuple[MediumRef, ...]
    cover: str | None
    fingerprint: tuple[str, ...]


def split_title(text: str, entities: Sequence[Mapping[str, Any]]) -> tuple[str, str, tuple[Mapping[str, Any], ...]]:
    """The first line that is not empty as title; the rest of the text; the rest's entities.

    A line of more than 150 characters, or of several sentences and nothing after it, is a paragraph and no title: the
    title is then its first sentence, or its shortened beginning; the rest is the whole text. Offsets stay UTF-16 units,
    counted from the rest's start; entities of the title are dropped, those that reach over are cut.
    """
    body = tidy(text)
    start = len(body) - len(body.lstrip())
    line, _, after = body[start:].partition("\n")
    title = normalise(line)
    if len(title) > MAX_TITLE or (not after.strip() and has_sentences(title)):
        return beginning(title), text, tuple(entities)
    rest = after.lstrip()
    return title, rest, _rebased(entities, utf16_length(body) - utf16_length(rest))


def compose(title: str, pieces: Sequence[Piece], language: Language = "id") -> Composed:
    """Put an article together.

    The first photo is the cover, and stands in the body only when text comes before it. A first line or a caption that
    repeats the title is left out. Photos in a row form a gallery, documents stand at the end.
    `language` is that of numbers and nothing else.
    """
    shown = without_title(title, [piece for piece in pieces if _has_content(piece)])
    cover = next((piece for piece in shown if piece.kind == "photo"), None)
    words = clean_fragment("\n".join(_body(title, _without_cover(shown))))
    files = "\n".join(_attachments(shown, language))
    text_only = [_words(piece) for piece in shown if piece.kind in WORDS]
    texts = paragraphs("\n".join(text_only))
    return Composed(
        html="\n".join(part for part in (words, clean_fragment(files)) if part),
        summary=shorten(" ".join(texts), MAX_SUMMARY),
        plain="\n\n".join(texts),
        media=_media(shown, cover),
        cover=cover.sha256 if cover else None,
        fingerprint=paragraphs(words),
    )


def file_size(size: int, language: Language = "id") -> str:
    """A size in bytes for people: "340 KB", "1,2 MB" ("1.2 MB" in English)."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    number = f"{size / (1 << 20):.1f}"
    return f"{number.replace('.', ',') if language == 'id' else number} MB"


def _rebased(entities: Sequence[Mapping[str, Any]], removed: int) -> tuple[Mapping[str, Any], ...]:
    return tuple(moved for entity in entities if (moved := _moved(entity, removed)))


def _moved(entity: Mapping[str, Any], removed: int) -> Mapping[str, Any] | None:
    offset, length = entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        return None
    start, end = max(offset - removed, 0), offset + length - removed
    return {**entity, "offset": start, "length": end - start} if end > start else None


def _has_content(piece: Piece) -> bool:
    return bool(piece.text.strip() if piece.kind in WORDS else piece.sha256)


def without_title(title: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Give the pieces as a reader sees them below the title: the first text without a first line that repeats it."""
    shown = [_without_headline(title, piece) for piece in pieces]
    at = next((i for i, piece in enumerate(shown) if piece.kind in WORDS), None)
    if at is None:
        return shown
    if shown[at].kind == "html":
        shown[at] = replace(shown[at], text=without_first_block(shown[at].text, title))
        return [piece for piece in shown if _has_content(piece)]
    first, rest, entities = split_title(shown[at].text, shown[at].entities)
    if first and first == normalise(title):
        shown[at] = replace(shown[at], text=rest, entities=entities)
    return shown


def _without_headline(title: str, piece: Piece) -> Piece:
    """A photo without the caption that became the title: it describes the photo still, and is not shown twice."""
    repeats = piece.kind == "photo" and normalise(piece.caption) == normalise(title)
    return replace(piece, caption="", alt=piece.alt or piece.caption) if repeats else piece


def _without_cover(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of the body: a photo that opens the article is shown by the theme, as its cover."""
    for at, piece in enumerate(pieces):
        if piece.kind in WORDS:
            break
        if piece.kind == "photo":
            return [*pieces[:at], *pieces[at + 1 :]]
    return list(pieces)


def _body(title: str, pieces: Sequence[Piece]) -> Iterator[str]:
    visible = [piece for piece in pieces if piece.kind != "document"]
    for kind, group in groupby(visible, key=lambda piece: piece.kind):
        if kind in WORDS:
            yield from map(_words, group)
            continue
        figures = [_figure(piece, title) for piece in group]
        row = "".join(figures)
        yield f'<div class="gallery">{row}</div>' if len(figures) > 1 else row


def _words(piece: Piece) -> str:
    """A text's HTML. What is HTML already passes the second wall by itself: it must not swallow what follows it."""
    return clean_fragment(piece.text) if piece.kind == "html" else web_html(piece.text, piece.entities)


def _figure(piece: Piece, title: str) -> str:
    described = normalise(tidy(piece.alt or piece.caption or title))
    caption = normalise(tidy(piece.caption))
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure><img src="media:{escape(piece.sha256)}" alt="{escape(described)}" loading="lazy">{below}</figure>'


def _attachments(pieces: Sequence[Piece], language: Language) -> Iterator[str]:
    return (_attachment(piece, language) for piece in pieces if piece.kind == "document")


def _attachment(piece: Piece, language: Language) -> str:
    name = normalise(tidy(piece.caption or piece.filename)) or "Lampiran"
    facts = ", ".join(fact for fact in (_type_name(piece), _size(piece, language)) if fact)
    label = f"{name} ({facts})" if facts else name
    return f'<p class="attachment"><a href="media:{escape(piece.sha256)}">{escape(label)}</a></p>'


def _type_name(piece: Piece) -> str:
    found = re.search(r"\.([A-Za-z0-9]{1,5})\Z", piece.filename)
    return _TYPE_NAMES.get(found[1].lower(), found[1].upper()) if found else ""


def _size(piece: Piece, language: Language) -> str:
    return file_size(piece.size, language) if piece.size > 0 else ""


def _media(pieces: Sequence[Piece], cover: Piece | None) -> tuple[MediumRef, ...]:
    files = [piece for piece in pieces if piece.kind not in WORDS]
    return tuple({piece.sha256: _medium(piece, cover) for piece in reversed(files)}.values())[::-1]


def _medium(piece: Piece, cover: Piece | None) -> MediumRef:
    role: Role = "document" if piece.kind == "document" else "photo"
    if cover and piece.sha256 == cover.sha256:
        role = "cover"
    return MediumRef(piece.sha256, role, piece.filename, piece.mime, piece.alt, piece.caption)
