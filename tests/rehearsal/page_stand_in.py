"""A stand-in for the rehearsal's server, a browser, and how the page's tests reach a phone."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from PIL import Image
from playwright.async_api import Browser, ConsoleMessage, Error, Locator, Page, async_playwright, expect

PAGE = Path(__file__).parents[2] / "bot" / "rehearsal" / "page"
POLICY = "default-src 'self'; img-src 'self' blob: data:; connect-src 'self' ws:"
NOON = 1_793_592_000
KABAG, KASUBBAG, STAF = 101, 102, 103
GROUP = -500
BOT = {"id": 7, "is_bot": True, "first_name": "Tayang", "username": "tayang_bot"}

Json = dict[str, Any]


class Office:
    """Answers the page like the rehearsal's server, and keeps what the page asked of it."""

    def __init__(self) -> None:
        self.people = [
            person(KABAG, "Ratna", "Wulandari", "Kepala Bagian"),
            person(KASUBBAG, "Bambang", "Sutrisno", "Kasubbag Komunikasi"),
            person(STAF, "Dewi", "Lestari", "Staf Komunikasi", started=False),
        ]
        self.groups: list[Json] = []
        self.chats: dict[int, list[Json]] = {}
        self.commands = [
            {"command": "tugas", "description": "Pekerjaan yang menunggu Anda"},
            {"command": "status", "description": "Keadaan sebuah naskah"},
        ]
        self.asked: list[tuple[str, Json]] = []
        self.files: dict[str, bytes] = {}
        self.refusal: str | None = None
        self.lines: list[web.WebSocketResponse] = []
        self.hold = asyncio.Event()
        self.hold.set()
        self.address = ""

    def say(self, chat_id: int, text: str | None = None, **more: Any) -> Json:
        """Puts a message into a chat, as the bot unless `from` says otherwise."""
        known = [one["message_id"] for chat in self.chats.values() for one in chat]
        outgoing = "from" not in more
        message = {"message_id": max(known, default=0) + 1, "date": NOON, "from": BOT} | more
        message |= {"text": text} if text is not None else {}
        message |= {"outgoing": True} if outgoing else {}
        self.chats.setdefault(chat_id, []).append(message)
        return message

    async def tell(self, event: Json) -> None:
        for line in self.lines:
            await line.send_json(event)

    async def deliver(self, chat_id: int, text: str | None = None, **more: Any) -> Json:
        message = self.say(chat_id, text, **more)
        await self.tell({"event": "message", "chat_id": chat_id, "message": message})
        return message

    def last(self) -> tuple[str, Json]:
        return self.asked[-1]

    def app(self) -> web.Application:
        app = web.Application(client_max_size=20 << 20)
        app.add_routes(
            [
                web.get("/", self.index),
                web.get("/phones/api/people", self.get_people),
                web.get("/phones/api/chats/{chat}", self.get_chat),
                web.get("/phones/api/live", self.live),
                web.get("/phones/api/file/{file}", self.get_file),
                web.post("/phones/api/upload", self.upload),
                web.post("/phones/api/{what}", self.act),
                web.static("/page", PAGE),
            ]
        )
        return app

    async def index(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers={"Content-Security-Policy": POLICY})

    async def get_people(self, request: web.Request) -> web.Response:
        links = {"website": "/site/", "title": "Gladi SOP Situs Web"}
        return web.json_response({"bot": BOT, "people": self.people, "groups": self.groups, "links": links})

    async def get_chat(self, request: web.Request) -> web.Response:
        chat = list(self.chats.get(int(request.match_info["chat"]), []))
        await self.hold.wait()
        return web.json_response({"messages": chat, "commands": self.commands})

    async def live(self, request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse()
        await line.prepare(request)
        self.lines.append(line)
        async for _ in line:
            pass
        self.lines.remove(line)
        return line

    async def get_file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["file"]], content_type="image/png")

    async def act(self, request: web.Request) -> web.Response:
        return self.answer(request, request.match_info["what"], await request.json())

    async def upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        files = [part.filename for part in form.getall("file") if isinstance(part, web.FileField)]
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return self.answer(request, "upload", {**fields, "files": files})

    def answer(self, request: web.Request, what: str, body: Json) -> web.Response:
        if request.headers.get("X-Rehearsal") != "1":
            return web.json_response({"error": "no header"}, status=400)
        if self.refusal:
            return web.json_response({"error": self.refusal}, status=400)
        self.asked.append((what, body))
        return web.json_response({"ok": True})


def person(user_id: int, first: str, last: str, label: str, *, started: bool = True) -> Json:
    names = {"first_name": first, "last_name": last, "username": f"{first.lower()}_{user_id}"}
    return {"id": user_id, **names, "label": label, "blocked": False, "started": started}


def keys(*rows: list[Json]) -> Json:
    return {"inline_keyboard": list(rows)}


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return out.getvalue()


def photo(file_id: str) -> list[Json]:
    return [{"file_id": file_id, "file_unique_id": file_id, "width": 64, "height": 48}]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu"]
        chromium = await driver.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="module")
async def office() -> AsyncIterator[Office]:
    office = Office()
    runner = web.AppRunner(office.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    office.address = f"http://{host}:{port}/"
    yield office
    await runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tab(browser: Browser) -> Page:
    """One tab for all tests: every office has its own port, so nothing is remembered between."""
    page = await browser.new_page()
    page.set_default_timeout(4000)
    return page


@pytest_asyncio.fixture(loop_scope="module")
async def page(tab: Page) -> AsyncIterator[Page]:
    """A page that is not open yet; a script error or a breach of the CSP fails the test."""
    complaints: list[str] = []

    def on_error(error: Error) -> None:
        complaints.append(str(error))

    def on_line(line: ConsoleMessage) -> None:
        if "Content Security Policy" in line.text:
            complaints.append(line.text)

    tab.on("pageerror", on_error)
    tab.on("console", on_line)
    await tab.set_viewport_size({"width": 1440, "height": 900})
    yield tab
    await tab.goto("about:blank")
    tab.remove_listener("pageerror", on_error)
    tab.remove_listener("console", on_line)
    assert complaints == []


async def open_page(page: Page, office: Office) -> None:
    await page.goto(office.address)
    await expect(page.locator(".phone")).to_have_count(len(office.people))
    await expect(page.locator("#stage")).not_to_have_attribute("aria-busy", "true")


def phone(page: Page, user_id: int) -> Locator:
    return page.locator(f".phone[data-person='{user_id}']")


async def settled(done: Callable[[], bool]) -> None:
    """Waits until `done()`; a page needs a moment to reach the server."""
    for _ in range(400):
        if done():
            return
        await asyncio.sleep(0.01)
    pytest.fail("the page did not get that far")
