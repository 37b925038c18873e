"""What an article must have before it is handed in, and the hash an approval is bound to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.content.blocks import words_of
from bot.content.compose import WORDS, Piece
from bot.content.fingerprint import content_hash as hash_of
from bot.content.plain import normalise
from bot.sop.model import Article, Part
from storage import parts, revisions
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing still to be done: what (has words in bot/texts), how many or how much."""

    what: str  # title | title_long | section | text | about | photo | alt | photos_many | files_many
    count: int = 0


_KINDS: dict[str, Literal["text", "html", "photo"]] = {"text": "text", "html": "html", "photo": "photo"}


def pieces(parts: list[Part]) -> list[Piece]:
    """Give stored parts as what bot.content composes a page of."""
    return [
        Piece(
            kind=_KINDS.get(p.kind, "document"),
            text=p.text if p.kind in WORDS else "",
            entities=p.entities if p.kind == "text" else (),
            sha256=p.sha256,
            filename=p.filename,
            mime=p.mime,
            alt=p.alt,
            caption="" if p.kind in WORDS else p.text,
            size=p.size,
        )
        for p in parts
    ]


def content_hash(tx: Tx, article: Article) -> str:
    """Hash what would be published of the present revision: a real edit changes it, an unchanged save does not."""
    content = parts.of(tx, article.id, article.revision)
    return hash_of(article.title, article.section or tx.office.sections[0].key, pieces(content))


def _says_more_than_title(article: Article, parts: list[Part]) -> bool:
    """Whether a reader learns what a published file is before opening it: a line that is the title tells nothing,
    words under the file do."""
    said = " ".join(words_of(p.kind, p.text) for p in parts if p.kind != "photo")
    return bool(normalise(said).removeprefix(normalise(article.title)).strip())


def stands_approved(tx: Tx, article: Article) -> bool:
    """Say whether exactly this content was approved before and the approval was not taken back."""
    return revisions.approval_of_hash(tx, article.id, content_hash(tx, article)) is not None


def missing(tx: Tx, article: Article) -> list[Missing]:
    """List what the office's checklist still asks of the present revision, in the order to mend it."""
    rules = tx.office.checklist
    content = parts.of(tx, article.id, article.revision)
    photos = [p for p in content if p.kind == "photo"]
    files = [p for p in content if p.kind == "document"]
    length = sum(len(words_of(p.kind, p.text).strip()) for p in content if p.kind in WORDS)
    found = []
    if len(article.title.strip()) < rules.min_title:
        found.append(Missing("title", rules.min_title))
    if len(article.title.strip()) > rules.max_title:
        found.append(Missing("title_long", rules.max_title))
    if length < rules.min_text and not files:  # a data file is a publication of its own (Keterkaitan)
        found.append(Missing("text", rules.min_text - length))
    if files and rules.min_text and not _says_more_than_title(article, content):
        found.append(Missing("about"))
    if rules.section_required and article.section is None and len(tx.office.sections) > 1:
        found.append(Missing("section"))
    if rules.photo_required and not photos:
        found.append(Missing("photo"))
    without_alt = sum(1 for p in photos if not p.alt.strip())
    if rules.alt_text_required and without_alt:
        found.append(Missing("alt", without_alt))
    if len(photos) > rules.max_photos:
        found.append(Missing("photos_many", rules.max_photos))
    if len(files) > rules.max_files:
        found.append(Missing("files_many", rules.max_files))
    return found
