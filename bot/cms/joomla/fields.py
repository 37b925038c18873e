"""A page in Joomla's fields, and our sections among Joomla's categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.cms.base import Page, PublishError, Section, fingerprint
from bot.cms.common import mark, markup
from bot.cms.common.mark import Mark, Stage
from bot.cms.common.markup import Places
from bot.cms.common.options import Site
from bot.cms.joomla.api import Api, Labelled

READ_MORE = '<hr id="system-readmore">'  # Joomla parts the text here: lists show what stands before it
METADESC = 160  # letters, the limit of Joomla's form
PARAGRAPH = "</p>"


def of_page(page: Page, places: Places, category: int, tags: Sequence[int], stage: Stage) -> dict[str, Any]:
    """Return what is sent of a page; who wrote it goes into Joomla's own alias of the author."""
    body = _harmless(markup.compose(page, places, markup.framed))
    fields: dict[str, Any] = {
        "title": page.title,
        "catid": category,
        "articletext": _parted(body),
        "created_by_alias": markup.byline(page),
        "metadesc": page.summary[:METADESC],
        "metakey": ", ".join(tag.replace(",", " ") for tag in page.tags),
        "images": _images(page, places),
        "note": str(Mark(page.key, stage, fingerprint(page), mark.content(page.title, body))),
    }
    return fields | ({"tags": list(tags)} if tags else {})


def of_withdrawn(old: Mark, title: str, body: str) -> dict[str, Any]:
    """Return what is sent to leave only a note in the place of an article."""
    text = _harmless(body)
    return {
        "articletext": text,
        "metadesc": "",
        "metakey": "",
        "images": _pictures("", "", "") | _pictures("", "", "", "fulltext"),
        "note": str(Mark(old.key, "w", old.fingerprint, mark.content(title, text))),
    }


class Rubrics:
    """The office's sections as categories of the website; they are asked for once, and again if one is missing."""

    def __init__(self, site: Site, api: Api) -> None:
        """Ask nobody yet."""
        self._site = site
        self._api = api
        self._categories: list[Labelled] = []

    def number(self, key: str) -> int:
        """Return the category's number for one of our sections; raises PublishError("section_unknown")."""
        remote = self._site.rubric(key).remote if self._site.rubrics else key
        found = _named(self._categories, remote)
        if found is None:
            self._categories = self._api.categories()
            found = _named(self._categories, remote)
        if found is None:
            raise PublishError("section_unknown", f"{key[:40]}: no single category {remote[:80]!r}", again=False)
        return _number(found)

    def sections(self) -> list[Section]:
        """Return the sections that have a category."""
        self._categories = self._api.categories()
        if not self._site.rubrics:
            return [self._section(c.attributes.alias, c.attributes.title, c) for c in self._categories]
        found = [(rubric, _named(self._categories, rubric.remote)) for rubric in self._site.rubrics]
        return [self._section(rubric.key, rubric.name, category) for rubric, category in found if category]

    def missing(self) -> list[str]:
        """Return the keys of the sections that have none."""
        there = {section.key for section in self.sections()}
        return [rubric.key for rubric in self._site.rubrics if rubric.key not in there]

    def tags(self, names: Sequence[str]) -> list[int]:
        """Return the numbers of those tags the website already has; a new one is nobody's to make in passing."""
        if not names:
            return []
        known = {label.attributes.title.casefold(): _number(label) for label in self._api.tags()}
        return [known[name.casefold()] for name in names if name.casefold() in known]

    def _section(self, key: str, name: str, category: Labelled) -> Section:
        url = f"{self._site.base_url}/index.php?option=com_content&view=category&id={_number(category)}"
        return Section(key, name, url)


def _named(categories: Sequence[Labelled], remote: str) -> Labelled | None:
    """Return the one category of this number, else of this alias, else of this title; none if there are two."""
    ways = (
        [c for c in categories if str(c.id) == remote],
        [c for c in categories if c.attributes.alias == remote],
        [c for c in categories if c.attributes.title.casefold() == remote.casefold()],
    )
    matching = next((way for way in ways if way), [])
    return matching[0] if len(matching) == 1 else None


def _number(label: Labelled) -> int:
    number = str(label.id)
    if number.isascii() and number.isdigit():
        return int(number)
    raise PublishError("answer_odd", "a category without a number", again=True)


def _harmless(body: str) -> str:
    """Keep ``{loadmodule …}`` and its like a text: Joomla's plugins would put something else in its place."""
    return body.replace("{", "&#123;")


def _parted(body: str) -> str:
    """Let lists show the first paragraph only."""
    first, end, rest = body.partition(PARAGRAPH)
    return f"{first}{end}{READ_MORE}{rest}" if body.startswith("<p") and rest.strip() else body


def _images(page: Page, places: Places) -> dict[str, str]:
    """Return the cover for lists, and for the article itself unless its text shows it."""
    photo = markup.cover(page)
    if photo is None or photo.sha256 not in places:
        return _pictures("", "", "") | _pictures("", "", "", "fulltext")
    told = (places[photo.sha256].url, photo.alt or photo.caption, photo.caption)
    above = ("", "", "") if markup.shows(page, photo) else told
    return _pictures(*told) | _pictures(*above, "fulltext")


def _pictures(url: str, alt: str, caption: str, place: str = "intro") -> dict[str, str]:
    return {f"image_{place}": url, f"image_{place}_alt": alt, f"image_{place}_caption": caption}
