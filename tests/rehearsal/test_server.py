"""The Bot API over HTTP: every way to call it, files, drops, and PTB itself on a socket."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from telegram import Bot, InputMediaPhoto
from telegram.error import NetworkError
from yarl import URL

from bot.rehearsal import Fault, Rehearsal
from bot.rehearsal.refusal import Json
from bot.rehearsal.server import Server
from tests.rehearsal.cast import RINA, office, picture


@pytest.fixture
def played() -> Rehearsal:
    return office()


@pytest.fixture
async def server(played: Rehearsal, tmp_path: Path) -> AsyncIterator[Server]:
    served = Server(played)
    site = tmp_path / "site"
    (site / "berita").mkdir(parents=True)
    (site / "index.html").write_text("<h1>Beranda</h1>")
    (site / "berita" / "index.html").write_text("<h1>Berita</h1>")
    (site / "gaya.css").write_text("h1 {}")
    (tmp_path / "rahasia.txt").write_text("rahasia")
    (site / "keluar").symlink_to(tmp_path / "rahasia.txt")
    served.add_static("/site/", site)
    async with served:
        yield served


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def body(answer: aiohttp.ClientResponse) -> Json:
    parsed: Json = json.loads(await answer.read())
    assert parsed.get("error_code", 200) == answer.status
    return parsed


async def test_every_way_to_pass_parameters(server: Server, web: aiohttp.ClientSession) -> None:
    url = f"{server.base_url}{server.office.token}/sendMessage"
    params = {"chat_id": str(RINA), "text": "a"}
    multipart = aiohttp.FormData({"chat_id": str(RINA), "text": "a"})
    multipart.add_field("x", b"x", filename="x")
    answers = [
        await web.get(url, params=params),
        await web.post(url, json=params),
        await web.post(url, data=params),
        await web.post(url, data=multipart),
        await web.post(url, params={"chat_id": RINA}, json={"text": "a"}),
    ]
    assert [(await body(answer))["ok"] for answer in answers] == [True] * 5


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("bot1:wrong/getMe", 401, "Unauthorized"),
        ("bot{token}/nothing", 404, "Not Found"),
        ("bot{token}", 404, "Not Found"),
        ("file/bot1:wrong/a", 401, "Unauthorized"),
        ("file/bot{token}/photos/none.jpg", 404, "Not Found"),
    ],
)
async def test_it_refuses_strangers_and_the_unknown(
    server: Server, web: aiohttp.ClientSession, path: str, status: int, words: str
) -> None:
    answer = await web.get(f"{server.url}/{path.format(token=server.office.token)}")
    assert (answer.status, (await body(answer))["description"]) == (status, words)


@pytest.mark.parametrize("content", ["{", "[1]", "\ud83d".encode("utf-16", "surrogatepass")])
async def test_broken_json_is_refused(server: Server, web: aiohttp.ClientSession, content: str | bytes) -> None:
    answer = await web.post(
        f"{server.base_url}{server.office.token}/getMe",
        data=content,
        headers={"Content-Type": "application/json"},
    )
    assert (await body(answer))["description"] == "Bad Request: can't parse JSON object"


async def test_it_refuses_bodies_above_the_limit(played: Rehearsal, web: aiohttp.ClientSession) -> None:
    form = aiohttp.FormData({"chat_id": str(RINA)})
    form.add_field("document", bytes(5000), filename="a.bin")
    async with Server(played, most_bytes=4000) as server:
        answer = await web.post(f"{server.base_url}{played.token}/sendDocument", data=form)
        assert (await body(answer))["description"] == "Request Entity Too Large"


async def test_ptb_plays_over_a_socket(server: Server, played: Rehearsal) -> None:
    bot = Bot(played.token, base_url=server.base_url, base_file_url=server.base_file_url)
    async with bot:
        sent = await bot.send_photo(RINA, picture(), caption="Apel")
        album = await bot.send_media_group(RINA, [InputMediaPhoto(picture()), InputMediaPhoto(picture())])
        file = await bot.get_file(sent.photo[-1].file_id)
        assert await file.download_as_bytearray() == picture()
        played.person(RINA).send("halo")
        (update,) = await bot.get_updates()
        assert update.message is not None
        assert (len(album), update.message.text) == (2, "halo")
    assert (played.refusals(), played.log.odd()) == ([], [])


async def test_a_drop_closes_the_connection_without_an_answer(
    server: Server, played: Rehearsal, web: aiohttp.ClientSession
) -> None:
    url = f"{server.base_url}{played.token}/sendMessage"
    for kind, kept in (("drop_before", 0), ("drop_after", 1)):
        played.faults.add(Fault("sendMessage", kind))  # type: ignore[arg-type]  # a loop's str
        with pytest.raises(aiohttp.ClientError):
            await web.post(url, json={"chat_id": RINA, "text": "a"})
        assert len(played.person(RINA).messages) == kept
    bot = Bot(played.token, base_url=server.base_url)
    async with bot:
        played.faults.add(Fault("sendMessage", "drop_after"))
        with pytest.raises(NetworkError):
            await bot.send_message(RINA, "a")


async def test_a_poll_ends_with_the_client_that_made_it(
    server: Server, played: Rehearsal, web: aiohttp.ClientSession
) -> None:
    url = f"{server.base_url}{played.token}/getUpdates"
    with pytest.raises(TimeoutError):
        await web.get(url, params={"timeout": 30}, timeout=aiohttp.ClientTimeout(total=0.1))
    assert (await body(await web.get(url)))["result"] == []
    assert played.refusals() == []


@pytest.mark.parametrize(
    ("path", "status", "kind", "content"),
    [
        ("/site", 200, "text/html; charset=utf-8", "Beranda"),
        ("/site/berita", 200, "text/html; charset=utf-8", "Berita"),
        ("/site/gaya.css", 200, "text/css; charset=utf-8", "h1 {}"),
        ("/site/none", 404, "text/html; charset=utf-8", "404"),
        ("/site/..%2frahasia.txt", 404, "text/html; charset=utf-8", "404"),
        ("/site/%2e%2e/rahasia.txt", 404, "text/html; charset=utf-8", "404"),
        ("/site/keluar", 404, "text/html; charset=utf-8", "404"),
        ("/site/a%00b", 404, "text/html; charset=utf-8", "404"),
        ("/", 200, "text/html; charset=utf-8", "<!DOCTYPE html>"),
        ("/page/phones.css", 200, "text/css; charset=utf-8", ""),
        ("/page/..%2fserver.py", 404, "text/html; charset=utf-8", "404"),
    ],
)
async def test_it_serves_pages_and_nothing_else(
    server: Server, web: aiohttp.ClientSession, path: str, status: int, kind: str, content: str
) -> None:
    answer = await web.get(URL(server.url + path, encoded=True))
    assert (answer.status, answer.headers["Content-Type"]) == (status, kind)
    text = await answer.text()
    assert content.lower() in text.lower()
    assert "rahasia" not in text


async def test_a_website_is_kept_apart_from_the_phones(server: Server, web: aiohttp.ClientSession) -> None:
    site = await web.get(f"{server.url}/site/")
    page = await web.get(server.url)
    assert site.headers["Content-Security-Policy"].startswith("sandbox ")
    assert "allow-same-origin" not in site.headers["Content-Security-Policy"]
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert page.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/phones/api/people", "/site/", "/bot1:x/getMe"])
async def test_it_refuses_a_host_that_is_not_this_machine(
    server: Server, web: aiohttp.ClientSession, path: str
) -> None:
    answer = await web.get(server.url + path, headers={"Host": "evil.example"})
    assert answer.status == 403
