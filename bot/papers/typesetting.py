"""Set a paper with Typst: as PDF/A for the archive, or as pictures for a chat."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import typst

from bot.papers import overlay
from bot.papers.document import Chart, Paper
from bot.papers.fonts import known_fonts

log = logging.getLogger(__name__)

PDF_A = "a-2b"  # ISO 19005-2: what an archive can still open in thirty years
UNSEEN = "could not be displayed"  # Typst's words for a sign that no font has
DOTS = 144.0  # an inch; a phone's width twice over


class PaperError(Exception):
    """A paper could not be set. The detail is for the log."""


def pdf(
    paper: Paper, *, now: datetime, templates: Path | None = None, broken: Callable[[str], None] | None = None
) -> bytes:
    """Return the paper as PDF/A-2b, dated ``now`` (aware): the same values give the same bytes. Raises PaperError.

    ``templates`` is the office's folder of own ones: where they cannot be used, the shipped ones are, and ``broken`` is
    told why. Signs no font of ours has (an emoji in a title) are forbidden in PDF/A: the paper then is a plain PDF,
    which loses nothing of the text.
    """
    data = msgspec.json.encode(paper).decode()
    if templates is not None:
        try:
            with overlay.overlaid(templates) as root:
                return _pdf(root, data, now)
        except (typst.TypstError, OSError, PaperError) as error:
            log.warning("the office's templates cannot be used: %s", str(error)[:500])
            if broken is not None:
                broken(str(error))
    try:
        return _pdf(overlay.shipped(), data, now)
    except typst.TypstError as error:
        raise PaperError(str(error)[:500]) from error


def _pdf(root: Path, data: str, now: datetime) -> bytes:
    try:
        return _set("paper.typ", data, now, root=root, pdf_standards=[PDF_A])
    except typst.TypstError as error:
        log.info("no PDF/A: %s", str(error)[:200])
    return _set("paper.typ", data, now, root=root)


def picture(chart: Chart, *, now: datetime) -> bytes:
    """Return a chart as PNG, about 800 pixels wide. Raises PaperError."""
    try:
        return _set("chart.typ", msgspec.json.encode(chart).decode(), now, format="png", ppi=DOTS)
    except typst.TypstError as error:
        raise PaperError(str(error)[:500]) from error


def drawing(template: str, data: msgspec.Struct, *, now: datetime) -> bytes:
    """Return what one of the templates draws of its own kind of data, as PNG. Raises PaperError."""
    try:
        return _set(template, msgspec.json.encode(data).decode(), now, format="png", ppi=DOTS)
    except typst.TypstError as error:
        raise PaperError(str(error)[:500]) from error


def sheet(template: str, data: msgspec.Struct, *, now: datetime) -> bytes:
    """Return what one of the templates makes of its own kind of data, as PDF. Raises PaperError."""
    try:
        return _set(template, msgspec.json.encode(data).decode(), now)
    except typst.TypstError as error:
        raise PaperError(str(error)[:500]) from error


def sheet_of(template: str, data: msgspec.Struct, *, now: datetime) -> tuple[bytes, bool]:
    """Return what a template makes of people's own words, as PDF, and whether boxes stand for signs no font here has.

    Typst says so of PDF/A alone, in which they are forbidden. Raises PaperError.
    """
    try:
        return _set(template, msgspec.json.encode(data).decode(), now, pdf_standards=[PDF_A]), False
    except typst.TypstError as error:
        log.info("no PDF/A: %s", str(error)[:200])
        return sheet(template, data, now=now), UNSEEN in str(error)


def _set(template: str, data: str, now: datetime, *, root: Path | None = None, **how: Any) -> bytes:
    root = root or overlay.shipped()
    done = typst.compile(
        str(root / template),
        root=str(root),
        sys_inputs={"data": data},  # data, never source: nothing that anybody wrote is read as Typst
        timestamp=int(now.timestamp()),
        font_paths=known_fonts(),
        **({"format": "pdf"} | how),
    )
    if not isinstance(done, bytes):
        raise PaperError("more than one picture")
    return done
