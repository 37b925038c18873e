"""A text is cleaned, trimmed and its entities put in order as Telegram does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.entities import formatted, settled
from bot.rehearsal.markup import units
from bot.rehearsal.refusal import Json, Refusal
from bot.rehearsal.rules import Args


def html(source: str) -> tuple[str, list[Json]]:
    return formatted(Args({"parse_mode": "HTML"}, {}), source, "entities")


def explicit(text: str, *entities: Any) -> tuple[str, list[Json]]:
    return formatted(Args({"entities": json.dumps(entities)}, {}), text, "entities")


def spans(entities: list[Json]) -> list[tuple[str, int, int]]:
    return [(each["type"], each["offset"], each["length"]) for each in entities]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("  Rapat \n", "Rapat", []),
        ("\n <b>A</b> ", "A", [("bold", 0, 1)]),
        ("<b> A</b> ", " A", [("bold", 0, 2)]),
        ("x<b>A </b>", "xA", [("bold", 1, 1)]),
        ("<b> </b>A", "A", []),
        ("a\r\nb\tc", "a\nb c", []),
        ("a\r<b>b</b>", "ab", [("bold", 1, 1)]),
        ("   ", "", []),
    ],
)
def test_it_trims_and_cleans_as_telegram_does(source: str, text: str, found: list[tuple[str, int, int]]) -> None:
    plain, entities = html(source)
    assert (plain, spans(entities)) == (text, found)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<code>a<b>b</b></code>", [("code", 0, 2)]),
        ("<pre><i>ab</i></pre>", [("pre", 0, 2)]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", [("blockquote", 0, 2)]),
        ("<b>a<b>b</b></b>", [("bold", 0, 2)]),
        ("<blockquote>a<code>b</code></blockquote>", [("blockquote", 0, 2), ("code", 1, 1)]),
        ("<b>/tugas</b>", [("bold", 0, 6), ("bot_command", 0, 6)]),
        ("<code>/tugas</code>", [("code", 0, 6)]),
    ],
)
def test_it_drops_what_may_not_nest(source: str, found: list[tuple[str, int, int]]) -> None:
    assert spans(html(source)[1]) == found


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("ketik /tugas ya", "bot_command", "/tugas"),
        ("/start@TayangBot abc", "bot_command", "/start@TayangBot"),
        ("lihat https://kab.go.id/berita?id=1.", "url", "https://kab.go.id/berita?id=1"),
        ("(di kab.go.id)", "url", "kab.go.id"),
        ("http://127.0.0.1:8080/site/", "url", "http://127.0.0.1:8080/site/"),
        ("#Siaran_Pers2 baru", "hashtag", "#Siaran_Pers2"),
        ("kepada @rina_w.", "mention", "@rina_w"),
        ("ke humas@kab.go.id saja", "email", "humas@kab.go.id"),
        ("😀 /tugas", "bot_command", "/tugas"),
    ],
)
def test_it_finds_what_telegram_finds_by_itself(text: str, kind: str, part: str) -> None:
    start = units(text[: text.index(part)])
    assert spans(settled(text, [])[1]) == [(kind, start, units(part))]


@pytest.mark.parametrize("text", ["dan/atau", "laporan.docx", "#2026", "a@b", "1/2", "pukul 07.30"])
def test_it_finds_nothing_in_plain_words(text: str) -> None:
    assert settled(text, []) == (text, [])


def test_it_keeps_the_first_hundred_entities() -> None:
    text, entities = html("<b>a</b><i>b</i>" * 60)
    assert (len(text), len(entities)) == (120, 100)
    assert len(settled("#a " * 120, [])[1]) == 100


def test_explicit_entities_count_utf16_units() -> None:
    text, entities = explicit("😀 tebal", {"type": "bold", "offset": 3, "length": 5})
    assert (text, entities) == ("😀 tebal", [{"type": "bold", "offset": 3, "length": 5}])


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "bold", "offset": 0, "length": 9}, "ends after the end of the text"),
        ({"type": "bold", "offset": -1, "length": 1}, "incorrect offset -1"),
        ({"type": "loud", "offset": 0, "length": 1}, "Unsupported type"),
        ({"type": "text_link", "offset": 0, "length": 1, "url": "x:y"}, "Wrong HTTP URL"),
        ("bold", "expected an Object"),
    ],
)
def test_it_refuses_bad_explicit_entities(entity: Any, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        explicit("abc", entity)


def test_it_refuses_another_parse_mode() -> None:
    with pytest.raises(Refusal, match="unsupported parse_mode"):
        formatted(Args({"parse_mode": "BBCode"}, {}), "a", "entities")


@given(st.text("a😀é \n\r\t<b>/#@.:", max_size=60))
def test_a_settled_text_stays_as_it_is(text: str) -> None:
    once = settled(text, [])
    assert settled(once[0], []) == once
