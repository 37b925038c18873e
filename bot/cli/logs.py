"""Logging: structured, to standard error, with secrets blotted out wherever they turn up."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from storage.files import keep_private, private_folder

_TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}")
_HIDDEN = "<token>"


@dataclass(frozen=True, slots=True)
class LogFile:
    """A log that is kept: where, of how many bytes at most, and how many of those before it."""

    path: Path
    size: int
    keep: int


class _PrivateLog(RotatingFileHandler):
    """Begins a new file when one is full; what people do stands in them, so they are for their owner alone."""

    def _open(self) -> TextIOWrapper:
        keep_private(Path(self.baseFilename))
        return super()._open()


def set_up_logging(level: str, form: str, secrets: Sequence[str], kept: LogFile | None = None) -> None:
    """Send every log line of ours and of the libraries through one formatter that hides secrets.

    `form`: console or json. Lines name what is being worked on. Tracebacks are printed without local
    variables: frames hold addresses with tokens.
    """
    blot = _blot(secrets)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.stdlib.PositionalArgumentsFormatter(),
    ]
    last: Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, blot, last],
    )
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    if kept is not None:
        private_folder(kept.path.parent)
        handlers.append(_PrivateLog(kept.path, maxBytes=kept.size, backupCount=kept.keep, encoding="utf-8"))
    for handler in handlers:
        handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = handlers
    root.setLevel(level.upper())
    for chatty in ("telegram", "apscheduler", "httpx", "urllib3", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _blot(secrets: Sequence[str]) -> Processor:
    known = [secret for secret in secrets if secret]

    def blot(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        return {key: _without(value, known) if isinstance(value, str) else value for key, value in event.items()}

    return blot


def _without(text: str, secrets: Sequence[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    return _TOKEN.sub(_HIDDEN, text)
