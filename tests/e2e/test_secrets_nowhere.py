"""Token, passwords and secrets stand in their files alone: everything a bot's run left behind is searched for them."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.config import load
from bot.rehearsal.faults import Fault
from tests.e2e.city import TOKEN, City
from tests.e2e.process import Living, command, run, seed, write_config

pytestmark = pytest.mark.slow

PASSWORD = "k4ta Sandi-Apl1kasi"
WEBHOOK = "r4hasia-webhook-telegram"
HEALTH = "p3mantau-kesehatan-01"

MORE = """
[website.wordpress]
user = "tayang"
password_file = "rahasia/password"

[health]
token_file = "rahasia/health"

[log]
level = "debug"
file = "log/tayang.log"

[telegram.webhook]
secret_file = "rahasia/webhook"
"""


def shapes(secret: str) -> Iterator[bytes]:
    """A secret as it could be written somewhere."""
    yield from {secret.encode(), quote(secret, safe="").encode(), base64.b64encode(secret.encode())}
    yield base64.b64encode(f"tayang:{secret}".encode())


async def test_nothing_that_a_run_leaves_behind_holds_a_secret(tmp_path: Path) -> None:
    async with City(tmp_path) as city:
        config = write_config(city, MORE)
        text = config.read_text().replace("[telegram]\n", '[telegram]\ntoken_file = "rahasia/token"\n', 1)
        config.write_text(text.replace("[website]\n", '[website]\nkind = "wordpress"\n', 1))
        held = tmp_path / "rahasia"
        held.mkdir()
        for name, secret in {"token": TOKEN, "password": PASSWORD, "webhook": WEBHOOK, "health": HEALTH}.items():
            (held / name).write_text(secret)
            (held / name).chmod(0o600)
        await seed(load(config, {}))
        for method in ("getMe", "sendMessage", "getUpdates", "setMyCommands"):
            city.outside.faults.add(Fault(method, "error", status=502))
            city.outside.faults.add(Fault(method, "drop_before", nth=2))
        bot = Living(command("run", "--config", config), tmp_path / "bot.log", token=None)
        await bot.start()
        await city.outside.wait_for(lambda: city.outside.log.of("getUpdates"), 60)
        line = Path(f"/proc/{bot.pid}/cmdline").read_bytes()
        surroundings = Path(f"/proc/{bot.pid}/environ").read_bytes()
        rina = city.outside.person(1007)
        rina.send("Imunisasi serentak di Puskesmas Nusaraya")
        await city.outside.wait_for(lambda: rina.received, 60)
        asked = (["check"], ["audit"], ["backup"], ["invite", "--role", "admin", "--name", "Fitri"])
        commands = [await run(command(*words, "--config", config), token=None) for words in asked]
        assert await bot.stop() == 0
        said = "".join(str(message) for message in rina.received)
    left = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.parent != held}
    assert {"bot.log", "tayang.log", "tayang.sqlite3", "manifest.json"} <= {path.name for path in left}
    with sqlite3.connect(tmp_path / "tayang.sqlite3") as db:
        left[Path("rows")] = "\n".join(db.iterdump()).encode()
    db.close()
    everything = {**{str(path): content for path, content in left.items()}, "command line": line,
                  "environment": surroundings, "chat": said.encode(),
                  "commands": "".join(done.said for done in commands).encode()}  # fmt: skip
    assert {path.read_text() for path in held.iterdir()} == {TOKEN, PASSWORD, WEBHOOK, HEALTH}
    for secret in (TOKEN, PASSWORD, WEBHOOK, HEALTH):
        for shape in shapes(secret):
            assert [where for where, content in everything.items() if shape in content] == [], secret[:4]
