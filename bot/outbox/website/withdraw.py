"""Taking a page off the website in the kind that was chosen, and looking whether it is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from bot.cms.base import Publisher, Withdrawal
from bot.desk.publishing import publish
from bot.desk.publishing.publish import Job
from bot.sitewatch.gone import Absence, absent, opens
from bot.sitewatch.watch import Site
from storage import outbox
from storage.outbox import Row
from storage.outbox_bodies import TakingOff, Withdraw
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Asked:
    """A withdrawal as the desk asked for it: kind, note, the page it is merged into, and whether to look afterwards."""

    kind: Withdrawal
    note: str
    target: str | None
    look: bool


def asked(body: TakingOff) -> Asked:
    """Read what is asked for; what is no kind is the plain one."""
    if not isinstance(body, Withdraw):
        return Asked("ditarik", body.note, None, look=False)
    kinds: tuple[Withdrawal, ...] = get_args(Withdrawal)
    plain: Withdrawal = "ditarik"
    known = next((kind for kind in kinds if kind == body.withdrawal), plain)
    return Asked(known, body.note, body.target, body.look)


def take_off(publisher: Publisher, key: str, wanted: Asked, site: Site) -> bool:
    """Withdraw the page; say whether the page it leads to opens (or there is none).

    A notice never leads to a page that is not there: the page is then withdrawn without it. Raises PublishError.
    Done twice it has the effect of once.
    """
    live = wanted.target is None or opens(wanted.target, ca_bundle=site.ca_bundle, home=site.home)
    kind, target = (wanted.kind, wanted.target) if live else ("ditarik", None)
    remote = publisher.find(key)
    if remote is not None and remote.state == "published":  # a draft was never seen, and is adopted next time
        publisher.withdraw(remote, kind, wanted.note, target)
    return live


def look(job: Job, wanted: Asked, site: Site) -> Absence | None:
    """Look at the address as a visitor would; None where there is none to look at, or nobody asked to."""
    url = job.article.remote_url
    if not url or not wanted.look:
        return None
    return absent(url, job.expected_paragraphs, wanted.note, ca_bundle=site.ca_bundle, home=site.home)


def done(tx: Tx, row: Row, job: Job, wanted: Asked, *, live: bool, seen: Absence | None, files_stay: bool) -> None:
    """Settle the row, keep what was seen, and tell Staf and Kasubbag what is not as it should be, and what is left.

    `files_stay`: the website keeps the photos and files of what it takes off.
    """
    shown = seen is not None and seen.shown
    outbox.settle(tx, row.id, "still_shows" if shown else "withdrawn", detail=seen.detail if seen else "")
    if not live and wanted.target:
        publish.withdrawn_alone(tx, job.article, wanted.target)
    if files_stay and wanted.look:
        publish.files_stay(tx, job.article)
    if seen is not None:
        publish.looked_gone(tx, job.article, seen=seen.seen, shown=seen.shown)
