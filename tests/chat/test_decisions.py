"""Decisions over an article, as people read them: verified, held, returned, scheduled, corrected, withdrawn."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import pytest
import requests

from bot.desk.people import members
from bot.sop.flow import Action, State
from bot.sop.model import Article
from bot.sop.roles import Role
from storage import articles
from storage.store import Tx
from tests.chat import scenes
from tests.stage import MORNING, Message, Stage, jpeg, labels, text_of

EVIL = "<b>x</b> & <a href='tg://user?id=1'>y</a> </b> &lt; \u202e"


async def article_of(stage: Stage, article_id: int = 1) -> Article:
    found = await stage.bot.store.read(articles.get, article_id)
    assert found is not None
    return found


async def page_of(stage: Stage) -> str:
    """The article's page as a visitor gets it; the status comes first."""
    url = (await article_of(stage)).remote_url
    assert url is not None
    answer = await asyncio.to_thread(requests.get, url, timeout=5)
    return f"{answer.status_code} {answer.text}"


async def publish(stage: Stage) -> None:
    """Rina's article goes live."""
    await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await article_of(stage)).state is State.A_PUBLISHED


# --- the official ------------------------------------------------------------------------------------


async def test_it_reads_a_long_article_out_in_parts_with_its_photos_and_files(stage: Stage) -> None:
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    paragraphs = [f"Paragraf {number}. " + "Isi paragraf ini panjang sekali. " * 20 for number in range(12)]
    await stage.say(rina, "Laporan kegiatan lengkap\n\n" + "\n\n".join(paragraphs))
    rina.send_album([jpeg("red"), jpeg("green"), jpeg("blue")], "Foto bersama")
    rina.send_document(b"%PDF-1.4\n%%EOF", "lampiran.pdf", "application/pdf", "Daftar hadir")
    await stage.settle()
    await stage.tap(rina, "Jelaskan 3 foto")
    for words in ("Merah", "Hijau", "Biru"):
        await stage.say(rina, words)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    read = [text_of(m) for m in hasan.received]
    assert [sum(f"Paragraf {n}." in text for text in read) for n in range(12)] == [1] * 12
    assert all(len(text) <= 4096 for text in read)
    album = [m for m in hasan.received if "media_group_id" in m]
    assert [text_of(m) for m in album] == ["Foto bersama", "Hijau", "Biru"]
    assert text_of(next(m for m in hasan.received if "document" in m)) == "Daftar hadir"
    assert "Setujui" in " ".join(labels(hasan.received[-1]))
    assert stage.outside.refusals() == []


async def test_it_points_personal_data_out_to_those_who_decide(stage: Stage) -> None:
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.say(rina, "Daftar penerima bantuan\n\nBudi, NIK 3201011708900001, telepon 0812-3456-7890, menerima.")
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    card = text_of(stage.find(hasan, "Periksa data pribadi"))
    assert "(2 temuan)" in card
    assert "NIK 3201••••••••0001" in card
    assert "0812••••••90" in card
    assert "3201011708900001" not in card


async def test_it_offers_the_class_with_the_approval(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    assert [each for each in labels(stage.find(hasan, "Naskah N-1")) if "Setujui" in each] == [
        "✅ Setujui – berkala",
        "✅ Setujui – serta merta",
        "✅ Setujui – setiap saat",
    ]
    answer = await stage.tap(hasan, "serta merta")
    assert answer.startswith("N-1 disetujui. Giliran berikutnya: Siti Aminah.")
    assert "Klasifikasi informasi: serta merta" in text_of(stage.find(stage.person("Siti"), "Naskah N-1"))


async def test_it_has_one_winner_of_two_taps_and_tells_the_other_who_it_was(stage: Stage) -> None:
    await stage.bot.store.write(_second_official)
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan, yuni = stage.person("Hasan"), stage.person("Yuni")
    cards = {each: stage.find(each, "Naskah N-1") for each in (hasan, yuni)}
    hasan.press(cards[hasan], "✅ Setujui – berkala")
    yuni.press(cards[yuni], "✅ Setujui – setiap saat")
    await stage.settle()
    answers = sorted([hasan.answers[-1].text, yuni.answers[-1].text])
    winner = "Hasan Basri" if hasan.answers[-1].text.startswith("N-1 disetujui") else "Yuni Astuti"
    assert answers[0].startswith("N-1 disetujui.")
    assert answers[1].startswith(f"N-1 sudah berlanjut. Disetujui oleh {winner} (Pejabat Berwenang), pukul 09.00 WIB.")
    assert len((await stage.bot.store.read(scenes.lasting))["approval"]) == 1
    for card in (stage.find(hasan, "Naskah N-1"), stage.find(yuni, "Naskah N-1")):
        assert not any("Setujui" in each for each in labels(card))


def _second_official(tx: Tx) -> None:
    members.enrol(tx, scenes.person(tx, "Yuni").id, Role.VERIFIER, 3)


async def test_it_returns_only_with_a_reason_of_bearable_length(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    await stage.tap(hasan, "Kembalikan untuk perbaikan")
    await stage.say(hasan, "x" * 1001)
    assert text_of(hasan.last).startswith("Terlalu panjang: 1.001 karakter, paling banyak 1.000.")
    await stage.say(hasan, "\u2800\u200b")
    hasan.send_photo(jpeg())
    await stage.settle()
    assert text_of(hasan.last).startswith("Jawabannya perlu berupa teks.")
    assert (await article_of(stage)).state is State.A_WAITING_VERIFIER
    await stage.say(hasan, "y" * 1000)
    assert (await article_of(stage)).state is State.A_RETURNED
    assert "y" * 1000 in text_of(stage.find(stage.person("Rina"), "Dikembalikan"))


async def test_it_shows_an_official_what_changed_and_asks_for_no_second_approval_of_the_same(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    siti, rina, hasan = stage.person("Siti"), stage.person("Rina"), stage.person("Hasan")
    await stage.tap(siti, "Kembalikan untuk perbaikan")
    await stage.tap(siti, "Ada salah ketik")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.tap(rina, "Kirim naskah")
    assert (await article_of(stage)).state is State.A_WAITING_KASUBBAG  # not a letter changed: the approval stands
    await stage.tap(siti, "Kembalikan untuk perbaikan")
    await stage.tap(siti, "Data belum lengkap")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.say(rina, "Pendaftaran di puskesmas terdekat.")
    await stage.tap(rina, "Kirim naskah")
    assert (await article_of(stage)).state is State.A_WAITING_VERIFIER
    await stage.tap(hasan, "Apa yang berubah")
    assert "Pendaftaran di puskesmas terdekat." in text_of(stage.find(hasan, "Perubahan dari revisi"))


async def test_it_takes_an_approval_back_with_its_reason(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    hasan, rudi = stage.person("Hasan"), stage.person("Rudi")
    await stage.tap(hasan, "Batalkan verifikasi")
    await stage.tap(hasan, "Ada data yang berubah")
    assert (await article_of(stage)).state is State.A_WAITING_VERIFIER
    assert "Verifikasi dibatalkan oleh Hasan Basri" in text_of(stage.find(stage.person("Siti"), "Naskah N-1"))
    assert not any("Terbitkan" in each for each in labels(stage.find(rudi, "Naskah N-1")))
    rudi.press(1, data="1:pub:a1:5:")
    await stage.settle()
    assert rudi.answers[-1].text.startswith("N-1 sudah berlanjut. Verifikasi dibatalkan oleh Hasan Basri")


# --- the PPID ----------------------------------------------------------------------------------------


async def _hold(stage: Stage) -> str:
    """Hasan declares the article dikecualikan, and is sure of it."""
    await stage.tap(stage.person("Hasan"), "Dikecualikan → PPID")
    return await stage.tap(stage.person("Hasan"), "Ya", on="N-1")


async def test_it_asks_the_ppid_about_what_is_excluded_and_obeys(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    lukman, rina = stage.person("Lukman"), stage.person("Rina")
    assert "Lukman Hakim" in await _hold(stage)
    assert any("Dinas Kesehatan melayani imunisasi" in text_of(m) for m in lukman.received)
    assert "ditahan untuk PPID" in text_of(stage.find(rina, "Naskah N-1"))
    await stage.tap(lukman, "Boleh diumumkan")
    assert (await article_of(stage)).state is State.A_WAITING_VERIFIER
    assert (await article_of(stage)).info_class is None
    await _hold(stage)
    await stage.tap(lukman, "Tidak diumumkan")
    await stage.say(lukman, "Memuat data pasien (UU 14/2008 pasal 17)")
    assert (await article_of(stage)).state is State.A_REJECTED
    for name in ("Rina", "Hasan", "Siti"):
        assert "Memuat data pasien" in text_of(stage.find(stage.person(name), "Naskah N-1"))
    assert [each for each in labels(stage.find(rina, "Naskah N-1")) if "Perbaiki" in each] == []


# --- the website -------------------------------------------------------------------------------------


async def test_it_publishes_at_the_scheduled_moment(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    rudi = stage.person("Rudi")
    await stage.tap(rudi, "Jadwalkan")
    for words, answer in (
        ("kapan-kapan", "Waktunya belum terbaca."),
        ("23-11-2026 10.00", "Waktu itu sudah lewat."),
        ("besok 25.00", "Waktunya belum terbaca."),
        ("1-1-2099 10.00", "Waktunya belum terbaca."),
    ):
        await stage.say(rudi, words)
        assert text_of(rudi.last).startswith(answer)
    await stage.say(rudi, "besok 09.30")
    assert (await article_of(stage)).state is State.A_SCHEDULED
    assert "Terbit otomatis Rab, 25 Nov 2026 pukul 09.30 WIB" in text_of(stage.find(stage.person("Rina"), "N-1"))
    await stage.at(MORNING.replace(day=25, minute=29))
    assert (await article_of(stage)).state is State.A_SCHEDULED
    await stage.at(MORNING.replace(day=25, minute=30))
    assert (await article_of(stage)).state is State.A_PUBLISHED
    assert (await page_of(stage)).startswith("200 ")


async def test_it_lets_the_staf_cancel_a_schedule(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    rudi = stage.person("Rudi")
    await stage.tap(rudi, "Jadwalkan")
    await stage.tap(rudi, "14.00 WIB")
    assert await _scheduled_at(stage) is not None
    await stage.tap(rudi, "Batalkan jadwal")
    assert ((await article_of(stage)).state, await _scheduled_at(stage)) == (State.A_WAITING_STAF, None)
    await stage.advance(days=3)
    assert (await article_of(stage)).state is State.A_WAITING_STAF


async def _scheduled_at(stage: Stage) -> datetime | None:
    return (await article_of(stage)).scheduled_at


async def test_it_corrects_a_live_page_without_taking_it_down(stage: Stage) -> None:
    await publish(stage)
    siti, rina, hasan, rudi = (stage.person(name) for name in ("Siti", "Rina", "Hasan", "Rudi"))
    url = (await article_of(stage)).remote_url
    await stage.tap(siti, "Perbaiki (ralat)")
    await stage.say(siti, "Jamnya keliru")
    assert "pukul 08.00" in await page_of(stage)
    await stage.tap(rina, "Perbaiki naskah")
    await stage.tap(rina, "Ganti seluruh teks")
    await stage.say(rina, scenes.TEXT.replace("08.00", "10.00"))
    assert "pukul 08.00" in await page_of(stage)
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "berkala")
    await stage.tap(siti, "Siap entry → Rudi")
    await stage.tap(rudi, "Terbitkan")
    page = await page_of(stage)
    assert ("pukul 10.00" in page, "pukul 08.00" in page) == (True, False)
    assert (await article_of(stage)).remote_url == url
    assert (await article_of(stage)).state is State.A_PUBLISHED
    assert stage.outside.refusals() == []


async def test_it_gives_a_correction_up_and_what_is_live_counts_again(stage: Stage) -> None:
    await publish(stage)
    rina = stage.person("Rina")
    await stage.tap(rina, "Perbaiki (ralat)")
    await stage.say(rina, "Saya kira keliru")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.say(rina, "Tambahan yang tidak jadi.")
    await stage.tap(rina, "Batalkan")
    await stage.tap(rina, "Ya, batalkan")
    article = await article_of(stage)
    assert (article.state, article.revision, article.published_revision) == (State.A_PUBLISHED, 1, 1)
    assert "Tambahan yang tidak jadi" not in await page_of(stage)


async def test_it_withdraws_a_page_and_says_why_on_it(stage: Stage) -> None:
    await publish(stage)
    siti = stage.person("Siti")
    await stage.tap(siti, "Tarik dari situs")
    await stage.tap(siti, "Ditarik: tidak ditampilkan lagi")
    await stage.say(siti, "Jadwal dibatalkan <script>alert(1)</script> & diganti")
    await stage.tap(siti, "Ya, tarik dari situs")
    assert (await article_of(stage)).state is State.A_WITHDRAWN
    page = await page_of(stage)
    assert "Dinas Kesehatan melayani imunisasi" not in page
    assert "<script>alert(1)" not in page
    assert "Jadwal dibatalkan" in page
    for name in ("Rina", "Hasan", "Rudi"):
        assert "Ditarik dari situs oleh Siti Aminah" in text_of(stage.find(stage.person(name), "Naskah N-1"))


# --- what people write -------------------------------------------------------------------------------


async def test_it_escapes_what_people_write_for_everybody_who_reads_it(stage: Stage) -> None:
    """Every field, shown to every reader: as text, never as markup; and Telegram takes every message."""
    people = {name: stage.person(name) for name in scenes.WHO}
    await stage.say(people["Bambang"], f"/disposisi {EVIL}")
    await stage.tap(people["Bambang"], "Instruksi")
    await stage.say(people["Bambang"], f"Instruksi {EVIL}")
    await stage.tap(people["Bambang"], "Kirim disposisi")
    await stage.tap(people["Siti"], "Terima disposisi")
    await stage.say(people["Rina"], f"Judul {EVIL}\n\nIsi naskah yang cukup panjang untuk diperiksa {EVIL}")
    people["Rina"].send_photo(jpeg(), f"Keterangan {EVIL}")
    people["Rina"].send_document(b"%PDF-1.4\n%%EOF", f"{EVIL}.pdf", "application/pdf", f"Lampiran {EVIL}")
    people["Rina"].send_document(b"MZ\x00\x00", f"{EVIL}.exe", "application/pdf")
    await stage.settle()
    await stage.tap(people["Rina"], "Pilih rubrik")
    await stage.tap(people["Rina"], "Berita")
    await stage.tap(people["Rina"], "Jelaskan 1 foto")
    await stage.say(people["Rina"], f"Deskripsi {EVIL}")
    await stage.tap(people["Rina"], "Kirim naskah")
    await stage.tap(people["Hasan"], "Kembalikan untuk perbaikan")
    await stage.say(people["Hasan"], f"Alasan {EVIL}")
    await stage.tap(people["Rina"], "Perbaiki naskah")
    await stage.say(people["Rina"], f"Tambahan {EVIL}")
    await stage.tap(people["Rina"], "Kirim naskah")
    await stage.tap(people["Hasan"], "Riwayat")
    await stage.tap(people["Hasan"], "Kembali")
    await stage.tap(people["Hasan"], "berkala")
    await stage.tap(people["Siti"], "Siap entry → Rudi")
    await stage.tap(people["Rudi"], "Terbitkan")
    assert (await article_of(stage)).state is State.A_PUBLISHED
    await stage.tap(people["Siti"], "Bahan sudah lengkap")
    await stage.tap(people["Siti"], "Kirim laporan")
    await stage.say(people["Siti"], f"Catatan {EVIL}")
    for somebody in people.values():
        for message in somebody.received:
            assert "&amp;" not in text_of(message)
            assert "&lt;b&gt;" not in text_of(message)
            assert [
                e for e in _entities(message) if e["type"] in {"text_link", "text_mention"} and "tg:" in str(e)
            ] == []
    bold = {
        text_of(m)[e["offset"] : e["offset"] + e["length"]] for m in people["Bambang"].received for e in _entities(m)
    }
    assert "x" not in bold
    assert any("Catatan <b>x</b> & <a href='tg://user?id=1'>" in text_of(m) for m in people["Bambang"].received)
    assert stage.outside.refusals() == []
    page = await page_of(stage)
    assert "<b>x</b>" not in page
    assert "tg://" not in page.replace("tg://user?id=1&#39;", "").replace("tg://user?id=1'", "")


def _entities(message: Message) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = message.get("entities") or message.get("caption_entities") or []
    return found


@pytest.mark.parametrize(("state", "name"), [(State.A_WAITING_KASUBBAG, "Siti"), (State.A_WAITING_STAF, "Rudi")])
async def test_it_tells_everybody_who_acted_when_an_article_goes_back(stage: Stage, state: State, name: str) -> None:
    await scenes.bring(stage, state)
    somebody = stage.person(name)
    await stage.tap(somebody, "Kembalikan untuk perbaikan")
    await stage.tap(somebody, "Foto kurang jelas")
    assert (await article_of(stage)).state is State.A_RETURNED
    for reader in {"Rina", "Hasan", "Siti"} - {name}:
        card = text_of(stage.find(stage.person(reader), "Naskah N-1"))
        assert "Foto kurang jelas" in card
    await stage.tap(stage.person("Rina"), "Perbaiki naskah")
    await stage.tap(stage.person("Rina"), "Batalkan")
    await stage.tap(stage.person("Rina"), "Ya, batalkan")
    assert (await article_of(stage)).state is State.A_CANCELLED
    done = await stage.bot.store.read(lambda tx: scenes.lasting(tx)["event"])
    assert any(Action.CANCEL in row for row in done)
