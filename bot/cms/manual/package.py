"""The package a person publishes from: a ZIP with the page, its text, its photos in order, and what to do."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import nh3
from markupsafe import Markup

from bot.cms.base import Medium, Page, PublishError
from bot.cms.common.allowed import ATTRIBUTE, ATTRIBUTES, IMAGE, MEDIUM, SCHEMES, TAGS
from bot.cms.common.media import PHOTOS, SUFFIXES
from bot.cms.common.names import slug
from bot.cms.manual.base import Errand
from bot.cms.manual.plain import plain
from bot.cms.manual.words import LANGUAGES, Words

LARGEST = 45_000_000  # bytes of one ZIP: Telegram takes no upload of a bot above 50 MB
OVERHEAD = 2_000  # bytes a file needs in a ZIP besides its content, at most
WORD = 40  # letters of a title or caption in a file's name

STYLE = """
body{margin:0;background:#f4f4f2;color:#1a1a1a;font:18px/1.6 Georgia,"Times New Roman",serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem 4rem;background:#fff}
h1{font-size:2rem;line-height:1.2;margin:.2em 0 .4em}
h2,h3,h4{line-height:1.3;margin:1.6em 0 .4em}
p.by,p.in{color:#555;font:15px/1.4 system-ui,sans-serif;margin:0}
img{max-width:100%;height:auto}
figure{margin:1.5rem 0}
figcaption{color:#555;font:15px/1.4 system-ui,sans-serif}
table{border-collapse:collapse;display:block;overflow-x:auto}
td,th{border:1px solid #bbb;padding:.35em .6em;text-align:left;vertical-align:top}
blockquote{margin:1.2em 0;padding-left:1em;border-left:4px solid #bbb}
"""
# The page opens from a disk: nothing may run in it, and nothing be fetched from elsewhere.
POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
DOCUMENT = Markup(
    '<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    "<title>{title}</title>\n<style>{style}</style>\n<main>\n"
    '<p class="in">{section}</p>\n<h1>{title}</h1>\n<p class="by">{byline}</p>\n{cover}\n{body}\n</main>\n</html>\n'
)


@dataclass(frozen=True, slots=True)
class Part:
    """One ZIP: its file name, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Item:
    """A medium with its place in the package."""

    medium: Medium
    path: str

    @property
    def is_photo(self) -> bool:
        return self.medium.mime in PHOTOS


def parts(page: Page, errand: Errand, language: str) -> list[Part]:
    """Return the package in as many ZIPs as fit through Telegram, mostly one; the same page gives the same bytes.

    Photos are never reduced: what does not fit into one ZIP goes into the next. Raises PublishError("medium_large")
    for a single file that fits into none.
    """
    words = LANGUAGES[language]
    items = _items(page, words)
    texts = _texts(page, errand, items, words)
    groups = _groups(items, sum(len(text.encode()) + OVERHEAD for text in texts.values()))
    names = _names(f"{errand.ref}-{slug(page.title, 'naskah')[:WORD].strip('-')}", len(groups), words)
    made = []
    for number, (name, group) in enumerate(zip(names, groups, strict=True), 1):
        told = texts if number == 1 else {}
        made.append(Part(name, _zip(page, told | _part_note(words, number, len(groups)), group)))
    return made


def _names(stem: str, count: int, words: Words) -> list[str]:
    if count == 1:
        return [f"{stem}.zip"]
    return [f"{stem}-{words.part.format(number, count)}.zip" for number in range(1, count + 1)]


def _part_note(words: Words, number: int, count: int) -> dict[str, str]:
    note = words.part_line.format(number, count)
    return {f"{words.part.format(number, count).upper()}.txt": note + "\n"} if count > 1 else {}


def _groups(items: Sequence[_Item], texts: int) -> list[list[_Item]]:
    """Share the media out among ZIPs, in order; the texts are in the first."""
    groups: list[list[_Item]] = [[]]
    left = LARGEST - texts
    for item in items:
        need = item.medium.path.stat().st_size + OVERHEAD
        if need > LARGEST:
            raise PublishError("medium_large", f"{item.medium.sha256}: {need} bytes", again=False)
        if need > left:
            groups.append([])
            left = LARGEST
        groups[-1].append(item)
        left -= need
    return groups


def _zip(page: Page, texts: dict[str, str], items: Iterable[_Item]) -> bytes:
    out = io.BytesIO()
    day = page.published_at.date()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in texts.items():
            packed.writestr(_entry(name, day.timetuple()[:3]), text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
        for item in items:
            packed.writestr(_entry(item.path, day.timetuple()[:3]), item.medium.path.read_bytes(), zipfile.ZIP_STORED)
    return out.getvalue()


def _entry(name: str, day: tuple[int, ...]) -> zipfile.ZipInfo:
    year, month, date = day
    entry = zipfile.ZipInfo(name, (max(1980, year), month, date, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    return entry


# --- the media -----------------------------------------------------------------------------------------


def _items(page: Page, words: Words) -> list[_Item]:
    """Give every medium its place: photos as they are seen (the cover first), files after them."""
    order = {sha: place for place, sha in enumerate(MEDIUM.findall(page.html))}
    last = len(order)
    photos = [m for m in page.media if m.mime in PHOTOS]
    photos.sort(key=lambda m: (m.sha256 != page.cover, order.get(m.sha256, last)))
    files = [m for m in page.media if m.mime not in PHOTOS]
    return [*_numbered(photos, words.photos, _photo_word), *_numbered(files, words.files, _file_word)]


def _numbered(media: Sequence[Medium], folder: str, word: Callable[[Medium], str]) -> list[_Item]:
    width = max(2, len(str(len(media))))
    return [
        _Item(medium, f"{folder}/{number:0{width}}-{word(medium)}{_suffix(medium)}")
        for number, medium in enumerate(media, 1)
    ]


def _photo_word(medium: Medium) -> str:
    return slug(medium.caption or medium.alt, "foto")[:WORD].strip("-")


def _file_word(medium: Medium) -> str:
    return slug(PurePath(medium.filename).stem, "berkas")[:WORD].strip("-")


def _suffix(medium: Medium) -> str:
    """Return the ending that fits the type; a type nobody foresaw is a download without one that could run."""
    return SUFFIXES.get(medium.mime, ".bin")


# --- the texts -----------------------------------------------------------------------------------------


def _texts(page: Page, errand: Errand, items: Sequence[_Item], words: Words) -> dict[str, str]:
    texts = {
        words.readme: _readme(page, errand, items, words),
        words.page: _html(page, items),
        words.text: f"{page.title}\n\n{plain(page.html)}\n",
    }
    photos = [item for item in items if item.is_photo]
    if photos:
        texts[words.captions] = "\n".join(_described(page, item, words) for item in photos)
    return {name: _for_windows(text) if name.endswith(".txt") else text for name, text in texts.items()}


def _for_windows(text: str) -> str:
    """Return the text as the office's Notepad shows it right: with a mark of UTF-8 and its line ends."""
    return "\ufeff" + text.replace("\n", "\r\n")


def _described(page: Page, item: _Item, words: Words) -> str:
    name = item.path.rpartition("/")[2]
    cover = f" ({words.cover})" if item.medium.sha256 == page.cover else ""
    caption = item.medium.caption or words.no_caption
    alt = item.medium.alt or item.medium.caption or page.title
    return f"{name}{cover}\n  {words.caption}: {caption}\n  {words.alt}: {alt}\n"


def _readme(page: Page, errand: Errand, items: Sequence[_Item], words: Words) -> str:
    head = words.heading.format(errand.ref)
    first = words.change.format(errand.url) if errand.url else words.put_up.format(page.section_name)
    last = (words.changed_step if errand.url else words.link_step).format(errand.ref)
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate((first, *words.steps, last), 1))
    facts = f"{words.title}: {page.title}\n{words.section}: {page.section_name}"
    return f"{head}\n{'=' * len(head)}\n\n{facts}\n\n{steps}\n\n{words.contents}\n{_listed(items, words)}\n"


def _listed(items: Sequence[_Item], words: Words) -> str:
    photos = sum(item.is_photo for item in items)
    lines = [f"- {words.page}: {words.page_line}", f"- {words.text}: {words.text_line}"]
    if photos:
        lines.append(f"- {words.photos}/: {words.photos_line.format(photos, words.captions)}")
    if len(items) > photos:
        lines.append(f"- {words.files}/: {words.files_line.format(len(items) - photos)}")
    return "\n".join(lines)


def _html(page: Page, items: Sequence[_Item]) -> str:
    """Return the page as a browser opens it from the unpacked folder."""
    paths = {item.medium.sha256: item.path for item in items}
    return str(
        DOCUMENT.format(
            language=page.language,
            policy=POLICY,
            title=page.title,
            style=Markup(STYLE),  # noqa: S704 - a constant
            section=page.section_name,
            byline=page.byline,
            cover=_cover(page, items),
            body=_body(page.html, paths),
        )
    )


def _cover(page: Page, items: Sequence[_Item]) -> Markup:
    """Show the cover, unless the text shows it already."""
    for item in items:
        if item.medium.sha256 == page.cover and item.is_photo and f"media:{page.cover}" not in page.html:
            caption = Markup("<figcaption>{}</figcaption>").format(item.medium.caption) if item.medium.caption else ""
            return Markup('<figure><img src="{}" alt="{}">{}</figure>').format(item.path, item.medium.alt, caption)
    return Markup()


def _body(html: str, paths: dict[str, str]) -> Markup:
    """Return the body cleaned once more, its media named by their files beside the page, any other dropped."""

    def keep(_tag: str, name: str, value: str) -> str | None:
        sha = value.removeprefix("media:")
        return paths.get(sha) if name == "href" and sha != value else value

    def image(found: re.Match[str]) -> str:
        told = {name: Markup(value).unescape() for name, value in ATTRIBUTE.findall(found[0])}  # noqa: S704
        path = paths.get(told.get("src", "").removeprefix("media:"))
        return str(Markup('<img src="{}" alt="{}">').format(path, told.get("alt", ""))) if path else ""

    clean = nh3.clean(html, tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=SCHEMES, attribute_filter=keep)
    return Markup(IMAGE.sub(image, clean))  # noqa: S704 - cleaned in the line above
