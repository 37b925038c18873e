"""What Telegram limits stays within its limits: answers to taps, buttons, commands, one message a card."""

from __future__ import annotations

import re

import pytest

from bot.sop.flow import WAITS, State
from bot.sop.roles import Who
from bot.texts import Texts
from bot.texts.formats import TOAST
from bot.texts.indonesian.conversation import _COMMANDS
from bot.texts.indonesian.refusals import RefusalTexts
from tests.texts.calls import CALLS, said
from tests.texts.support import EARLIER, both

LONG = "Prof. Dr. Ir. H. " + "Raden Mas Kartanegara-Wiranatakusumah " * 6 + ", S.Sos., M.Si."
BUTTON = 40  # characters of a label that a phone shows across its width

BUTTONS = (
    "approve_as", "take_in_to", "disposition_choice", "moment_choice", "action", "button", "mend", "photo",
    "remove_part", "approve_change", "edit_choice", "send_edit", "paragraph_choice", "withdrawal_choice", "open_hit",
    "more_hits", "withdrawal_reasons",
    "hand_label", "field", "tick", "quick_reasons", "sure", "task", "nature", "aftercare",
    "bypass_yes", "bypass_reasons",
    "agenda_button", "agenda_choice", "take_day_back", "close_days", "work_days", "only_a_unit", "put_on_duty",
    "take_off_duty", "freshness_button", "snooze", "absence_button", "snooze_span",
)  # fmt: skip

LANGUAGES = pytest.mark.parametrize("t", both(), ids=["id", "en"])


@LANGUAGES
def test_every_answer_to_a_tap_is_at_most_200_characters(t: Texts) -> None:
    answers = [
        (name, value)
        for name, value in said(t, LONG)
        if isinstance(value, str)
        and (name in vars(RefusalTexts) or name in {"done", "write_now"})
        and not hasattr(value, "__html__")
    ]
    assert len(answers) > 50
    assert [(name, len(value)) for name, value in answers if not 0 < len(value) <= TOAST] == []


@LANGUAGES
def test_every_answer_of_the_agenda_is_at_most_200_characters(t: Texts) -> None:
    plain = {name for name in CALLS if name.startswith("agenda_")}
    answers = [(n, v) for n, v in said(t, LONG) if n in plain and isinstance(v, str) and not hasattr(v, "__html__")]
    assert len(answers) > 30
    assert [(name, len(value)) for name, value in answers if not 0 < len(value) <= TOAST] == []


@LANGUAGES
def test_no_refusal_is_cut_short_for_people_with_usual_names(t: Texts) -> None:
    happened = str(t.event("unv", "Siti Nurhaliza, S.Sos.", Who.VERIFIER, EARLIER, {}).striptags())
    cut = [
        (name, value)
        for name, value in [
            *((n, v) for n, v in said(t, "D-12/2026") if n == "refusal"),
            ("refusal", t.refusal("not_now", "N-1234", State.A_PUBLISHED, happened)),
        ]
        if str(value).endswith("…")
    ]
    assert cut == []


@LANGUAGES
@pytest.mark.parametrize("name", BUTTONS)
def test_every_button_has_a_label_that_fits(t: Texts, name: str) -> None:
    for call in CALLS[name]:
        value = call(t, LONG)
        for text in value if isinstance(value, list) else [value]:
            assert isinstance(text, str)
            assert 0 < len(text.strip()) <= BUTTON, text


@LANGUAGES
def test_a_long_title_never_hides_how_much_time_is_left(t: Texts) -> None:
    assert t.task("N-7", LONG, "terlambat 1 jam 5 menit kerja").endswith(" – terlambat 1 jam 5 menit kerja")


@LANGUAGES
@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_has_a_name_and_a_description_that_telegram_takes(t: Texts, name: str) -> None:
    assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
    assert 1 <= len(t.command(name)) <= 256


def test_buttons_named_in_a_text_exist() -> None:
    for t in both():
        labels = {label for name in BUTTONS for call in CALLS[name] for label in _labels(call(t, "Xyz"))}
        for name, value in said(t, "Xyz"):
            quoted = re.findall(r"“(.+?)”", str(value))
            quoted += re.findall(r"<i>(.+?)</i>", str(value)) if name == "help" else []
            assert [q for q in quoted if q != "Xyz" and q not in labels] == [], name


def _labels(value: object) -> list[str]:
    return [_bare(str(v)) for v in (value if isinstance(value, list) else [value])]


def _bare(label: str) -> str:
    return re.sub(r"^\W+", "", label)


@LANGUAGES
def test_everybody_whose_turn_it_is_reads_what_to_do(t: Texts) -> None:
    for state, wait in WAITS.items():
        if wait.who is Who.SYSTEM:
            continue
        turn = t.waiting(state, wait.who, [], "", None, yours=True, hint="").striptags()
        assert len(turn) > len("👉 Giliran Anda. ") + 10, state
