"""What the admins are told of the machine: nobody else can mend it."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from bot.desk import notify
from bot.sop.roles import Role
from bot.texts import Texts
from storage import events, people
from storage.anchor import SHORT, Anchor
from storage.once import once
from storage.store import Tx

WebhookTrouble = Literal["gone", "elsewhere", "failing"]


def webhook_trouble(tx: Tx, what: WebhookTrouble, detail: str) -> None:
    """Tell the admins what became of the webhook, in Telegram's words or with the host it leads to."""
    notify.tell_each(tx, people.holders(tx, Role.ADMIN), lambda t: _of_the_webhook(t, what, detail))


def record_changed(tx: Tx, known: Anchor) -> None:
    """Tell the admins, once, that the record was changed and sealed anew: event `known.count` once had another seal."""
    if once(tx, "record_changed", known.short):
        notify.tell_each(
            tx, people.holders(tx, Role.ADMIN), lambda t: t.record_changed(known.count, known.seal[:SHORT], known.at)
        )


def seal_of_today(tx: Tx) -> None:
    """Send the admins the newest number and seal of the record: in their chats it stands outside the database."""
    newest = events.newest(tx)
    if newest is not None and once(tx, "seal", tx.office.calendar.today(tx.now).isoformat()):
        for person in people.holders(tx, Role.ADMIN):
            notify.tell_digest(tx, person, lambda t: t.seal_of_today(newest.count, newest.seal[:SHORT]))


def _of_the_webhook(t: Texts, what: WebhookTrouble, detail: str) -> Markup:
    if what == "gone":
        return t.webhook_gone()
    return t.webhook_elsewhere(detail) if what == "elsewhere" else t.webhook_failing(detail)
