"""A page as its visitors and its machines get it: blocks of text, links, what is hidden, and whose code it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "label", "legend", "li", "main", "marquee", "nav", "noscript", "ol", "option", "p", "pre", "section",
    "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
UNREAD = frozenset({"script", "style", "template"})  # their content is no text
MOST_DEPTH = 400  # elements open at once that are looked at: a page of a thousand nested ones is no page
MOST_CODE = 300_000  # characters of scripts and styles that are read
MOST_STYLE = 2_000  # characters of one rule

HIDING = re.compile(
    r"display:none|visibility:(hidden|collapse)|(?<![-\w])opacity:0(\.0*)?(;|$|!)|font-size:(0|1px|0?\.\d+px)"
    r"|(?<![-\w])(left|top|right|bottom|text-indent):-\d{3,}|margin-left:-\d{4,}"
    r"|(?<![-\w])(max-)?(height|width):[01](px)?(;|$|!)(?=.*overflow:hidden)"
    r"|overflow:hidden(?=.*(?<![-\w])(max-)?(height|width):[01](px)?(;|$|!))"
    r"|transform:scale\(0\)|clip:rect\(0|(?<![-\w])color:transparent"
)
COLOUR = re.compile(r"(?<![-\w])color:([#\w(),.%]+)")
GROUND = re.compile(r"background(?:-color)?:([#\w(),.%]+)")
BRACE = re.compile(r"[{}]")
SIMPLE = re.compile(r"^\w*([.#])([\w-]+)$")
JUMP = re.compile(
    r"location(?:\s*\.\s*(?:href|replace|assign))?\s*(?:=|\()\s*[\"'`]\s*((?:https?:)?//[^\"'`\s]{3,300})",
    re.IGNORECASE,
)
REFRESH = re.compile(r"url\s*=\s*[\"']?\s*([^\"'\s>]{1,300})", re.IGNORECASE)
VEILED = re.compile(r"eval\s*\(\s*(?:atob|unescape|decodeURIComponent|String\.fromCharCode|function\s*\(p,a,c,k)")


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one block; ``hidden``: nobody sees it; ``hosts``: whereto it links, outside this website."""

    text: str
    hidden: bool
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its whole address and its alternative text."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class View:
    """A page in parts. Hosts are of other websites only; ``jumps`` are whole addresses it sends its visitors to."""

    title: str
    description: str
    blocks: tuple[Block, ...]
    hidden_links: tuple[str, ...]
    code_hosts: frozenset[str]
    jumps: tuple[str, ...]
    veiled: bool  # runs code that hides what it does
    images: tuple[Image, ...]
    pictures: tuple[str, ...]  # what the page calls its own picture (og:image)


def read(html: str, url: str) -> View:
    """Read the HTML of the page at ``url``. Takes time in proportion to its size, whatever was left open in it."""
    reader = _Reader(url)
    reader.feed(re.sub(r"<{2,}", "<", html) + "\n<br>")
    reader.flush()
    return View(
        title="".join(reader.title), description=reader.description, blocks=tuple(reader.blocks),
        hidden_links=tuple(reader.hidden_links), code_hosts=frozenset(reader.code_hosts), jumps=tuple(reader.jumps),
        veiled=reader.veiled, images=tuple(reader.images), pictures=tuple(reader.pictures),
    )  # fmt: skip


def host_of(url: str) -> str:
    """Give the host an address names, without www.; "" where it names none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@dataclass(slots=True)
class _Open:
    tag: str
    hidden: bool


@dataclass(slots=True)
class _Text:
    words: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Keeps the open elements; a block's text ends where another block begins or this one ends."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.description = ""
        self.blocks: list[Block] = []
        self.hidden_links: list[str] = []
        self.code_hosts: set[str] = set()
        self.jumps: list[str] = []
        self.veiled = False
        self.images: list[Image] = []
        self.pictures: list[str] = []
        self._url = url
        self._own = host_of(url)
        self._open: list[_Open] = []
        self._text = _Text()
        self._budget = MOST_CODE
        self._hiding: set[str] = set()  # ".name" and "#name" that the page's own styles hide

    # --- elements ----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.flush()
            self._close_unclosed(tag)
        hidden = self._hidden or self._hides(tag, given)
        if tag not in VOID and len(self._open) < MOST_DEPTH:
            self._open.append(_Open(tag, hidden))
        self._note(tag, given, hidden)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take <p/> as browsers do: as <p>."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.flush()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        here = self._open[-1].tag if self._open else ""
        if here == "title" and not any(o.tag == "svg" for o in self._open):
            self.title.append(data)
        elif here == "script":
            self._code(self._within_budget(data))
        elif here == "style":
            self._style(self._within_budget(data))
        elif here not in UNREAD:
            self._text.words.append(data)

    def flush(self) -> None:
        """End the block that is being read."""
        words = " ".join("".join(self._text.words).split())
        if words:
            self.blocks.append(Block(words, self._hidden, frozenset(self._text.hosts)))
        if words or self._text.hosts:
            self._text = _Text()

    # --- what an element means ---------------------------------------------------------------------

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1].hidden

    def _close_unclosed(self, tag: str) -> None:
        """A <p> ends where the next block begins, an <li> at the next one, though nobody closes them."""
        if self._open and (self._open[-1].tag == "p" or (tag == "li" and self._open[-1].tag == "li")):
            self._open.pop()

    def _hides(self, tag: str, given: dict[str, str]) -> bool:
        if tag in {"noscript", "textarea"} or "hidden" in given:
            return True
        names = {f".{name}" for name in given.get("class", "").split()} | {f"#{given.get('id', '')}"}
        return bool(self._hiding and self._hiding & names) or hides(given.get("style", ""))

    def _note(self, tag: str, given: dict[str, str], hidden: bool) -> None:
        if tag == "a":
            self._link(given.get("href", ""), hidden or self._hides(tag, given))
        elif tag in {"script", "iframe", "frame", "embed", "object"}:
            self._runs(given.get("src") or given.get("data") or "")
        elif tag == "meta":
            self._meta(given)
        elif (tag == "link" and {"canonical", "amphtml"} & set(given.get("rel", "").lower().split())) or tag == "base":
            self._jump(given.get("href", ""))
        elif tag == "img":
            address = given.get("src", "")
            if address and not address.startswith("data:"):
                self.images.append(Image(self._whole(address), given.get("alt", "")))

    def _meta(self, given: dict[str, str]) -> None:
        name = (given.get("name") or given.get("property") or "").lower()
        if given.get("http-equiv", "").lower() == "refresh":
            target = REFRESH.search(given.get("content", ""))
            if target:
                self._jump(target[1])
        elif name == "description":
            self.description = given.get("content", "")
        elif name == "og:image":
            self.pictures.append(self._whole(given.get("content", "")))

    def _link(self, address: str, hidden: bool) -> None:
        target = self._whole(address)
        if not self._foreign(host_of(target)):
            return
        self._text.hosts.add(host_of(target))
        if hidden:
            self.hidden_links.append(target)

    def _runs(self, address: str) -> None:
        host = host_of(self._whole(address)) if address else ""
        if self._foreign(host):
            self.code_hosts.add(host)

    def _jump(self, address: str) -> None:
        target = self._whole(address)
        if self._foreign(host_of(target)):
            self.jumps.append(target)

    def _foreign(self, host: str) -> bool:
        """Say whether a host is of another website; a name under our own is ours."""
        return bool(host) and host != self._own and not host.endswith(f".{self._own}")

    def _whole(self, address: str) -> str:
        try:
            return urljoin(self._url, address.strip())
        except ValueError:
            return ""

    def _code(self, code: str) -> None:
        for target in JUMP.findall(code):
            self._jump(target)
        self.veiled = self.veiled or bool(VEILED.search(code))

    def _within_budget(self, code: str) -> str:
        code = code[: self._budget]
        self._budget -= len(code)
        return code

    def _style(self, rules: str) -> None:
        for selectors, body in _rules(rules):
            if hides(body):
                self._hiding |= {"".join(m.groups()) for s in selectors.split(",") if (m := SIMPLE.match(s.strip()))}


def _rules(style: str) -> Iterator[tuple[str, str]]:
    """Yield (selectors, body) of the rules that hold always; those inside @media and its like depend on the screen."""
    depth, start, body, selectors = 0, 0, 0, ""
    for brace in BRACE.finditer(style):
        if brace[0] == "{":
            if depth == 0:
                selectors, body = style[start : brace.start()].strip(), brace.end()
            depth += 1
            continue
        if depth == 1 and not selectors.startswith("@"):
            yield selectors[-MOST_STYLE:], style[body : brace.start()]
        depth = max(0, depth - 1)
        start = brace.end()


def hides(style: str) -> bool:
    """Say whether a style keeps an element from being seen: off the screen, without size, in its ground's colour."""
    flat = re.sub(r"\s+", "", style[:MOST_STYLE].lower())
    if not flat:
        return False
    colour, ground = COLOUR.search(flat), GROUND.search(flat)
    return bool(HIDING.search(flat)) or bool(colour and ground and colour[1] == ground[1])
