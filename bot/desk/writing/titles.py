"""The title an article has by itself: of its first line, or of the headline sent as the caption of its photos."""

from __future__ import annotations

from bot.content.compose import WORDS, split_title
from bot.content.plain import normalise
from bot.content.titles import is_headline
from bot.sop.model import Article, Part
from storage import parts
from storage.store import Tx

#: From this many characters on, what was typed under a photo is taken for the article itself.
CAPTION_IS_TEXT = 200

#: Under a headline fewer do.
BODY_IS_TEXT = 40


def is_article(caption: str) -> bool:
    """Say whether a caption is an article: it is long, or a headline with a text below it."""
    head, _, rest = caption.strip().partition("\n")
    return len(caption) >= CAPTION_IS_TEXT or (is_headline(head) and len(rest.strip()) >= BODY_IS_TEXT)


def of(tx: Tx, article: Article) -> str:
    """Give the title: the one it was given, else its text's first line, or the headline its photos came with.

    The latter where the text begins with a sentence: whoever sends the headline with the photos leaves it out there.
    """
    content = parts.of(tx, article.id, article.revision)
    first = next((part for part in content if part.kind in WORDS), None)
    if first is None or first.kind != "text":
        return article.title
    own = split_title(first.text, first.entities)[0]
    if article.title not in {"", own}:
        return article.title
    return own if is_headline(first.text.strip().partition("\n")[0]) else _of_photos(content) or own


def _of_photos(content: list[Part]) -> str:
    """Give the one caption that heads the photos; "" where there is none, or several."""
    captions = {normalise(part.text) for part in content if part.kind == "photo" and part.text.strip()}
    found = next(iter(captions), "")
    return found if len(captions) == 1 and is_headline(found) else ""
