"""The mark we leave in a post, invisible to its readers: whose it is, what it shows, and what we last stored.

WordPress takes no field of ours that is not registered in PHP. An HTML comment inside a Custom HTML block survives
its sanitiser (KSES, for Authors), both editors, and the conversion of classic text to blocks; and it is found by the
search over content. So the key is where nobody moves it when he changes title or address. It stands a second time as
a class of the byline, for somebody may take that odd block away.
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal, cast

from bot.cms.wordpress.shapes import Post

Stage = Literal["draft", "published", "withdrawn"]  # as we left it
MARK = re.compile(
    r"<!-- tayang-([A-Za-z0-9-]{1,32}); (draft|published|withdrawn) ([0-9a-f]{64}) ([0-9a-f]{32})"
    r" c([0-9.]*) t([0-9.]*) m([0-9]*) -->"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """``content`` tells whether somebody changed the words since; the ids, what we chose and others may have added."""

    key: str
    stage: Stage
    fingerprint: str
    content: str
    categories: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    cover: int = 0

    def __str__(self) -> str:
        """Write the mark as ``read`` reads it. No quotes and no double dash: the sanitiser changes both."""
        categories, tags = (".".join(map(str, ids)) for ids in (self.categories, self.tags))
        ids = f"c{categories} t{tags} m{self.cover}"
        return f"<!-- {sought(self.key)}; {self.stage} {self.fingerprint} {self.content} {ids} -->"


#: The fingerprint of what a website made of a page when words, pictures or links got lost: that of no page.
LOSSY = "0" * 64


def sought(key: str) -> str:
    """Return what a post with this key is searched by: it stands in the comment and in the class."""
    return f"tayang-{key}"


def carries(post: Post, key: str) -> bool:
    """Say whether a post is of this key; what people write in their texts makes none ours."""
    sign = rf'(?:<!-- |class="[^"<>]*){re.escape(sought(key))}(?=[; "])'
    return re.search(sign, post.content.raw) is not None


def read(post: Post) -> Mark | None:
    """Return the mark of a post, if there is one."""
    found = MARK.search(post.content.raw)
    if not found:
        return None
    key, stage, page, content, categories, tags, cover = found.groups()
    return Mark(key, cast("Stage", stage), page, content, _ids(categories), _ids(tags), int(cover or 0))


def digest(title: str, excerpt: str, content: str) -> str:
    """Return a digest of what readers get: words, pictures, links; not markup and spaces, which editors reflow."""
    seen = _seen(content)
    texts = (html.unescape(title), html.unescape(excerpt), "".join(seen.words))
    whole = "\n".join([*map(_letters, texts), *seen.pictures, *seen.links])
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def loses(stored: str, sent: str) -> bool:
    """Say whether words, pictures or links of the content that was sent are not in the content that is stored."""
    there, wanted = _seen(stored), _seen(sent)
    sources = {picture.partition(" ")[0] for picture in there.pictures}
    return (
        _letters("".join(wanted.words)) not in _letters("".join(there.words))
        or not {picture.partition(" ")[0] for picture in wanted.pictures} <= sources
        or not set(wanted.links) <= set(there.links)
    )


def digest_of(post: Post) -> str:
    """Return the digest of a post as it is stored."""
    return digest(post.title.raw, post.excerpt.raw, post.content.raw)


def _ids(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part)


def _seen(content: str) -> _Seen:
    seen = _Seen()
    seen.feed(content)
    seen.close()
    return seen


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


class _Seen(HTMLParser):
    """Collects the words, and where pictures and links lead; comments, so our mark too, are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.pictures: list[str] = []
        self.links: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "img":
            self.pictures.append(f"{found.get('src')} {found.get('alt') or ''}")
        elif tag == "a":
            self.links.append(str(found.get("href")))
