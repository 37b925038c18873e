"""Photos and files: which may stand on a website's own origin, under what name, and their bytes once looked at."""

from __future__ import annotations

import hashlib
import re

from bot.cms.base import Medium, PublishError

# HTML and SVG are not among them: a browser would run what is in them.
PHOTOS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif"}
DOCUMENTS = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/zip": ".zip",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "video/mp4": ".mp4",
}  # fmt: skip
SUFFIXES = PHOTOS | DOCUMENTS
SHA256 = re.compile(r"[0-9a-f]{64}")


def content(medium: Medium) -> bytes:
    """Return the bytes of a medium, which must be those its SHA-256 names.

    Raises PublishError: "medium_refused" (a type no browser may be given), "medium_missing", "medium_changed".
    """
    if not SHA256.fullmatch(medium.sha256) or medium.mime not in SUFFIXES:
        raise PublishError("medium_refused", f"{medium.mime[:60]} is not shown", again=False)
    try:
        found = medium.path.read_bytes()
    except OSError as error:
        raise PublishError("medium_missing", f"{medium.sha256}: {error.strerror}", again=False) from error
    if hashlib.sha256(found).hexdigest() != medium.sha256:
        raise PublishError("medium_changed", f"{medium.sha256} holds something else", again=False)
    return found


def stored_name(medium: Medium) -> str:
    """Return the name a medium has on the website, by which it is found again."""
    return medium.sha256 + SUFFIXES.get(medium.mime, "")
