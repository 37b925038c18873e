"""How the bot's calls travel to Telegram: python-telegram-bot's transport, on aiohttp.

The library's default transport is the brake under load, and its errors do not say whether a
message may have left. Here every failure keeps that answer as its cause, and no text it carries
can hold the token, which is part of every address.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import IO, Any, Final, TypeAlias
from urllib.parse import quote

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import BytesPayload, Payload, StringPayload
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.transport.answers import decode, status_of, with_wait

KIB: Final = 1024
MIB: Final = 1024 * KIB
CHUNK: Final = 64 * KIB
# An error answer of the Bot API is one short sentence; a longer one comes from a proxy.
ERROR_ANSWER_LIMIT: Final = 4 * KIB
KEEP_ALIVE: Final = 15.0

Seconds: TypeAlias = float | None


class NotSentError(Exception):
    """The request failed before any of it could have reached the server."""


class OutcomeUnknownError(Exception):
    """The request may have reached the server, and may have been carried out."""


def certainly_not_sent(exc: TelegramError) -> bool:
    """Say whether a failed call surely had no effect, so that repeating it cannot send twice.

    True for a refused connection, an unknown host, a failed TLS handshake, and a timeout while
    waiting for a connection. False when the outcome is unknown, and for every answer of the
    server (a refusal is an outcome of its own).
    """
    return isinstance(exc.__cause__, NotSentError)


class AiohttpRequest(BaseRequest):
    """python-telegram-bot's network layer on one aiohttp session.

    All times are seconds; None waits for ever. `pool_size` bounds the connections, and so the
    calls under way at once. `media_write_timeout` replaces `write_timeout` when files go up.
    Write timeouts bound a standstill, not the whole upload: each 64 KiB has that long.
    `answer_limit` is the largest answer or file taken, in bytes after decompression; the Bot API
    lets bots download at most 20 MB. `proxy` is an HTTP proxy and `proxy_login` the name and password for it;
    `trust_env` takes the proxy from the environment where none is given.

    The session is opened by `initialize` inside the running loop, and again after `shutdown`.
    """

    def __init__(
        self,
        *,
        pool_size: int = 256,
        read_timeout: Seconds = 20.0,
        write_timeout: Seconds = 5.0,
        connect_timeout: Seconds = 5.0,
        pool_timeout: Seconds = 5.0,
        media_write_timeout: Seconds = 20.0,
        answer_limit: int = 64 * MIB,
        proxy: str | None = None,
        proxy_login: tuple[str, str] | None = None,
        trust_env: bool = False,
    ) -> None:
        self._pool_size = pool_size
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._media_write_timeout = media_write_timeout
        self._answer_limit = answer_limit
        self._proxy = proxy
        # aiohttp passes this one on as the proxy's, whichever way the request takes
        self._proxy_headers = {"Authorization": aiohttp.encode_basic_auth(*proxy_login)} if proxy_login else None
        self._trust_env = trust_env
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(pool_size)

    @property
    def read_timeout(self) -> Seconds:
        """The read timeout in seconds of calls that name none."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; a second call changes nothing."""
        if self._session is not None:
            return
        self._slots = asyncio.Semaphore(self._pool_size)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._pool_size, keepalive_timeout=KEEP_ALIVE),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            trust_env=self._trust_env,
        )

    async def shutdown(self) -> None:
        """Close the session and its connections; calls under way fail with an unknown outcome."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Carry one call and return its HTTP status and body.

        Raises TimedOut or NetworkError, whose cause is NotSentError or OutcomeUnknownError.
        """
        files = request_data.multipart_data if request_data else {}
        usual_write = self._media_write_timeout if files else self._write_timeout
        connect = _given(connect_timeout, self._connect_timeout)
        limits = aiohttp.ClientTimeout(
            total=None,
            connect=connect,
            sock_connect=connect,
            sock_read=_given(read_timeout, self._read_timeout),
        )
        try:
            body = _body(request_data, files, _given(write_timeout, usual_write))
            async with _Slot(self._slots, _given(pool_timeout, self._pool_timeout)):
                return await self._exchange(method, url, body, limits)
        except Exception as exc:  # noqa: BLE001 - whatever it was, its text may hold the address
            failure = _failure(exc)
        # Raised here and not above, since an exception raised while another is handled keeps that
        # other one, whose text may hold the address and so the token, as its context.
        raise failure

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Decode an answer. Raises TelegramError when it is not one of the Bot API.

        The base class would write an answer it cannot read, and what people said in it, to the
        log.
        """
        return decode(payload)

    async def _exchange(
        self, method: str, url: str, body: Payload | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSentError("the transport is not initialized")
        # A redirect would turn a POST into a GET, or carry the token to another host.
        async with self._session.request(
            method,
            url,
            data=body,
            timeout=limits,
            proxy=self._proxy,
            proxy_headers=self._proxy_headers,
            allow_redirects=False,
        ) as response:
            succeeded = HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES
            answer = await (self._read(response) if succeeded else _read_error(response))
            if succeeded and method == "GET":  # a file's bytes are handed on as they are
                return response.status, answer
            answer = without_token(answer, url)
            return status_of(response.status, answer), answer if succeeded else with_wait(answer, response.headers)

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        answer = bytearray()
        async for chunk in response.content.iter_any():
            answer += chunk
            if len(answer) > self._answer_limit:
                raise OutcomeUnknownError(f"the answer is longer than {self._answer_limit} bytes")
        return bytes(answer)


async def _read_error(response: aiohttp.ClientResponse) -> bytes:
    """Read the start of an error answer: python-telegram-bot may quote all of it."""
    answer = bytearray()
    async for chunk in response.content.iter_any():
        answer += chunk
        if len(answer) >= ERROR_ANSWER_LIMIT:
            break
    return bytes(answer[:ERROR_ANSWER_LIMIT])


def without_token(answer: bytes, url: str) -> bytes:
    """Blot the token of `url` out of an answer.

    Proxies and web servers quote the address in their error pages, and python-telegram-bot
    quotes an answer it cannot read, in its error and in its log.
    """
    found = re.search(r"/bot(\d+(?::|%3A)[^/]+)/", url)
    if found is None:
        return answer
    for token in {found[1], quote(found[1], safe="")}:
        answer = answer.replace(token.encode(), b"<token>")
    return answer


def _given(timeout: Any, usual: Seconds) -> Seconds:
    """The timeout a caller named, None included, or the usual one."""
    return usual if timeout is BaseRequest.DEFAULT_NONE else timeout


class _Slot:
    """One place among the calls under way, waited for at most `patience` seconds.

    aiohttp counts the wait for a free connection and the making of one as one time; Telegram's
    library sets them apart.
    """

    def __init__(self, slots: asyncio.Semaphore, patience: Seconds) -> None:
        self._slots = slots
        self._patience = patience

    async def __aenter__(self) -> None:
        if not self._slots.locked():
            await self._slots.acquire()
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._slots.acquire()
        except TimeoutError:
            raise _NoFreeConnectionError("all connections were busy") from None

    async def __aexit__(self, *exc_info: object) -> None:
        self._slots.release()


class _NoFreeConnectionError(NotSentError, TimeoutError):
    """No connection became free in time."""


# Failures of making a connection: nothing of the request was written yet. A proxy's refusal of
# CONNECT is one of them.
_BEFORE_SENDING: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ServerFingerprintMismatch,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)


def _failure(exc: Exception) -> NetworkError:
    """The error python-telegram-bot expects for `exc`, with a cause that says what is known."""
    detail = _detail(exc)
    cause: NotSentError | OutcomeUnknownError
    if isinstance(exc, (NotSentError, OutcomeUnknownError)):
        cause = exc
    elif isinstance(exc, _BEFORE_SENDING):
        cause = NotSentError(detail)
    else:
        cause = OutcomeUnknownError(detail)
    timed_out = isinstance(exc, TimeoutError)
    error = TimedOut(f"Timed out: {detail}") if timed_out else NetworkError(detail)
    error.__cause__ = cause
    return error


def _detail(exc: Exception) -> str:
    """What may be said of a failure: never a text that could hold the address."""
    name = type(exc).__name__
    if isinstance(exc, (NotSentError, OutcomeUnknownError)):
        return str(exc)
    if isinstance(exc, aiohttp.ClientConnectorError):  # host, port and the system's words
        return f"{name}: {exc}"
    if isinstance(exc, OSError) and isinstance(exc.errno, int):
        return f"{name}: {os.strerror(exc.errno)}"
    return name


def _body(data: RequestData | None, files: Mapping[str, tuple[str, Any, str]], patience: Seconds) -> Payload | None:
    """Encode a call's parameters: a form, or multipart when files come along."""
    if data is None:
        return None
    try:
        if files:
            return _Multipart(data.json_parameters, files, patience)
        return _Form(data.url_encoded_parameters().encode(), patience)
    except Exception as exc:  # noqa: BLE001 - a file object or a value may fail in any way
        raise NotSentError(f"the request could not be put together: {type(exc).__name__}") from None


class _Form(BytesPayload):
    """Parameters without files."""

    def __init__(self, body: bytes, patience: Seconds) -> None:
        super().__init__(body, content_type="application/x-www-form-urlencoded")
        self._patience = patience

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        async with asyncio.timeout(self._patience):
            await super().write_with_length(writer, content_length)


class _Multipart(aiohttp.MultipartWriter):
    """Parameters and files. aiohttp knows no write timeout, so each chunk is timed here."""

    def __init__(
        self,
        parameters: Mapping[str, str],
        files: Mapping[str, tuple[str, Any, str]],
        patience: Seconds,
    ) -> None:
        super().__init__("form-data")
        for name, value in parameters.items():
            self._add(StringPayload(value), name=name)
        for name, (filename, content, mimetype) in files.items():
            part = _FilePart(content, mimetype, patience)
            self._add(part, name=name, filename=_one_line(filename))

    def _add(self, part: Payload, **disposition: str) -> None:
        # Telegram reads names as they are and does not undo percent signs.
        part.set_content_disposition("form-data", quote_fields=False, **disposition)
        self.append_payload(part)


def _one_line(filename: str) -> str:
    """A person's file name as it may stand in a header: no line ends, no half characters."""
    printable = "".join(char if char.isprintable() else "_" for char in filename)
    return printable.encode("utf-8", "replace").decode()


class _FilePart(Payload):
    """One file, sent in chunks and read off the loop.

    aiohttp's own would close the caller's file, which a second attempt still needs.
    """

    def __init__(self, content: bytes | IO[bytes], mimetype: str, patience: Seconds) -> None:
        super().__init__(content, content_type=mimetype)
        self._patience = patience
        self._size = len(content) if isinstance(content, bytes) else _length(content)

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """Refuse: files are bytes."""
        del encoding, errors
        raise TypeError("a file part has no text")

    async def write(self, writer: AbstractStreamWriter) -> None:
        """Send the whole file. Raises TimeoutError when a chunk stands still too long."""
        if isinstance(self._value, bytes):
            view = memoryview(self._value)
            for start in range(0, len(view), CHUNK):
                await self._send(writer, view[start : start + CHUNK])
            return
        while chunk := await asyncio.to_thread(self._value.read, CHUNK):
            await self._send(writer, chunk)

    async def _send(self, writer: AbstractStreamWriter, chunk: bytes | memoryview) -> None:
        async with asyncio.timeout(self._patience):
            await writer.write(chunk)


def _length(handle: IO[bytes]) -> int | None:
    """A file's size in bytes, left at its start; None for a stream that cannot be rewound."""
    try:
        size = handle.seek(0, os.SEEK_END)
        handle.seek(0)
    except (AttributeError, OSError):
        return None
    return size
