"""What stands in a page's place: a parked domain, a server's own page, a shell, a lone picture, a trap for visitors."""

from __future__ import annotations

import re

from bot.sitewatch import hosts
from bot.sitewatch.view import View, host_of

BARE = 150  # words from which on a page has something to say
EMPTY = 12  # words below which a page has nothing to say

#: Of the title, or of a page with little else: what is shown where no office's page is.
_NOT_OURS = re.compile(
    r"domain(?: name)? (?:is |may be )?(?:for sale|parked|expired)|buy this domain|parked (?:free|domain)"
    r"|domain (?:ini )?(?:dijual|telah kedaluwarsa|sudah kedaluwarsa)|account (?:has been )?suspended"
    r"|akun (?:hosting )?(?:ini )?(?:telah |sudah )?(?:ditangguhkan|dibekukan)|welcome to nginx|welcome to centos"
    r"|apache2? [\w ]{0,20}default page|^it works!?$|iis windows server|(?:plesk|cpanel|directadmin)[\w ]{0,20}default"
    r"|^index of /|default web ?site page",
    re.IGNORECASE,
)
_SHELL = re.compile(
    r"\bwso ?\d|b374k|indoxploit|gecko shell|alfa (?:team )?shell|(?:mini|web|back) ?shell\b|\bc99\b|\br57\b"
    r"|[d-]rwx[rwx-]{6}",
    re.IGNORECASE,
)
_RUN_BOX = re.compile(
    r"(?:\bwin(?:dows)?(?: key)?|tombol windows|logo windows)[\s“”\"'(⊞]{0,4}\+[\s“”\"']{0,4}r\b", re.IGNORECASE
)
_PASTE = re.compile(r"ctrl\s*\+\s*v\b|command\s*\+\s*v\b|(?:tempel|paste)\b[^.]{0,40}\benter\b", re.IGNORECASE)
_OLD_BROWSER = re.compile(
    r"(?:browser|chrome|firefox|edge|peramban|flash player)[^.]{0,40}(?:out of date|outdated|usang|kedaluwarsa"
    r"|(?:is|are) not up to date|versi lama)",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"\.(?:exe|msi|scr|apk|bat|cmd|vbs|js|hta|dmg|iso|zip|rar)$", re.IGNORECASE)


def not_ours(view: View) -> str:
    """Quote what says that this is no page of an office: parked, suspended, a server's own page, a hacker's shell."""
    words = sum(len(block.text.split()) for block in view.blocks)
    heads = [view.title, *(block.text for block in view.blocks if block.part == "heading")]
    texts = heads if words >= BARE else [*heads, *(block.text for block in view.blocks)]
    met = next((text for text in texts if _NOT_OURS.search(text.strip())), "")
    shell = next((text for text in (view.title, *texts) if _SHELL.search(text)), "") if words < BARE else ""
    return met or shell


def picture_alone(view: View) -> str:
    """Quote the picture that is all there is, as vandals leave who only put up their emblem; "" otherwise."""
    words = sum(len(block.text.split()) for block in view.blocks if not block.hidden)
    ways = [link for link in view.links if not link.foreign]
    alone = words < EMPTY and not ways and not view.scripts and not view.sheets
    shown = [image.url for image in view.images if not hosts.ordinary(host_of(image.url))]
    return next(iter(shown), "") if alone else ""


def trap(view: View) -> str:
    """Quote what tells visitors to run something on their computer, as if to prove that they are people."""
    whole = " ".join(block.text for block in view.blocks)
    box = _RUN_BOX.search(whole)
    if box and _PASTE.search(whole):
        return whole[max(0, box.start() - 60) : box.end() + 40]
    old = _OLD_BROWSER.search(whole)
    program = next((link.url for link in view.links if link.foreign and _PROGRAM.search(link.url)), "")
    return f"{old[0]} {program}" if old and program else ""
