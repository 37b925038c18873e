"""The power goes at every step of a publication to a real WordPress: the bot's, or the website's.

Each request of the publication is cut before it arrived and after it was done but not answered, by a SIGKILL of the bot
or of the web server. Afterwards there is one post, each medium once, and the right card in the Staf's chat.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import sqlite3
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from bot.config import Config
from bot.sop.flow import Kind, State
from bot.sop.press import Press
from storage import parts
from storage.store import Tx, write_once
from tests.chat import scenes
from tests.e2e.city import City, now
from tests.e2e.hands import text_of
from tests.e2e.process import Living, command, read_config, seed, write_config
from tests.real.conftest import needed
from tests.real.gate import Gate, Moment
from tests.real.wordpress import WordPress, started

pytestmark = pytest.mark.slow

PHOTOS = 2
PATIENCE = 180.0  # seconds until a publication that was cut off is live
CASES = 60  # articles made ready: more than a publication has requests, times four

SITE = """
[website]
kind = "wordpress"
url = "{url}"
name = "Portal Kabupaten Nusaraya"
sections = [{{ key = "berita", name = "Berita" }}]

[website.wordpress]
user = "{user}"
password_file = "{password}"
"""


class Office:
    """The bot as a process, a city around it, and a WordPress behind a gate."""

    def __init__(self, city: City, gate: Gate, site: WordPress, config: Config, bot: Living) -> None:
        self.city, self.gate, self.site, self.config, self.bot = city, gate, site, config, bot
        self.staf = city.outside.person(scenes.WHO["Rudi"])

    async def publish(self, article_id: int) -> None:
        """Rudi taps "publish" on the card of an article, and waits until he reads that it is live."""
        version = self._one("SELECT version FROM article WHERE id = ?", article_id)
        self.staf.press(1, data=Press("pub", Kind.ARTICLE, article_id, version).pack())
        await self.city.outside.wait_for(lambda: self._told(article_id), PATIENCE)

    def _told(self, article_id: int) -> bool:
        return any(f"N-{article_id} " in text_of(m) and "Bukti tayang" in text_of(m) for m in self.staf.received)

    def _one(self, query: str, *values: int) -> int:
        with sqlite3.connect(f"file:{self.config.storage.database}?mode=ro", uri=True) as db:
            return int(db.execute(query, values).fetchone()[0])

    async def bot_dies(self) -> None:
        """SIGKILL of the bot, and a new start."""
        self.bot.kill_now()
        await self.bot.ended()
        await self.bot.start()

    async def site_dies(self) -> None:
        """SIGKILL of the web server with all it is doing, and a new start."""
        await asyncio.to_thread(self.site.start)


def material(number: int, photo: int) -> bytes:
    """A photo that no other article has."""
    data = io.BytesIO()
    Image.new("RGB", (64, 48), (number * 4 % 256, photo * 90, 60)).save(data, "JPEG")
    return data.getvalue() + bytes([number, photo])


def make_ready(tx: Tx) -> None:
    """Articles with photos lie verified with Rudi; what would be said of it is not: sixty cards take a minute."""
    for number in range(1, CASES + 1):
        draft = scenes.draft(tx, text=f"Judul naskah nomor {number}\n\n{scenes.TEXT}")
        for photo in range(PHOTOS):
            content = material(number, photo)
            sha = tx.files.put(content)
            parts.keep_file(tx, sha, len(content), "image/jpeg")
            parts.add(
                tx, draft, "photo", sha256=sha, filename="foto.jpg", mime="image/jpeg", size=len(content),
                message_id=100 + photo, chat_id=scenes.WHO["Rina"], alt=f"Foto {photo} naskah {number}",
            )  # fmt: skip
        scenes.move_on(tx, draft.id, State.A_WAITING_STAF)
    tx.db.execute("DELETE FROM outbox")


@contextmanager
def a_website(front: int) -> Iterator[WordPress]:
    with started(Path(tempfile.mkdtemp(prefix="wp-")), front) as site:
        yield site


@asynccontextmanager
async def office(folder: Path) -> AsyncIterator[Office]:
    async with City(folder) as city, Gate() as gate:
        with a_website(gate.port) as site:
            gate.target = f"http://127.0.0.1:{site.port}"
            password = folder / "wordpress-password.txt"
            password.write_text(site.editor.password)
            password.chmod(0o600)
            path = write_config(city)
            text = path.read_text("utf-8")
            start, end = text.index("[website]"), text.index("[report]")
            site_table = SITE.format(url=site.url, user=site.editor.user, password=password)
            path.write_text(text[:start] + site_table + text[end:], "utf-8")
            config = read_config(path)
            await seed(config)
            await asyncio.to_thread(write_once, config.storage.database, config.files, config.office(), now, make_ready)
            bot = Living(command("run", "--config", path), folder / "bot.log")
            await bot.start()
            try:
                yield Office(city, gate, site, config, bot)
            finally:
                await bot.kill()


async def test_the_power_goes_at_every_step_of_a_publication(tmp_path: Path) -> None:
    needed()
    async with office(tmp_path) as there:
        there.gate.count()
        await there.publish(1)
        steps = list(there.gate.asked)
        assert len([step for step in steps if step == "POST /wp-json/wp/v2/media"]) == PHOTOS
        # behind the first whole look at the page come looks as others see it: nothing is written any more
        written = max(number for number, step in enumerate(steps) if "/wp-json/" in step)
        cuts = [
            (number, moment, dies)
            for number in range(written + 1 + 1 + PHOTOS)
            for moment in get_args(Moment)
            for dies in (there.bot_dies, there.site_dies)
        ]
        assert len(cuts) < CASES, "make more articles ready"
        for article_id, (number, moment, dies) in enumerate(cuts, 2):
            there.gate.arm(number, moment, dies)
            await there.publish(article_id)
            assert there.gate.struck, f"request {number} of {steps} never came"
        published = len(cuts) + 1
        posts = Counter(row["post_title"] for row in there.site.posts())
        assert posts == {f"Judul naskah nomor {number}": 1 for number in range(1, published + 1)}
        assert {row["post_status"] for row in there.site.posts()} == {"publish"}
        stored = [row["guid"] or "" for row in there.site.media()]  # the file's name carries a part of its SHA-256
        photos = [
            hashlib.sha256(material(n, p)).hexdigest()[:12] for n in range(1, published + 1) for p in range(PHOTOS)
        ]
        assert Counter({sha: sum(sha in name for name in stored) for sha in photos}) == dict.fromkeys(photos, 1)
        assert len(stored) == len(photos)
        with sqlite3.connect(there.config.storage.database) as db:
            done = db.execute("SELECT count(*) FROM article WHERE state = 'a.published'").fetchone()[0]
            proofs = db.execute("SELECT count(*) FROM event WHERE what = 'prv'").fetchone()[0]
        assert (done, proofs) == (published, published)
