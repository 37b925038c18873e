"""The whole website: sections, site map and feed against our own record, robots.txt; politely."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from typing import Any

from bot.sitewatch.foreign import key_of
from bot.sitewatch.watch import Site
from bot.sitewatch.whole import Plan, Round
from tests.sitewatch.corpus import THEMES, body
from tests.sitewatch.loopback import Answer, answering, send

ROBOTS = "User-agent: *\nDisallow: /wp-admin/"
PLAIN = THEMES["plain"]("Beranda", body())


def urlset(handler: BaseHTTPRequestHandler, *paths: str) -> str:
    listed = "".join(f"<url><loc>http://{handler.headers['Host']}{path}</loc></url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'


def website(
    paths: tuple[str, ...] = (),
    feed: str = "",
    robots: str = "User-agent: *\nDisallow: /wp-admin/",
    section: str = PLAIN,
) -> Answer:
    """A website with a site map, a feed, robots.txt and one section."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/sitemap.xml":
            send(handler, urlset(handler, *paths), kind="application/xml")
        elif handler.path == "/feed/":
            items = f"<item><title>{feed or 'Jalan dibuka'}</title></item>"
            send(handler, f"<rss><channel>{items}</channel></rss>", kind="application/rss+xml")
        elif handler.path == "/robots.txt":
            send(handler, robots, kind="text/plain")
        else:
            send(handler, section if handler.path.startswith("/berita/") else PLAIN)

    return answer


def look(
    answer: Answer, kept: dict[str, Any] | None = None, published: int = 0, own: frozenset[str] = frozenset()
) -> Round:
    """One round; addresses are given without the port, which differs."""
    with answering(answer) as url:
        known = {path.replace("@", url): what for path, what in (kept or {}).items()}
        plan = Plan(sections=("/berita/",), published=published, pause=0)
        done = Round(Site(f"{url}/", own=own), plan, known, lambda _: None).go()
        done.learnt = {path.replace(url, "@"): what for path, what in done.learnt.items()}
    return done


NEWS = tuple(f"/berita/{n}/" for n in range(40))


def test_a_clean_website_is_learnt_and_then_quiet() -> None:
    first = look(website(NEWS))
    assert (first.found, first.count) == ([], 5)
    again = look(website((*NEWS, "/berita/40/", "/berita/polisi-tangkap-bandar-togel/")), first.learnt, published=1)
    assert again.found == []


def test_a_section_is_looked_at_like_the_front_page() -> None:
    [found] = look(website(section=PLAIN.replace("</main>", "<p>Slot gacor maxwin</p></main>"))).found
    assert found.what == "foreign_words"
    assert found.place.endswith("/berita/")


def test_pages_in_the_site_map_that_nobody_wrote() -> None:
    spam = tuple(f"/wp-content/slot-gacor-maxwin-{n}/" for n in range(500))
    [found] = look(website((*NEWS, *spam))).found
    assert (found.what, found.quote[:34]) == ("unknown_pages", "500 × /wp-content/slot-gacor-maxwi")


def test_pages_where_no_page_can_be() -> None:
    spam = tuple(f"/wp-content/uploads/2019/x{n}.php" for n in range(60))
    [found] = look(website((*NEWS, *spam))).found  # neutral names, and at the very first look
    assert (found.what, found.quote[:34]) == ("unknown_pages", "60 × /wp-content/uploads/2019/x0.p")
    files = tuple(f"/wp-content/uploads/2026/laporan-{n}.pdf" for n in range(200))
    assert look(website((*NEWS, *files))).found == []


def test_pages_in_another_script() -> None:
    [found] = look(website(tuple(f"/shop/%E6%BF%80%E5%AE%89-{n}.html" for n in range(9)))).found
    assert found.quote.startswith("9 × /shop/激安-0.html")


def test_a_site_map_that_grows_beyond_what_was_published() -> None:
    known = look(website(NEWS)).learnt
    more = tuple(f"/p/{n}.html" for n in range(500))
    [found] = look(website((*NEWS, *more)), known, published=3).found
    assert found.quote == "+500 (540): /p/"
    assert look(website((*NEWS, *more)), known, own=frozenset({key_of(found.what, found.quote)})).found == []
    assert look(website((*NEWS, *more)), known, published=200).found == []


def test_a_feed_and_robots_are_read_too() -> None:
    assert [f.quote for f in look(website(feed="RTP live slot gacor hari ini")).found] == [
        "RTP live slot gacor hari ini"
    ]
    assert look(website(feed="Polisi tangkap bandar slot")).found == []
    away = look(website(robots="Sitemap: https://slot88.example/sitemap.xml")).found
    assert [f.what for f in away] == ["robots"]


def test_a_website_that_hides_from_search_engines_all_at_once() -> None:
    blocked = "User-agent: *\nDisallow: /"
    known = look(website()).learnt
    assert [f.quote for f in look(website(robots=blocked), known).found] == ["Disallow: /"]
    assert look(website(robots=blocked)).found == []  # it always did
    assert look(website(robots="User-agent: badbot\nDisallow: /\nUser-agent: *\nDisallow:"), known).found == []


def test_it_is_polite() -> None:
    waited: list[float] = []
    with answering(website(NEWS)) as url:
        done = Round(Site(f"{url}/"), Plan(sections=tuple(f"/s{n}/" for n in range(60))), {}, waited.append).go()
    assert done.count <= 30
    assert len(waited) >= done.count
    assert min(waited) >= 1


def test_what_does_not_answer_is_no_finding() -> None:
    def down(handler: BaseHTTPRequestHandler) -> None:
        send(handler, status=503)

    assert look(down).found == []
