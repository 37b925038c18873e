"""What changed between two revisions of a page, in words a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

from bot.content.compose import MediumRef

ELLIPSIS: Final = " … "
_WORD = re.compile(r"\s*\S+\s*|\s+")
# SequenceMatcher is quadratic and worse; above this its own shortcut for frequent words is on.
_EXACT_UP_TO: Final = 4_000_000
# Characters times characters of two stretches above which they are not compared word by word: it is read anew anyway.
_WORDS_UP_TO: Final = 400_000_000

LITTLE: Final = 40
"""Words that may change and still be judged by the difference alone."""
FEWEST: Final = 6
"""Words that may change however short the page is."""
MOST_OF: Final = 0.6
"""The part of a page's words that must have changed for it to be called rewritten."""

ChangeKind = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Change:
    """A stretch of text that stayed, went or came."""

    kind: ChangeKind
    text: str


MediumChange = Literal["added", "removed", "described", "captioned", "cover", "order"]


@dataclass(frozen=True)
class Version:
    """A page as it is compared: its title and section, its text by paragraphs, its photos and files."""

    title: str
    section: str
    paragraphs: tuple[str, ...]
    media: tuple[MediumRef, ...]


@dataclass(frozen=True)
class Retouch:
    """A change of a photo or a file. `number` is a photo's place, counted from 1, in the new page
    (in the old one where it was removed); `name` is what it is known by; `old` and `new` are words.
    """

    kind: MediumChange
    photo: bool
    number: int = 0
    name: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Difference:
    """What changed between two versions of a page.

    `words` is the way from the old text to the new one, long unchanged stretches folded; `changed` counts the
    words of title and text that went or came, of `total` there are now.
    """

    title: tuple[str, str] | None
    section: tuple[str, str] | None
    words: tuple[Change, ...]
    media: tuple[Retouch, ...]
    changed: int
    total: int

    @property
    def none(self) -> bool:
        """Say whether a reader sees no difference (formatting aside)."""
        return not (self.title or self.section or self.words or self.media)

    @property
    def rewritten(self) -> bool:
        """Say whether so much changed that the whole is read more easily than the difference."""
        return self.changed > LITTLE and self.changed > MOST_OF * self.total

    @property
    def little(self) -> bool:
        """Say whether seeing the difference is enough to judge the page: few words, and no photo or file is new."""
        few = self.changed <= LITTLE and self.changed <= max(FEWEST, self.total // 2)
        return few and not any(each.kind == "added" for each in self.media)


def compare(old: Version, new: Version, context: int = 8) -> Difference:
    """Find what changed; `context` words beside each change are kept."""
    changes = list(_merged(_by_paragraph(old.paragraphs, new.paragraphs)))
    title = _pair(old.title, new.title)
    removed, added = (sum(_count(c.text) for c in changes if c.kind == kind) for kind in ("removed", "added"))
    retitled = max(map(_count, _title_words(title))) if title else 0
    return Difference(
        title=title,
        section=_pair(old.section, new.section),
        words=tuple(_collapsed(changes, context)) if removed or added else (),
        media=tuple(_retouched(old.media, new.media)),
        changed=max(removed, added) + retitled,
        total=_count(new.title) + sum(map(_count, new.paragraphs)),
    )


def _pair(old: str, new: str) -> tuple[str, str] | None:
    return (old, new) if old != new else None


def _title_words(title: tuple[str, str]) -> Iterator[str]:
    """The words of a title that went, and those that came."""
    changes = word_diff(*title)
    for kind in ("removed", "added"):
        yield " ".join(change.text for change in changes if change.kind == kind)


def _count(text: str) -> int:
    return len(text.split())


def _by_paragraph(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Compare paragraphs first and words only within those that differ: fast, and no word matches one far away."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        before, after = _joined(old[i:j]), _joined(new[k:m])
        if tag == "equal":
            yield Change("same", after)
        elif len(before) * len(after) > _WORDS_UP_TO:
            yield from (Change("removed", before), Change("added", after))
        else:
            yield from _changes(_words(before), _words(after))


def _joined(paragraphs: Sequence[str]) -> str:
    return "".join(f"{paragraph}\n" for paragraph in paragraphs)


def _retouched(old: Sequence[MediumRef], new: Sequence[MediumRef]) -> Iterator[Retouch]:
    before, after = ({m.sha256: m for m in media} for media in (old, new))
    for number, gone in _numbered(old):
        if gone.sha256 not in after:
            yield Retouch("removed", gone.role != "document", number, _name(gone))
    for number, here in _numbered(new):
        was = before.get(here.sha256)
        if was is None:
            yield Retouch("added", here.role != "document", number, _name(here))
        else:
            yield from _reworded(was, here, number)
    yield from _moved([m.sha256 for m in old if m.sha256 in after], [m.sha256 for m in new if m.sha256 in before])


def _numbered(media: Sequence[MediumRef]) -> Iterator[tuple[int, MediumRef]]:
    """Each medium with its place: photos are counted among photos, files among files."""
    for photos in (True, False):
        yield from enumerate((m for m in media if (m.role != "document") is photos), 1)


def _name(medium: MediumRef) -> str:
    """What people know a medium by: photos all have the same file name."""
    return medium.caption or medium.filename if medium.role == "document" else medium.alt or medium.caption


def _reworded(was: MediumRef, here: MediumRef, number: int) -> Iterator[Retouch]:
    photo = here.role != "document"
    if photo and was.alt != here.alt:
        yield Retouch("described", photo, number, old=was.alt, new=here.alt)
    if was.caption != here.caption:
        yield Retouch("captioned", photo, number, _name(here), was.caption, here.caption)


def _moved(old: Sequence[str], new: Sequence[str]) -> Iterator[Retouch]:
    if old == new:
        return
    yield Retouch("order" if old[0] == new[0] else "cover", photo=True, number=1)


def word_diff(old: str, new: str, context: int | None = 8) -> list[Change]:
    """The way from an old text to a new one, word by word; a replacement is first removed, then added.

    Of long unchanged runs only `context` words beside a change are kept, with an ellipsis for the
    rest; None keeps everything, and then same + added is the new text, same + removed the old one,
    but for spaces (line ends count as changes). Equal texts give no change at all.
    """
    before, after = _words(old), _words(new)
    if _keys(before) == _keys(after):
        return []
    changes = list(_merged(_changes(before, after)))
    return changes if context is None else list(_collapsed(changes, context))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _keys(words: Sequence[str]) -> list[str]:
    return [_key(word) for word in words]


def _key(word: str) -> str:
    """A word as it is compared: spaces do not matter, line ends do."""
    return word.strip() + "\n" * word.count("\n")


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    shortcut = len(before) * len(after) > _EXACT_UP_TO
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=shortcut)
    for tag, i, j, k, m in _without_crumbs(matcher.get_opcodes()):
        if tag == "equal":
            yield Change("same", _kept("".join(before[i:j]), "".join(after[k:m])))
            continue
        yield Change("removed", "".join(before[i:j]))
        yield Change("added", "".join(after[k:m]))


def _kept(before: str, after: str) -> str:
    """The unchanged words as the new text has them, or as the old one when only it goes on after them."""
    return before if before[-1:].isspace() and not after[-1:].isspace() else after


Opcode = tuple[str, int, int, int, int]


def _without_crumbs(opcodes: Iterable[Opcode]) -> Iterator[Opcode]:
    """A single word that survived between two changes reads better as part of the change."""
    codes = list(opcodes)
    pending: Opcode | None = None
    for index, code in enumerate(codes):
        crumb = code[2] - code[1] == 1 and 0 < index < len(codes) - 1
        if code[0] == "equal" and not crumb:
            if pending:
                yield pending
            pending = None
            yield code
        else:
            start = pending or code
            pending = ("replace", start[1], code[2], start[3], code[4])
    if pending:
        yield pending


def _merged(changes: Iterable[Change]) -> Iterator[Change]:
    full = (change for change in changes if change.text)
    for kind, group in groupby(full, key=lambda change: change.kind):
        yield Change(kind, "".join(change.text for change in group))


def _collapsed(changes: Sequence[Change], context: int) -> Iterator[Change]:
    for index, change in enumerate(changes):
        if change.kind != "same":
            yield change
            continue
        words = _words(change.text)
        head = words[:context] if index > 0 else []
        tail = words[max(0, len(words) - context) :] if index < len(changes) - 1 else []
        if len(head) + len(tail) >= len(words):
            yield change
        else:
            yield Change("same", f"{''.join(head).rstrip()}{ELLIPSIS}{''.join(tail).lstrip()}")
