"""When a paper is given again as it was issued, and when it is a new edition that says so.

What was signed and filed does not change: a signature added under other figures would not be worth its ink.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from bot.papers.differing import changes, lines
from bot.papers.document import Block, Heading, Paper, Points, Style
from bot.sop.flow import State
from bot.sop.model import Disposition
from bot.texts import Texts
from storage.issued import Issued

MOST = 15  # changes that an edition lists


def again(kept: Issued, disposition: Disposition, paper: Paper) -> bool:
    """Say whether what was issued last is what is asked for now, of which `paper` is what would be printed.

    Once a disposisi is over, nothing said of it later (a calendar day, a substitute, a name) makes another paper of it.
    While it is open, a paper that says the same is the same paper, unless somebody else is to sign it.
    """
    if disposition.state.ended and kept.version == disposition.version:
        return True
    if disposition.state is State.D_CLOSED and kept.version == disposition.version - 1:
        return True  # nothing but the Kabag's acknowledgement came since, which the papers do not speak of
    return kept.content == content(paper) and (disposition.state.ended or kept.signer == signer(paper))


@dataclass(frozen=True, slots=True)
class Edition:
    """A paper as it is printed, with its number among those of its kind; the rest is what `storage.issued` keeps."""

    paper: Paper
    number: int
    fingerprint: str
    content: str
    signer: str
    says: tuple[str, ...]


def issue(t: Texts, paper: Paper, before: Issued | None, *, lasting: Paper | None = None) -> Edition:
    """Make an edition of what was composed: it says which earlier one it replaces, in what it differs, and the
    fingerprint of all on it. `lasting` is the paper without what is of its day alone: it is judged by that.
    """
    judged = lasting or paper
    number, origin, blocks, annex = 1, paper.origin, paper.blocks, paper.annex
    if before is not None:
        number, origin = before.edition + 1, f"{origin} {t.paper_edition(before.edition + 1, before.at)}"
        told = _changes(t, before, judged)
        blocks, annex = (blocks, (*annex, *told)) if annex else ((*blocks, *told), annex)
    said = msgspec.structs.replace(paper, origin=origin, blocks=blocks, annex=annex)
    seal = f"{said.seal}\n{t.paper_fingerprint(fingerprint(said))}"
    return Edition(
        msgspec.structs.replace(said, seal=seal),
        number,
        fingerprint(said),
        content(judged),
        signer(paper),
        lines(judged),
    )


def _changes(t: Texts, before: Issued, paper: Paper) -> tuple[Block, ...]:
    """Say in what an edition differs from the one before it, as far as that one's words were kept."""
    found = changes(before.says, lines(paper)) if before.says else []
    if not found:
        return ()
    said = [t.paper_changed(was, now) for was, now in found[:MOST]]
    more = [t.paper_more_changed(len(found) - MOST)] if len(found) > MOST else []
    return (Heading(t.paper_word("changes"), 2), Points((*said, *more)))


def fingerprint(paper: Paper) -> str:
    """Give the SHA-256 of all that is printed, as the values it is set from."""
    return hashlib.sha256(msgspec.json.encode(paper)).hexdigest()


def content(paper: Paper) -> str:
    """Give the SHA-256 of what a paper says: not when it was printed, nor who signs it, nor of which record
    it is, nor how it looks."""
    return fingerprint(
        msgspec.structs.replace(paper, signature=None, acknowledged=None, origin="", seal="", style=Style())
    )


def signer(paper: Paper) -> str:
    """Say in one line who is to sign."""
    places = (paper.signature, paper.acknowledged)
    return "; ".join(f"{place.title} {place.name}" for place in places if place is not None)
