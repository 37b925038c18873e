"""What does not belong on an office's page: gambling words, hidden links, foreign code, jumps elsewhere, vandalism."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from bot.sitewatch import words
from bot.sitewatch.page import Block, View, host_of
from bot.sitewatch.text import normal

What = Literal[
    "foreign_words", "hidden_links", "foreign_code", "veiled_code", "leads_away", "cloaked", "defaced",
]  # fmt: skip
Place = Literal["page", "front"]

TOGETHER = 3  # words of a topic that make an offer when they stand together
QUOTED = 120  # characters of what was found that are shown to people
SHOWN = 3  # findings of a kind that are shown


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: ``what`` is turned into words elsewhere, ``quote`` is foreign text and never trusted."""

    what: What
    quote: str
    place: Place = "page"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a page had around our text when it was first seen well: a theme's own, and no finding later.

    Hosts are of code, of links in hidden parts, of links at all, and of where it sends visitors; ``words`` are topics.
    """

    code: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    jumps: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    veiled: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values to be kept."""
        kept = {name: sorted(getattr(self, name)) for name in ("code", "links", "hidden", "jumps", "words")}
        return {**kept, "veiled": self.veiled}

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> Baseline:
        """Read what ``as_json`` gave."""
        sets = {name: frozenset(kept.get(name, ())) for name in ("code", "links", "hidden", "jumps", "words")}
        return cls(**sets, veiled=bool(kept.get("veiled")))


def learn(view: View) -> Baseline:
    """Take what a page has now as its own. Words that only offer gambling are never a page's own."""
    return Baseline(
        code=view.code_hosts,
        links=frozenset(host for block in view.blocks for host in block.hosts),
        hidden=frozenset(host_of(link) for link in view.hidden_links),
        jumps=frozenset(host_of(jump) for jump in view.jumps),
        words=frozenset(term for block in view.blocks for term in words.found("topik", block.text)),
        veiled=view.veiled,
    )


def inspect(view: View, ours: Iterable[str], known: Baseline, place: Place = "page") -> tuple[Finding, ...]:
    """List what is foreign on a page. ``ours`` is the verified text with its title: what it says is never foreign."""
    own = [text for text in ours if text.strip()]
    found: list[tuple[What, str]] = [
        *_titles(view, own, known),
        *_blocks(view, own, known),
        *_vandalism(view, own),
        *_unknown("hidden_links", view.hidden_links, known.hidden),
        *_unknown("foreign_code", view.code_hosts, known.code),
        *_unknown("leads_away", view.jumps, known.jumps),
        *_veiled(view, known),
    ]
    return tuple(Finding(what, " ".join(quote.split())[:QUOTED], place) for what, quote in _few(found))


def _veiled(view: View, known: Baseline) -> list[tuple[What, str]]:
    return [("veiled_code", "eval(…)")] if view.veiled and not known.veiled else []


def _few(found: Iterable[tuple[What, str]]) -> list[tuple[What, str]]:
    """Keep the first few of each kind: a page with a thousand spam links is told in one message."""
    kept: list[tuple[What, str]] = []
    for each in dict.fromkeys(found):
        if sum(what == each[0] for what, _ in kept) < SHOWN:
            kept.append(each)
    return kept


def _unknown(what: What, addresses: Iterable[str], known: frozenset[str]) -> list[tuple[What, str]]:
    return [(what, a) for a in sorted(addresses) if (host_of(a) or a) not in known and not _ordinary(host_of(a) or a)]


def _ordinary(host: str) -> bool:
    return any(host == usual or host.endswith(f".{usual}") for usual in words.terms("host"))


# --- words -------------------------------------------------------------------------------------------


def _titles(view: View, own: list[str], known: Baseline) -> list[tuple[What, str]]:
    """Look at the title and the description, which search engines show, without what our text says."""
    excused = _said(own) | known.words
    return [
        ("foreign_words", text)
        for text in (view.title, view.description)
        if (words.found("promosi", text) | words.found("topik", text)) - excused and not words.found("konteks", text)
    ]


def _blocks(view: View, own: list[str], known: Baseline) -> list[tuple[What, str]]:
    ours, excused = normal("\n".join(own)), _said(own)
    return [
        ("foreign_words", _around(block.text))
        for block in view.blocks
        if _offers(block, excused, known) and normal(block.text) not in ours
    ]


def _offers(block: Block, excused: frozenset[str], known: Baseline) -> bool:
    """Say whether a block offers gambling; what our own text says is excused where it is seen and leads nowhere."""
    offers, topics = words.found("promosi", block.text), words.found("topik", block.text)
    if not offers and not topics:
        return False
    leads = {host for host in block.hosts - known.links if not _ordinary(host)}
    if not block.hidden and not leads:
        offers, topics = offers - excused, topics - excused - known.words
    if words.found("konteks", block.text):
        return False
    return bool(offers) or bool(topics and leads) or len(topics) >= TOGETHER


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


def _vandalism(view: View, own: list[str]) -> list[tuple[What, str]]:
    said = words.found("perusakan", "\n".join(own))
    texts = [view.title, *(block.text for block in view.blocks)]
    return [("defaced", text) for text in texts if words.found("perusakan", text) - said]
