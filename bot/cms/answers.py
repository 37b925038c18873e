"""Other people's answers: JSON read through what plugins print around it, and what a page in its place means."""

from __future__ import annotations

import html
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.passing import status_passes, words_pass

MOST_TEXT = 200_000  # letters that are searched for a cause: what tells it stands near the beginning
MOST_WORDS = 120
BLANK = " \t\r\n\ufeff\x00"

_KINDS = r"(?:Notice|Warning|Deprecated|Strict Standards|User \w+|Recoverable \w+)"
_ENDS = r"(?:(?:\s*<br\s*/?>)|\s)*"
#: What PHP prints of itself, as HTML and as text; tables of xdebug; what WordPress prints of its database.
_NOTICE = re.compile(
    rf"(?:<br\s*/?>\s*)?<b>({_KINDS})</b>:.{{0,4000}}? in <b>([^<]{{1,400}})</b> on line <b>(\d+)</b>{_ENDS}", re.DOTALL
)
_PLAIN_NOTICE = re.compile(
    rf"(?:PHP )?({_KINDS}): .{{0,4000}}? in (\S[^\r\n]{{0,400}}?) on line (\d+){_ENDS}", re.DOTALL
)
_XDEBUG = re.compile(
    rf"(?:<br\s*/?>\s*)?(?:<font[^>]*>)?\s*<table class=['\"]xdebug-error.{{0,20000}}?({_KINDS}):.{{0,20000}}?"
    rf" in ([^<]{{1,400}}?) on line <i>(\d+)</i>.{{0,20000}}?</table>(?:\s*</font>)?{_ENDS}",
    re.DOTALL,
)
#: PHP's complaint of headers that came too late names who printed first: that file is to blame, not where it shows.
_BEGUN = re.compile(r"output started at ([^<>\r\n)]{1,400}?):\d+\)")
#: A whole element without others in it, as advertisements and tools for developers print.
_ELEMENT = re.compile(r"<(div|p|span|center|ins|pre|h\d)\b[^<>]{0,300}>[^{}<>]{0,2000}</\1>")
_GUARD = re.compile(r"[\s\ufeff]{0,20}(?:\)\]\}',?|(?:while|for)\s?\((?:1|;;)\);)\s{0,20}")
_CALL = re.compile(r"(?:/\*\*/)?\s{0,20}([A-Za-z_$][\w.$]{0,60})\s{0,5}\((.*)\)\s{0,5};?$", re.DOTALL)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ZLIB = (b"\x01", b"\x5e", b"\x9c", b"\xda")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.{0,4000}?)-->", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b.{0,50000}?</\1>", re.DOTALL | re.IGNORECASE)
_DATABASE = re.compile(r"<div id=[\"']error[\"']>.{0,8000}?</div>", re.DOTALL)

#: Where the part of a website stands that a path names: nothing of the server's own folders is repeated.
_PLACE = re.compile(
    r"(?:wp-content/(?:mu-)?(?:plugins|themes)|wp-includes|wp-admin|plugins|components|modules|templates|themes|"
    r"libraries|core)/[\w.@ /\\-]+"
)


@dataclass(frozen=True, slots=True)
class Cause:
    """What stands in the way: a code, what told it, and whether waiting can help."""

    code: str
    sign: str
    again: bool


class NotJsonError(ValueError):
    """An answer that holds no JSON, or holds it beside what nobody can vouch for."""


def read(text: str) -> tuple[Any, list[str]]:
    """Return the JSON of an answer, and who printed something around it; raises NotJsonError.

    Only what is known to be printed around an answer is passed over, so that nothing is read that was not meant.
    """
    text, wrapped = _unwrapped(text)
    try:
        return json.loads(text, strict=False), wrapped
    except (ValueError, RecursionError):
        pass
    rest, makers = _passed_over(text)
    try:
        document, end = json.JSONDecoder(strict=False).raw_decode(rest)
    except (ValueError, RecursionError) as error:
        raise NotJsonError("no JSON") from error
    tail, more = _passed_over(rest[end:])
    if tail or (makers + more and not isinstance(document, dict | list)):
        raise NotJsonError("no JSON alone")
    makers += more if more or makers else ["BOM"] if "\ufeff" in text or "\x00" in text else []
    return document, list(dict.fromkeys(wrapped + makers))


def _unwrapped(text: str) -> tuple[str, list[str]]:
    """Take an answer out of what is set around it for browsers: a function's name (JSONP), a guard against scripts."""
    guard = _GUARD.match(text)
    inside = text[guard.end() :] if guard else text
    call = _CALL.match(inside.strip())
    if call and call[2][:1] in {"{", "["}:
        return call[2], [f"{call[1]}(…)"]
    return inside, [guard[0].strip()] if guard else []


def decoded(body: bytes, kind: str, most: int) -> str:
    """Give an answer as text: unpacked where it is packed, whatever its header says, in the letters it is written in.

    ``kind`` is its Content-Type; of what is packed, at most ``most`` bytes are unpacked.
    """
    plain = _unpacked(body, most)
    for mark, name in _MARKS.items():
        if plain.startswith(mark):
            return plain.decode(name, "replace")
    zeros = [plain[place:400:2].count(0) for place in (0, 1)]
    if max(zeros) > len(plain[:400]) // 4:
        return plain.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace")
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(kind)
        old = named is not None and named[1].lower() not in {"utf-8", "utf8"}
        return plain.decode("cp1252", "replace") if old else plain.decode("utf-8", "replace")


def _unpacked(body: bytes, most: int) -> bytes:
    packed = body.startswith(b"\x1f\x8b") or (body[:1] == b"\x78" and body[1:2] in _ZLIB)
    if not packed:
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, most)
    except zlib.error:
        return body


def _passed_over(text: str) -> tuple[str, list[str]]:
    """Return what is left after noise, and who made the noise."""
    makers: list[str] = []
    while True:
        text = text.lstrip(BLANK)
        for pattern in (_NOTICE, _PLAIN_NOTICE, _XDEBUG, _COMMENT, _SCRIPT, _DATABASE, _ELEMENT):
            found = pattern.match(text)
            if found:
                makers.append(_maker(found))
                text = text[found.end() :]
                break
        else:
            return text, makers


def _maker(found: re.Match[str]) -> str:
    if found.re in {_NOTICE, _PLAIN_NOTICE, _XDEBUG}:
        begun = _BEGUN.search(found[0])
        return f"{place(begun[1] if begun else found[2])} (PHP {found[1]})"
    if found.re is _DATABASE:
        return f"WordPress: {_plain(found[0])}"
    return _plain(found[0].removeprefix("<!--").removesuffix("-->")) if found.re is _COMMENT else f"<{found[1]}>"


def place(path: str) -> str:
    """Name a file of a website from where its own parts begin; of other files the name alone."""
    clean = path.strip().replace("\\", "/")
    found = _PLACE.search(clean)
    return (found[0] if found else clean.rpartition("/")[2])[:MOST_WORDS]


#: Firewalls and what they write, in a page or in a header of their answer.
_FIREWALLS = {
    "Cloudflare": r"cf-mitigated: challenge|cf_chl_opt|<title>Just a moment|Attention Required! \| Cloudflare"
    r"|cf-error-details.{0,3000}(?:you have been blocked|Access denied)|used Cloudflare to restrict access",
    "LiteSpeed": r"Access to this resource on the server is denied|lsrecap|lsws[-_]recaptcha",
    "Wordfence": r"Generated by Wordfence|Your access to this (?:site|service) has been (?:temporarily )?limited",
    "ModSecurity": r"mod_?security|<title>Not Acceptable!|An appropriate representation of the requested resource",
    "Sucuri": r"Sucuri Web ?Site Firewall|Access Denied - Sucuri",
    "Imunify360": r"imunify360|<title>One moment, please\.\.\.",
    "SiteGround": r"sgcaptcha|sg-captcha",
    "Imperva": r"_Incapsula_Resource|Incapsula incident",
    "AWS WAF": r"x-amzn-waf-action: ",
    "F5 BIG-IP": r"The requested URL was rejected\. Please consult",
    "BitNinja": r"bitninja",
    "DDoS-Guard": r"<title>DDoS-Guard",
    "NinjaFirewall": r"ninjafirewall",
    "Fortinet": r"FortiGuard|FortiWeb|fgd_icon",
    "Akamai": r"Reference&#32;&#35;|errors\.edgesuite\.net",
    "captcha": r"<title>[^<]{0,80}(?:captcha|robot)|Checking your browser before|verify(?:ing)? (?:that )?you are"
    r" (?:not a robot|human)",
}
_FATAL = re.compile(
    r"(?:<b>|PHP |\b)(?:Fatal|Parse) error(?:</b>)?: (.{0,4000}?) in (?:<b>)?([^<\r\n]{1,400}?)"
    r"(?:</b>)?(?::\d+\b| on line )", re.DOTALL | re.IGNORECASE,
)  # fmt: skip
_CRITICAL = re.compile(
    r"There has been a critical error on this website|kesalahan (?:serius|kritis) (?:pada|di) situs|"
    r"The website encountered an unexpected error",
    re.IGNORECASE,
)
_USED_UP = re.compile(r"Allowed memory size|Maximum execution time", re.IGNORECASE)
_NO_DATABASE = re.compile(
    r"Error establishing a database connection|kesalahan (?:saat|dalam) (?:membuat|menghubungkan|melakukan) koneksi"
    r" (?:ke )?(?:basis data|database)|Could not connect to (?:MySQL|the database)|SQLSTATE\[HY000\] \[\d+\]|"
    r"MySQL server has gone away|Too many connections|Database (?:connection )?error|"
    r"Could not establish (?:a )?database connection|Gagal (?:membuat|melakukan) koneksi ke (?:basis data|database)"
    r"|Galat basis data|is marked as crashed",
    re.IGNORECASE,
)
_MAINTENANCE = re.compile(
    r"briefly unavailable for scheduled maintenance|(?:down|closed|offline) for (?:scheduled )?maintenance|"
    r"under(?:going)? (?:scheduled )?maintenance|maintenance mode|sedang dalam (?:perbaikan|pemeliharaan|perawatan)|"
    r"<title>[^<]{0,80}(?:maintenance|pemeliharaan|coming soon)",
    re.IGNORECASE,
)
_FULL = re.compile(r"No space left on device|disk quota exceeded|insufficient storage|disk (?:is )?full", re.IGNORECASE)
#: What hosts show in place of a website, and providers on the way to it.
_ELSEWHERE = re.compile(
    r"account (?:has been )?suspended|(?:situs|website|akun)[\w ]{0,20} (?:ditangguhkan|dibekukan)"
    r"|domain (?:is )?parked|domain (?:is |may be )?for sale|welcome to nginx|apache2? [\w ]{0,20}default page"
    r"|iis windows server"
    r"|<title>\s*index of /|bandwidth limit exceeded|internet positif|lamanlabuh|trust\+?positif|captive portal",
    re.IGNORECASE,
)
_IMUNIFY = re.compile(r"Access denied by Imunify360", re.IGNORECASE)
_LOGIN = re.compile(r"<input[^>]{0,300}type=[\"']?password|id=[\"']loginform", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.{0,400}?)</title>", re.DOTALL | re.IGNORECASE)
_NARROW = re.compile(r"Incorrect string value", re.IGNORECASE)

#: All a cause can be called.
CODES = frozenset({
    "firewall", "php_fatal", "database_down", "maintenance", "login_page", "charset", "busy", "disk_full",
    "not_the_site",
})  # fmt: skip

REFUSED, NOT_FOUND, MANY, BROKEN, FULL = 400, 404, 429, 500, 507
SHORT = 10_000  # letters


def cause(status: int, headers: Mapping[str, str], text: str) -> Cause | None:
    """Say what an answer that is none tells of what stands in the way; None where nothing is known of it."""
    page = text[:MOST_TEXT]
    if _NARROW.search(page):
        return Cause("charset", "Incorrect string value", again=False)
    if page.lstrip(BLANK).startswith(("{", "[")):  # the website's own words: its kind knows all others
        return _of_words(status, page)
    found = _of_program(status, page)
    if found or status == NOT_FOUND:  # a page that is not there looks as the theme likes, with forms and widgets
        return found
    return _of_firewall(status, headers, page) or _of_state(status, page)


def _of_words(status: int, page: str) -> Cause | None:
    """Judge an answer that is JSON: what speaks there is a wall, or a program that broke."""
    if _IMUNIFY.search(page):
        return Cause("firewall", "Imunify360", again=False)
    if status < BROKEN:
        return None
    if _NO_DATABASE.search(page):
        return Cause("database_down", _plain(page), again=True)
    full = _full(status, page)
    return full or (Cause("php_fatal", _plain(page), again=True) if _CRITICAL.search(page) else None)


def _full(status: int, page: str) -> Cause | None:
    met = _FULL.search(page) if status >= BROKEN else None
    return Cause("disk_full", met[0] if met else "Insufficient Storage", again=True) if met or status == FULL else None


def _of_program(status: int, page: str) -> Cause | None:
    full = _full(status, page)
    if full:
        return full
    fatal = _FATAL.search(page)
    if fatal:
        return Cause("php_fatal", f"{place(fatal[2])}: {_plain(fatal[1])}", again=bool(_USED_UP.search(fatal[1])))
    if _NO_DATABASE.search(page):
        return Cause("database_down", title(page), again=True)
    return Cause("php_fatal", title(page), again=True) if _CRITICAL.search(page) else None


def _of_firewall(status: int, headers: Mapping[str, str], page: str) -> Cause | None:
    told = "\n".join(f"{name.lower()}: {value}" for name, value in headers.items()) + "\n" + page
    for name, signs in _FIREWALLS.items():
        if re.search(signs, told, re.IGNORECASE | re.DOTALL):
            return Cause("busy" if status == MANY else "firewall", name, again=status == MANY)
    return None


def _of_state(status: int, page: str) -> Cause | None:
    short = len(page) < SHORT  # a page of news speaks of much
    if _MAINTENANCE.search(page) and (short or status >= BROKEN):
        return Cause("maintenance", title(page), again=True)
    if _ELSEWHERE.search(page) and short:
        return Cause("not_the_site", title(page), again=False)
    if _LOGIN.search(page):
        return Cause("login_page", title(page), again=False)
    if status >= REFUSED and not status_passes(status) and words_pass(page):
        return Cause("busy", title(page), again=True)
    return None


def title(page: str) -> str:
    """Give a page's title, or the beginning of what it says."""
    found = _TITLE.search(page)
    return _plain(found[1] if found else page[:2000])


def _plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())[:MOST_WORDS]


#: What caches write into the headers of an answer that was made earlier.
_CACHES = {
    "x-litespeed-cache": "hit", "x-cache": "hit", "x-cache-status": "hit", "cf-cache-status": "hit",
    "x-proxy-cache": "hit", "x-fastcgi-cache": "hit", "x-sucuri-cache": "hit",
    "wp-super-cache": "served", "x-rocket-nginx-serving-static": "yes", "x-varnish-cache": "hit",
}  # fmt: skip


def cached(headers: Mapping[str, str]) -> str | None:
    """Name the header that says an answer was kept from earlier, which an interface's should never be."""
    for name, value in headers.items():
        sign = _CACHES.get(name.lower())
        if sign and sign in value.lower():
            return f"{name}: {value[:40]}"
    return None
