"""setWebhook, deleteWebhook, getWebhookInfo. (getUpdates waits, so the office answers it.)"""

from __future__ import annotations

from dataclasses import dataclass

from bot.rehearsal.core import Core
from bot.rehearsal.refusal import Json
from bot.rehearsal.rules import Args

MOST_CONNECTIONS = 100


@dataclass(frozen=True)
class Described:
    """A result with a sentence beside it."""

    result: bool
    description: str


def kinds(args: Args) -> list[str] | None:
    """A call's `allowed_updates`."""
    given = args.array("allowed_updates")
    return None if given is None else [str(kind) for kind in given]


def set_webhook(core: Core, args: Args) -> Described:
    """https://core.telegram.org/bots/api#setwebhook"""
    words = core.webhook.set(
        args.text("url").strip(),
        args.text("secret_token"),
        args.clamped("max_connections", 40, 1, MOST_CONNECTIONS),
        certificate="certificate" in args.files,
    )
    core.updates.allow(kinds(args))
    if args.flag("drop_pending_updates"):
        core.updates.drop_all()
    return Described(True, words)


def delete_webhook(core: Core, args: Args) -> Described:
    """https://core.telegram.org/bots/api#deletewebhook"""
    if args.flag("drop_pending_updates"):
        core.updates.drop_all()
    return Described(True, core.webhook.clear())


def get_webhook_info(core: Core, _args: Args) -> Json:
    """https://core.telegram.org/bots/api#getwebhookinfo"""
    return core.webhook.info()


HANDLERS = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
