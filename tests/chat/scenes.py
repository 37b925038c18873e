"""Scenes tests begin with: a disposisi or an article brought into any state by the people's own moves at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.content.incoming import Incoming
from bot.desk.dispositions import form
from bot.desk.publishing import eyewitness, publish
from bot.desk.publishing.publish import Look
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved
from bot.desk.writing import drafts
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, Disposition, InfoClass, Person
from storage import articles, dispositions, outbox, people
from storage.store import Tx
from tests.stage import Stage

#: Telegram ids of the rehearsal's people, by first name.
WHO = {
    "Bambang": 1001, "Siti": 1002, "Rudi": 1003, "Dewi": 1004, "Agus": 1005, "Maya": 1006,
    "Rina": 1007, "Hasan": 1008, "Tono": 1009, "Yuni": 1010, "Lukman": 1011, "Fitri": 1012,
}  # fmt: skip

TEXT = "Imunisasi serentak di semua puskesmas\n\nDinas Kesehatan melayani imunisasi mulai Senin pukul 08.00."

#: What the database holds apart from messages on their way: nothing of it may change when a tap is refused.
LASTING = (
    "article", "disposition", "disposition_unit", "disposition_file", "step", "approval", "revision", "part",
    "event", "report", "proof", "focus", "person", "appointment", "invitation", "unit", "file",
    "watch", "alarm", "share", "absence",
)  # fmt: skip


def person(tx: Tx, first_name: str) -> Person:
    """Somebody of the rehearsal's office as the desk knows them."""
    found = people.by_telegram(tx, WHO[first_name])
    assert found is not None
    return found


def move(tx: Tx, who: str | None, kind: Kind, subject_id: int, action: Action, **given: Any) -> None:
    """Make one move that must succeed; None is the scheduler or the website."""
    actor = person(tx, who) if who else None
    result = engine.act(tx, actor, kind, subject_id, action, given=Input(**given))
    assert isinstance(result, Moved), result


def hold_website(tx: Tx) -> None:
    """Keep the website's worker from what was just put before it: as if it were being asked just now."""
    while outbox.claim_next(tx, None) is not None:
        pass


def collecting(tx: Tx) -> Disposition:
    """A disposisi that was sent and accepted: the newest one, or a new one."""
    found = dispositions.in_states(tx, State.D_COLLECTING)
    return found[-1] if found else order(tx, State.D_COLLECTING)


def draft(tx: Tx, author: str = "Rina", text: str = TEXT, message_id: int = 7) -> Article:
    """A draft that lacks nothing."""
    writer = person(tx, author)
    article = drafts.begin(tx, writer, drafts.units_to_write_for(tx, writer)[0])
    drafts.receive(tx, writer, article, Incoming(WHO[author], message_id, "text", text))
    drafts.set_section(tx, _article(tx, article.id), "berita")
    return _article(tx, article.id)


def article(tx: Tx, state: State) -> Article:
    """An article of Rina's, of an external unit, brought into a state by everybody's own moves."""
    return move_on(tx, draft(tx).id, state)


def move_on(tx: Tx, article_id: int, state: State) -> Article:
    """Bring a draft of Rina's into a state, under the disposisi there is."""
    under = collecting(tx)
    for step in _WAY[state]:
        step(tx, article_id, under.id)
    hold_website(tx)
    found = _article(tx, article_id)
    assert found.state is state
    return found


def correction(tx: Tx, state: State) -> Article:
    """An article whose page is live, its correction brought into a state: it says something else than the page."""
    begun = article(tx, State.A_CORRECTING)
    drafts.set_title(tx, begun, "Imunisasi serentak, jadwal baru")
    for step in _WAY[state] if state is not State.A_CORRECTING else []:
        step(tx, begun.id, begun.disposition_id or 0)
    hold_website(tx)
    found = _article(tx, begun.id)
    assert (found.state, found.published_revision) == (state, begun.published_revision)
    return found


def _step(who: str | None, action: Action, **given: Any) -> Callable[[Tx, int, int], None]:
    return lambda tx, article_id, _order_id: move(tx, who, Kind.ARTICLE, article_id, action, **given)


def _take_in(tx: Tx, article_id: int, order_id: int) -> None:
    staf = person(tx, "Rudi").id
    move(tx, "Siti", Kind.ARTICLE, article_id, Action.TAKE_IN, disposition_id=order_id, staf_id=staf)


def _schedule(tx: Tx, article_id: int, _order_id: int) -> None:
    move(tx, "Rudi", Kind.ARTICLE, article_id, Action.SCHEDULE, at=tx.now + timedelta(days=3))


def _prove(tx: Tx, article_id: int, _order_id: int) -> None:
    while (row := outbox.claim_next(tx, None)) is not None:
        outbox.settle(tx, row.id, "published")
    move(tx, None, Kind.ARTICLE, article_id, Action.PROVE)


def _doubt(tx: Tx, article_id: int, _order_id: int) -> None:
    while (row := outbox.claim_next(tx, None)) is not None:
        outbox.settle(tx, row.id, "published")
    articles.set_remote(tx, article_id, "r1", "http://127.0.0.1/situs/berita/x/")
    look = Look(False, "text_missing", "1: Dinas Kesehatan melayani", "http://127.0.0.1/situs/berita/x/", 200, "ab")
    assert not publish.proven(tx, article_id, look, None)
    eyewitness.not_proven(tx, article_id, look)


_SUBMIT = _step("Rina", Action.SUBMIT)
_HOLD = [_SUBMIT, _step("Hasan", Action.HOLD)]
_APPROVED = [_SUBMIT, _step("Hasan", Action.APPROVE, info_class=InfoClass.PERIODIC)]
_STAF = [*_APPROVED, _take_in]
_PUBLISHING = [*_STAF, _step("Rudi", Action.PUBLISH)]
_UNPROVEN = [*_PUBLISHING, _doubt]
_SIGHTED = [*_UNPROVEN, _step("Rudi", Action.SIGHT)]
_PUBLISHED = [*_PUBLISHING, _prove]

_WAY: dict[State, list[Callable[[Tx, int, int], None]]] = {
    State.A_DRAFT: [],
    State.A_WAITING_VERIFIER: [_SUBMIT],
    State.A_HELD: _HOLD,
    State.A_WAITING_KASUBBAG: _APPROVED,
    State.A_WAITING_STAF: _STAF,
    State.A_SCHEDULED: [*_STAF, _schedule],
    State.A_PUBLISHING: _PUBLISHING,
    State.A_UNPROVEN: _UNPROVEN,
    State.A_SIGHTED: _SIGHTED,
    State.A_PUBLISHED: _PUBLISHED,
    State.A_RETURNED: [_SUBMIT, _step("Hasan", Action.RETURN, reason="Lengkapi jadwalnya")],
    State.A_CORRECTING: [*_PUBLISHED, _step("Siti", Action.CORRECT, reason="Salah tanggal")],
    State.A_REJECTED: [*_HOLD, _step("Lukman", Action.REJECT, reason="Memuat data pasien")],
    State.A_CANCELLED: [_step("Rina", Action.CANCEL)],
    State.A_WITHDRAWN: [*_PUBLISHED, _step("Siti", Action.WITHDRAW, reason="Tidak berlaku lagi")],
}


def order(tx: Tx, state: State) -> Disposition:
    """A disposisi of Bambang's brought into a state by everybody's own moves."""
    begun = form.open_form(tx, person(tx, "Bambang"), "Berita imunisasi")
    for who, action, given in _ORDER_WAY[state]:
        if action is Action.COMPLETE:
            article(tx, State.A_PUBLISHED)
        move(tx, who, Kind.DISPOSITION, begun.id, action, **given)
    found = dispositions.get(tx, begun.id)
    assert found is not None
    assert found.state is state
    return found


_SENT: list[tuple[str, Action, dict[str, Any]]] = [("Bambang", Action.DISPATCH, {})]
_ACCEPTED = [*_SENT, ("Siti", Action.ACCEPT, {})]
_COMPLETE = [*_ACCEPTED, ("Siti", Action.COMPLETE, {})]
_POSTED = [*_COMPLETE, ("Siti", Action.POST, {})]

_ORDER_WAY: dict[State, list[tuple[str, Action, dict[str, Any]]]] = {
    State.D_DRAFT: [],
    State.D_WAITING_KASUBBAG: _SENT,
    State.D_COLLECTING: _ACCEPTED,
    State.D_REPORTING: _COMPLETE,
    State.D_WAITING_KABAG: _POSTED,
    State.D_CLOSED: [*_POSTED, ("Bambang", Action.ACKNOWLEDGE, {})],
    State.D_CANCELLED: [*_ACCEPTED, ("Bambang", Action.CANCEL, {"reason": "Tidak jadi"})],
}


def subject(tx: Tx, state: State) -> Article | Disposition:
    """A thing brought into a state."""
    return article(tx, state) if state.kind is Kind.ARTICLE else order(tx, state)


def _article(tx: Tx, article_id: int) -> Article:
    found = articles.get(tx, article_id)
    assert found is not None
    return found


def lasting(tx: Tx) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the database holds of lasting meaning, and what the website is asked for."""
    tables = {table: f"SELECT * FROM {table} ORDER BY 1, 2" for table in LASTING}  # noqa: S608 - our own names
    tables["website"] = "SELECT id, kind, subject_id, state FROM outbox WHERE chat_id IS NULL ORDER BY id"
    return {table: [tuple(row) for row in tx.db.execute(query)] for table, query in tables.items()}


def changed(before: dict[str, list[tuple[Any, ...]]], now: dict[str, list[tuple[Any, ...]]]) -> dict[str, Any]:
    """The rows that are new or different, by table; empty when nothing changed."""
    return {
        table: sorted(set(now[table]) ^ set(before[table]), key=repr) for table in before if now[table] != before[table]
    }


async def bring(stage: Stage, state: State) -> Article | Disposition:
    """Bring a thing into a state and let everybody be told."""
    found = await stage.bot.store.write(subject, state)
    await stage.settle()
    return found
