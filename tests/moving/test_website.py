"""The website's rows: exactly one page, whatever is cut off; and plain words for the Staf when it will not be."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from bot.cms.base import PublishError
from bot.desk.publishing import publish
from bot.outbox.website import worker
from bot.sitewatch.proof import Expected, Proof, prove
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article
from storage import articles, events, outbox
from storage.outbox_bodies import Publish
from storage.store import Tx
from tests.chat import scenes
from tests.moving.support import come_to_rest, heard, left, outcomes
from tests.stage import Stage, labels, text_of

BUSY = PublishError("unreachable", "connection refused", again=True)
FORBIDDEN = PublishError("forbidden", "403", again=False)
TITLE = "Imunisasi serentak"


async def ready(stage: Stage) -> Article:
    """An article of Dinas Kesehatan lies verified with Rudi."""
    article = await stage.bot.store.write(scenes.article, State.A_WAITING_STAF)
    await stage.settle()
    return article


async def now(stage: Stage, article: Article) -> Article:
    found = await stage.bot.store.read(articles.get, article.id)
    assert found is not None
    return found


async def moved(stage: Stage, who: str, kind: Kind, article_id: int, action: Action, **given: str) -> None:
    """Somebody makes a move at the desk; what follows from it is not waited for."""
    await stage.bot.store.write(lambda tx: scenes.move(tx, who, kind, article_id, action, **given))


def moody(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, method: str, moods: Iterable[Exception | None], **when: bool
) -> list[int]:
    """Make a method of the website raise these in turn (None: work), before or `after` it did its work.

    Gives a list that grows with every call.
    """
    publisher: Any = stage.bot.website._publisher
    real, left_moods, calls = getattr(publisher, method), iter(moods), list[int]()

    def call(*args: Any) -> Any:
        calls.append(1)
        mood = next(left_moods, None)
        if mood is not None and not when.get("after"):
            raise mood
        result = real(*args)
        if mood is not None:
            raise mood
        return result

    monkeypatch.setattr(publisher, method, call)
    return calls


def pages(stage: Stage) -> list[str]:
    """The addresses of all article pages on the website (sections' own lists aside)."""
    public = stage.folder / "situs" / "public"
    return sorted(
        str(path.parent.relative_to(public)) for path in public.rglob("index.html")
        if TITLE in path.read_text("utf-8").partition("<h1")[2].partition("</h1>")[0]
    )  # fmt: skip


async def test_it_publishes_proves_and_tells(stage: Stage) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    await stage.tap(rudi, "Terbitkan")
    assert (await now(stage, article)).state is State.A_PUBLISHED
    assert len(pages(stage)) == 1
    assert "Bukti tayang" in text_of(stage.find(rudi, TITLE))
    assert await outcomes(stage, "publish") + await outcomes(stage, "prove") == ["published", "proven"]


async def test_a_website_in_trouble_is_asked_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    article = await ready(stage)
    calls = moody(stage, monkeypatch, "publish", [BUSY, BUSY])
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (len(calls), (await now(stage, article)).state) == (3, State.A_PUBLISHED)
    assert len(pages(stage)) == 1


async def test_it_waits_as_long_as_the_website_asks(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await ready(stage)
    moody(stage, monkeypatch, "publish", [PublishError("busy", "503", again=True, retry_after=90.0)])
    before = stage.clock.now()
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert stage.clock.now() - before >= timedelta(seconds=90)
    assert len(pages(stage)) == 1


@pytest.mark.parametrize(("mood", "times"), [(BUSY, 3), (FORBIDDEN, 1)])
async def test_it_gives_up_to_the_staf_in_words_and_can_be_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, mood: PublishError, times: int
) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    calls = moody(stage, monkeypatch, "publish", [mood] * times)
    await stage.tap(rudi, "Terbitkan")
    assert (len(calls), (await now(stage, article)).state) == (times, State.A_WAITING_STAF)
    card = stage.find(rudi, TITLE)
    assert "belum tayang" in text_of(card).lower() or "gagal" in text_of(card).lower()
    assert "connection refused" not in text_of(card)
    assert "Terbitkan" in " ".join(labels(card))
    await stage.tap(rudi, "Terbitkan")
    assert (await now(stage, article)).state is State.A_PUBLISHED
    assert len(pages(stage)) == 1


async def test_a_page_that_was_made_though_the_answer_was_lost_is_one_page(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = await ready(stage)
    moody(stage, monkeypatch, "publish", [BUSY], after=True)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await now(stage, article)).state is State.A_PUBLISHED
    assert len(pages(stage)) == 1


async def test_a_crash_between_the_page_and_its_record_ends_with_one_page(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    article = await ready(stage)
    record: Callable[..., None] = publish.published

    def power_cut(*_args: object) -> None:
        raise SystemError("the power goes here")

    monkeypatch.setattr(publish, "published", power_cut)
    with caplog.at_level(logging.CRITICAL):
        await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert len(pages(stage)) == 1
    assert (await now(stage, article)).remote_url is None
    monkeypatch.setattr(publish, "published", record)
    await stage.bot.store.write(_as_if_interrupted)
    await stage.bot.stop()
    await stage.start_bot()
    await come_to_rest(stage)
    assert (await now(stage, article)).state is State.A_PUBLISHED
    assert len(pages(stage)) == 1


def _as_if_interrupted(tx: Tx) -> None:
    """The process that was sending this row is no more."""
    tx.db.execute("UPDATE outbox SET state = 'sending', next_at = 0 WHERE kind = 'publish' AND state = 'new'")


async def test_a_page_that_does_not_show_the_text_is_published_and_waits_for_the_staf(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    monkeypatch.setattr(worker, "prove", _blind)
    await stage.tap(rudi, "Terbitkan")
    assert (await now(stage, article)).state is State.A_UNPROVEN
    assert len(await outcomes(stage, "prove")) == 3
    monkeypatch.undo()
    await stage.tap(rudi, "Terbitkan")
    assert (await now(stage, article)).state is State.A_PUBLISHED
    assert len(pages(stage)) == 1


def _blind(url: str, _expected: object, **options: Any) -> Proof:
    """Look for something that the page does not show."""
    return prove(url, Expected("Judul yang tidak ada di situs", ()), **options)


async def _returned_after_a_blind_proof(stage: Stage) -> Article:
    """The page is public but unproven; Rudi gives the article back to its author."""
    article = await ready(stage)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(worker, "prove", _blind)
        await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert len(pages(stage)) == 1
    await moved(stage, "Rudi", Kind.ARTICLE, article.id, Action.RETURN, reason="Alamatnya keliru")
    await stage.settle()
    return article


async def test_an_article_given_back_takes_its_page_along(stage: Stage) -> None:
    article = await _returned_after_a_blind_proof(stage)
    assert (await now(stage, article)).state is State.A_RETURNED
    assert await outcomes(stage, "withdraw") == ["withdrawn"]
    public = stage.folder / "situs" / "public"
    assert not [p for p in public.rglob("index.html") if "pukul 08.00" in p.read_text("utf-8")]


async def test_an_article_given_back_and_mended_can_be_published_after_all(stage: Stage) -> None:
    article = await _returned_after_a_blind_proof(stage)
    await moved(stage, "Rina", Kind.ARTICLE, article.id, Action.SUBMIT)
    await stage.bot.store.write(scenes._take_in, article.id, 1)
    await stage.settle()
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await now(stage, article)).state is State.A_PUBLISHED


async def test_a_late_answer_does_not_revive_what_was_given_back(stage: Stage) -> None:
    """The website's answer comes when nobody waits for it any more: it is kept, and changes nothing."""
    article = await _returned_after_a_blind_proof(stage)
    before = await now(stage, article)

    def late(tx: Tx) -> None:
        publish.published(tx, article.id, "r1", "http://127.0.0.1/situs/berita/x/")
        look = publish.Look(True, "ok", "", "http://127.0.0.1/", 200, "ab")
        assert publish.proven(tx, article.id, look, None) is False

    await stage.bot.store.write(late)
    await stage.settle()
    after = await now(stage, article)
    assert (after.state, after.version) == (before.state, before.version)
    assert await left(stage) == 0


async def test_a_row_that_is_no_longer_wanted_asks_the_website_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = await ready(stage)
    calls = moody(stage, monkeypatch, "find", [])
    await stage.bot.store.write(outbox.add_site, article.id, Publish())
    await stage.settle()
    assert calls == []
    assert await outcomes(stage, "publish") == ["nothing"]


async def test_a_page_that_cannot_be_taken_off_is_told_to_staf_and_kasubbag(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = await ready(stage)
    rudi, siti = stage.person("Rudi"), stage.person("Siti")
    await stage.tap(rudi, "Terbitkan")
    moody(stage, monkeypatch, "withdraw", [FORBIDDEN])
    await moved(stage, "Siti", Kind.ARTICLE, article.id, Action.WITHDRAW, reason="Keliru")
    await stage.settle()
    assert article.ref in heard(rudi)[-1]
    assert article.ref in heard(siti)[-1]
    assert await outcomes(stage, "withdraw") == ["refused"]


async def test_what_nobody_foresaw_sets_the_row_aside_and_the_next_article_goes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    article = await ready(stage)
    moody(stage, monkeypatch, "publish", [ZeroDivisionError()])
    with caplog.at_level(logging.CRITICAL):
        await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await now(stage, article)).state is State.A_PUBLISHING
    assert await left(stage) == 1
    await stage.advance(hours=1)
    assert (await now(stage, article)).state is State.A_PUBLISHED


async def test_a_page_that_vanished_later_alarms_staf_and_kasubbag(stage: Stage) -> None:
    article, rudi = await ready(stage), stage.person("Rudi")
    await stage.tap(rudi, "Terbitkan")
    [page] = pages(stage)
    (stage.folder / "situs" / "public" / page / "index.html").unlink()
    for minutes in (60, 5, 10):
        stage.clock.set(stage.clock.now() + timedelta(minutes=minutes))
        assert await stage.bot.website.look_again() == 1
        await stage.settle()
        assert await stage.bot.website.look_again() == 0
    gone = await stage.bot.store.read(events.last, Kind.ARTICLE, article.id, "page_gone")
    assert gone is not None
    assert (await now(stage, article)).state is State.A_PUBLISHED
