"""Clean websites that live: widgets, counters, tickers, footers and news about raids, which change by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler

from tests.sitewatch.corpus import THEMES, Change, body
from tests.sitewatch.hacked_sites import script
from tests.sitewatch.loopback import Answer, send


@dataclass(frozen=True)
class Living:
    """A clean website: what its page has beside its text, which may change with every look."""

    name: str
    change: Callable[[int], Change]
    css: str = ""


def _always(**parts: str) -> Callable[[int], Change]:
    return lambda _: Change("", **parts)


def _news(look: int, *titles: str) -> str:
    return f'<ul><li><a href="/berita/{look}/">{titles[look % len(titles)]}</a></li></ul>'


RAIDS = (
    "Polres Nusaraya Tangkap Bandar Togel dan Admin Slot Gacor",
    "Judi Online Kian Meresahkan, Bupati Ingatkan ASN",
    "Kominfo Blokir 5.000 Situs Judi Slot Online",
    "Satpol PP Razia Warnet Tempat Main Slot Online",
    "Pelaku Promosi Link Slot Divonis Dua Tahun",
    "OJK Tutup 300 Pinjol Ilegal",
    "BPOM Sita Obat Kuat Ilegal di Pasar",
)

CLEAN_SITES = (
    Living("a footer with its owner", _always(foot="<p>© 2026 Owned by Diskominfo Kabupaten Nusaraya</p>")),
    Living("a footer with a firm", _always(foot="<p>Developed and owned by PT Karya Digital</p>")),
    Living("trademarks", _always(foot="<p>All trademarks are owned by their respective owners</p>")),
    Living("news about raids", lambda n: Change("", side=_news(n, *RAIDS))),
    Living(
        "news of a hacked office",
        lambda n: Change(
            "",
            side=_news(
                n, "Situs KPU telah diretas, polisi menyelidiki", "Waspada akun WhatsApp Bupati diretas oleh penipu"
            ),
        ),
    ),
    Living(
        "an article about a raid",
        lambda n: Change(
            "",
            side=f"<h3>Polisi ungkap sindikat ({n})</h3>"
            "<p>Mereka mengelola situs slot dengan ratusan pemain dari beberapa kota besar.</p>",
        ),
    ),
    Living(
        "a banner against gambling",
        _always(
            side='<a href="https://aduankonten.id/"><img src="/b.jpg" alt="Stop judi online, jauhi slot gacor"></a>'
        ),
    ),
    Living("a warning of loans", _always(side="<p>Waspada pinjol ilegal! Cek izin di OJK sebelum meminjam.</p>")),
    Living(
        "a counter that is written",
        lambda n: Change(
            "",
            foot=f"Pengunjung: {1000 + n * 37}"
            + script("document.write('<script src=\"https://s10.histats.com/js15.js\"><\\/script>')"),
        ),
    ),
    Living(
        "old statistics",
        _always(
            head=script(
                'var gaJsHost=(("https:"==document.location.protocol)?"https://ssl.":"http://www.");'
                'document.write(unescape("%3Cscript src=\'"+gaJsHost+"google-analytics.com/ga.js\'%3E%3C/script%3E"));'
            )
        ),
    ),
    Living(
        "a tag manager",
        _always(
            head=script(
                "(function(w,d,s,l,i){w[l]=w[l]||[];var f=d.getElementsByTagName(s)[0],"
                "j=d.createElement(s);j.async=true;j.src='https://www.googletagmanager.com/gtm.js?id='+i;f.parentNode.insertBefore(j,f);"
                "})(window,document,'script','dataLayer','GTM-1');"
            ),
            foot='<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-1" height="0" width="0"'
            ' style="display:none;visibility:hidden"></iframe></noscript>',
        ),
    ),
    Living(
        "a chat widget",
        _always(
            foot=script(
                "var Tawk_API={};(function(){var s1=document.createElement('script');"
                "s1.src='https://embed.tawk.to/5f/default';document.head.appendChild(s1);})();"
            )
        ),
    ),
    Living(
        "a chat that comes later",
        lambda n: Change("", foot='<script src="https://embed.tawk.to/5f/default"></script>' if n else ""),
    ),
    Living(
        "a ticker of other papers",
        lambda n: Change(
            "",
            side='<ul class="newsticker">'
            + "".join(
                f'<li style="display:none"><a href="https://koran{n + m}.example/{n}">Berita {n + m}</a></li>'
                for m in range(3)
            )
            + "</ul>",
        ),
    ),
    Living(
        "slides",
        lambda n: Change(
            "",
            side='<div class="carousel-item" style="display:none">'
            f'<a href="https://mitra{n % 3}.example/"><img src="/s{n}.jpg" alt="Festival {n}"></a></div>',
        ),
    ),
    Living(
        "a menu that opens",
        _always(side='<nav><ul class="sub-menu"><li><a href="https://lpse.example/">LPSE</a></li></ul></nav>'),
        css=".sub-menu{display:none}",
    ),
    Living(
        "icons by style",
        _always(foot='<a class="social-icon" href="https://www.facebook.com/nusaraya">Facebook</a>'),
        css=".social-icon{text-indent:-9999px;overflow:hidden}",
    ),
    Living(
        "jump links",
        _always(side='<a class="screen-reader-text" href="#isi">Ke isi</a>'),
        css=".screen-reader-text{position:absolute;left:-9999px}",
    ),
    Living(
        "a map and a film",
        _always(
            side='<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>'
            '<iframe src="https://www.youtube.com/embed/x"></iframe>'
        ),
    ),
    Living(
        "the weather",
        lambda n: Change(
            "",
            side=f'<div class="cuaca">Cerah {25 + n}°C</div><script src="https://weatherwidget.io/js/widget.min.js"></script>',
        ),
    ),
    Living(
        "people named Toto and Slot",
        _always(side="<p>Kepala Dinas: Drs. Toto Sugiarto</p><p>Tersedia 20 slot vaksin dan 88 kursi</p>"),
    ),
    Living(
        "numbers that bring luck",
        lambda n: Change("", side=f'<a href="/hut/">HUT RI ke-{n + 77}</a> <a href="/fm/">Suara Raya 88.8 FM</a>'),
    ),
    Living(
        "links to other offices",
        _always(
            foot='<a href="https://www.bkn.go.id/">BKN</a> <a href="https://baznas.or.id/">BAZNAS</a>'
            ' <a href="https://bankraya.example/">Bank Raya</a>'
        ),
    ),
    Living("a warning and a number", _always(side='<a href="https://wa.me/62811">Lapor pinjol ilegal</a>')),
    Living(
        "a button that leads to an app",
        _always(
            foot=script("function buka(){location.href='https://aplikasi-layanan.example/unduh'}")
            + '<button onclick="buka()">Unduh</button>'
        ),
    ),
    Living(
        "a part of the site for phones",
        _always(foot=script("if(screen.width<600 && location.hash=='#m'){location.href='/mobile/'}")),
    ),
    Living(
        "a mail protected by a cloud",
        _always(
            foot='<a href="/cdn-cgi/l/email-protection" class="__cf_email__">[email&#160;protected]</a>'
            + script(
                "(function(){var a=document.createElement('iframe');a.height=1;a.width=1;a.style.visibility='hidden';"
                "document.body.appendChild(a);var s=document.createElement('script');"
                "s.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';})();"
            )
        ),
    ),
    Living(
        "a course on online shops",
        _always(side="<p>Pelatihan: bonus bagi peserta, free ongkir, deposit sampah di bank sampah</p>"),
    ),
)


def serve_living(theme: str, site: Living, look: int) -> Answer:
    """A clean website as it stands at its n-th look."""
    style = '<link rel="stylesheet" href="/theme/style.css">'
    change = site.change(look)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.startswith("/theme/"):
            send(handler, site.css, kind="text/css")
        else:
            send(handler, THEMES[theme](change.title, body(), change.side, style + change.head, change.foot))

    return answer
