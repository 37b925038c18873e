"""A page as its visitors and its machines get it: blocks of text, links, what is hidden, and whose code it runs."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

from bot.sitewatch import scripts, styles
from bot.sitewatch.elements import BLOCKS, OPENABLE, OPENABLE_TAGS, PLAIN, TOLD, UNREAD, VOID
from bot.sitewatch.view import Block, Hidden, Image, Link, Part, View, host_of

MOST_DEPTH = 400  # elements open at once that are looked at: a page of a thousand nested ones is no page
MOST_CODE = 300_000  # characters of scripts and styles that are read
MOST_WRITTEN = 20  # pieces of HTML that scripts put on the page and that are read as well
LONG_NAME = 3  # letters of a part of a host's name that tells whose it is
COVERS = re.compile(r"^(?=.*position:(?:fixed|absolute))(?=.*width:100(?:%|vw))(?=.*height:100(?:%|vh))")
BEHIND = re.compile(r"url\(\s*[\"']?([^\"')\s]{3,300})", re.IGNORECASE)
REFRESH = re.compile(r"url\s*=\s*[\"']?\s*([^\"'\s>]{1,300})", re.IGNORECASE)
#: Of the data about a page that search engines read.
STRINGS = re.compile(r'"(?:name|headline|description|title|alternateName|keywords)"\s*:\s*"((?:[^"\\]|\\.){3,300})"')


def read(html: str, url: str, sheets: Iterable[str] = (), code: Iterable[str] = ()) -> View:
    """Read the HTML of the page at ``url``, with the texts of its style sheets and its own scripts where known.

    Takes time in proportion to its size, whatever was left open in it.
    """
    reader = _Reader(url)
    for sheet in sheets:
        reader.sheet.read(reader.within_budget(sheet))
    reader.budget = MOST_CODE
    for script in code:
        reader.code(reader.within_budget(script), ours=True)
    reader.budget = MOST_CODE
    # the styles of a page hide what stands above them as well
    for style in re.findall(r"<style[^>]{0,300}>([^<]{1,100000})", html, re.IGNORECASE):
        reader.sheet.read(reader.within_budget(style))
    reader.budget = MOST_CODE
    reader.feed(re.sub(r"<{2,}", "<", html) + "\n<br>")
    reader.flush()
    for piece in reader.to_read[:MOST_WRITTEN]:
        reader.read_written(piece)
    return reader.view()


@dataclass(slots=True)
class _Open:
    tag: str
    hidden: Hidden
    names: frozenset[str]
    ground: bool = False  # it says what colour stands behind it


@dataclass(slots=True)
class _Text:
    words: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Anchor:
    url: str
    hidden: Hidden
    foreign: bool
    words: list[str] = field(default_factory=list)
    picture: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Keeps the open elements; a block's text ends where another block begins or this one ends."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet = styles.Sheet()
        self.budget = MOST_CODE
        self.to_read: list[str] = []
        self._title: list[str] = []
        self._description = ""
        self._blocks: list[Block] = []
        self._links: list[_Anchor] = []
        self._code_hosts: set[str] = set()
        self._jumps: list[str] = []
        self._forced: list[str] = []
        self._assembled: list[str] = []
        self._frames: list[str] = []
        self._written: list[str] = []
        self._masked = ""
        self._packed = False
        self._images: list[Image] = []
        self._pictures: list[str] = []
        self._told: list[str] = []
        self._sheets: list[str] = []
        self._scripts: list[str] = []
        self._url = url
        self._own = host_of(url)
        self._open: list[_Open] = []
        self._text = _Text()
        self._anchor: _Anchor | None = None
        self._by_script = False
        self._form = ""
        self._noindex = False

    def view(self) -> View:
        """Give what was read."""
        links = tuple(
            Link(a.url, " ".join("".join(a.words).split()), a.hidden, a.foreign, " ".join(a.picture))
            for a in self._links
        )
        return View(
            title="".join(self._title), description=self._description, blocks=tuple(self._blocks), links=links,
            code_hosts=frozenset(self._code_hosts), jumps=tuple(self._jumps), forced=tuple(self._forced),
            assembled=tuple(self._assembled), hidden_frames=tuple(self._frames), written_code=tuple(self._written),
            masked=self._masked, packed=self._packed, images=tuple(self._images), pictures=tuple(self._pictures),
            told=(*self._told, *self.sheet.written), sheets=tuple(self._sheets), scripts=tuple(self._scripts),
            noindex=self._noindex,
        )  # fmt: skip

    # --- elements ----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.flush()
            self._close_unclosed(tag)
        names = frozenset({*(f".{name}" for name in given.get("class", "").split()), f"#{given.get('id', '')}"})
        hidden = self._how_hidden(tag, given, names)
        if tag not in VOID and len(self._open) < MOST_DEPTH:
            ground = bool(given.get("bgcolor") or styles.GROUND.search(given.get("style", "").replace(" ", "")))
            self._open.append(_Open(tag, hidden, names, ground=ground))
        self._note(tag, given, hidden)
        for name, value in given.items():
            if name.startswith("on") and value:
                self.code(self.within_budget(value), at_once=name in {"onload", "onerror", "onpageshow"})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take <p/> as browsers do: as <p>."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.flush()
        if tag == "a":
            self._anchor = None
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        here = self._open[-1].tag if self._open else ""
        if here == "title" and not any(o.tag == "svg" for o in self._open):
            self._title.append(data)
        elif here == "script":
            self.code(self.within_budget(data))
        elif here not in UNREAD:
            self._text.words.append(data)
            if self._anchor is not None:
                self._anchor.words.append(data)

    def flush(self) -> None:
        """End the block that is being read."""
        words = " ".join("".join(self._text.words).split())
        if words:
            hidden = bool(self._open) and bool(self._open[-1].hidden)
            self._blocks.append(Block(words, hidden, frozenset(self._text.hosts), self._part))
        if words or self._text.hosts:
            self._text = _Text()

    def read_written(self, html: str) -> None:
        """Read HTML that a script or an attribute puts on the page: what it brings counts double."""
        self._open, self._text, self._anchor, self._by_script = [], _Text(), None, True
        self.reset()
        self.feed(re.sub(r"<{2,}", "<", html) + "\n<br>")
        self.flush()

    # --- what an element means ---------------------------------------------------------------------

    @property
    def _part(self) -> Part:
        if any(o.tag == "footer" or "#footer" in o.names or ".site-footer" in o.names for o in self._open):
            return "footer"
        return "heading" if any(o.tag == "h1" for o in self._open) else "text"

    def _close_unclosed(self, tag: str) -> None:
        """A <p> ends where the next block begins, an <li> at the next one, though nobody closes them."""
        if self._open and (self._open[-1].tag == "p" or (tag == "li" and self._open[-1].tag == "li")):
            self._open.pop()

    def _how_hidden(self, tag: str, given: dict[str, str], names: frozenset[str]) -> Hidden:
        above: Hidden = self._open[-1].hidden if self._open else ""
        if above == "openable":
            return above
        if not above and not self._hides(tag, given, names) and not self._on_paper(given):
            return ""
        about = f"{given.get('class', '')} {given.get('id', '')} {given.get('role', '')}"
        # text moved out of a link's own box leaves its picture: how icons are made
        icon = (
            tag == "a" and "text-indent" in given.get("style", "")
        ) or tag == "li"  # and a slide that waits its turn
        inside = any(o.tag in {"nav", "dialog"} for o in self._open)
        return "openable" if tag in OPENABLE_TAGS or icon or inside or OPENABLE.search(about) else "hidden"

    def _hides(self, tag: str, given: dict[str, str], names: frozenset[str]) -> bool:
        tiny = tag == "marquee" and styles.no_size(given)
        if tiny or tag in {"noscript", "textarea"} or "hidden" in given or styles.hides(given.get("style", "")):
            return True
        return self.sheet.hides(tag, names, ((o.tag, o.names) for o in self._open))

    def _on_paper(self, given: dict[str, str]) -> bool:
        """Say whether something is white where nothing around it has a ground, a class or a name to get one by."""
        if "style" not in given and "color" not in given:
            return False
        around = [*self._open, _Open("", "", frozenset({f".{given['class']}"} if given.get("class") else ()))]
        plain = all(o.tag in PLAIN and not (o.names - {"#"}) and not o.ground for o in around)
        return plain and not self.sheet.grounds and styles.pale(given)

    def _note(self, tag: str, given: dict[str, str], hidden: Hidden) -> None:
        if tag == "a":
            self._link(given, hidden)
        elif tag in {"script", "iframe", "frame", "embed", "object"}:
            self._code_element(tag, given, hidden)
        elif tag == "form":
            self._form = self._whole(given.get("action", ""))
            self._runs(self._form)
        elif tag == "input" and given.get("type", "").lower() == "password" and self._foreign(host_of(self._form)):
            self._written.append(self._form)  # a password asked for on our page and sent elsewhere
        elif tag == "meta":
            self._meta(given)
        elif tag in {"link", "base"}:
            self._related(tag, given)
        elif tag == "img":
            self._image(given)
        self._labels(tag, given)

    def _labels(self, tag: str, given: dict[str, str]) -> None:
        """Read what stands in no text: words of pictures, titles that show under the pointer, pictures behind."""
        for label in (given.get("alt", "") if tag == "img" else "", given.get("title", "")):
            if len(label.split()) > 1:
                self._blocks.append(
                    Block(" ".join(label.split())[:1000], hidden=False, hosts=frozenset(), part="label")
                )
        behind = BEHIND.search(given.get("style", ""))
        if behind:
            self._images.append(Image(self._whole(behind[1]), ""))

    def handle_comment(self, data: str) -> None:
        """Read what only the source shows: spam is left there for machines."""
        text = " ".join(data.split())[:1000]
        if len(text.split()) > 1 and "<" not in text:
            self._blocks.append(Block(text, hidden=True, hosts=frozenset(), part="label"))

    def _related(self, tag: str, given: dict[str, str]) -> None:
        rel, address = set(given.get("rel", "").lower().split()), given.get("href", "")
        if tag == "base" or "canonical" in rel:
            self._jump(address, forced=not self._kin(address))
        elif "amphtml" in rel or ("alternate" in rel and "hreflang" in given):
            self._jump(address)
        elif "icon" in rel:
            self._runs(address)
        elif "stylesheet" in rel:
            target = self._whole(address)
            if target and not self._foreign(host_of(target)) and "print" not in given.get("media", ""):
                self._sheets.append(target)

    def _code_element(self, tag: str, given: dict[str, str], hidden: Hidden) -> None:
        address = (given.get("src") or given.get("data") or given.get("data-src") or "").strip()
        if address.lower().startswith("data:"):
            self._inline(tag, address)
            return
        if given.get("srcdoc"):
            self.to_read.append(given["srcdoc"])
        self._runs(address)
        target = self._whole(address)
        if not address or not self._foreign(host_of(target)):
            if tag == "script" and address:
                self._scripts.append(target)
            return
        if tag != "script" and (hidden == "hidden" or styles.no_size(given) or styles.hides(given.get("style", ""))):
            self._frames.append(target)
        if self._by_script or (tag != "script" and COVERS.search(re.sub(r"\s+", "", given.get("style", "").lower()))):
            self._written.append(target)

    def _inline(self, tag: str, address: str) -> None:
        """Read what stands in a data: address itself."""
        kind, _, body = address.partition(",")
        try:
            text = base64.b64decode(unquote(body)).decode("utf-8", "replace") if "base64" in kind else unquote(body)
        except (binascii.Error, ValueError):
            return
        if tag == "script":
            self.code(self.within_budget(text))
            self._masked = self._masked or (address[:60] if re.search(r"https?:|location|eval", text) else "")
        elif "html" in kind:
            self.to_read.append(text)

    def _image(self, given: dict[str, str]) -> None:
        address = given.get("src", "")
        if self._anchor is not None:
            self._anchor.picture += [given.get("alt", ""), given.get("title", ""), address.rpartition("/")[2][:100]]
        if address and not address.startswith("data:"):
            self._images.append(Image(self._whole(address), given.get("alt", "")))

    def _meta(self, given: dict[str, str]) -> None:
        name = (given.get("name") or given.get("property") or given.get("itemprop") or "").lower()
        if given.get("http-equiv", "").lower() == "refresh":
            target = REFRESH.search(given.get("content", ""))
            if target:
                self._jump(target[1], forced=True)
        elif name in {"robots", "googlebot"}:
            self._noindex = self._noindex or bool(re.search(r"noindex|none", given.get("content", ""), re.IGNORECASE))
        elif name == "description":
            self._description = given.get("content", "")
        elif name == "og:image":
            self._pictures.append(self._whole(given.get("content", "")))
        elif name in TOLD:
            self._told.append(given.get("content", "")[:1000])
        elif name == "og:url":
            self._jump(given.get("content", ""))

    def _link(self, given: dict[str, str], hidden: Hidden) -> None:
        address = given.get("href", "")
        if address.strip().lower().startswith("javascript:"):
            self.code(self.within_budget(unquote(address.strip()[11:])))
        target = self._whole(address)
        foreign = self._foreign(host_of(target))
        self._anchor = _Anchor(target, hidden, foreign)
        self._anchor.picture += [given.get("title", ""), given.get("aria-label", "")]
        self._links.append(self._anchor)
        if foreign:
            self._text.hosts.add(host_of(target))

    def _runs(self, address: str) -> None:
        host = host_of(self._whole(address)) if address else ""
        if self._foreign(host):
            self._code_hosts.add(host)

    def _jump(self, address: str, *, forced: bool = False) -> None:
        target = self._whole(address)
        if self._foreign(host_of(target)):
            (self._forced if forced else self._jumps).append(target)
            if forced:
                self._jumps.append(target)

    def _kin(self, address: str) -> bool:
        """Say whether an address bears this website's name elsewhere: a new domain, or the old one."""
        names = {part for part in host_of(self._whole(address)).split(".") if len(part) > LONG_NAME}
        return bool(names & set(self._own.split(".")))

    def _foreign(self, host: str) -> bool:
        """Say whether a host is of another website; a name under our own is ours."""
        return bool(host) and host != self._own and not host.endswith(f".{self._own}")

    def _whole(self, address: str) -> str:
        try:
            return urljoin(self._url, address.strip())
        except ValueError:
            return ""

    def code(self, code: str, *, at_once: bool = False, ours: bool = False) -> None:
        """Take what a script does into account. ``ours``: a file of the website, packed as libraries are."""
        self._told += STRINGS.findall(code) if '"@' in code else []
        done = scripts.examine(code, at_once=at_once)
        for target in done.jumps:
            self._jump(target, forced=target in done.forced)
        for target in done.sources:
            self._runs(target)
        self._assembled += [t for t in map(self._whole, done.assembled) if self._foreign(host_of(t))]
        self.to_read += [] if self._by_script else done.written
        self._masked = self._masked or ("" if ours else done.masked)
        self._packed = self._packed or done.packed or bool(done.masked)

    def within_budget(self, code: str) -> str:
        """Give so much of a script or a style as is still read of this page."""
        code = code[: self.budget]
        self.budget -= len(code)
        return code
