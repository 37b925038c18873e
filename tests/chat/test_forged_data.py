"""Made-up buttons: stale, foreign, broken; nobody does or reads by them what is not theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.desk.dialogs.row import Purpose
from bot.desk.dialogs.table import TABLE
from bot.desk.dispositions import form
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Disposition
from bot.sop.press import LIMIT, Press
from bot.texts.indonesian import Indonesian
from storage import dispositions, parts, people
from storage.store import Tx
from tests.chat import scenes
from tests.chat.forging import (
    OFFICE,
    STANDING,
    Tries,
    all_refused,
    arguments_of,
    crowd,
    pairs,
    phone,
)
from tests.stage import Stage, text_of


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The office, somebody known who holds no role, and a stranger."""
    async with crowd(tmp_path) as stage:
        yield stage


# --- stale, foreign, made up -------------------------------------------------------------------------


@pytest.mark.parametrize("state", [state for state in State if not state.ended and state is not State.A_PUBLISHING])
async def test_it_refuses_a_button_of_another_version(stage: Stage, state: State) -> None:
    arguments = await stage.bot.store.write(arguments_of)
    subject = await scenes.bring(stage, state)
    before = await stage.bot.store.read(scenes.lasting)
    tries = Tries(stage)
    for name, action in pairs(state, given=True):
        for version in {subject.version - 1, subject.version + 1, 0, 36**12 - 1} - {-1, subject.version}:
            tries.tap(name, Press(action, subject.kind, subject.id, version, arguments[action]).pack())
    await all_refused(stage, tries, subject, before)


async def test_it_refuses_things_that_do_not_exist_and_verbs_of_the_other_kind(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    before = await stage.bot.store.read(scenes.lasting)
    tries = Tries(stage)
    verbs = [*(a.value for a in Action), "opn", "set", "rea", "crd", "bak", "new", "drq", "mov", "zzz", "1", "ÿ"]
    for name in ("Bambang", "Siti", "Rina", "Joko"):
        for verb in verbs:
            for kind, number in ((Kind.ARTICLE, 99), (Kind.ARTICLE, 36**12 - 1), (Kind.DISPOSITION, 0), (None, 0)):
                tries.tap(name, Press(verb, kind, number, article.version, "q0").pack())
            await stage.settle()  # more at once than a chat may have waiting would be let go
    await all_refused(stage, tries, article, before)


JUNK = [
    "",
    " ",
    "x" * LIMIT,
    ":" * LIMIT,
    "1:apr:a1:1",  # a field is missing
    "2:apr:a1:1:berkala",  # another generation of buttons
    "1::a1:1:",
    "1:apr::1:",
    "1:apr:a:1:",
    "1:apr:x1:1:",
    "1:apr:a-1:1:",
    "1:apr:a1:-1:",
    "1:apr:a²:1:",
    "1:apr:aZZ:1:",
    "1:apr:a" + "z" * 40 + ":1:",
    "1:APR:a1:1:berkala",
    "1:apr:a1:1:berkala\x00",
    "1:opn:a1:1:",
    "1:opn:a1:1:.",
    "1:opn:a1:1:reason",
    "1:opn:a1:1:reason.zzz",
    "1:opn:a1:1:sure.",
    "1:set:a1:1:",
    "1:mov:a1:1:²",
    "1:wrt:-0:0:²",
    "1:wrt:-0:0:999999",
    "1:wrt:-0:0:",
    "1:lng:-0:0:xx",
    "1:lng:-0:0:",
    "\ufeff1:apr:a1:1:berkala",
    "1:apr:a1:1:\u202eberkala",
    "💥" * 16,
    "'; DROP TABLE article; --",
]


async def test_it_refuses_data_that_no_button_carries(stage: Stage) -> None:
    subject = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    before = await stage.bot.store.read(scenes.lasting)
    tries = Tries(stage)
    for name in STANDING[Kind.ARTICLE]:
        for data in JUNK:
            tries.tap(name, data)
    await all_refused(stage, tries, subject, before)


async def test_it_refuses_lengths_and_digits_that_only_look_like_numbers(stage: Stage) -> None:
    """Numbers in a button's argument: "²" is a digit to Python and no number, forty nines are no id."""
    subject = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    staf = await stage.bot.store.read(lambda tx: scenes.person(tx, "Rudi").id)
    before = await stage.bot.store.read(scenes.lasting)
    tries = Tries(stage)
    for arg in (f"².{staf}", "1.²", f"{'9' * 40}.{staf}", f"1.{'9' * 40}", "٣.٣", f"-1.{staf}", "1.1.1", "."):
        tries.tap("Siti", Press(Action.TAKE_IN, Kind.ARTICLE, subject.id, subject.version, arg).pack())
    for view in ("take.xyz", "take.", "take.²", "take." + "9" * 30, "order.²", "when.²", "zzz", "take.99"):
        tries.tap("Siti", Press("opn", Kind.ARTICLE, subject.id, subject.version, view).pack())
    answers = await tries.answers()
    after = await stage.bot.store.read(scenes.lasting)
    assert set(scenes.changed(before, after)) <= {"focus"}
    assert await stage.bot.store.read(_waiting_rows) == 0
    assert [data for (_, data), text in answers.items() if ":tak:" in data and not text] == []


def _waiting_rows(tx: Tx) -> int:
    found: int = tx.db.execute("SELECT count(*) FROM outbox WHERE state IN ('new', 'sending')").fetchone()[0]
    return found


@pytest.mark.parametrize(
    ("view", "values"),
    [
        ("section", ["zzz", "", "²", "berita\x00"]),
        ("unit", ["²", "99", "9" * 30, "-1", "4", "1"]),
        ("parts", ["t²", "t", "x1", "p7", "t" + "9" * 30, ""]),
        ("alt", ["caption", "²"]),
        ("alt.²", ["caption", "zzz"]),
        ("title", ["q0", "zzz"]),
    ],
)
async def test_it_refuses_choices_that_an_open_view_does_not_offer(stage: Stage, view: str, values: list[str]) -> None:
    subject = await scenes.bring(stage, State.A_DRAFT)
    tries = Tries(stage)
    for value in values:
        phone(stage, "Rina").press(1, data=Press("opn", Kind.ARTICLE, subject.id, 0, view).pack())
        await stage.settle()
        before = await stage.bot.store.read(_contents)
        tries.tap("Rina", Press("set", Kind.ARTICLE, subject.id, 0, value).pack())
        await stage.settle()
        assert scenes.changed(before, await stage.bot.store.read(_contents)) == {}, value
    assert await stage.bot.store.read(_failed) == []


async def test_it_refuses_quick_reasons_and_words_of_a_view_with_a_made_up_argument(stage: Stage) -> None:
    subject = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = phone(stage, "Hasan")
    hasan.press(1, data=Press("opn", Kind.ARTICLE, subject.id, 0, "reason.ret").pack())
    await stage.settle()
    before = await stage.bot.store.read(_contents)
    tries = Tries(stage)
    for value in ("q²", "q99", "q-1", "q", "", "q" + "9" * 30, "m0"):
        tries.tap("Hasan", Press("set", Kind.ARTICLE, subject.id, 0, value).pack())
    answers = await tries.answers()
    assert set(answers.values()) == {Indonesian(stage.office, stage.clock.now()).view_gone()}
    assert scenes.changed(before, await stage.bot.store.read(_contents)) == {}


async def test_it_takes_no_description_for_a_photo_that_is_not_there(stage: Stage) -> None:
    subject = await scenes.bring(stage, State.A_DRAFT)
    rina = phone(stage, "Rina")
    for view in ("alt.²", "alt.99", "alt.x", "alt." + "9" * 40):
        rina.press(1, data=Press("opn", Kind.ARTICLE, subject.id, 0, view).pack())
        await stage.say(rina, "Warga antre")
        await stage.say(rina, "/batal")
    assert await stage.bot.store.read(_failed) == []
    content = await stage.bot.store.read(lambda tx: parts.of(tx, subject.id, 1))
    assert [(p.kind, p.alt) for p in content] == [("text", "")]


def _contents(tx: Tx) -> dict[str, list[tuple[Any, ...]]]:
    """What people wrote and decided, without which view stands open."""
    return {table: rows for table, rows in scenes.lasting(tx).items() if table != "focus"}


def _failed(tx: Tx) -> list[str]:
    return [row[0] for row in tx.db.execute("SELECT error FROM inbox WHERE state = 'failed'")]


# --- reading -----------------------------------------------------------------------------------------

READERS = {"Bambang", "Siti", "Rudi", "Lukman", "Fitri", "Rina", "Hasan"}


@pytest.mark.parametrize("state", [State.A_DRAFT, State.A_WAITING_VERIFIER, State.A_HELD, State.A_PUBLISHED])
async def test_it_lets_no_foreigner_read(stage: Stage, state: State) -> None:
    """By whatever verb: those who have no part in an article never get a word of it."""
    subject = await scenes.bring(stage, state)
    may = {"Rina"} if state is State.A_DRAFT else READERS
    foreigners = [name for name in STANDING[Kind.ARTICLE] if name not in may]
    seen = {name: len(phone(stage, name).received) for name in foreigners}
    before = await stage.bot.store.read(scenes.lasting)
    tries = Tries(stage)
    for name in foreigners:
        for verb, arg in [("rea", ""), ("crd", ""), ("bak", ""), ("new", ""), ("drq", ""), ("set", "q0"), ("mov", "1")]:
            tries.tap(name, Press(verb, Kind.ARTICLE, subject.id, subject.version, arg).pack())
        for view in ("history", "changes", "mend", "title", "text", "parts", "alt", "unit", "section", "order", "take"):
            tries.tap(name, Press("opn", Kind.ARTICLE, subject.id, subject.version, view).pack())
    await all_refused(stage, tries, subject, before)
    assert {name: len(phone(stage, name).received) for name in foreigners} == seen


async def test_it_reads_nobody_the_article_behind_a_disposisi(stage: Stage) -> None:
    """A unit asked under a disposisi that was made for another unit's article sees the disposisi, not the article."""
    order = await stage.bot.store.write(_ordered_for_another_unit)
    await stage.settle()
    tono, siti = phone(stage, "Tono"), phone(stage, "Siti")
    for somebody in (tono, siti):
        somebody.press(1, data=Press("rea", Kind.DISPOSITION, order.id, order.version).pack())
    await stage.settle()
    secret = "Dinas Kesehatan melayani imunisasi"
    assert not any(secret in text_of(m) for m in tono.received)
    assert any(secret in text_of(m) for m in siti.received)


def _ordered_for_another_unit(tx: Tx) -> Disposition:
    order = form.ask_for_disposition(tx, scenes.article(tx, State.A_WAITING_KASUBBAG))
    schools = people.find_unit(tx, "Dinas Pendidikan")
    assert schools is not None
    form.toggle_unit(tx, order, schools.id)
    scenes.move(tx, "Bambang", Kind.DISPOSITION, order.id, Action.DISPATCH)
    found = dispositions.get(tx, order.id)
    assert found is not None
    return found


async def test_it_lets_nobody_see_the_kabags_unsent_form_from_a_unit(stage: Stage) -> None:
    order = await scenes.bring(stage, State.D_DRAFT)
    before = await stage.bot.store.read(scenes.lasting)
    outsiders = ("Rina", "Hasan", "Tono", "Wati", "Joko")
    seen = {name: len(phone(stage, name).received) for name in outsiders}
    tries = Tries(stage)
    for name in outsiders:
        for verb in ("rea", "crd", "new", "bak", "set", "opn"):
            tries.tap(name, Press(verb, Kind.DISPOSITION, order.id, order.version, "history").pack())
    await all_refused(stage, tries, order, before)
    assert {name: len(phone(stage, name).received) for name in outsiders} == seen


async def test_it_refuses_fields_of_the_form_to_everybody_but_the_kabag(stage: Stage) -> None:
    order = await scenes.bring(stage, State.D_DRAFT)
    before = await stage.bot.store.read(scenes.lasting)
    tries = Tries(stage)
    for name in set(OFFICE) - {"Bambang"}:
        for view in [each for each, row in TABLE.items() if row.purpose is Purpose.FORM]:
            tries.tap(name, Press("opn", Kind.DISPOSITION, order.id, order.version, view).pack())
    await all_refused(stage, tries, order, before)


async def test_it_begins_no_article_for_a_foreign_unit(stage: Stage) -> None:
    units = await stage.bot.store.read(people.units)
    own = {"Rina": "Dinas Kesehatan", "Tono": "Dinas Pendidikan"}
    before = await stage.bot.store.read(scenes.lasting)
    tries = Tries(stage)
    for name in set(OFFICE) - {"Siti"}:  # the Kasubbag registers on behalf of any unit
        for unit in units:
            if unit.name != own.get(name):
                tries.tap(name, Press("wrt", arg=str(unit.id)).pack())
    await all_refused(stage, tries, None, before)


async def test_it_moves_no_draft_into_a_foreign_article(stage: Stage) -> None:
    """The "put it into N-…" button: both the draft and the article must be the presser's own."""
    target = await scenes.bring(stage, State.A_RETURNED)
    other = await stage.bot.store.write(scenes.draft, "Tono", scenes.TEXT, 8)
    await stage.settle()
    before = await stage.bot.store.read(scenes.lasting)
    tries = Tries(stage)
    tries.tap("Tono", Press("mov", Kind.ARTICLE, other.id, other.version, str(target.id)).pack())
    tries.tap("Rina", Press("mov", Kind.ARTICLE, other.id, other.version, str(target.id)).pack())
    tries.tap("Rina", Press("mov", Kind.ARTICLE, target.id, target.version, str(target.id)).pack())
    tries.tap("Siti", Press("mov", Kind.ARTICLE, target.id, target.version, str(other.id)).pack())
    answers = await tries.answers()
    assert all(answers.values())
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


async def test_it_refuses_buttons_on_other_peoples_cards(stage: Stage) -> None:
    """The true button of Hasan's card, sent by everybody else from their own chats under the same message id."""
    subject = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    card = stage.find(phone(stage, "Hasan"), "Naskah N-1")
    rows = card["reply_markup"]["inline_keyboard"]
    data = [button["callback_data"] for row in rows for button in row]
    moves = [each for each in data if each.split(":")[1] in set(Action)]
    assert moves
    before = await stage.bot.store.read(scenes.lasting)
    tries = Tries(stage)
    for name in set(STANDING[Kind.ARTICLE]) - {"Hasan"}:
        for each in moves:
            tries.tap(name, each, message_id=card["message_id"])
    await all_refused(stage, tries, subject, before)
