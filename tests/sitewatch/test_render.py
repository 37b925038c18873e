"""What only a browser sees: every hacked state, script-made ones too, and no false alarm on living websites."""

from __future__ import annotations

import re
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from bot.sitewatch import browser
from bot.sitewatch.foreign import Baseline
from bot.sitewatch.render import render
from bot.sitewatch.watch import Site, front
from tests.sitewatch.hacked_sites import AWAY, script
from tests.sitewatch.living_sites import CLEAN_SITES, serve_living
from tests.sitewatch.loopback import answering, send

CHROMIUM = browser.find("auto")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

BODY = "<h1>Selamat datang di Nusaraya</h1><p>Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari kerja.</p>"


def rot(text: str) -> str:
    """As packers write: each letter one further."""
    return "".join(chr(ord(letter) + 1) for letter in text)


#: What no reading of the source can know.
SCRIPTED = {
    "moved away after a while, by shifted letters": script(
        f"setTimeout(function(){{var s='{rot(AWAY)}',r='';for(var i=0;i<s.length;i++)r+=String.fromCharCode("
        "s.charCodeAt(i)-1);window['loc'+'ation']=r},4000)"
    ),
    "moved away for who comes from a search": script(
        f"if(/google/.test(document.referrer)){{var s='{rot(AWAY)}';top['lo'+'cation']=[...s].map(c=>String."
        "fromCharCode(c.charCodeAt(0)-1)).join('')}"
    ),
    "moved away on phones": script(
        f"if(/Mobile/.test(navigator.userAgent)){{let s='{rot(AWAY)}',o='';for(const c of s)o+=String.fromCharCode("
        "c.charCodeAt(0)-1);location.replace(o)}"
    ),
    "moved away at the first visit": script(
        f"if(!document.cookie.includes('seen')){{document.cookie='seen=1';let s='{rot(AWAY)}';location.href="
        "s.split('').map(c=>String.fromCharCode(c.charCodeAt(0)-1)).join('')}"
    ),
    "an offer written after the page has come": script(
        f"setTimeout(()=>{{var p=document.createElement('p');p.textContent='{rot('Slot gacor gampang maxwin')}'.split"
        "('').map(c=>String.fromCharCode(c.charCodeAt(0)-1)).join('');document.body.append(p)},3000)"
    ),
    "a frame put in later": script(
        f"setTimeout(()=>{{var f=document.createElement('iframe');f.width=f.height=1;f.src='{rot(AWAY)}'.split('').map("
        "c=>String.fromCharCode(c.charCodeAt(0)-1)).join('');document.body.append(f)},2500)"
    ),
    "links hidden by a script": (
        f'<div class="q7"><a href="{AWAY}">mitra</a> <a href="{AWAY}b">sponsor</a></div>'
        + script("document.querySelectorAll('.q7').forEach(e=>e.style.cssText='position:absolute;left:-4000px')")
    ),
    "links hidden by a selector that nobody reads": (
        "<style>@media all{body>div:nth-of-type(1)>:is(p,span)~div{height:0;overflow:hidden}}</style>"
        f'<div><p>Info</p><div><a href="{AWAY}">mitra</a></div></div>'
    ),
    "links in the colour of their ground": (
        f"<style>:root{{--x:#fefefe}}div[data-k]{{background:white}}div[data-k] a{{color:var(--x)}}</style>"
        f'<div data-k><a href="{AWAY}">mitra</a></div>'
    ),
    "links as a font without size": f'<font size=7 style="font-size:calc(1px/2)"><a href="{AWAY}">mitra</a></font>',
    "a title changed by a script": script(
        f"setTimeout(()=>{{document.title='{rot('RAJA77 Slot Gacor')}'.split('').map(c=>String.fromCharCode("
        "c.charCodeAt(0)-1)).join('')},1500)"
    ),
    "the whole page overwritten": script(
        f"setTimeout(()=>{{document.body.innerHTML='{rot('<h1>Hacked by Gh0st</h1>')}'.split('').map(c=>String."
        "fromCharCode(c.charCodeAt(0)-1)).join('')},1000)"
    ),
}  # fmt: skip


def page(inside: str) -> str:
    return f"<!doctype html><title>Nusaraya</title><body>{inside}{BODY}</body>"


def found_on(html: str, known: Baseline | None = None) -> tuple[list[str], Baseline | None]:
    with answering(partial(send, body=html)) as url:
        found, seen = front(Site(f"{url}/", browser=CHROMIUM), known)
    return [f"{each.what}: {each.quote}" for each in found], seen


@needs_chromium
@pytest.mark.parametrize("name", SCRIPTED)
def test_what_scripts_and_styles_do_is_seen_at_the_first_look(name: str) -> None:
    told, _ = found_on(page(SCRIPTED[name]))
    assert told, name


@needs_chromium
def test_a_clean_page_has_nothing_and_stays_so() -> None:
    told, known = found_on(page("<nav hidden><a href='https://lain.example/'>x</a></nav>"))
    assert (told, known is not None and known.rendered) == ([], True)
    assert found_on(page("<nav hidden><a href='https://lain.example/'>x</a></nav>"), known)[0] == []


@needs_chromium
def test_a_page_known_without_a_browser_is_learnt_and_not_alarmed_at() -> None:
    made = "s.src='{}'.split('').map(c=>String.fromCharCode(c.charCodeAt(0)-1)).join('')"
    code = made.format(rot("https://widget.kominfo-x.id/a.js"))
    html = page("<div id=w></div>" + script(f"let s=document.createElement('script');{code};w.append(s)"))
    with answering(partial(send, body=html)) as url:
        _, known = front(Site(f"{url}/"), None)
    told, seen = found_on(html, known)
    assert (told, seen is not None and seen.rendered) == ([], True)


@needs_chromium
@pytest.mark.parametrize("place", range(0, len(CLEAN_SITES), 3), ids=lambda n: CLEAN_SITES[n].name)
def test_a_living_clean_site_raises_no_alarm_with_a_browser(place: int) -> None:
    known = None
    for look in (0, 9):
        with answering(serve_living("plain", CLEAN_SITES[place], look)) as url:
            found, seen = front(Site(f"{url}/", browser=CHROMIUM), known)
        known = known or seen
        assert [f"{each.what}: {each.quote}" for each in found] == []


@needs_chromium
def test_the_browser_asks_nobody_but_the_office_and_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setenv("TAYANG_TOKEN", "rahasia")

    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        send(handler, "<p>dalam</p>")

    with answering(elsewhere) as inner:
        port = inner.rpartition(":")[2]
        html = page(
            f'<img src="http://localhost:{port}/a"><iframe src="http://localhost:{port}/b"></iframe>'
            + script(f"fetch('http://localhost:{port}/c');new WebSocket('ws://localhost:{port}/d');"
                     f"navigator.sendBeacon('http://localhost:{port}/e');open('http://localhost:{port}/f')")
        )  # fmt: skip
        with answering(partial(send, body=html)) as url:
            assert CHROMIUM is not None
            [first, _] = render(f"{url}/", CHROMIUM, home=f"{url}/")
    assert asked == []
    assert f"http://localhost:{port}/b" in first.foreign
    assert "rahasia" not in str(browser._environment("/tmp/x"))


@needs_chromium
def test_a_page_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "WHOLE", 6.0)
    html = page(script("for(;;){}"))
    with answering(partial(send, body=html)) as url:
        assert CHROMIUM is not None
        assert render(f"{url}/", CHROMIUM, home=f"{url}/") == ()


@pytest.mark.parametrize("program", ["/bin/false", "/nonexistent/chromium", "/bin/cat"])
def test_what_is_no_browser_is_left_out(program: str) -> None:
    with answering(partial(send, body=page("<p>Slot gacor maxwin</p>"))) as url:
        found, known = front(Site(f"{url}/", browser=Path(program)), None)
    assert found
    assert known is not None
    assert not known.rendered


def test_auto_and_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find("auto") is None
    (tmp_path / "chromium").write_text("#!/bin/sh\n")
    (tmp_path / "chromium").chmod(0o755)
    assert browser.find("auto") == tmp_path / "chromium"
    assert browser.find("off") is None
    assert browser.find(str(tmp_path / "none")) is None


def test_no_more_of_a_browser_runs_than_is_needed() -> None:
    """Every switch that keeps it from the network is there."""
    flags = " ".join(browser.FLAGS)
    for wanted in (
        "--remote-debugging-pipe",
        "--proxy-server=",
        "MAP \\* ~NOTFOUND",
        "--disable-background-networking",
    ):
        assert re.search(wanted, flags)
