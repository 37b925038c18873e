"""A paragraph that is shown a little differently: found again by its words, each difference named.

What a website does to words by itself is small: it drops or replaces signs, hides an address, shortens a link, notes
that a link opens elsewhere; a letter that somebody mistyped is small, too. A word more or less, another word and any
other figure never are: "tidak" and a nought more are what a proof is there to find.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from bot.sitewatch.cloaks import ADDRESS, SOME_ADDRESS
from bot.sitewatch.text import squeezed

LONGEST = 2_000  # words of a paragraph that is looked for in this way
TRIED = 4  # places on the page that share most with it
COMMON = 60  # places at which the same three words stand, from which on they say nothing
AROUND = 12  # words of the page looked at before and after
LETTERS = 6  # letters of a word in which one may be mistyped
ONE_IN = 12  # words, of which one may be mistyped
SHOWN = 40  # characters of a difference that are quoted

_OF_A_LINK = (
    r"(?:link )?opens in a? ?new (?:tab|window)|(?:terbuka|buka|membuka) (?:di )?(?:tab|jendela) baru"
    r"|(?:link is )?external(?: link)?|tautan (?:luar|eksternal)"
)
_ASIDE = re.compile(rf"[\[(](?:\d{{1,3}}|{_OF_A_LINK})[\])]")
_STUCK = re.compile(rf"(?<=\S)[\[(](?:{_OF_A_LINK})[\])]")  # without a blank between it and the link it speaks of
_JOINED = re.compile(rf"(?<=\w){SOME_ADDRESS}|{SOME_ADDRESS}(?=\w)")
_WEIGHTY = frozenset("%‰°$€<>+")  # signs that are never ornament
_LINK = re.compile(r"(?:https?://)?(?:www\.)?(.*?)/*")


@dataclass(frozen=True, slots=True)
class Difference:
    """What was approved and what is shown in its place, as a reader reads them; either may be empty."""

    approved: str
    shown: str

    def __str__(self) -> str:
        """Give both, an arrow between; what is not there is a dash."""
        shown = self.shown.replace(SOME_ADDRESS, "@…")
        return f"{self.approved[:SHOWN] or '–'} → {shown[:SHOWN] or '–'}"


@dataclass(frozen=True, slots=True)
class Alike:
    """A paragraph as the page shows it: its differences, and its words there, squeezed."""

    differences: tuple[Difference, ...]
    shown: str


class Words:
    """The words of a page, in which a paragraph can be looked for."""

    def __init__(self, folded: str) -> None:
        """Take the folded text of a page."""
        for beside in (_JOINED, _STUCK):
            folded = beside.sub(lambda found: f" {found[0]} ", folded)
        self._words = folded.split()

    def alike(self, folded: str) -> Iterator[Alike]:
        """Yield the places where a paragraph (folded) stands with small differences only, the likeliest first."""
        own = folded.split()
        if not 0 < len(own) <= LONGEST:
            return
        for start in self._places(own):
            begin, end = max(0, start - AROUND), start + len(own) + AROUND
            found = _compared(own, self._words[begin:end])
            if found is not None:
                yield found

    @cached_property
    def _at(self) -> dict[tuple[str, ...], list[int]]:
        """Where each word, and each three words, stand."""
        cores = [_core(word) for word in self._words]
        at: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, core in enumerate(cores):
            at[core,].append(place)
            at[tuple(cores[place : place + 3])].append(place)
        return at

    def _places(self, own: Sequence[str]) -> list[int]:
        cores = [_core(word) for word in own]
        votes: Counter[int] = Counter()
        for size in (3, 1):
            for offset in range(len(cores) - size + 1):
                places = self._at.get(tuple(cores[offset : offset + size]), ())
                if len(places) <= COMMON:
                    votes.update(place - offset for place in places)
            if votes:
                break
        if any(ADDRESS.fullmatch(core) for core in cores):
            votes.update(place for place in self._at.get((SOME_ADDRESS,), ())[:TRIED])
        return [place for place, _ in votes.most_common(TRIED)]


def _compared(own: Sequence[str], there: Sequence[str]) -> Alike | None:
    """Compare a paragraph with a stretch of the page; None where a difference is more than small."""
    hidden = any(SOME_ADDRESS in word for word in there)
    ours, theirs = ([_veiled(_core(word)) if hidden else _core(word) for word in words] for words in (own, there))
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    first, last = _within(codes, len(ours))
    found: list[Difference] = []
    mistyped = 0
    for what, a, b, c, d in codes:
        c, d = max(c, first), min(d, last)  # noqa: PLW2901 - what stands around it on the page is not its own
        mine, shown = own[a:b], there[c:d]
        if what == "equal":
            if any(_core(m) != _core(s) and SOME_ADDRESS not in s for m, s in zip(mine, shown, strict=True)):
                return None  # another address, shown openly
            found += [Difference(m, s) for m, s in zip(mine, shown, strict=True) if squeezed(m) != squeezed(s)]
        elif mine or shown:
            small = _small(mine, shown)
            if small is None:
                return None
            mistyped += small
            found.append(Difference(" ".join(mine), " ".join(shown)))
    if mistyped > max(1, len(own) // ONE_IN):
        return None
    return Alike(tuple(found), squeezed(" ".join(there[first:last])))


def _within(codes: Sequence[tuple[str, int, int, int, int]], words: int) -> tuple[int, int]:
    """Say where the paragraph begins and ends in the stretch: what only the page has at either side is left off."""
    begin, end = codes[0], codes[-1]
    first = begin[4] if begin[0] == "insert" else _edge(begin, at_end=False)
    last = end[3] if end[0] == "insert" else _edge(end, at_end=True)
    return (first, last) if words else (0, 0)


def _edge(code: tuple[str, int, int, int, int], *, at_end: bool) -> int:
    """At a border where words were replaced, the page's share of it is as many words as ours."""
    what, a, b, c, d = code
    if what != "replace":
        return d if at_end else c
    return min(d, c + (b - a)) if at_end else max(c, d - (b - a))


def _small(mine: Sequence[str], shown: Sequence[str]) -> int | None:
    """Say whether words may stand for others: 0 for what websites do, 1 for a mistyped letter, None for neither."""
    ours, theirs = [_core(word) for word in mine], [_core(word) for word in shown]
    told = [core for core in theirs if core]
    if "".join(ours) == "".join(told):  # signs only, or a word parted or joined
        return 0
    if _ASIDE.fullmatch(" ".join(shown)) and not any(ours):
        return 0
    if len(mine) != len(shown):
        return None
    each = [_word(m, s) for m, s in zip(mine, shown, strict=True)]
    return None if None in each else sum(small or 0 for small in each)


def _word(mine: str, shown: str) -> int | None:
    ours, theirs = _core(mine), _core(shown)
    if ours == theirs or _links(mine, shown) or (theirs == SOME_ADDRESS and _veiled(ours) == theirs):
        return 0
    return 1 if _one_letter(ours, theirs) else None


def _links(mine: str, shown: str) -> bool:
    """Say whether an address is shown without its beginning or its end."""
    ours, theirs = (found[1] if (found := _LINK.fullmatch(word)) else "" for word in (mine, shown))
    if "." not in ours or "/" not in mine:
        return False
    return ours == theirs or (theirs.endswith("...") and len(theirs) > AROUND and ours.startswith(theirs[:-3]))


def _core(word: str) -> str:
    """Give what makes a word: its letters without marks; around figures and in addresses every sign counts."""
    if SOME_ADDRESS in word:
        return SOME_ADDRESS
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    if any(c.isdigit() for c in bare) or "@" in bare or "://" in bare:
        return bare.strip(".,;:!?\"'()[]")
    return "".join(c for c in bare if c.isalpha() or c in _WEIGHTY)


def _veiled(core: str) -> str:
    """Give the sign for a hidden address in place of an address."""
    return SOME_ADDRESS if ADDRESS.fullmatch(core) else core


def _one_letter(one: str, other: str) -> bool:
    """Say whether two long words differ in one letter (another, more, less, or two that changed places)."""
    if min(len(one), len(other)) < LETTERS or abs(len(one) - len(other)) > 1 or not (one.isalpha() and other.isalpha()):
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if at == 0:
        return False
    a, b = one[at:], other[at:]
    turned = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or turned
