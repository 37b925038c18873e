"""The Kabag's orders: proposed for an article, asked of units, complete by itself, cancelled, numbered by the year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.desk.dispositions import form
from bot.desk.people import members
from bot.desk.workflow import engine
from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Nature
from bot.sop.roles import Role
from storage import dispositions
from storage.store import Tx
from tests.chat import scenes
from tests.chat.ordering import (
    EXTERNAL,
    INTERNAL,
    article_now,
    first_press,
    offered,
    order_now,
    send_order,
    write,
)
from tests.stage import MORNING, Stage, text_of

# --- two Kabags --------------------------------------------------------------------------------------


async def _second_kabag(stage: Stage) -> Phone:
    await stage.bot.store.write(lambda tx: members.enrol(tx, scenes.person(tx, "Fitri").id, Role.KABAG, None))
    await stage.settle()
    return stage.person("Fitri")


async def test_two_kabags_have_a_form_each(stage: Stage) -> None:
    bambang, fitri = stage.person("Bambang"), await _second_kabag(stage)
    await stage.say(bambang, "/disposisi Berita HUT")
    await stage.say(fitri, "/disposisi Berita pawai")
    await stage.tap(fitri, "Kirim disposisi")
    await stage.tap(bambang, "Kirim disposisi")
    assert [(o.ref, o.subject) for o in [await order_now(stage, 2), await order_now(stage, 1)]] == [
        ("D-1/2026", "Berita pawai"),
        ("D-2/2026", "Berita HUT"),
    ]


async def test_of_two_kabags_one_sends_what_an_article_proposed(stage: Stage) -> None:
    bambang, fitri = stage.person("Bambang"), await _second_kabag(stage)
    await write(stage, stage.person("Agus"), INTERNAL)
    proposed = stage.find(fitri, "masuk tanpa disposisi")
    await stage.tap(bambang, "Kirim disposisi", on="masuk tanpa disposisi")
    fitri.press(proposed, data=first_press(proposed))
    await stage.settle()
    assert "Bambang Wijaya" in str(fitri.answers[-1].text)
    assert (await order_now(stage)).ref == "D-1/2026"
    assert "Dari: Kepala Bagian Kominfo dan Humas (Bambang Wijaya)" in text_of(stage.find(fitri, "D-1/2026"))


# --- an article without an order -----------------------------------------------------------------------


async def test_an_article_without_an_order_proposes_one_and_comes_under_it(stage: Stage) -> None:
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await write(stage, stage.person("Agus"), INTERNAL)
    card = stage.find(bambang, "masuk tanpa disposisi")
    assert "Naskah N-1 “Rapat koordinasi kehumasan” dari Subag Pemberitaan" in text_of(card)
    assert "Perihal: Update Website – Rapat koordinasi kehumasan" in text_of(card)
    await stage.tap(bambang, "Kirim disposisi")
    assert (await article_now(stage)).disposition_id == 1
    await stage.tap(siti, "Terima disposisi")
    await stage.tap(siti, "Siap entry → Rudi")
    assert (await article_now(stage)).state is State.A_WAITING_STAF


async def test_a_proposed_order_can_be_changed_first(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await write(stage, stage.person("Agus"), INTERNAL)
    await stage.tap(bambang, "Sifat")
    await stage.tap(bambang, "Segera")
    await stage.tap(bambang, "Perihal")
    await stage.say(bambang, "Liputan rapat")
    await stage.tap(bambang, "Kirim disposisi")
    sent = await order_now(stage)
    assert (sent.subject, sent.nature, sent.need_article_id) == ("Liputan rapat", Nature.URGENT, 1)
    assert (await article_now(stage)).disposition_id == 1


async def test_a_declined_proposal_can_be_asked_for_again(stage: Stage) -> None:
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await write(stage, stage.person("Agus"), INTERNAL)
    await stage.tap(bambang, "Tidak jadi")
    await stage.tap(bambang, "Ya, batalkan")
    assert "ibatalkan" in text_of(stage.find(siti, "Disposisi"))  # she must know why nothing comes
    assert (await article_now(stage)).state is State.A_WAITING_KASUBBAG
    assert "Bambang Wijaya" in await stage.tap(siti, "Minta disposisi")
    await stage.tap(siti, "Minta disposisi")  # asked twice, one proposal
    assert await stage.bot.store.read(dispositions.get, 3) is None
    await stage.tap(bambang, "Kirim disposisi", on="masuk tanpa disposisi")
    assert (await order_now(stage, 2)).ref == "D-1/2026"
    assert (await article_now(stage)).disposition_id == 2


# --- units asked -------------------------------------------------------------------------------------


async def test_a_unit_asked_for_material_writes_with_one_tap(stage: Stage) -> None:
    tono, siti = stage.person("Tono"), stage.person("Siti")
    await send_order(stage, "Berita ujian", "Dinas Pendidikan", "Dinas Kesehatan")
    assert "Belum mengirim bahan: Dinas Kesehatan, Dinas Pendidikan" in text_of(stage.find(siti, "D-1/2026"))
    assert stage.person("Agus").received == []
    await stage.tap(tono, "Tulis naskah")
    await write(stage, tono, EXTERNAL)
    assert (await article_now(stage)).disposition_id == 1
    card = text_of(stage.find(siti, "Belum mengirim bahan"))
    assert "Belum mengirim bahan: Dinas Kesehatan" in card
    assert "N-1 – Ujian sekolah dimulai Senin (Dinas Pendidikan): menunggu verifikasi" in card


# --- complete ----------------------------------------------------------------------------------------


def _publish(tx: Tx, article_id: int) -> None:
    scenes.move(tx, "Rudi", Kind.ARTICLE, article_id, Action.PUBLISH)
    scenes.hold_website(tx)
    scenes.move(tx, None, Kind.ARTICLE, article_id, Action.PROVE)


async def _publish_now(stage: Stage, article_id: int) -> None:
    await stage.bot.store.write(_publish, article_id)
    await stage.settle()


async def test_the_kasubbag_says_it_is_complete_and_the_report_follows(stage: Stage) -> None:
    await send_order(stage)
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    siti = stage.person("Siti")
    await _publish_now(stage, article.id)
    assert (await order_now(stage)).state is State.D_COLLECTING
    await stage.tap(siti, "Bahan sudah lengkap")
    assert (await order_now(stage)).state is State.D_REPORTING


async def test_said_complete_too_early_it_follows_by_itself(stage: Stage) -> None:
    await send_order(stage)
    siti = stage.person("Siti")
    assert "Laporan disiapkan otomatis" in await stage.tap(siti, "Bahan sudah lengkap")
    assert not (await order_now(stage)).intake_closed  # there is nothing yet that could be complete
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.tap(siti, "Bahan sudah lengkap")
    assert (await order_now(stage)).intake_closed
    assert "Bahan dinyatakan lengkap" in text_of(stage.find(siti, "Disposisi D-1/2026"))
    await _publish_now(stage, article.id)
    assert (await order_now(stage)).state is State.D_REPORTING


async def test_it_is_complete_by_itself_when_every_unit_asked_has_delivered(stage: Stage) -> None:
    await send_order(stage, "Berita imunisasi", "Dinas Kesehatan")
    first = await scenes.bring(stage, State.A_WAITING_STAF)
    second = await scenes.bring(stage, State.A_WAITING_STAF)
    await _publish_now(stage, first.id)
    assert (await order_now(stage)).state is State.D_COLLECTING  # one is still under way
    await _publish_now(stage, second.id)
    assert (await order_now(stage)).state is State.D_REPORTING


async def test_it_waits_for_a_unit_that_still_owes_until_the_deadline(stage: Stage) -> None:
    await send_order(stage, "Berita imunisasi", "Dinas Kesehatan", "Dinas Pendidikan")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await _publish_now(stage, article.id)
    deadline = (await order_now(stage)).deadline
    assert deadline is not None
    await stage.at(deadline - timedelta(seconds=1))
    assert (await order_now(stage)).state is State.D_COLLECTING
    await stage.at(deadline)
    assert (await order_now(stage)).state is State.D_REPORTING


async def test_at_the_deadline_it_waits_for_what_is_still_under_way(stage: Stage) -> None:
    await send_order(stage)
    done = await scenes.bring(stage, State.A_WAITING_STAF)
    under_way = await scenes.bring(stage, State.A_WAITING_STAF)
    await _publish_now(stage, done.id)
    await stage.advance(days=3)
    assert (await order_now(stage)).state is State.D_COLLECTING
    await _publish_now(stage, under_way.id)
    assert (await order_now(stage)).state is State.D_REPORTING


# --- cancelled ---------------------------------------------------------------------------------------


async def test_a_cancelled_order_lets_its_articles_go_and_says_so(stage: Stage) -> None:
    await send_order(stage)
    bambang, siti, rudi = stage.person("Bambang"), stage.person("Siti"), stage.person("Rudi")
    at_staf = await scenes.bring(stage, State.A_WAITING_STAF)
    live = await scenes.bring(stage, State.A_PUBLISHED)
    assert "Terbitkan" in offered(stage.find(rudi, f"Naskah {at_staf.ref} "))
    await stage.tap(bambang, "Batalkan")
    assert (await order_now(stage)).state is State.D_COLLECTING  # not without a reason
    await stage.say(bambang, "Acaranya <ditunda> & dipindah")
    assert (await order_now(stage)).state is State.D_CANCELLED
    assert "Acaranya <ditunda> & dipindah" in text_of(stage.find(siti, "Disposisi D-1/2026"))
    gone = await article_now(stage, at_staf.id)
    assert (gone.state, gone.disposition_id, gone.staf_id) == (State.A_WAITING_KASUBBAG, None, None)
    card = stage.find(rudi, f"Naskah {at_staf.ref} ")
    assert "Terbitkan" not in offered(card)
    assert "Menunggu: Kepala Sub Bagian Komunikasi" in text_of(card)
    assert (await article_now(stage, live.id)).disposition_id == 1  # what is live stays where it was done
    assert "Minta disposisi" in offered(stage.find(siti, f"Naskah {at_staf.ref} "))
    await stage.advance(hours=8)
    assert not [m for m in siti.received if "D-1/2026" in text_of(m) and "⏰" in text_of(m)]


# --- numbers -----------------------------------------------------------------------------------------


async def test_numbers_begin_anew_with_the_year_of_the_office(tmp_path: Path) -> None:
    last_minute = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)  # 23.59 WIB
    async with Stage(tmp_path, start=last_minute - timedelta(hours=1)) as stage:

        def send(tx: Tx) -> str:
            order = form.open_form(tx, scenes.person(tx, "Bambang"), "Berita")
            done = engine.act(tx, scenes.person(tx, "Bambang"), Kind.DISPOSITION, order.id, Action.DISPATCH)
            return done.thing.ref

        refs = []
        for at in (
            last_minute - timedelta(minutes=1),
            last_minute,
            last_minute + timedelta(minutes=1),
            MORNING.replace(year=2027),
        ):
            stage.clock.set(at)
            refs.append(await stage.bot.store.write(send))
            await stage.settle()
        assert refs == ["D-1/2026", "D-2/2026", "D-1/2027", "D-2/2027"]
