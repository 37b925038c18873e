"""The finished website, looked at as a visitor does: every page by its links, every picture and file fetched."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from types import TracebackType
from urllib.parse import urljoin

import aiohttp

from bot.cli import cast
from tests.e2e import scenario
from tests.e2e.city import City

OK = 200


class _Seen(HTMLParser):
    """A page's words, links and pictures."""

    def __init__(self, address: str, markup: str) -> None:
        super().__init__()
        self.address = address
        self.words = ""
        self.links: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        self.words += f"{data} "

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in named:
            self.links.append(urljoin(self.address, named["href"]))
        if tag == "img":
            self.pictures.append((urljoin(self.address, named["src"]), named.get("alt", "")))

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(self.words.split())


class Website:
    """`async with Website(city) as website:`, then `check()` what the scenario must have left there."""

    def __init__(self, city: City) -> None:
        self._city = city

    async def __aenter__(self) -> Website:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def check(self) -> None:
        """Both articles are there, once, whole; every photo has its words, the file opens, nothing is left over."""
        home = await self._page(self._city.site_url)
        campaign = await self._only(home, scenario.CAMPAIGN, "/berita/")
        enrolment = await self._only(home, scenario.ENROLMENT, "/pengumuman/")
        for line in [*scenario.CAMPAIGN_TEXT.split("\n\n"), scenario.CAMPAIGN_MORE]:
            assert line in campaign.text
        assert scenario.ENROLMENT_TEXT.split("\n\n")[1] in enrolment.text
        await self._pictures(campaign, scenario.CAMPAIGN_ALTS)
        await self._pictures(enrolment, (scenario.ENROLMENT_CAPTION,))
        await self._file(enrolment)
        self._nothing_twice()

    async def _only(self, home: _Seen, title: str, section: str) -> _Seen:
        """The one page with this title, found from the home page."""
        found = set()
        for link in {link for link in home.links if section in link and link.rstrip("/") not in self._lists(home)}:
            page = await self._page(link)
            if title in page.text:
                found.add(link)
        assert len(found) == 1, (title, found)
        return await self._page(found.pop())

    def _lists(self, home: _Seen) -> set[str]:
        return {urljoin(home.address, s.key) for s in cast.SECTIONS}

    async def _page(self, address: str) -> _Seen:
        async with self._session.get(address) as answer:
            assert (address, answer.status) == (address, OK)
            return _Seen(address, await answer.text())

    async def _pictures(self, page: _Seen, alts: tuple[str, ...]) -> None:
        """Every alt text belongs to a picture that can be seen, and no picture lacks one."""
        shown = {alt for _, alt in page.pictures if alt}
        assert set(alts) <= shown
        for address, _ in page.pictures:
            async with self._session.get(address) as answer:
                assert (address, answer.status, answer.content_type.partition("/")[0]) == (address, OK, "image")

    async def _file(self, page: _Seen) -> None:
        """The PDF can be fetched, unchanged."""
        [address] = {link for link in page.links if link.endswith(".pdf")}
        async with self._session.get(address) as answer:
            assert (answer.status, await answer.read()) == (OK, scenario.PDF)

    def _nothing_twice(self) -> None:
        """In the site's own data: one page an article, each medium once, nothing half made."""
        pages = [json.loads(path.read_bytes()) for path in (self._city.folder / "tayang-website" / "pages").iterdir()]
        assert Counter((p["title"], p["state"]) for p in pages) == Counter(
            {(scenario.CAMPAIGN, "published"): 1, (scenario.ENROLMENT, "published"): 1}
        )
        assert {p["title"]: len(p["media"]) for p in pages} == {scenario.CAMPAIGN: 2, scenario.ENROLMENT: 2}
        public = self._city.site / "public"
        wanted = {m[name] for p in pages for m in p["media"] for name in ("path", "thumb") if m[name]}
        there = {str(f.relative_to(public)) for f in (public / "media").rglob("*") if f.is_file()}
        assert there == wanted
