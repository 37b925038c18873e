"""`tayang check`: whether papers can be set here as the office wants them, tried on a page with its letterhead."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.cli.findings import Finding
from bot.config import Config, Words
from bot.papers import fonts, parts
from bot.papers.document import (
    Bar,
    Bars,
    Box,
    Column,
    Facts,
    Figures,
    Form,
    Heading,
    Paper,
    Paragraph,
    Points,
    Proofs,
    Quotation,
    Signature,
    Table,
    Trend,
)
from bot.papers.typesetting import PaperError, pdf
from bot.sop.office import Office


def look(config: Config, now: datetime) -> list[Finding]:
    """Set a page as the office's are; what is well goes without saying."""
    office, broken = config.office(), list[str]()
    found = [] if fonts.found(office.papers.font) else [_no_font(office.papers.font)]
    try:
        pdf(_page(office), now=now, templates=office.papers.templates, broken=broken.append)
    except PaperError as error:
        return [*found, _not_set(str(error))]
    return [*found, *(_no_template(office.papers.templates, why) for why in broken)]


def _page(office: Office) -> Paper:
    """Give a page of everything that papers are made of, so that no template is used for the first time later."""
    words, cell = office.place, parts.cell(office.place)
    place = Signature(place_and_day=words, title=words, name=words, further=(words,))
    boxes = (
        Box(label=words, ticks=((True, words),), beside=True),
        Box(label=words, columns=(words,), rows=(words, "")),
    )
    return Paper(
        language=office.language,
        title=office.name,
        letterhead=parts.letterhead(office),
        head=Facts(((words, words),)),
        blocks=(
            Heading(words), Heading(words, 2), Paragraph(words), Points((words,)), Quotation(words, words),
            Figures(((words, words),)), Table((Column(label=words, share=1),), ((cell,),)), Form(boxes),
            Bars(words, (Bar(label=words, value=1, words=words),)),
            Trend(words, (words,) * 2, (1.0, 2.0), (words,) * 2),
            Proofs(((words, "https://contoh.go.id", parts.qr("https://contoh.go.id")),)),
        ),
        signature=place,
        acknowledged=place,
        annex=(Paragraph(words),),
        origin=words,
        style=parts.style(office),
    )  # fmt: skip


def _no_template(folder: Path | None, why: str) -> Finding:
    words = Words(
        f"paper.templates: {folder} tidak dapat dipakai, naskah dicetak dengan bentuk bawaan: {why.strip()}",
        f"paper.templates: {folder} cannot be used, papers are printed in the shipped form: {why.strip()}",
    )
    return Finding(ok=False, words=words)


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
