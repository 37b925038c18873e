"""The HTTP interface of the page of phones: what the page shows, and what its visitor does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from aiohttp import WSMsgType, web

from bot.rehearsal.files import Upload
from bot.rehearsal.guard import own_origin, written_by_page
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.phone import Phone
from bot.rehearsal.refusal import Json, Refusal

PREFIX = "/phones/api"
SHOWN_IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
HEARTBEAT_SECONDS = 20.0
MOST_UNREAD = 2000
NO_IMAGE = "Berkas ini bukan foto. / This file is no photo."

Act = Callable[[Phone, int, Json], object]


class Phones:
    """The routes under /phones/api of one rehearsal."""

    def __init__(self, office: Rehearsal) -> None:
        self._office = office
        self._live: set[web.WebSocketResponse] = set()

    def routes(self) -> list[web.RouteDef]:
        """What to add to the application."""
        return [
            web.get(f"{PREFIX}/people", self.people),
            web.get(f"{PREFIX}/chats/{{chat_id}}", self.chat),
            web.get(f"{PREFIX}/live", self.live),
            web.get(f"{PREFIX}/file/{{file_id}}", self.file),
            web.post(f"{PREFIX}/send", self._acting(_send)),
            web.post(f"{PREFIX}/press", self._acting(_press)),
            web.post(f"{PREFIX}/edit", self._acting(_edit)),
            web.post(f"{PREFIX}/block", self._acting(_block)),
            web.post(f"{PREFIX}/upload", self.upload),
        ]

    async def people(self, _request: web.Request) -> web.Response:
        """Who takes part."""
        world = self._office.world
        people = [
            {
                "id": person.id,
                "first_name": person.first_name,
                "last_name": person.last_name,
                "username": person.username,
                "label": person.label,
                "blocked": person.blocked,
                "started": person.started,
            }
            for person in world.people.values()
        ]
        groups = [
            {"id": group.id, "title": group.title, "member_ids": group.member_ids}
            for group in world.groups.values()
            if group.migrated_to is None
        ]
        return web.json_response({"bot": world.bot, "people": people, "groups": groups, "links": self._office.links})

    async def chat(self, request: web.Request) -> web.Response:
        """One chat as one person sees it."""
        try:
            phone = self._phone(request.query.get("user_id"))
            chat_id = _visible(self._office, phone, request.match_info["chat_id"])
        except ValueError as error:
            return _error(error)
        return web.json_response({"messages": self._office.messages(chat_id), "commands": phone.commands(chat_id)})

    async def file(self, request: web.Request) -> web.Response:
        """A file's bytes; only images are ever shown by the browser."""
        file = self._office.core.files.find(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        shown = file.width > 0 and file.mime in SHOWN_IMAGES
        name = quote(file.name, safe="")
        headers = {
            "Content-Type": file.mime if shown else "application/octet-stream",
            "Content-Disposition": "inline" if shown else f"attachment; filename*=UTF-8''{name}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=3600",
        }
        return web.Response(body=file.content, headers=headers)

    async def live(self, request: web.Request) -> web.StreamResponse:
        """A WebSocket that tells every change until the page goes away."""
        if not own_origin(request):
            raise web.HTTPForbidden
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS)
        await socket.prepare(request)
        events: asyncio.Queue[Json] = asyncio.Queue()
        stop = self._office.core.changes.listen(events.put_nowait)
        self._live.add(socket)
        writer = asyncio.get_running_loop().create_task(_write(socket, events))
        try:
            await _until_closed(socket)
        finally:
            stop()
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            self._live.discard(socket)
        return socket

    async def close(self) -> None:
        """Says goodbye to every open page."""
        for socket in tuple(self._live):
            await socket.close(code=1001)

    async def upload(self, request: web.Request) -> web.Response:
        """A person sends photos (several make an album) or documents."""
        if not written_by_page(request, "multipart/form-data"):
            raise web.HTTPForbidden
        form = await request.post()
        files = [_upload(part) for part in form.getall("file", []) if _is_file(part)]
        body: Json = {key: value for key, value in form.items() if isinstance(value, str)}
        try:
            phone = self._phone(body.get("user_id"))
            chat_id = _visible(self._office, phone, body.get("chat_id"))
            sent = _sent_files(phone, chat_id, body, files)
        except (ValueError, LookupError, PermissionError, Refusal) as error:
            return _error(error)
        return web.json_response({"messages": sent})

    def _acting(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        """A POST with a JSON body that names a person and a chat, and acts for them."""

        async def handle(request: web.Request) -> web.Response:
            if not written_by_page(request, "application/json"):
                raise web.HTTPForbidden
            try:
                body = _object(await request.text())
                phone = self._phone(body.get("user_id"))
                chat_id = _visible(self._office, phone, body.get("chat_id", phone.id))
                result = act(phone, chat_id, body)
            except (ValueError, LookupError, PermissionError, Refusal) as error:
                return _error(error)
            return web.json_response({"ok": True, "result": result})

        return handle

    def _phone(self, user_id: Any) -> Phone:
        number = _number(user_id, "user_id")
        if number not in self._office.world.people:
            raise ValueError("no such person")
        return self._office.person(number)


def _visible(office: Rehearsal, phone: Phone, chat_id: Any) -> int:
    """The chat's id, if this person is in that chat. Raises ValueError."""
    number = _number(chat_id, "chat_id")
    group = office.world.groups.get(number)
    if number == phone.id or (group is not None and phone.id in group.member_ids):
        return number
    raise ValueError("no such chat on this phone")


def _send(phone: Phone, chat_id: int, body: Json) -> object:
    reply_to = body.get("reply_to_message_id")
    return phone.send(_words(body, "text"), chat_id, None if reply_to is None else _number(reply_to, "reply_to"))


def _press(phone: Phone, chat_id: int, body: Json) -> object:
    message_id = _number(body.get("message_id"), "message_id")
    return phone.press(message_id, data=_words(body, "data"), chat=chat_id)


def _edit(phone: Phone, chat_id: int, body: Json) -> object:
    message_id = _number(body.get("message_id"), "message_id")
    return phone.edit(message_id, _words(body, "text"), chat_id)


def _block(phone: Phone, _chat_id: int, body: Json) -> object:
    if body.get("blocked") is True:
        phone.block()
    else:
        phone.unblock()
    return phone.person.blocked


def _sent_files(phone: Phone, chat_id: int, body: Json, files: list[Upload]) -> list[Json]:
    if not files:
        raise ValueError("Tidak ada berkas. / No file was given.")
    caption = str(body.get("caption", ""))
    if body.get("kind") == "document":
        captions = [caption, *[""] * len(files)]
        return [
            phone.send_document(file.content, file.name, file.mime, words, chat_id)
            for file, words in zip(files, captions, strict=False)
        ]
    if len(files) == 1:
        return [phone.send_photo(files[0].content, caption, chat_id)]
    return phone.send_album([file.content for file in files], caption, chat_id)


def _number(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(f"{name} must be a number")
    return int(value)


def _words(body: Json, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} must be text")
    return value


def _object(text: str) -> Json:
    try:
        body = json.loads(text)
    except RecursionError:
        raise ValueError("too deeply nested") from None
    if not isinstance(body, dict):
        raise ValueError("expected an object")
    return body


def _is_file(part: Any) -> bool:
    return isinstance(part, web.FileField)


def _upload(part: Any) -> Upload:
    return Upload(part.filename or "file", part.file.read(), part.content_type)


def _error(error: Exception) -> web.Response:
    words = NO_IMAGE if isinstance(error, Refusal) and "IMAGE" in str(error) else str(error)
    return web.json_response({"error": words}, status=400)


async def _write(socket: web.WebSocketResponse, events: asyncio.Queue[Json]) -> None:
    """Sends events on; a page too slow to read them is let go and must load anew."""
    while True:
        event = await events.get()
        if events.qsize() > MOST_UNREAD:
            await socket.close()
            return
        await socket.send_json(event)


async def _until_closed(socket: web.WebSocketResponse) -> None:
    async for message in socket:
        if message.type is WSMsgType.ERROR:
            return
