"""A Staf's hands at a website without an interface: unpacking what the bot sent, putting it up, taking it down."""

from __future__ import annotations

import io
import zipfile

from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, State
from bot.sop.model import Article
from storage import articles
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Message, Stage


async def with_staf(stage: Stage) -> Article:
    """Bring an article before Rudi, who publishes it by hand."""
    found = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    assert isinstance(found, Article)
    await stage.bot.store.write(_take_in, found)
    await stage.settle()
    return await article_now(stage, found)


def _take_in(tx: Tx, article: Article) -> None:
    given = {"disposition_id": scenes.collecting(tx).id, "staf_id": scenes.person(tx, "Rudi").id}
    scenes.move(tx, "Siti", article.kind, article.id, Action.TAKE_IN, **given)


async def article_now(stage: Stage, article: Article) -> Article:
    """Give an article as it is now."""
    found = await stage.bot.store.read(articles.get, article.id)
    assert found is not None
    return found


def documents(person: Phone) -> list[Message]:
    """List the files the bot sent somebody."""
    return [message for message in person.received if "document" in message]


def unpacked(stage: Stage, message: Message) -> dict[str, bytes]:
    """Give what is in a package, by name."""
    stored = stage.outside.core.files.find(message["document"]["file_id"])
    assert stored is not None
    with zipfile.ZipFile(io.BytesIO(stored.content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def put_up(stage: Stage, files: dict[str, bytes], name: str = "imunisasi") -> str:
    """Be the Staf's hand: put what is in the package on the website, and give the page's address."""
    there = stage.folder / "situs" / "public" / "berita" / name
    for path, content in files.items():
        (there / path).parent.mkdir(parents=True, exist_ok=True)
        (there / path).write_bytes(content)
    (there / "halaman.html").replace(there / "index.html")
    return f"{stage.server.url}/situs/berita/{name}/"


def take_down(stage: Stage, name: str = "imunisasi") -> None:
    """Be the Staf's hand again: take the page off."""
    (stage.folder / "situs" / "public" / "berita" / name / "index.html").unlink()
