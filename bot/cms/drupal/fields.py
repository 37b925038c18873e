"""A page in Drupal's fields, and our sections among the terms of a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from bot.cms.base import Medium, Page, PublishError, Section, fingerprint
from bot.cms.common import mark, markup
from bot.cms.common.mark import Mark, Stage
from bot.cms.common.markup import Place
from bot.cms.drupal.api import Api, File, Term
from bot.cms.drupal.settings import Drupal

Files = Mapping[str, File]
#: As the sanitiser writes them: every ">" inside a value is escaped.
FIGURE = re.compile(r"<figure>(<img [^>]*)>(?:<figcaption>(.*?)</figcaption>)?</figure>", re.DOTALL)
TAG = re.compile(r"<([a-z][a-z0-9]*)")
ALT_LETTERS = 512  # of the column
#: Tags without which the page is another one; a text format that lacks one of them takes it out when showing.
STRUCTURE = frozenset({"h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "a", "img"})
TAGS_FIELD = "field_tags"


def of_page(drupal: Drupal, page: Page, files: Files, stage: Stage) -> dict[str, Any]:
    """Return the attributes; who wrote it ends the text, for a node has no field for it."""
    body = _written(page, files)
    marked = Mark(page.key, stage, fingerprint(page), mark.content(page.title, body))
    return {
        "title": page.title,
        drupal.body: {"value": body, "format": drupal.text_format, "summary": page.summary},
        "revision_log": str(marked),
    }


def of_withdrawn(drupal: Drupal, old: Mark, title: str, body: str) -> dict[str, Any]:
    """Return the attributes that leave only a note in the place of a page."""
    marked = Mark(old.key, "w", old.fingerprint, mark.content(title, body))
    return {
        drupal.body: {"value": body, "format": drupal.text_format, "summary": ""},
        "revision_log": str(marked),
    }


def sections_of(drupal: Drupal, terms: Sequence[Term]) -> dict[str, Any]:
    """Return the relationship of a page to its terms."""
    told = [{"type": f"taxonomy_term--{term.vocabulary}", "id": term.id} for term in terms]
    return {drupal.section: {"data": told}}


def cover_of(drupal: Drupal, page: Page, files: Files) -> dict[str, Any]:
    """Return the relationship to the cover, with its alt text; it goes away with a page that has none."""
    photo = markup.cover(page)
    if photo is None or photo.sha256 not in files:
        return {drupal.image: {"data": None}}
    alt = (photo.alt or photo.caption or page.title)[:ALT_LETTERS]
    return {drupal.image: {"data": {"type": "file--file", "id": files[photo.sha256].id, "meta": {"alt": alt}}}}


def stripped(sent: str, shown: str) -> list[str]:
    """Return the tags that the text format took out of what it shows."""
    return sorted((set(TAG.findall(sent)) - set(TAG.findall(shown))) & STRUCTURE)


class Rubrics:
    """The office's sections as terms; they are asked for once, and again if one is missing."""

    def __init__(self, drupal: Drupal, api: Api) -> None:
        """Ask nobody yet."""
        self._drupal = drupal
        self._api = api
        self._known: dict[str, list[Term]] = {}

    def terms(self, page: Page) -> list[Term]:
        """Return the section's term, and those of the page's tags that exist, if one field holds both.

        Raises PublishError("section_unknown"). A new tag is nobody's to make in passing.
        """
        site = self._drupal.site
        remote = site.rubric(page.section).remote if site.rubrics else page.section
        section = self._term(remote) or self._term(remote, anew=True)
        if section is None:
            raise PublishError("section_unknown", f"{page.section[:40]}: no term {remote[:80]!r}", again=False)
        if self._drupal.section != TAGS_FIELD:
            return [section]
        tags = [self._term(f"{section.vocabulary}:{tag}") for tag in page.tags]
        return list(dict.fromkeys([section, *(tag for tag in tags if tag)]))

    def sections(self) -> list[Section]:
        """Return the sections that have a term; with none configured, all terms."""
        self._known.clear()
        site = self._drupal.site
        if not site.rubrics:
            return [self._section(str(t.number), t.name, t) for t in self._vocabulary(self._drupal.vocabulary)]
        found = [(rubric, self._term(rubric.remote)) for rubric in site.rubrics]
        return [self._section(rubric.key, rubric.name, term) for rubric, term in found if term]

    def missing(self) -> list[str]:
        """Return the keys of the sections that have none."""
        there = {section.key for section in self.sections()}
        return [rubric.key for rubric in self._drupal.site.rubrics if rubric.key not in there]

    def _term(self, remote: str, *, anew: bool = False) -> Term | None:
        """Return the one term of "vocabulary:name", or of a name, number or UUID in the field's own vocabulary."""
        before, colon, after = remote.partition(":")
        vocabulary, name = (before, after) if colon else (self._drupal.vocabulary, remote)
        if anew:
            self._known.pop(vocabulary, None)
        terms = self._vocabulary(vocabulary)
        ways = (
            [term for term in terms if name in {term.id, str(term.number)}],
            [term for term in terms if term.name.casefold() == name.strip().casefold()],
        )
        matching = next((way for way in ways if way), [])
        return matching[0] if len(matching) == 1 else None

    def _vocabulary(self, name: str) -> list[Term]:
        if not re.fullmatch(r"[a-z0-9_]{1,64}", name):
            return []
        if name not in self._known:
            self._known[name] = self._api.terms(name)
        return self._known[name]

    def _section(self, key: str, name: str, term: Term) -> Section:
        return Section(key, name, f"{self._drupal.site.base_url}/taxonomy/term/{term.number}")


def composed(page: Page, files: Files) -> str:
    """Return the body with pictures as Drupal's own editor writes them.

    ``data-entity-uuid`` is what keeps a file: Drupal deletes after hours what no text and no field uses.
    ``data-caption`` is what its text formats turn into a figure; they would strip the figure itself.
    """
    places = {sha: Place(_path(file.url), _entity(file)) for sha, file in files.items()}
    body = FIGURE.sub(_captioned, markup.compose(page, places, markup.framed))
    for file in files.values():
        link = f'<a href="{escape(_path(file.url))}"'
        body = body.replace(link, f"{link}{_attributes(file)}")
    return body


def wanted(page: Page, files: Files) -> list[Medium]:
    """Return the media of the page that are not among the files yet."""
    return [medium for medium in page.media if medium.sha256 not in files]


def _written(page: Page, files: Files) -> str:
    return composed(page, files) + str(Markup("<p><em>{}</em></p>").format(markup.byline(page)))


def _captioned(found: re.Match[str]) -> str:
    caption = f' data-caption="{escape(found[2])}"' if found[2] else ""
    return f"{found[1]}{caption}>"


def _entity(file: File) -> tuple[tuple[str, str], ...]:
    return (("data-entity-type", "file"), ("data-entity-uuid", file.id))


def _attributes(file: File) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in _entity(file))


def _path(url: str) -> str:
    """Return an address from the root of the host: a text format may only let pictures of this website through."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
