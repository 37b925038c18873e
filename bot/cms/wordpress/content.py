"""The text of a post: byline, body, gallery, files and our mark; or the note that stands where a page was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from bot.cms.base import Page, Withdrawal, fingerprint
from bot.cms.common import markup, words
from bot.cms.common.options import Site
from bot.cms.wordpress import shapes
from bot.cms.wordpress.blocks import block, blocks, harmless
from bot.cms.wordpress.mark import LOSSY, Mark, Stage, digest, digest_of, loses, sought


class Chosen(NamedTuple):
    """What a post is connected with, by WordPress's ids; ``cover`` is 0 for none."""

    categories: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    cover: int = 0


def places(media: Mapping[str, shapes.Medium], urls: Mapping[str, str]) -> dict[str, markup.Place]:
    """Return where each medium is; the class lets WordPress add the smaller copies for small screens (srcset)."""
    return {
        sha: markup.Place(urls[sha], (("class", f"wp-image-{row.id}"),)) for sha, row in media.items() if sha in urls
    }


def fields(page: Page, stage: Stage, where: markup.Places, chosen: Chosen) -> dict[str, Any]:
    """Return what is stored of a page in this stage."""
    text = words.LANGUAGES.get(page.language, words.ID)
    names = f"byline {sought(page.key)}"
    who = Markup('<p class="{}">{} <strong>{}</strong></p>').format(names, text.by, markup.byline(page))
    parts = [
        block("paragraph", harmless(who), className=names),
        blocks(markup.compose(page, where, markup.framed)),
    ]
    mark = Mark(page.key, stage, fingerprint(page), "", *chosen)
    return _stamped(page.title, page.summary, parts, mark)


def withdrawn(
    site: Site, mark: Mark, title: str, kind: Withdrawal, note: str, target: str | None, at: datetime
) -> dict[str, Any]:
    """Return what is stored in the place of a withdrawn page; ``title`` is stored already.

    Its summary, tags and cover told of the page, too. Raises PublishError("target_odd").
    """
    said = blocks(markup.withdrawn(site.language, site.zone, kind, note, target, at))
    sentence = words.LANGUAGES[site.language].withdrawals[kind][1]
    left = replace(mark, stage="withdrawn", tags=(), cover=0)
    return _stamped(Markup(title), sentence, [said], left) | {"featured_media": 0, "tags": []}  # noqa: S704 - WordPress's


def restamped(stored: shapes.Post, mark: Mark, sent: str) -> str:
    """Return the content of a post with a mark that fits it, for a website that changed what we sent.

    If it lost something, the mark is that of no page: another attempt then stores the page again.
    """
    shows = LOSSY if loses(stored.content.raw, sent) else mark.fingerprint
    fitting = replace(mark, content=digest_of(stored), fingerprint=shows)
    return stored.content.raw.replace(str(mark), str(fitting))


def _stamped(title: str, summary: str, parts: Iterable[str], mark: Mark) -> dict[str, Any]:
    said = {"title": _plain(title), "excerpt": harmless(_plain(summary))}
    body = "\n\n".join(part for part in parts if part)
    full = replace(mark, content=digest(said["title"], said["excerpt"], body))
    return said | {"content": f"{body}\n\n{block('html', str(full))}"}


def _plain(text: str) -> str:
    """Escape what a person wrote; quotes stay, for WordPress turns them into typographic ones."""
    return str(escape(text)).replace("&#34;", '"').replace("&#39;", "'")
