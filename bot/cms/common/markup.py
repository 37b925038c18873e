"""The body of a page as a website's editor stores it: sanitised again, media in place, gallery and files below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import nh3
from markupsafe import Markup

from bot.cms.base import Medium, Page, PublishError, Withdrawal
from bot.cms.common import words
from bot.cms.common.allowed import ATTRIBUTE, ATTRIBUTES, IMAGE, SCHEMES, TAGS, refuse_endless
from bot.cms.common.media import PHOTOS, SUFFIXES
from bot.cms.common.names import KEY
from bot.cms.common.words import Words

TITLE_LETTERS = 255  # of Joomla's and Drupal's title columns


@dataclass(frozen=True, slots=True)
class Place:
    """Where a medium is on the website, and what its element says besides."""

    url: str
    attributes: tuple[tuple[str, str], ...] = ()


Places = Mapping[str, Place]
Figure = Callable[[Markup, str], Markup]


def refuse(page: Page) -> None:
    """Raise PublishError: "key_odd", or "too_long" for what the website or the sanitiser would not take."""
    if not KEY.fullmatch(page.key):
        raise PublishError("key_odd", repr(page.key[:40]), again=False)
    refuse_endless(page.html)
    if len(page.title) > TITLE_LETTERS:
        raise PublishError("too_long", f"a title of {len(page.title)} letters", again=False)


def compose(page: Page, places: Places, figure: Figure) -> str:
    """Return the body; a medium without a place (a draft has none yet) is left out.

    ``figure`` draws a picture with its caption the way this website wants it.
    """
    clean = nh3.clean(
        page.html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=_filter(places),
    )
    media = {medium.sha256: medium for medium in page.media}
    pictured = IMAGE.sub(lambda found: _image(found[0], media, places), clean)
    return str(Markup(pictured) + _gallery(page, places, figure) + _attachments(page, places))  # noqa: S704 - cleaned


def picture(place: Place, alt: str) -> Markup:
    """Return the img of one photo."""
    return Markup('<img src="{}" alt="{}"{}>').format(place.url, alt, _attributes(place))


def framed(image: Markup, caption: str) -> Markup:
    """Draw a picture as HTML does: a figure with its caption."""
    below = Markup("<figcaption>{}</figcaption>").format(caption) if caption else Markup()
    return Markup("<figure>{}{}</figure>").format(image, below)


def cover(page: Page) -> Medium | None:
    """Return the photo that stands for the page: the chosen one, else the first, else none."""
    photos = [medium for medium in page.media if medium.mime in PHOTOS]
    chosen = [medium for medium in photos if medium.sha256 == page.cover]
    return next(iter(chosen or photos), None)


def shows(page: Page, medium: Medium) -> bool:
    """Say whether the text itself shows a medium."""
    return f"media:{medium.sha256}" in page.html


def withdrawn(language: str, zone: ZoneInfo, kind: Withdrawal, note: str, target_url: str | None, at: datetime) -> str:
    """Return what stands in the place of a withdrawn page; raises PublishError("target_odd") for no web address."""
    text = _words(language)
    label, sentence = text.withdrawals[kind]
    said = Markup("<p>{}</p>").format(note) if note.strip() else Markup()
    link = Markup('<p><a href="{}">{}</a></p>').format(_web(target_url), text.see) if target_url else Markup()
    return str(
        Markup("<h2>{}: {}</h2><p>{}</p>{}<p>{}</p>{}").format(
            text.notice, label, sentence, said, words.moment(text, at, zone), link
        )
    )


def byline(page: Page) -> str:
    """Return who wrote it, naming the unit."""
    if not page.byline.strip():
        return page.unit_name
    return page.byline if page.unit_name in page.byline else f"{page.byline}, {page.unit_name}"


def _words(language: str) -> Words:
    return words.LANGUAGES.get(language, words.ID)


def _web(url: str) -> str:
    if urlsplit(url).scheme in {"http", "https"}:
        return url
    raise PublishError("target_odd", "the target is no web address", again=False)


def _filter(places: Places) -> Callable[[str, str, str], str | None]:
    def keep(tag: str, name: str, value: str) -> str | None:  # noqa: ARG001 - nh3's signature
        """Leave img src to ``_image``; let a link to a medium lead to its file, or nowhere."""
        if name != "href" or not value.startswith("media:"):
            return value
        place = places.get(value.removeprefix("media:"))
        return place.url if place else None

    return keep


def _image(tag: str, media: Mapping[str, Medium], places: Places) -> str:
    """Draw an image anew from what we know of it; one that is not of this page disappears."""
    found = {name: Markup(value).unescape() for name, value in ATTRIBUTE.findall(tag)}  # noqa: S704
    sha = found.get("src", "").removeprefix("media:")
    if sha not in media or sha not in places:
        return ""
    return str(picture(places[sha], found.get("alt") or media[sha].alt))


def _attributes(place: Place) -> Markup:
    return Markup().join(Markup(' {}="{}"').format(name, value) for name, value in place.attributes)


def _gallery(page: Page, places: Places, figure: Figure) -> Markup:
    """Return the photos that neither the text nor the cover shows."""
    first = cover(page)
    rest = [m for m in page.media if m.mime in PHOTOS and m.sha256 in places and m != first and not shows(page, m)]
    if not rest:
        return Markup()
    pictures = Markup().join(figure(picture(places[m.sha256], m.alt or m.caption), m.caption) for m in rest)
    return Markup("<h2>{}</h2>{}").format(_words(page.language).gallery, pictures)


def _attachments(page: Page, places: Places) -> Markup:
    files = [m for m in page.media if m.mime not in PHOTOS and m.sha256 in places and not shows(page, m)]
    if not files:
        return Markup()
    text = _words(page.language)
    entries = Markup().join(_attachment(text, m, places[m.sha256]) for m in files)
    return Markup("<h2>{}</h2><ul>{}</ul>").format(text.attachments, entries)


def _attachment(text: Words, medium: Medium, place: Place) -> Markup:
    kind = SUFFIXES.get(medium.mime, "").lstrip(".").upper()
    return Markup('<li><a href="{}">{}</a> ({}, {})</li>').format(
        place.url, medium.caption or medium.filename, kind, words.size(text, medium.size)
    )
