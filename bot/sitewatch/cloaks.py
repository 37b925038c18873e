"""What websites put in place of an e-mail address to keep it from robots, and what a visitor reads there instead."""

from __future__ import annotations

import base64
import binascii
import re

#: Stands for an address that a script would show and the page itself does not tell; a sign of no script at all.
SOME_ADDRESS = "\ue000"
MOST = 320  # characters: no address is longer

ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")

_JOOMLA_SPAN = re.compile(r"cloak[0-9a-f]{6,40}", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")
_AT = re.compile(r"\s?[\[({<]\s?(?:at|et|@)\s?[\])}>]\s?")
_DOT = re.compile(r"\s?[\[({<]\s?(?:dot|titik|\.)\s?[\])}>]\s?")

#: What stands there for visitors without scripts, in lower case: Cloudflare, Joomla, plugins of WordPress, Drupal.
_INSTEAD = re.compile(
    r"[\[(*]\s?(?:e-?mail|surel)\s(?:address\s)?(?:protected|hidden|dilindungi)(?:;[^\])*]{0,60})?\s?[\])*]"
    r"|[\[(*]\s?protected\se-?mail\s?[\])*]"
    r"|this e-?mail address is being protected from spambots\. you need javascript enabled to view it\.?"
    r"|alamat (?:e-?mail|surel) ini (?:sedang )?dilindungi dari (?:robot ?spam|spambots?|spam bots?)\."
    r" anda (?:perlu|memerlukan|harus)[\w\s]{0,40}javascript[\w\s]{0,40}melihatnya\.?"
    r"|(?:please )?enable javascript to (?:view|see) (?:the|this) e-?mail(?: address)?\.?"
)


def behind(tag: str, attrs: dict[str, str | None]) -> str | None:
    """Give what an element shows that hides an address: the address, or the sign for one; None for other elements."""
    if tag == "joomla-hidden-mail":
        return _joomla(attrs) or SOME_ADDRESS
    if attrs.get("data-cfemail") is not None:
        return _cloudflare(attrs["data-cfemail"] or "") or SOME_ADDRESS
    if tag == "span" and _JOOMLA_SPAN.fullmatch(attrs.get("id") or ""):
        return SOME_ADDRESS
    return None


def uncloaked(folded: str) -> str:
    """Give lower-case text with "info [at] desa [dot] id" written as an address, and the sign for hidden ones."""
    if not any(sign in folded for sign in ("[", "(", "*", "{", "<", "javascript")):
        return folded
    return _INSTEAD.sub(SOME_ADDRESS, _DOT.sub(".", _AT.sub("@", folded)))


def _joomla(attrs: dict[str, str | None]) -> str:
    """Joomla 4 and later: the words of the link, else the two halves of the address, in base64."""
    words = _MARKUP.sub("", _decoded(attrs.get("text") or "")).strip()
    first, last = _decoded(attrs.get("first") or ""), _decoded(attrs.get("last") or "")
    return words or (f"{first}@{last}" if first and last else "")


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text[: 2 * MOST], validate=True).decode("utf-8")[:MOST]
    except (binascii.Error, ValueError):
        return ""


def _cloudflare(code: str) -> str:
    """Cloudflare: hexadecimal, every byte crossed with the first."""
    try:
        key, *rest = bytes.fromhex(code[: 2 * MOST])
        return bytes(byte ^ key for byte in rest).decode("utf-8")
    except ValueError:
        return ""
