"""The wire of the webhook kind: a signed request, an answer read with care. docs/webhook.md is its specification."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.cms.base import Now, Problem, PublishError
from bot.cms.http import Answer, Door
from bot.cms.webhook.settings import Portal
from bot.config import Secret

VERSION = 1
WINDOW = 300  # seconds that a receiver's clock and ours may differ: an older request is a replay
TRIES = 2
PLACES = 3  # how often a request that another of ours overtook is sent anew
UNKNOWN_OUTCOME = frozenset({"unreachable", "timeout", "answer_odd"})
REFUSED = 400
DENIED, FORBIDDEN, NO_SUCH, NOT_ALLOWED, TOO_LARGE = 401, 403, 404, 405, 413

#: What a receiver says in "error", and the code that has words for people.
ERRORS = {
    "signature": "denied",
    "timestamp": "clock_skew",
    "replayed": "busy",
    "absent": "not_found",
    "draft": "not_published",
    "published": "mismatch",
    "withdrawn": "withdrawn",
    "section_unknown": "section_unknown",
    "medium_refused": "medium_refused",
    "medium_changed": "medium_changed",
    "too_large": "medium_large",
    "disk_full": "disk_full",
}
#: What an answer means that does not speak our protocol: a firewall, a proxy, or a wrong address.
STATUSES = {
    DENIED: "denied",
    FORBIDDEN: "denied",
    NO_SUCH: "endpoint_missing",
    NOT_ALLOWED: "endpoint_missing",
    TOO_LARGE: "medium_large",
}


class OvertakenError(PublishError):
    """The portal has done a later request of ours for this page, and nothing of this one."""


def signature(secret: Secret, timestamp: str, body: bytes) -> str:
    """Return the X-Tayang-Signature: HMAC-SHA256 over timestamp, a dot and the body, in hex."""
    signed = timestamp.encode("ascii") + b"." + body
    return "sha256=" + hmac.new(secret.reveal().encode(), signed, hashlib.sha256).hexdigest()


def encode(op: str, request: str, fields: Mapping[str, Any]) -> bytes:
    """Return the body of a request; half characters (no receiver could read them) become question marks."""
    whole = {"tayang": VERSION, "request": request, "op": op, **fields}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def headers(secret: Secret, at: datetime, request: str, body: bytes) -> dict[str, str]:
    """Return the headers of a request signed at a moment."""
    timestamp = str(int(at.timestamp()))
    return {
        "Content-Type": "application/json",
        "X-Tayang-Timestamp": timestamp,
        "X-Tayang-Signature": signature(secret, timestamp, body),
        "Idempotency-Key": request,
    }


class Wire:
    """Asks one portal. Raises PublishError; nothing of the secret is ever in it."""

    def __init__(self, portal: Portal, now: Now) -> None:
        """Open nothing yet; ``now`` is what requests are signed with."""
        self._portal = portal
        self._now = now
        self._last = 0
        self._door = Door(portal.endpoint, ca_file=portal.ca_file, timeout=portal.timeout)

    def noise(self) -> list[Problem]:
        """Say who prints into the portal's answers, and what keeps old ones."""
        return self._door.noise()

    def ask(self, op: str, **fields: Any) -> dict[str, Any]:
        """Ask for one operation and return the answer's fields.

        Where nobody knows whether it was done (the answer was lost), the very same request goes once more under the
        same Idempotency-Key; doing it twice has the effect of once. One that was overtaken goes under a new key.
        """
        for left in reversed(range(PLACES)):
            try:
                return self._certain(op, self._number(), fields)
            except OvertakenError:
                if not left:
                    raise
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def _number(self) -> str:
        """Return a request's name: its microsecond, then chance; each is greater than the one before, as text."""
        self._last = max(self._last + 1, int(self._now().timestamp() * 1_000_000))
        return f"{self._last:016x}{secrets.token_hex(8)}"

    def _certain(self, op: str, request: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        body = encode(op, request, fields)
        for left in reversed(range(TRIES)):
            try:
                return self._once(op, request, body)
            except PublishError as error:
                if not left or error.code not in UNKNOWN_OUTCOME:
                    raise
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def _once(self, op: str, request: str, body: bytes) -> dict[str, Any]:
        signed = headers(self._portal.secret, self._now(), request, body)
        return _read(op, self._door.send("POST", self._portal.endpoint, data=body, headers=signed))


def _read(op: str, answer: Answer) -> dict[str, Any]:
    try:
        says = answer.json()
    except PublishError as error:
        if answer.status >= REFUSED:
            raise _refused(op, answer.status, "") from error
        raise
    if answer.status >= REFUSED:
        raise _refused(op, answer.status, says.get("error", "") if isinstance(says, dict) else "")
    if not isinstance(says, dict) or says.get("ok") is not True:
        raise odd(op, "no ok in it")
    return says


def _refused(op: str, status: int, error: object) -> PublishError:
    """Turn a refusal into ours; what the portal calls it is repeated only if the protocol knows the word."""
    known = error if isinstance(error, str) and error in ERRORS else ""
    code = ERRORS[known] if known else STATUSES.get(status, "site_refused")
    detail = f"{op}: HTTP {status} {known}".strip()
    return OvertakenError(code, detail, again=True) if known == "replayed" else PublishError(code, detail, again=False)


def odd(op: str, detail: str) -> PublishError:
    """Make the error of an answer that is not of the protocol."""
    return PublishError("answer_odd", f"{op}: {detail}", again=True)
