"""The in-process door: python-telegram-bot calls a `Rehearsal` directly, without sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.rehearsal.faults import Dropped
from bot.rehearsal.files import Upload
from bot.rehearsal.office import Rehearsal, Reply, refused
from bot.rehearsal.refusal import Refusal

NOT_SENT = "the connection could not be made"
UNHEARD = "the answer did not come"
FILE_PART = "/file/bot"
UNAUTHORIZED = Reply(401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}')
NOT_FOUND = Reply(404, b'{"ok":false,"error_code":404,"description":"Not Found"}')


class Door(BaseRequest):
    """A PTB request object; any base URL will do, only token, method and path are read.

    A connection dropped before the act is a NetworkError caused by ConnectionRefusedError (surely
    not done); one dropped after it, or a call that takes longer than its read timeout, is a
    TimedOut caused by TimeoutError (perhaps done). A bot whose own transport names these causes
    otherwise gives its types as `not_sent` and `unknown`. `read_timeout` in seconds, None for no
    limit.
    """

    def __init__(
        self,
        office: Rehearsal,
        read_timeout: float | None = 5.0,
        *,
        not_sent: type[Exception] = ConnectionRefusedError,
        unknown: type[Exception] = TimeoutError,
    ) -> None:
        self._office = office
        self._read_timeout = read_timeout
        self._not_sent, self._unknown = not_sent, unknown

    @property
    def read_timeout(self) -> float | None:
        """The default read timeout in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - PTB's signature
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Answers a call as Telegram's server would: (status, body)."""
        limit = self._read_timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        try:
            async with asyncio.timeout(limit):
                reply = await self._reply(url, request_data)
        except Dropped as dropped:
            if not dropped.acted:
                raise NetworkError(NOT_SENT) from self._not_sent(NOT_SENT)
            raise TimedOut from self._unknown(UNHEARD)
        except TimeoutError:
            raise TimedOut from self._unknown(UNHEARD)
        return reply.status, reply.body

    async def _reply(self, url: str, data: RequestData | None) -> Reply:
        if FILE_PART in url:
            return self._file(url.partition(FILE_PART)[2])
        token, _, method = url.rpartition("/bot")[2].rpartition("/")
        if not self._office.knows_token(token):
            return UNAUTHORIZED
        params = data.json_parameters if data is not None else {}
        has_files = data is not None and data.contains_files
        files = _uploads(data.multipart_data) if data is not None and has_files else {}
        return await self._office.call(method, params, files)

    def _file(self, rest: str) -> Reply:
        token, _, path = unquote(rest).partition("/")
        if not self._office.knows_token(token):
            return UNAUTHORIZED
        try:
            file = self._office.download(path)
        except Refusal as refusal:
            return refused(refusal)
        return NOT_FOUND if file is None else Reply(200, file.content)


def _uploads(parts: Mapping[str, tuple[str, Any, str]]) -> dict[str, Upload]:
    return {name: _upload(*part) for name, part in parts.items()}


def _upload(name: str, content: Any, mime: str) -> Upload:
    return Upload(name, content if isinstance(content, bytes) else content.read(), mime)
