"""Judging names: hosts and short texts that look like a brand of gambling, loans, pills or worse; usual services."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Literal

from bot.sitewatch import words

Odd = Literal["", "odd", "trade"]

SHORT = 4  # words of a link's text that is a name and no headline

#: What a brand of online gambling is made of: one of these with a lucky number, or two of them.
_GAMES = (
    "slot", "toto", "togel", "gacor", "bet", "poker", "casino", "kasino", "judi", "jackpot", "maxwin", "sbobet",
    "bola", "domino", "qq", "rtp", "scatter", "bandar", "spin", "4d", "jitu", "joker", "mahjong", "olympus", "zeus",
    "pragmatic",
)  # fmt: skip
_LUCK = (
    "dewa", "dewi", "raja", "ratu", "naga", "hoki", "cuan", "sultan", "panen", "koi", "macau", "vegas", "mpo", "idn",
    "king", "lucky", "mega", "asia", "indo", "bos", "jaya", "jp", "win", "play", "gold", "mawar", "mami",
    "kaisar", "kuda", "macan", "garuda", "zara", "pro", "top", "club", "live", "vip", "master", "bandar", "agen",
    "situs", "surga", "istana", "luna", "ceri", "sky", "ligaciputra", "liga",
)  # fmt: skip
_NUMBERS = r"(?:4d|77|88|99|138|168|188|228|303|338|368|500|508|777|787|808|855|888|889|898|899|98|78|87|69|96|10?00)"
_PARTS = "|".join(sorted({*_GAMES, *_LUCK}, key=len, reverse=True))
_STRONG = "|".join(_GAMES)
_BRAND = re.compile(
    rf"(?:(?:{_PARTS})+{_NUMBERS}"  # dewa138, raja77
    rf"|(?:{'|'.join(_LUCK)}|[a-z]{{3,12}})?(?:slot|togel|gacor|sbobet|casino|kasino)\d{{0,4}}"  # mawarslot
    rf"|(?:{'|'.join(_LUCK)})(?:{_STRONG})\d{{0,4}}|(?:{_STRONG})(?:{'|'.join(_LUCK)})\d{{0,4}}"  # rajatoto, totomacau
    rf"|[a-z]{{2,12}}(?:bet|toto|poker|4d|qq){_NUMBERS}"  # maribet88
    r"|[a-z]{3,12}(?:toto4d|togel4d)|m88|w88|fun88|12bet|188bet|1xbet|olxtoto|bk8|dafabet|bandarqq|parimatch|22bet)"
)
#: Words that only look like brands, or stand alone without harm.
_INNOCENT = frozenset({"slot", "casino", "kasino", "toto", "bet", "poker", "timeslot", "slots", "sepakbola"})

#: Of a host's name: what only such trades carry.
_IN_HOST = re.compile(
    r"slot|togel|gacor|maxwin|(?<![a-z])judi(?!c)|judionline|judibola|casino|kasino|poker|sbobet|jackpot|jekpot"
    r"|bandarq|domino(?:qq|99)|pkvgames|mahjongways|scatterhitam|pragmaticplay|rtp(?:live|slot|\d)|\dbet(?![a-z])|bet\d"
    r"|(?:[a-z]{3,}|\d)toto(?![a-z])|toto\d|togel4d|pinjol|pinjaman(?:online|cepat|kilat)|danakilat|danacepat"
    r"|viagra|cialis|levitra|tramadol|obatkuat|obataborsi|cytotec|vimax|bokep|porn|xxx|hentai|escort|jav(?:hd|sub)"
    r"|(?:crypto|bitcoin|btc|eth|usdt|doge)[-]?(?:airdrop|giveaway|double|bonus|promo|claim)|airdrop|coin-?hive|coinimp"
    r"|(?:profitable|highperformance|effective)(?:cpm|rev|gate|display|format|dynamic)|popads|popcash|propellerads|onclick"
    r"|(?:ads|hilltop|adsterra|exoclick|clickadu|monetag|pushprofit|trafficjunky)(?:terra|ads|network)?$|adsterra"
    r"|cryptoloot|webminepool|replica(?:watch|bag)"
)
_TRADE_TLDS = frozenset({"bet", "casino", "poker", "loan", "loans", "porn", "xxx", "sex", "adult", "bingo"})
_ODD_TLDS = frozenset({
    "xyz", "top", "icu", "vip", "club", "fun", "win", "lol", "cfd", "sbs", "cyou", "click", "buzz", "monster", "rest",
    "bond", "quest", "beauty", "hair", "skin", "makeup", "mom", "autos", "pics", "homes", "boats", "bid", "pw", "tk",
    "ml", "ga", "cf", "gq", "ws", "su", "live", "link", "site", "online", "life", "world", "today", "cam", "zip", "mov",
    "uno", "ink", "wiki", "gay", "baby", "one", "best", "shop", "store", "space", "website", "press",
})  # fmt: skip
_ADDRESS = re.compile(r"^\d{1,3}(?:\.\d{1,3}){3}$")


@lru_cache(maxsize=4096)
def ordinary(host: str) -> bool:
    """Say whether a host is of a service that offices use, or of the state."""
    return any(host == usual or host.endswith(f".{usual}") for usual in words.terms("host"))


def odd(host: str) -> Odd:
    """Judge a host by its name: of a trade that no office links to; at least odd; or nothing to say against it."""
    if not host or ordinary(host):
        return ""
    name, _, tld = host.lower().rpartition(".")
    labels = [label for label in name.split(".") if label not in {"www", "co", "com", "my", "web", "or"}]
    if tld in _TRADE_TLDS or any(_trades(label) for label in labels):
        return "trade"
    if _ADDRESS.match(host):
        return "" if host.startswith(("127.", "10.", "192.168.")) else "odd"
    return "odd" if tld in _ODD_TLDS or any(label.startswith("xn--") for label in labels) else ""


def strange(host: str) -> bool:
    """Say whether a host is one whose code or frame no office's page has: of such a trade, in codes, a bare number."""
    judged = odd(host)
    named = any(label.startswith("xn--") for label in host.split(".")) or bool(_ADDRESS.match(host))
    return judged == "trade" or (judged == "odd" and named)


def _trades(label: str) -> bool:
    if label.startswith("xn--"):
        return _foreign_letters(label)
    return bool(_IN_HOST.search(label)) or any(_is_brand(part) for part in (label, label.replace("-", "")))


def _foreign_letters(label: str) -> bool:
    """Read a name in other letters as it looks: slоt with a Cyrillic o is slot."""
    try:
        shown = words.plain(codecs.decode(label.encode("ascii"), "idna"))
    except UnicodeError:
        return False
    return any(len(name) >= SHORT and words.plain(name) in shown for name in _GAMES)


@lru_cache(maxsize=4096)
def _is_brand(word: str) -> bool:
    return word not in _INNOCENT and bool(_BRAND.fullmatch(word))


def brand(text: str) -> str:
    """Give the first word, or pair of words, of a short text that looks like a gambling brand; "" for none."""
    split: list[str] = re.findall(r"[a-z0-9]+", text.lower()[:300])
    for place, word in enumerate(split):
        if _is_brand(word) and (any(c.isdigit() for c in word) or len(split) <= SHORT):
            return word
        following = split[place + 1] if place + 1 < len(split) <= SHORT else ""
        if following and _is_pair(word, following):
            return f"{word} {following}"
    return ""


def _is_pair(word: str, following: str) -> bool:
    """Say whether two words are a brand written apart: slot 88, koi toto."""
    numbered = following[0].isdigit() and word in _GAMES
    named = following in {"toto", "slot", "togel"} and word in _LUCK
    return (numbered or named) and _is_brand(word + following)
