"""What was issued is kept and given again as it was; a new edition says that it is one."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime

import pytest

from bot.rehearsal.phone import Phone
from bot.sop.flow import State
from storage import articles
from storage.store import Tx
from tests.chat.test_papers import dispatched, reported
from tests.papers.reading import words
from tests.stage import Stage, text_of

REPORT = "Laporan (PDF)"


def paper(stage: Stage, person: Phone) -> tuple[str, str, bytes]:
    """Give the newest PDF somebody was sent: its file name, what is said with it, its bytes."""
    message = next(m for m in reversed(person.received) if "document" in m)
    file = stage.outside.core.files.find(message["document"]["file_id"])
    assert file is not None
    return str(message["document"]["file_name"]), str(message["caption"]), file.content


async def closed(stage: Stage) -> None:
    """A disposisi from its order to the Kabag's acknowledgement."""
    await dispatched(stage)
    await reported(stage)
    await stage.tap(stage.person("Bambang"), "✅ Laporan diterima")


async def a_fortnight_and_a_substitute(stage: Stage) -> None:
    """Two weeks go by; Siti, who signs the report, goes on leave, and Rudi stands in."""
    await stage.advance(days=14)
    siti = stage.person("Siti")
    await stage.say(siti, "/pengganti oleh Rudi 8-12 s.d. 31-12")
    assert "Rudi Hartono menggantikan" in text_of(stage.find(siti, "tidak di tempat"))


async def test_the_report_of_a_closed_disposisi_is_given_again_as_it_was(stage: Stage) -> None:
    await closed(stage)
    bambang = stage.person("Bambang")
    await stage.tap(bambang, REPORT)
    name, said, first = paper(stage, bambang)
    assert "Siap dicetak" in said
    await a_fortnight_and_a_substitute(stage)
    await stage.tap(bambang, REPORT)
    again_name, said, again = paper(stage, bambang)
    assert (again_name, again) == (name, first)
    assert "sama persis dengan yang terbit" in said
    assert "atas permintaan Bambang" in said
    assert "Plh." not in words(again)
    assert stage.outside.refusals() == []


async def test_a_report_printed_before_the_closing_is_still_the_one_after_it(stage: Stage) -> None:
    await dispatched(stage)
    await reported(stage)
    bambang = stage.person("Bambang")
    await stage.tap(bambang, REPORT)
    _, _, first = paper(stage, bambang)
    await stage.tap(bambang, "✅ Laporan diterima")
    await a_fortnight_and_a_substitute(stage)
    await stage.tap(bambang, REPORT)
    assert paper(stage, bambang)[2] == first


async def test_a_page_withdrawn_later_changes_neither_the_card_nor_the_paper(stage: Stage) -> None:
    await dispatched(stage)
    await reported(stage)
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await stage.tap(bambang, "✅ Laporan diterima")
    await stage.tap(bambang, REPORT)
    _, _, first = paper(stage, bambang)
    await stage.tap(siti, "Tarik dari situs", on="N-1")
    await stage.tap(siti, "Ditarik: tidak ditampilkan lagi")
    await stage.say(siti, "Acaranya dibatalkan")
    await stage.tap(siti, "Ya, tarik dari situs")
    assert "ditarik" in text_of(stage.find(siti, "Acaranya dibatalkan")).casefold()
    await stage.tap(bambang, "Laporan lengkap")
    assert "Naskah tayang: 1 dari 1" in text_of(bambang.last)
    await stage.tap(bambang, REPORT)
    assert paper(stage, bambang)[2] == first


async def test_a_correction_begun_later_changes_neither_the_card_nor_the_paper(stage: Stage) -> None:
    await dispatched(stage)
    await reported(stage)
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await stage.tap(bambang, "✅ Laporan diterima")
    await stage.advance(days=3)
    await stage.tap(bambang, "Laporan lengkap")
    whole = text_of(bambang.last)
    assert "Naskah tayang: 1 dari 1" in whole
    await stage.tap(bambang, REPORT)
    _, _, first = paper(stage, bambang)
    await stage.tap(siti, "Perbaiki (ralat)")
    await stage.say(siti, "Jamnya keliru")
    correcting = await stage.bot.store.read(lambda tx: articles.in_states(tx, State.A_CORRECTING))
    assert [article.ref for article in correcting] == ["N-1"]
    await stage.advance(minutes=30)
    await stage.tap(bambang, "Laporan lengkap")
    assert text_of(bambang.last) == whole
    await stage.tap(bambang, REPORT)
    assert paper(stage, bambang)[2] == first


async def test_the_acknowledgement_changes_no_figure_of_the_report_it_acknowledges(stage: Stage) -> None:
    await dispatched(stage)
    await reported(stage)
    bambang = stage.person("Bambang")
    assert "Langkah tepat waktu (✔): 7 dari 8" in text_of(stage.find(bambang, "Langkah tepat waktu"))
    await stage.tap(bambang, "✅ Laporan diterima")
    card = text_of(stage.find(bambang, "Langkah tepat waktu"))
    assert "Laporan diterima dan disposisi ditutup" in card
    assert "Langkah tepat waktu (✔): 7 dari 8" in card


async def test_a_report_that_says_more_is_a_new_edition_and_says_so(stage: Stage) -> None:
    await dispatched(stage)
    await reported(stage)
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await stage.tap(bambang, REPORT)
    _, _, first = paper(stage, bambang)
    await stage.tap(bambang, "Tanyakan kembali")
    await stage.say(bambang, "Mengapa terlambat?")
    await stage.tap(siti, "Jawab pertanyaan")
    await stage.say(siti, "Menunggu foto dari dinas")
    await stage.tap(bambang, REPORT)
    name, said, second = paper(stage, bambang)
    assert second != first
    assert name == "Laporan Kegiatan D-1-2026 (edisi 2).pdf"
    assert "Isi atau bentuknya berubah sejak yang terbit" in said
    assert "Edisi ke-2, menggantikan edisi sebelumnya" in words(second)
    assert "Perubahan dari edisi sebelumnya" in words(second)
    changed = words(second).split("Perubahan dari edisi sebelumnya")[1]
    assert "Menunggu foto dari dinas" in changed


async def test_two_who_ask_for_the_same_paper_hold_the_same_bytes(stage: Stage) -> None:
    await closed(stage)
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    for person in (bambang, siti):
        person.press(stage.find(person, "Langkah tepat waktu"), REPORT)
    await stage.settle()
    assert paper(stage, bambang)[2] == paper(stage, siti)[2]


async def test_while_it_is_open_another_signatory_makes_another_edition(stage: Stage) -> None:
    await dispatched(stage)
    await reported(stage)
    bambang = stage.person("Bambang")
    await stage.tap(bambang, REPORT)
    await a_fortnight_and_a_substitute(stage)
    await stage.tap(bambang, REPORT)
    name, _, second = paper(stage, bambang)
    assert name.endswith("(edisi 2).pdf")
    assert "Plh." in words(second)


async def test_what_is_kept_names_the_bytes_and_the_fingerprint_that_is_printed(stage: Stage) -> None:
    await closed(stage)
    bambang = stage.person("Bambang")
    await stage.tap(bambang, REPORT)
    _, _, printed = paper(stage, bambang)

    def kept(tx: Tx) -> sqlite3.Row:
        row: sqlite3.Row = tx.db.execute(
            "SELECT issued.*, name FROM issued JOIN person ON person.id = person_id"
        ).fetchone()
        return row

    row = await stage.bot.store.read(kept)
    assert row["sha256"] == hashlib.sha256(printed).hexdigest()
    assert row["fingerprint"] in words(printed).replace(" ", "").replace("\n", "")
    assert row["name"].startswith("Bambang")
    for changed in ("UPDATE issued SET edition = 7", "DELETE FROM issued"):
        with pytest.raises(sqlite3.IntegrityError, match="stays"):
            await stage.bot.store.write(_run, changed)


def _run(tx: Tx, sql: str) -> None:
    tx.db.execute(sql)


async def test_a_kept_file_that_is_gone_is_apologised_for(stage: Stage) -> None:
    await closed(stage)
    bambang = stage.person("Bambang")
    await stage.tap(bambang, REPORT)
    sha256 = hashlib.sha256(paper(stage, bambang)[2]).hexdigest()
    stage.bot.store.files.path(sha256).unlink()
    await stage.tap(bambang, REPORT)
    assert "belum dapat dibuat" in text_of(bambang.received[-1])


async def test_everybody_who_was_given_an_edition_is_on_record(stage: Stage) -> None:
    await closed(stage)
    for name in ("Bambang", "Siti", "Bambang"):
        person = stage.person(name)
        person.press(stage.find(person, "Langkah tepat waktu"), REPORT)
        await stage.settle()

    def given(tx: Tx) -> list[str]:
        rows = tx.db.execute("SELECT name FROM issued_to JOIN person ON person.id = person_id ORDER BY issued_to.id")
        return [row[0].split()[0] for row in rows]

    assert await stage.bot.store.read(given) == ["Bambang", "Siti", "Bambang"]
    for changed in ("UPDATE issued_to SET at = 7", "DELETE FROM issued_to"):
        with pytest.raises(sqlite3.IntegrityError, match="stays"):
            await stage.bot.store.write(_run, changed)


async def test_a_report_closed_before_reports_were_kept_says_so_and_stays(stage: Stage) -> None:
    await closed(stage)
    await stage.bot.store.write(_run, "UPDATE report SET acknowledged = NULL")
    bambang = stage.person("Bambang")
    await stage.tap(bambang, REPORT)
    _, _, first = paper(stage, bambang)
    assert "disusun dari catatan pada pencetakan pertama" in " ".join(words(first).split())
    await a_fortnight_and_a_substitute(stage)
    await stage.tap(bambang, REPORT)
    assert paper(stage, bambang)[2] == first


async def _recap_of_november(stage: Stage, name: str) -> tuple[str, str, bytes]:
    person = stage.person(name)
    await stage.say(person, "/rekap November")
    await stage.tap(person, "PDF")
    return paper(stage, person)


async def test_the_recap_of_a_month_that_is_over_is_given_again_as_it_was(stage: Stage) -> None:
    """Who is waited for on the day of the second print is nothing of November's."""
    await closed(stage)
    await stage.at(datetime(2026, 12, 2, 3, tzinfo=UTC))
    name, _, first = await _recap_of_november(stage, "Bambang")
    await stage.say(stage.person("Rina"), "Pelatihan kader\n\nDinas Kesehatan melatih kader posyandu di lima desa.")
    await dispatched(stage)
    await stage.at(datetime(2026, 12, 9, 3, tzinfo=UTC))
    again_name, said, again = await _recap_of_november(stage, "Siti")
    assert (again_name, again) == (name, first)
    assert "sama persis dengan yang terbit" in said


async def test_a_recap_whose_days_say_something_else_is_a_new_edition_that_says_what(stage: Stage) -> None:
    await closed(stage)
    await stage.at(datetime(2026, 12, 2, 3, tzinfo=UTC))
    _, _, first = await _recap_of_november(stage, "Bambang")
    await stage.bot.store.write(_run, "UPDATE unit SET name = 'Dinas Kesehatan Baru' WHERE name = 'Dinas Kesehatan'")
    name, said, second = await _recap_of_november(stage, "Bambang")
    assert second != first
    assert name == "Rekap November 2026 (edisi 2).pdf"
    assert "edisi ke-2" in said
    changed = " ".join(words(second).split("Perubahan dari edisi sebelumnya")[1].split())
    assert "Semula:" in changed
    assert "Dinas Kesehatan Baru" in changed
    third_name, _, third = await _recap_of_november(stage, "Bambang")
    assert (third_name, third) == (name, second)


async def test_recaps_of_other_days_units_and_languages_are_papers_of_their_own(stage: Stage) -> None:
    await closed(stage)
    await stage.at(datetime(2026, 12, 2, 3, tzinfo=UTC))
    await _recap_of_november(stage, "Bambang")
    await stage.say(stage.person("Rina"), "/rekap November")
    await stage.tap(stage.person("Rina"), "PDF")
    name, said, _ = paper(stage, stage.person("Rina"))
    assert "(edisi" not in name
    assert "sama persis" not in said
