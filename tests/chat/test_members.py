"""/anggota and /undang: the admin sees everybody, adds, ends, suspends, lets people in; superiors see and suspend."""

from __future__ import annotations

import re

import pytest

from bot.desk.authority import capacities
from bot.rehearsal.phone import Phone
from bot.sop.flow import State
from bot.sop.press import Press, Verb
from bot.sop.roles import Role
from storage import appointments as tenures
from storage import people
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Message, Stage, labels, text_of


def last(phone: Phone) -> Message:
    return phone.received[-1]


async def roles_of(stage: Stage, name: str) -> set[Role]:
    return await stage.bot.store.read(lambda tx: capacities.roles(tx, scenes.person(tx, name)))


def token_in(message: Message) -> str:
    found = re.search(r"\?start=(\S+)", text_of(message))
    assert found is not None
    return found[1]


async def open_card(stage: Stage, who: Phone, name: str) -> None:
    await stage.say(who, f"/anggota {name}")


# --- the list ---------------------------------------------------------------------------------------------------------


async def test_the_admin_sees_everybody_a_page_at_a_time(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/anggota")
    words = text_of(last(fitri))
    assert "12 orang · halaman 1 dari 2" in words
    assert "Agus Salim\nKontributor – Subag Pemberitaan" in words
    await stage.tap(fitri, "▶")
    assert "Yuni Astuti" in text_of(last(fitri))
    await stage.tap(fitri, "Yuni Astuti")
    assert "Belum pernah aktif" in text_of(last(fitri))
    await open_card(stage, fitri, "fitri")
    assert "Terakhir aktif pukul 09.00" in text_of(last(fitri))


async def test_a_superior_sees_and_suspends_but_changes_nothing_and_others_see_nothing(stage: Stage) -> None:
    siti, rudi = stage.person("Siti"), stage.person("Rudi")
    await open_card(stage, siti, "Rudi")
    assert labels(last(siti)) == ["⛔ Tangguhkan sekarang", "« Daftar petugas"]
    await open_card(stage, siti, "Hasan")
    assert labels(last(siti)) == ["« Daftar petugas"]
    await stage.say(rudi, "/anggota")
    assert "dibuka oleh admin dan atasan" in text_of(last(rudi))
    person = await stage.bot.store.read(lambda tx: scenes.person(tx, "Dewi"))
    before = await stage.bot.store.read(scenes.lasting)
    for arg in ("s.{}", "e.{}", "y.{}.n.m", "z.{}.3", "n.{}", "b.{}.kabag.0.s", "d.{}.nip", "g.{}", "i.{}"):
        for phone in (rudi, siti) if not arg.startswith(("s", "i")) else (rudi,):
            phone.press(1, data=Press(Verb.PEOPLE, arg=arg.format(person.id)).pack())
            await stage.settle()
            assert phone.answers[-1].text
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


@pytest.mark.parametrize(
    "arg", ["", "q", "p", "p.x", "p.999", "e.999", "y.1.n.q", "w.1.zzz", "a.3.bupati", "b.3.kabag.x.y", "k", "z.3.3"]
)
async def test_it_refuses_what_no_button_of_ours_carries(stage: Stage, arg: str) -> None:
    fitri = stage.person("Fitri")
    before = await stage.bot.store.read(scenes.lasting)
    fitri.press(1, data=Press(Verb.PEOPLE, arg=arg).pack())
    fitri.press(1, data=Press(Verb.INVITE, arg=arg).pack())
    await stage.settle()
    assert set(scenes.changed(before, await stage.bot.store.read(scenes.lasting))) == set()


# --- ending, suspending -----------------------------------------------------------------------------------------------


async def test_an_end_is_shown_back_with_what_happens_to_open_work_before_it_is_done(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    fitri = stage.person("Fitri")
    await open_card(stage, fitri, "Rudi")
    assert f"1 pekerjaan masih di tangannya: {article.ref}" in text_of(last(fitri))
    await stage.tap(fitri, "Akhiri: Staf")
    assert f"• {article.ref} → Dewi Lestari" in text_of(last(fitri))
    await stage.tap(fitri, "Sekarang juga")
    await stage.tap(fitri, "Alasan lain atau SK (ketik)")
    await stage.say(fitri, "Mutasi ke Dinas Sosial, SK 821.2/15/2026")
    assert "Berakhir sekarang juga." in text_of(last(fitri))
    assert "Alasan: Mutasi ke Dinas Sosial, SK 821.2/15/2026" in text_of(last(fitri))
    assert await roles_of(stage, "Rudi") == {Role.STAF}  # nothing is done yet
    await stage.tap(fitri, "Ya, akhiri penunjukan ini")
    assert "Tidak memegang penunjukan" in text_of(stage.find(fitri, "Pernah menjabat"))
    assert await roles_of(stage, "Rudi") == set()
    stage.find(stage.person("Rudi"), "telah berakhir: Mutasi ke Dinas Sosial")
    ended = await stage.bot.store.read(lambda tx: tenures.ended(tx, scenes.person(tx, "Rudi").id))
    assert ended[0].end_reason == "Mutasi ke Dinas Sosial"


async def test_an_end_on_a_typed_day_is_taken_back_with_one_tap(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await open_card(stage, fitri, "Rudi")
    await stage.tap(fitri, "Akhiri: Staf")
    await stage.tap(fitri, "Tanggal lain (ketik)")
    await stage.say(fitri, "kapan-kapan")
    assert "belum terbaca" in text_of(last(fitri))
    await stage.say(fitri, "20-11-2026")
    assert "sudah lewat" in text_of(last(fitri))
    await stage.say(fitri, "31 Desember 2026")
    await stage.tap(fitri, "Pensiun")
    await stage.tap(fitri, "Ya, akhiri")
    assert "s.d. Kam, 31 Des 2026" in text_of(stage.find(fitri, "Staf Sub Bagian"))
    await stage.tap(fitri, "Tetap lanjut")
    assert "31 Des" not in text_of(last(fitri))
    assert await roles_of(stage, "Rudi") == {Role.STAF}


async def test_a_lost_phone_is_suspended_with_one_tap_and_works_again_with_one_more(stage: Stage) -> None:
    siti, rudi = stage.person("Siti"), stage.person("Rudi")
    await open_card(stage, siti, "Rudi")
    await stage.tap(siti, "Tangguhkan sekarang")
    assert "Ditangguhkan sejak pukul 09.00 WIB oleh Siti Aminah" in text_of(stage.find(siti, "Ditangguhkan"))
    assert await roles_of(stage, "Rudi") == set()
    await stage.say(rudi, "/tugas")
    assert "ditangguhkan" in text_of(last(rudi))
    await stage.tap(siti, "Buka penangguhan")
    await stage.say(rudi, "/tugas")
    assert "Tidak ada tugas" in text_of(last(rudi))


# --- adding, changing -------------------------------------------------------------------------------------------------


async def test_a_second_kasubbag_is_asked_about_and_a_successor_takes_over(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await open_card(stage, fitri, "Dewi")
    await stage.tap(fitri, "Tambah penunjukan")
    await stage.tap(fitri, "Kepala Sub Bagian Komunikasi")
    assert "dipegang oleh Siti Aminah. Yang baru ini sebagai apa?" in text_of(last(fitri))
    await stage.tap(fitri, "Pejabat baru")
    assert "Penunjukan Siti Aminah berakhir saat itu juga" in text_of(last(fitri))
    await stage.tap(fitri, "Tanggal atau SK (ketik)")
    await stage.say(fitri, "hari ini SK 821.2/15/2026")
    assert "SK 821.2/15/2026" in text_of(stage.find(fitri, "• Kepala Sub Bagian"))
    assert await roles_of(stage, "Dewi") == {Role.STAF, Role.KASUBBAG}
    assert await roles_of(stage, "Siti") == set()


@pytest.mark.parametrize(
    ("choice", "title", "siti"), [("Plt.", "Plt. Kepala", set()), ("Pendamping", "Pendamping Kepala", {Role.KASUBBAG})]
)
async def test_plt_and_deputy_are_named_so(stage: Stage, choice: str, title: str, siti: set[Role]) -> None:
    fitri = stage.person("Fitri")
    await open_card(stage, fitri, "Dewi")
    await stage.tap(fitri, "Tambah penunjukan")
    await stage.tap(fitri, "Kepala Sub Bagian Komunikasi")
    await stage.tap(fitri, choice)
    await stage.tap(fitri, "Ya, berlaku sekarang")
    stage.find(stage.person("Dewi"), f"Anda sekarang {title} Sub Bagian")
    assert await roles_of(stage, "Siti") == siti


async def test_what_papers_print_is_typed_and_a_wrong_nip_is_asked_again(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await open_card(stage, fitri, "Rudi")
    await stage.tap(fitri, "Ubah data")
    await stage.tap(fitri, "NIP")
    await stage.say(fitri, "1234")
    assert "18 angka" in text_of(last(fitri))
    await stage.say(fitri, "19870412 201001 1 003")
    assert "NIP: 198704122010011003" in text_of(last(fitri))
    await stage.say(fitri, "sebuah naskah")  # the question is answered: this is none
    assert "tidak termasuk naskah" in text_of(last(fitri))


async def test_batal_leaves_what_was_asked(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await open_card(stage, fitri, "Rudi")
    await stage.tap(fitri, "Ubah data")
    await stage.tap(fitri, "Nama")
    await stage.say(fitri, "/batal")
    await stage.say(fitri, "Bukan nama")
    assert (await stage.bot.store.read(lambda tx: scenes.person(tx, "Rudi"))).name == "Rudi Hartono"


async def test_merging_is_shown_back_before_it_is_done(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await open_card(stage, fitri, "Dewi")
    await stage.tap(fitri, "Gabungkan data")
    await stage.tap(fitri, "Rudi Hartono")
    assert "Ini tidak dapat dibatalkan" in text_of(last(fitri))
    await stage.tap(fitri, "Ya, gabungkan")
    assert await stage.bot.store.read(people.by_telegram, scenes.WHO["Rudi"]) is None
    stage.find(stage.person("Rudi"), "tidak lagi terhubung")


# --- inviting ---------------------------------------------------------------------------------------------------------


async def test_an_invitation_comes_as_link_and_qr_picture_and_nothing_of_it_is_kept(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/undang")
    await stage.tap(fitri, "Kontributor")
    await stage.tap(fitri, "Dinas Kesehatan")
    await stage.say(fitri, "Joko Susilo")
    picture = stage.find(fitri, "Undangan untuk Joko Susilo")
    assert picture["photo"]
    token = token_in(picture)
    assert "1 undangan belum dipakai" in text_of(stage.find(fitri, "Joko Susilo – berlaku"))

    def kept(tx: Tx) -> int:
        found = 0
        for (table,) in tx.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in tx.db.execute(f"SELECT * FROM {table}").fetchall():  # noqa: S608 - our own tables
                found += any(token in str(value) for value in tuple(row))
        return found

    assert await stage.bot.store.read(kept) == 0
    await stage.say(fitri, "/anggota Joko")
    assert "Belum bergabung. Undangan berlaku s.d." in text_of(last(fitri))
    joko = stage.stranger()
    joko.start(token)
    await stage.settle()
    stage.find(joko, "Anda terdaftar sebagai Kontributor – Dinas Kesehatan")


async def test_an_invitation_is_revoked_with_one_tap(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/undang")
    await stage.tap(fitri, "Staf Sub Bagian")
    await stage.say(fitri, "Joko Susilo")
    token = token_in(stage.find(fitri, "Undangan untuk"))
    await stage.tap(fitri, "Cabut undangan: Joko")
    assert "Tidak ada undangan yang terbuka" in text_of(last(fitri))
    joko = stage.stranger()
    joko.start(token)
    await stage.settle()
    stage.find(joko, "sudah dicabut")


async def test_only_the_admin_invites(stage: Stage) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/undang")
    assert "hanya dibuat oleh Admin Bot" in text_of(last(siti))


async def test_a_new_phone_is_let_in_from_the_persons_card(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await open_card(stage, fitri, "Hasan")
    await stage.tap(fitri, "Tangguhkan sekarang")
    await stage.tap(fitri, "Ponsel/akun baru")
    picture = stage.find(fitri, "Undangan untuk Hasan Basri")
    assert "akun lamanya langsung tidak berlaku" in text_of(picture)
    new = stage.stranger("Hasan", 9100)
    new.start(token_in(picture))
    await stage.settle()
    stage.find(new, "Selamat datang, Hasan Basri")
    await stage.say(new, "/tugas")
    assert "Tidak ada tugas" in text_of(last(new))
