"""People away: their substitute (Plh.) gets what waits, decides by one tap, and the record says in whose name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.desk.people import absence
from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article
from bot.sop.roles import Role
from storage import events, people
from storage.absences import Absence
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import about, live_cards, mistakes, urgent
from tests.chat.workdays import wib
from tests.stage import Stage, labels, text_of

TUESDAY, WEDNESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27)


async def away(stage: Stage, name: str, substitute: str, until: str = "Hari ini saja") -> None:
    """Somebody says with three taps that they are away, and who stands in."""
    phone = stage.person(name)
    await stage.say(phone, "/pengganti")
    await stage.tap(phone, substitute)
    await stage.tap(phone, until)


def told(phone: Phone) -> list[str]:
    return [text_of(message) for message in phone.received]


def also_writes_for_health(tx: Tx, name: str) -> None:
    """Make somebody a contributor of Dinas Kesehatan as well."""
    unit = people.find_unit(tx, "Dinas Kesehatan")
    assert unit is not None
    people.appoint(tx, scenes.person(tx, name).id, Role.CONTRIBUTOR, unit.id)


# --- arranging ---------------------------------------------------------------------------------------


async def test_three_taps_say_who_stands_in_until_when_and_all_concerned_read_it(stage: Stage) -> None:
    rudi, dewi, siti = stage.person("Rudi"), stage.person("Dewi"), stage.person("Siti")
    await stage.say(rudi, "/pengganti")
    assert "Anda tercatat bertugas." in text_of(rudi.last)
    assert labels(rudi.last)[0] == "Dewi Lestari"  # of the same office first
    assert "Rina Kartika" not in labels(rudi.last)
    await stage.tap(rudi, "Dewi Lestari")
    assert labels(rudi.last) == [
        "Hari ini saja (Sel, 24 Nov)", "S.d. besok (Rab, 25 Nov)", "S.d. akhir minggu ini (Jum, 27 Nov)",
        "S.d. minggu depan (Jum, 4 Des)",
    ]  # fmt: skip
    await stage.tap(rudi, "akhir minggu ini")
    assert "Rudi Hartono tidak di tempat Sel, 24 Nov s.d. Jum, 27 Nov." in text_of(rudi.last)
    assert "Dewi Lestari menggantikan sebagai Plh. Staf Sub Bagian Komunikasi." in text_of(rudi.last)
    assert (
        "Anda menggantikan Rudi Hartono sebagai Plh. Staf Sub Bagian Komunikasi, Sel, 24 Nov s.d. Jum, 27 Nov."
        in text_of(dewi.last)
    )
    assert "Rudi Hartono tidak di tempat Sel, 24 Nov s.d. Jum, 27 Nov. Plh.: Dewi Lestari." in text_of(siti.last)
    assert stage.outside.refusals() == []


async def test_it_can_be_typed_in_one_line(stage: Stage) -> None:
    rudi = stage.person("Rudi")
    await stage.say(rudi, "/pengganti oleh Dewi 24-12 s.d. 31-12")
    assert "Rudi Hartono tidak di tempat Kam, 24 Des s.d. Kam, 31 Des." in text_of(rudi.last)
    assert "Batalkan" in labels(rudi.last)


async def test_dates_alone_ask_only_for_the_person(stage: Stage) -> None:
    rudi = stage.person("Rudi")
    await stage.say(rudi, "/pengganti 24-12 s.d. 2-1")
    assert "Kam, 24 Des s.d. Sab, 2 Jan 2027" in text_of(rudi.last)
    await stage.tap(rudi, "Dewi Lestari")
    assert "Kam, 24 Des s.d. Sab, 2 Jan 2027." in text_of(rudi.last)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("oleh Dewi 20-11-2026 s.d. 23-11-2026", "Tanggal selesainya sudah lewat."),
        ("oleh Dewi s.d. kapan-kapan", "Itu belum terbaca."),
        ("oleh Rudi s.d. besok", "Orang tidak dapat menggantikan dirinya sendiri."),
        ("oleh Rina s.d. besok", "Rina Kartika tidak dapat menggantikan jabatan itu."),
        ("oleh Slamet s.d. besok", "Tidak ada orang bernama “Slamet” di Tayang."),
        ("Siti oleh Dewi s.d. besok", "Pengganti orang itu diatur oleh yang bersangkutan, atasannya, atau admin."),
        ("oleh Dewi 1-1-2029 s.d. 2-1-2029", "Masa itu terlalu panjang."),
    ],
)
async def test_it_refuses_in_words_what_cannot_be(stage: Stage, words: str, answer: str) -> None:
    rudi = stage.person("Rudi")
    await stage.say(rudi, f"/pengganti {words}")
    assert answer in text_of(rudi.last)
    await stage.say(rudi, "/pengganti")
    assert "Anda tercatat bertugas." in text_of(rudi.last)


async def test_two_people_cannot_stand_in_for_each_other(stage: Stage) -> None:
    rudi, dewi = stage.person("Rudi"), stage.person("Dewi")
    await away(stage, "Rudi", "Dewi Lestari", "akhir minggu ini")
    await stage.say(dewi, "/pengganti oleh Rudi s.d. besok")
    assert "tidak dapat saling menggantikan" in text_of(dewi.last)
    await away(stage, "Dewi", "Siti Aminah", "akhir minggu ini")
    await stage.say(rudi, "/pengganti oleh Dewi s.d. besok")
    assert "Dewi Lestari juga tidak di tempat pada masa itu." in text_of(rudi.last)


async def test_the_superior_names_a_substitute_for_somebody_who_is_ill(stage: Stage) -> None:
    siti, rudi, dewi = stage.person("Siti"), stage.person("Rudi"), stage.person("Dewi")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.say(siti, "/pengganti Rudi")
    await stage.tap(siti, "Dewi Lestari")
    assert "/pengganti Rudi oleh Dewi 24-12 s.d. 31-12" in text_of(siti.last)
    await stage.tap(siti, "S.d. besok")
    assert "Anda dicatat tidak di tempat Sel, 24 Nov s.d. Rab, 25 Nov. Dewi Lestari menggantikan." in text_of(rudi.last)
    assert "Anda menggantikan Rudi Hartono" in " ".join(told(dewi))
    await stage.say(rudi, "/pengganti")
    await stage.tap(rudi, "Akhiri sekarang")
    assert "Anda tercatat bertugas." in text_of(stage.find(rudi, "tercatat bertugas"))
    assert f"Naskah {article.ref} " in text_of(rudi.last)  # what waits is theirs again
    assert "🔁 Anda tidak lagi menggantikan Rudi Hartono. Terima kasih." in told(dewi)


async def test_the_desk_itself_asks_whose_word_it_is(stage: Stage) -> None:
    def by_somebody_else(tx: Tx) -> Absence | str:
        who = [scenes.person(tx, name) for name in ("Rudi", "Siti", "Dewi")]
        return absence.arrange(tx, who[0], absence.Plan(who[1], who[2], TUESDAY, FRIDAY))

    assert await stage.bot.store.write(by_somebody_else) == "not_yours"


async def test_a_forged_button_changes_nothing(stage: Stage) -> None:
    rudi = stage.person("Rudi")
    await stage.say(rudi, "/pengganti")
    before = await stage.bot.store.read(scenes.lasting)
    for arg in ("", "s", "s.2.3.261124-261127", "s.x.4.261124-261127", "s.3.99.261124-261127", "s.3.3.261124-261127",
                "s.99.4.261124-261127", "s.3.4.269999-261127", "s.3.4.261124-261110", "e.3.7.", "q.1.1."):  # fmt: skip
        rudi.press(rudi.last, data=f"1:plh:-0:0:{arg}")
        await stage.settle()
    after = await stage.bot.store.read(scenes.lasting)
    assert scenes.changed(before, after) == {}
    assert not await stage.bot.store.read(lambda tx: tx.db.execute("SELECT * FROM absence").fetchall())


# --- what the substitute does ----------------------------------------------------------------------------


async def test_the_substitute_gets_what_waits_at_once_and_publishes_in_the_others_name(stage: Stage) -> None:
    rudi, dewi = stage.person("Rudi"), stage.person("Dewi")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await away(stage, "Rudi", "Dewi Lestari", "akhir minggu ini")
    card = text_of(stage.find(dewi, f"Naskah {article.ref} "))
    assert "Giliran Anda." in card
    assert "Anda, Plh. Staf Sub Bagian Komunikasi, menggantikan Rudi Hartono s.d. Jum, 27 Nov." in card
    seen = text_of(stage.find(stage.person("Siti"), f"Naskah {article.ref} "))
    assert "Dewi Lestari, Plh. Staf Sub Bagian Komunikasi, menggantikan Rudi Hartono s.d. Jum, 27 Nov." in seen
    await stage.tap(dewi, "Terbitkan")
    event = await stage.bot.store.read(events.last, Kind.ARTICLE, article.id, Action.PUBLISH.value)
    assert event is not None
    assert (event.actor_id, event.data["for"]) == (4, 3)
    await stage.tap(rudi, "Riwayat", on=article.ref)
    said = text_of(stage.find(rudi, "Riwayat"))
    assert "oleh Dewi Lestari (Plh. Staf Sub Bagian Komunikasi, a.n. Rudi Hartono)" in said
    assert stage.outside.refusals() == []


async def test_a_substitute_of_the_unit_approves_with_one_tap(stage: Stage) -> None:
    hasan, agus = stage.person("Hasan"), stage.person("Agus")
    await stage.bot.store.write(also_writes_for_health, "Agus")
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await away(stage, "Hasan", "Agus")
    assert "Dinas Kesehatan melayani imunisasi" in " ".join(told(agus))  # the whole text, to be read before deciding
    await stage.tap(agus, "berkala")
    row = await stage.bot.store.read(lambda tx: tx.db.execute("SELECT verifier_id FROM approval").fetchone())
    assert row["verifier_id"] == (await stage.bot.store.read(scenes.person, "Agus")).id
    event = await stage.bot.store.read(events.last, Kind.ARTICLE, article.id, Action.APPROVE.value)
    assert event is not None
    assert event.data["for"] == (await stage.bot.store.read(scenes.person, "Hasan")).id
    assert about(urgent(stage), article) == []
    assert "Hasan" in hasan.person.first_name


async def test_an_author_who_stands_in_for_the_official_does_not_approve_own_work(stage: Stage) -> None:
    rina, siti = stage.person("Rina"), stage.person("Siti")
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await away(stage, "Hasan", "Rina Kartika")
    assert about(urgent(stage), article) == [("Siti", "unreachable")]  # nobody is left to verify it
    assert "Tunjuk pengganti" not in labels(stage.find(siti, article.ref))  # she does not choose who verifies
    await stage.say(rina, "/tugas")
    version = (await stage.bot.store.read(lambda tx: tx.db.execute("SELECT version FROM article").fetchone()))[0]
    rina.press(rina.last, data=f"1:apr:a1:{version}:berkala")
    await stage.settle()
    assert "Penulis tidak boleh memverifikasi naskahnya sendiri" in (rina.answers[-1].text or "")
    assert not await stage.bot.store.read(lambda tx: tx.db.execute("SELECT * FROM approval").fetchall())


async def test_nobody_is_lent_the_verification_of_what_the_absent_official_wrote(stage: Stage) -> None:
    def official_and_author(tx: Tx) -> Article:
        unit = people.find_unit(tx, "Dinas Kesehatan")
        assert unit is not None
        also_writes_for_health(tx, "Agus")
        people.appoint(tx, scenes.person(tx, "Rina").id, Role.VERIFIER, unit.id)
        return scenes.article(tx, State.A_WAITING_VERIFIER)

    article = await stage.bot.store.write(official_and_author)
    await stage.settle()
    await away(stage, "Rina", "Agus")
    agus = stage.person("Agus")
    assert live_cards(agus, article) == 0
    agus.press(agus.last, data=f"1:apr:a{article.id}:{article.version}:berkala")
    await stage.settle()
    assert not await stage.bot.store.read(lambda tx: tx.db.execute("SELECT * FROM approval").fetchall())


async def test_a_contributor_of_the_unit_revises_for_an_absent_author(stage: Stage) -> None:
    agus = stage.person("Agus")
    await stage.bot.store.write(also_writes_for_health, "Agus")
    article = await scenes.bring(stage, State.A_RETURNED)
    await away(stage, "Rina", "Agus")
    await stage.tap(agus, "Perbaiki naskah")
    await stage.say(agus, "Jadwal: pukul 08.00 sampai 12.00 di semua puskesmas.")
    assert "Hasan Basri" in await stage.tap(agus, "Kirim naskah")
    event = await stage.bot.store.read(events.last, Kind.ARTICLE, article.id, Action.SUBMIT.value)
    assert event is not None
    assert event.data["for"] == (await stage.bot.store.read(scenes.person, "Rina")).id
    hasan = text_of(stage.find(stage.person("Hasan"), "Jadwal: pukul 08.00"))
    assert hasan


async def test_the_kabags_substitute_sends_a_disposisi(stage: Stage) -> None:
    siti = stage.person("Siti")
    await away(stage, "Bambang", "Siti Aminah")
    await stage.say(siti, "/disposisi Berita HUT daerah")
    assert "D-1/2026" in await stage.tap(siti, "Kirim disposisi")
    event = await stage.bot.store.read(events.last, Kind.DISPOSITION, 1, Action.DISPATCH.value)
    assert event is not None
    assert event.data["for"] == 1


async def test_the_absent_person_may_still_act_but_is_not_called(stage: Stage) -> None:
    rudi = stage.person("Rudi")
    await away(stage, "Rudi", "Dewi Lestari")
    before = len(rudi.received)
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.advance(hours=2)
    assert len(rudi.received) == before
    assert {to for to, head in about(urgent(stage), article) if head == "remind"} == {"Dewi"}
    await stage.say(rudi, "/tugas")
    await stage.tap(rudi, article.ref)
    await stage.tap(rudi, "Terbitkan")
    event = await stage.bot.store.read(events.last, Kind.ARTICLE, article.id, Action.PUBLISH.value)
    assert event is not None
    assert "for" not in event.data


# --- beginning and ending by itself ------------------------------------------------------------------------


async def test_it_begins_and_ends_by_itself_and_says_so_in_the_morning(stage: Stage) -> None:
    rudi, dewi = stage.person("Rudi"), stage.person("Dewi")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.say(rudi, "/pengganti oleh Dewi besok")
    assert live_cards(dewi, article) == 0
    before = len(dewi.received)
    await stage.at(wib(WEDNESDAY, 0, 0, 5))
    assert len(dewi.received) == before  # it has begun, and nobody is woken
    await stage.at(wib(WEDNESDAY, 7, 30))
    assert "Mulai sekarang Anda menggantikan Rudi Hartono" in " ".join(told(dewi)[before:])
    assert live_cards(dewi, article) == 1
    thursday = WEDNESDAY + timedelta(days=1)
    await stage.at(wib(thursday, 0, 0, 5))
    await stage.at(wib(thursday, 7, 30))
    back = "🔁 Anda tercatat bertugas lagi. Dewi Lestari tidak lagi menggantikan Anda. 1 tugas menunggu Anda."
    assert back in told(rudi)
    assert "Giliran Anda" in text_of(stage.find(rudi, f"Naskah {article.ref} "))
    assert "🔁 Anda tidak lagi menggantikan Rudi Hartono. Terima kasih." in told(dewi)
    assert "Giliran Anda" not in text_of(stage.find(dewi, f"Naskah {article.ref} "))
    assert mistakes(stage) == []


async def test_an_absence_that_came_and_went_while_the_bot_was_down_says_nothing(stage: Stage) -> None:
    rudi, dewi = stage.person("Rudi"), stage.person("Dewi")
    await stage.say(rudi, "/pengganti oleh Dewi besok")
    before = len(rudi.received), len(dewi.received)
    await stage.at(wib(FRIDAY, 9))
    assert (len(rudi.received), len(dewi.received)) == before
    await stage.say(rudi, "/pengganti")
    assert "Anda tercatat bertugas." in text_of(rudi.last)


async def test_a_substitute_of_a_substitute_is_not_followed(stage: Stage) -> None:
    await away(stage, "Rudi", "Dewi Lestari", "akhir minggu ini")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    assert live_cards(stage.person("Dewi"), article) == 1
    await away(stage, "Dewi", "Siti Aminah", "akhir minggu ini")
    siti = stage.person("Siti")
    assert about(urgent(stage), article) == [("Siti", "unreachable")]
    card = text_of(stage.find(siti, f"Naskah {article.ref} "))
    assert "Rudi Hartono tidak di tempat s.d. Jum, 27 Nov, tanpa pengganti." in card
    assert "Giliran Anda" not in card


async def test_who_is_away_too_fills_nobodys_place(stage: Stage) -> None:
    siti = stage.person("Siti")
    await away(stage, "Bambang", "Siti Aminah", "akhir minggu ini")
    await away(stage, "Siti", "Dewi Lestari", "akhir minggu ini")
    await stage.say(siti, "/disposisi Berita HUT daerah")
    assert "Disposisi hanya dibuat oleh" in text_of(siti.last)


async def test_without_a_substitute_the_superior_hears_once_and_gets_the_reminders(stage: Stage) -> None:
    siti = stage.person("Siti")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await away(stage, "Rudi", "Tanpa pengganti", "akhir minggu ini")
    assert about(urgent(stage), article) == [("Siti", "unreachable")]
    first = text_of(stage.find(siti, "Petugas yang ditunggu tidak di tempat"))
    assert "Rudi Hartono tidak di tempat s.d. Jum, 27 Nov, tanpa pengganti." in first
    await stage.advance(hours=1)
    called = about(urgent(stage), article)
    assert called.count(("Siti", "unreachable")) == 1
    assert {to for to, _ in called} == {"Siti"}
    await stage.tap(siti, "Tunjuk pengganti")
    await stage.tap(siti, "Dewi Lestari")
    await stage.tap(siti, "Hari ini saja")
    assert live_cards(stage.person("Dewi"), article) == 1


async def test_a_blocked_person_with_a_substitute_named_counts_as_away(stage: Stage) -> None:
    rudi, dewi = stage.person("Rudi"), stage.person("Dewi")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.say(rudi, "/pengganti oleh Dewi 24-12 s.d. 31-12")
    rudi.block()
    await stage.settle()
    await stage.advance(seconds=10)
    assert live_cards(dewi, article) == 1
    assert "Anda, Plh. Staf Sub Bagian Komunikasi, menggantikan Rudi Hartono" in text_of(
        stage.find(dewi, f"Naskah {article.ref} ")
    )


async def test_a_blocked_person_without_one_can_be_given_one_from_the_superiors_card(stage: Stage) -> None:
    rudi, siti = stage.person("Rudi"), stage.person("Siti")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    rudi.block()
    await stage.settle()
    assert about(urgent(stage), article) == [("Siti", "unreachable")]
    await stage.tap(siti, "Tunjuk pengganti", on=article.ref)
    await stage.tap(siti, "Dewi Lestari")
    await stage.tap(siti, "Hari ini saja")
    assert live_cards(stage.person("Dewi"), article) == 1


async def test_it_speaks_english_to_who_chose_it(stage: Stage) -> None:
    dewi = stage.person("Dewi")
    await stage.say(dewi, "/bahasa")
    await stage.tap(dewi, "English")
    await away(stage, "Rudi", "Dewi Lestari")
    assert "You stand in for Rudi Hartono as acting (Plh.) Staf Sub Bagian Komunikasi" in text_of(dewi.last)


async def test_who_no_longer_stands_in_hears_of_it_and_only_they(stage: Stage) -> None:
    rudi, dewi, siti = stage.person("Rudi"), stage.person("Dewi"), stage.person("Siti")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await away(stage, "Rudi", "Dewi Lestari", "akhir minggu ini")
    await stage.tap(rudi, "Ganti atau ubah tanggal")
    await stage.tap(rudi, "Siti Aminah")
    await stage.tap(rudi, "S.d. besok")
    assert "🔁 Anda tidak lagi menggantikan Rudi Hartono. Terima kasih." in told(dewi)
    assert "Anda tercatat bertugas lagi" not in " ".join(told(rudi))
    card = text_of(stage.find(siti, f"Naskah {article.ref} "))
    assert "Anda, Plh. Staf Sub Bagian Komunikasi, menggantikan Rudi Hartono s.d. Rab, 25 Nov." in card
    rows = await stage.bot.store.read(lambda tx: tx.db.execute("SELECT ended_at FROM absence ORDER BY id").fetchall())
    assert [row[0] is None for row in rows] == [False, True]
