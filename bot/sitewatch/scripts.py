"""What a page's own script does, read and not run: where it leads, whose code it brings, what it writes and veils."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.sitewatch.unfold import unfold

_S = r"\s{0,20}"
_ADDRESS = r"[\"'`]\s{0,20}((?:https?:)?//[^\"'`\s<>]{3,300})"
_NAMED = rf"location(?:[\"']{_S}\])?"
_LOCATION = rf"{_NAMED}{_S}(?:\.{_S}(?:href|replace|assign)|\[{_S}[\"'](?:href|replace|assign)[\"']{_S}\])?"
JUMP = re.compile(rf"{_LOCATION}{_S}(?:=|\(){_S}{_ADDRESS}", re.IGNORECASE)
OPENS = re.compile(rf"window{_S}\.{_S}open{_S}\({_S}{_ADDRESS}", re.IGNORECASE)
SOURCE = re.compile(
    rf"(?:\.src{_S}={_S}|setAttribute\({_S}[\"']src[\"']{_S},{_S}|getScript\({_S}|importScripts\({_S}|import\({_S}|serviceWorker\.register\({_S}){_ADDRESS}",
    re.IGNORECASE,
)
WRITES = re.compile(
    rf"(?:document{_S}\.{_S}write(?:ln)?{_S}\(|document{_S}\[{_S}[\"']write(?:ln)?[\"']{_S}\]{_S}\(|(?:inner|outer)HTML{_S}\+?="
    rf"|insertAdjacentHTML{_S}\([^,]{{0,40}},|\.(?:append|prepend|html|before|after){_S}\(){_S}"
    r"(?:\"([^\"\n]{3,20000})\"|'([^'\n]{3,20000})'|`([^`]{3,20000})`)",
    re.IGNORECASE,
)
#: Code that hides what it does: no theme needs it.
MASKED = re.compile(
    r"(?:eval|Function|setTimeout|execScript)[\"']?\]?\s{0,9}\(\s{0,9}(?:window\.)?"
    r"(?:atob|unescape|decodeURI(?:Component)?|String\.fromCharCode)\s{0,9}\("
    r"|(?:\\x[0-9a-fA-F]{2}){8}"
    r"|(?:powershell|mshta|cmd(?:\.exe)?\s+/c|certutil|wscript)\b[^\n]{0,80}(?:http|-e|iex|\$)"
    r"|clipboard\.writeText\s{0,9}\(\s{0,9}(?:atob|unescape|String\.fromCharCode)|sw-check-permissions-\w+\.js"
    r"|\.then\s{0,9}\(\s{0,9}eval\s{0,9}\)"
    r"|CoinHive|CoinImp|CryptoLoot|deepMiner|new\s+Client\.Anonymous",
    re.IGNORECASE,
)
HREF = re.compile(rf"\.href{_S}={_S}{_ADDRESS}", re.IGNORECASE)
FRAME = re.compile(r"createElement\(\s*[\"']iframe")
UNSEEN = re.compile(r"display\s*[=:]\s*[\"']?none|visibility|opacity|(?:width|height)\s*=\s*[\"']?[01][\"'; ,p]")
FUCK = re.compile(r"[\[\]()!+]{400}")
MANGLED = re.compile(r"\b_0x[0-9a-f]{4,6}\b")
MANY_MANGLED = 12
PACKED = re.compile(r"eval\s*\(\s*function\s*\(p,a,c,k")
#: Scripts that decide for themselves, at once, whom they lead away.
AT_ONCE = re.compile(
    r"setTimeout|setInterval|referrer|userAgent|onload|DOMContentLoaded|\.cookie|localStorage|sessionStorage"
    r"|^[\s;]*[!(+~-]+\s*(?:async\s+)?(?:function|\(\s*\)\s*=>)"
)
NAMED = re.compile(r"function\s+([\w$]{1,60})")


@dataclass(frozen=True, slots=True)
class Code:
    """What a script does. ``jumps`` and ``sources`` are addresses; ``forced`` jumps are made without a tap;
    ``assembled`` addresses stand nowhere in the script as it was written; ``written`` is HTML it puts on the page."""

    jumps: tuple[str, ...] = ()
    forced: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    assembled: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    masked: str = ""
    packed: bool = False


@lru_cache(maxsize=256)
def examine(code: str, *, at_once: bool = False) -> Code:
    """Read a script. ``at_once``: it runs by itself wherever its jump stands, as in an image's onerror."""
    if not code.strip():
        return Code()
    plain = unfold(code)
    jumps, forced = [], []
    clicked = HREF.finditer(plain) if ".click()" in plain else ()  # a link that the script taps itself
    for jump in (*JUMP.finditer(plain), *clicked):
        jumps.append(jump[1])
        if at_once or _by_itself(plain, jump.start()):
            forced.append(jump[1])
    opened = OPENS.findall(plain)
    sources = SOURCE.findall(plain)
    written = [next(g for g in m.groups() if g is not None) for m in WRITES.finditer(plain)]
    told = [*jumps, *sources]
    unseen = sources if FRAME.search(plain) and UNSEEN.search(plain) else []  # a frame that nobody is to see
    assembled = [address for address in told if address.split("//", 1)[1].split("/")[0] not in code]
    return Code(
        (*jumps, *opened), tuple(forced), tuple(sources), (*assembled, *unseen), tuple(written[:50]),
        _masked(code, plain), bool(PACKED.search(code)),
    )  # fmt: skip


def _by_itself(code: str, place: int) -> bool:
    """Say whether a statement runs without anybody's tap: outside every function, or in one that calls itself."""
    before = code[:place]
    if before.count("{") <= before.count("}") or AT_ONCE.search(code):
        return True
    names = NAMED.findall(before)  # and one that calls the function it has just named
    return bool(names) and bool(re.search(rf"\}}[\s;]*{re.escape(names[-1])}\s*\(", code[place:]))


def _masked(code: str, plain: str) -> str:
    """Quote the code that hides what it does; "" for none."""
    for text in (code, plain):
        met = MASKED.search(text) or FUCK.search(text)
        if met:
            return text[met.start() : met.start() + 60]
    names = MANGLED.findall(code[:100_000])
    return code.strip()[:60] if len(names) >= MANY_MANGLED else ""
