"""Where there are several Kasubbag: who is meant can be chosen, and whoever accepts first is the named handler."""

from __future__ import annotations

from bot.desk.people import appointments, members
from bot.papers import disposition as papers
from bot.papers.completion import completion
from bot.papers.document import Paper
from bot.sop.flow import Action, Kind, State
from bot.sop.press import Press, Verb
from bot.sop.roles import Role
from bot.texts import default
from storage import dispositions, people
from storage.store import Tx
from tests.chat import scenes
from tests.chat.test_absence import away
from tests.stage import Stage, labels, text_of

MEANT = "Diteruskan kepada: Yth. Kepala Sub Bagian Komunikasi "


def _second(tx: Tx) -> None:
    members.enrol(tx, scenes.person(tx, "Dewi").id, Role.KASUBBAG, None)


async def two(stage: Stage) -> None:
    """Make Dewi a Kasubbag beside Siti."""
    await stage.bot.store.write(_second)
    await stage.settle()


async def ordered(stage: Stage, recipient: str = "") -> None:
    """Have Bambang send a disposisi, to one of the two or to both."""
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita imunisasi")
    if recipient:
        await stage.tap(bambang, "Penerima")
        await stage.tap(bambang, recipient)
    await stage.tap(bambang, "Kirim disposisi")


async def test_whoever_accepts_first_is_the_handler_and_the_second_tap_says_so(stage: Stage) -> None:
    await two(stage)
    await ordered(stage)
    siti, dewi = stage.person("Siti"), stage.person("Dewi")
    assert MEANT + "(Siti Aminah, Dewi Lestari)" in text_of(siti.last)
    assert "Terima disposisi" in " ".join(labels(dewi.last))
    late = Press(Action.ACCEPT, Kind.DISPOSITION, 1, 1).pack()
    await stage.tap(siti, "Terima disposisi")
    dewi.press(1, data=late)
    await stage.settle()
    assert dewi.answers[-1].text == "D-1/2026 sudah diterima dan ditangani oleh Siti Aminah."
    siti.press(1, data=late)
    await stage.settle()
    assert siti.answers[-1].text == "D-1/2026 sudah Anda terima."
    card = text_of(dewi.last)
    assert MEANT + "(Siti Aminah)" in card
    assert "Menunggu: Kepala Sub Bagian Komunikasi (Siti Aminah)" in card
    await stage.say(dewi, "/tugas")
    assert "D-1/2026" not in " ".join(labels(dewi.last))
    await stage.say(siti, "/tugas")
    assert "D-1/2026" in " ".join(labels(siti.last))
    assert stage.outside.refusals() == []


async def test_the_form_names_one_of_them_and_only_that_one_is_waited_for(stage: Stage) -> None:
    await two(stage)
    dewi, siti = stage.person("Dewi"), stage.person("Siti")
    heard = len(siti.received)
    await ordered(stage, "Dewi Lestari")
    assert "Giliran Anda" in text_of(dewi.last)
    assert MEANT + "(Dewi Lestari)" in text_of(dewi.last)
    await stage.advance(days=1)
    assert [text_of(m) for m in siti.received[heard:] if "D-1/2026" in text_of(m)] == []
    await stage.say(siti, "/status")  # the other may still take it
    await stage.tap(siti, "D-1/2026")
    await stage.tap(siti, "Terima disposisi")
    found = await stage.bot.store.read(dispositions.one, 1)
    assert found.kasubbag_id == await stage.bot.store.read(lambda tx: scenes.person(tx, "Siti").id)
    assert MEANT + "(Siti Aminah)" in text_of(dewi.last)


async def test_the_form_takes_it_back_and_asks_nothing_where_there_is_one_kasubbag(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita imunisasi")
    assert "Penerima" not in " ".join(labels(bambang.last))
    await two(stage)
    await stage.say(bambang, "/disposisi")
    await stage.tap(bambang, "Penerima")
    assert [name for name in labels(bambang.last) if "Kembali" not in name] == [
        "Siti Aminah", "Dewi Lestari", "Semua Kepala Sub Bagian Komunikasi",
    ]  # fmt: skip
    await stage.tap(bambang, "Siti Aminah")
    assert MEANT + "(Siti Aminah)" in text_of(bambang.last)
    await stage.tap(bambang, "Penerima")
    await stage.tap(bambang, "Semua Kepala Sub Bagian")
    assert MEANT + "(Siti Aminah, Dewi Lestari)" in text_of(bambang.last)
    await stage.tap(bambang, "Penerima")
    bambang.press(1, data=Press(Verb.SET, Kind.DISPOSITION, 1, arg="1").pack())
    await stage.settle()
    assert (await stage.bot.store.read(dispositions.one, 1)).kasubbag_id is None


async def test_while_the_named_one_is_away_every_kasubbag_is_waited_for(stage: Stage) -> None:
    await two(stage)
    await ordered(stage, "Siti Aminah")
    await away(stage, "Siti", "Rudi Hartono")
    dewi = stage.person("Dewi")
    assert "Giliran Anda" in text_of(dewi.last)
    assert "Giliran Anda" in text_of(stage.person("Rudi").last)


async def test_who_was_named_and_left_the_role_is_named_no_more(stage: Stage) -> None:
    await two(stage)
    await ordered(stage, "Dewi Lestari")
    await stage.bot.store.write(_left)
    await stage.settle()
    siti = stage.person("Siti")
    assert MEANT + "(Siti Aminah)" in text_of(stage.find(siti, "Giliran Anda"))


def _left(tx: Tx) -> None:
    fitri, dewi = scenes.person(tx, "Fitri"), scenes.person(tx, "Dewi")
    held = next(one for one in people.appointments(tx, dewi.id) if one.role is Role.KASUBBAG)
    assert not isinstance(appointments.end(tx, fitri, held.id, None, "Pindah tugas"), str)


async def test_who_stands_in_accepts_for_the_named_one(stage: Stage) -> None:
    await ordered(stage)
    await away(stage, "Siti", "Rudi Hartono")
    await stage.tap(stage.person("Rudi"), "Terima disposisi")
    found = await stage.bot.store.read(dispositions.one, 1)
    assert found.kasubbag_id == await stage.bot.store.read(lambda tx: scenes.person(tx, "Siti").id)


async def test_the_report_names_who_handled_it(stage: Stage) -> None:
    await two(stage)
    await stage.bot.store.write(scenes.order, State.D_REPORTING)
    await stage.settle()
    siti = stage.person("Siti")
    assert "Ditangani oleh: Siti Aminah" in text_of(stage.find(siti, "Laporan Kegiatan"))
    await stage.tap(siti, "Laporan lengkap")
    assert "Ditangani oleh: Siti Aminah" in text_of(stage.find(siti, "Instruksi: "))
    sheet, report = await stage.bot.store.read(_papers)
    assert "Siti Aminah" in sheet
    assert "Dewi Lestari" not in sheet
    assert report.signature is not None
    assert report.signature.name == "Siti Aminah"


def _papers(tx: Tx) -> tuple[str, Paper]:
    found, t = dispositions.one(tx, 1), default(tx.office, tx.now)
    return repr(papers.disposition(tx, t, found).blocks), completion(tx, t, found)
