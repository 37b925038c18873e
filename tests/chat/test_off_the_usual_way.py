"""What went another way than the usual one is listed: proxies, substitutes, takeovers, edits, snoozes, failures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.desk.reporting import completion
from bot.sop.flow import Kind, Step
from bot.sop.report import Report, Way
from storage import absences, dispositions, events, snoozes, steps
from storage.store import Tx
from tests.chat import scenes
from tests.chat.test_late_reasons import entered_late
from tests.chat.test_papers import dispatched, newest_paper
from tests.stage import Stage, text_of


def _report(tx: Tx) -> Report:
    order = dispositions.get(tx, 1)
    assert order is not None
    return completion.compose(tx, order)


def _ways(report: Report) -> Iterator[tuple[Way, str, Step | None, str | None, str]]:
    for one in report.bypasses:
        yield one.way, one.ref, one.step, one.who, one.for_whom


def _away(tx: Tx) -> None:
    """Siti is away from now on, and Rudi stands in for her."""
    siti, rudi = scenes.person(tx, "Siti"), scenes.person(tx, "Rudi")
    absences.add(tx, siti.id, rudi.id, tx.now, tx.now + timedelta(days=3), set_by=siti.id)


async def test_a_substitute_is_named_with_whom_they_stood_in_for_and_signs_as_such(stage: Stage) -> None:
    await entered_late(stage)
    await stage.bot.store.write(_away)
    rudi, bambang = stage.person("Rudi"), stage.person("Bambang")
    await stage.say(rudi, "/tugas")
    await stage.tap(rudi, "D-1/2026")
    await stage.tap(rudi, "Bahan sudah lengkap")
    await stage.tap(rudi, "Kirim laporan")
    await stage.tap(rudi, "Dilaksanakan sesuai disposisi")
    report = await stage.bot.store.read(_report)
    assert next(_ways(report)) == (Way.SUBSTITUTE, "D-1/2026", Step.COLLECT, "Rudi Hartono", "Siti Aminah")
    collected = next(line for line in report.steps if line.step is Step.COLLECT)
    assert (collected.who, collected.for_whom) == ("Rudi Hartono", "Siti Aminah")
    await stage.tap(bambang, "Laporan (PDF)")
    _, paper = newest_paper(stage, bambang)
    assert "oleh Rudi Hartono selaku Plh. untuk Siti Aminah" in paper
    assert "Plh. Kepala Sub Bagian Komunikasi, Rudi Hartono" in paper


def _happened(tx: Tx) -> None:
    """Write what other parts of the bot record: a takeover, an edit, a failure, and a snooze."""
    rudi, siti = scenes.person(tx, "Rudi"), scenes.person(tx, "Siti")
    moved = {"from": "a.waiting_staf", "to": "a.publishing", "as": "staf"}
    events.append(tx, "pub", siti.id, Kind.ARTICLE, 1, {**moved, "takeover": True})
    events.append(tx, "edt", siti.id, Kind.ARTICLE, 1, {**moved, "from": "a.waiting_kasubbag"})
    events.append(tx, "fai", None, Kind.ARTICLE, 1, {"reason": "unreachable"})
    record = steps.of(tx, Kind.ARTICLE, 1)[-1]
    snoozes.add(tx, record.id, rudi.id, "Rapat <besar>", tx.now + timedelta(hours=1))


async def test_takeovers_edits_failures_and_snoozes_are_counted_and_listed(stage: Stage) -> None:
    await entered_late(stage)
    await stage.bot.store.write(_happened)
    siti, bambang = stage.person("Siti"), stage.person("Bambang")
    await stage.tap(siti, "Bahan sudah lengkap")
    await stage.tap(siti, "Kirim laporan")
    await stage.tap(siti, "Dilaksanakan sesuai disposisi")
    report = await stage.bot.store.read(_report)
    assert list(_ways(report)) == [
        (Way.TAKEOVER, "N-1", Step.UPDATE, "Siti Aminah", ""),
        (Way.SMALL_EDIT, "N-1", Step.RECEIVE, "Siti Aminah", ""),
    ]
    card = text_of(stage.find(bambang, "Laporan Kegiatan"))
    assert "Gagal terbit: 1 · Pengingat ditunda: 1 · Di luar jalur biasa: 2" in card
    await stage.tap(bambang, "Laporan lengkap")
    whole = text_of(stage.find(bambang, "Instruksi"))
    assert "• N-1 – 3. Perbarui situs: diambil alih oleh Siti Aminah" in whole
    assert "• N-1: pengingat ditunda oleh Rudi Hartono sampai" in whole
    assert "Rapat <besar>" in whole
    assert "• N-1: penerbitan gagal" in whole


async def test_an_ordinary_way_is_none_of_them(stage: Stage) -> None:
    await entered_late(stage)
    await stage.tap(stage.person("Siti"), "Bahan sudah lengkap")
    await stage.tap(stage.person("Siti"), "Kirim laporan")
    await stage.tap(stage.person("Siti"), "Dilaksanakan sesuai disposisi")
    report = await stage.bot.store.read(_report)
    assert (report.bypasses, report.snoozes, report.failures) == ((), (), ())


async def test_what_is_handed_in_for_another_unit_is_listed(stage: Stage) -> None:
    await dispatched(stage)
    siti = stage.person("Siti")
    await stage.say(siti, "/kirim")
    await stage.tap(siti, "Subag Pemberitaan")
    await stage.say(siti, "Upacara HUT daerah\n\nUpacara digelar di alun-alun kota pada pukul delapan pagi.")
    await stage.tap(siti, "Pilih rubrik")
    await stage.tap(siti, "Berita")
    await stage.tap(siti, "Kirim naskah")
    await stage.tap(siti, "Siap entry → Dewi")
    report = await stage.bot.store.read(_report)
    assert list(_ways(report)) == [(Way.PROXY, "N-1", None, "Siti Aminah", "Subag Pemberitaan")]
