"""One person, two accounts: a new phone takes the place of the old one; two records of one person become one."""

from __future__ import annotations

from bot.desk import notify
from bot.desk.people import accounts, appointments, passing
from bot.sop.flow import State
from bot.sop.model import Person
from storage import absences, articles, events, invitations, people, revisions, suspensions
from storage import appointments as tenures
from storage.store import Tx


def move(tx: Tx, person: Person, telegram_id: int) -> None:
    """Put another Telegram account in the place of somebody's; the old one loses everything at once.

    A suspension is over with it: what was lost has nothing any more.
    """
    old = person.telegram_id

    def change() -> None:
        people.set_account(tx, person.id, telegram_id)
        suspensions.lift(tx, person.id, person.id)

    passing.following(tx, change)
    invitations.revoke_all(tx, person.id, person.id)
    events.append(tx, "new_account", person.id, None, None, {"person": person.id})
    if old is not None:
        _leave_chat(tx, person, old)
    moved = people.person(tx, person.id)
    accounts.refresh_menu(tx, moved)
    for subject, _ in passing.in_hand(tx, moved):
        notify.hand(tx, subject, moved, office_hours=False)
    others = appointments.concerned(tx, moved, None)
    notify.tell_each(tx, others, lambda t: t.account_moved(moved.name))


def _leave_chat(tx: Tx, person: Person, chat_id: int) -> None:
    accounts.close_chat(tx, chat_id)
    accounts.empty_menu(tx, chat_id)
    notify.tell(tx, chat_id, str(notify.texts_for(tx, person).account_left()))


# --- merging ---------------------------------------------------------------------------------------------------


def why_not(tx: Tx, other: Person, kept: Person) -> tuple[str, str]:
    """Name why two records cannot be made one, with the article it is about; ("", ""): they can.

    Whoever wrote with one account and approved with the other approved their own work: that approval goes first.
    """
    if other.id == kept.id:
        return "same", ""
    if suspensions.of(tx, other.id) or suspensions.of(tx, kept.id):
        return "suspended", ""
    for article in articles.in_states(tx, *(state for state in State if not state.ended and state.value[0] == "a")):
        wrote = revisions.submitters(tx, article.id) | {article.author_id}
        approved = revisions.approval(tx, article)
        if approved is not None and {approved.verifier_id, *(wrote & {other.id, kept.id})} == {other.id, kept.id}:
            return "own_work", article.ref
    drafts = [passing.draft_of(tx, one.id) for one in (other, kept)]
    if all(drafts):
        return "two_drafts", drafts[0].ref if drafts[0] else ""
    return "", ""


def merge(tx: Tx, actor: Person | None, other: Person, kept: Person) -> tuple[str, str]:
    """Make one record of two: `kept` has the roles and the open work of both; the other account loses everything."""
    why = why_not(tx, other, kept)
    if why[0]:
        return why
    chat = other.telegram_id
    absorb(tx, other, kept, by=actor)
    if chat is not None:
        _leave_chat(tx, other, chat)
    notify.tell_each(tx, [people.person(tx, kept.id)], lambda t: t.accounts_merged("", other.name))
    others = appointments.concerned(tx, kept, actor)
    notify.tell_each(tx, others, lambda t: t.accounts_merged(kept.name, other.name))
    return "", ""


def absorb(tx: Tx, other: Person, kept: Person, *, by: Person | None = None) -> None:
    """Give everything of one record to another of the same person."""
    passing.following(tx, lambda: _into(tx, other, kept, by))
    events.append(tx, "merge", by.id if by else None, None, None, {"person": other.id, "into": kept.id})
    accounts.refresh_menu(tx, people.person(tx, kept.id))


def _into(tx: Tx, other: Person, kept: Person, by: Person | None) -> None:
    invitations.revoke_all(tx, other.id, by.id if by else None)
    for arranged in (absences.planned(tx, other.id), *absences.stood_in_by(tx, other.id)):
        if arranged is not None:
            absences.end(tx, arranged.id, by.id if by else None)
    held = {(tenure.role, tenure.unit_id) for tenure in tenures.standing(tx, kept.id)}
    for tenure in tenures.standing(tx, other.id):
        if (tenure.role, tenure.unit_id) in held:
            tenures.end(tx, tenure.id, by.id if by else None, "merged")
        else:
            tenures.move(tx, tenure.id, kept.id)
    people.merge(tx, other.id, kept.id)
    for detail in people.DETAILS[1:]:
        if not getattr(kept, detail) and getattr(other, detail):
            people.set_detail(tx, kept.id, detail, getattr(other, detail))
