"""The rows of what moves: taken in once, claimed in order, held, joined, and forgotten in time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from bot.sop.flow import Kind
from storage import inbox, meta, outbox
from storage.once import once
from storage.outbox import ANSWER, DIGEST, Row
from storage.outbox_bodies import Card, LookIfGone, Publish, Text
from storage.store import Tx
from storage.times import to_ms

RINA, SITI = 1007, 1002
ARTICLE = (Kind.ARTICLE, 1)


def text(tx: Tx, chat_id: int, words: str, priority: int = outbox.WORK) -> None:
    outbox.add(tx, chat_id, Text(words), priority=priority)


def clear(tx: Tx) -> None:
    """Away with the menus that seeding asked for."""
    tx.db.execute("DELETE FROM outbox")


def claim(tx: Tx, chat_id: int | None = RINA) -> Row:
    row = outbox.claim_next(tx, chat_id)
    assert row is not None
    return row


def waiting(tx: Tx) -> list[dict[str, object]]:
    return [json.loads(r[0]) for r in tx.db.execute("SELECT body FROM outbox WHERE state = 'new' ORDER BY id")]


def later(tx: Tx, **span: float) -> Tx:
    return replace(tx, now=tx.now + timedelta(**span))


# --- the inbox ----------------------------------------------------------------------------------------


def test_an_update_is_taken_in_once(tx: Tx) -> None:
    first, second = {"update_id": 1, "message": {"text": "a"}}, {"update_id": 2}
    assert inbox.keep(tx, [first, second, first]) == [first, second]
    assert inbox.keep(tx, [{"update_id": 1, "message": {"text": "forged"}}]) == []
    assert inbox.unfinished(tx) == [first, second]


def test_half_a_character_survives_the_database(tx: Tx) -> None:
    update = {"update_id": 1, "message": {"text": "\ud83d half"}}
    inbox.keep(tx, [update])
    assert inbox.unfinished(tx) == [update]


def test_what_is_done_or_set_aside_is_finished(tx: Tx) -> None:
    inbox.keep(tx, [{"update_id": n} for n in (1, 2, 3)])
    inbox.done(tx, 1)
    inbox.failed(tx, 2, "KeyError: x")
    inbox.done(tx, 2)
    assert inbox.unfinished(tx) == [{"update_id": 3}]
    assert [inbox.is_done(tx, n) for n in (1, 2, 3, 4)] == [True, False, False, False]
    assert [inbox.attempt(tx, n) for n in (1, 3, 3)] == [0, 1, 2]


def test_done_updates_are_forgotten_in_time_and_failed_ones_stay(tx: Tx) -> None:
    inbox.keep(tx, [{"update_id": n} for n in (1, 2, 3)])
    inbox.done(tx, 1)
    inbox.failed(tx, 2, "x")
    assert inbox.prune(tx, to_ms(tx.now)) == 0
    assert inbox.prune(tx, to_ms(tx.now) + 1) == 1
    assert [r[0] for r in tx.db.execute("SELECT update_id FROM inbox")] == [2, 3]


# --- the outbox -----------------------------------------------------------------------------------------


def test_answers_go_before_work_before_digests_and_each_as_it_was_said(tx: Tx) -> None:
    clear(tx)
    for words, priority in (("d1", DIGEST), ("w1", outbox.WORK), ("a1", ANSWER), ("w2", outbox.WORK), ("a2", ANSWER)):
        text(tx, RINA, words, priority)
    text(tx, SITI, "hers")
    assert [claim(tx).body for _ in range(5)] == [Text(words) for words in ("a1", "a2", "w1", "w2", "d1")]
    assert outbox.claim_next(tx, RINA) is None
    assert outbox.lanes(tx) == [SITI]


def test_a_row_for_later_waits_and_says_when(tx: Tx) -> None:
    clear(tx)
    outbox.add(tx, RINA, Text(""), at=tx.now + timedelta(seconds=9))
    assert outbox.lanes(tx) == []
    assert outbox.claim_next(tx, RINA) is None
    assert outbox.next_due(tx) == tx.now + timedelta(seconds=9)
    assert outbox.lanes(later(tx, seconds=9)) == [RINA]
    assert outbox.next_due(later(tx, seconds=9)) is None


def test_nothing_overtakes_in_a_chat_that_is_held(tx: Tx) -> None:
    clear(tx)
    text(tx, RINA, "first")
    text(tx, SITI, "hers")
    row = claim(tx)
    until = tx.now + timedelta(seconds=5)
    outbox.postpone(tx, row, until, "flood", "")
    outbox.hold(tx, RINA, until)
    outbox.hold(tx, RINA, until - timedelta(seconds=3))  # a shorter one takes nothing back
    text(tx, RINA, "second")
    assert outbox.lanes(tx) == [SITI]
    assert outbox.claim_next(tx, RINA) is None
    assert outbox.next_due(tx) == until
    after = later(tx, seconds=5)
    assert [claim(after).body for _ in range(2)] == [Text("first"), Text("second")]


def test_wishes_for_one_card_join_into_one_row(tx: Tx) -> None:
    clear(tx)
    outbox.add_card(tx, RINA, ARTICLE, anew=False, office_hours=True, at=tx.now + timedelta(hours=1))
    outbox.add_card(tx, RINA, ARTICLE, anew=True, head="remind", office_hours=True, priority=ANSWER)
    outbox.add_card(tx, RINA, ARTICLE, anew=False)
    row = claim(tx)
    assert row.body == Card(anew=True, head="remind")
    assert (row.priority, row.office_hours) == (ANSWER, True)  # a mere refresh does not hurry it


def test_a_tap_hurries_what_waits_for_the_office(tx: Tx) -> None:
    clear(tx)
    outbox.add_card(tx, RINA, ARTICLE, anew=True, head="remind", office_hours=True, unit_id=3)
    outbox.add_card(tx, RINA, ARTICLE, anew=False, priority=ANSWER)
    row = claim(tx)
    assert (row.office_hours, row.body) == (False, Card(anew=True, head="remind", unit=3))


def test_a_reminder_set_aside_keeps_its_hours_in_the_refresh_that_came_meanwhile(tx: Tx) -> None:
    clear(tx)
    outbox.add_card(tx, RINA, ARTICLE, anew=True, head="remind", office_hours=True, unit_id=3)
    row = claim(tx)
    outbox.add_card(tx, RINA, ARTICLE, anew=False)
    outbox.postpone(tx, row, tx.now, "quiet", "")
    row = claim(tx)
    assert (row.office_hours, row.body) == (True, Card(anew=True, head="remind", unit=3))
    assert outbox.claim_next(tx, RINA) is None


def test_a_card_postponed_gives_way_to_a_newer_wish_and_hands_it_its_headline(tx: Tx) -> None:
    clear(tx)
    outbox.add_card(tx, RINA, ARTICLE, anew=True, head="remind")
    row = claim(tx)
    outbox.add_card(tx, RINA, ARTICLE, anew=False)
    outbox.postpone(tx, row, tx.now + timedelta(seconds=2), "later", "")
    assert waiting(tx) == [{"anew": True, "head": "remind"}]


def test_what_was_being_sent_is_sent_again_at_the_next_start(tx: Tx) -> None:
    clear(tx)
    text(tx, RINA, "interrupted")
    outbox.add_card(tx, RINA, ARTICLE, anew=False)
    claim(tx)
    claim(tx)
    outbox.add_card(tx, RINA, ARTICLE, anew=False, head="newer")
    assert outbox.revive(tx) == 2
    assert waiting(tx) == [{"html": "interrupted", "rows": []}, {"anew": False, "head": "newer"}]
    assert [r[0] for r in tx.db.execute("SELECT outcome FROM delivery")] == ["uncertain", "uncertain"]


def test_an_interrupted_wish_to_be_noticed_lives_on_in_the_newer_one(tx: Tx) -> None:
    clear(tx)
    outbox.add_card(tx, RINA, ARTICLE, anew=True, head="remind")
    claim(tx)
    outbox.add_card(tx, RINA, ARTICLE, anew=False)
    outbox.revive(tx)
    assert waiting(tx) == [{"anew": True, "head": "remind"}]


def test_a_new_wish_of_the_website_replaces_the_one_that_waits(tx: Tx) -> None:
    clear(tx)
    outbox.add_site(tx, 1, Publish())
    outbox.add_site(tx, 1, LookIfGone(7))
    assert claim(tx, None).kind == "withdraw"
    assert outbox.claim_next(tx, None) is None


def test_a_publication_put_back_gives_way_to_a_newer_wish(tx: Tx) -> None:
    clear(tx)
    outbox.add_site(tx, 1, Publish())
    row = claim(tx, None)
    outbox.add_site(tx, 1, LookIfGone(7))
    outbox.postpone(tx, row, tx.now, "later", "")
    assert waiting(tx) == [{"by": 7, "note": ""}]


def test_a_group_that_moved_is_spoken_to_at_its_new_id(tx: Tx) -> None:
    clear(tx)
    text(tx, -5001, "laporan")
    outbox.move_chat(tx, -5001, -1005001)
    assert outbox.lanes(tx) == [-1005001]
    assert meta.chat_now(tx, -5001) == -1005001
    assert meta.chat_now(tx, -7) == -7


def test_delivered_rows_are_forgotten_in_time_with_their_log(tx: Tx) -> None:
    clear(tx)
    text(tx, RINA, "old")
    outbox.settle(tx, claim(tx).id, "sent", message_id=5)
    text(tx, RINA, "waits")
    outbox.hold(tx, SITI, tx.now)
    assert outbox.prune(tx, to_ms(tx.now) + 1) == 1
    assert waiting(tx) == [{"html": "waits", "rows": []}]
    assert tx.db.execute("SELECT count(*) FROM delivery").fetchone()[0] == 0
    assert tx.db.execute("SELECT count(*) FROM hold").fetchone()[0] == 0


def test_once_is_once(tx: Tx) -> None:
    assert [once(tx, "digest", key) for key in ("7 senin", "7 senin", "7 selasa")] == [True, False, True]
