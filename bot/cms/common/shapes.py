"""Answers in the shape they must have: anything else is an odd answer, never a surprise further in."""

from __future__ import annotations

import json
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import msgspec

from bot.cms.base import PublishError
from bot.cms.http import Answer

T = TypeVar("T")
MOST_WORDS = 200

BAD_REQUEST, UNAUTHORISED, FORBIDDEN, NOT_FOUND, WRONG_METHOD, CONFLICT = 400, 401, 403, 404, 405, 409
UNPROCESSABLE = 422


class Source(msgspec.Struct):
    """Where in the request an error is."""

    pointer: str = ""


class Fault(msgspec.Struct):
    """One error of a JSON:API document."""

    title: str = ""
    detail: str = ""
    source: Source | None = None


class Faults(msgspec.Struct):
    """The errors of a JSON:API document."""

    errors: list[Fault] = []


def shaped(answer: Answer, shape: type[T]) -> T:
    """Return the answer's JSON as ``shape``; raises PublishError("answer_odd")."""
    document = answer.json()
    if b"\\ud" in answer.body.lower():
        _whole(document)
    return converted(document, shape)


def converted(value: Any, shape: type[T]) -> T:
    """Return a part of an answer as ``shape``; raises PublishError("answer_odd")."""
    try:
        return msgspec.convert(value, shape, strict=False)
    except (ValueError, RecursionError) as error:
        raise PublishError("answer_odd", str(error)[:MOST_WORDS], again=True) from error


def _whole(document: Any) -> None:
    """Refuse half a surrogate pair: no text with one can be stored, hashed or sent."""
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise PublishError("answer_odd", "half a character", again=True) from error


def web_address(url: str, base: str = "") -> str:
    """Return an address a website gave, in full; raises PublishError("answer_odd") for what is none."""
    try:
        full = urljoin(base, url)
        parts = urlsplit(full)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise PublishError("answer_odd", "an address that is none", again=True)
    return full


def faults(answer: Answer) -> list[Fault]:
    """Return the errors an answer names; none if it is no JSON:API document."""
    try:
        return shaped(answer, Faults).errors
    except PublishError:
        return []


def points_at(answer: Answer, field: str) -> bool:
    """Say whether an error is about this field of the request."""
    return any(field in fault.source.pointer.split("/") for fault in faults(answer) if fault.source)


def refusal(answer: Answer, doing: str) -> PublishError:
    """Return what a refusal means to us; ``doing`` says in a few words what was asked, for the log."""
    detail = f"{doing}: HTTP {answer.status} {_words(answer)}".strip()
    match answer.status:
        case 401:
            return PublishError("denied", detail, again=False)
        case 403:
            return PublishError("right_missing", detail, again=False)
        case 404:
            return PublishError("api_missing", detail, again=False)
        case 405:
            return PublishError("read_only", detail, again=False)
        case 413:
            return PublishError("medium_large", detail, again=False)
        case _:
            return PublishError("refused", detail, again=False)


def _words(answer: Answer) -> str:
    said: list[Any] = [fault.detail or fault.title for fault in faults(answer)]
    return " ".join(" ".join(said).split())[:MOST_WORDS]
