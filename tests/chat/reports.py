"""Reports as they are read: in the office's group, and by the buttons of their card."""

from __future__ import annotations

from bot.cli.cast import GROUP
from bot.desk.publishing import publish
from bot.desk.publishing.publish import Look
from storage import articles
from storage.store import Tx
from tests.stage import Message, Stage, labels

LIMIT = 4096  # Bot API


def seen_live(tx: Tx, article_id: int) -> None:
    articles.set_remote(tx, article_id, "1", "http://127.0.0.1/situs/berita/imunisasi/")
    publish.proven(tx, article_id, Look(True, "ok", "", "http://127.0.0.1/", 200, "0" * 64), None)


def in_group(stage: Stage) -> list[Message]:
    """What the bot said in the office's group."""
    return [m for m in stage.outside.messages(GROUP.id) if m["outgoing"]]


def offered(message: Message) -> str:
    """The labels of a card's buttons, as one text."""
    return " | ".join(labels(message))
