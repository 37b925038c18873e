"""Websites without an interface: what a kind gives to the person who publishes in its place."""

from __future__ import annotations

import abc
from dataclasses import dataclass
from pathlib import Path

from bot.cms.base import Page, Publisher


@dataclass(frozen=True, slots=True)
class Errand:
    """What the package says besides the page: the name people use for it, and where it is live already, if it is."""

    ref: str
    url: str | None


class HandPublisher(Publisher):
    """A website on which a person publishes: they get a package, and send the link where they put it.

    ``publish`` and ``correct`` raise PublishError("link_awaited") until ``take_link`` was given the link for exactly
    this content; ``withdraw`` records that a person has taken the page off. Whether the page shows what was
    approved, nobody here knows: bot.sitewatch proves it.
    """

    @abc.abstractmethod
    def package(self, page: Page, errand: Errand) -> list[Path]:
        """Return the files a person publishes from, in order; the same page gives the same files."""

    @abc.abstractmethod
    def take_link(self, page: Page, url: str) -> None:
        """Remember where a person put exactly this content.

        Raises PublishError: "link_odd" (no address of the website), "withdrawn". A later link takes an earlier one's
        place: only the proof tells which was right.
        """
