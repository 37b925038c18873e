"""The interface every kind of website keeps: what a page is, what a publisher does, how it fails."""

from __future__ import annotations

import abc
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal

Now = Callable[[], datetime]
RemoteState = Literal["draft", "published", "withdrawn"]
Withdrawal = Literal["ralat", "digabung", "ditarik"]
Severity = Literal["error", "warning"]


class PublishError(Exception):
    """The single error of every kind.

    ``code`` is turned into words elsewhere; ``detail`` is for the log and never holds secrets;
    ``again`` says whether trying again, with nobody doing anything, can help; ``retry_after`` is in seconds,
    None if unknown.
    """

    def __init__(self, code: str, detail: str, *, again: bool, retry_after: float | None = None) -> None:
        """Keep the code, the detail and the advice about trying again."""
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.again = again
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the website that pages belong to (a category, a menu entry)."""

    key: str
    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Medium:
    """A photo or a file as stored at intake; ``size`` in bytes."""

    sha256: str
    filename: str
    mime: str
    path: Path
    alt: str
    caption: str
    size: int


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be seen on the website.

    ``html`` names media as ``media:<sha256>`` in ``img src`` and ``a href``; ``cover`` is the sha256 of
    one of ``media``; ``published_at`` is aware, in UTC.
    """

    key: str
    title: str
    html: str
    summary: str
    section: str
    section_name: str
    unit_name: str
    byline: str
    published_at: datetime
    language: str
    cover: str | None
    media: tuple[Medium, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remote:
    """A page as the website knows it; ``fingerprint`` is that of the Page last stored there."""

    id: str
    url: str
    state: RemoteState
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Update:
    """The newest that was published or changed in a section: when (UTC), its title as plain text, its address."""

    at: datetime
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing ``check`` found: a code that is turned into words elsewhere, and a detail without secrets."""

    code: str
    detail: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was seen to be right: a code that is turned into words elsewhere, and what was found.

    ``detail`` holds no secrets; ``tayang check`` shows it as it is. Codes with words: "user" (who is signed in,
    with the role), "version" (of the CMS), "sections" (those found), "place" (folder or address), "rights".
    """

    code: str
    detail: str


def fingerprint(page: Page) -> str:
    """Return the SHA-256 (hex) of what a visitor would see of this page.

    ``published_at`` and local paths are left out: a second attempt an hour later is still the same page, and
    must not be taken for a correction.
    """
    seen = (
        page.key, page.title, page.html, page.summary, page.section, page.section_name,
        page.unit_name, page.byline, page.language, page.cover, page.tags,
        [(m.sha256, m.filename, m.mime, m.alt, m.caption) for m in page.media],
    )  # fmt: skip
    return hashlib.sha256(json.dumps(seen, ensure_ascii=True).encode("ascii")).hexdigest()


class Publisher(abc.ABC):
    """One website. Every method is synchronous, may be slow, and raises PublishError only.

    Every method is safe to call again after an attempt that was cut off: it finds what was left behind.
    """

    kind: str
    #: Whether ``remove`` can take a page away for good; only then ``tayang check`` puts one up.
    removes: bool = False

    #: Whether a withdrawn page leaves its photos and files behind, since the website cannot say who else shows them.
    keeps_files: ClassVar[bool] = False

    @abc.abstractmethod
    def find(self, key: str) -> Remote | None:
        """Return the page stored under our key in whatever state, or None."""

    @abc.abstractmethod
    def draft(self, page: Page) -> Remote:
        """Create the page unseen by visitors, or adopt what an interrupted attempt left behind."""

    @abc.abstractmethod
    def attach(self, remote: Remote, medium: Medium) -> str:
        """Store one medium and return its public URL; the same sha256 twice is one medium."""

    @abc.abstractmethod
    def publish(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Make the page public with its final content; ``urls`` maps sha256 to what ``attach`` returned."""

    @abc.abstractmethod
    def correct(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Replace the content of a published page: same page, same URL."""

    @abc.abstractmethod
    def withdraw(self, remote: Remote, kind: Withdrawal, note: str, target_url: str | None) -> Remote:
        """Take the content off and leave a visible note, with a link to what replaces it, if any."""

    @abc.abstractmethod
    def sections(self) -> list[Section]:
        """Return the parts of the website that pages can belong to."""

    @abc.abstractmethod
    def check(self) -> list[Problem]:
        """Say what stands in the way of publishing; an empty list means nothing does. Changes nothing."""

    @abc.abstractmethod
    def read_back(self, remote: Remote) -> str:
        """Return the HTML of the body as the website stored it, for comparison."""

    @abc.abstractmethod
    def draft_preview_url(self, remote: Remote) -> str | None:
        """Return where staff can look at a draft, or None if this kind has no such place."""

    def restore(self, remote: Remote, page: Page, urls: Mapping[str, str]) -> Remote:
        """Write a published page again as it is, because visitors are shown something else; same page, same URL.

        By default a correction, which some kinds leave out where they find nothing to correct.
        """
        return self.correct(remote, page, urls)

    def probe(self, page: Page) -> Remote:
        """Put up a page for trying, in the least public way that visitors can still open; by default as any other.

        A kind overrides this where lists, feeds or subscribers would notice. Raises PublishError.
        """
        return self.publish(self.draft(page), page, {})

    def remove(self, key: str) -> bool:
        """Take a page away that ``probe`` put up; what is gone already is well. Refuses the key of anything else.

        True: nothing of it is left. False: no visitor sees it, and a trace stays (a trash, a note in its place).
        Raises PublishError where visitors may still see it.
        """
        raise PublishError("key_odd", f"{key}: this kind takes nothing away", again=False)

    def section_updates(self, sections: Sequence[str]) -> dict[str, Update | None]:  # noqa: ARG002 - for other kinds
        """Say, of each of these sections, what was last published or changed there, by whomever; changes nothing.

        None: nothing is published there. A section that is not in the answer is one this kind cannot tell of, as
        by default all are. Raises PublishError.
        """
        return {}

    def page_update(self, url: str) -> Update | None:  # noqa: ARG002 - for other kinds
        """Say when a public page that is no article was last changed; None where this kind cannot tell, as by default.

        Changes nothing. Raises PublishError.
        """
        return None

    def facts(self) -> list[Fact]:
        """Say what is known to be right, for ``tayang check`` to show once ``check`` found no error.

        Changes nothing. A kind that signs in somewhere also says as whom. Raises PublishError.
        """
        names = ", ".join(section.name for section in self.sections())
        return [Fact("sections", names)] if names else []
