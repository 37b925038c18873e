"""What the admins are told of the machine: nobody else can mend it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from markupsafe import Markup

from bot.desk import notify
from bot.sop.roles import Role
from bot.texts import Texts
from storage import events, people
from storage.anchor import SHORT, Compared
from storage.once import once
from storage.store import Tx

WebhookTrouble = Literal["gone", "elsewhere", "failing"]
PollingTrouble = Literal["webhook", "other_bot"]


def webhook_trouble(tx: Tx, what: WebhookTrouble, detail: str) -> None:
    """Tell the admins what became of the webhook, in Telegram's words or with the host it leads to."""
    notify.tell_each(tx, people.holders(tx, Role.ADMIN), lambda t: _of_the_webhook(t, what, detail))


def polling_trouble(tx: Tx, what: PollingTrouble, detail: str) -> None:
    """Tell the admins, once a day, who else takes the bot's messages: a webhook (its host), or another bot."""
    if once(tx, f"polling_{what}", f"{detail} {tx.office.calendar.today(tx.now).isoformat()}"):
        notify.tell_each(
            tx,
            people.holders(tx, Role.ADMIN),
            lambda t: t.polling_webhook(detail) if what == "webhook" else t.polling_other_bot(),
        )


def database_words(tx: Tx, what: Literal["held", "over"], seconds: float) -> dict[int, str]:
    """Give what each admin is told, by chat, of a database that nothing can be written to; it is read only."""
    since = tx.now - timedelta(seconds=seconds)
    return {
        admin.telegram_id: str(_of_the_database(notify.texts_for(tx, admin), what, since))
        for admin in people.holders(tx, Role.ADMIN)
        if admin.telegram_id is not None
    }


def _of_the_database(t: Texts, what: Literal["held", "over"], since: datetime) -> Markup:
    return t.database_held(since) if what == "held" else t.database_free(since)


def record_compared(tx: Tx, found: Compared) -> None:
    """Tell the admins, once each, what the start saw of the record.

    It was changed and sealed anew: an event once had another seal. Or the file of its anchors is gone, and the start
    could compare it with nothing.
    """
    admins, known = people.holders(tx, Role.ADMIN), found.other
    if known is not None and once(tx, "record_changed", known.short):
        notify.tell_each(tx, admins, lambda t: t.record_changed(known.count, known.seal[:SHORT], known.at))
    if found.alone and once(tx, "anchors_gone", str(found.newest)):
        notify.tell_each(tx, admins, lambda t: t.anchors_gone(found.newest))


def seal_of_today(tx: Tx) -> None:
    """Send the admins the newest number and seal of the record: in their chats it stands outside the database."""
    newest = events.newest(tx)
    if newest is not None and once(tx, "seal", tx.office.calendar.today(tx.now).isoformat()):
        for person in people.holders(tx, Role.ADMIN):
            notify.tell_digest(tx, person, lambda t: t.seal_of_today(newest.count, newest.seal[:SHORT]))


def backup_failed(tx: Tx, code: str, detail: str) -> None:
    """Tell the admins, once a day for each cause, that no backup could be made."""
    _daily(tx, f"backup {code}", lambda t: t.backup_failed(code, detail))


def backup_flawed(tx: Tx, count: int) -> None:
    """Tell the admins, once a day, that files were lost or damaged already when the backup was made."""
    _daily(tx, "backup flawed", lambda t: t.backup_flawed(count))


def backup_not_sent(tx: Tx, code: str, detail: str) -> None:
    """Tell the admins, once a day for each cause, that the backup stayed on the machine."""
    _daily(tx, f"backup {code}", lambda t: t.backup_not_sent(code, detail))


def backup_stale(tx: Tx, at: datetime) -> None:
    """Tell the admins, once a day, that the newest backup is old."""
    _daily(tx, "backup stale", lambda t: t.backup_stale(at))


def error_seen(tx: Tx, kind: str, where: str, count: int, number: str) -> bool:
    """Tell the admins of a kind of error, once an hour; say whether they were told now."""
    if not once(tx, "error", f"{kind} {where} {_hour(tx)}"):
        return False
    notify.tell_each(tx, people.holders(tx, Role.ADMIN), lambda t: t.error_seen(kind, where, count, number))
    return True


def publication_failed(tx: Tx, ref: str, code: str, url: str, detail: str) -> None:
    """Tell the admins, once an hour for each cause, what the website answered, and where."""
    if once(tx, "publication failed", f"{code} {_hour(tx)}"):
        notify.tell_each(
            tx, people.holders(tx, Role.ADMIN), lambda t: t.publication_failed(ref, url, f"{code}: {detail}")
        )


def first_of_its_kind(tx: Tx, kind: str) -> bool:
    """Say whether an update that failed is the first of its kind in this hour: the admin hears of that one."""
    return once(tx, "update failed", f"{kind} {_hour(tx)}")


def _hour(tx: Tx) -> str:
    return tx.now.strftime("%Y-%m-%dT%H")


def _daily(tx: Tx, what: str, say: Callable[[Texts], Markup]) -> None:
    if once(tx, what, tx.office.calendar.today(tx.now).isoformat()):
        notify.tell_each(tx, people.holders(tx, Role.ADMIN), say)


def _of_the_webhook(t: Texts, what: WebhookTrouble, detail: str) -> Markup:
    if what == "gone":
        return t.webhook_gone()
    return t.webhook_elsewhere(detail) if what == "elsewhere" else t.webhook_failing(detail)
