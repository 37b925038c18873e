"""`tayang check`: whether papers can be set here as the office wants them, tried on a page with its letterhead."""

from __future__ import annotations

from datetime import datetime

from bot.cli.findings import Finding
from bot.config import Config, Words
from bot.papers import fonts, parts
from bot.papers.document import Paper, Paragraph
from bot.papers.typesetting import PaperError, pdf
from bot.sop.office import Office


def look(config: Config, now: datetime) -> list[Finding]:
    """Set a page as the office's are; what is well goes without saying."""
    office = config.office()
    found = [] if fonts.found(office.papers.font) else [_no_font(office.papers.font)]
    try:
        pdf(_page(office), now=now)
    except PaperError as error:
        return [*found, _not_set(str(error))]
    return found


def _page(office: Office) -> Paper:
    return Paper(
        language=office.language,
        title=office.name,
        letterhead=parts.letterhead(office),
        blocks=(Paragraph(office.place),),
        style=parts.style(office),
    )


def _no_font(name: str) -> Finding:
    family = fonts.family(name)
    called = f"{name} ({family})" if family != name else name
    words = Words(
        f"paper.font: huruf {called} tidak ada di komputer ini; naskah memakai {fonts.SHIPPED}. Pasang hurufnya,"
        " misalnya paket fonts-texgyre untuk Bookman Old Style.",
        f"paper.font: there is no {called} on this computer; papers are set in {fonts.SHIPPED}. Install it, for"
        " instance the package fonts-texgyre for Bookman Old Style.",
    )
    return Finding(ok=True, words=words, warning=True)


def _not_set(reason: str) -> Finding:
    words = Words(
        f"Naskah cetak tidak dapat dibuat: {reason}. Periksa lambang pada [paper].",
        f"Papers cannot be made: {reason}. Look at the emblem in [paper].",
    )
    return Finding(ok=False, words=words)
