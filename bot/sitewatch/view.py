"""What is seen of a page: its parts as plain values, free of how they were written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Hidden = Literal["", "openable", "hidden"]
Part = Literal["text", "heading", "footer", "label"]


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one block; ``hidden``: nobody sees it; ``hosts``: whereto it links, outside this website."""

    text: str
    hidden: bool
    hosts: frozenset[str]
    part: Part = "text"


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its whole address, what a reader sees of it, and whether it can be seen; ``foreign``: elsewhere."""

    url: str
    text: str
    hidden: Hidden
    foreign: bool
    picture: str = ""  # addresses and alternative texts of pictures in it


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its whole address and its alternative text."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class View:
    """A page in parts. Hosts are of other websites only; ``jumps`` are whole addresses it sends its visitors to."""

    title: str
    description: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    code_hosts: frozenset[str]
    jumps: tuple[str, ...]
    forced: tuple[str, ...]  # jumps that are made without anybody's tap
    assembled: tuple[str, ...]  # addresses that a script puts together at run time
    hidden_frames: tuple[str, ...]  # addresses
    written_code: tuple[str, ...]  # addresses of foreign code that a script writes into the page
    masked: str  # code that hides what it does, quoted
    packed: bool
    images: tuple[Image, ...]
    pictures: tuple[str, ...]  # what the page calls its own picture (og:image)
    told: tuple[str, ...]  # what it tells search engines of itself, besides title and description
    sheets: tuple[str, ...]  # addresses of its own style sheets
    scripts: tuple[str, ...]  # addresses of its own scripts
    noindex: bool = False  # it keeps every search engine out

    @property
    def hidden_links(self) -> tuple[str, ...]:
        """List the links elsewhere that nobody sees."""
        return tuple(link.url for link in self.links if link.hidden and link.foreign)


def host_of(url: str) -> str:
    """Give the host an address names, without www.; "" where it names none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
