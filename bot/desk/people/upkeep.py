"""What the admins are told of the machine: nobody else can mend it."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from bot.desk import notify
from bot.sop.roles import Role
from bot.texts import Texts
from storage import people
from storage.store import Tx

WebhookTrouble = Literal["gone", "elsewhere", "failing"]


def webhook_trouble(tx: Tx, what: WebhookTrouble, detail: str) -> None:
    """Tell the admins what became of the webhook, in Telegram's words or with the host it leads to."""
    notify.tell_each(tx, people.holders(tx, Role.ADMIN), lambda t: _of_the_webhook(t, what, detail))


def _of_the_webhook(t: Texts, what: WebhookTrouble, detail: str) -> Markup:
    if what == "gone":
        return t.webhook_gone()
    return t.webhook_elsewhere(detail) if what == "elsewhere" else t.webhook_failing(detail)
