"""What people of the office do every day, in one call each."""

from __future__ import annotations

from bot.desk.dispositions import form
from bot.desk.publishing import publish
from bot.desk.publishing.publish import Look
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved, Refused
from bot.sop.flow import Action
from bot.sop.model import Article, Disposition, InfoClass
from storage import dispositions, outbox
from tests.desk.people import Desk

WHY = Input("Tambahkan jadwal")
ADDRESS = "https://nusaraya.example/berita/1/"
SHOWN = Look(True, "ok", "", ADDRESS, 200, "")


def act(
    desk: Desk, name: str | None, thing: Article | Disposition, action: Action, given: Input = WHY
) -> Moved | Refused:
    """Somebody makes a move; nobody: the scheduler or the website."""
    person = desk.person(name) if name else None
    return desk.do(engine.act, person, thing.kind, thing.id, action, given=given)


def order(desk: Desk, *, accepted: bool = True) -> Disposition:
    """An order of the Kabag, sent and (mostly) accepted."""
    sent = desk.do(form.open_form, desk.person("Bambang"), "Berita HUT daerah")
    act(desk, "Bambang", sent, Action.DISPATCH)
    if accepted:
        act(desk, "Siti", sent, Action.ACCEPT)
    return again(desk, sent)


def again(desk: Desk, thing: Disposition) -> Disposition:
    """The order as it is now."""
    found = desk.do(dispositions.get, thing.id)
    assert found is not None
    return found


def handed_in(desk: Desk, title: str = "Vaksinasi massal", name: str = "Agus") -> Article:
    """An article that waits for the Kasubbag; one of a Dinas was approved by its official."""
    article = desk.write(name, title)
    act(desk, name, article, Action.SUBMIT)
    if name == "Rina":
        act(desk, "Hasan", article, Action.APPROVE, Input(info_class=InfoClass.PERIODIC))
    return desk.article(article.id)


def taken_in(desk: Desk, article: Article, under: Disposition) -> None:
    """The Kasubbag takes an article in for Rudi."""
    given = Input(disposition_id=under.id, staf_id=desk.person("Rudi").id)
    assert isinstance(act(desk, "Siti", article, Action.TAKE_IN, given), Moved)


def published(desk: Desk, article: Article, under: Disposition) -> None:
    """An article goes all the way to its proven page."""
    taken_in(desk, article, under)
    act(desk, "Rudi", article, Action.PUBLISH)
    answered(desk)
    desk.do(publish.published, article.id, "r1", ADDRESS)
    answered(desk)
    assert desk.do(publish.proven, article.id, SHOWN, None)


def answered(desk: Desk) -> None:
    """The website has dealt with what it was asked."""
    row = desk.do(outbox.claim_next, None)
    assert row is not None
    desk.do(outbox.settle, row.id, "answered")


def asked_of_website(desk: Desk) -> list[str]:
    """What waits for the website."""
    return [row[0] for row in desk.db.execute("SELECT kind FROM outbox WHERE chat_id IS NULL AND state = 'new'")]
