"""Nothing the code can name is without words: a new enum member or code without a text fails here."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.cards.dispositions import card as disposition_card
from bot.cards.reminders import urgency
from bot.content.archives import ZipReason
from bot.content.filetype import Reason as FileReason
from bot.content.images import ImageReason
from bot.content.personal_data import DataKind
from bot.desk.dialogs.row import Purpose
from bot.desk.dialogs.table import TABLE
from bot.desk.dispositions import form as the_form
from bot.desk.dispositions.form import LETTER
from bot.sop.flow import RULES, Action, State, Step
from bot.sop.model import InfoClass, Nature
from bot.sop.needs import Need, Reason
from bot.sop.roles import Role, Who
from bot.texts import Texts
from bot.texts.english import moves as english
from bot.texts.indonesian import moves as indonesian
from bot.texts.labels import Label
from bot.texts.moves import MoveWords
from tests.texts.support import NOW, TAPPED, both, named_in_code, returned_by

LANGUAGES = pytest.mark.parametrize("t", both(), ids=["id", "en"])

UNKNOWN = "no_such_word"
ASKING = {
    Action.REJECT,
    Action.UNVERIFY,
    Action.RETURN,
    Action.CORRECT,
    Action.ASK_WITHDRAWAL,
    Action.WITHDRAW,
    Action.PULL,
    Action.CANCEL,
    Action.ASK_BACK,
    Action.DISPUTE,
    Action.BYPASS,
}


@LANGUAGES
@pytest.mark.parametrize("why", [*Need, *Reason, "stale"])
def test_every_refusal_has_words(t: Texts, why: str) -> None:
    assert t.refusal(str(why), "N-7", State.A_HELD, "") != t.refusal(UNKNOWN, "N-7", State.A_HELD, "")


@LANGUAGES
def test_every_refusal_has_words_of_its_own(t: Texts) -> None:
    said = [t.refusal(str(why), "N-7", State.A_HELD, "") for why in [*Need, *Reason, "stale"]]
    assert len(set(said)) == len(said)


@LANGUAGES
def test_a_refusal_that_came_too_late_says_what_happened(t: Texts) -> None:
    assert "Disetujui oleh Ani." in t.refusal("not_now", "N-7", State.A_HELD, "Disetujui oleh Ani.")
    assert t.state(State.A_HELD) in t.refusal("not_now", "N-7", State.A_HELD, "")


@LANGUAGES
@pytest.mark.parametrize("what", [*Action, "intake_closed", "page_gone", "page_well", "page_handled", "republish"])
def test_every_event_has_words(t: Texts, what: str) -> None:
    said = t.event(str(what), None, None, NOW, {})
    assert not said.startswith(str(what))
    assert t.event(UNKNOWN, None, None, NOW, {}).startswith(UNKNOWN)


@LANGUAGES
def test_no_event_is_said_to_be_done_by_two(t: Texts) -> None:
    for action in Action:
        said = str(t.event(action.value, "Xyz", Who.KASUBBAG, NOW, {}))
        assert said.count(" oleh ") + said.count(" by ") == 1, said


@LANGUAGES
def test_the_reason_of_a_return_is_quoted_and_the_code_of_a_failure_is_not(t: Texts) -> None:
    assert "<blockquote>Judul keliru</blockquote>" in t.event("ret", "Ani", None, NOW, {"reason": "Judul keliru"})
    assert "disk_full" not in t.event("fai", None, None, NOW, {"reason": "disk_full"})


@pytest.mark.parametrize("moves", [indonesian.MOVES, english.MOVES], ids=["id", "en"])
def test_every_move_has_a_row_of_words(moves: dict[Action, MoveWords]) -> None:
    assert list(moves) == list(Action)
    assert {action for action, words in moves.items() if words.button} == set(TAPPED)


@LANGUAGES
@pytest.mark.parametrize("action", sorted({action for _, action in RULES}))
def test_every_move_made_is_answered_in_words_of_its_own(t: Texts, action: Action) -> None:
    by_itself = action in {Action.DETACH, Action.START, Action.PROVE, Action.FAIL, Action.DOUBT}
    assert (t.done(action, "N-7", [], []) == t.done(Action.START, "N-7", [], [])) is by_itself


@LANGUAGES
def test_an_answer_says_whose_turn_it_is_and_who_was_told(t: Texts) -> None:
    said = t.done(Action.SUBMIT, "N-7", ["Ani"], ["Budi", "Citra", "Dewi", "Eko", "Fajar"])
    assert "N-7" in said
    assert "Ani" in said
    assert "Budi, Citra, Dewi (+2)" in said


@LANGUAGES
def test_every_state_step_class_and_nature_has_a_name(t: Texts) -> None:
    assert all(t.state(state) for state in State)
    assert all(t.step(step) for step in Step)
    assert len({t.step(step) for step in Step}) == len(Step)
    assert len({t.info_class(kind) for kind in InfoClass}) == len(InfoClass)
    assert len({t.nature(nature) for nature in Nature}) == len(Nature)


@LANGUAGES
def test_the_steps_of_the_sop_carry_its_numbers(t: Texts) -> None:
    for step in Step:
        assert t.step(step).startswith(f"{step.number}. ") is (step.number is not None)


@LANGUAGES
@pytest.mark.parametrize("action", Action)
def test_every_move_that_somebody_can_tap_has_a_label(t: Texts, action: Action) -> None:
    tapped = any(rule.who - {Who.SYSTEM} for (_, a), rule in RULES.items() if a is action)
    assert tapped is (action in TAPPED or action is Action.APPROVE)
    if action in TAPPED:
        assert t.action(action).strip()


@LANGUAGES
@pytest.mark.parametrize("action", Action)
def test_every_move_that_needs_a_reason_asks_for_it_in_words_of_its_own(t: Texts, action: Action) -> None:
    needs = any(Need.REASON in rule.needs for (_, a), rule in RULES.items() if a is action)
    assert needs is (action in ASKING)
    assert (t.ask_reason(action) == t.ask_reason(Action.PROVE)) is not needs


@LANGUAGES
def test_a_made_up_view_never_leaves_a_card_without_words(t: Texts) -> None:
    # A client can send any callback data: "reason" or "sure" on a move that never asks.
    for action in Action:
        assert t.ask_reason(action)
        assert t.ask_sure(action)
        assert t.sure(action)
        assert all(reason.strip() for reason in t.quick_reasons(action))


@LANGUAGES
def test_every_button_of_a_card_has_a_label(t: Texts) -> None:
    assert all(t.button(label).strip() for label in Label)


@LANGUAGES
def test_every_field_of_the_form_has_a_label_and_a_question(t: Texts) -> None:
    assert all(t.field(name) for name in disposition_card.FIELDS)
    assert t.field("recipient")
    asked = {*disposition_card.FIELDS, "recipient", "note", "answer"}
    assert all(t.ask_field(name) for name in asked)
    assert t.field("letter")
    assert all(t.ask_letter(part) for part in LETTER)
    form = {name for name, row in TABLE.items() if row.purpose is Purpose.FORM}
    assert form - {"preview", "agenda", "letter", "recipient", the_form.VIEW} == set(disposition_card.FIELDS)


@LANGUAGES
def test_everything_the_checklist_can_ask_for_has_words(t: Texts) -> None:
    names = named_in_code("Missing")
    assert "title_long" in names
    assert all(t.missing(name, 3) for name in names)


@LANGUAGES
def test_every_head_of_a_card_has_words(t: Texts) -> None:
    heads = named_in_code("show", keyword="head") - urgency.HEADS  # which say how late it is, in words of their own
    assert {"unreachable", "alarm"} <= heads
    assert all(t.head(head) for head in heads)
    assert t.head("") is None


@LANGUAGES
def test_every_hint_has_words(t: Texts) -> None:
    hints = returned_by("_hint") - {""}
    assert {"no_order", "no_verifier"} <= hints
    for hint in hints:
        said = [t.waiting(State.A_WAITING_KASUBBAG, Who.KASUBBAG, [], "", None, yours=True, hint=h) for h in (hint, "")]
        assert said[0] != said[1]


@LANGUAGES
@pytest.mark.parametrize("reason", sorted({*get_args(FileReason), *get_args(ImageReason), *get_args(ZipReason)}))
def test_every_reason_to_refuse_a_file_has_words(t: Texts, reason: str) -> None:
    assert t.file_refused("a.exe", reason) != t.file_refused("a.exe", UNKNOWN)


@LANGUAGES
@pytest.mark.parametrize("kind", get_args(DataKind))
def test_every_kind_of_personal_data_has_a_name(t: Texts, kind: str) -> None:
    named = t.personal_data([(kind, "12••34", t.place("title", 0, "", ""))], 1, [])
    assert "<code>12••34</code>" in named
    assert f"• {kind} <code>" not in named


@LANGUAGES
@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_help(t: Texts, role: Role) -> None:
    assert t.role(role) in t.help({role})
    assert t.role(role) not in t.help(set(Role) - {role})


@LANGUAGES
@pytest.mark.parametrize("who", Who)
def test_every_capacity_has_a_title(t: Texts, who: Who) -> None:
    assert t.title_of(who)
    assert t.title_of(None) == ""
