"""What in an article looks like personal data, and where it stands (UU 27/2022): pointed out, never removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.blocks import words_of
from bot.content.inside import Inside, table_cells
from bot.content.personal_data import ORDER, DataKind, find_personal_data
from bot.desk.articles import pasted
from bot.sop.model import Article, Part
from storage import parts
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `where` has words in bot/texts; a text's or photo's number, a file's name, and
    the place inside the file."""

    where: str  # title | text | only_text | word | caption | alt | file_caption | name | file
    number: int = 0
    name: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Spotted:
    """One thing that looks like personal data, masked, and its place."""

    kind: DataKind
    masked: str
    place: Place


@dataclass(frozen=True, slots=True)
class Privacy:
    """Everything spotted, the most alarming first, how much in all, and the files nobody looked into.

    `unshown`: what is hidden in a file (see `bot.content.unshown`), by the file's name.
    """

    spotted: tuple[Spotted, ...]
    count: int
    unread: tuple[str, ...]
    unshown: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


def look(tx: Tx, article: Article) -> Privacy:
    """Look through everything of the present revision that its readers will see or can open."""
    content = pasted.joined(parts.of(tx, article.id, article.revision))
    texts = [
        (rank, Spotted(finding.kind, finding.excerpt_masked, place))
        for place, words in _texts(article, content)
        for finding in find_personal_data(words)
        for rank in [finding.rank]
    ]
    files = [(p, Inside.from_json(parts.found_in_file(tx, p.sha256))) for p in content if p.kind == "document"]
    inside = [
        (
            (ORDER.index(each.kind), False),
            Spotted(each.kind, each.masked, Place("file", 0, shown_name(part.filename), each.place)),
        )
        for part, seen in files
        for each in seen.found
    ]
    once = {spotted: rank for rank, spotted in [*inside, *texts]}
    ranked = tuple(sorted(once, key=lambda spotted: once[spotted]))
    more = sum(seen.count - len(seen.found) for _, seen in files)
    return Privacy(
        ranked,
        len(ranked) + more,
        tuple(shown_name(part.filename) for part, seen in files if not seen.complete),
        tuple((shown_name(part.filename), _named(seen)) for part, seen in files if seen.unshown),
    )


def _named(seen: Inside) -> tuple[tuple[str, str], ...]:
    """What is hidden in a file; what looks like personal data in a sheet's name is masked."""
    return tuple((kind, shown_name(name)) for kind, name in seen.unshown)


def shown_name(filename: str) -> str:
    """Give a file's name as it may stand on a card: what looks like personal data in it is masked there too."""
    for finding in reversed(find_personal_data(filename)):
        filename = f"{filename[: finding.start]}{finding.excerpt_masked}{filename[finding.end :]}"
    return filename


def _texts(article: Article, parts: list[Part]) -> Iterator[tuple[Place, str]]:
    """Give every text of an article with its place; a title that is the first line is looked at once."""
    texts = [p for p in parts if p.kind == "text"]
    if not any(article.title and article.title in p.text for p in texts):
        yield Place("title"), article.title
    for number, part in enumerate(texts, 1):
        yield Place("text", number) if len(texts) > 1 else Place("only_text"), part.text
    for part in parts:
        if part.kind == "html":
            yield Place("word"), words_of(part.kind, part.text)
            yield from ((Place("word"), cell) for cell in table_cells(part.text))
    for number, part in enumerate([p for p in parts if p.kind == "photo"], 1):
        yield Place("caption", number), part.text
        if part.alt.strip() != part.text.strip():
            yield Place("alt", number), part.alt
    for part in parts:
        if part.kind == "document":
            yield Place("file_caption", 0, shown_name(part.filename)), part.text
            yield Place("name", 0, shown_name(part.filename)), part.filename
