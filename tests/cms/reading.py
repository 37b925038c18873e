"""Read the embedded website as its visitors get it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from bot.cms.base import Remote


def read(folder: Path, remote: Remote) -> str:
    """Return the file a visitor of the page gets."""
    relative = remote.url.removeprefix("http://127.0.0.1:8080/situs/")
    return (folder / "public" / relative / "index.html").read_text("utf-8")


def public(folder: Path, name: str) -> str:
    return (folder / "public" / name).read_text("utf-8")


class Elements(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(page)
    return parser.found


def broken_links(root: Path) -> Iterator[str]:
    """Yield every link of every page and style sheet that no file answers."""
    for path in root.rglob("*.html"):
        for tag, attrs in elements(path.read_text("utf-8")):
            for address in (attrs.get("href"), attrs.get("src")):
                if address and address.startswith("/situs/"):
                    target = root / address.removeprefix("/situs/")
                    if not (target / "index.html").is_file() and not target.is_file():
                        yield f"{path.relative_to(root)}: {tag} {address}"
