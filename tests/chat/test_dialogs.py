"""What people have open on a card: every dialog is drawn, and whoever is to type is told so."""

from __future__ import annotations

import pytest

from bot.cards.articles import dialogs as article_dialogs
from bot.cards.articles import writing
from bot.cards.dispositions import dialogs as disposition_dialogs
from bot.cards.render import OWN_FACE
from bot.desk.dialogs.row import Purpose
from bot.desk.dialogs.table import TABLE
from bot.desk.dispositions import form as the_form
from bot.desk.reminders import snooze
from bot.sop.flow import Kind, State
from bot.sop.press import Press
from tests.chat import scenes
from tests.chat.test_late_reasons import LATE, entered_late
from tests.stage import Stage, text_of

TYPE = "Ketik jawaban Anda, lalu kirim."


@pytest.mark.parametrize("name", TABLE)
def test_every_dialog_is_drawn_on_every_card_it_opens_on(name: str) -> None:
    row = TABLE[name]
    whole = {snooze.VIEW, *OWN_FACE}  # in the place of either card, or its own face
    article = (
        {*writing.BODIES, "mend"} if row.purpose is Purpose.WRITE else {*article_dialogs.BODIES, *article_dialogs.WHOLE}
    )
    drawn = {Kind.ARTICLE: article | whole, Kind.DISPOSITION: {*disposition_dialogs.BODIES} | whole}
    assert all(name in drawn[kind] for kind in row.kinds)


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.typed is not None])
def test_every_dialog_that_waits_for_words_says_so_on_some_page(name: str) -> None:
    pages = ("", "t", "w0", "ralat", "berkala")
    assert any(TABLE[name].hints(page) for page in pages) != (name in {"deadline", the_form.VIEW})  # its card says so


async def opened(stage: Stage, who: str, state: State, dialog: str, choice: str = "") -> tuple[str, bool]:
    """What somebody is told who opens a dialog, and perhaps taps a choice in it: words, and whether in a window."""
    subject, person = await scenes.bring(stage, state), stage.person(who)
    for verb, arg in (("opn", dialog), ("set", choice)):
        if arg:
            person.press(1, data=Press(verb, subject.kind, subject.id, subject.version, arg).pack())
            await stage.settle()
    answer = person.answers[-1]
    return answer.text or "", answer.show_alert


@pytest.mark.parametrize(
    ("who", "state", "dialog", "choice"),
    [
        ("Siti", State.A_WAITING_KASUBBAG, "edit.t", ""),
        ("Siti", State.A_WAITING_KASUBBAG, "edit.w0", ""),
        ("Siti", State.A_PUBLISHED, "withdraw", "ralat"),
        ("Siti", State.A_PUBLISHED, "withdraw", "digabung"),
        ("Bambang", State.D_DRAFT, "agenda", ""),
        ("Rudi", State.A_WAITING_STAF, "reason.ret", ""),
    ],
)
async def test_whoever_is_to_type_is_told_so(stage: Stage, who: str, state: State, dialog: str, choice: str) -> None:
    assert await opened(stage, who, state, dialog, choice) == (TYPE, False)


@pytest.mark.parametrize(
    ("who", "state", "dialog"),
    [
        ("Siti", State.A_WAITING_KASUBBAG, "edit"),
        ("Siti", State.A_WAITING_KASUBBAG, "edit.s"),
        ("Siti", State.A_PUBLISHED, "withdraw"),
        ("Bambang", State.D_DRAFT, "nature"),
        ("Rudi", State.A_WAITING_STAF, "history"),
    ],
)
async def test_nobody_is_told_to_type_where_one_taps(stage: Stage, who: str, state: State, dialog: str) -> None:
    assert await opened(stage, who, state, dialog) == ("", False)


async def test_a_reminder_is_put_off_for_a_reason_typed_and_no_window_is_to_be_closed(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.advance(minutes=5)
    siti = stage.person("Siti")
    assert await stage.tap(siti, "Tunda pengingat") == TYPE
    await stage.say(siti, "Rapat paripurna sampai siang")
    assert "Pengingat untuk Anda ditunda" in await stage.tap(siti, "30 menit")
    assert not siti.answers[-1].show_alert
    assert "Rapat paripurna sampai siang" in text_of(siti.last)


async def test_why_a_step_was_late_is_asked_for_in_words(stage: Stage) -> None:
    await entered_late(stage)
    assert await stage.tap(stage.person("Rudi"), LATE, on="N-1") == TYPE
