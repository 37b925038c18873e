"""`tayang check` proves the website: a page of its own is put up, opened as a visitor, compared, and taken away."""

from __future__ import annotations

import contextlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from filelock import FileLock, Timeout

from bot.cli import site_words
from bot.cli.findings import Finding
from bot.cms.base import Page, Publisher, PublishError
from bot.cms.common.probe import key_of
from bot.config import Config, Words
from bot.content.plain import paragraphs
from bot.sitewatch.gone import Absence, absent
from bot.sitewatch.proof import Expected, Proof, prove

T = TypeVar("T")

#: Seconds between the looks at a page that is not there yet, or still: caches are given a little time.
PAUSES = (0.0, 1.0, 3.0)
#: When the page says it was published: last in every list, in no feed, no news for anybody's subscribers.
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
#: What trying again under a folder finds that is served one level too high.
HIGH = "public"

_HTML = (
    "<p>Halaman ini dipasang sebentar oleh perintah tayang check untuk memastikan situs dapat memuat naskah, lalu"
    " dihapus lagi. Ini bukan berita.</p><p>Nomor pemeriksaan: {}.</p>"
)


def probe(publisher: Publisher, config: Config, now: Callable[[], datetime]) -> list[Finding]:
    """Put a page of our own up, look at it as a visitor, take it away; say what was seen, and whether all was well.

    One at a time on one set-up; a page that an earlier check left behind is taken away first.
    """
    if config.website.kind == "manual":
        return [_well("Halaman uji tidak dipasang: halaman dimuat oleh petugas.", "No page put up: people do that.")]
    if not publisher.removes:
        return [_warned("Halaman uji tidak dipasang: jenis situs ini tidak dapat menghapusnya lagi.",
                        "No page put up for trying: this kind of website could not remove it again.")]  # fmt: skip
    journal = Journal(config.storage.database)
    try:
        with journal.alone():
            return [*_left_behind(publisher, journal), *_tried(publisher, config, now, journal)]
    except Timeout:
        return [_wrong("Halaman uji tidak dipasang: pemeriksaan lain sedang berjalan. Ulangi sebentar lagi.",
                       "No page put up for trying: another check is at it. Try again in a moment.")]  # fmt: skip
    except OSError as error:
        return [_wrong(f"Halaman uji tidak dipasang: catatannya tidak dapat ditulis ({error.strerror}).",
                       f"No page put up for trying: its note cannot be written ({error.strerror}).")]  # fmt: skip


class Journal:
    """The keys of pages that are up, written before they are: a check that dies leaves them for the next one."""

    def __init__(self, database: Path) -> None:
        """Keep it beside the database."""
        self._path = database.with_name(f"{database.stem}-check.json")

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock for as long as a page is up; raises filelock.Timeout where another check holds it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._path.with_suffix(".lock"), timeout=0):
            yield

    def noted(self) -> list[str]:
        """List the pages that may be up; a damaged file names none."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return []
        return [key for key in found if isinstance(key, str)] if isinstance(found, list) else []

    def add(self, key: str) -> None:
        """Note a page before it is put up."""
        self._write([*self.noted(), key])

    def strike(self, key: str) -> None:
        """Forget a page that is away."""
        self._write([kept for kept in self.noted() if kept != key])

    def _write(self, keys: list[str]) -> None:
        if not keys:
            self._path.unlink(missing_ok=True)
            return
        fresh = self._path.with_suffix(".tmp")
        fresh.write_text(json.dumps(keys), "utf-8")
        fresh.replace(self._path)


def _left_behind(publisher: Publisher, journal: Journal) -> list[Finding]:
    return [finding for key in journal.noted() for finding in _removed(publisher, journal, key, late=True)]


def _tried(publisher: Publisher, config: Config, now: Callable[[], datetime], journal: Journal) -> list[Finding]:
    page = _page(config, secrets.token_hex(6))
    journal.add(page.key)
    url, found = "", list[Finding]()
    try:
        try:
            url = _asked(publisher, lambda: publisher.probe(page)).url
            found.append(_seen(page, url, config, now))
        except PublishError as error:
            found.append(_failed("dipasang", "put up", site_words.website(error.code, error.detail)))
    finally:  # whatever happened, also where somebody interrupts
        removed = _removed(publisher, journal, page.key)
    found += removed
    if url and all(finding.ok and not finding.warning for finding in found):
        found.append(_away(page, url, config))
    return found


def _page(config: Config, chance: str) -> Page:
    section, office = config.website.sections[0], config.office()
    return Page(
        key=key_of(chance), title=f"Pemeriksaan situs {chance}", html=_HTML.format(chance), summary="",
        section=section.key, section_name=section.name, unit_name=config.website.name, byline=config.website.name,
        published_at=LONG_AGO, language=office.language, cover=None, media=(), tags=(),
    )  # fmt: skip


# --- what a visitor sees -----------------------------------------------------------------------------


def _seen(page: Page, url: str, config: Config, now: Callable[[], datetime]) -> Finding:
    proof = _look(page, url, config, now)
    if proof.ok:
        return _well(f"Halaman uji dipasang lewat antarmuka dan terbaca pengunjung: {url}",
                     f"A page was put up by the interface, and visitors read it: {url}")  # fmt: skip
    high = _too_high(url, config)
    if high and config.website.kind == "folder" and _look(page, high, config, now).ok:
        return _failed("terbaca", "read", site_words.website("served_too_high", high))
    detail = " ".join(part for part in (url, proof.detail) if part)
    return _failed("terbaca pengunjung", "read by visitors", site_words.website(proof.code, detail))


def _look(page: Page, url: str, config: Config, now: Callable[[], datetime]) -> Proof:
    expected = Expected(page.title, paragraphs(page.html))
    for pause in PAUSES:
        time.sleep(pause)
        proof = prove(url, expected, now=now(), ca_bundle=config.website.ca_file, home=config.website.url)
        if proof.ok or not proof.again:
            break
    return proof


def _too_high(url: str, config: Config) -> str:
    """Give the address at which the page stands where the folder above the served one is served."""
    home, parts = urlsplit(config.website.url).path.rstrip("/"), urlsplit(url)
    below = parts.path.removeprefix(home)
    return urlunsplit(parts._replace(path=f"{home}/{HIGH}{below}"))


# --- and that it is away again -----------------------------------------------------------------------


def _removed(publisher: Publisher, journal: Journal, key: str, *, late: bool = False) -> list[Finding]:
    try:
        gone = _asked(publisher, lambda: publisher.remove(key))
    except PublishError as error:
        said = site_words.website(error.code, error.detail)
        return [_wrong(f"Halaman uji {key} tidak dapat dihapus; hapus dengan tangan. {said.id}",
                       f"The page {key} cannot be removed; remove it by hand. {said.en}")]  # fmt: skip
    journal.strike(key)
    if not gone:
        return [_wrong(f"Halaman uji {key} tidak terlihat lagi, tetapi akun bot tidak berhak menghapusnya untuk"
                       " selamanya; hapus sisanya dengan tangan.",
                       f"Nobody sees the page {key} any more, but the bot's account may not remove it for good;"
                       " remove what is left by hand.")]  # fmt: skip
    if late:
        return [_warned(f"Halaman uji {key} dari pemeriksaan yang terputus sudah dihapus.",
                        f"The page {key} that an interrupted check had left was removed.")]  # fmt: skip
    return []


def _away(page: Page, url: str, config: Config) -> Finding:
    seen = _gone(page, url, config)
    if seen.shown:
        return _warned(f"Halaman uji sudah dihapus, tetapi singgahan (cache) situs masih menampilkannya: {url}. Halaman"
                       " yang ditarik pun akan tetap terlihat sampai singgahan itu kedaluwarsa.",
                       f"The page was removed, but a cache of the website still shows it: {url}. Pages that are"
                       " withdrawn will stay visible until that cache runs out, too.")  # fmt: skip
    return _well("Halaman uji sudah dihapus lagi.", "The page was removed again.")


def _gone(page: Page, url: str, config: Config) -> Absence:
    for pause in PAUSES:
        time.sleep(pause)
        seen = absent(url, paragraphs(page.html), "", ca_bundle=config.website.ca_file, home=config.website.url)
        if not seen.shown:
            break
    return seen


def _asked(publisher: Publisher, ask: Callable[[], T]) -> T:
    """Ask a website; another package's kind may fail in any way, and the page is taken away all the same."""
    try:
        return ask()
    except PublishError:
        raise
    except Exception as error:
        if type(publisher).__module__.startswith("bot."):
            raise
        raise PublishError("kind_broken", f"probe: {type(error).__name__}", again=False) from error


def _failed(did: str, done: str, why: Words) -> Finding:
    return _wrong(f"Halaman uji tidak {did}. {why.id}", f"The page for trying was not {done}. {why.en}")


def _well(text: str, english: str) -> Finding:
    return Finding(ok=True, words=Words(text, english))


def _warned(text: str, english: str) -> Finding:
    return Finding(ok=True, words=Words(text, english), warning=True)


def _wrong(text: str, english: str) -> Finding:
    return Finding(ok=False, words=Words(text, english))
