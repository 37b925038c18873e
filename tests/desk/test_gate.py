"""The walls before the website (SOP step 2, remark), each alone: what one lets through, the next one stops."""

from __future__ import annotations

import sqlite3

import pytest

from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved, Refused
from bot.sop.flow import Action, Kind, State
from bot.sop.model import InfoClass
from bot.sop.needs import Need
from storage import revisions
from tests.desk.people import Desk
from tests.desk.work import act, handed_in, order, taken_in

BEFORE_THE_PAGE = [
    (State.A_WAITING_KASUBBAG, "Siti", Action.TAKE_IN),
    (State.A_WAITING_STAF, "Rudi", Action.PUBLISH),
    (State.A_WAITING_STAF, "Rudi", Action.SCHEDULE),
    (State.A_SCHEDULED, None, Action.START),
]


def force(desk: Desk, article_id: int, state: State, under: int) -> None:
    """Put an article into a state behind the desk's back, and behind the database's gate."""
    desk.db.execute("DROP TRIGGER article_gate")
    desk.db.execute("UPDATE article SET state = ?, disposition_id = ? WHERE id = ?", (state, under, article_id))


@pytest.mark.parametrize(("state", "name", "action"), BEFORE_THE_PAGE)
def test_the_desk_refuses_what_nobody_approved_wherever_it_stands(
    desk: Desk, state: State, name: str | None, action: Action
) -> None:
    sent = order(desk)
    article = desk.write("Rina", "Vaksinasi massal")
    act(desk, "Rina", article, Action.SUBMIT)
    force(desk, article.id, state, sent.id)
    given = Input(disposition_id=sent.id, staf_id=desk.person("Rudi").id, at=desk.now.replace(year=2027))
    refused = act(desk, name, article, action, given)
    assert isinstance(refused, Refused)
    assert refused.why is Need.APPROVED


@pytest.mark.parametrize("state", [State.A_WAITING_STAF, State.A_SCHEDULED, State.A_PUBLISHING])
def test_the_database_refuses_it_even_when_the_desk_does_not(desk: Desk, state: State) -> None:
    sent = order(desk)
    article = desk.write("Rina", "Vaksinasi massal")
    act(desk, "Rina", article, Action.SUBMIT)
    with pytest.raises(sqlite3.IntegrityError, match="needs the approval"):
        desk.set(desk.article(article.id), state=state, disposition_id=sent.id)


def test_the_database_takes_no_approval_by_the_author(desk: Desk) -> None:
    article = desk.write("Wati", "Vaksinasi massal")
    act(desk, "Wati", article, Action.SUBMIT)
    wati = desk.person("Wati").id
    with pytest.raises(sqlite3.IntegrityError, match="never approves own work"):
        desk.do(revisions.approve, desk.article(article.id), "0" * 64, wati, InfoClass.PERIODIC)


@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN, Action.HOLD])
def test_an_official_who_wrote_it_is_refused_and_a_colleague_is_not(desk: Desk, action: Action) -> None:
    article = desk.write("Wati", "Vaksinasi massal")
    act(desk, "Wati", article, Action.SUBMIT)
    given = Input("Tambahkan jadwal", InfoClass.PERIODIC)
    refused = act(desk, "Wati", article, action, given)
    assert isinstance(refused, Refused)
    assert refused.why is Need.NOT_AUTHOR
    assert isinstance(act(desk, "Hasan", article, action, given), Moved)


def test_the_official_of_another_unit_is_nobody_here(desk: Desk) -> None:
    article = desk.write("Rina", "Vaksinasi massal")
    act(desk, "Rina", article, Action.SUBMIT)
    given = Input(info_class=InfoClass.PERIODIC)
    assert isinstance(act(desk, "Yuni", article, Action.APPROVE, given), Refused)


@pytest.mark.parametrize("info_class", [None, InfoClass.EXCLUDED])
def test_an_approval_names_a_class_of_public_information(desk: Desk, info_class: InfoClass | None) -> None:
    """UU 14/2008: dikecualikan is no class to approve under; it goes to the PPID."""
    article = desk.write("Rina", "Vaksinasi massal")
    act(desk, "Rina", article, Action.SUBMIT)
    refused = act(desk, "Hasan", article, Action.APPROVE, Input(info_class=info_class))
    assert isinstance(refused, Refused)
    assert refused.why is Need.CLASS


def test_material_of_an_internal_subag_goes_through_without_an_official(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk, name="Agus")
    taken_in(desk, article, sent)
    assert isinstance(act(desk, "Rudi", article, Action.PUBLISH), Moved)


def test_of_two_presses_on_one_card_the_second_is_told_that_it_was_too_late(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    taken_in(desk, article, sent)
    seen = desk.article(article.id).version
    first, second = (
        desk.do(engine.act, desk.person(name), Kind.ARTICLE, article.id, Action.PUBLISH, version=seen)
        for name in ("Rudi", "Dewi")
    )
    assert isinstance(first, Moved)
    assert isinstance(second, Refused)


def test_a_card_of_an_older_version_decides_nothing(desk: Desk) -> None:
    sent = order(desk)
    article = handed_in(desk)
    taken_in(desk, article, sent)
    stale = desk.article(article.id).version - 1
    refused = desk.do(engine.act, desk.person("Rudi"), Kind.ARTICLE, article.id, Action.PUBLISH, version=stale)
    assert isinstance(refused, Refused)
    assert refused.why == engine.STALE
    assert desk.article(article.id).state is State.A_WAITING_STAF
