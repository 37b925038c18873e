"""Who holds no appointment any more: nothing they tap, type, send or edit has an effect; all of it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.content.incoming import Incoming
from bot.desk.writing import photos
from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, State
from bot.sop.model import Article, Disposition
from bot.sop.press import Press, Verb
from bot.sop.roles import Role
from bot.texts.indonesian import Indonesian
from handlers import COMMANDS, TAPS, TAPS_ON
from handlers.menus import menu
from storage import articles, parts, people
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, jpeg, text_of

NAMES = ("Bambang", "Siti", "Rudi", "Rina", "Hasan", "Lukman", "Fitri")
STATES = (
    State.A_DRAFT, State.A_WAITING_VERIFIER, State.A_RETURNED, State.A_WAITING_STAF, State.A_UNPROVEN,
    State.A_PUBLISHED, State.A_CORRECTING, State.D_DRAFT, State.D_COLLECTING, State.D_REPORTING, State.D_WAITING_KABAG,
)  # fmt: skip
ARGUMENTS = ("", "1", "berkala", "reason.ret", "mend", "text", "1.1", "title", "photos", "brs", "yes", "all")
WORDS = ("", "1", "Tindak lanjuti surat ini", "Rudi oleh Dewi 24-12 s.d. 31-12", "24-12-2026 Cuti bersama",
         "Rudi besok", "imunisasi", "November")  # fmt: skip
TEXT = "Posyandu keliling dibuka di lima desa\n\nDinas Kesehatan membuka posyandu keliling di lima desa mulai Senin."


def leave(tx: Tx, name: str, unit_id: int | None = None) -> None:
    """Somebody's appointments end now, all of them or those in one unit."""
    tx.db.execute(
        "UPDATE appointment SET valid_to = max(valid_from, ?) WHERE person_id = ? AND (? IS NULL OR unit_id = ?)",
        (int(tx.now.timestamp() * 1000), scenes.person(tx, name).id, unit_id, unit_id),
    )


def taps(subject: Article | Disposition) -> list[str]:
    """Every button there is, on this thing and on none, with what buttons carry."""
    here = [Press(verb, subject.kind, subject.id, subject.version, arg) for verb in (*TAPS_ON, *Action)
            for arg in ARGUMENTS]  # fmt: skip
    loose = [Press(Verb(verb), arg=arg) for verb in TAPS for arg in ARGUMENTS]
    return [press.pack() for press in (*here, *loose)]


@pytest.mark.parametrize(
    ("name", "state"),
    [("Rina", state) for state in STATES]
    + [(name, state) for name in NAMES for state in (State.A_WAITING_VERIFIER, State.D_COLLECTING) if name != "Rina"],
)
async def test_no_button_does_anything(stage: Stage, name: str, state: State) -> None:
    subject = await scenes.bring(stage, state)
    await stage.bot.store.write(leave, name)
    before, phone = await stage.bot.store.read(scenes.lasting), stage.person(name)
    words = Indonesian(stage.office, stage.clock.now()).not_your_thing()
    pressed = {phone.press(1, data=data): data for data in taps(subject)[:: 1 if name == "Rina" else 5]}
    await stage.settle()
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    told = {pressed[toast.query_id]: toast.text for toast in stage.outside.core.toasts if toast.query_id in pressed}
    assert {data: said for data, said in told.items() if said != words} == {}


@pytest.mark.parametrize("name", NAMES)
async def test_no_command_does_anything(stage: Stage, name: str) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.bot.store.write(leave, name)
    before, phone = await stage.bot.store.read(scenes.lasting), stage.person(name)
    said = len(phone.received)
    asked = [f"/{row.name} {words}".strip() for row in COMMANDS for words in WORDS]
    for words in asked:
        if not words.startswith("/start "):
            await stage.say(phone, words)
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    assert {text_of(message) for message in phone.received[said:]} == {_words(stage)}
    assert await stage.bot.store.read(lambda tx: [name for name, _ in menu(tx, scenes.person(tx, name))]) == []


def _words(stage: Stage) -> str:
    return Indonesian(stage.office, stage.clock.now()).no_role(suspended=False).striptags()


SENT: dict[str, Callable[[Phone], Any]] = {
    "text": lambda phone: phone.send(TEXT),
    "photo": lambda phone: phone.send_photo(jpeg(), "Petugas menyiapkan vaksin"),
    "album": lambda phone: phone.send_album([jpeg("red"), jpeg("blue")], "Dua foto"),
    "file": lambda phone: phone.send_document(b"tanggal;jumlah\n1-12-2026;5\n", "data.csv", "text/csv"),
    "command in a caption": lambda phone: phone.send_photo(jpeg(), "/disposisi Tindak lanjuti surat ini"),
    "rich": lambda phone: phone.send_rich([{"type": "paragraph", "text": "Posyandu keliling dibuka."}]),
}


@pytest.mark.parametrize("name", ["Rina", "Siti"])
@pytest.mark.parametrize("kind", SENT)
async def test_no_message_begins_or_grows_anything(stage: Stage, name: str, kind: str) -> None:
    phone = stage.person(name)
    await stage.say(phone, TEXT if name == "Rina" else "/kirim")
    await stage.bot.store.write(leave, name)
    before, heard = await stage.bot.store.read(scenes.lasting), len(phone.received)
    SENT[kind](phone)
    await stage.settle()
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    assert {text_of(message) for message in phone.received[heard:]} == {_words(stage)}


async def test_no_edit_changes_what_was_written_before(stage: Stage) -> None:
    rina = stage.person("Rina")
    typed = rina.send(TEXT)
    await stage.settle()
    photo = rina.send_photo(jpeg(), "Petugas")
    await stage.settle()
    await stage.bot.store.write(leave, "Rina")
    before, heard = await stage.bot.store.read(scenes.lasting), len(rina.received)
    rina.edit(typed["message_id"], "Semua dibatalkan")
    rina.replace_photo(photo["message_id"], jpeg("black"), "Bukan petugas")
    await stage.settle()
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    assert [text_of(message) for message in rina.received[heard:]] == [_words(stage)]


async def test_no_edit_changes_a_reason_that_was_given_before(stage: Stage) -> None:
    hasan, article = stage.person("Hasan"), await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan.press(1, data=Press("opn", article.kind, article.id, article.version, "reason.ret").pack())
    await stage.settle()
    typed = hasan.send("Lengkapi jadwal hari Senin")
    await stage.settle()
    await stage.bot.store.write(leave, "Hasan")
    before = await stage.bot.store.read(scenes.lasting)
    hasan.edit(typed["message_id"], "Lengkapi jadwal hari Selasa")
    await stage.settle()
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


async def test_an_open_dialog_takes_no_words_any_more(stage: Stage) -> None:
    hasan, article = stage.person("Hasan"), await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan.press(1, data=Press("opn", article.kind, article.id, article.version, "reason.ret").pack())
    await stage.settle()
    await stage.bot.store.write(leave, "Hasan")
    before = await stage.bot.store.read(scenes.lasting)
    await stage.say(hasan, "Saya kembalikan")
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    assert text_of(hasan.last) == _words(stage)


async def test_a_late_part_of_an_album_joins_nothing_that_is_anothers_now(stage: Stage) -> None:
    """Rina belongs to another unit by then: what she sends begins something of her own there."""
    rina = stage.person("Rina")
    article = await scenes.bring(stage, State.A_RETURNED)
    rina.press(1, data=Press("opn", article.kind, article.id, article.version, "mend").pack())
    await stage.settle()
    first = rina.send_album([jpeg("red"), jpeg("blue")], "Dua foto")
    await stage.settle()
    late = Incoming(rina.id, 9_999, "photo", media_group=first[0]["media_group_id"])

    def joins(tx: Tx) -> Article | None:
        return photos.joins(tx, scenes.person(tx, "Rina"), late)

    def moved(tx: Tx) -> None:
        there = people.find_unit(tx, "Dinas Pendidikan")
        assert there is not None
        leave(tx, "Rina")
        people.appoint(tx, scenes.person(tx, "Rina").id, Role.CONTRIBUTOR, there.id)

    found = await stage.bot.store.read(joins)
    assert found is not None
    assert found.id == article.id
    await stage.bot.store.write(moved)
    assert await stage.bot.store.read(joins) is None


async def test_what_was_written_is_there_when_somebody_comes_back(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, TEXT)
    await stage.bot.store.write(leave, "Rina")
    await stage.say(rina, "Paragraf tambahan")

    def back(tx: Tx) -> None:
        unit = people.find_unit(tx, "Dinas Kesehatan")
        assert unit is not None
        people.appoint(tx, scenes.person(tx, "Rina").id, Role.CONTRIBUTOR, unit.id)

    await stage.bot.store.write(back)
    await stage.say(rina, "Paragraf kedua sesudah kembali.")
    [draft] = await stage.bot.store.read(articles.in_states, State.A_DRAFT)
    texts = await stage.bot.store.read(lambda tx: [p.text for p in parts.of(tx, draft.id, draft.revision)])
    assert texts == [TEXT, "Paragraf kedua sesudah kembali."]
