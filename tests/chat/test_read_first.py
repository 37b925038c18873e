"""Whoever decides on a text has it whole before the card, on every way that leads there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.desk.notify import forget_given
from bot.desk.people import absence, members
from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State
from bot.sop.roles import Role
from storage import people
from storage.store import Tx
from tests.chat import scenes
from tests.chat.test_absence import away
from tests.chat.workdays import wib
from tests.stage import Stage, text_of

TEXT = "Dinas Kesehatan melayani imunisasi mulai Senin pukul 08.00."


def read_last(phone: Phone) -> None:
    """Check that the newest card stands below the whole text, and that no card called for a decision before one."""
    said = [text_of(message) for message in phone.received]
    cards = [at for at, words in enumerate(said) if "📄 Naskah N-1" in words]
    assert cards, said
    texts = [at for at, words in enumerate(said) if TEXT.removesuffix(".") in words and at not in cards]
    assert texts, said
    assert max(texts) < max(cards), said
    assert min(texts) < min([at for at in cards if "Giliran Anda" in said[at]], default=len(said)), said


def act(who: str, action: Action, **given: object) -> Callable[[Tx], None]:
    return lambda tx: scenes.move(tx, who, Kind.ARTICLE, 1, action, **given)


async def resubmitted(stage: Stage) -> str:
    await scenes.bring(stage, State.A_RETURNED)
    await stage.bot.store.write(act("Rina", Action.SUBMIT))
    return "Hasan"


async def held(stage: Stage) -> str:
    await scenes.bring(stage, State.A_HELD)
    return "Lukman"


async def released(stage: Stage) -> str:
    await scenes.bring(stage, State.A_HELD)
    await stage.bot.store.write(act("Lukman", Action.RELEASE))
    return "Hasan"


async def unverified(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.bot.store.write(act("Hasan", Action.UNVERIFY, reason="Ada yang kurang"))
    await stage.bot.store.write(act("Hasan", Action.RETURN, reason="Lengkapi"))
    await stage.bot.store.write(act("Rina", Action.SUBMIT))
    return "Hasan"


async def newly_enrolled(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    return await _enrolled(stage)


async def a_new_ppid(stage: Stage) -> str:
    await scenes.bring(stage, State.A_HELD)
    await stage.bot.store.write(lambda tx: members.enrol(tx, scenes.person(tx, "Dewi").id, Role.PPID, None))
    return "Dewi"


async def back_from_absence(stage: Stage) -> str:
    await away(stage, "Lukman", "Siti Aminah", "S.d. besok")
    await scenes.bring(stage, State.A_HELD)
    await stage.at(wib(stage.clock.now().date() + timedelta(days=2), 9))
    return "Lukman"


async def a_substitute(stage: Stage) -> str:
    await scenes.bring(stage, State.A_HELD)
    await away(stage, "Lukman", "Siti Aminah", "S.d. besok")
    return "Siti"


async def to_be_reached_again(stage: Stage) -> str:
    stage.person("Hasan").block()
    await stage.settle()
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    stage.person("Hasan").start()
    return "Hasan"


async def opened_at_night(stage: Stage) -> str:
    """What waits for the morning comes with its text, when somebody opens it before."""
    await scenes.bring(stage, State.A_HELD)
    stage.clock.set(wib(stage.clock.now().date(), 21))

    def begins(tx: Tx) -> None:
        lukman, siti = scenes.person(tx, "Lukman"), scenes.person(tx, "Siti")
        today = tx.office.calendar.today(tx.now)
        absence.arrange(tx, lukman, absence.Plan(lukman, siti, today, today + timedelta(days=2)))

    await stage.bot.store.write(begins)
    await stage.settle()
    await stage.say(stage.person("Siti"), "/tugas")
    await stage.tap(stage.person("Siti"), "N-1")
    return "Siti"


async def approved(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    return "Siti"


async def handed_over(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_STAF)
    return "Rudi"


async def a_new_kasubbag(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.bot.store.write(lambda tx: members.enrol(tx, scenes.person(tx, "Dewi").id, Role.KASUBBAG, None))
    return "Dewi"


async def a_kasubbags_substitute(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await away(stage, "Siti", "Rudi Hartono", "S.d. besok")
    return "Rudi"


async def a_stafs_substitute(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await away(stage, "Rudi", "Dewi Lestari", "S.d. besok")
    return "Dewi"


async def the_kasubbag_back_from_absence(stage: Stage) -> str:
    await away(stage, "Siti", "Rudi Hartono", "S.d. besok")
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.at(wib(stage.clock.now().date() + timedelta(days=2), 9))
    return "Siti"


async def the_kasubbag_takes_over(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.bot.store.write(lambda tx: forget_given(tx, scenes.person(tx, "Siti")))
    for _ in range(14):
        await stage.advance(hours=3)
    return "Siti"


async def the_kabag_takes_over(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    for _ in range(14):
        await stage.advance(hours=3)
    return "Bambang"


async def another_staf_who_looks(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.say(stage.person("Dewi"), "/status")
    await stage.tap(stage.person("Dewi"), "N-1")
    return "Dewi"


async def let_go_by_a_cancelled_disposisi(stage: Stage) -> str:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.bot.store.write(lambda tx: forget_given(tx, scenes.person(tx, "Siti")))
    await stage.bot.store.write(
        lambda tx: scenes.move(tx, "Bambang", Kind.DISPOSITION, 1, Action.CANCEL, reason="Tidak jadi")
    )
    return "Siti"


async def a_new_official_before_a_small_edit(stage: Stage) -> str:
    """Of a ralat kecil an official sees the difference; who never read the text reads it whole."""
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    siti = stage.person("Siti")
    await stage.tap(siti, "Sunting kecil")
    await stage.tap(siti, "Paragraf")
    await stage.tap(siti, "1. Dinas Kesehatan")
    await stage.say(siti, f"{TEXT} Gratis.")
    await stage.tap(siti, "Kirim perubahan")
    return await _enrolled(stage)


async def the_next_author(stage: Stage) -> str:
    """Whoever writes on for an author who has left reads what was handed in."""
    await scenes.bring(stage, State.A_RETURNED)

    def leaves(tx: Tx) -> None:
        unit = people.find_unit(tx, "Dinas Kesehatan")
        assert unit is not None
        members.enrol(tx, scenes.person(tx, "Tono").id, Role.CONTRIBUTOR, unit.id)
        tx.db.execute("UPDATE article SET author_id = ?", (scenes.person(tx, "Fitri").id,))
        tx.db.execute("UPDATE revision SET submitted_by = ?", (scenes.person(tx, "Fitri").id,))

    await stage.bot.store.write(leaves)
    await stage.say(stage.person("Tono"), "/tugas")
    await stage.tap(stage.person("Tono"), "N-1")
    return "Tono"


async def _enrolled(stage: Stage) -> str:
    def enrol(tx: Tx) -> None:
        unit = people.find_unit(tx, "Dinas Kesehatan")
        assert unit is not None
        members.enrol(tx, scenes.person(tx, "Yuni").id, Role.VERIFIER, unit.id)

    await stage.bot.store.write(enrol)
    return "Yuni"


WAYS = [
    resubmitted, held, released, unverified, newly_enrolled, a_new_ppid, back_from_absence, a_substitute,
    to_be_reached_again, opened_at_night, approved, handed_over, a_new_kasubbag, a_kasubbags_substitute,
    a_stafs_substitute, the_kasubbag_back_from_absence, the_kasubbag_takes_over, the_kabag_takes_over,
    another_staf_who_looks, let_go_by_a_cancelled_disposisi, a_new_official_before_a_small_edit, the_next_author,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_the_text_stands_above_the_card(stage: Stage, way: Callable[[Stage], Awaitable[str]]) -> None:
    name = await way(stage)
    await stage.settle()
    read_last(stage.person(name))
    assert stage.outside.refusals() == []


async def test_a_reminder_does_not_read_out_again(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.advance(hours=3)
    await stage.advance(hours=3)
    said = [text_of(message) for message in stage.person("Hasan").received]
    assert sum(TEXT in words and "Giliran" not in words for words in said) == 1
