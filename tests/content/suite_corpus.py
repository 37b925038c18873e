"""Texts for LibreOffice's Writer, which makes Word files of them for the corpus."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from typing import Final

from tests.content.suite_features import FEATURES, NAMES, p


@dataclass(frozen=True)
class Source:
    """A text for Writer, with the words of it that are seen and hidden."""

    name: str
    data: bytes
    seen: tuple[str, ...]
    hidden: tuple[str, ...]


def assembled(name: str, features: list[str]) -> Source:
    """A flat OpenDocument text of these features, each with words of its own."""
    made = [FEATURES[each](f"{at}k") for at, each in enumerate(features)]
    changes = "".join(each.changes for each in made)
    tracked = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
    declared = '<text:sequence-decl text:display-outline-level="0" text:name="Gambar"/>'
    declared = f"<text:sequence-decls>{declared}</text:sequence-decls>"
    page = '<style:page-layout style:name="PL"><style:page-layout-properties/></style:page-layout>'
    data = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>'
        f'<style:style style:name="Standard" style:family="paragraph"/>{"".join(each.common for each in made)}'
        f"</office:styles><office:automatic-styles>{page}{''.join(each.styles for each in made)}"
        "</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL">'
        f"{''.join(each.master for each in made)}</style:master-page></office:master-styles>"
        f"<office:body><office:text>{tracked}{declared}{p('Judul')}{''.join(each.xml for each in made)}</office:text>"
        "</office:body></office:document>"
    )
    return Source(name, data.encode(), tuple(w for each in made for w in each.seen),
                  tuple(w for each in made for w in each.hidden))  # fmt: skip


def sources() -> list[Source]:
    """Every feature alone, and mixtures of six."""
    chance, names = random.Random(5), list(FEATURES)
    alone = [assembled(name, [name]) for name in names]
    pairs = [assembled(f"{a}, {b}", [a, b]) for a, b in itertools.pairwise(names)][::2]
    return [*alone, *pairs, *(assembled(f"mixture {at}", chance.sample(names, 6)) for at in range(20))]


RICH_TEXT: Final[dict[str, tuple[str, list[str], list[str]]]] = {
    "runs": (r"{\rtf1\ansi Judul\par tampak0k {\v gaib0k} {\b tebal0k}\par {\footnote catatan0k}usai0k\par}",
             ["tampak0k", "tebal0k", "catatan0k", "usai0k"], ["gaib0k"]),
    "table": (r"{\rtf1\ansi Judul\par\trowd\cellx3000\cellx6000\intbl satu0k\cell dua0k\cell\row\pard usai0k\par}",
              ["satu0k", "dua0k", "usai0k"], []),
    "list": (r"{\rtf1\ansi Judul\par{\pntext\tab}{\*\pn\pnlvlbody\pndec}satu0k\par\page dua0k\line tiga0k}",
             ["satu0k", "dua0k", "tiga0k"], []),
}  # fmt: skip
PAGES: Final[dict[str, tuple[str, list[str], list[str]]]] = {
    "page": (("<h1>Judul</h1><h2>bab0k</h2><ol><li>satu0k<ul><li>anak0k</li></ul></li></ol><p>isi0k<br>baris0k</p>"
             "<blockquote>kutip0k</blockquote><dl><dt>istilah0k</dt><dd>arti0k</dd></dl><pre>kode0k</pre>"),
             ["bab0k", "satu0k", "anak0k", "isi0k", "baris0k", "kutip0k", "istilah0k", "arti0k", "kode0k"], []),
    "table of a page": (("<table border=1><caption>nama0k</caption><tr><th rowspan=2>a0k</th><td>b0k</td></tr>"
                        "<tr><td>c0k</td></tr></table>"), ["nama0k", "a0k", "b0k", "c0k"], []),
}  # fmt: skip


def others() -> list[tuple[str, Source]]:
    """Texts in the formats that Writer opens besides: the ending of the file, and the source."""
    made = [("rtf", name, *each) for name, each in RICH_TEXT.items()]
    made += [("html", name, f"<html><body>{each[0]}</body></html>", *each[1:]) for name, each in PAGES.items()]
    return [(end, Source(name, text.encode(), tuple(seen), tuple(hidden))) for end, name, text, seen, hidden in made]
