"""What a move of the SOP sets besides the state, one small function a move; articles and dispositions apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.desk.articles import checklist, pending_edit
from bot.desk.authority import capacities, recipients
from bot.sop.flow import Action
from bot.sop.model import Article, Disposition, InfoClass, Person
from bot.sop.roles import Who
from storage import dispositions, parts, revisions
from storage.articles import ArticleColumns
from storage.dispositions import DispositionColumns
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Input:
    """What comes with a tap: a reason or note, a class, a disposition and a Staf, a moment."""

    reason: str = ""
    info_class: InfoClass | None = None
    disposition_id: int | None = None
    staf_id: int | None = None
    at: datetime | None = None
    data: dict[str, Any] = field(default_factory=dict)


def on_article(tx: Tx, person: Person | None, article: Article, action: Action, given: Input) -> ArticleColumns:
    """Give the columns a move sets besides the state, and record what it leaves behind (a revision, an approval)."""
    effect = _ON_ARTICLE.get(action)
    return effect(tx, person, article, given) if effect else {}


def on_disposition(
    tx: Tx, person: Person | None, disposition: Disposition, action: Action, given: Input
) -> DispositionColumns:
    """Give the columns a move sets besides the state, and record what it leaves behind (a posted report)."""
    effect = _ON_DISPOSITION.get(action)
    return effect(tx, person, disposition, given) if effect else {}


def _dispatch(tx: Tx, person: Person | None, disposition: Disposition, _given: Input) -> DispositionColumns:
    """Number it in the year's own series (nomor agenda), the year of the office's own calendar.

    A form that lay open until its batas waktu had passed is sent with the usual one from now: nobody can keep the old.
    """
    year = tx.office.calendar.today(tx.now).year
    number = dispositions.next_agenda_no(tx, year)
    return {
        "deadline": _deadline_ahead(tx, disposition),
        "agenda_no": number,
        "agenda_year": year,
        "author_id": person.id if person else disposition.author_id,
        "kasubbag_id": disposition.kasubbag_id if recipients.is_one(tx, disposition.kasubbag_id) else None,
    }


def _submit(tx: Tx, person: Person | None, article: Article, _given: Input) -> ArticleColumns:
    handed_in = _own_revision(tx, person, article)
    section = article.section or tx.office.sections[0].key
    revisions.add(
        tx,
        handed_in,
        section=section,
        content_hash=checklist.content_hash(tx, article),
        submitted_by=person.id if person else article.author_id,
    )
    return {"section": section, "failure": None, "revision": handed_in.revision}


def _own_revision(tx: Tx, person: Person | None, article: Article) -> Article:
    """Hand what somebody else handed in before in under a number of its own.

    Whoever made a small edit that its author recalled stays known as its maker, and never approves it.
    """
    before = revisions.get(tx, article.id, article.revision)
    if before is None or person is None or before.submitted_by == person.id:
        return article
    number = revisions.next_number(tx, article)
    parts.copy(tx, article, number)
    return replace(article, revision=number)


def _approve(tx: Tx, person: Person | None, article: Article, given: Input) -> ArticleColumns:
    assert person is not None  # noqa: S101 - the table gives APPROVE to a verifier only
    assert given.info_class is not None  # noqa: S101 - Need.CLASS
    revision = revisions.get(tx, article.id, article.revision)
    assert revision is not None  # noqa: S101 - what waits for a verifier was handed in
    revisions.approve(tx, article, revision.content_hash, person.id, given.info_class)
    return {"info_class": given.info_class}


def _bypass(tx: Tx, person: Person | None, article: Article, given: Input) -> ArticleColumns:
    """Stand in for the approval of exactly this revision, marked as what it is; a changed text needs its official."""
    assert person is not None  # noqa: S101 - the table gives BYPASS to the Kabag only
    assert given.info_class is not None  # noqa: S101 - Need.CLASS
    revision = revisions.get(tx, article.id, article.revision)
    assert revision is not None  # noqa: S101 - what waits for a verifier was handed in
    revisions.bypass(tx, article, revision.content_hash, person.id, given.info_class, given.reason.strip())
    return {"info_class": given.info_class}


def _edit(tx: Tx, person: Person | None, article: Article, _given: Input) -> ArticleColumns:
    """Make a revision of the Kasubbag's own of what was prepared; the information class stays as it was approved."""
    assert person is not None  # noqa: S101 - the table gives EDIT to the Kasubbag only
    mended = pending_edit.mended(tx, person, article)
    assert mended is not None  # noqa: S101 - Need.CHANGED
    section = mended.section or tx.office.sections[0].key
    content_hash = checklist.content_hash(tx, mended)
    revisions.add(tx, mended, section=section, content_hash=content_hash, submitted_by=person.id, base=article.revision)
    pending_edit.sent(tx, person, article)
    return {"revision": mended.revision, "title": mended.title, "section": section, "failure": None}


def _decline(tx: Tx, _person: Person | None, article: Article, _given: Input) -> ArticleColumns:
    """Go back to the text that was verified."""
    base = pending_edit.base(tx, article)
    assert base is not None  # noqa: S101 - Need.EDITED
    return {"revision": base.number, "title": base.title, "section": base.section}


def _hold(_tx: Tx, _person: Person | None, _article: Article, _given: Input) -> ArticleColumns:
    return {"info_class": InfoClass.EXCLUDED}


def _release(_tx: Tx, _person: Person | None, _article: Article, _given: Input) -> ArticleColumns:
    return {"info_class": None}


def _unverify(tx: Tx, _person: Person | None, article: Article, _given: Input) -> ArticleColumns:
    revisions.revoke(tx, article)
    return {"info_class": None, "staf_id": None}


def _take_in(_tx: Tx, _person: Person | None, article: Article, given: Input) -> ArticleColumns:
    return {
        "disposition_id": article.disposition_id or given.disposition_id,
        "staf_id": given.staf_id,
        "failure": None,
    }


def _publish(_tx: Tx, person: Person | None, article: Article, _given: Input) -> ArticleColumns:
    return {
        "failure": None,
        "scheduled_at": None,
        "staf_id": person.id if person else article.staf_id,
    }


def _schedule(_tx: Tx, person: Person | None, _article: Article, given: Input) -> ArticleColumns:
    return {"scheduled_at": given.at, "staf_id": person.id if person else None}


def _unschedule(_tx: Tx, _person: Person | None, _article: Article, _given: Input) -> ArticleColumns:
    return {"scheduled_at": None}


def _detach(_tx: Tx, _person: Person | None, _article: Article, _given: Input) -> ArticleColumns:
    return {"disposition_id": None, "staf_id": None, "scheduled_at": None, "failure": None}


def _prove(_tx: Tx, _person: Person | None, article: Article, _given: Input) -> ArticleColumns:
    return {"published_revision": article.revision, "failure": None}


def _fail(_tx: Tx, _person: Person | None, _article: Article, given: Input) -> ArticleColumns:
    return {"failure": given.reason}


def _return(_tx: Tx, _person: Person | None, _article: Article, _given: Input) -> ArticleColumns:
    return {"failure": None, "staf_id": None}


def _give_up(tx: Tx, _person: Person | None, article: Article, _given: Input) -> ArticleColumns:
    """Give up a correction: the revision that is live counts again."""
    if article.published_revision is None:
        return {}
    live = revisions.get(tx, article.id, article.published_revision)
    if live is None:  # pragma: no cover - what is live was handed in
        return {}
    return {"revision": live.number, "title": live.title, "section": live.section, "failure": None}


def _taken_off(tx: Tx, person: Person | None, article: Article, given: Input) -> ArticleColumns:
    """Take a page off as it is live; what was under way with its correction is over."""
    columns: ArticleColumns = {"scheduled_at": None, "failure": None, **_give_up(tx, person, article, given)}
    if given.data.get("grave") == "excluded":
        columns["info_class"] = InfoClass.EXCLUDED
    return columns


def _accept(tx: Tx, person: Person | None, disposition: Disposition, _given: Input) -> DispositionColumns:
    """Name who handles it from now on: the Kasubbag who accepts it first, or for whom it is accepted."""
    absent = capacities.in_place_of(tx, person, disposition, Who.KASUBBAG) if person else None
    handler = absent or person
    known = handler is not None and recipients.is_one(tx, handler.id)
    return {"kasubbag_id": handler.id} if handler is not None and known else {}


def _ask_back(_tx: Tx, _person: Person | None, _disposition: Disposition, given: Input) -> DispositionColumns:
    return {"question": given.reason.strip()}


def _post(tx: Tx, person: Person | None, disposition: Disposition, given: Input) -> DispositionColumns:
    dispositions.add_report(tx, disposition.id, given.reason.strip(), person.id if person else None)
    return {"question": ""}


def _complete(_tx: Tx, _person: Person | None, _disposition: Disposition, _given: Input) -> DispositionColumns:
    return {"intake_closed": True}


def _reopen(tx: Tx, _person: Person | None, disposition: Disposition, _given: Input) -> DispositionColumns:
    """Take more material in: a batas waktu that has passed would close the intake again at the next tick."""
    return {"intake_closed": False, "deadline": _deadline_ahead(tx, disposition)}


def _deadline_ahead(tx: Tx, disposition: Disposition) -> datetime | None:
    passed = disposition.deadline is not None and disposition.deadline <= tx.now
    return tx.office.calendar.due(tx.now, tx.office.default_deadline) if passed else disposition.deadline


_ON_ARTICLE: dict[Action, Callable[[Tx, Person | None, Article, Input], ArticleColumns]] = {
    Action.SUBMIT: _submit,
    Action.APPROVE: _approve,
    Action.BYPASS: _bypass,
    Action.EDIT: _edit,
    Action.DECLINE: _decline,
    Action.HOLD: _hold,
    Action.RELEASE: _release,
    Action.UNVERIFY: _unverify,
    Action.TAKE_IN: _take_in,
    Action.PUBLISH: _publish,
    Action.START: _publish,
    Action.SCHEDULE: _schedule,
    Action.UNSCHEDULE: _unschedule,
    Action.DETACH: _detach,
    Action.PROVE: _prove,
    Action.CONFIRM: _prove,
    Action.FAIL: _fail,
    Action.RETURN: _return,
    Action.CANCEL: _give_up,
    Action.REJECT: _give_up,
    Action.WITHDRAW: _taken_off,
    Action.PULL: _taken_off,
}

_ON_DISPOSITION: dict[Action, Callable[[Tx, Person | None, Disposition, Input], DispositionColumns]] = {
    Action.DISPATCH: _dispatch,
    Action.ACCEPT: _accept,
    Action.ASK_BACK: _ask_back,
    Action.POST: _post,
    Action.COMPLETE: _complete,
    Action.REOPEN: _reopen,
}
