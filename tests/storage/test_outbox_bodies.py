"""What rows of the outbox say: every type written as older versions read it, and their rows read as the right type."""

from __future__ import annotations

import json
from datetime import date
from typing import get_args

import msgspec
import pytest

from bot.sop.flow import Kind
from storage import outbox, outbox_bodies
from storage.outbox_bodies import (
    Body,
    ButtonBody,
    Card,
    Delete,
    DispositionPaper,
    Document,
    DraftLink,
    FreshnessPicture,
    Link,
    LookAgain,
    LookIfGone,
    Menu,
    Package,
    Photo,
    Photos,
    Preview,
    Prove,
    Publish,
    RecapPaper,
    Republish,
    Share,
    StaffFile,
    TakeBack,
    Text,
    Unreadable,
    Withdraw,
    decode,
    encode,
)
from storage.store import Tx

KEPT = "ab" * 32

#: Rows as they were written before bodies were types: kind, JSON, and what is read of it now.
WRITTEN: list[tuple[str, str, Body]] = [
    ("text", '{"html": "<b>Rilis</b> siap", "rows": []}', Text("<b>Rilis</b> siap")),
    (
        "text",
        (
            '{"html": "Pilih", "rows": [[{"text": "Ya ✓", "callback_data": "apr:a:7:3", "style": "success"}],'
            ' [{"text": "Buka", "url": "https://www.contohkab.go.id/"}]]}'
        ),
        Text(
            "Pilih",
            (
                (ButtonBody("Ya ✓", callback_data="apr:a:7:3", style="success"),),
                (ButtonBody("Buka", url="https://www.contohkab.go.id/"),),
            ),
        ),
    ),
    ("card", '{"anew": false, "head": ""}', Card(anew=False, head="")),
    ("card", '{"anew": true, "head": "remind", "unit": 3}', Card(anew=True, head="remind", unit=3)),
    ("files", f'{{"photos": [{{"sha": "{KEPT}", "caption": ""}}]}}', Photos((Photo(KEPT, ""),))),
    (
        "files",
        f'{{"document": "{KEPT}", "filename": "nota dinas.pdf", "caption": "D-1/2026"}}',
        Document(KEPT, "nota dinas.pdf", "D-1/2026"),
    ),
    (
        "files",
        '{"token": "abc", "name": "Joko", "language": "id", "until": "2026-12-08", "moves": false}',
        Link("abc", "Joko", "id", date(2026, 12, 8)),
    ),
    (
        "files",
        '{"staff": "links", "language": "id", "until": "2026-12-08", "links": [["Joko", "Staf", "abc"]]}',
        StaffFile("links", "id", date(2026, 12, 8), (("Joko", "Staf", "abc"),)),
    ),
    ("delete", '{"message_id": 4711}', Delete(4711)),
    ("commands", "{}", Menu()),
    ("paper", '{"paper": "completion", "language": "id"}', DispositionPaper("completion", "id")),
    ("paper", '{"paper": "disposition", "language": "en"}', DispositionPaper("disposition", "en")),
    (
        "paper",
        (
            '{"paper": "recap", "language": "id", "first": "2026-11-01", "last": "2026-11-30", "unit": null,'
            ' "person": 4, "form": "xlsx"}'
        ),
        RecapPaper("id", date(2026, 11, 1), date(2026, 11, 30), None, 4, "xlsx"),
    ),
    (
        "paper",
        '{"paper": "freshness", "language": "id", "person": 2, "key": "berita"}',
        FreshnessPicture("id", 2, "berita"),
    ),
    ("share", "{}", Share()),
    ("preview", "{}", Preview()),
    ("draft_link", '{"to": 1003}', DraftLink(1003)),
    ("package", '{"person": 3}', Package(3)),
    ("publish", "{}", Publish()),
    ("publish", '{"link": "https://www.contohkab.go.id/a"}', Publish("https://www.contohkab.go.id/a")),
    ("publish", '{"again": true}', Republish()),
    ("prove", "{}", Prove()),
    ("prove", '{"again": true}', LookAgain()),
    (
        "withdraw",
        '{"kind": "digabung", "target": "https://www.contohkab.go.id/b", "note": "Sudah dimuat", "look": true}',
        Withdraw("digabung", "https://www.contohkab.go.id/b", "Sudah dimuat", look=True),
    ),
    ("withdraw", '{"kind": "ditarik", "note": "", "key": "9f31", "link": null}', TakeBack("9f31")),
    ("withdraw", '{"note": "", "by": 3}', LookIfGone(3)),
]


@pytest.mark.parametrize(("kind", "text", "body"), WRITTEN)
def test_a_row_of_an_older_version_is_read_and_written_as_it_was(kind: str, text: str, body: Body) -> None:
    assert decode(kind, text) == body
    assert body.kind == kind
    assert json.loads(encode(body)) == json.loads(text)


@pytest.mark.parametrize(("kind", "text", "body"), WRITTEN)
def test_a_field_of_a_newer_version_is_passed_over(kind: str, text: str, body: Body) -> None:
    newer = json.dumps(json.loads(text) | {"unheard_of": [1]})
    assert decode(kind, newer) == body


def test_every_type_of_body_stands_in_the_list_above() -> None:
    assert {type(body) for _, _, body in WRITTEN} == set(get_args(Body))


@pytest.mark.parametrize(
    ("kind", "text"),
    [("text", '{"no": "html"}'), ("text", "{"), ("text", "[]"), ("card", '{"anew": "yes", "head": ""}')],
)
def test_a_body_that_fits_no_type_is_handed_on_with_why(kind: str, text: str) -> None:
    body = decode(kind, text)
    assert isinstance(body, Unreadable)
    assert body.problem


def test_a_withdrawal_without_words_of_its_own_is_a_plain_one() -> None:
    assert decode("withdraw", '{"note": ""}') == Withdraw("ditarik", None, "", look=False)


def test_a_card_that_cannot_be_read_gives_way_to_the_next_wish(tx: Tx) -> None:
    tx.db.execute("DELETE FROM outbox")
    outbox.add_card(tx, 1007, (Kind.ARTICLE, 1), anew=True, head="remind")
    tx.db.execute("UPDATE outbox SET body = '{}'")
    outbox.add_card(tx, 1007, (Kind.ARTICLE, 1), anew=False, head="newer")
    row = outbox.claim_next(tx, 1007)
    assert row is not None
    assert row.body == Card(anew=False, head="newer")


def test_a_kind_names_types_of_the_table_only(tx: Tx) -> None:
    schema: str = tx.db.execute("SELECT sql FROM sqlite_master WHERE name = 'outbox'").fetchone()[0]
    kinds = schema.partition("kind IN (")[2].partition(")")[0].replace("'", "").replace(",", " ").split()
    assert set(kinds) == set(outbox_bodies._TYPES) == {body.kind for _, _, body in WRITTEN}


def test_a_button_is_hashed_with_its_card_as_it_always_was() -> None:
    shown = msgspec.to_builtins([[ButtonBody("Ya", callback_data="apr:a:7:3", style="success")]])
    assert json.dumps(shown) == '[[{"text": "Ya", "callback_data": "apr:a:7:3", "style": "success"}]]'
