"""Words typed into a dialog that closed under them are kept as a remark, never lost, and never begin an article."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State
from bot.sop.model import InfoClass
from bot.sop.press import Press
from bot.sop.roles import Role
from storage import appointments, articles, events, people
from storage.store import Tx
from tests.chat import scenes
from tests.chat.test_absence import away
from tests.stage import Stage, jpeg, labels, text_of

WORDS = "Jadwal di paragraf dua keliru"


def second_official(tx: Tx) -> None:
    """Yuni verifies for Dinas Kesehatan, too."""
    unit = people.find_unit(tx, "Dinas Kesehatan")
    assert unit is not None
    people.appoint(tx, scenes.person(tx, "Yuni").id, Role.VERIFIER, unit.id)


async def opens(stage: Stage, who: str, state: State, dialog: str) -> Phone:
    """Bring a thing into a state; somebody opens a dialog on it."""
    await stage.bot.store.write(second_official)
    subject, phone = await scenes.bring(stage, state), stage.person(who)
    phone.press(1, data=Press("opn", subject.kind, subject.id, subject.version, dialog).pack())
    await stage.settle()
    return phone


async def moves(stage: Stage, who: str | None, kind: Kind, action: Action, **given: object) -> None:
    await stage.bot.store.write(lambda tx: scenes.move(tx, who, kind, 1, action, **given))
    await stage.settle()


async def remarks(stage: Stage, kind: Kind = Kind.ARTICLE) -> list[object]:
    found = await stage.bot.store.read(lambda tx: events.of(tx, kind, 1))
    return [event.data["reason"] for event in found if event.what == "remark"]


async def count(stage: Stage) -> int:
    found = await stage.bot.store.read(lambda tx: articles.in_states(tx, *(s for s in State if s.kind is Kind.ARTICLE)))
    return len(found)


async def test_an_objection_typed_after_a_colleague_approved_reaches_the_kasubbag(stage: Stage) -> None:
    hasan = await opens(stage, "Hasan", State.A_WAITING_VERIFIER, "reason.ret")
    await moves(stage, "Yuni", Kind.ARTICLE, Action.APPROVE, info_class=InfoClass.PERIODIC)
    await stage.say(hasan, WORDS)
    answer = text_of(stage.find(hasan, "Tulisan Anda tidak hilang"))
    assert "N-1 sudah berubah ketika Anda mengetik. Disetujui oleh Yuni" in answer
    assert "disampaikan kepada Siti Aminah" in answer
    assert "“Batalkan verifikasi”" in answer
    assert "Batalkan verifikasi" in " ".join(labels(hasan.last))
    card = text_of(stage.person("Siti").last)
    assert "Catatan, diketik ketika keadaannya sudah berubah, oleh Hasan" in card
    assert WORDS in card
    assert await remarks(stage) == [WORDS]
    assert await count(stage) == 1
    assert stage.outside.refusals() == []


async def test_a_doubt_typed_after_the_page_went_live_is_kept(stage: Stage) -> None:
    hasan = await opens(stage, "Hasan", State.A_WAITING_STAF, "reason.unv")
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    await stage.say(hasan, WORDS)
    assert "Tulisan Anda tidak hilang" in text_of(stage.find(hasan, "ketika Anda mengetik"))
    assert await remarks(stage) == [WORDS]
    assert WORDS in text_of(stage.find(stage.person("Siti"), WORDS))


async def test_what_comes_in_two_messages_is_kept_whole(stage: Stage) -> None:
    hasan = await opens(stage, "Hasan", State.A_WAITING_VERIFIER, "reason.ret")
    await moves(stage, "Yuni", Kind.ARTICLE, Action.RETURN, reason="Lengkapi")
    await stage.say(hasan, WORDS)
    await stage.say(hasan, "Dan fotonya buram")
    assert await remarks(stage) == [WORDS, "Dan fotonya buram"]
    assert await count(stage) == 1


async def test_a_title_typed_into_an_article_that_was_given_up_begins_none(stage: Stage) -> None:
    rina = await opens(stage, "Rina", State.A_RETURNED, "title")

    def given_up(tx: Tx) -> None:
        lukman = scenes.person(tx, "Lukman")
        unit = people.find_unit(tx, "Dinas Kesehatan")
        assert unit is not None
        people.appoint(tx, lukman.id, Role.CONTRIBUTOR, unit.id)
        tx.db.execute("UPDATE article SET author_id = ?", (lukman.id,))
        scenes.move(tx, "Lukman", Kind.ARTICLE, 1, Action.CANCEL)

    await stage.bot.store.write(given_up)
    await stage.settle()
    await stage.say(rina, "Imunisasi dimulai Senin")
    assert await count(stage) == 1
    assert await remarks(stage) == ["Imunisasi dimulai Senin"]


@pytest.mark.parametrize(
    ("who", "state", "dialog", "mover", "action"),
    [
        ("Bambang", State.D_WAITING_KABAG, "reason.ask", "Fitri", Action.ACKNOWLEDGE),
        ("Siti", State.D_REPORTING, "note", None, Action.POST),
        ("Bambang", State.D_DRAFT, "subject", "Fitri", Action.DISPATCH),
    ],
)
async def test_it_holds_for_a_disposisi_too(
    stage: Stage, who: str, state: State, dialog: str, mover: str | None, action: Action
) -> None:
    phone = await opens(stage, who, state, dialog)
    await stage.bot.store.write(lambda tx: people.appoint(tx, scenes.person(tx, "Fitri").id, Role.KABAG, None))
    await moves(stage, mover, Kind.DISPOSITION, action)
    await stage.say(phone, WORDS)
    assert "Tulisan Anda tidak hilang" in text_of(stage.find(phone, "ketika Anda mengetik"))
    assert await remarks(stage, Kind.DISPOSITION) == [WORDS]


async def test_what_the_mover_had_open_is_simply_left(stage: Stage) -> None:
    hasan = await opens(stage, "Hasan", State.A_WAITING_VERIFIER, "reason.ret")
    await moves(stage, "Hasan", Kind.ARTICLE, Action.APPROVE, info_class=InfoClass.PERIODIC)
    await stage.say(hasan, WORDS)
    assert "tidak termasuk naskah" in text_of(hasan.last)
    assert await remarks(stage) == []


async def test_much_later_and_after_a_command_it_is_not_awaited_any_more(stage: Stage) -> None:
    hasan = await opens(stage, "Hasan", State.A_WAITING_VERIFIER, "reason.ret")
    await moves(stage, "Yuni", Kind.ARTICLE, Action.RETURN, reason="Lengkapi")
    stage.clock.set(stage.clock.now() + timedelta(hours=3))
    await stage.say(hasan, WORDS)
    assert "tidak termasuk naskah" in text_of(hasan.last)
    assert await remarks(stage) == []


async def lost(stage: Stage, who: str, role: Role) -> None:
    """Somebody's role ends while they type; they stay in the office in another."""

    def ends(tx: Tx) -> None:
        people.appoint(tx, scenes.person(tx, who).id, Role.ADMIN, None)
        for held in people.appointments(tx, scenes.person(tx, who).id):
            if held.role is role:
                assert appointments.end(tx, held.id, None, "pindah tugas")

    await stage.bot.store.write(ends)


@pytest.mark.parametrize(
    ("who", "state", "dialog", "role", "kept"),
    [
        ("Hasan", State.A_WAITING_VERIFIER, "reason.ret", Role.VERIFIER, "Rina"),
        ("Siti", State.A_WAITING_KASUBBAG, "reason.ret", Role.KASUBBAG, "Hasan"),
        ("Lukman", State.A_HELD, "reason.rej", Role.PPID, "Hasan"),
        ("Siti", State.D_REPORTING, "note", Role.KASUBBAG, "Bambang"),
    ],
)
async def test_where_only_the_right_was_lost_words_are_kept_too(
    stage: Stage, who: str, state: State, dialog: str, role: Role, kept: str
) -> None:
    phone = await opens(stage, who, state, dialog)
    await lost(stage, who, role)
    await stage.say(phone, WORDS)
    answer = text_of(stage.find(phone, "Tulisan Anda tidak hilang"))
    assert "tidak lagi menjadi wewenang Anda" in answer
    assert await remarks(stage, state.kind) == [WORDS]
    assert WORDS in text_of(stage.find(stage.person(kept), WORDS))
    await stage.say(phone, "Dan fotonya buram")
    assert await remarks(stage, state.kind) == [WORDS, "Dan fotonya buram"]
    assert stage.outside.refusals() == []


async def test_a_stand_in_that_is_over_loses_no_words(stage: Stage) -> None:
    await away(stage, "Lukman", "Siti Aminah", "Hari ini saja")
    siti = await opens(stage, "Siti", State.A_HELD, "reason.rej")
    await stage.say(stage.person("Lukman"), "/pengganti")
    await stage.tap(stage.person("Lukman"), "Akhiri sekarang")
    await stage.say(siti, WORDS)
    assert await remarks(stage) == [WORDS]
    assert WORDS in text_of(stage.find(stage.person("Lukman"), WORDS))


async def test_a_photo_sent_into_a_closed_dialog_reaches_those_concerned(stage: Stage) -> None:
    hasan = await opens(stage, "Hasan", State.A_WAITING_VERIFIER, "reason.ret")
    await moves(stage, "Yuni", Kind.ARTICLE, Action.APPROVE, info_class=InfoClass.PERIODIC)
    hasan.send_photo(jpeg(), "Lihat papan ini")
    await stage.settle()
    assert "Tulisan Anda tidak hilang" in text_of(stage.find(hasan, "ketika Anda mengetik"))
    siti = stage.person("Siti")
    photo = stage.find(siti, "Lihat papan ini")
    assert [message for message in siti.received if message.get("photo")]
    assert photo
    assert await remarks(stage) == ["Lihat papan ini"]
    assert await count(stage) == 1


async def test_a_file_sent_into_a_form_that_was_sent_meanwhile_is_kept(stage: Stage) -> None:
    bambang = await opens(stage, "Bambang", State.D_DRAFT, "file")
    await stage.bot.store.write(lambda tx: people.appoint(tx, scenes.person(tx, "Fitri").id, Role.KABAG, None))
    await moves(stage, "Fitri", Kind.DISPOSITION, Action.DISPATCH)
    bambang.send_document(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "agenda.pdf", "application/pdf")
    await stage.settle()
    assert "Tulisan Anda tidak hilang" in text_of(stage.find(bambang, "ketika Anda mengetik"))
    assert await remarks(stage, Kind.DISPOSITION) == ["agenda.pdf"]
    siti = [message.get("document", {}).get("file_name") for message in stage.person("Siti").received]
    assert "agenda.pdf" in siti
