"""Passing or permanent: one answer for the database, Telegram, websites and this computer."""

from __future__ import annotations

import errno
import socket
import sqlite3
import ssl

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.cms.base import PublishError
from bot.passing import LONGEST_PAUSE, pause, status_passes, words_pass
from bot.transport.trouble import UNSURE, is_unreachable, patiently, trouble_of


def _after(error: TelegramError, cause: Exception) -> TelegramError:
    """An answer that is none of Telegram's: a page, with a status Telegram uses too."""
    error.__cause__ = cause
    return error


def _coded(words: str, code: int, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> sqlite3.Error:
    """What SQLite raises, with the code that it gives along."""
    error = kind(words)
    error.sqlite_errorcode = code
    return error


PASSING: list[BaseException] = [
    sqlite3.OperationalError("database is locked"),
    sqlite3.OperationalError("database table is locked: article"),
    sqlite3.OperationalError("disk I/O error"),
    sqlite3.OperationalError("database or disk is full"),
    sqlite3.OperationalError("unable to open database file"),
    RetryAfter(4),
    TimedOut(),
    Conflict("terminated by other setWebhook"),
    NetworkError("Bad Gateway"),
    NetworkError("Internal Server Error"),
    TelegramError("Invalid server response"),
    BadRequest("Bad Request: wrong file_id or the file is temporarily unavailable"),
    NetworkError("Too Many Requests: retry after 4 (429)"),
    BadRequest("Bad Request: Too Many Requests: retry after 7"),
    BadRequest("Bad Request: FLOOD_WAIT_12"),
    BadRequest("Bad Request: MSG_WAIT_FAILED"),
    Forbidden("Forbidden: service temporarily unavailable"),
    _after(Forbidden("Forbidden (403)"), TelegramError("Invalid server response")),
    _after(BadRequest("Bad Request (400)"), TelegramError("Invalid server response")),
    _after(InvalidToken("Not Found (404)"), TelegramError("Invalid server response")),
    _coded("database is locked", sqlite3.SQLITE_BUSY),
    _coded("database is locked", sqlite3.SQLITE_BUSY_SNAPSHOT),
    _coded("database is locked", sqlite3.SQLITE_BUSY_RECOVERY),
    _coded("database table is locked", sqlite3.SQLITE_LOCKED_SHAREDCACHE),
    _coded("disk I/O error", sqlite3.SQLITE_IOERR_FSYNC),
    _coded("disk I/O error", sqlite3.SQLITE_IOERR_SHORT_READ),
    _coded("database or disk is full", sqlite3.SQLITE_FULL),
    _coded("unable to open database file", sqlite3.SQLITE_CANTOPEN),
    _coded("attempt to write a readonly database", sqlite3.SQLITE_READONLY),
    _coded("attempt to write a readonly database", sqlite3.SQLITE_READONLY_DBMOVED),
    _coded("locking protocol", sqlite3.SQLITE_PROTOCOL),
    PublishError("busy", "HTTP 503", again=True),
    ConnectionResetError("reset by peer"),
    BrokenPipeError(),
    TimeoutError(),
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EIO, "Input/output error"),
    OSError(errno.EROFS, "Read-only file system"),
    socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
    socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
    ssl.SSLEOFError(8, "EOF occurred in violation of protocol"),
    ssl.SSLZeroReturnError(6, "TLS/SSL connection has been closed (EOF)"),
]
PERMANENT: list[BaseException] = [
    sqlite3.IntegrityError("CHECK constraint failed: article"),
    sqlite3.OperationalError("no such column: tilte"),
    sqlite3.ProgrammingError("Cannot operate on a closed database."),
    BadRequest("Bad Request: message text is empty"),
    NetworkError("Request Entity Too Large (413)"),
    Forbidden("bot was blocked by the user"),
    InvalidToken("Unauthorized"),
    ChatMigrated(-1001),
    BadRequest("Bad Request: message is not modified: specified new message content and reply markup are the same"),
    BadRequest("Bad Request: chat not found"),
    BadRequest("Bad Request: PEER_ID_INVALID"),
    BadRequest("Bad Request: query is too old and response timeout expired or query ID is invalid"),
    Forbidden("Forbidden: bot was kicked from the supergroup chat"),
    Forbidden("Forbidden: user is deactivated"),
    _coded("database disk image is malformed", sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError),
    _coded("file is not a database", sqlite3.SQLITE_NOTADB, sqlite3.DatabaseError),
    _coded("database schema is locked in words alone", sqlite3.SQLITE_ERROR),
    ssl.SSLCertVerificationError(1, "certificate verify failed"),
    PublishError("denied", "HTTP 401", again=False),
    FileNotFoundError(errno.ENOENT, "No such file"),
    KeyError("x"),
    RuntimeError("nobody foresaw this"),
]


@pytest.mark.parametrize("error", PASSING, ids=repr)
def test_it_knows_what_passes(error: BaseException) -> None:
    assert trouble_of(error) is not None


@pytest.mark.parametrize("error", PERMANENT, ids=repr)
def test_it_knows_what_stays(error: BaseException) -> None:
    assert trouble_of(error) is None


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (RetryAfter(60), 60),
        (NetworkError("Too Many Requests: retry after 4 (429)"), 4),
        (BadRequest("Bad Request: FLOOD_WAIT_12"), 12),
        (NetworkError("Bad Gateway"), None),
    ],
)
def test_a_wait_is_read_from_words_too(error: TelegramError, seconds: float | None) -> None:
    trouble = trouble_of(error)
    assert trouble is not None
    assert trouble.seconds == seconds


@pytest.mark.parametrize(
    ("error", "gone"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), True),
        (Forbidden("Forbidden: bot was kicked from the group chat"), True),
        (BadRequest("Bad Request: chat not found"), True),
        (BadRequest("Bad Request: PEER_ID_INVALID"), True),
        (BadRequest("Bad Request: group chat was deactivated"), True),
        (BadRequest("Bad Request: not enough rights to send text messages to the chat"), True),
        (BadRequest("Bad Request: message to edit not found"), False),
        (BadRequest("Bad Request: not enough rights to send documents to the chat"), False),
        (_after(Forbidden("Forbidden (403)"), TelegramError("Invalid server response")), False),
    ],
)
def test_a_chat_that_is_gone_is_told_from_a_call_that_is_wrong(error: TelegramError, *, gone: bool) -> None:
    assert is_unreachable(error) is gone


def test_a_real_lock_passes_and_a_real_mistake_does_not() -> None:
    first = sqlite3.connect("file:held?mode=memory&cache=shared", uri=True, isolation_level=None)
    second = sqlite3.connect("file:held?mode=memory&cache=shared", uri=True, isolation_level=None, timeout=0)
    first.execute("CREATE TABLE t (x UNIQUE)")
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as held:
        second.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as wrong:
        first.execute("SELECT nothing FROM t")
    first.close()
    second.close()
    trouble = trouble_of(held.value)
    assert trouble is not None
    assert trouble.database
    assert trouble_of(wrong.value) is None


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 507, 520, 521, 522, 524, 525, 530])
def test_a_status_that_passes(status: int) -> None:
    assert status_passes(status)


@pytest.mark.parametrize("status", [0, 200, 301, 400, 401, 403, 404, 405, 409, 410, 413, 422, 501, 505, 511])
def test_a_status_that_stays(status: int) -> None:
    assert not status_passes(status)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Service Temporarily Unavailable", True),
        ("The file is temporarily unavailable", True),
        ("Please try again later.", True),
        ("upstream: 504 Gateway Time-out", True),
        ("message to edit not found", False),
        ("Sorry, you are not allowed to create posts as this user.", False),
    ],
)
def test_words_that_call_it_passing(text: str, *, passes: bool) -> None:
    assert words_pass(text) is passes


def test_pauses_grow_to_a_minute() -> None:
    pauses = [pause(failures) for failures in range(1, 40)]
    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert pauses[-1] == LONGEST_PAUSE


class Work:
    """Fails with these errors in turn, then succeeds."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.rests: list[float] = []

    async def do(self) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return "done"

    async def rest(self, seconds: float) -> None:
        self.rests.append(seconds)


async def test_it_waits_as_long_as_it_is_told_and_no_less() -> None:
    work = Work(RetryAfter(4), TimedOut(), RetryAfter(90))
    assert await patiently(work.do, work.rest, most=900) == "done"
    assert work.rests[0] == 4
    assert work.rests[2] == 90


async def test_it_gives_up_at_once_on_what_stays() -> None:
    work = Work(TimedOut(), BadRequest("file is too big"))
    with pytest.raises(BadRequest):
        await patiently(work.do, work.rest)
    assert len(work.rests) == 1


async def test_it_gives_up_in_time_on_what_does_not_pass() -> None:
    for error, most in ((TimedOut(), 300.0), (BadRequest("the file is temporarily unavailable"), UNSURE)):
        work = Work(*[error] * 200)
        with pytest.raises(type(error)):
            await patiently(work.do, work.rest, most=300.0)
        assert most / 2 < sum(work.rests) <= most
