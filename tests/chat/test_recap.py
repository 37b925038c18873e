"""The recap in chat: what was done, how long it took, who gave nothing; as a card, pictures, PDF and spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta

from openpyxl import load_workbook

from bot.rehearsal.phone import Phone
from tests.papers.reading import words
from tests.stage import Stage, labels, text_of


def newest_file(stage: Stage, person: Phone) -> tuple[str, bytes]:
    """Give the newest file somebody was sent: its name and content."""
    document = next(m["document"] for m in reversed(person.received) if "document" in m)
    file = stage.outside.core.files.find(document["file_id"])
    assert file is not None
    return str(document["file_name"]), file.content


async def published(stage: Stage, title: str = "=Upacara HUT daerah") -> None:
    """Agus's article goes live under a disposisi of Bambang's: taken in at once, entered two hours too late."""
    bambang, siti, rudi, agus = (stage.person(name) for name in ("Bambang", "Siti", "Rudi", "Agus"))
    await stage.say(bambang, "/disposisi Berita HUT")
    await stage.tap(bambang, "Kirim disposisi")
    await stage.tap(siti, "Terima disposisi")
    await stage.say(agus, f"{title}\n\nUpacara digelar di alun-alun kota pada pukul delapan pagi.")
    await stage.tap(agus, "Pilih rubrik")
    await stage.tap(agus, "Berita")
    await stage.tap(agus, "Kirim naskah")
    await stage.tap(siti, "Siap entry → Rudi")
    await stage.advance(hours=2)
    await stage.tap(rudi, "Terbitkan")


async def test_the_kabag_reads_how_the_month_went(stage: Stage) -> None:
    await published(stage)
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/rekap")
    card = stage.find(bambang, "Rekap November 2026")
    read = text_of(card)
    assert "Naskah tayang: 1 (diajukan 1, dikembalikan 0)" in read
    assert "median 2 jam kerja" in read
    assert "3. Perbarui situs: median 2 jam, terlama 2 jam · 0 % tepat waktu" in read
    assert "Subag Pemberitaan: 1 tayang, 1 diajukan" in read
    assert "Belum setor: " in read
    assert "Dinas Kesehatan" in read.partition("Belum setor")[2]
    assert {"PDF", "Excel", "CSV", "Grafik", "Per unit", "Per orang", "◀ Oktober 2026"} <= set(labels(card))
    assert stage.outside.refusals() == []


async def test_a_month_of_which_nothing_is_recorded_says_so(stage: Stage) -> None:
    await published(stage)
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/rekap")
    await stage.tap(bambang, "◀ Oktober 2026")
    assert "Belum ada yang tercatat" in text_of(stage.find(bambang, "Rekap Oktober 2026"))
    await stage.say(bambang, "/rekap kapan-kapan")
    assert "/rekap lalu" in text_of(stage.find(bambang, "belum terbaca"))


async def test_it_comes_as_a_paper_with_charts(stage: Stage) -> None:
    await published(stage)
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/rekap")
    await stage.tap(bambang, "PDF")
    name, content = newest_file(stage, bambang)
    read = words(content)
    assert name == "Rekap November 2026.pdf"
    for said in ("REKAPITULASI", "Langkah terlambat", "Belum setor", "=Upacara HUT daerah", "Rudi Hartono", "tayang"):
        assert said in read


async def test_its_pictures_come_as_an_album(stage: Stage) -> None:
    await published(stage)
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/rekap")
    await stage.tap(bambang, "Grafik")
    pictures = [m for m in bambang.received if "photo" in m]
    assert [text_of(m) for m in pictures] == ["Rekap November 2026 – Seluruh kantor", ""]
    assert len({m["media_group_id"] for m in pictures}) == 1


async def test_the_spreadsheet_has_typed_cells_and_no_formula(stage: Stage) -> None:
    await published(stage, '=HYPERLINK("http://jahat.example";"klik")')
    siti = stage.person("Siti")
    await stage.say(siti, "/rekap")
    await stage.tap(siti, "Excel")
    name, content = newest_file(stage, siti)
    book = load_workbook(io.BytesIO(content))
    assert name == "Rekap November 2026.xlsx"
    assert book.sheetnames == [
        "Naskah", "Waktu tiap langkah", "Kontribusi unit", "Pekerjaan per orang", "Sedang ditunggu",
    ]  # fmt: skip
    sheet = book["Naskah"]
    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, sheet[2], strict=True))
    assert (row["Judul"].data_type, row["Judul"].value) == ("s", '=HYPERLINK("http://jahat.example";"klik")')
    assert isinstance(row["Tayang (WIB)"].value, datetime)
    assert row["Tayang (WIB)"].value.hour == 11  # 09.00 WIB and two hours, in the office's own time
    assert row["Waktu kerja (menit)"].value == 120
    assert sheet.auto_filter.ref == "A1:K2"
    assert all(cell.data_type != "f" for page in book for line in page.iter_rows() for cell in line)


async def test_the_csv_opens_in_excel_without_running_anything(stage: Stage) -> None:
    await published(stage, "=1+1 dan seterusnya")
    siti = stage.person("Siti")
    await stage.say(siti, "/rekap")
    await stage.tap(siti, "CSV")
    _, content = newest_file(stage, siti)
    assert content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert dict(zip(head, row, strict=True))["Judul"] == "'=1+1 dan seterusnya"


async def test_it_is_narrowed_to_a_unit_and_to_a_person(stage: Stage) -> None:
    await published(stage)
    siti = stage.person("Siti")
    await stage.say(siti, "/rekap")
    await stage.tap(siti, "Per unit")
    await stage.tap(siti, "Dinas Kesehatan")
    assert "Belum ada yang tercatat" in text_of(stage.find(siti, "\nDinas Kesehatan"))
    await stage.tap(siti, "Per orang", on="Seluruh kantor")
    await stage.tap(siti, "Rudi Hartono")
    assert "3. Perbarui situs: median 2 jam" in text_of(stage.find(siti, "\nRudi Hartono"))


async def test_a_contributor_reads_that_of_the_own_unit_only(stage: Stage) -> None:
    await published(stage)
    rina = stage.person("Rina")
    await stage.say(rina, "/rekap")
    card = stage.find(rina, "Rekap November 2026\nDinas Kesehatan")
    assert "Per unit" not in labels(card)
    rina.press(card, data="1:rkp::::261101-261130.p1.pdf")
    await stage.settle()
    assert not [m for m in rina.received if "document" in m]


async def test_a_forged_button_is_answered_and_does_nothing(stage: Stage) -> None:
    await published(stage)
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/rekap")
    card = stage.find(bambang, "Rekap November")
    data = next(b["callback_data"] for r in card["reply_markup"]["inline_keyboard"] for b in r)
    for arg in ("", "x", "261301-261130.o.pdf", "261130-261101.o.pdf", "261101-261130.z9.pdf", "261101-261130.o.exe"):
        bambang.press(card, data=data.rpartition(":")[0] + ":" + arg)
        await stage.settle()
    assert not [m for m in bambang.received if "document" in m]


async def test_no_button_leads_to_a_month_that_no_button_can_name(stage: Stage) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/rekap 2000-02")
    await stage.tap(siti, "◀ Januari 2000")
    card = stage.find(siti, "Rekap Januari 2000")
    assert [label for label in labels(card) if "◀" in label or "▶" in label] == ["Februari 2000 ▶"]


async def test_last_months_recap_comes_by_itself_on_the_first_working_day_once(stage: Stage) -> None:
    await published(stage)
    await stage.at(datetime(2026, 12, 1, 1, 0, tzinfo=UTC))
    await stage.bot.digest()
    await stage.bot.digest()
    await stage.settle()
    for name in ("Bambang", "Siti"):
        told = [m for m in stage.person(name).received if "Rekap otomatis November 2026" in text_of(m)]
        assert len(told) == 1
        assert newest_file(stage, stage.person(name))[0] == "Rekap November 2026.pdf"
    assert not [m for m in stage.person("Rudi").received if "Rekap otomatis" in text_of(m)]


async def test_a_clock_that_was_put_back_makes_no_figure_negative(stage: Stage) -> None:
    """An hour back between hand-in and publishing: nothing took less than no time."""
    bambang, siti, rudi, agus = (stage.person(name) for name in ("Bambang", "Siti", "Rudi", "Agus"))
    await stage.advance(hours=2)
    await stage.say(bambang, "/disposisi Berita HUT")
    await stage.tap(bambang, "Kirim disposisi")
    await stage.tap(siti, "Terima disposisi")
    await stage.say(agus, "Upacara HUT daerah\n\nUpacara digelar di alun-alun kota pada pukul delapan pagi.")
    await stage.tap(agus, "Pilih rubrik")
    await stage.tap(agus, "Berita")
    await stage.tap(agus, "Kirim naskah")
    await stage.tap(siti, "Siap entry → Rudi")
    stage.clock.set(stage.clock.now() - timedelta(hours=1))
    await stage.tap(rudi, "Terbitkan")
    await stage.settle()
    for command in ("/rekap", "/tugas", "/status"):
        await stage.say(bambang, command)
        assert not re.search(r"(?<!\d)[-−]\d+ (?:dtk|detik|mnt|menit|jam|hari)", text_of(bambang.last)), command
    await stage.say(bambang, "/rekap")
    assert "median 0" in text_of(stage.find(bambang, "Rekap November 2026"))
    said = " ".join(text_of(m) for person in (bambang, siti, rudi, agus) for m in person.received)
    assert not re.search(r"(?<![\d.])[-−]\d+ (?:dtk|detik|mnt|menit|jam|hari)", said)
