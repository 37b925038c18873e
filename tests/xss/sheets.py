"""Articles made of vectors: each in every place where an article holds what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.cms.base import Medium, Page
from bot.cms.contract.material import article, document, photo
from bot.content.compose import Composed, MediumRef, Piece, compose
from bot.content.entities import web_html
from bot.content.plain import normalise
from bot.content.sanitise import clean_fragment
from bot.content.spans import tidy, utf16_length

#: Entities that a stretch of a message can have, apart from what they lead to.
MARKS = ("bold", "italic", "code", "pre", "blockquote", "expandable_blockquote", "spoiler", "url", "email", "mention")
HARMLESS = "Air dibagi bergilir"
#: All that may be left of a vector: a website may bring a style of its own for each.
STRUCTURE = (
    "<h2>a</h2><h3>b</h3><h4>c</h4><ul><li>d</li></ul><ol start=2 type=a><li>e</li></ol><hr>"
    "<blockquote><p>f</p></blockquote><pre><code>g</code></pre><p><em>k</em><sub>l</sub></p>"
    "<table><caption>h</caption><tr><th>i</th><td>j</td></tr></table>"
)


def whole(text: str, kind: str, **more: str) -> Mapping[str, Any]:
    """Return an entity over a whole text."""
    return {"type": kind, "offset": 0, "length": utf16_length(text), **more}


def pieces(vector: str, sha256: str, file: str) -> Iterator[Piece]:
    """Yield the pieces of an article that carry a vector: typed, marked, linked, from Word, as captions and names."""
    yield Piece("text", text=vector)
    yield Piece("text", text=f"kata {vector} kata", entities=(whole(f"kata {vector}", "bold"),))
    yield Piece("text", text="tautan", entities=(whole("tautan", "text_link", url=vector),))
    yield Piece("text", text="kode", entities=(whole("kode", "pre", language=vector),))
    yield Piece("html", text=vector)
    yield Piece(
        "html", text=f'<p>lewat Word <a href="{vector}">tautan</a></p><table><tr><td>{vector}</td></tr></table>'
    )
    yield Piece("photo", sha256=sha256, mime="image/jpeg", filename="f.jpg", alt=vector, caption=vector)
    yield Piece("document", sha256=file, mime="application/pdf", filename=f"{vector}.pdf", size=9)


def sheet(key: str, vectors: Sequence[str], folder: Path) -> Page:
    """Return a page with these vectors in every place, and a marker after each that must stay a paragraph.

    A vector that swallowed its neighbours would swallow their markers.
    """
    picture, paper = photo(folder, f"{key}.jpg", 32, 24), document(folder, f"{key}.pdf")
    parts = [Piece("text", text=HARMLESS)]
    for number, vector in enumerate(vectors):
        parts += pieces(vector, picture.sha256, paper.sha256)
        parts.append(Piece("text", text=f"penanda {number}"))
    joined = normalise(tidy(" ".join(vectors))) or HARMLESS
    composed = compose(joined, parts)
    known = {picture.sha256: picture, paper.sha256: paper}
    media = tuple(_medium(known[ref.sha256], ref, " ".join(vectors)) for ref in composed.media)
    return _page(key, joined, composed, media)


def _page(key: str, joined: str, composed: Composed, media: tuple[Medium, ...]) -> Page:
    return article(
        key,
        media,
        title=joined,
        html=composed.html,
        summary=composed.summary,
        unit_name=joined,
        byline=joined,
        section_name="Berita",
        cover=composed.cover,
        tags=(),
    )


def _medium(stored: Medium, ref: MediumRef, joined: str) -> Medium:
    whole_text = joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    name = f"{whole_text[:180]}{Path(ref.filename).suffix}"
    return replace(stored, filename=name, alt=whole_text, caption=whole_text)


def fragments(vector: str) -> dict[str, str]:
    """Return what each wall makes of a vector, by the name of the wall."""
    linked = {"text": "tautan", "entities": [whole("tautan", "text_link", url=vector)]}
    return {
        "Word": clean_fragment(vector),
        "Word link": clean_fragment(f'<p><a href="{vector}">x</a><img src="{vector}" alt="{vector}"></p>'),
        "Word table": clean_fragment(f"<table><tr><td>{vector}</td></tr></table>"),
        "typed": web_html(vector, []),
        "linked": web_html(str(linked["text"]), linked["entities"]),  # type: ignore[arg-type]  # entities are a list
        "language": web_html("kode", [whole("kode", "pre", language=vector)]),
        "marked": "".join(web_html(vector, [whole(vector, mark)]) for mark in MARKS),
        "captions": compose("Judul", [Piece("text", text="a"), *list(pieces(vector, "a" * 64, "b" * 64))[-2:]]).html,
    }
