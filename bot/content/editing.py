"""Small edits of a text that keep its formatting: one paragraph replaced, or a word throughout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from markupsafe import escape

from bot.content.entities import web_html
from bot.content.plain import normalise
from bot.content.sanitise import clean_fragment
from bot.content.spans import utf16_length
from bot.dates.words import APOSTROPHES

Entity = Mapping[str, Any]
Text = tuple[str, tuple[Entity, ...]]

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LEAVES: Final = "p|li|h2|h3|h4|td|th|pre|caption|blockquote"
#: A block of a clean fragment that holds no other block.
_BLOCK = re.compile(rf"<({_LEAVES})\b[^>]*>((?:(?!</?(?:{_LEAVES}|ul|ol|table|div|figure)\b).)*)</\1>", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_BEGINS_A_LINE = re.compile(rf"</?(?:{_LEAVES}|ul|ol|table|tr|div|figure|br)\b[^>]*>")
_NEAR = 400  # characters looked back through for the beginning of a sentence
_APOSTROPHES: Final = f"'{APOSTROPHES}"
_APOSTROPHE = rf"(?:[{_APOSTROPHES}]|&#0*39;|&#x27;|&apos;|&[lr]squo;)"
#: What stands before the first word of a sentence: nothing, the end of another, marks that open it.
_SENTENCE = re.compile(r"(?:^|\n|[.!?…][\"'”’)»]*\s)\s*[\"“‘'(«•–-]*\s*\Z")
_TAG_OF_BLOCK = re.compile(r"</?(?:p|ul|ol|li|blockquote|pre)\b[^>]*>")


@dataclass(frozen=True)
class Place:
    """A paragraph of a text: its place in it in code points, and its words."""

    start: int
    end: int
    words: str


def places(kind: str, text: str) -> list[Place]:
    """Find the paragraphs of a text (its lines that are not blank), or of an HTML fragment (its blocks)."""
    if kind == "html":
        found = (Place(m.start(2), m.end(2), normalise(_bare(m[2]))) for m in _BLOCK.finditer(text))
    else:
        found = (Place(m.start(), m.end(), normalise(m[0])) for m in _LINE.finditer(text))
    return [place for place in found if place.words]


def put(kind: str, text: str, entities: Sequence[Entity], place: Place, new: Text) -> Text:
    """Put another paragraph in the place of one; what was sent keeps its formatting, as does all around it."""
    words, marks = _stripped(new)
    if kind == "html":
        inner = _TAG_OF_BLOCK.sub("", web_html(words, marks)).strip().replace("\n", "<br>")
        return clean_fragment(text[: place.start] + inner + text[place.end :]), ()
    return _spliced(text, entities, place.start, place.end, words, marks)


@dataclass(frozen=True)
class Swap:
    """A word or phrase to be replaced by another.

    `common`: it is no name, though it was typed with a capital, as a phone begins each message with one.
    """

    old: str
    new: str
    common: bool = False

    def pattern(self, written: Callable[[str], str]) -> re.Pattern[str]:
        """Give the pattern of whole words: their signs in any form, begun small or with a capital, or in capitals."""
        return _whole(self.old, written)

    def stands(self, found: str, before: str, line: str, *, headline: bool) -> bool:
        """Say whether what was found is meant: a capital within a sentence is a name's, in a headline it is not."""
        if _in_capitals(found) and not _in_capitals(self.old):
            return not any(letter.islower() for letter in line)
        if found[:1] == self.old[:1] or self.old[:1] in _APOSTROPHES:
            return True
        return self.common if found[:1].islower() else headline or _SENTENCE.search(before) is not None

    def cased(self, found: str) -> str:
        """Give what replaces a word, in capitals, with a capital or small as that one was."""
        if _in_capitals(found) and not _in_capitals(self.old):
            return self.new.upper()
        if found[:1].isupper() and self.old[:1].islower():
            return self.new[:1].upper() + self.new[1:]
        return self.new[:1].lower() + self.new[1:] if found[:1].islower() and self.old[:1].isupper() else self.new


def _in_capitals(words: str) -> bool:
    return len(words) > 1 and words.isupper()


def is_name(kind: str, text: str, words: str) -> bool:
    """Say whether words with a capital stand within a sentence with it, as names do."""
    read = _read(text, len(text)) if kind == "html" else text
    exact = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return any(_SENTENCE.search(read[: found.start()]) is None for found in exact.finditer(read))


def swap(
    kind: str,
    text: str,
    entities: Sequence[Entity],
    wanted: Swap,
    within: Place | None = None,
    *,
    headline: bool = False,
) -> tuple[Text, int]:
    """Replace a word or phrase wherever it stands as such (in one paragraph, or everywhere).

    Gives the new text and how often it was found. Whole words only: "di" is not found in "dinas". Apostrophes and
    blanks are found in whichever form they are written; a small word is found with its capital where a sentence
    begins and in a `headline`, and in capitals in a line of them; its replacement is as it was.
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    if kind == "html":
        inner, count = _swapped(text[start:end], text[:start], wanted, headline=headline)
        return (text[:start] + inner + text[end:], ()), count
    found = [
        m
        for m in wanted.pattern(str).finditer(text, start, end)
        if wanted.stands(m[0], text[: m.start()], _line(text, m.start()), headline=headline)
    ]
    marks = tuple(entities)
    for match in reversed(found):
        text, marks = _spliced(text, marks, match.start(), match.end(), wanted.cased(match[0]), (), growing=True)
    return (text, marks), len(found)


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end]


def _whole(words: str, written: Callable[[str], str]) -> re.Pattern[str]:
    first = words[:1]
    forms = dict.fromkeys((words, first.lower() + words[1:], first.upper() + words[1:], words.upper()))
    return re.compile(rf"(?<!\w)(?:{'|'.join(_form(form, written) for form in forms)})(?!\w)")


def _form(words: str, written: Callable[[str], str]) -> str:
    return r"(?:\s|&nbsp;|&#160;)+".join(
        "".join(_any_form(letter, written) for letter in word) for word in words.split()
    )


def _any_form(letter: str, written: Callable[[str], str]) -> str:
    return _APOSTROPHE if letter in _APOSTROPHES else re.escape(written(letter))


def _swapped(html: str, before: str, wanted: Swap, *, headline: bool) -> tuple[str, int]:
    """Replace words between the tags of a fragment, never in a tag; `before` is the fragment that stands before."""
    pattern, count, done = wanted.pattern(lambda letter: str(escape(letter))), 0, ""
    for part in _TAG.split(html):
        if part.startswith("<"):
            done += part
            continue
        words, at = "", 0
        for found in pattern.finditer(part):
            stood = before + done + words + part[at : found.start()]
            if wanted.stands(found[0], _read(stood), unescape(part), headline=headline or _in_heading(stood)):
                words += part[at : found.start()] + str(escape(wanted.cased(found[0])))
                at, count = found.end(), count + 1
        done += words + part[at:]
    return done, count


def _in_heading(html: str) -> bool:
    """Say whether a fragment ends within a heading."""
    return any(html.rfind(f"<h{level}") > html.rfind(f"</h{level}") for level in (2, 3, 4))


def _read(html: str, most: int = _NEAR) -> str:
    """Give the last words of a fragment as they are read: each block begins a line."""
    return _TAG.sub("", _BEGINS_A_LINE.sub("\n", html[-most:]))


def _bare(html: str) -> str:
    """The words of a block; a line break counts as a space, other tags as nothing."""
    return unescape(_TAG.sub("", re.sub(r"<br\b[^>]*>", " ", html)))


def _stripped(new: Text) -> Text:
    """What was sent, without blank lines at its ends; offsets follow."""
    words, marks = new
    lead = utf16_length(words) - utf16_length(words.lstrip())
    return words.strip(), tuple({**mark, "offset": mark["offset"] - lead} for mark in marks)


def _spliced(
    text: str,
    entities: Sequence[Entity],
    start: int,
    end: int,
    new: str,
    marks: Sequence[Entity],
    *,
    growing: bool = False,
) -> Text:
    """Replace a stretch; entities around it are kept, moved and cut (UTF-16 units, as Telegram counts).

    `growing`: a formatting that covers exactly the stretch goes over to what replaces it.
    """
    here, there = utf16_length(text[:start]), utf16_length(text[:end])
    grown = utf16_length(new) - (there - here)
    kept = [e for entity in entities for e in _around(entity, here, there, grown, growing=growing)]
    own = [{**mark, "offset": mark["offset"] + here} for mark in marks]
    return text[:start] + new + text[end:], tuple(sorted([*kept, *own], key=lambda e: (e["offset"], -e["length"])))


def _around(entity: Entity, here: int, there: int, grown: int, *, growing: bool) -> Iterator[Entity]:
    first, last = entity["offset"], entity["offset"] + entity["length"]
    covers = first <= here and last >= there
    if covers and (growing or (first, last) != (here, there)):
        yield {**entity, "length": entity["length"] + grown}
    elif last <= here:
        yield entity
    elif first >= there:
        yield {**entity, "offset": first + grown}
    elif first < here:
        yield {**entity, "length": here - first}
    elif last > there:
        yield {**entity, "offset": there + grown, "length": last - there}
