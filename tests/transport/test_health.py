"""Who may see how the bot is: everybody whether it is well, this computer and the token's holder why not."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Mapping

import aiohttp
import pytest

from bot.transport.health import FORWARDED, Check, HealthPages
from bot.transport.webhook import WebServer

TOKEN = "kata-rahasia-pemantau"


def healthy() -> Mapping[str, Check]:
    return {"polling": Check(ok=True), "backup": Check(ok=False, detail="2026-11-20", grave=False)}


async def numbers() -> str:
    return "tayang_events 12\n"


@pytest.fixture
async def pages() -> AsyncIterator[str]:
    server = WebServer(HealthPages(healthy, numbers, TOKEN), host="0.0.0.0", port=0)
    await server.start()
    yield f":{server.address[1]}"
    await server.stop()


async def get(address: str, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
    async with aiohttp.ClientSession() as client, client.get(f"http://{address}", headers=headers) as answer:
        return answer.status, await answer.text()


def _elsewhere() -> str:
    """This computer's address in its network, by which it is no longer loopback to itself."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("no network of any kind")
        return str(probe.getsockname()[0])


async def test_this_computer_sees_everything(pages: str) -> None:
    status, text = await get(f"127.0.0.1{pages}/healthz")
    assert status == 200, "an old backup makes nobody restart the bot"
    assert '"warnings": ["backup"]' in text
    assert "2026-11-20" in text
    assert await get(f"127.0.0.1{pages}/metrics") == (200, "tayang_events 12\n")


@pytest.mark.parametrize("header", FORWARDED)
async def test_what_a_proxy_passes_on_is_an_outsider(pages: str, header: str) -> None:
    assert await get(f"127.0.0.1{pages}/healthz", {header: "127.0.0.1"}) == (200, '{"ok": true}')
    assert (await get(f"127.0.0.1{pages}/metrics", {header: "127.0.0.1"}))[0] == 404


async def test_from_afar_the_token_opens_it_and_nothing_else_does(pages: str) -> None:
    address = f"{_elsewhere()}{pages}"
    if address.startswith("127."):
        pytest.skip("no address but loopback")
    for given in ("", TOKEN, "Bearer", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}", "Bearer \xff"):
        assert await get(f"{address}/healthz", {"Authorization": given}) == (200, '{"ok": true}')
        assert (await get(f"{address}/metrics", {"Authorization": given}))[0] == 404
    status, text = await get(f"{address}/healthz", {"Authorization": f"Bearer {TOKEN}"})
    assert (status, "2026-11-20" in text) == (200, True)
    assert (await get(f"{address}/metrics", {"Authorization": f"Bearer {TOKEN}"}))[0] == 200


async def test_numbers_that_cannot_be_had_are_told_without_their_reason() -> None:
    async def broken() -> str:
        raise RuntimeError(TOKEN)

    server = WebServer(HealthPages(healthy, broken), port=0)
    await server.start()
    status, text = await get(f"127.0.0.1:{server.address[1]}/metrics")
    await server.stop()
    assert (status, TOKEN in text) == (503, False)
