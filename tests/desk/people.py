"""An office of named people on a SQLite file of its own, worked directly at the desk: no Telegram, no asyncio."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Concatenate, ParamSpec, TypeVar, Unpack
from zoneinfo import ZoneInfo

from bot.content.incoming import Incoming
from bot.desk.workflow.answer import Answer
from bot.desk.writing import drafts
from bot.holidays import indonesian_holidays
from bot.sop.model import Article, Person, UnitKind
from bot.sop.office import Office, SectionRule, Website
from bot.sop.press import Press
from bot.sop.roles import Role
from bot.sop.worktime import Calendar
from bot.texts import default
from handlers.routing import press_button
from handlers.senders import Asker
from storage import articles, people
from storage.articles import ArticleColumns
from storage.files import FileStore
from storage.schema import migrate
from storage.store import Tx, connect, transact

P = ParamSpec("P")
T = TypeVar("T")

#: A Tuesday morning in office hours: 2026-11-24 09:00 WIB.
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

PRESS, HEALTH, SCHOOLS = "Subag Pemberitaan", "Dinas Kesehatan", "Dinas Pendidikan"
UNITS = {PRESS: UnitKind.INTERNAL, HEALTH: UnitKind.EXTERNAL, SCHOOLS: UnitKind.EXTERNAL}

#: Who plays: name -> the roles held. Wati writes for the Dinas Kesehatan and is one of its officials too.
CAST: dict[str, tuple[tuple[Role, str | None], ...]] = {
    "Bambang": ((Role.KABAG, None),),
    "Siti": ((Role.KASUBBAG, None),),
    "Rudi": ((Role.STAF, None),),
    "Dewi": ((Role.STAF, None),),
    "Agus": ((Role.CONTRIBUTOR, PRESS),),
    "Rina": ((Role.CONTRIBUTOR, HEALTH),),
    "Hasan": ((Role.VERIFIER, HEALTH),),
    "Wati": ((Role.CONTRIBUTOR, HEALTH), (Role.VERIFIER, HEALTH)),
    "Tono": ((Role.CONTRIBUTOR, SCHOOLS),),
    "Yuni": ((Role.VERIFIER, SCHOOLS),),
    "Lukman": ((Role.PPID, None),),
    "Fitri": ((Role.ADMIN, None),),
}

OFFICE = Office(
    name="Bagian Kominfo dan Humas Setda Kabupaten Nusaraya",
    place="Nusaraya",
    calendar=Calendar(ZoneInfo("Asia/Jakarta"), holidays=indonesian_holidays),
    website=Website("Portal Kabupaten Nusaraya", "https://nusaraya.example/"),
    sections=(SectionRule("berita", "Berita"), SectionRule("agenda", "Agenda")),
    report_group=-5001,
)

TEXT = "Puskesmas membuka layanan vaksinasi massal mulai Senin pagi pukul delapan."


def _seed(tx: Tx) -> None:
    units = {name: people.add_unit(tx, name, kind) for name, kind in UNITS.items()}
    for number, (name, held) in enumerate(CAST.items()):
        person_id = people.add_person(tx, name, 1001 + number, "id")
        for role, unit in held:
            people.appoint(tx, person_id, role, units[unit] if unit else None)


@lru_cache(maxsize=1)
def _template() -> bytes:
    """Migrate and seed once; every office begins with a copy of this file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tayang.sqlite3"
        migrate(path, connect)
        db = connect(path)
        transact(db, lambda c: Tx(c, MORNING, OFFICE, FileStore(Path(folder))), _seed)
        db.close()
        return path.read_bytes()


class Desk:
    """One office: `desk.do(intent, ...)` runs a function of the desk in one transaction, at `desk.now`."""

    def __init__(self, folder: Path, *, office: Office = OFFICE) -> None:
        path = folder / "tayang.sqlite3"
        path.write_bytes(_template())
        self.office = office
        self.now = MORNING
        self.files = FileStore(folder / "berkas")
        self.db = connect(path)
        self.db.execute("PRAGMA synchronous=OFF")  # no power is lost here, and a sync a step costs most of the time
        self._messages = 0

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def do(self, intent: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one intent in one transaction; what it raises is raised here."""
        return transact(self.db, lambda db: Tx(db, self.now, self.office, self.files), intent, *args, **kwargs)

    def press(self, name: str, press: Press) -> Answer:
        """Have somebody of the cast tap a button."""
        who = Asker(self.person(name), default(self.office, self.now), 0)
        return self.do(press_button, who, press)

    def person(self, name: str) -> Person:
        """Find somebody of the cast."""
        return self.do(people.person, list(CAST).index(name) + 1)

    def article(self, article_id: int) -> Article:
        """Give an article as it is now."""
        found = self.do(articles.get, article_id)
        assert found is not None
        return found

    def set(self, article: Article, **columns: Unpack[ArticleColumns]) -> None:
        """Set columns of an article, as another desk function would have."""
        assert self.do(lambda tx: articles.change(tx, article, **columns))

    def message(self, text: str, kind: str = "text") -> Incoming:
        """A message of somebody's; a photo or a document is a file of its own."""
        self._messages += 1
        sha256 = hashlib.sha256(str(self._messages).encode()).hexdigest() if kind != "text" else None
        name = f"{self._messages}.pdf" if kind == "document" else ""
        return Incoming(1, self._messages, kind, text, sha256=sha256, filename=name, size=1000)

    def write(self, name: str, title: str, *, unit: str | None = None, section: str | None = "berita") -> Article:
        """Somebody begins an article that has all it needs (unless `section` is None)."""
        person = self.person(name)
        mine = self.do(drafts.units_to_write_for, person)
        chosen = next((u for u in mine if u.name == unit), mine[0])
        article = self.do(drafts.begin, person, chosen)
        self.do(drafts.receive, person, article, self.message(f"{title}\n\n{TEXT}"))
        if section:
            self.do(drafts.set_section, self.article(article.id), section)
        return self.article(article.id)
