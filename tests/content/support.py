"""What several content tests share: people's texts as Hypothesis draws them, a strict HTML reader."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

TYPES = (
    *("bold", "italic", "underline", "strikethrough", "code", "pre", "blockquote"),
    *("expandable_blockquote", "text_link", "url", "email", "phone_number", "mention"),
    *("hashtag", "bot_command", "spoiler", "custom_emoji", "date_time", "text_mention", "nonsense"),
)
URLS = (
    *("https://contoso.example/a?b=1&c=2", 'http://contoso.example/"onmouseover="x', "tg://user?id=1"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "mailto:humas@contoso.example", "http://[::1", ""),
    *("//contoso.example", "https://contoso.example@evil.example/", "contoso.example", "data:text/html,x"),
)
_HARD = "a b\n\n\n-•*1.2 <&>\"'\u00a0😀👨‍👩‍👧é\u0301🇮🇩\ud83d\ude00\x00\r\u2028\u200d\ufe0f"

# Characters by their numbers: Hypothesis' own alphabet costs seconds to build on a fresh machine.
characters = st.one_of(st.sampled_from(_HARD), st.integers(0, 0x10FFFF).map(chr))
texts = st.text(characters, max_size=120)


def entity_lists(max_offset: int = 130) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Any entities: overlapping, outside the text, inside a surrogate pair, with wrong fields."""
    offsets = st.integers(-3, max_offset)
    good = st.fixed_dictionaries(
        {"type": st.sampled_from(TYPES), "offset": offsets, "length": st.integers(-1, 60)},
        optional={
            "url": st.one_of(st.sampled_from(URLS), st.text(characters, max_size=20), st.none()),
            "language": st.text(characters, max_size=8),
        },
    )
    wrong = st.dictionaries(
        st.sampled_from(["type", "offset", "length", "url"]),
        st.one_of(st.none(), st.text(characters, max_size=3), st.floats(), st.integers()),
    )
    return st.lists(st.one_of(good, good, good, wrong), max_size=8)


def bare(text: str) -> str:
    """The text without white space: what must survive any layout."""
    return "".join(text.split())


def read_strictly(markup: str, void: frozenset[str] = frozenset()) -> tuple[str, list[str]]:
    """The plain text of well-formed HTML, and its opening tags; AssertionError if it is not well-formed."""
    text: list[str] = []
    tags: list[str] = []
    stack: list[str] = []
    for token in re.findall(r"<[^>]*>|[^<]+|<", markup):
        if not token.startswith("<"):
            assert not re.search(r"&(?![a-z]+;|#\d+;|#x[0-9a-f]+;)|>", token), token
            text.append(html.unescape(token))
        elif token.startswith("</"):
            assert stack, f"{token} closes nothing"
            assert stack.pop() == token[2:-1]
        else:
            matched = re.fullmatch(r'<([a-z][a-z0-9-]*)((?: [a-z]+(?:="[^"<>]*")?)*)>', token)
            assert matched, token
            tags.append(token)
            if matched[1] not in void:
                stack.append(matched[1])
            else:
                text.append("\n")
    assert stack == []
    return "".join(text), tags


def entity(type_: str, text: str, part: str, **more: Any) -> Mapping[str, Any]:
    """The Bot API's entity for the first place where `part` stands in `text`."""
    before = text[: text.index(part)].encode("utf-16-le")
    return {
        "type": type_,
        "offset": len(before) // 2,
        "length": len(part.encode("utf-16-le")) // 2,
        **more,
    }


def zip_of(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
