"""Scripts put together again as text: strings in pieces, in codes and backwards, without running anything."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote

MOST = 300_000  # characters of a script that are looked at
ROUNDS = 8
MOST_NAMES = 300  # variables that are followed

_LIT = r"(?:\"([^\"\\\n]*)\"|'([^'\\\n]*)'|`([^`\\$]*)`)"
_ANY = r"(?:\"[^\"\\\n]*\"|'[^'\\\n]*'|`[^`\\$]*`)"
_S = r"\s{0,20}"
_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\u\{([0-9a-fA-F]{1,5})\}|\\/")
_CODES = re.compile(rf"String{_S}\.{_S}fromCharCode{_S}\({_S}([\d\sxa-fA-F,]{{1,20000}})\)")
_ATOB = re.compile(rf"(?:window\.)?atob{_S}\({_S}{_LIT}{_S}\)")
_QUOTED = re.compile(rf"(?:unescape|decodeURI(?:Component)?){_S}\({_S}{_LIT}{_S}\)")
_BACK = re.compile(
    rf"{_LIT}{_S}\.{_S}split{_S}\({_S}(?:\"\"|''){_S}\){_S}\.{_S}reverse{_S}\({_S}\){_S}\.{_S}join{_S}\({_S}(?:\"\"|''){_S}\)"
)
_LIST = rf"\[({_S}{_ANY}(?:{_S},{_S}{_ANY}){{0,400}}{_S},?{_S})\]"
_JOIN = re.compile(rf"{_LIST}{_S}\.{_S}join{_S}\({_S}{_LIT}{_S}\)")
_PLUS = re.compile(rf"{_LIT}{_S}\+{_S}{_LIT}")
_CONCAT = re.compile(rf"{_LIT}{_S}\.{_S}concat{_S}\({_S}{_LIT}{_S}\)")
_REPLACE = re.compile(
    rf"{_LIT}{_S}\.{_S}replace(?:All)?{_S}\({_S}(?:/([^/\n\\]{{1,20}})/g?i?|{_LIT}){_S},{_S}{_LIT}{_S}\)"
)
_GROUPED = re.compile(rf"(?<![\w\])]){_S}\({_S}{_LIT}{_S}\)")
_SET = re.compile(rf"(?<![\w.$])([A-Za-z_$][\w$]{{0,40}}){_S}=(?!=){_S}{_LIT}{_S}(?=[;,\n)}}]|$)")
_SET_LIST = re.compile(rf"(?<![\w.$])([A-Za-z_$][\w$]{{0,40}}){_S}=(?!=){_S}{_LIST}")
_APPEND = re.compile(rf"(?<![\w.$])([A-Za-z_$][\w$]{{0,40}}){_S}\+={_S}{_LIT}{_S}(?=[;,\n)}}]|$)")
_PACKED = re.compile(
    r"\}\(\s*'((?:[^'\\]|\\.){1,200000})',\s*(\d+),\s*(\d+),\s*'((?:[^'\\]|\\.){0,100000})'\.split\('\|'\)"
)
_WORD = re.compile(r"\b\w+\b")
_TEMPLATE = re.compile(r"\$\{\s*([A-Za-z_$][\w$]{0,40})\s*\}")


def unfold(code: str) -> str:
    """Return a script with what it would put together put together; never runs it, and takes bounded time."""
    text = _unpacked(code[:MOST])
    for _ in range(ROUNDS):
        new = _once(text)[: 2 * MOST]
        if new == text:
            break
        text = new
    return text


def _once(text: str) -> str:
    text = _ESCAPE.sub(_escape, text)
    text = _CODES.sub(_from_codes, text)
    text = _ATOB.sub(lambda m: _literal(_decoded(_of(m))), text)
    text = _QUOTED.sub(lambda m: _literal(_percent(_of(m))), text)
    text = _BACK.sub(lambda m: _literal(_of(m)[::-1]), text)
    text = _JOIN.sub(_joined, text)
    text = _REPLACE.sub(_replaced, text)
    text = _GROUPED.sub(lambda m: _literal(_of(m)), text)
    text = _added(text)
    return _with_names(text)


def _added(text: str) -> str:
    for pattern in (_PLUS, _CONCAT):
        for _ in range(40):
            text, count = pattern.subn(lambda m: _literal(_of(m) + _of(m, 3)), text)
            if not count:
                break
    return text


def _of(match: re.Match[str], start: int = 0) -> str:
    """Give the text of a literal, whichever quotes it has; `start` groups come before it."""
    return next((g for g in match.groups()[start : start + 3] if g is not None), "")


def _literal(text: str) -> str:
    """Write a literal again; its own quotes become the other ones, which changes nothing we look for."""
    return '"' + text.replace('"', "'").replace("\\", "/").replace("\n", " ") + '"'


def _escape(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    if number is None:
        return "/"
    letter = chr(min(int(number, 16), 0x10FFFF))
    return letter if letter.isprintable() and letter not in "\"'`\\" else "'" if letter in "\"'" else " "


def _from_codes(match: re.Match[str]) -> str:
    try:
        letters = [chr(int(code.strip(), 0)) for code in match[1].split(",") if code.strip()]
    except (ValueError, OverflowError):
        return match[0]
    return _literal("".join(letters))


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _percent(text: str) -> str:
    wide = re.sub(r"%u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    return unquote(wide, errors="replace")


def _joined(match: re.Match[str]) -> str:
    between = next((g for g in match.groups()[1:] if g is not None), "")
    return _literal(between.join(_strings(match[1])))


def _strings(listed: str) -> list[str]:
    return [_of(m) for m in re.finditer(_LIT, listed)]


def _replaced(match: re.Match[str]) -> str:
    groups = match.groups()
    old = groups[3] if groups[3] is not None else next((g for g in groups[4:7] if g is not None), "")
    new = next((g for g in groups[7:10] if g is not None), "")
    plain = bool(old) and not re.search(r"[\[\]().*+?^$|{}]", old)
    return _literal(_of(match).replace(old, new)) if plain else match[0]


def _with_names(text: str) -> str:
    """Put the strings that variables and lists hold where these are used."""
    lists = {m[1]: _strings(m[2]) for m in _SET_LIST.finditer(text)}
    found = {m[1]: _of(m, 1) for m in _SET.finditer(text)}
    for m in _APPEND.finditer(text):
        if m[1] in found:
            found[m[1]] += _of(m, 1)
    names = dict(list(found.items())[:MOST_NAMES])
    if names:
        either = "|".join(re.escape(name) for name in names)
        used = re.compile(rf"(?<![\w.$\"'])({either})(?![\w$\"'(:]|{_S}\+?=(?!=))")
        text = _TEMPLATE.sub(lambda m: names.get(m[1], m[0]), text)
        text = used.sub(lambda m: _literal(names[m[1]]), text)
    for name, values in list(lists.items())[:20]:
        place = re.compile(rf"(?<![\w.$]){re.escape(name)}{_S}\[{_S}(0x[0-9a-fA-F]{{1,3}}|\d{{1,3}}){_S}\]")
        text = place.sub(lambda m, v=values: _literal(v[int(m[1], 0)]) if int(m[1], 0) < len(v) else m[0], text)  # type: ignore[misc]
    return text


def _unpacked(code: str) -> str:
    """Unpack what Dean Edwards' packer packed, which old plugins use as well as hackers."""
    packed = _PACKED.search(code) if "p,a,c,k" in code else None
    if packed is None:
        return code
    body, radix, count, names = packed[1], int(packed[2]), int(packed[3]), packed[4].split("|")
    if not 2 <= radix <= 62 or count > 20_000:  # noqa: PLR2004 - the packer's own limits
        return code
    table = {_base(i, radix): names[i] or _base(i, radix) for i in range(min(count, len(names)))}
    return code + "\n" + _WORD.sub(lambda m: table.get(m[0], m[0]), body).replace("\\'", "'")


def _base(number: int, radix: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    text = digits[number % radix]
    while number := number // radix:
        text = digits[number % radix] + text
    return text
