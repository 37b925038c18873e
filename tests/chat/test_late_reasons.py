"""Why it was late: whoever finished a step late says so with a tap or in own words, and the report carries it."""

from __future__ import annotations

import json

from bot.desk import notify
from bot.desk.authority import capacities
from bot.rehearsal.phone import Phone
from bot.sop.flow import Kind
from storage.store import Tx
from tests.chat.test_papers import dispatched, newest_paper
from tests.stage import Message, Stage, labels, text_of

LATE = "Alasan terlambat"


async def entered_late(stage: Stage) -> None:
    """Agus hands in, Siti takes in an hour late, Rudi publishes an hour late."""
    await dispatched(stage)
    siti, rudi, agus = stage.person("Siti"), stage.person("Rudi"), stage.person("Agus")
    await stage.say(agus, "Upacara HUT daerah\n\nUpacara digelar di alun-alun kota pada pukul delapan pagi.")
    await stage.tap(agus, "Pilih rubrik")
    await stage.tap(agus, "Berita")
    await stage.tap(agus, "Kirim naskah")
    await stage.advance(hours=1)
    await stage.tap(siti, "Siap entry → Rudi")
    await stage.advance(hours=2)
    await stage.tap(rudi, "Terbitkan", on="N-1")


def offered(stage: Stage, person: Phone, on: str) -> bool:
    """Say whether somebody's newest card of a thing asks for a reason."""
    return any(LATE in label for label in labels(stage.find(person, on)))


async def told(stage: Stage) -> list[tuple[str, str]]:
    """What the record keeps of reasons: (step, reason)."""

    def read(tx: Tx) -> list[tuple[str, str]]:
        rows = tx.db.execute("SELECT data FROM event WHERE what = 'lateness' ORDER BY id").fetchall()
        return [(data["step"], data["reason"]) for data in (json.loads(row[0]) for row in rows)]

    return await stage.bot.store.read(read)


async def test_who_was_late_says_why_with_two_taps(stage: Stage) -> None:
    await entered_late(stage)
    rudi = stage.person("Rudi")
    said = len(rudi.received)
    await stage.tap(rudi, LATE, on="N-1")
    asked = stage.find(rudi, "Mengapa terlambat?")
    assert "N-1 – 3. Perbarui situs: 2 jam (mutu baku 1 jam)" in text_of(asked)
    offers = ["menunggu bahan", "dinas luar", "gangguan jaringan", "gangguan situs web", "beban kerja"]
    assert labels(asked)[:5] == offers
    await stage.tap(rudi, "gangguan jaringan")
    assert await told(stage) == [("update", "gangguan jaringan")]
    assert not offered(stage, rudi, "N-1")
    assert len(rudi.received) == said  # all on the one card: no message came for it
    assert stage.outside.refusals() == []


async def test_only_who_was_late_is_asked_before_the_report(stage: Stage) -> None:
    await entered_late(stage)
    assert offered(stage, stage.person("Siti"), "N-1")  # for taking it in, not for entering it
    assert not offered(stage, stage.person("Agus"), "N-1")
    await stage.tap(stage.person("Siti"), LATE, on="N-1")
    asked = text_of(stage.find(stage.person("Siti"), "Mengapa terlambat?"))
    assert "2. Terima bahan: 1 jam" in asked
    assert "Perbarui situs" not in asked


async def test_it_is_typed_in_own_words_and_stands_in_the_report(stage: Stage) -> None:
    await entered_late(stage)
    rudi, siti, bambang = stage.person("Rudi"), stage.person("Siti"), stage.person("Bambang")
    await stage.tap(rudi, LATE, on="N-1")
    await stage.say(rudi, "Listrik <padam> & genset\nrusak")
    await stage.tap(siti, "Bahan sudah lengkap")
    await stage.tap(siti, "Kirim laporan")
    await stage.tap(siti, "Dilaksanakan sesuai disposisi")
    card = text_of(stage.find(bambang, "Laporan Kegiatan"))
    assert "N-1 3. Perbarui situs: 2 jam (mutu baku 1 jam) · Rudi Hartono – Listrik <padam> & genset rusak" in card
    assert "N-1 2. Terima bahan: 1 jam (mutu baku 5 mnt) · Siti Aminah – tanpa alasan tercatat" in card
    await stage.tap(bambang, "Laporan (PDF)")
    _, paper = newest_paper(stage, bambang)
    assert "Listrik <padam> & genset rusak" in paper
    assert "Keterangan belum disampaikan" in paper


async def test_a_reason_too_long_is_sent_back_in_words(stage: Stage) -> None:
    await entered_late(stage)
    rudi = stage.person("Rudi")
    await stage.tap(rudi, LATE, on="N-1")
    await stage.say(rudi, "a" * 301)
    assert "300" in text_of(rudi.last)
    assert await told(stage) == []


async def test_on_the_report_kasubbag_and_staf_explain_all_of_it_at_once(stage: Stage) -> None:
    await entered_late(stage)
    siti, dewi, bambang = stage.person("Siti"), stage.person("Dewi"), stage.person("Bambang")
    await stage.tap(siti, "Bahan sudah lengkap")
    report = "Laporan Kegiatan"
    assert [offered(stage, who, report) for who in (siti, dewi)] == [True, True]
    await stage.tap(dewi, f"{LATE} (2)", on=report)
    asked = stage.find(dewi, "belum ada alasannya")
    assert labels(asked)[:3] == ["N-1 – 2. Terima bahan", "N-1 – 3. Perbarui situs", "Alasan yang sama untuk semua (2)"]
    await stage.say(dewi, "beban kerja")
    assert "Pilih dahulu langkah" in text_of(dewi.last)
    await stage.tap(dewi, "untuk semua")
    await stage.tap(dewi, "beban kerja")
    assert await told(stage) == [("receive", "beban kerja"), ("update", "beban kerja")]
    assert [offered(stage, who, report) for who in (siti, dewi)] == [False, False]
    await stage.tap(siti, "Kirim laporan")
    await stage.tap(siti, "Dilaksanakan sesuai disposisi")
    assert "Siti Aminah – beban kerja (menurut Dewi" in text_of(stage.find(bambang, report))


async def test_one_of_several_is_chosen_and_the_next_is_asked(stage: Stage) -> None:
    await entered_late(stage)
    siti = stage.person("Siti")
    await stage.tap(siti, "Bahan sudah lengkap")
    await stage.tap(siti, LATE, on="Laporan Kegiatan")
    await stage.tap(siti, "N-1 – 3. Perbarui situs")
    await stage.tap(siti, "dinas luar")
    assert "N-1 – 2. Terima bahan: 1 jam" in text_of(stage.find(siti, "Mengapa terlambat?"))
    await stage.tap(siti, "menunggu bahan")
    assert await told(stage) == [("update", "dinas luar"), ("receive", "menunggu bahan")]


async def test_a_reason_given_stays_whatever_an_old_or_forged_button_says(stage: Stage) -> None:
    await entered_late(stage)
    rudi, siti = stage.person("Rudi"), stage.person("Siti")
    card = stage.find(rudi, "N-1")
    opens = _data(card, LATE)
    await stage.tap(rudi, LATE, on="N-1")
    tapped = _data(stage.find(rudi, "Mengapa terlambat?"), "dinas luar")
    await stage.tap(rudi, "beban kerja")
    for data in (tapped, opens, opens + ".1", opens + ".99999", tapped[:-2] + "q9", tapped[:-2] + "s1"):
        rudi.press(stage.find(rudi, "N-1"), data=data)
        siti.press(stage.find(siti, "N-1"), data=data)
        await stage.settle()
    assert await told(stage) == [("update", "beban kerja")]


def _data(message: Message, label: str) -> str:
    rows = message["reply_markup"]["inline_keyboard"]
    return str(next(button["callback_data"] for row in rows for button in row if label in button["text"]))


async def test_after_a_week_nobody_is_asked_any_more(stage: Stage) -> None:
    await entered_late(stage)
    await stage.advance(days=8)
    await stage.bot.store.write(_refresh)
    await stage.settle()
    assert not offered(stage, stage.person("Rudi"), "N-1")


def _refresh(tx: Tx) -> None:
    """Have every open card drawn anew."""
    article = capacities.thing(tx, Kind.ARTICLE, 1)
    assert article is not None
    notify.refresh(tx, article)


async def test_what_the_bot_does_at_its_time_is_late_for_nobody(stage: Stage) -> None:
    await entered_late(stage)
    siti = stage.person("Siti")
    await stage.tap(siti, LATE, on="N-1")
    await stage.tap(siti, "beban kerja")
    await stage.tap(siti, "Bahan sudah lengkap")
    await stage.advance(hours=1, minutes=5, seconds=4)  # lunch, five minutes, and the tick after them
    card = text_of(stage.find(stage.person("Bambang"), "Laporan Kegiatan"))
    assert "otomatis pada batas waktu" in card
    assert "4. Laporan" not in card
    assert "Di luar jalur biasa: 1" in card
