"""One test over everything that can name an article: what is held as dikecualikan is read by none but whom it concerns.

A command is played because it stands in the table of commands, a paper is printed because it is a kind of body: what
is added there and not looked at here fails.
"""

from __future__ import annotations

import io
import json
import zipfile
from functools import partial
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.desk.reporting import completion
from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State
from bot.sop.model import InfoClass
from handlers import COMMANDS
from storage import articles, outbox_bodies
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, labels, text_of

#: Words of its title, of its text, and of what people wrote about it.
SECRETS = ("Zamrud", "Merpati", "Kenari")

TEXT = "Zamrud kelabu ditemukan\n\nMerpati pos dari Dinas Kesehatan membawa data pasien mulai Senin pukul 08.00 pagi."

#: Nobody of these decides on it, or is above those who do.
OTHERS = ("Rudi", "Dewi", "Agus", "Maya", "Tono", "Yuni", "Fitri")

#: Buttons that only read.
READ = ("N-", "D-", "PDF", "Excel", "Riwayat", "Baca", "Lembar", "lengkap", "Laporan")

#: Every way to say something, and where it is looked at: a new one has to be named here.
LOOKED_AT = {
    "Text": "what everybody reads", "Card": "what everybody reads", "Photos": "what everybody reads",
    "Document": "names and words of files", "DispositionPaper": "/lembar and the report's paper",
    "RecapPaper": "/rekap, as PDF and Excel", "FreshnessPicture": "/kesegaran", "Menu": "commands alone",
    "Delete": "nothing is said", "Share": "only what is live", "Preview": "a card's button: whoever may see it",
    "Link": "an invitation", "StaffFile": "the list of the staff",
    "DraftLink": "to the website", "Package": "to the website", "Publish": "to the website",
    "Republish": "to the website", "Prove": "to the website", "LookAgain": "to the website",
    "Withdraw": "to the website", "TakeBack": "to the website", "LookIfGone": "to the website",
}  # fmt: skip


def test_every_way_to_say_something_is_looked_at() -> None:
    bodies = {
        name
        for name, kind in vars(outbox_bodies).items()
        if isinstance(kind, type) and issubclass(kind, outbox_bodies._Body) and kind is not outbox_bodies._Body
    }
    assert bodies == set(LOOKED_AT)


def move(tx: Tx, article_id: int, who: str, action: Action, **given: object) -> None:
    scenes.move(tx, who, Kind.ARTICLE, article_id, action, **given)


def held(tx: Tx, *, rejected: bool) -> None:
    """An article that a disposisi was proposed for by its title, and that was held afterwards, with reasons given."""
    under = scenes.collecting(tx)
    scenes.article(tx, State.A_PUBLISHED)  # so that there is a report
    article = scenes.draft(tx, text=TEXT, message_id=77)
    order = articles.get(tx, article.id)
    assert order is not None
    articles.change(tx, order, disposition_id=under.id)
    by = partial(move, tx, article.id)
    by("Rina", Action.SUBMIT)
    by("Hasan", Action.RETURN, reason="Kenari: nama pasien masih terbaca")
    by("Rina", Action.SUBMIT)
    by("Hasan", Action.HOLD)
    if rejected:
        by("Lukman", Action.REJECT, reason="Kenari: memuat data pasien")


def proposed(tx: Tx) -> None:
    """The same, where no disposisi was open: the Kabag was asked for one by its title, and sent it."""
    article = scenes.draft(tx, text=TEXT, message_id=78)
    by = partial(move, tx, article.id)
    by("Rina", Action.SUBMIT)
    by("Hasan", Action.APPROVE, info_class=InfoClass.PERIODIC)
    scenes.move(tx, "Bambang", Kind.DISPOSITION, 1, Action.DISPATCH)
    by("Hasan", Action.UNVERIFY, reason="Kenari: ada data pasien")
    by("Hasan", Action.HOLD)


def words_in(stage: Stage, message: dict[str, Any]) -> str:
    """Everything somebody can read in a message: words, buttons, the name of a file and what stands in it."""
    said = [json.dumps(message, ensure_ascii=False), text_of(message), *labels(message)]
    file = message.get("document")
    stored = stage.outside.core.files.find(file["file_id"]) if file else None
    return "\n".join([*said, *(read(file["file_name"], stored.content) if file and stored else [])])


def read(name: str, content: bytes) -> list[str]:
    if name.endswith(".pdf"):
        return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    if name.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(content))
        return [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return [*package.namelist(), *(package.read(one).decode("utf-8", "replace") for one in package.namelist())]
    return [content.decode("utf-8", "replace")]


async def ask_everything(stage: Stage, phone: Phone, *, chat: int | None = None) -> None:
    """Say every command there is, and tap what its answer offers to read."""
    for command in COMMANDS:
        for words in ("", " zamrud kelabu", " N-1", " N-2", " D-1"):
            if chat is not None:
                phone.send(f"/{command.name}{words}", chat=chat)
                await stage.settle()
                continue
            await stage.say(phone, f"/{command.name}{words}")
            message = phone.received[-1]
            for label in labels(message):
                if any(
                    part in label
                    for part in ("N-", "D-", "PDF", "Excel", "Riwayat", "Baca", "Lembar", "lengkap", "Laporan")
                ):
                    phone.press(message, label)
                    await stage.settle()


def leaks(stage: Stage, messages: list[dict[str, Any]]) -> list[str]:
    return [
        found[:600] for found in (words_in(stage, m) for m in messages) if any(secret in found for secret in SECRETS)
    ]


async def test_the_report_tells_no_reason_of_it(stage: Stage) -> None:
    await stage.bot.store.write(held, rejected=True)
    report = await stage.bot.store.read(lambda tx: repr(completion.compose(tx, scenes.collecting(tx))))
    assert "(tidak ditampilkan)" in report
    assert not [secret for secret in SECRETS if secret in report]


@pytest.mark.parametrize("scene", ["held", "rejected", "proposed"])
async def test_nobody_else_reads_of_it_in_anything(stage: Stage, scene: str) -> None:
    if scene == "proposed":
        await stage.bot.store.write(proposed)
    else:
        await stage.bot.store.write(held, rejected=scene == "rejected")
    await stage.settle()
    before = {name: len(stage.person(name).received) for name in OTHERS}
    for name in OTHERS:
        await ask_everything(stage, stage.person(name))
    group = next(iter(stage.outside.world.groups))
    for name in ("Bambang", "Siti", "Rudi"):
        await ask_everything(stage, stage.person(name), chat=group)
    for _ in range(10):
        await stage.advance(hours=24)
    await ask_everything(stage, stage.person("Rudi"))  # the report is written by now, and its paper
    for name in OTHERS:
        said = [m for m in stage.person(name).received[before[name] :] if not m.get("from_user")]
        assert leaks(stage, said) == [], name
        assert not [toast for toast in stage.person(name).answers if any(s in (toast.text or "") for s in SECRETS)]
    assert leaks(stage, [stored.seen() for stored in stage.outside.world.messages(group).values()
                         if stored.seen().get("outgoing")]) == []  # fmt: skip
