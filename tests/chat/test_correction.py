"""Ralat kecil: the official sees only what changed, and decides with one tap; nobody approves an edit of their own."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import requests

from bot.desk.people import members
from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State, Step
from bot.sop.model import Article, InfoClass
from bot.sop.press import Press
from bot.sop.roles import Role
from storage import articles, steps
from storage.store import Tx
from tests.chat import scenes
from tests.stage import MORNING, Stage, jpeg, labels, text_of

LONG = "Imunisasi serentak di semua puskesmas\n\n" + "\n\n".join(
    f"Paragraf ke-{n}. Dinas Kesehatan melayani imunisasi di puskesmas kecamatan mulai Senin pukul 08.00."
    for n in range(1, 9)
)


async def article_of(stage: Stage) -> Article:
    found = await stage.bot.store.read(articles.get, 1)
    assert found is not None
    return found


def card(stage: Stage, name: str) -> str:
    return text_of(stage.find(stage.person(name), "Naskah N-1"))


def offered(stage: Stage, name: str) -> list[str]:
    return labels(stage.find(stage.person(name), "Naskah N-1"))


async def edit(stage: Stage, words: str = "08.00 => 10.00") -> Phone:
    """Siti edits what waits for her (or for the Staf) and sends it."""
    siti = stage.person("Siti")
    await stage.tap(siti, "Sunting kecil")
    await stage.say(siti, words)
    await stage.tap(siti, "Kirim perubahan")
    return siti


async def edited(stage: Stage, state: State = State.A_WAITING_KASUBBAG) -> None:
    await scenes.bring(stage, state)
    await edit(stage)


async def test_it_asks_the_official_about_the_difference_only_and_takes_one_tap(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    hasan = stage.person("Hasan")
    before = len(hasan.received)
    await edit(stage)
    assert len(hasan.received) == before  # a new card for the old one: the article is not read out again
    told = card(stage, "Hasan")
    assert "Ralat kecil oleh Siti Aminah. Hanya perubahan di bawah ini yang perlu diperiksa" in told
    assert "mulai Senin pukul 08.00. 10.00." in told
    assert "Giliran Anda. Baca perubahan di atas. Setujui, atau tolak" in told
    assert offered(stage, "Hasan")[:2] == ["✅ Setujui perubahan – berkala", "Tolak perubahan"]
    assert not any("Kembalikan" in each or "PPID" in each for each in offered(stage, "Hasan"))
    assert await stage.tap(hasan, "Setujui perubahan") == (
        "N-1 disetujui. Giliran berikutnya: Siti Aminah. Diberi tahu: Rina Kartika."
    )
    article = await article_of(stage)
    assert (article.state, article.revision, article.info_class) == (State.A_WAITING_KASUBBAG, 2, InfoClass.PERIODIC)
    await stage.tap(stage.person("Siti"), "Siap entry → Rudi")
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    article = await article_of(stage)
    assert article.remote_url is not None
    page = (await asyncio.to_thread(requests.get, article.remote_url, timeout=5)).text
    assert ("pukul 10.00" in page, "pukul 08.00" in page) == (True, False)
    assert stage.outside.refusals() == []


async def test_it_goes_on_with_the_verified_text_where_the_official_declines(stage: Stage) -> None:
    await edited(stage)
    assert (await stage.tap(stage.person("Hasan"), "Tolak perubahan")).startswith(
        "Perubahan N-1 ditolak. Giliran berikutnya: Siti Aminah."
    )
    article = await article_of(stage)
    assert (article.state, article.revision) == (State.A_WAITING_KASUBBAG, 1)
    for name in ("Siti", "Rina"):
        assert "Perubahan ditolak; naskah yang sudah diverifikasi tetap berlaku oleh Hasan Basri" in card(stage, name)
    assert "✔ Terverifikasi oleh Hasan Basri" in card(stage, "Siti")
    await stage.tap(stage.person("Siti"), "Siap entry → Rudi")  # one tap to go on
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await article_of(stage)).state is State.A_PUBLISHED


async def test_it_gives_the_edit_another_class_where_the_official_says_so(stage: Stage) -> None:
    await edited(stage)
    hasan = stage.person("Hasan")
    await stage.tap(hasan, "Klasifikasi lain")
    await stage.tap(hasan, "Setujui – serta merta")
    assert (await article_of(stage)).info_class is InfoClass.IMMEDIATE


async def test_it_edits_before_publishing_and_the_staf_waits_for_the_official(stage: Stage) -> None:
    await edited(stage, State.A_WAITING_STAF)
    rudi = stage.person("Rudi")
    assert (await article_of(stage)).state is State.A_WAITING_VERIFIER
    assert "Disunting kecil oleh Siti Aminah" in card(stage, "Rudi")
    assert "🌐 Terbitkan" not in offered(stage, "Rudi")
    rudi.press(1, data=Press(Action.PUBLISH, Kind.ARTICLE, 1, (await article_of(stage)).version).pack())
    await stage.settle()
    assert (await article_of(stage)).state is State.A_WAITING_VERIFIER


async def test_it_runs_the_officials_clock_and_reminds_of_a_ralat(stage: Stage) -> None:
    await edited(stage)
    record = await stage.bot.store.read(steps.open_one, Kind.ARTICLE, 1)
    assert record is not None
    assert (record.step, record.due_at, record.revision) == (Step.VERIFY, MORNING + timedelta(hours=1), 2)
    await stage.advance(minutes=50)
    await stage.advance(minutes=15)
    assert "⏰ Terlambat 5 menit kerja" in card(stage, "Hasan")
    assert "Ralat kecil oleh Siti Aminah" in card(stage, "Hasan")


async def test_it_lets_no_editor_approve_or_decline_an_edit_of_their_own(stage: Stage) -> None:
    """The Kasubbag who is official of the unit too: not even after its author handed the edit in as it was."""
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.bot.store.write(_second_official)
    siti, rina = await edit(stage), stage.person("Rina")
    for _ in range(2):
        article = await article_of(stage)
        for verb, arg in ((Action.APPROVE, "berkala"), (Action.DECLINE, ""), (Action.HOLD, "")):
            siti.press(1, data=Press(verb, Kind.ARTICLE, 1, article.version, arg).pack())
            await stage.settle()
            assert siti.answers[-1].text.startswith("Penulis tidak boleh memverifikasi naskahnya sendiri")
        assert not any("Setujui" in each for each in offered(stage, "Siti"))
        if (await article_of(stage)).revision == 2:
            await stage.tap(rina, "Tarik kembali untuk diubah")
            version = (await article_of(stage)).version
            rina.press(1, data=Press(Action.SUBMIT, Kind.ARTICLE, 1, version).pack())  # as it is, unopened
            await stage.settle()
    assert (await article_of(stage)).revision == 3
    assert (await article_of(stage)).state is State.A_WAITING_VERIFIER


def _second_official(tx: Tx) -> None:
    article = articles.get(tx, 1)
    assert article is not None
    members.enrol(tx, scenes.person(tx, "Siti").id, Role.VERIFIER, article.unit_id)


async def test_it_declines_nothing_once_the_text_it_was_made_of_lost_its_approval(stage: Stage) -> None:
    await edited(stage)
    hasan = stage.person("Hasan")
    await stage.tap(hasan, "Setujui perubahan")
    await stage.tap(hasan, "Batalkan verifikasi")
    await stage.say(hasan, "Seluruhnya perlu diperiksa lagi")
    article = await article_of(stage)
    assert (article.state, article.revision) == (State.A_WAITING_VERIFIER, 2)
    assert "Tolak perubahan" not in offered(stage, "Hasan")
    hasan.press(1, data=Press(Action.DECLINE, Kind.ARTICLE, 1, article.version).pack())
    await stage.settle()
    assert hasan.answers[-1].text == "Ini bukan sunting kecil. Kembalikan naskahnya dengan alasan."
    assert (await article_of(stage)).revision == 2


async def test_it_needs_no_official_where_an_edit_takes_another_one_back(stage: Stage) -> None:
    await edited(stage)
    await stage.tap(stage.person("Hasan"), "Setujui perubahan")
    await edit(stage, "10.00 => 08.00")  # as it was verified first
    assert (await article_of(stage)).state is State.A_WAITING_KASUBBAG


async def test_it_has_a_big_edit_read_whole(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    siti, hasan = stage.person("Siti"), stage.person("Hasan")
    await stage.tap(siti, "Sunting kecil")
    await stage.tap(siti, "Paragraf")
    await stage.tap(siti, "1. Dinas")
    await stage.say(siti, "Bupati membuka pekan olahraga pelajar. " * 12)
    assert "Naskah ditulis ulang" in card(stage, "Siti")
    await stage.tap(siti, "Kirim perubahan")
    assert any("Bupati membuka pekan olahraga pelajar." in text_of(m) for m in hasan.received)
    assert "✅ Setujui – berkala" in offered(stage, "Hasan")
    assert "Tolak perubahan" in offered(stage, "Hasan")
    assert "Naskah ditulis ulang (60 dari 65 kata berubah). Ketuk “Baca naskah”." in text_of(
        stage.find(hasan, "Perubahan dari revisi ke-1")
    )


async def test_it_says_several_changes_in_one_message_and_folds_what_stayed(stage: Stage) -> None:
    await stage.bot.store.write(scenes.collecting)
    await stage.bot.store.write(scenes.draft, "Rina", LONG)
    await stage.bot.store.write(_handed_in)
    await stage.settle()
    siti = stage.person("Siti")
    await stage.tap(siti, "Sunting kecil")
    await stage.say(siti, "Senin => Selasa")
    await stage.tap(siti, "Kirim perubahan")
    told = card(stage, "Hasan")
    assert told.count("Senin Selasa") == 8
    assert len(told) < 4096
    await stage.tap(stage.person("Hasan"), "Tolak perubahan")
    await stage.tap(siti, "Sunting kecil")
    await stage.tap(siti, "Paragraf")
    await stage.tap(siti, "5. Paragraf ke-5")
    await stage.say(siti, "Senin => Rabu")
    await stage.tap(siti, "Kirim perubahan")
    told = card(stage, "Hasan")
    assert "…  melayani" not in told
    assert told.count("Senin Rabu") == 1
    assert "Paragraf ke-1." not in told
    assert "Paragraf ke-8." not in told


def _handed_in(tx: Tx) -> None:
    scenes.move(tx, "Rina", Kind.ARTICLE, 1, Action.SUBMIT)
    scenes.move(tx, "Hasan", Kind.ARTICLE, 1, Action.APPROVE, info_class=InfoClass.PERIODIC)


# --- a correction of a live page ----------------------------------------------------------------------


async def live(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    await stage.tap(stage.person("Siti"), "Perbaiki (ralat)")
    await stage.say(stage.person("Siti"), "Jamnya keliru")
    await stage.tap(stage.person("Rina"), "Perbaiki naskah")


async def test_it_verifies_a_little_correction_of_a_live_page_by_its_difference(stage: Stage) -> None:
    await live(stage)
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.tap(rina, "Ganti seluruh teks")
    await stage.say(rina, scenes.TEXT.replace("08.00", "10.00"))
    before = len(hasan.received)
    await stage.tap(rina, "Kirim naskah")
    assert len(hasan.received) == before
    told = card(stage, "Hasan")
    assert "Ralat halaman yang sudah tayang, oleh Rina Kartika." in told
    assert "pukul 08.00. 10.00." in told
    assert "Tautan: " in told
    assert offered(stage, "Hasan")[0] == "✅ Setujui perubahan – berkala"
    assert "↩ Kembalikan untuk perbaikan" in offered(stage, "Hasan")
    assert "Tolak perubahan" not in offered(stage, "Hasan")
    await stage.tap(hasan, "Setujui perubahan")
    assert (await article_of(stage)).state is State.A_WAITING_KASUBBAG


@pytest.mark.parametrize("photo", [True, False])
async def test_it_has_a_correction_with_a_new_photo_or_a_new_text_read_whole(stage: Stage, *, photo: bool) -> None:
    await live(stage)
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    if photo:
        rina.send_photo(jpeg())
        await stage.settle()
        await stage.tap(rina, "Jelaskan 1 foto")
        await stage.say(rina, "Antrean baru")
    else:
        await stage.tap(rina, "Ganti seluruh teks")
        await stage.say(rina, f"Judul lain\n\n{'Seluruh isinya lain sama sekali. ' * 15}")
    await stage.tap(rina, "Kirim naskah")
    assert "✅ Setujui – berkala" in offered(stage, "Hasan")
    assert not any("Setujui perubahan" in each for each in offered(stage, "Hasan"))
    said = "• Foto 1 ditambahkan: Antrean baru" if photo else "Naskah ditulis ulang"
    assert said in text_of(stage.find(hasan, "Perubahan dari revisi ke-1 ke revisi ke-2"))
    assert "[foto" not in " ".join(text_of(m) for m in hasan.received)


async def test_it_has_all_read_again_once_the_live_text_lost_its_approval(stage: Stage) -> None:
    await live(stage)
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.say(rina, "Juga di posyandu.")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "Setujui perubahan")
    await stage.tap(hasan, "Batalkan verifikasi")
    await stage.say(hasan, "Seluruhnya perlu diperiksa lagi")
    assert "✅ Setujui – berkala" in offered(stage, "Hasan")


@pytest.mark.parametrize("handed_in", [True, False])
async def test_a_correction_that_waits_is_called_off_as_one_and_its_page_stays(
    stage: Stage, *, handed_in: bool
) -> None:
    await scenes.bring(stage, State.A_CORRECTING)
    rina = stage.person("Rina")
    if handed_in:
        await stage.tap(rina, "Perbaiki naskah")
        await stage.say(rina, "Kalimat yang ditambahkan pada ralat.")
        await stage.tap(rina, "Kirim naskah")
        assert (await article_of(stage)).state is State.A_WAITING_VERIFIER
    assert not any("Batalkan naskah" in label for label in labels(rina.last))
    await stage.tap(rina, "Batalkan ralat")
    assert "halaman yang tayang tetap seperti sekarang" in text_of(rina.last)
    assert "Ralat N-1 dibatalkan; halaman yang tayang tetap." in await stage.tap(rina, "Ya, batalkan")
    article = await article_of(stage)
    assert article.state is State.A_PUBLISHED
    assert "Ralat dibatalkan; halaman yang tayang tetap oleh Rina Kartika" in text_of(stage.find(rina, "Naskah N-1"))


async def test_a_correction_that_the_ppid_refuses_leaves_the_page_and_says_so(stage: Stage) -> None:
    await scenes.bring(stage, State.A_CORRECTING)
    rina, hasan, lukman = stage.person("Rina"), stage.person("Hasan"), stage.person("Lukman")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.say(rina, "Kalimat yang ditambahkan pada ralat.")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "Dikecualikan")
    await stage.tap(hasan, "Ya, tahan")
    await stage.tap(lukman, "Tidak diumumkan")
    lukman.send("Memuat data pasien")
    await stage.settle()
    stage.find(lukman, "Ralat N-1 tidak diumumkan; halaman yang tayang tetap.")
    assert (await article_of(stage)).state is State.A_PUBLISHED
