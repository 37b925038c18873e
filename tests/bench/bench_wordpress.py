"""Compares publishing by the WordPress kind with bare `requests` calls in the same order, in one run, as a ratio.

    python -m tests.bench.bench_wordpress [--rounds 9] [--photos 5]

A real WordPress on loopback (tests/real). Both publish an article of new photos, as large as the bot makes them, turn
by turn. "Bare" creates the draft, uploads each photo, sets each alt text with a call of its own and publishes; "lean"
sends the alt text with the upload, as the kind does. Neither of the two looks anything up, reads anything back, or
survives an interruption. The kind is measured from a restart on: it remembers nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import requests
from PIL import Image

from bot.cms.base import Medium, Page
from bot.cms.contract import article, medium
from bot.cms.publish import publish_page
from bot.cms.wordpress import WordPressPublisher
from tests.cms.people import LATER
from tests.real.wordpress import WordPress, missing, started

WIDTH, HEIGHT = 1600, 1067


def photos(folder: Path, round_: str, count: int) -> tuple[Medium, ...]:
    """Return photos that nobody uploaded before: noise under a blur, about as large as a camera's after resizing."""
    made = []
    for number in range(count):
        noise = Image.frombytes("L", (160, 107), Random(f"{round_}{number}").randbytes(160 * 107))
        path = folder / f"{round_}-{number}.jpg"
        noise.resize((WIDTH, HEIGHT)).convert("RGB").save(path, "JPEG", quality=85)
        made.append(medium(path, "image/jpeg", alt=f"Foto {number}", caption=f"Keterangan {number}"))
    return tuple(made)


def ours(site: WordPress, page: Page) -> None:
    """Publish as the bot does, exactly once, read back and compared."""
    publish_page(WordPressPublisher(site.settings(), lambda: LATER), page)


def bare(site: WordPress, page: Page) -> None:
    """Publish with the calls a script would make."""
    _scripted(site, page, lean=False)


def lean(site: WordPress, page: Page) -> None:
    """Publish with the fewest calls a script could make."""
    _scripted(site, page, lean=True)


def _scripted(site: WordPress, page: Page, *, lean: bool) -> None:
    api = f"{site.url}/wp-json/wp/v2"
    with requests.Session() as session:
        session.auth = (site.editor.user, site.editor.password)

        def send(url: str, **what: object) -> dict[str, object]:
            answer = session.post(url, timeout=30, **what)  # type: ignore[arg-type]
            answer.raise_for_status()
            found: dict[str, object] = answer.json()
            return found

        post = send(f"{api}/posts", json={"title": page.title, "content": page.html, "status": "draft"})
        html, cover = page.html, 0
        for photo in page.media:
            texts = {"alt_text": photo.alt, "caption": photo.caption}
            headers = {
                "Content-Type": photo.mime,
                "Content-Disposition": f'attachment; filename="{photo.sha256}.jpg"',
            }
            stored = send(f"{api}/media", params=texts if lean else {}, data=photo.path.read_bytes(), headers=headers)
            if not lean:
                send(f"{api}/media/{stored['id']}", json=texts)
            cover = cover or int(str(stored["id"]))
            html = html.replace(f"media:{photo.sha256}", str(stored["source_url"]))
        send(f"{api}/posts/{post['id']}", json={"content": html, "featured_media": cover, "status": "publish"})


def rounds(site: WordPress, folder: Path, many: int, count: int) -> Iterator[dict[str, float]]:
    """Yield the seconds of each way, turn by turn, so that a busy moment of the machine meets all."""
    ways: tuple[Callable[[WordPress, Page], None], ...] = (bare, ours, lean)
    for number in range(many + 1):
        took = {}
        for way in ways if number % 2 else ways[::-1]:
            media = photos(folder, f"{way.__name__}{number}", count)
            shown = "".join(f'<figure><img src="media:{photo.sha256}" alt="{photo.alt}"></figure>' for photo in media)
            page = replace(article(f"{way.__name__}{number}", media), html=f"<p>Air dibagi bergilir.</p>{shown}")
            begun = perf_counter()
            way(site, page)
            took[way.__name__] = perf_counter() - begun
        if number:  # the first one fills the caches of all
            yield took


def main() -> None:
    """Read the command line, run, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--photos", type=int, default=5)
    options = parser.parse_args()
    if lost := missing():
        sys.exit(f"not installed: {lost}")
    with started(Path(tempfile.mkdtemp(prefix="wp-"))) as site, tempfile.TemporaryDirectory() as folder:
        took = list(rounds(site, Path(folder), options.rounds, options.photos))
    middle = {name: median(one[name] for one in took) for name in ("ours", "bare", "lean")}
    sys.stdout.write(
        f"{options.photos} photos, median of {options.rounds}: ours {middle['ours'] * 1000:.0f} ms"
        f" | bare {middle['bare'] * 1000:.0f} ms, ratio {middle['ours'] / middle['bare']:.2f}"
        f" | lean {middle['lean'] * 1000:.0f} ms, ratio {middle['ours'] / middle['lean']:.2f}\n"
    )


if __name__ == "__main__":
    main()
