"""The report (SOP step 4): what happened, posted in time by somebody or by itself, asked back and answered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.desk.dispositions import form
from bot.desk.people import accounts
from bot.desk.reporting import completion
from bot.desk.workflow import engine
from bot.desk.workflow.engine import Refused
from bot.sop.flow import Action, Kind, State, Step
from bot.sop.model import Disposition, InfoClass
from bot.sop.needs import Need
from bot.sop.press import Press, Verb
from bot.sop.report import Report, StepLine
from storage import dispositions, people
from storage.store import Tx
from tests.chat import scenes
from tests.chat.reports import in_group, offered, seen_live
from tests.chat.workdays import between, wib
from tests.stage import Stage, labels, text_of

TUESDAY = date(2026, 11, 24)


@dataclass
class Story:
    """A disposisi brought to its report at known moments, each move at a minute of its own."""

    stage: Stage
    order_id: int = 0
    article_id: int = 0

    async def at(self, hour: int, minute: int, who: str | None, kind: Kind, action: Action, **given: object) -> None:
        """Somebody makes a move at a minute of that Tuesday."""
        self.stage.clock.set(wib(TUESDAY, hour, minute))
        subject = self.order_id if kind is Kind.DISPOSITION else self.article_id
        await self.stage.bot.store.write(lambda tx: scenes.move(tx, who, kind, subject, action, **given))


def _begin(tx: Tx) -> int:
    order = form.open_form(tx, scenes.person(tx, "Bambang"), "Berita imunisasi & vaksinasi")
    schools = people.find_unit(tx, "Dinas Pendidikan")
    assert schools is not None
    form.toggle_unit(tx, order, schools.id)
    return order.id


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    """One article, returned once and late in its verification, is live; the report is the Kasubbag's turn."""
    async with Stage(tmp_path, start=wib(TUESDAY, 9)) as stage:
        told = Story(stage)
        told.order_id = await stage.bot.store.write(_begin)
        order, article = Kind.DISPOSITION, Kind.ARTICLE
        await told.at(9, 4, "Bambang", order, Action.DISPATCH)  # 4 of 5 minutes
        await told.at(9, 11, "Siti", order, Action.ACCEPT)  # 7 of 5: late
        stage.clock.set(wib(TUESDAY, 9, 20))
        told.article_id = (await stage.bot.store.write(scenes.draft)).id
        await told.at(9, 20, "Rina", article, Action.SUBMIT)
        await told.at(9, 50, "Hasan", article, Action.RETURN, reason="Lengkapi <jadwal> & tempat")  # 30 of 60
        await told.at(11, 0, "Rina", article, Action.SUBMIT)  # 70 of 450
        await told.at(
            13, 30, "Hasan", article, Action.APPROVE, info_class=InfoClass.PERIODIC
        )  # 90 of 60, lunch between
        staf = (await stage.bot.store.read(scenes.person, "Rudi")).id
        taken = {"disposition_id": told.order_id, "staf_id": staf}
        await told.at(13, 33, "Siti", article, Action.TAKE_IN, **taken)  # 3 of 5
        await told.at(14, 0, "Rudi", article, Action.PUBLISH)
        await stage.bot.store.write(scenes.hold_website)
        stage.clock.set(wib(TUESDAY, 14, 13))
        await stage.bot.store.write(seen_live, told.article_id)  # 40 of 60
        await told.at(14, 20, "Siti", order, Action.COMPLETE)
        await stage.settle()
        yield told


def _order(tx: Tx, order_id: int) -> Disposition:
    found = dispositions.get(tx, order_id)
    assert found is not None
    return found


def _report(tx: Tx, order_id: int) -> Report:
    return completion.compose(tx, _order(tx, order_id))


async def state_of(stage: Stage, order_id: int) -> State:
    """Whom a disposisi waits for now."""
    return (await stage.bot.store.read(_order, order_id)).state


def minutes(line: StepLine) -> tuple[Step, str | None, int, int | None, bool]:
    """A line of the report in whole working minutes."""
    standard = None if line.standard is None else int(line.standard / timedelta(minutes=1))
    return line.step, line.who, int(line.spent / timedelta(minutes=1)), standard, line.late


# --- what it says ------------------------------------------------------------------------------------


async def test_its_figures_are_those_of_the_step_records(story: Story) -> None:
    report = await story.stage.bot.store.read(_report, story.order_id)

    def took(a: tuple[int, int], b: tuple[int, int]) -> int:
        return between(wib(TUESDAY, *a), wib(TUESDAY, *b))

    assert [minutes(line) for line in report.steps] == [
        (Step.DISPATCH, "Bambang Wijaya", took((9, 0), (9, 4)), 5, False),
        (Step.ACCEPT, "Siti Aminah", took((9, 4), (9, 11)), 5, True),
        (Step.COLLECT, "Siti Aminah", took((9, 11), (14, 20)), 2 * 450 - 11, False),
    ]
    assert [minutes(line) for line in report.articles[0].steps] == [
        (Step.VERIFY, "Hasan Basri", took((9, 20), (9, 50)), 60, False),
        (Step.REVISE, "Rina Kartika", took((9, 50), (11, 0)), 450, False),
        (Step.VERIFY, "Hasan Basri", took((11, 0), (13, 30)), 60, True),
        (Step.RECEIVE, "Siti Aminah", took((13, 30), (13, 33)), 5, False),
        (Step.UPDATE, "Rudi Hartono", took((13, 33), (14, 13)), 60, False),
    ]
    assert report.on_time == (6, 8)
    assert report.published == 1


async def test_its_card_is_short_and_says_what_counts(story: Story) -> None:
    stage = story.stage
    await stage.tap(stage.person("Siti"), "Kirim laporan")
    await stage.tap(stage.person("Siti"), "Dilaksanakan sesuai disposisi")
    card = stage.find(stage.person("Bambang"), "Laporan Kegiatan")
    for words in (
        "Laporan Kegiatan – Disposisi D-1/2026\nPerihal: Berita imunisasi & vaksinasi",
        "Batas waktu: Kam, 26 Nov 2026 pukul 09.00 WIB",
        "Naskah tayang: 1 dari 1\nLangkah tepat waktu (✔): 7 dari 9, dihitung dalam jam kerja",
        "Dikembalikan: 1\nWaktu tunggu di luar pelaksana: Verifikasi 2 jam, Perbaikan 1 jam 10 mnt.",
        "Terlambat\n• Terima disposisi: 7 mnt (mutu baku 5 mnt) · Siti Aminah – tanpa alasan tercatat",
        "• N-1 Verifikasi: 1 jam 30 mnt (mutu baku 1 jam) · Hasan Basri – tanpa alasan tercatat",
        "✔ N-1 Imunisasi serentak di semua puskesmas – Dinas Kesehatan: tayang",
        "Tidak mengirim bahan: Dinas Pendidikan",
        "Dikirim oleh Siti Aminah, pukul 14.20 WIB.",
    ):
        assert words in text_of(card)
    assert len(text_of(card)) < 1100
    assert text_of(in_group(stage)[-1]) in text_of(card)
    assert stage.outside.refusals() == []


async def test_the_whole_of_it_tells_everything_in_words(story: Story) -> None:
    stage = story.stage
    bambang = stage.person("Bambang")
    await stage.tap(stage.person("Siti"), "Kirim laporan")
    await stage.tap(stage.person("Siti"), "Dilaksanakan sesuai disposisi")
    await stage.tap(bambang, "Laporan lengkap")
    report = text_of(stage.find(bambang, "Instruksi"))
    for words in (
        "Laporan Kegiatan – Disposisi D-1/2026",
        "Perihal: Berita imunisasi & vaksinasi",
        "Instruksi: Mohon memperbarui situs web",
        "Batas waktu: Kam, 26 Nov 2026 pukul 09.00 WIB",
        "Naskah tayang: 1 dari 1\nLangkah tepat waktu (✔): 7 dari 9, dihitung dalam jam kerja",
        "1. Disposisi: 4 mnt ✔ · Bambang Wijaya",
        "Terima disposisi: 7 mnt – terlambat (mutu baku 5 mnt) · Siti Aminah – tanpa alasan tercatat",
        "N-1 Imunisasi serentak di semua puskesmas",
        "Dinas Kesehatan – tayang. Bukti tayang: pukul 14.13 WIB",
        "Verifikasi: 30 mnt ✔ · Hasan Basri",
        "Verifikasi: 1 jam 30 mnt – terlambat (mutu baku 1 jam) · Hasan Basri",
        "2. Terima bahan: 3 mnt ✔ · Siti Aminah",
        "3. Perbarui situs: 40 mnt ✔ · Rudi Hartono",
        "4. Laporan: 0 dtk ✔",
        "Dikembalikan oleh Hasan Basri: Lengkapi <jadwal> & tempat",
        "Tidak mengirim bahan: Dinas Pendidikan",
        "Dikirim oleh Siti Aminah, pukul 14.20 WIB.",
    ):
        assert words in report
    assert stage.outside.refusals() == []


async def test_it_reads_in_english_for_those_who_chose_so(story: Story) -> None:
    stage = story.stage

    def english(tx: Tx) -> None:
        accounts.set_language(tx, scenes.person(tx, "Bambang"), "en")

    await stage.bot.store.write(english)
    await stage.tap(stage.person("Siti"), "Kirim laporan")
    await stage.tap(stage.person("Siti"), "Dilaksanakan sesuai disposisi")
    report = text_of(stage.find(stage.person("Bambang"), "Activity Report – Disposition D-1/2026"))
    for words in (
        "Articles live: 1 of 1\nSteps on time (✔): 7 of 9, counted in working time",
        "Returned: 1",
        "(standard: 5 min) · Siti Aminah – no reason recorded",
        "Sent no material: Dinas Pendidikan",
        "Sent by Siti Aminah",
    ):
        assert words in report
    assert "Laporan Kegiatan" in text_of(in_group(stage)[-1])  # the group reads in the office's language


# --- posting it ------------------------------------------------------------------------------------


async def test_a_note_goes_with_it(story: Story) -> None:
    stage = story.stage
    siti = stage.person("Siti")
    await stage.tap(siti, "Kirim laporan")
    await stage.say(siti, "Foto menyusul <b>besok</b> & lusa")
    for report in (text_of(stage.person("Bambang").last), text_of(in_group(stage)[-1])):
        assert "Catatan:\nFoto menyusul <b>besok</b> & lusa" in report
    assert await state_of(stage, story.order_id) is State.D_WAITING_KABAG


async def test_the_closing_note_is_asked_for_before_it_is_sent_and_one_tap_gives_it(story: Story) -> None:
    stage, siti = story.stage, story.stage.person("Siti")
    await stage.tap(siti, "Kirim laporan")
    assert "Apa catatan penutupnya?" in text_of(stage.find(siti, "catatan penutup"))
    assert await state_of(stage, story.order_id) is State.D_REPORTING
    await stage.tap(siti, "Dilaksanakan, ada yang menyusul")
    assert await state_of(stage, story.order_id) is State.D_WAITING_KABAG
    assert "Catatan:\nDilaksanakan, ada yang menyusul" in text_of(stage.person("Bambang").last)
    assert stage.outside.refusals() == []


async def test_a_report_that_went_by_itself_says_that_no_note_was_given(story: Story) -> None:
    assert "Tanpa catatan penutup" not in text_of(story.stage.find(story.stage.person("Siti"), "Laporan Kegiatan"))
    await story.stage.advance(hours=1)
    assert await state_of(story.stage, story.order_id) is State.D_WAITING_KABAG
    assert "Tanpa catatan penutup." in text_of(story.stage.find(story.stage.person("Bambang"), "Laporan Kegiatan"))


async def test_a_question_is_answered_in_words_and_no_ready_note_stands_for_that(story: Story) -> None:
    stage, siti, bambang = story.stage, story.stage.person("Siti"), story.stage.person("Bambang")
    await stage.tap(siti, "Kirim laporan")
    await stage.tap(siti, "Dilaksanakan sesuai disposisi")
    await stage.tap(bambang, "Tanya")
    await stage.say(bambang, "Mengapa lama?")
    await stage.tap(siti, "Jawab pertanyaan")
    siti.press(1, data=Press(Verb.SET, Kind.DISPOSITION, story.order_id, arg="q0").pack())
    await stage.settle()
    assert await state_of(stage, story.order_id) is State.D_REPORTING


async def test_the_staf_may_post_it_too(story: Story) -> None:
    await story.stage.tap(story.stage.person("Rudi"), "Kirim laporan", on="Laporan Kegiatan")
    await story.stage.tap(story.stage.person("Rudi"), "Dilaksanakan sesuai disposisi")
    assert "Dikirim oleh Rudi Hartono" in text_of(story.stage.person("Bambang").last)


async def test_it_is_posted_when_due_though_nobody_pressed(story: Story) -> None:
    stage = story.stage
    await stage.at(wib(TUESDAY, 14, 25) - timedelta(seconds=1))
    assert await state_of(stage, story.order_id) is State.D_REPORTING
    await stage.at(wib(TUESDAY, 14, 25))
    assert await state_of(stage, story.order_id) is State.D_WAITING_KABAG
    assert "otomatis pada batas waktu" in text_of(stage.person("Bambang").last)
    assert len(in_group(stage)) == 1
    await stage.advance(minutes=10)
    assert len(in_group(stage)) == 1


async def test_it_is_posted_at_closing_time_when_it_is_due_then(story: Story) -> None:
    stage = story.stage
    await story.at(14, 21, "Siti", Kind.DISPOSITION, Action.REOPEN)
    await story.at(15, 55, "Siti", Kind.DISPOSITION, Action.COMPLETE)
    await stage.at(wib(TUESDAY, 15, 59, 59))
    assert await state_of(stage, story.order_id) is State.D_REPORTING
    await stage.at(wib(TUESDAY, 16))
    assert await state_of(stage, story.order_id) is State.D_WAITING_KABAG


async def test_the_kabag_closes_it(story: Story) -> None:
    stage = story.stage
    bambang = stage.person("Bambang")
    await stage.tap(stage.person("Siti"), "Kirim laporan")
    await stage.tap(stage.person("Siti"), "Dilaksanakan sesuai disposisi")
    assert "D-1/2026 selesai" in await stage.tap(bambang, "Laporan diterima")
    assert await state_of(stage, story.order_id) is State.D_CLOSED
    assert labels(bambang.last) == ["Riwayat", "Laporan lengkap", "Laporan (PDF)", "Lembar disposisi (PDF)"]
    assert "Menunggu" not in text_of(stage.find(stage.person("Siti"), "Laporan Kegiatan"))


# --- asked back --------------------------------------------------------------------------------------


async def test_a_question_must_be_answered_before_it_is_posted_again(story: Story) -> None:
    stage = story.stage
    bambang, siti, rudi = stage.person("Bambang"), stage.person("Siti"), stage.person("Rudi")
    await stage.tap(siti, "Kirim laporan")
    await stage.say(siti, "Catatan pertama")
    await stage.tap(bambang, "Tanya")
    await stage.say(bambang, "Mengapa verifikasi <lama>?")
    for asked in (siti, rudi):
        card = stage.find(asked, "Mengapa verifikasi <lama>?")
        assert "Jawab pertanyaan" in offered(card)
        assert "Kirim laporan" not in offered(card)
    assert await _refused_without_answer(stage, story.order_id) == [Need.ANSWERED, Need.ANSWERED]
    await stage.advance(hours=1)
    assert await state_of(stage, story.order_id) is State.D_REPORTING
    assert len(in_group(stage)) == 1

    await stage.tap(siti, "Jawab pertanyaan")
    await stage.say(siti, "Pejabatnya sedang dinas luar.")
    again = text_of(stage.find(bambang, "Laporan Kegiatan"))
    assert "Catatan:\nCatatan pertama" in again
    assert "Mengapa verifikasi <lama>?\nJawaban:\nPejabatnya sedang dinas luar." in again
    assert "Pejabatnya sedang dinas luar." in text_of(in_group(stage)[-1])
    assert "Laporan diterima" in offered(stage.find(bambang, "Laporan Kegiatan"))
    assert stage.outside.refusals() == []


async def _refused_without_answer(stage: Stage, order_id: int) -> list[object]:
    """Try to post it without an answer, as the Kasubbag and as the scheduler: why not."""

    def post(tx: Tx, first_name: str | None) -> object:
        person = scenes.person(tx, first_name) if first_name else None
        result = engine.act(tx, person, Kind.DISPOSITION, order_id, Action.POST)
        return result.why if isinstance(result, Refused) else result

    return [await stage.bot.store.write(post, name) for name in ("Siti", None)]


async def test_every_question_and_answer_stays_in_the_report(story: Story) -> None:
    stage = story.stage
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await stage.tap(siti, "Kirim laporan")
    await stage.tap(siti, "Dilaksanakan sesuai disposisi")
    for question, answer in (("Mengapa lama?", "Libur."), ("Libur apa?", "Cuti bersama.")):
        await stage.tap(bambang, "Tanya")
        await stage.say(bambang, question)
        await stage.tap(siti, "Jawab pertanyaan")
        await stage.say(siti, answer)
    assert "Mengapa lama?" not in text_of(stage.find(bambang, "Laporan Kegiatan"))  # its card has the newest
    await stage.tap(bambang, "Laporan lengkap")
    report = text_of(stage.find(bambang, "Instruksi"))
    assert "Mengapa lama?\nJawaban:\nLibur." in report
    assert "Libur apa?\nJawaban:\nCuti bersama." in report


async def test_collecting_can_be_opened_again_before_it_is_posted(story: Story) -> None:
    stage = story.stage
    siti = stage.person("Siti")
    await stage.tap(siti, "Buka lagi")
    assert await state_of(stage, story.order_id) is State.D_COLLECTING
    await stage.advance(minutes=30)
    assert await state_of(stage, story.order_id) is State.D_COLLECTING  # the report's clock stopped
    assert in_group(stage) == []
    await stage.tap(siti, "Bahan sudah lengkap")
    assert await state_of(stage, story.order_id) is State.D_REPORTING


async def test_there_is_no_whole_report_before_there_is_a_report(stage: Stage) -> None:
    order = await scenes.bring(stage, State.D_COLLECTING)
    siti = stage.person("Siti")
    said = len(siti.received)
    siti.press(stage.find(siti, "Disposisi D-1/2026"), data=Press("ful", Kind.DISPOSITION, order.id).pack())
    await stage.settle()
    assert "tidak dapat dilakukan sekarang" in str(siti.answers[-1].text) or "sudah berlanjut" in str(
        siti.answers[-1].text
    )
    assert len(siti.received) == said
