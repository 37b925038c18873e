"""Pages as offices have them: themes with widgets, what changes on them by itself, and what hackers do to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

HOME = "https://www.nusaraya.go.id/"
URL = "https://www.nusaraya.go.id/berita/imunisasi-serentak/"
TITLE = "Imunisasi serentak di semua puskesmas"
PARAGRAPHS = (
    "Dinas Kesehatan melayani imunisasi mulai Senin pukul 08.00.",
    "Orang tua membawa buku KIA dan datang tanpa pendaftaran.",
)
GAMBLING_TITLE = "Pemkab Ajak Warga Jauhi Judi Online"
GAMBLING_PARAGRAPHS = (
    "Judi online atau judol, termasuk slot gacor dan togel, merugikan keluarga.",
    "Iklan bertulisan maxwin dan RTP live jangan pernah diklik.",
)


def body(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """The article as an editor stores it."""
    return "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)


# --- themes ------------------------------------------------------------------------------------------


def classic(title: str, content: str, side: str = "", head: str = "", foot: str = "") -> str:
    """A classic WordPress theme: widgets at the side, a counter, a translation widget, an off-canvas menu."""
    return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>{escape(title)} - Pemerintah Kabupaten Nusaraya</title>
<meta name="description" content="{escape(title)}"><link rel="canonical" href="{URL}">
<style>.screen-reader-text{{clip:rect(1px,1px,1px,1px);position:absolute!important;left:-9999px}}
#off-canvas{{position:fixed;left:-300px}} @media (max-width:600px){{.widget{{display:none}}}}</style>
<script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
<script src="/wp-includes/js/jquery/jquery.min.js"></script>{head}</head>
<body class="single"><a class="screen-reader-text" href="#content">Lompat ke isi</a>
<div id="off-canvas"><ul><li><a href="https://www.facebook.com/nusaraya">Facebook</a>
<li><a href="/">Beranda</a></ul></div>
<header><h2><a href="/">Kabupaten Nusaraya</a></h2></header>
<article class="post"><h1 class="entry-title">{escape(title)}</h1><div class="entry-meta">Dilihat 128 kali</div>
<div class="entry-content">{content}</div>
<a href="https://wa.me/?text={escape(title)}">Bagikan ke WhatsApp</a></article>
<aside><div class="widget"><h3>Berita Terbaru</h3><ul><li><a href="/berita/a/">Jalan lingkar dibuka</a></li>
<li><a href="/berita/b/">Pasar murah di alun-alun</a></li></ul></div>{side}
<div class="widget"><iframe src="https://www.youtube.com/embed/abc"></iframe></div></aside>
<footer>Pengunjung hari ini: 532 {foot}</footer></body></html>"""


def blocks(title: str, content: str, side: str = "", head: str = "", foot: str = "") -> str:
    """A block theme: no sidebar, related posts, a hidden dialogue, an emoji script."""
    return f"""<!doctype html><html lang="id-ID"><head><meta charset="UTF-8">
<title>{escape(title)} &#8211; Nusaraya</title>
<style>.wp-block-navigation__responsive-container{{display:none}}.has-text-align-center{{text-align:center}}</style>
<script>window._wpemojiSettings={{"baseUrl":"https://s.w.org/images/core/emoji/"}};</script>{head}</head><body>
<div class="wp-site-blocks"><header><nav class="wp-block-navigation__responsive-container"><a href="/profil/">Profil</a>
<a href="https://lpse.nusaraya.go.id/">LPSE</a><a href="https://open.spotify.com/show/nusaraya">Siniar</a></nav></header>
<main><h1 class="wp-block-post-title">{escape(title)}</h1><div class="entry-content">{content}</div>
<div class="related"><h2>Terkait</h2><ul><li><a href="/berita/c/">Bupati lantik pejabat</a></li></ul>{side}</div></main>
<dialog style="display:none"><p>Berlangganan buletin</p><form action="/langganan/"><input></form></dialog>
<footer><p>&copy; 2026 Diskominfo</p>{foot}</footer></div></body></html>"""


def portal(title: str, content: str, side: str = "", head: str = "", foot: str = "") -> str:
    """A home-grown PHP portal: tables, a marquee, a counter of a third party, a slider with hidden slides."""
    return f"""<html><head><title>Portal Nusaraya | {escape(title)}</title>{head}
<link rel="stylesheet" href="style.css"></head><body bgcolor="#ffffff"><table width="100%"><tr><td colspan="2">
<marquee>Selamat datang di portal resmi</marquee></td></tr><tr><td valign="top"><h1>{escape(title)}</h1>{content}
<br><img src="/foto/1.jpg" alt="foto"></td><td><b>Agenda</b><p>Senin: apel pagi<p>Selasa: rapat
{side}
<div class="slide">Festival budaya</div>
<div class="slide" style="display:none"><a href="/berita/d/">Panen raya</a></div>
<script src="http://counter.statistik-situs.example/c.js"></script></td></tr></table>{foot}</body></html>"""


def joomla(title: str, content: str, side: str = "", head: str = "", foot: str = "") -> str:
    """A Joomla template: module positions, a cookie notice, a font from elsewhere, a noscript pixel."""
    return f"""<!DOCTYPE html><html lang="id-id"><head><base href="{URL}"><title>{escape(title)}</title>
<meta name="generator" content="Joomla! - Open Source Content Management">
<script src="https://cdn.usway.example/widget.js" async></script>{head}</head><body class="site com_content">
<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-1" style="display:none"></iframe></noscript>
<div class="com-content-article item-page"><div class="page-header"><h1>{escape(title)}</h1></div>
<dl class="article-info"><dd>Dilihat: 77</dd></dl><div class="com-content-article__body">{content}</div></div>
<div class="moduletable"><h3>Terpopuler</h3><ol><li><a href="/berita/e">Cek kesehatan gratis</a></li></ol>{side}</div>
<div id="cookies" style="visibility:hidden">Situs ini memakai kuki. <a href="https://www.kebijakan.example/">Baca</a></div>
{foot}</body></html>"""


def plain(title: str, content: str, side: str = "", head: str = "", foot: str = "") -> str:
    """A page as a static generator makes it."""
    return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>
<body><main><h1>{escape(title)}</h1>{content}</main><aside>{side}</aside><footer>{foot}</footer></body></html>"""


Theme = Callable[..., str]
THEMES: dict[str, Theme] = {
    "classic": classic,
    "blocks": blocks,
    "portal": portal,
    "joomla": joomla,
    "plain": plain,
}


# --- what happens to a page --------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """What is put where on a page later, and what must be found then; nothing found: a page that is well."""

    name: str
    found: str | None = None
    side: str = ""
    head: str = ""
    foot: str = ""
    inside: str = ""
    title: str = TITLE


CLEAN = (
    Change("unchanged"),
    Change("other news", side='<li><a href="/berita/z/">Bupati tinjau jembatan baru</a></li>'),
    Change("counters", foot="Pengunjung: 98.765 | Daring: 12"),
    Change("news about gambling", side='<a href="/b/1">Polres Nusaraya Tangkap Bandar Togel dan Admin Slot Gacor</a>'),
    Change("a headline on gambling", side='<a href="/b/2">Judi Online Kian Meresahkan Warga</a>'),
    Change("a warning banner", foot="<p>Cegah judi online! Laporkan ke aduankonten.id</p>"),
    Change("an RSS headline", side='<a href="https://kabar.example/1">Polisi ungkap jaringan situs judi slot</a>'),
    Change("a map", side='<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>'),
    Change("a popup", foot='<div style="display:none"><a href="https://ppid.nusaraya.go.id/">PPID</a></div>'),
    Change("statistics of the state", head='<script src="https://analitik.komdigi.go.id/a.js"></script>'),
    Change("an airport and parking", side="<p>Bandar udara menambah slot parkir dan slot penerbangan malam</p>"),
    Change("words that only look alike", side="<p>Bantuan disalurkan tanpa potongan; panitia judisial togelang</p>"),
    Change("our own other host", head='<script src="https://cdn.nusaraya.go.id/a.js"></script>'),
    Change("a link to a paper", side='<a href="https://koran.example/">Dimuat di Koran Kita</a>'),
    Change("a script that redirects at home", head='<script>location.href="/berita/"+location.hash</script>'),
)

HACKED = (
    Change("spam words", "foreign_words", side="<p>Slot gacor hari ini gampang maxwin</p>"),
    Change("leetspeak", "foreign_words", side="<p>Daftar S1t0s 5L0T G4C0R sekarang</p>"),
    Change("spaced letters", "foreign_words", foot="<p>s l o t  g a c o r</p>"),
    Change("dotted letters", "foreign_words", foot="<p>m.a.x.w.i.n deposit</p>"),
    Change("Cyrillic letters", "foreign_words", foot="<p>slоt gасоr</p>"),
    Change("full-width letters", "foreign_words", foot="<p>ｓｌｏｔ　ｇａｃｏｒ</p>"),
    Change("joined words", "foreign_words", foot="<p>slotgacor88 terbaik</p>"),
    Change("invisible signs", "foreign_words", foot="<p>sl\u200bot ga\u00adcor</p>"),
    Change("inside our text", "foreign_words", inside="<p>Bandar togel terpercaya, klik di sini</p>"),
    Change("a spam headline on the site itself", "foreign_words", side='<a href="/x">Situs Slot RTP Live 98%</a>'),
    Change("spam title", "foreign_words", title=f"{TITLE} | Slot Gacor Maxwin"),
    Change(
        "words with a link elsewhere", "foreign_words", side='<a href="https://m88.example/">Togel online</a> hari ini'
    ),
    Change("hidden div", "hidden_links", foot='<div style="display:none"><a href="https://s1.example/">.</a></div>'),
    Change(
        "off the screen",
        "hidden_links",
        foot='<div style="position:absolute; left:-9999px"><a href="https://s2.example/">sponsor</a></div>',
    ),
    Change(
        "no height",
        "hidden_links",
        foot='<div style="height:0;overflow:hidden"><a href="https://s3.example/">sponsor</a></div>',
    ),
    Change("tiny", "hidden_links", foot='<a style="font-size:0" href="https://s4.example/">sponsor</a>'),
    Change(
        "same colour",
        "hidden_links",
        foot='<p style="background:#fff;color:#fff"><a href="https://s5.example/">sponsor</a></p>',
    ),
    Change(
        "hidden by a class",
        "hidden_links",
        head="<style>.zx9{text-indent:-9999px}</style>",
        foot='<p class="zx9"><a href="https://s6.example/">sponsor</a></p>',
    ),
    Change("transparent", "hidden_links", foot='<b style="opacity:0"><a href="//s7.example/">x</a></b>'),
    Change("foreign script", "foreign_code", head='<script src="https://cdn.jahat.example/j.js"></script>'),
    Change("foreign frame", "foreign_code", foot='<iframe src="https://judi.example/" width="1"></iframe>'),
    Change("veiled script", "veiled_code", foot="<script>eval(atob('YWxlcnQoMSk='))</script>"),
    Change("refresh", "leads_away", head='<meta http-equiv="refresh" content="0; url=https://slot.example/">'),
    Change(
        "script that leads away", "leads_away", foot='<script>window.location.href="https://slot.example/"</script>'
    ),
    Change("script that replaces", "leads_away", foot="<script>top.location.replace('//slot.example/x')</script>"),
    Change("canonical elsewhere", "leads_away", head='<link rel="canonical" href="https://slot.example/amp/">'),
    Change("amp elsewhere", "leads_away", head='<link rel="amphtml" href="https://slot.example/amp/">'),
    Change("vandalism", "defaced", foot="<h1>Hacked by Gh0st_ID, admin lemah</h1>"),
)


def render(theme: Theme, change: Change = CLEAN[0], paragraphs: tuple[str, ...] = PARAGRAPHS, title: str = "") -> str:
    """A page of a theme after a change."""
    content = body(paragraphs) + change.inside
    return theme(title or change.title, content, change.side, change.head, change.foot)
