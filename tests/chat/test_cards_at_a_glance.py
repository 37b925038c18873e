"""What a busy reader sees of a card first: the main button on top, nothing grave in one tap, nothing said twice."""

from __future__ import annotations

from bot.sop.flow import State
from tests.chat import scenes
from tests.chat.ordering import article_now, order_now, send_order, write
from tests.stage import Message, Stage, labels, text_of

MATERIAL = "Ujian sekolah dimulai Senin\n\nDinas Pendidikan mengumumkan jadwal ujian sekolah bagi semua jenjang."


def styles(message: Message) -> list[tuple[str, str]]:
    """The buttons of a card with their styles."""
    rows = message["reply_markup"]["inline_keyboard"]
    return [(button["text"], button.get("style", "")) for row in rows for button in row]


async def test_a_contributor_who_was_asked_reads_so_and_writes_with_one_tap(stage: Stage) -> None:
    bambang, tono = stage.person("Bambang"), stage.person("Tono")
    await stage.say(bambang, "/disposisi Berita ujian")
    await stage.tap(bambang, "Minta bahan dari")
    await stage.tap(bambang, "Dinas Pendidikan")
    await stage.tap(bambang, "Selesai memilih")
    await stage.tap(bambang, "Kirim disposisi")
    assert "Bahan dari Dinas Pendidikan diminta." in text_of(tono.last)
    assert styles(tono.last)[0] == ("✏ Tulis naskah", "success")
    await stage.tap(tono, "Tulis naskah")
    assert (await article_now(stage)).disposition_id == 1


async def test_who_delivered_is_not_asked_again(stage: Stage) -> None:
    tono = stage.person("Tono")
    await send_order(stage, "Berita ujian", "Dinas Pendidikan")
    await stage.tap(tono, "Tulis naskah")
    await write(stage, tono, MATERIAL)
    card = stage.find(tono, "📋 Disposisi D-1/2026")
    assert "diminta." not in text_of(card)
    assert ("✏ Tulis naskah", "") in styles(card)


async def test_the_main_button_stands_on_top(stage: Stage) -> None:
    await scenes.bring(stage, State.D_REPORTING)
    offered = styles(stage.find(stage.person("Siti"), "Laporan Kegiatan"))
    assert [style for _, style in offered] == ["success", *[""] * (len(offered) - 1)]
    assert offered[0][0] == "📨 Kirim laporan"


async def test_an_article_is_held_for_the_ppid_only_by_who_is_sure(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    await stage.tap(hasan, "Dikecualikan")
    assert (await article_now(stage)).state is State.A_WAITING_VERIFIER
    assert "tidak dapat terbit sampai PPID memutuskannya" in text_of(hasan.last)
    await stage.tap(hasan, "Ya, tahan")
    assert (await article_now(stage)).state is State.A_HELD


async def test_the_verifier_reads_what_the_classes_mean_and_nobody_else(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    reads = {name: "Serta merta: menyangkut" in text_of(stage.find(stage.person(name), "N-1")) for name in ("Hasan",)}
    assert reads == {"Hasan": True}
    await stage.say(stage.person("Rina"), "/status")
    await stage.tap(stage.person("Rina"), "N-1")
    assert "Serta merta: menyangkut" not in text_of(stage.find(stage.person("Rina"), "Menunggu"))


async def test_a_question_stands_once_on_the_card_and_its_answer_is_the_main_button(stage: Stage) -> None:
    await scenes.bring(stage, State.D_WAITING_KABAG)
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await stage.tap(bambang, "Tanyakan kembali")
    await stage.say(bambang, "Mengapa terlambat?")
    card = stage.find(siti, "Mengapa terlambat?")
    assert text_of(card).count("Mengapa terlambat?") == 1
    assert "Jawab pertanyaan di atas" in text_of(card)
    assert "terkirim otomatis" not in text_of(card)
    assert styles(card)[0] == ("Jawab pertanyaan", "success")


async def test_the_report_says_once_who_sent_it(stage: Stage) -> None:
    await scenes.bring(stage, State.D_WAITING_KABAG)
    assert text_of(stage.find(stage.person("Bambang"), "Laporan Kegiatan")).count("Siti Aminah, pukul") == 1


async def test_it_says_you_where_it_is_your_own_turn_next(stage: Stage) -> None:
    await scenes.bring(stage, State.D_WAITING_KASUBBAG)
    assert "Giliran berikutnya: Anda." in await stage.tap(stage.person("Siti"), "Terima disposisi")


async def test_a_form_has_no_number_before_it_is_sent(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    await stage.tap(bambang, "Pratinjau")
    assert "Disposisi (nomor diberikan saat dikirim)" in text_of(bambang.last)
    await stage.say(bambang, "/tugas")
    assert labels(bambang.last)[0].startswith("Disposisi baru: Berita HUT")
    await stage.tap(bambang, "Kembali")
    await stage.tap(bambang, "Tidak jadi")
    assert await stage.tap(bambang, "Ya, batalkan") == "D-baru dibatalkan."


async def test_a_closed_disposisi_is_still_found(stage: Stage) -> None:
    await scenes.bring(stage, State.D_CLOSED)
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/status")
    assert "D-1/2026 Berita imunisasi\nselesai" in text_of(bambang.last)
    await stage.tap(bambang, "D-1/2026")
    assert "Laporan Kegiatan – Disposisi D-1/2026" in text_of(bambang.last)


async def test_it_names_the_disposisi_an_article_without_one_joins(stage: Stage) -> None:
    await send_order(stage, "Berita HUT daerah")
    await write(
        stage, stage.person("Agus"), "Rapat koordinasi\n\nBagian Humas menggelar rapat koordinasi di aula Senin."
    )
    siti = stage.person("Siti")
    card = stage.find(siti, "N-1")
    assert "naskah ini masuk ke disposisi D-1/2026 – Berita HUT daerah" in text_of(card)
    assert labels(card)[0] == "✅ Siap entry → Rudi Hartono"
    await stage.tap(siti, "Siap entry → Rudi")
    assert (await article_now(stage)).disposition_id == (await order_now(stage)).id


async def test_giving_up_a_correction_is_called_that(stage: Stage) -> None:
    await scenes.bring(stage, State.A_CORRECTING)
    rina = stage.person("Rina")
    assert "Batalkan ralat" in labels(stage.find(rina, "N-1"))
    await stage.tap(rina, "Batalkan ralat")
    await stage.tap(rina, "Ya, batalkan")
    assert (await article_now(stage)).state is State.A_PUBLISHED
