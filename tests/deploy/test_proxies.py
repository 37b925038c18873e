"""Webhook mode behind the blocks in deploy/, as far as a real nginx and a real Caddy go on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.transport.health import Check, HealthPages
from bot.transport.webhook import SECRET_HEADER, Webhook, WebServer

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SECRET = "rahasia-webhook"
HOST = "bot.contohkab.go.id"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def needed(program: str) -> str:
    found = shutil.which(program, path="/usr/sbin:/usr/bin:/usr/local/bin")
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


class Bot:
    """The bot's own web server, and what it was brought."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.server = WebServer(
            HealthPages(lambda: {"tick": Check(ok=True, detail="inside")}, self._numbers),
            webhook=Webhook("/telegram", SECRET, self._take), port=0,
        )  # fmt: skip

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        self.taken += updates

    async def _numbers(self) -> str:
        return "tayang_events 1\n"


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    bot = Bot()
    await bot.server.start()
    yield bot
    await bot.server.stop()


async def passes_only_telegram(url: str, bot: Bot, headers: Mapping[str, str], tls: ssl.SSLContext | None) -> None:
    async with aiohttp.ClientSession(headers=headers, connector=aiohttp.TCPConnector(ssl=tls or True)) as client:
        for _ in range(100):
            try:
                async with client.get(f"{url}/") as answer:
                    assert answer.status == 404
                break
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
        body = json.dumps({"update_id": 7})
        async with client.post(f"{url}/telegram", data=body, headers={SECRET_HEADER: SECRET}) as answer:
            assert answer.status == 200
        async with client.post(f"{url}/telegram", data=body) as answer:
            assert answer.status == 403
        async with client.get(f"{url}/telegram") as answer:
            assert answer.status in {403, 404, 405}
        for path in ("/healthz", "/metrics", "/telegram/x", "/telegramx", "//healthz"):
            async with client.get(f"{url}{path}") as answer:
                assert answer.status == 404, path
                assert "inside" not in await answer.text()
        too_long = io.BytesIO(b"x" * 2_000_000)
        with contextlib.suppress(aiohttp.ClientConnectionError):  # refused before it was sent to the end
            async with client.post(f"{url}/telegram", data=too_long, headers={SECRET_HEADER: SECRET}) as answer:
                assert answer.status in {413, 502}  # Caddy cuts it off on the way
    assert bot.taken == [{"update_id": 7}]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    openssl = needed("openssl")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
         "-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    return tmp_path


async def test_nginx_passes_telegrams_deliveries_and_nothing_else(bot: Bot, certificate: Path) -> None:
    nginx, port = needed("nginx"), free_port()
    block = (DEPLOY / "nginx.conf").read_text()
    block = block.replace("127.0.0.1:8443", f"127.0.0.1:{bot.server.address[1]}")
    block = block.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    block = block.replace(f"/etc/letsencrypt/live/{HOST}", str(certificate))
    whole = certificate / "nginx.conf"
    temp = "".join(f"{name}_temp_path {certificate};\n"
                   for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    whole.write_text(
        f"daemon off; pid {certificate}/pid; error_log {certificate}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temp}{block}\n}}\n"
    )
    process = await asyncio.create_subprocess_exec(nginx, "-p", str(certificate), "-c", str(whole))
    try:
        tls = ssl.create_default_context()
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
        await passes_only_telegram(f"https://127.0.0.1:{port}", bot, {"Host": HOST}, tls)
    finally:
        process.terminate()
        await process.wait()


async def test_caddy_passes_telegrams_deliveries_and_nothing_else(bot: Bot, tmp_path: Path) -> None:
    """Without TLS: its certificates come from outside."""
    caddy, port = needed("caddy"), free_port()
    block = (DEPLOY / "Caddyfile").read_text().replace("127.0.0.1:8443", f"127.0.0.1:{bot.server.address[1]}")
    block = block.replace(f"{HOST} {{", f"http://{HOST}:{port} {{")
    whole = tmp_path / "Caddyfile"
    whole.write_text(f"{{\n\tadmin off\n\tstorage file_system {tmp_path}\n}}\n{block}")
    process = await asyncio.create_subprocess_exec(
        caddy, "run", "--adapter", "caddyfile", "--config", str(whole),
        env={"HOME": str(tmp_path)}, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await passes_only_telegram(f"http://127.0.0.1:{port}", bot, {"Host": HOST}, None)
    finally:
        process.terminate()
        await process.wait()
