"""What does not belong on an office's page: words and links of foul trades, hidden links, foreign code, vandalism."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal

from bot.sitewatch import hosts, pretences, vandals, words
from bot.sitewatch.text import normal
from bot.sitewatch.view import Block, Link, View, host_of

What = Literal[
    "foreign_words", "trade_links", "hidden_links", "hidden_frame", "foreign_code", "veiled_code", "leads_away",
    "cloaked", "defaced", "unknown_pages", "robots", "not_ours", "trap",
]  # fmt: skip

ANOTHER_SCRIPT = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f\u0400-\u04ff]")
#: What shops, casinos and pharmacies of other countries smuggle into websites, in their own letters.
SHOPS = re.compile(
    r"コピー|激安|通販|送料無料|専門店|財布|ブランド品|娱乐城|赌场|博彩|彩票|代购|澳门|купить|казино|виагр|сиалис|букмекер|ставки"
    r"|สล็อต|คาสิโน|บาคาร่า|เว็บตรง|카지노|토토|바카라|먹튀",
    re.IGNORECASE,
)
READING = 6  # how pages are read (one more: with a browser); what was learnt by another reading cannot be compared
TOGETHER = 3  # words of a topic that make an offer when they stand together
OFFERS = 4  # offers in one sentence that no news has
NOINDEX = "noindex"  # among what a page is known to do: it keeps search engines out
QUOTED = 120  # characters of what was found that are shown to people
SHOWN = 3  # findings of a kind that are shown
OPENED = 3  # new websites in parts that readers open, such as slides, that are too many


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: ``what`` is turned into words elsewhere, ``quote`` is foreign text and never trusted.

    ``place`` is "page", "front", or the address of another page of the website.
    """

    what: What
    quote: str
    place: str = "page"

    @property
    def key(self) -> str:
        """Name what was found, so that it is known again: the host of an address, else its words."""
        return key_of(self.what, self.quote)


def key_of(what: str, quote: str) -> str:
    """Name a finding, so that it is known again wherever it stands and whatever a counter in it says."""
    host = host_of(quote) if quote.startswith(("http://", "https://", "//")) else ""
    plain = host or "".join(c for c in normal(quote).lower() if not c.isdigit())
    return f"{what} {plain}"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a page had around our text when it was first seen well: a theme's own, and no finding later.

    Hosts are of code, of links in hidden parts, of links at all, and of where it sends visitors; ``words`` are topics,
    ``vandals`` sentences that are vandalism elsewhere. ``own`` are keys of findings that a person called the office's.
    """

    code: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    jumps: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    vandals: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    veiled: bool = False
    rendered: bool = False  # learnt of a page that a browser showed as well

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values to be kept; what people said is kept elsewhere."""
        return {
            **{name: sorted(getattr(self, name)) for name in _SETS},
            "veiled": self.veiled,
            "reading": READING + self.rendered,
        }

    @classmethod
    def of_json(cls, kept: dict[str, Any] | None, own: Iterable[str] = ()) -> Baseline | None:
        """Read what ``as_json`` gave, with what people said is the office's own.

        None of nothing, and of what was learnt while pages were read less closely: it is learnt anew.
        """
        reading = kept.get("reading") if kept is not None else None
        if kept is None or reading not in {READING, READING + 1}:
            return None
        sets = {name: frozenset(kept.get(name, ())) for name in _SETS}
        return cls(**sets, own=frozenset(own), veiled=bool(kept.get("veiled")), rendered=reading > READING)

    def joined(self, other: Baseline) -> Baseline:
        """Take what another reading of the same page has of its own as well."""
        sets = {name: getattr(self, name) | getattr(other, name) for name in _SETS}
        return Baseline(**sets, own=self.own, veiled=self.veiled or other.veiled, rendered=True)


_SETS = tuple(each.name for each in fields(Baseline) if each.name not in {"own", "veiled", "rendered"})


def learn(view: View, own: Iterable[str] = ()) -> Baseline:
    """Take what a page has now as its own. What is suspicious in itself is never a page's own."""
    return Baseline(
        code=view.code_hosts,
        links=frozenset(host for block in view.blocks for host in block.hosts),
        hidden=frozenset(host_of(link) for link in view.hidden_links),
        jumps=frozenset(host_of(jump) for jump in view.jumps) | (frozenset({NOINDEX}) if view.noindex else frozenset()),
        words=frozenset(term for block in view.blocks for term in words.found("topik", block.text)),
        vandals=vandals.terms(view),
        own=frozenset(own),
        veiled=view.packed,
    )


def inspect(view: View, ours: Iterable[str], known: Baseline, place: str = "page") -> tuple[Finding, ...]:
    """List what is foreign on a page. ``ours`` is the verified text with its title: what it says is never foreign.

    Suspicious in itself is found whatever ``known`` says; what is only new is measured by it.
    """
    own = [text for text in ours if text.strip()]
    found: list[tuple[What, str]] = [
        *_titles(view, own, known),
        *_blocks(view, own, known),
        *_links(view, own),
        *(("defaced", text) for text in vandals.vandalism(view, own, known.vandals)),
        *_in_its_place(view),
        *(("hidden_links", link) for link in _hidden(view, known)),
        *(("hidden_frame", frame) for frame in view.hidden_frames if not hosts.ordinary(host_of(frame))),
        *(("foreign_code", address) for address in _code(view, known)),
        *(("leads_away", address) for address in _away(view, known)),
        *_veiled(view, known),
        *([("robots", NOINDEX)] if view.noindex and NOINDEX not in known.jumps else ()),
        *(("trade_links", address) for address in _pictures(view)),
    ]
    told = (Finding(what, " ".join(quote.split())[:QUOTED], place) for what, quote in found)
    return tuple(_few(one for one in told if one.key not in known.own))


def _few(found: Iterable[Finding]) -> list[Finding]:
    """Keep the first few of each kind: a page with a thousand spam links is told in one message."""
    kept: list[Finding] = []
    for each in dict.fromkeys(found):
        if sum(each.what == one.what for one in kept) < SHOWN:
            kept.append(each)
    return kept


def _in_its_place(view: View) -> list[tuple[What, str]]:
    told: list[tuple[What, str]] = [
        ("not_ours", pretences.not_ours(view)),
        ("defaced", pretences.picture_alone(view)),
        ("trap", pretences.trap(view)),
    ]
    return [(what, quote) for what, quote in told if quote]


# --- code and ways ------------------------------------------------------------------------------------


def _veiled(view: View, known: Baseline) -> list[tuple[What, str]]:
    if view.masked:
        return [("veiled_code", view.masked)]
    return [("veiled_code", "eval(…)")] if view.packed and not known.veiled else []


def _code(view: View, known: Baseline) -> list[str]:
    """List whose code runs: what is new, of strange hosts, and what a script writes or puts together."""
    made = [a for a in (*view.written_code, *view.assembled) if not hosts.ordinary(host_of(a))]
    named = {host_of(a) for a in made}
    return [*made, *(h for h in sorted(view.code_hosts - named) if hosts.strange(h) or _new(h, known.code))]


def _away(view: View, known: Baseline) -> list[str]:
    """List whereto visitors are led: at once, to strange hosts, or to one that is new."""
    at_once = set(view.forced)
    return [
        jump
        for jump in sorted(set(view.jumps))
        if not hosts.ordinary(host_of(jump))
        and (jump in at_once or hosts.strange(host_of(jump)) or host_of(jump) not in known.jumps)
    ]


def _hidden(view: View, known: Baseline) -> list[str]:
    """List hidden links elsewhere. What readers open, as menus and slides, may lead to a few that are new."""
    links = [each for each in view.links if each.hidden and each.foreign and not hosts.ordinary(host_of(each.url))]
    new = {host_of(each.url) for each in links if each.hidden == "openable" and _new(host_of(each.url), known.hidden)}
    return sorted(
        {
            each.url
            for each in links
            if each.hidden == "hidden"
            or hosts.odd(host_of(each.url))
            or _foul(each.text)
            or (host_of(each.url) in new and len(new) > OPENED)
        }
    )


def _new(host: str, known: frozenset[str]) -> bool:
    return host not in known and not hosts.ordinary(host)


# --- words -------------------------------------------------------------------------------------------


def _foul(text: str) -> bool:
    """Say whether a short text names or offers such a trade."""
    return bool(words.found("promosi", text) or words.found("topik", text) or hosts.brand(text))


def _links(view: View, own: list[str]) -> list[tuple[What, str]]:
    """Judge links by where they lead, by the name they bear and by the picture that is tapped."""
    ours = normal("\n".join(own))
    return [("trade_links", _shown(link)) for link in view.links if _bad(link, ours)]


def _pictures(view: View) -> list[str]:
    """List pictures of such trades: by whose they are, or by their file's name."""
    urls = dict.fromkeys([*(image.url for image in view.images), *view.pictures])
    return [url for url in urls if _foul_picture(url)]


def _foul_picture(url: str) -> bool:
    name = re.sub(r"[-_.]+", " ", url.rpartition("/")[2].partition("?")[0])
    offers = words.found("promosi", name) or (words.found("topik", name) and "banner" in name.lower())
    return hosts.odd(host_of(url)) == "trade" or (bool(offers) and not words.found("konteks", name))


def _bad(link: Link, ours: str) -> bool:
    host = host_of(link.url) if link.foreign else ""
    if host and hosts.odd(host) == "trade":
        return True
    if link.text and normal(link.text) in ours:
        return False
    if SHOPS.search(link.text):
        return True
    if hosts.brand(link.text) and not words.found("konteks", link.text):
        return True
    away = bool(host) and not hosts.ordinary(host)
    return away and bool(link.picture) and _foul(link.picture) and not words.found("konteks", link.picture)


def _shown(link: Link) -> str:
    return link.url if link.foreign else f"{link.text} {link.url}"


def _titles(view: View, own: list[str], known: Baseline) -> list[tuple[What, str]]:
    """Look at the title and what search engines are told, without what our text says."""
    excused, ours = _said(own) | known.words, normal("\n".join(own))
    told = (view.title, view.description, *view.told)
    return [("foreign_words", text) for text in told if _foul_title(text, excused, ours)]


def _foul_title(text: str, excused: frozenset[str], ours: str) -> bool:
    if normal(text) in ours:
        return False
    offers = (_offered(text) | words.found("topik", text)) - excused
    return _in_another_script(text) or (bool(offers or hosts.brand(text)) and not _news(text))


def _in_another_script(text: str) -> bool:
    """Say whether a title is written as no office here writes: shops and games of other countries are smuggled in."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(ANOTHER_SCRIPT.findall(text)) > len(letters) / 2


def _offered(text: str) -> frozenset[str]:
    return words.found("promosi", text)


def _news(text: str) -> bool:
    """Say whether a sentence tells of such trades: it warns or reports, and does not heap offer upon offer."""
    return bool(words.found("konteks", text)) and len(_offered(text)) < OFFERS


def _blocks(view: View, own: list[str], known: Baseline) -> list[tuple[What, str]]:
    ours, excused = normal("\n".join(own)), _said(own)
    found: list[tuple[What, str]] = []
    for place, block in enumerate(view.blocks):
        near = view.blocks[max(0, place - 2) : place + 3]
        shops = SHOPS.search(block.text) and _in_another_script(block.text)
        if (shops or _offers(block, excused, known, near)) and normal(block.text) not in ours:
            found.append(("foreign_words", _around(block.text)))
    return found


def _offers(block: Block, excused: frozenset[str], known: Baseline, near: tuple[Block, ...]) -> bool:
    """Say whether a block offers such a trade; what our text says is excused where it is seen and leads nowhere."""
    offers, topics = _offered(block.text), words.found("topik", block.text)
    if not offers and not topics:
        return False
    heap = len(topics - excused) >= (TOGETHER - 1 if block.hidden else TOGETHER)  # by whatever it was learnt
    leads = {host for host in block.hosts - known.links if not hosts.ordinary(host)}
    if not block.hidden and not leads:
        offers, topics = offers - excused, topics - excused - known.words
    bad = any(hosts.odd(host) == "trade" for host in block.hosts)
    if not bad and (_news(block.text) or (not leads and not block.hidden and _told_of(block, offers, near))):
        return False
    return bool(offers) or bool(topics and leads) or heap


PROSE = 8  # words of a sentence


def _told_of(block: Block, offers: frozenset[str], near: tuple[Block, ...]) -> bool:
    """Say whether a whole sentence stands beside one that reports or warns, as in an article about a raid."""
    beside = any(words.found("konteks", each.text) for each in near)
    return beside and len(block.text.split()) >= PROSE and len(offers) < TOGETHER


def _said(own: list[str]) -> frozenset[str]:
    text = "\n".join(own)
    return words.found("promosi", text) | words.found("topik", text)


def _around(text: str) -> str:
    """Quote a long block from its first foreign word on."""
    if len(text) <= QUOTED:
        return text
    places = [text.lower().find(term) for term in words.found("promosi", text) | words.found("topik", text)]
    start = max(0, min((place for place in places if place >= 0), default=0) - 20)
    return text[start : start + QUOTED]
