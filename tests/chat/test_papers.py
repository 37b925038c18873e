"""A disposisi on paper: the sheet and the report come as PDF, and say what the record says."""

from __future__ import annotations

from bot.rehearsal.phone import Phone
from storage import events
from storage.store import Tx
from tests.papers.reading import words
from tests.stage import Stage, text_of


def newest_paper(stage: Stage, person: Phone) -> tuple[str, str]:
    """Give the newest PDF somebody was sent: its file name and its words."""
    document = next(m["document"] for m in reversed(person.received) if "document" in m)
    file = stage.outside.core.files.find(document["file_id"])
    assert file is not None
    return str(document["file_name"]), words(file.content)


async def dispatched(stage: Stage) -> None:
    """Bambang orders, Siti accepts."""
    await stage.say(stage.person("Bambang"), "/disposisi Berita #HUT *daerah* _ke_ $77$")
    await stage.tap(stage.person("Bambang"), "Kirim disposisi")
    await stage.tap(stage.person("Siti"), "Terima disposisi")


async def reported(stage: Stage) -> None:
    """Agus's article goes live under the disposisi, once returned, and Siti posts the report."""
    siti, rudi, agus = stage.person("Siti"), stage.person("Rudi"), stage.person("Agus")
    await stage.say(agus, "Upacara HUT daerah\n\nUpacara digelar di alun-alun kota pada pukul delapan pagi.")
    await stage.tap(agus, "Pilih rubrik")
    await stage.tap(agus, "Berita")
    await stage.tap(agus, "Kirim naskah")
    await stage.tap(siti, "Kembalikan")
    await stage.say(siti, "Sebutkan tanggalnya")
    await stage.tap(agus, "Perbaiki naskah")
    await stage.say(agus, "Tanggal 25 November 2026.")
    await stage.advance(hours=3)
    await stage.tap(agus, "Kirim naskah")
    await stage.tap(siti, "Siap entry → Rudi")
    await stage.advance(hours=3)  # lunch, and two hours for what may take one
    await stage.tap(rudi, "Terbitkan")
    await stage.tap(siti, "Bahan sudah lengkap")
    await stage.tap(siti, "Kirim laporan")
    await stage.tap(siti, "Dilaksanakan sesuai disposisi")


async def test_the_sheet_of_a_disposisi_is_printed(stage: Stage) -> None:
    await dispatched(stage)
    bambang = stage.person("Bambang")
    assert "di bawah" in await stage.tap(bambang, "Lembar disposisi (PDF)")
    name, sheet = newest_paper(stage, bambang)
    assert name == "Lembar Disposisi D-1-2026.pdf"
    for said in ("LEMBAR DISPOSISI", "D-1/2026", "Berita #HUT *daerah* _ke_ $77$", "Siti Aminah", "Bambang"):
        assert said in sheet
    assert "Siap dicetak" in text_of(stage.find(bambang, "Lembar Disposisi"))
    assert stage.outside.refusals() == []


async def test_the_report_is_printed_with_its_proof_and_what_stood_in_the_way(stage: Stage) -> None:
    await dispatched(stage)
    await reported(stage)
    bambang = stage.person("Bambang")
    await stage.tap(bambang, "Laporan (PDF)")
    name, report = newest_paper(stage, bambang)
    assert name == "Laporan Kegiatan D-1-2026.pdf"
    assert "Dari 1 naskah, seluruhnya telah tayang" in report
    assert "Upacara HUT daerah" in report
    assert "Terbukti tayang" in report
    assert "/situs/berita/upacara-hut-daerah" in report.replace(" ", "")
    assert "dikembalikan oleh Siti Aminah: Sebutkan tanggalnya" in report
    late = "(N-1, pelaksana Rudi Hartono) selesai dalam 2 jam kerja, melampaui mutu baku 1 jam. Keterangan belum"
    assert f"Langkah perbarui situs {late} disampaikan." in report
    assert "0 dtk" not in report
    assert "Pelaksana: Tayang" not in report
    assert "untuk ditandatangani" in report


async def test_the_report_carries_the_seal_of_the_record(stage: Stage) -> None:
    await dispatched(stage)
    await reported(stage)
    await stage.tap(stage.person("Bambang"), "Laporan (PDF)")
    _, report = newest_paper(stage, stage.person("Bambang"))

    def seals(tx: Tx) -> list[str]:
        return [row["hash"] for row in tx.db.execute("SELECT hash FROM event WHERE kind = 'd' ORDER BY id")]

    recorded = await stage.bot.store.read(seals)
    assert recorded[-1] != events.GENESIS
    assert recorded[-1] in report.replace(" ", "")


async def test_who_reads_english_gets_the_paper_in_english(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/bahasa")
    await stage.tap(bambang, "English")
    await stage.say(bambang, "/disposisi Website")
    await stage.tap(bambang, "Send disposition")
    await stage.tap(bambang, "Disposition sheet (PDF)")
    name, sheet = newest_paper(stage, bambang)
    assert name == "Disposition Sheet D-1-2026.pdf"
    assert "DISPOSITION SHEET" in sheet
    assert "Finish by" in sheet


async def test_a_report_that_is_not_yet_written_is_not_printed(stage: Stage) -> None:
    await dispatched(stage)
    bambang = stage.person("Bambang")
    card = stage.find(bambang, "D-1/2026")
    data = next(
        b["callback_data"]
        for row in card["reply_markup"]["inline_keyboard"]
        for b in row
        if b.get("callback_data", "").endswith(":disposition")
    )
    sent = len(bambang.received)
    bambang.press(card, data=data.replace("disposition", "completion"))
    await stage.settle()
    assert "document" not in [key for m in bambang.received[sent:] for key in m]
