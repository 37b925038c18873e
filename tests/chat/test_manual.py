"""Publishing where no interface does, through the front door: the package, the link, the proof, the page taken off."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk import notify
from bot.desk.publishing import manual
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Refused
from bot.sitewatch.fetch import Fetched, FetchError
from bot.sop.flow import Action, State
from bot.sop.model import Article
from bot.sop.press import Press
from handlers.routing import press_button
from handlers.senders import Asker
from storage import events, outbox
from storage.outbox_bodies import Package
from storage.store import Tx
from tests.chat import scenes
from tests.chat.manual import article_now, documents, put_up, take_down, unpacked, with_staf
from tests.stage import Stage, jpeg, labels, text_of

TITLE = "Imunisasi serentak di semua puskesmas"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office whose website has no interface."""
    async with Stage(tmp_path, kind="manual") as stage:
        yield stage


async def _published(stage: Stage) -> tuple[Article, str]:
    article, rudi = await with_staf(stage), stage.person("Rudi")
    url = put_up(stage, unpacked(stage, documents(rudi)[-1]))
    await stage.tap(rudi, "Kirim tautan")
    await stage.say(rudi, url)
    published = await article_now(stage, article)
    assert published.state is State.A_PUBLISHED
    return published, url


async def test_the_whole_way_of_an_article_with_photos(stage: Stage) -> None:
    bambang, siti, rudi = stage.person("Bambang"), stage.person("Siti"), stage.person("Rudi")
    maya = stage.person("Maya")
    await stage.say(bambang, "/disposisi Berita imunisasi")
    await stage.tap(bambang, "Kirim disposisi")
    await stage.tap(siti, "Terima disposisi")
    await stage.say(maya, f"{TITLE}\n\nDinas Kesehatan melayani imunisasi mulai Senin pukul 08.00.")
    maya.send_album([jpeg("firebrick"), jpeg("seagreen")])
    await stage.settle()
    await stage.tap(maya, "Pilih rubrik")
    await stage.tap(maya, "Berita")
    await stage.tap(maya, "Jelaskan 2 foto")
    await stage.say(maya, "Warga antre di puskesmas")
    await stage.say(maya, "Petugas menyuntik warga")
    await stage.tap(maya, "Kirim naskah")
    await stage.tap(siti, "Siap entry → Rudi")

    [package] = documents(rudi)
    assert package["document"]["file_name"] == "N-1-imunisasi-serentak-di-semua-puskesmas.zip"
    assert "BACA-DAHULU.txt" in text_of(package)
    files = unpacked(stage, package)
    photos = sorted(name.rpartition(".")[0] for name in files if name.startswith("foto/"))
    assert photos == ["foto/01-warga-antre-di-puskesmas", "foto/02-petugas-menyuntik-warga"]
    card = rudi.received[-1]
    assert "Giliran Anda" in text_of(card)
    assert "Terbitkan dengan tangan" in text_of(card)
    assert "sisa 1 jam kerja" in text_of(card)
    assert labels(card)[:2] == ["🔗 Kirim tautan", "📦 Kirim paket lagi"]
    assert not [label for label in labels(card) if "Terbitkan" in label or "Jadwalkan" in label]

    await stage.tap(rudi, "Kirim tautan")
    assert "Kirim alamat halaman yang sudah terbit" in text_of(rudi.received[-1])
    await stage.say(rudi, put_up(stage, files))
    stage.find(rudi, "Halaman N-1 sedang diperiksa")
    assert "Bukti tayang: halaman dapat dilihat publik" in text_of(stage.find(rudi, "Bukti tayang"))
    await stage.tap(siti, "Bahan sudah lengkap")
    await stage.tap(siti, "Kirim laporan")
    await stage.tap(siti, "Dilaksanakan sesuai disposisi")
    assert "1 dari 1" in text_of(stage.find(bambang, "Laporan"))
    assert stage.outside.refusals() == []


async def test_no_tap_publishes_before_the_link_is_there(stage: Stage) -> None:
    article = await with_staf(stage)
    said = await stage.bot.store.write(_press, "Rudi", Action.PUBLISH.value, article)
    assert "Ketuk “Kirim tautan”" in said
    assert "Belum" not in said
    said = await stage.bot.store.write(_press, "Rudi", "upd", article)  # an old button: there is no page yet
    assert "sudah ditutup" in said
    refused = await stage.bot.store.write(_schedule, article)
    assert refused.why == "unattended"
    assert (await article_now(stage, article)).state is State.A_WAITING_STAF


def _schedule(tx: Tx, article: Article) -> Refused:
    given = Input(at=tx.now + timedelta(days=1))
    result = engine.act(tx, scenes.person(tx, "Rudi"), article.kind, article.id, Action.SCHEDULE, given=given)
    assert isinstance(result, Refused)
    return result


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("sudah saya pasang ya", "Belum ada alamat halaman di pesan ini"),
        ("https://contoh.com/berita/imunisasi", "Alamat itu bukan di situs 127.0.0.1"),
        ("http://169.254.169.254/latest/meta-data", "Alamat itu bukan di situs"),
        ("{home}", "Itu halaman depan situs"),
        ("javascript:alert(1)", "Belum ada alamat halaman"),
    ],
)
async def test_it_refuses_what_is_no_page_of_the_website(stage: Stage, typed: str, answer: str) -> None:
    article, rudi = await with_staf(stage), stage.person("Rudi")
    await stage.tap(rudi, "Kirim tautan")
    await stage.say(rudi, typed.format(home=f"{stage.server.url}/situs/"))
    stage.find(rudi, answer)
    assert (await article_now(stage, article)).state is State.A_WAITING_STAF
    await stage.say(rudi, put_up(stage, unpacked(stage, documents(rudi)[-1])))  # the view is still open
    assert (await article_now(stage, article)).state is State.A_PUBLISHED


async def test_a_page_that_lacks_words_is_said_in_words_and_looked_at_again_by_one_tap(stage: Stage) -> None:
    article, rudi = await with_staf(stage), stage.person("Rudi")
    files = unpacked(stage, documents(rudi)[-1])
    whole = files["halaman.html"]
    files["halaman.html"] = whole.replace(b"mulai Senin", b"mulai Selasa")
    url = put_up(stage, files)
    await stage.tap(rudi, "Kirim tautan")
    await stage.say(rudi, f"Sudah terbit: {url}")
    card = text_of(rudi.received[-1])
    assert "Terbit, belum terbukti" in card
    assert "Dinas Kesehatan melayani imunisasi mulai Senin" in card
    assert "Giliran Anda" in card
    assert (await article_now(stage, article)).state is State.A_UNPROVEN

    files["halaman.html"] = whole
    put_up(stage, files)
    assert "sedang diperiksa" in await stage.tap(rudi, "Periksa lagi")
    assert (await article_now(stage, article)).state is State.A_PUBLISHED


async def test_the_right_link_can_be_sent_after_a_wrong_one(stage: Stage) -> None:
    article, rudi = await with_staf(stage), stage.person("Rudi")
    url = put_up(stage, unpacked(stage, documents(rudi)[-1]))
    await stage.say(rudi, f"{stage.server.url}/situs/berita/lain/")
    assert "belum dapat dinyatakan tayang" in text_of(rudi.received[-1])
    await stage.say(rudi, url)
    published = await article_now(stage, article)
    assert (published.state, published.remote_url) == (State.A_PUBLISHED, url)


@pytest.mark.parametrize(("status", "state"), [
    (503, State.A_UNPROVEN), (403, State.A_UNPROVEN), (None, State.A_UNPROVEN), (410, State.A_WAITING_STAF),
])  # fmt: skip
async def test_a_website_that_shuts_the_bot_out_says_nothing_about_what_a_person_saw(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, status: int | None, state: State
) -> None:
    article, rudi = await with_staf(stage), stage.person("Rudi")
    url = put_up(stage, unpacked(stage, documents(rudi)[-1]))

    def away(*_: object, **__: object) -> Fetched:
        raise FetchError("status" if status else "unreachable", f"HTTP {status}", again=False, status=status)

    monkeypatch.setattr("bot.sitewatch.proof.fetch", away)
    await stage.say(rudi, url)
    assert (await article_now(stage, article)).state is state


async def test_the_clock_of_step_3_runs_until_the_link_is_there(stage: Stage) -> None:
    article, rudi = await with_staf(stage), stage.person("Rudi")
    await stage.advance(hours=1, minutes=1)
    assert "ini masih menunggu Anda" in text_of(rudi.received[-1])
    await stage.say(rudi, put_up(stage, unpacked(stage, documents(rudi)[-1])))
    assert (await article_now(stage, article)).state is State.A_PUBLISHED


async def test_a_bare_link_is_understood_while_exactly_one_article_waits(stage: Stage) -> None:
    rudi, dewi = stage.person("Rudi"), stage.person("Dewi")
    article = await with_staf(stage)
    url = put_up(stage, unpacked(stage, documents(rudi)[-1]))
    await stage.say(dewi, url)
    stage.find(dewi, "tidak termasuk naskah")  # another Staf's article
    await stage.say(rudi, "terima kasih")
    stage.find(rudi, "Sama-sama")
    other = await with_staf(stage)
    await stage.say(rudi, url)
    asked = text_of(stage.find(rudi, "naskah yang mana"))
    assert article.ref in asked
    assert other.ref in asked
    assert (await article_now(stage, article)).state is State.A_WAITING_STAF


async def test_one_page_is_not_two_articles(stage: Stage) -> None:
    published, url = await _published(stage)
    rudi = stage.person("Rudi")
    other = await with_staf(stage)
    await stage.say(rudi, url)
    stage.find(rudi, f"Alamat itu halaman naskah {published.ref}")
    assert (await article_now(stage, other)).state is State.A_WAITING_STAF


async def test_a_correction_stays_on_its_page_and_is_one_tap(stage: Stage) -> None:
    published, url = await _published(stage)
    rina, hasan, siti, rudi = (stage.person(name) for name in ("Rina", "Hasan", "Siti", "Rudi"))
    await stage.bot.store.write(_correct, published)
    await stage.settle()
    await stage.tap(rina, "Perbaiki naskah")
    await stage.tap(rina, "Ganti seluruh teks")
    await stage.say(rina, f"{TITLE}\n\nDinas Kesehatan melayani imunisasi mulai Rabu pukul 09.00.")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "berkala")
    await stage.tap(siti, "Siap entry → Rudi")

    files = unpacked(stage, documents(rudi)[-1])
    assert f"Jangan membuat halaman baru:\r\n   {url}" in files["BACA-DAHULU.txt"].decode("utf-8-sig")
    card = rudi.received[-1]
    assert "Perbarui halaman yang sama" in text_of(card)
    assert labels(card)[0] == "✅ Halaman yang sama sudah saya perbarui"
    await stage.say(rudi, f"{stage.server.url}/situs/berita/baru/")
    stage.find(rudi, f"Ralat dimuat di halaman yang sama: {url}")
    await stage.tap(rudi, "Halaman yang sama sudah saya perbarui")
    assert "Terbit, belum terbukti" in text_of(rudi.received[-1])  # nothing was changed on it yet

    put_up(stage, files)
    await stage.tap(rudi, "Halaman yang sama sudah saya perbarui")
    corrected = await article_now(stage, published)
    assert (corrected.state, corrected.remote_url, corrected.published_revision) == (State.A_PUBLISHED, url, 2)


def _correct(tx: Tx, article: Article) -> None:
    scenes.move(tx, "Siti", article.kind, article.id, Action.CORRECT, reason="Salah tanggal")


async def test_a_withdrawn_page_is_taken_off_by_hand_and_seen_to_be_gone(stage: Stage) -> None:
    published, _ = await _published(stage)
    siti, rudi = stage.person("Siti"), stage.person("Rudi")
    await stage.bot.store.write(_withdraw, published)
    await stage.settle()
    card = text_of(rudi.received[-1])
    assert "Turunkan halaman ini dengan tangan" in card
    assert "Menunggu Staf menurunkan halamannya" in text_of(siti.received[-1])
    assert not [label for message in siti.received for label in labels(message) if "turunkan" in label]
    await stage.say(rudi, "/tugas")
    assert "1 tugas menunggu Anda" in text_of(rudi.received[-1])

    assert "sedang memeriksa" in await stage.tap(rudi, "Sudah saya turunkan")
    stage.find(rudi, "masih menampilkan isinya")
    assert await stage.bot.store.read(_gone, published) is False

    take_down(stage)
    await stage.tap(rudi, "Sudah saya turunkan")
    assert "tidak tampil lagi bagi publik" in text_of(rudi.received[-1])
    assert "tidak tampil lagi bagi publik" in text_of(siti.received[-1])
    assert await stage.bot.store.read(_gone, published) is True
    assert not [label for label in labels(rudi.received[-1]) if "turunkan" in label]
    await stage.say(rudi, "/tugas")
    assert "Tidak ada tugas" in text_of(rudi.received[-1])


def _withdraw(tx: Tx, article: Article) -> None:
    scenes.move(tx, "Siti", article.kind, article.id, Action.WITHDRAW, reason="Tidak berlaku lagi")


def _gone(tx: Tx, article: Article) -> bool:
    return events.last(tx, article.kind, article.id, "gone") is not None


async def test_an_article_that_goes_back_with_its_link_sent_asks_for_its_page_to_be_taken_off(stage: Stage) -> None:
    article, rudi = await with_staf(stage), stage.person("Rudi")
    files = unpacked(stage, documents(rudi)[-1])
    files["halaman.html"] = files["halaman.html"].replace(b"Senin", b"Selasa")
    url = put_up(stage, files)
    await stage.say(rudi, url)
    await stage.tap(rudi, "Kembalikan untuk perbaikan")
    await stage.say(rudi, "Tanggalnya keliru")
    told = stage.find(rudi, "tidak jadi terbit")
    assert url in str(told["entities"])
    assert (await article_now(stage, article)).remote_url is None


async def test_an_article_that_goes_back_before_any_link_asks_nobody(stage: Stage) -> None:
    await with_staf(stage)
    rudi = stage.person("Rudi")
    await stage.tap(rudi, "Kembalikan untuk perbaikan")
    await stage.say(rudi, "Tanggalnya keliru")
    assert not [message for message in rudi.received if "tidak jadi terbit" in text_of(message)]


async def test_the_package_comes_again_at_a_tap_and_once_a_wish(stage: Stage) -> None:
    article, rudi = await with_staf(stage), stage.person("Rudi")
    assert len(documents(rudi)) == 1
    assert "dikirim di bawah" in await stage.tap(rudi, "Kirim paket lagi")
    assert len(documents(rudi)) == 2
    assert "Kirim tautan" in labels(rudi.received[-1])[0]  # its card stands under it
    asked = await stage.bot.store.write(_ask_twice, article)
    await stage.settle()
    assert asked == [True, False]
    assert len(documents(rudi)) == 3


def _ask_twice(tx: Tx, article: Article) -> list[bool]:
    return [manual.ask_package(tx, article, scenes.person(tx, "Rudi")) for _ in range(2)]


async def test_a_package_asked_for_before_a_crash_comes_once_after_it(stage: Stage) -> None:
    article = await with_staf(stage)
    rudi = stage.person("Rudi")
    before = len(documents(rudi))
    await stage.bot.stop()
    await stage.bot.store.open()
    await stage.bot.store.write(_ask_and_die, article)
    await stage.bot.store.close()
    await stage.start_bot()
    while await stage.bot.store.read(_being_made):  # until the bot has found what was left
        await stage.settle()
    assert len(documents(rudi)) == before + 1


def _being_made(tx: Tx) -> bool:
    return tx.db.execute("SELECT 1 FROM outbox WHERE state IN ('new', 'sending')").fetchone() is not None


def _ask_and_die(tx: Tx, article: Article) -> None:
    """As if the power went while the package was being made."""
    outbox.add_package(tx, article.id, Package(scenes.person(tx, "Rudi").id))
    assert outbox.claim_next(tx, None) is not None


async def test_no_package_comes_of_an_article_that_went_back_meanwhile(stage: Stage) -> None:
    article, rudi = await with_staf(stage), stage.person("Rudi")
    await stage.bot.store.write(_ask_and_return, article)
    await stage.settle()
    assert len(documents(rudi)) == 1


def _ask_and_return(tx: Tx, article: Article) -> None:
    assert manual.ask_package(tx, article, scenes.person(tx, "Rudi"))
    scenes.move(tx, "Rudi", article.kind, article.id, Action.RETURN, reason="Tanggalnya keliru")


@pytest.mark.parametrize("verb", ["pkg", "upd", "off"])
async def test_only_the_staf_may_tap_what_is_for_the_hand(stage: Stage, verb: str) -> None:
    article = await with_staf(stage)
    before = await stage.bot.store.read(scenes.lasting)
    for name in ("Rina", "Hasan", "Siti", "Bambang"):
        words: Any = await stage.bot.store.write(_press, name, verb, article)
        assert "tidak termasuk tugas Anda" in words
    assert await stage.bot.store.read(scenes.lasting) == before


def _press(tx: Tx, name: str, verb: str, article: Article) -> str:
    person = scenes.person(tx, name)
    press = Press(verb, article.kind, article.id, article.version)
    return press_button(tx, Asker(person, notify.texts_for(tx, person), 0), press).text


async def test_the_buttons_of_the_hand_do_nothing_where_an_interface_publishes(tmp_path: Path) -> None:
    async with Stage(tmp_path) as stage:
        article = await with_staf(stage)
        rudi = stage.person("Rudi")
        for verb in ("pkg", "upd", "off"):
            words = await stage.bot.store.write(_press, "Rudi", verb, article)
            assert "tidak termasuk tugas Anda" in words
        assert documents(rudi) == []
        await stage.say(rudi, f"{stage.server.url}/situs/berita/x/")
        stage.find(rudi, "tidak termasuk naskah")
        assert any("Terbitkan" in label for label in labels(stage.find(rudi, "Giliran Anda")))


async def test_somebody_who_reads_english_is_told_in_english(stage: Stage) -> None:
    rudi = stage.person("Rudi")
    await stage.say(rudi, "/bahasa")
    await stage.tap(rudi, "English")
    await with_staf(stage)
    assert "Publish by hand with the bot's package" in text_of(rudi.received[-1])
    card = rudi.received[-1]
    await stage.say(rudi, "/bantuan")
    assert "Publish articles by hand" in text_of(rudi.received[-1])
    assert labels(card)[:2] == ["🔗 Send the link", "📦 Send the package again"]
    assert re.search(r"Package N-\d+\.", text_of(documents(rudi)[-1]))
