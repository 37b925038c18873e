"""The whole SOP, from the Kabag's order to the acknowledged report, as its people live it."""

from __future__ import annotations

from tests.stage import Stage, jpeg, text_of


async def test_it_runs_from_the_order_to_the_acknowledged_report(stage: Stage) -> None:
    bambang, siti, rudi = stage.person("Bambang"), stage.person("Siti"), stage.person("Rudi")
    rina, hasan = stage.person("Rina"), stage.person("Hasan")

    await stage.say(bambang, "/disposisi Berita peringatan HUT daerah")
    answer = await stage.tap(bambang, "Kirim disposisi")
    assert "D-1/2026" in answer
    assert "Siti Aminah" in answer
    await stage.tap(siti, "Terima disposisi")

    await stage.say(rina, "Vaksinasi massal dimulai Senin\n\nDinas Kesehatan membuka vaksinasi massal di puskesmas.")
    rina.send_album([jpeg("firebrick"), jpeg("seagreen")])
    await stage.settle()
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Jelaskan 2 foto")
    await stage.say(rina, "Warga antre di puskesmas")
    await stage.say(rina, "Petugas menyuntik warga")
    assert "Hasan Basri" in await stage.tap(rina, "Kirim naskah")

    await stage.tap(hasan, "Kembalikan untuk perbaikan")
    await stage.say(hasan, "Tambahkan jadwal & tempat")
    assert "Tambahkan jadwal & tempat" in text_of(stage.find(rina, "Dikembalikan"))
    await stage.tap(rina, "Perbaiki naskah")
    await stage.say(rina, "Jadwal: pukul 08.00 sampai 12.00 di semua puskesmas.")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "berkala")

    await stage.tap(siti, "Siap entry → Rudi")
    await stage.tap(rudi, "Terbitkan")
    page = text_of(stage.find(rudi, "Bukti tayang"))
    assert "/situs/berita/" in page

    await stage.tap(siti, "Bahan sudah lengkap")
    await stage.tap(siti, "Kirim laporan")
    await stage.tap(siti, "Dilaksanakan sesuai disposisi")
    report = text_of(stage.find(bambang, "Laporan"))
    assert "Vaksinasi massal dimulai Senin" in report
    assert "1 dari 1" in report
    assert "D-1/2026" in await stage.tap(bambang, "Laporan diterima")
    assert stage.outside.refusals() == []
