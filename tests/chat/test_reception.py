"""Commands in private chats, invitations, strangers, languages: what each person reads when they ask."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.desk.people import members
from bot.sop.flow import State
from bot.sop.model import UnitKind
from bot.sop.roles import Role
from handlers import COMMANDS
from storage import people
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Message, Stage, jpeg, labels, text_of

#: The commands that stand in everybody's menu.
COMMON = [row.name for row in COMMANDS if row.in_menu and row.roles is None]


def last(stage: Stage, name: str) -> str:
    """What somebody of the office read last."""
    return text_of(stage.person(name).last)


# --- help and start ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "told", "kept_from"),
    [
        ("Bambang", "/disposisi – buat disposisi", "/kirim"),
        ("Siti", "/kirim – daftarkan naskah atas nama unit", "/disposisi"),
        ("Rudi", "Ketuk Terbitkan pada kartu naskah", "/disposisi"),
        ("Rina", "Kirim saja teks, foto, atau berkas", "/disposisi"),
        ("Hasan", "Naskah unit Anda datang lengkap", "/kirim"),
        ("Lukman", "dikecualikan", "/kirim"),
        ("Fitri", "/undang – undang orang baru", "/kirim"),
    ],
)
async def test_it_tells_each_role_what_it_can_do(stage: Stage, name: str, told: str, kept_from: str) -> None:
    somebody = stage.person(name)
    for command in ("/bantuan", "/help"):
        await stage.say(somebody, command)
        assert told in text_of(somebody.last)
        assert kept_from not in text_of(somebody.last)
        assert "/tugas" in text_of(somebody.last)
    menu = [command["command"] for command in somebody.commands()]
    roles = {"jaga", "kesehatan", "anggota", "undang", "unit"}
    assert [command for command in menu if command not in roles][-len(COMMON) :] == COMMON
    assert ("kesehatan" in menu) is (name == "Fitri")
    assert ("jaga" in menu) is (name in {"Siti", "Rudi", "Fitri"})
    assert ("disposisi" in menu) is (name == "Bambang")
    assert ("kirim" in menu) is (name in {"Siti", "Rina"})


async def test_it_greets_who_starts_again_with_what_waits_for_them(stage: Stage) -> None:
    await stage.say(stage.person("Hasan"), "/start")
    [greeting] = [text_of(message) for message in stage.person("Hasan").received]
    assert greeting.startswith("Selamat datang, Hasan Basri")
    assert "Pejabat Berwenang – Dinas Kesehatan\n\nBantuan" in greeting
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.say(stage.person("Hasan"), "/start")
    assert last(stage, "Hasan").startswith("Selamat datang, Hasan Basri")
    assert "\n\n1 tugas menunggu Anda." in last(stage, "Hasan")
    assert any("N-1" in label for label in labels(stage.person("Hasan").last))


async def test_it_lists_tasks_and_opens_their_cards(stage: Stage) -> None:
    hasan = stage.person("Hasan")
    await stage.say(hasan, "/tugas")
    assert last(stage, "Hasan") == "✔ Tidak ada tugas yang menunggu Anda."
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.say(hasan, "/tugas")
    assert labels(hasan.last) == ["N-1 Imunisasi serentak di… – sisa 1 jam"]
    await stage.tap(hasan, "N-1")
    assert "Giliran Anda" in last(stage, "Hasan")


async def test_it_shows_each_person_the_state_of_what_they_may_see(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    for name in ("Bambang", "Siti", "Rina", "Hasan", "Fitri"):
        await stage.say(stage.person(name), "/status")
        assert "N-1 Imunisasi serentak" in last(stage, name)
    for name in ("Tono", "Yuni", "Agus"):
        await stage.say(stage.person(name), "/status")
        assert last(stage, name) == "Belum ada naskah atau disposisi."


async def test_it_refuses_commands_of_other_roles_and_unknown_ones_in_words(stage: Stage) -> None:
    for name in ("Siti", "Rudi", "Rina", "Fitri"):
        await stage.say(stage.person(name), "/disposisi Rapat koordinasi")
        assert last(stage, name).startswith("Disposisi hanya dibuat oleh")
    for name in ("Bambang", "Rudi", "Hasan", "Lukman", "Fitri"):
        await stage.say(stage.person(name), "/kirim")
        assert last(stage, name).startswith("Naskah dikirim oleh kontributor unit.")
    for text in ("/apa", "/Terbitkan", "/disposisi2"):
        await stage.say(stage.person("Bambang"), text)
        assert last(stage, "Bambang") == "Perintah itu tidak dikenal. Ketik /bantuan untuk daftarnya."
    lasting = await stage.bot.store.read(scenes.lasting)
    assert (lasting["disposition"], lasting["article"]) == ([], [])


async def test_it_reads_commands_in_any_case_and_not_those_of_another_bot(stage: Stage) -> None:
    siti = stage.person("Siti")
    for command in ("/TUGAS", "/Tugas@tayanglatihanbot", "/tugas   \n  segera"):
        await stage.say(siti, command)
        assert last(stage, "Siti").startswith("✔ Tidak ada tugas")
    heard = len(siti.received)
    await stage.say(siti, "/tugas@BotLain")
    assert len(siti.received) == heard


async def test_it_closes_what_is_open_and_changes_nothing(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    await stage.say(hasan, "/batal")
    assert last(stage, "Hasan").startswith("Tidak ada isian yang terbuka.")
    await stage.tap(hasan, "Kembalikan untuk perbaikan")
    before = await stage.bot.store.read(scenes.lasting)
    await stage.say(hasan, "/batal")
    assert last(stage, "Hasan") == "Isian ditutup. Tidak ada yang berubah."
    assert set(scenes.changed(before, await stage.bot.store.read(scenes.lasting))) == {"focus"}
    await stage.say(hasan, "Alasan yang terlambat")
    assert last(stage, "Hasan").startswith("Pesan ini tidak termasuk naskah")
    assert "Setujui" in " ".join(labels(stage.find(hasan, "Naskah N-1")))


async def test_it_opens_one_form_and_fills_in_the_perihal(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi")
    assert "(belum diisi)" in last(stage, "Bambang")
    assert not any("Kirim disposisi" in each for each in labels(bambang.last))
    await stage.say(bambang, "/disposisi   Berita <b>HUT</b>\n& pawai")
    assert "Perihal: Berita <b>HUT</b> & pawai" in last(stage, "Bambang")
    assert len((await stage.bot.store.read(scenes.lasting))["disposition"]) == 1


# --- invitations -------------------------------------------------------------------------------------


def _invite(tx: Tx, role: Role, unit: str | None, name: str) -> str:
    return members.invite(tx, role, unit, UnitKind.EXTERNAL if unit else None, name)


async def test_it_takes_an_invitation_up_once(stage: Stage) -> None:
    token = await stage.bot.store.write(_invite, Role.VERIFIER, "Dinas Kesehatan", "dr. Joko <Santoso>")
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    joko, other = stage.stranger("Joko"), stage.stranger("Palsu", 9003)
    joko.start(token)
    await stage.settle()
    welcome = text_of(stage.find(joko, "Selamat datang"))
    assert welcome.startswith("Selamat datang, dr. Joko <Santoso>. Anda terdaftar sebagai Pejabat Berwenang")
    assert "Giliran Anda" in text_of(stage.find(joko, "Naskah N-1"))
    assert [c["command"] for c in joko.commands()] == COMMON

    joko.start(token)
    await stage.settle()
    assert text_of(joko.last).startswith("Undangan ini sudah Anda pakai, dr. Joko <Santoso>.")
    other.start(token)
    await stage.settle()
    assert text_of(other.last) == "Tautan undangan ini sudah dipakai orang lain. Mintalah tautan baru kepada admin."
    assert len(await stage.bot.store.read(people.everybody)) == len(scenes.WHO) + 1
    assert stage.outside.refusals() == []


async def test_it_refuses_an_invitation_that_is_unknown_or_too_old(stage: Stage) -> None:
    token = await stage.bot.store.write(_invite, Role.STAF, None, "Joko")
    joko = stage.stranger("Joko")
    joko.start("bukan-undangan_123")
    await stage.settle()
    assert text_of(joko.last).startswith("Tautan undangan ini tidak dikenal.")
    await stage.advance(days=15)
    joko.start(token)
    await stage.settle()
    assert text_of(joko.last).startswith("Tautan undangan ini sudah kedaluwarsa.")
    assert len(await stage.bot.store.read(people.everybody)) == len(scenes.WHO)


async def test_it_gives_somebody_known_a_second_role_under_the_old_name(stage: Stage) -> None:
    token = await stage.bot.store.write(_invite, Role.CONTRIBUTOR, "Dinas Pendidikan", "Nama Lain")
    rina = stage.person("Rina")
    rina.start(token)
    await stage.settle()
    assert text_of(rina.last).startswith("Selamat datang, Rina Kartika. Anda terdaftar sebagai Kontributor")
    await stage.say(rina, "/kirim")
    assert labels(rina.last) == ["Dinas Kesehatan", "Dinas Pendidikan"]


async def test_it_invites_in_the_language_of_the_invited(stage: Stage) -> None:
    token = await stage.bot.store.write(_invite, Role.STAF, None, "Joko")
    joko = stage.stranger("Joko")
    joko.person.language_code = "en-GB"
    joko.start(token)
    await stage.settle()
    assert text_of(joko.last).startswith("Welcome, Joko.")


# --- strangers ---------------------------------------------------------------------------------------


async def test_it_answers_a_stranger_politely_once_a_day_and_keeps_nothing_of_theirs(stage: Stage) -> None:
    joko = stage.stranger("Joko")
    before = await stage.bot.store.read(scenes.lasting)
    for text in ("Halo", "/bantuan", "/tugas", "/disposisi Rapat", "/kirim", "/start"):
        joko.send(text)
    joko.send_photo(jpeg())
    joko.send_document(b"%PDF-1.4\n%tidak diminta", "surat.pdf", "application/pdf")
    joko.press(1, data="1:apr:a1:1:berkala")
    await stage.settle()
    [answer] = joko.received
    assert text_of(answer).startswith("Selamat datang. Bot ini melayani pembaruan situs web")
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    assert stage.outside.log.of("getFile") == []  # nor is anything of theirs fetched
    await stage.advance(days=1)
    await stage.say(joko, "Halo lagi")
    assert len(joko.received) == 2


async def test_it_answers_a_stranger_in_their_language(stage: Stage) -> None:
    joko = stage.stranger("Joko")
    joko.person.language_code = "en"
    await stage.say(joko, "Hello")
    assert text_of(joko.last).startswith("Welcome. This bot")
    joko.press(1, data="1:apr:a1:1:berkala")
    await stage.settle()
    assert joko.answers[-1].text == "This is not among your tasks. Type /tugas for your tasks."


# --- languages ---------------------------------------------------------------------------------------


async def test_it_speaks_english_to_who_chose_it_and_indonesian_to_the_others(stage: Stage) -> None:
    hasan, rina = stage.person("Hasan"), stage.person("Rina")
    await stage.say(hasan, "/bahasa")
    assert text_of(hasan.last) == "Pilih bahasa. / Choose a language."
    await stage.tap(hasan, "English")
    assert last(stage, "Hasan") == "The bot now speaks English. Type /tugas to open your tasks."
    assert [c["description"] for c in hasan.commands()][:2] == [
        "Tasks waiting for me",
        "Progress of articles and dispositions",
    ]

    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    card = stage.find(hasan, "N-1")
    assert "Your turn" in text_of(card)
    assert any("Approve" in each for each in labels(card))
    assert "Menunggu: Pejabat Berwenang Dinas Kesehatan (Hasan Basri)" in text_of(stage.find(rina, "Naskah N-1"))
    answer = await stage.tap(hasan, "Approve")
    assert answer.startswith("N-1 approved")
    assert "Disetujui oleh Hasan Basri" in text_of(stage.find(rina, "Naskah N-1"))

    await stage.say(hasan, "/bahasa")
    await stage.tap(hasan, "Bahasa Indonesia")
    assert last(stage, "Hasan") == "Bot sekarang berbahasa Indonesia. Ketik /tugas untuk membuka tugas Anda."


async def test_it_knows_no_third_language(stage: Stage) -> None:
    siti = stage.person("Siti")
    siti.press(1, data="1:lng:-0:0:jv")
    await stage.settle()
    assert siti.answers[-1].text.startswith("Tombol ini tidak dikenal.")


# --- messages that belong to nothing -----------------------------------------------------------------


async def test_it_answers_every_kind_of_message(stage: Stage) -> None:
    """Never silence: those who write are told what can be part of an article, the others what the bot is for."""
    kinds: list[Message] = [
        {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                     "is_animated": False, "is_video": False}},
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
        {"video": {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1}},
        {"location": {"longitude": 106.8, "latitude": -6.2}},
        {"contact": {"phone_number": "0812", "first_name": "Budi"}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ]  # fmt: skip
    for name, words in (("Rina", "Jenis pesan ini tidak dapat menjadi bagian naskah."), ("Siti", "Pesan ini tidak")):
        for number, kind in enumerate(kinds):
            somebody = stage.person(name)
            frame = {"message_id": 7000 + number, "date": 1, "from": somebody.person.user()}
            somebody.raw({"message": {**frame, "chat": stage.outside.world.chat(somebody.id), **kind}})
        await stage.settle()
        assert [text_of(m).startswith(words) for m in stage.person(name).received] == [True] * len(kinds)


async def test_it_marks_who_blocked_it_and_shows_what_waits_when_they_come_back(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan, siti = stage.person("Hasan"), stage.person("Siti")
    hasan.block()
    await stage.settle()
    assert "tidak dapat dihubungi bot" in text_of(stage.find(siti, "N-1"))
    shown = len(hasan.received)
    await stage.advance(hours=3)
    hasan.unblock()
    await stage.settle()
    assert "Giliran Anda" in text_of(hasan.received[-1])
    assert len(hasan.received) > shown - 1
    known = await stage.bot.store.read(lambda tx: scenes.person(tx, "Hasan"))
    assert known.unreachable_at is None


async def test_it_sends_the_digest_once_a_morning(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    assert await stage.bot.digest() == 2  # Hasan for the article, Siti for the disposisi it will come under
    assert await stage.bot.digest() == 0
    await stage.settle()
    assert last(stage, "Hasan").startswith("Selamat pagi. 1 tugas menunggu Anda")
    await stage.at(stage.clock.now() + timedelta(days=1))
    assert await stage.bot.digest() == 2
