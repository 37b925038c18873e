"""Impor and Ekspor in the chat: a template, a dry run with every bad row, one tap, invitations; nothing kept."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from pypdf import PdfReader

from bot.content.staff_table import HEADS
from bot.rehearsal.phone import Phone
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, text_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GOOD = ("Budi Santoso", "198704122010011003", "Penata / III-c", "Staf", "S1", "staf")
BAD = ("Wati Susanti", "123", "", "", "", "staf")


def table(*lines: tuple[str, ...]) -> bytes:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for line in (HEADS, *lines):
        book.active.append(line)
    book.save(kept)
    return kept.getvalue()


def files(folder: Path) -> list[Path]:
    return [path for path in (folder / "berkas").rglob("*") if path.is_file()]


def document(stage: Stage, phone: Phone, words: str) -> bytes:
    message = stage.find(phone, words)
    found = stage.outside.core.files.find(message["document"]["file_id"])
    assert found is not None
    return found.content


async def send(stage: Stage, phone: Phone, data: bytes) -> None:
    phone.send_document(data, "petugas.xlsx", XLSX)
    await stage.settle()


async def test_a_table_is_looked_at_mended_taken_and_not_kept(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/anggota")
    await stage.tap(fitri, "Impor dari tabel")
    stage.find(fitri, "Templat daftar petugas")
    before = await stage.bot.store.read(scenes.lasting)
    await send(stage, fitri, table(GOOD, BAD))
    assert "Baris 3: NIP “123” tidak terdiri atas 18 angka." in text_of(fitri.received[-1])
    assert files(stage.folder) == []
    await send(stage, fitri, table(GOOD))
    assert "1 orang baru, 1 penunjukan baru, 0 baris sudah tercatat, 1 undangan." in text_of(fitri.received[-1])
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    await stage.tap(fitri, "Ya, daftarkan semuanya")
    stage.find(fitri, "Selesai: 1 orang baru")
    assert files(stage.folder) == []
    sheet = PdfReader(io.BytesIO(document(stage, fitri, "Undangan untuk dicetak"))).pages[0].extract_text()
    assert "Budi Santoso" in sheet
    token = sheet.replace("\n", "").partition("?start=")[2][:32]

    def kept(tx: Tx) -> list[str]:
        return [row[0] for row in tx.db.execute("SELECT body FROM outbox").fetchall() if token in row[0]]

    assert await stage.bot.store.read(kept) == []
    budi = stage.stranger("Budi")
    budi.start(token)
    await stage.settle()
    stage.find(budi, "Selamat datang, Budi Santoso. Anda terdaftar sebagai Staf")


async def test_a_table_that_is_left_is_let_go(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    for leave in ("/batal", "", "/anggota"):
        await stage.say(fitri, "/anggota")
        await stage.tap(fitri, "Impor dari tabel")
        await send(stage, fitri, table(GOOD))
        assert len(files(stage.folder)) == 1
        if leave == "/batal":
            await stage.say(fitri, leave)
        elif leave:
            await stage.tap(fitri, "Daftar petugas")
        else:
            await stage.advance(hours=2)
        assert files(stage.folder) == []


async def test_what_is_exported_can_be_imported(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/anggota")
    await stage.tap(fitri, "Ekspor ke tabel")
    data = document(stage, fitri, "Memuat data pribadi")
    await stage.tap(fitri, "Impor dari tabel")
    await send(stage, fitri, data)
    assert "0 orang baru, 0 penunjukan baru, 12 baris sudah tercatat, 0 undangan." in text_of(fitri.received[-1])


async def test_a_file_of_somebody_else_is_no_table(stage: Stage) -> None:
    rina = stage.person("Rina")
    await send(stage, rina, table(GOOD))
    assert "Naskah" in text_of(rina.received[-1])
    await stage.advance(minutes=5)
