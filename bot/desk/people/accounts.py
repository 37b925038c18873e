"""One person's account: the links to it, what papers print of them, their language, their menu, and its closing."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from bot.desk import notify
from bot.sop.model import Person
from storage import events, invitations, outbox, people, screens
from storage.outbox import ANSWER
from storage.outbox_bodies import Link, Menu
from storage.store import Tx

#: How long an invitation may lie unused.
INVITATION_LASTS = timedelta(days=14)

NIP_DIGITS = 18  # nomor induk pegawai (Peraturan Kepala BKN 22/2007)

#: The most characters of what papers print of a person.
LONGEST_DETAIL = 200


def hashed(token: str) -> str:
    """Give what is kept of a token: nobody can open anything with it."""
    return hashlib.sha256(token.encode()).hexdigest()


# --- invitations -----------------------------------------------------------------------------------------------


def open_link(tx: Tx, person_id: int, by: Person | None, account: int | None = None) -> str:
    """Make a one-time link to somebody's account and give its token (A-Z a-z 0-9 _ -); their older ones work no more.

    For who has an account already it moves them to the one that opens it.
    """
    invitations.revoke_all(tx, person_id, by.id if by else None)
    token = secrets.token_urlsafe(24)
    number = invitations.add(tx, hashed(token), person_id, tx.now + INVITATION_LASTS, by.id if by else None, account)
    events.append(tx, "invite", by.id if by else None, None, None, {"person": person_id, "invitation": number})
    return token


def send_link(tx: Tx, to: Person, invited: Person, token: str) -> None:
    """Send a link and its QR picture to the admin who made it; once it is sent nothing of it is kept."""
    if to.telegram_id is not None:
        until = tx.office.calendar.today(tx.now + INVITATION_LASTS)
        body = Link(token, invited.name, to.language, until, moves=invited.telegram_id is not None)
        outbox.add(tx, to.telegram_id, body, priority=ANSWER)


def revoke(tx: Tx, actor: Person | None, invitation_id: int) -> bool:
    """Have an invitation open nothing any more; say whether it still would have."""
    if not invitations.revoke(tx, invitation_id, actor.id if actor else None):
        return False
    events.append(tx, "revoke", actor.id if actor else None, None, None, {"invitation": invitation_id})
    return True


# --- what changes for one person ---------------------------------------------------------------------------------


def shut_out(tx: Tx, person: Person) -> None:
    """After somebody lost a role: their menu; and for who has none left, all that was open or on its way to them."""
    if not people.appointments(tx, person.id):
        screens.clear_focus(tx, person.id)
        screens.forget_question(tx, person.id)
        if person.telegram_id is not None:
            close_chat(tx, person.telegram_id)
    refresh_menu(tx, person)


def close_chat(tx: Tx, chat_id: int) -> None:
    """Leave unsaid what waits for a chat, and have its cards say that they are its reader's no more."""
    outbox.drop_chat(tx, chat_id)
    notify.open_cards_again(tx, chat_id)


def set_detail(tx: Tx, actor: Person | None, person: Person, detail: str, value: str) -> str | None:
    """Change what papers print of somebody, or their name; gives why not: empty, too long, or no NIP."""
    words = " ".join(value.split())
    if detail == "nip":
        words = "".join(words.split())
        if words and not (words.isascii() and words.isdigit() and len(words) == NIP_DIGITS):
            return "nip"
    if len(words) > LONGEST_DETAIL or not words.isprintable() or (detail == "name" and not words):
        return "detail"
    people.set_detail(tx, person.id, detail, words)
    events.append(tx, "person", actor.id if actor else None, None, None, {"person": person.id, "changed": detail})
    return None


def set_language(tx: Tx, person: Person, language: str) -> Person:
    """Remember in which language somebody reads, and give the person as they are now; their open cards follow."""
    people.set_language(tx, person.id, language)
    changed = people.person(tx, person.id)
    refresh_menu(tx, changed)
    if changed.telegram_id is not None:
        notify.open_cards_again(tx, changed.telegram_id)
    return changed


def refresh_menu(tx: Tx, person: Person) -> None:
    """Have Telegram show this person the commands of their roles, in their language, as they are when it is told."""
    if person.telegram_id is not None:
        outbox.add(tx, person.telegram_id, Menu(), priority=ANSWER)


def empty_menu(tx: Tx, chat_id: int) -> None:
    """Have Telegram show no commands of ours in a chat that is nobody's any more."""
    outbox.add(tx, chat_id, Menu(), priority=ANSWER)


def refresh_all_menus(tx: Tx) -> None:
    """After an update of the program: everybody's menu anew."""
    for person in people.everybody(tx):
        refresh_menu(tx, person)
