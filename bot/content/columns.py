"""The cells of a table with the words that name them: a bare number under "No. Rekening" is an account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from bot.content.personal_data import is_dated_like_a_nik, is_of_a_region

_BANKS: Final = r"bank|bri|bni|bca|btn|bsi|bjb|bpd|mandiri|danamon|permata|cimb"
_TELEPHONES: Final = (
    r"\b(?:no ?|nomor ?)?(?:hp|wa|telp|tlp|tel|tele(?:pon|phone|fon)|telpon|ponsel|hand ?phone|whats ?app|phone|mobile"
    r"|seluler|kontak|contact|gopay|ovo|dana|shopeepay|linkaja)(?:\b|(?=[0-9]))"
)
_ACCOUNTS: Final = (
    r"\bno ?rek|\bnorek|rekening|\brek\b|\baccount (?:no|number)|\bacc(?:ount)? no|virtual account"
    r"|\bno(?:mor)? (?:va|acc|account)\b"
)
# What a column or a field may be called, and how `find_personal_data` is told; the first that fits counts.
_NAMES: Final = tuple(
    (canonical, re.compile(pattern, re.IGNORECASE))
    for canonical, pattern in (
        ("No. KK", r"\b(?:no ?|nomor ?)?KK\b|kartu keluarga"),
        ("NIK", r"\b(?:no ?)?NIK\b|\b(?:no ?)?e? ?KTP|induk kependudukan|\b(?:no|nomor) ?(?:identitas|penduduk)\b"),
        ("NPWP", r"\b(?:no ?)?NPWP"),
        ("No. HP", _TELEPHONES),
        ("No. Rekening", _ACCOUNTS),
    )
)
# Without one of these no heading is worth the longer look: most cells are none.
_MAYBE = re.compile(
    r"nik|ktp|kk|kartu|induk|identitas|penduduk|npwp|hp|wa|tel|tlp|pon|phone|mobile|sel|kontak|contact|pay|ovo|dana"
    r"|link|rek|acc|va",
    re.IGNORECASE,
)
# "Kode rekening", "Rekening belanja": the budget's, nobody's.
_OF_THE_BUDGET = re.compile(
    r"\b(?:kode|uraian|belanja|anggaran|pagu|saldo|jumlah|nilai|nama|jenis|kelompok|rincian|kas|listrik|air)\b"
    r".{0,20}\b(?:rekening|rek)\b|\brekening (?:belanja|anggaran|kas|listrik|air|pembiayaan|pendapatan)",
    re.IGNORECASE,
)
_BESIDE_AN_ACCOUNT = re.compile(rf"(?:no|nomor)? ?(?:rekening|rek|norek)(?: (?:{_BANKS})\w*(?: \w+)?)?", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:jumlah|nilai|anggaran|pagu|realisasi|total|harga|rp|rupiah|saldo|pendapatan|belanja|apb[dn]|pdrb)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[^\W_]")
_LETTER = re.compile(r"[^\W\d_]")
_SIGNS = re.compile(r"[\s_./\\:()\[\]\-–]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER = re.compile(r"""[\s'’‘`"=+]*([0-9](?:[0-9]|[ .,\-'’\u00a0\u2007\u2009\u202f_/](?=[0-9]))*)[\s"'’]*\Z""")
_DECIMALS = re.compile(r"[.,]0{1,2}\Z")
_SCIENTIFIC = re.compile(r"\s*['\"=]*([1-9])(?:[.,]([0-9]{1,17}))?[Ee]\+?([0-9]{1,2})[\"\s]*\Z")
_SHORTENED: Final = 7
"""Digits from which on a number in scientific notation is taken as whole: spreadsheets show six."""
_LONG: Final = 11
"""The exponent from which spreadsheets change to that notation by themselves."""
_FEW: Final = 7
"""Digits from which on a cell is data and no name of others."""
_LABEL: Final = 30
_NIK: Final = 16
_NIP: Final = 18
_SIXTEEN_DIGITS: Final = ("NIK: ", "No. KK: ")
_OF_NOTE: Final = (_NIK, _NIP)


def named(label: str) -> str:
    """Name the kind of number that a heading announces, as "No. Rekening: "; "" for any other heading."""
    return _named(label) if _MAYBE.search(label) else ""


@lru_cache(4096)
def _named(label: str) -> str:
    plain = _SIGNS.sub(" ", _CAMEL.sub(" ", label)).strip()
    for canonical, pattern in _NAMES:
        if pattern.search(plain):
            return "" if canonical == "No. Rekening" and _OF_THE_BUDGET.search(plain) else f"{canonical}: "
    return ""


def full_number(text: str) -> tuple[str, bool]:
    """The digits of a number in scientific notation, and whether some were lost; ("", False) for any other text."""
    found = _SCIENTIFIC.match(text)
    if found is None:
        return "", False
    digits, power = found[1] + (found[2] or ""), int(found[3])
    if len(digits) > power + 1:
        return "", False
    return digits.ljust(power + 1, "0"), power >= _LONG and len(digits) <= _SHORTENED


def _only_digits(text: str) -> str:
    """The digits of a cell that is one number, however it is grouped; decimals of nothing are no part of it."""
    found = _NUMBER.match(text)
    return re.sub(r"[^0-9]", "", _DECIMALS.sub("", found[1])) if found else ""


def _beside(label: str) -> str:
    """What the cell to the left announces: in a form it is the name of its neighbour."""
    plain = _SIGNS.sub(" ", label).strip()
    kind = named(plain) if len(plain) <= _LABEL else ""
    return "" if kind == "No. Rekening: " and not _BESIDE_AN_ACCOUNT.fullmatch(plain) else kind


def _digits_in(text: str) -> int:
    if len(text) < _FEW:
        return 0  # too few to count
    return len(text) if text.isdecimal() else sum(map(str.isdecimal, text))


def _is_words(text: str) -> bool:
    return _LETTER.search(text) is not None and _digits_in(text) < _FEW


@dataclass(slots=True)
class Columns:
    """A table as it is read, row by row: which words stand above which column.

    Titles may stand above the headings, headings may have two rows, and another table may follow below.
    `lost`: whether a number was met whose digits are gone (3.27501E+15).
    """

    lost: bool = False
    _heads: dict[int, str] = field(default_factory=dict)
    _kinds: dict[int, str] = field(default_factory=dict)
    _wide: dict[int, str] = field(default_factory=dict)
    _alone: bool = True

    def row(self, cells: Sequence[tuple[int, str, str]]) -> Iterator[tuple[str, str]]:
        """Give (place, text) of what is to be searched in one row of (column, place, text)."""
        filled = [(column, place, text.strip()) for column, place, text in cells if text.strip()]
        if filled and all(_digits_in(text) < _FEW for _, _, text in filled):
            self._learn(filled)
        else:
            self._wide = {}
        self._alone = len(filled) <= 1
        left = ""
        for column, place, text in filled:
            yield from ((place, words) for words in self._words(column, text, left))
            left = text if _SPOKEN.search(text) else left
        yield from _boxes(filled)
        yield from self._in_pieces(filled)

    def _in_pieces(self, filled: Sequence[tuple[int, str, str]]) -> Iterator[tuple[str, str]]:
        """A number of a person that goes on in the columns to its right, which have no heading of their own."""
        left = ""
        for at, (column, place, text) in enumerate(filled):
            kind = self._kinds.get(column, "") or (_beside(left) if left else "")
            if kind in _SIXTEEN_DIGITS and text.isdecimal() and len(text) < _NIK:
                number = "".join(self._pieces(filled[at:]))
                if len(number) == _NIK:
                    yield place, kind + number
            left = text if _SPOKEN.search(text) else left

    def _pieces(self, filled: Sequence[tuple[int, str, str]]) -> Iterator[str]:
        for at, (column, _, text) in enumerate(filled):
            goes_on = at == 0 or (column == filled[at - 1][0] + 1 and not self._heads.get(column))
            if not goes_on or not text.isdecimal():
                return
            yield text

    def _learn(self, filled: Sequence[tuple[int, str, str]]) -> None:
        """A row without data: what it says may be the heading of what follows."""
        wide, self._wide = self._wide, {}
        kinds = {column: kind for column, _, text in filled if _is_words(text) and (kind := named(text))}
        begins = self._alone and len(filled) > 1 and all(_is_words(text) for _, _, text in filled)
        for column, _, text in filled:
            kind = kinds.get(column) or wide.get(column, "")
            if kind or (begins and kinds):
                self._kinds[column] = kind
            if _is_words(text):
                self._heads.setdefault(column, _raw(text))
                if begins:
                    self._heads[column] = _raw(text)
        if len(filled) > 1:
            self._wide = _spread({column for column, _, _ in filled}, kinds)

    def _words(self, column: int, text: str, left: str) -> Iterator[str]:
        kind = self._kinds.get(column, "") or (_beside(left) if left else "")
        head = kind or self._heads.get(column, "")
        many = _digits_in(text) >= _FEW
        yield head + text if many else text
        digits, lost = full_number(text) if "E" in text or "e" in text else ("", False)
        if lost:
            self.lost = True
            if kind:
                yield kind + digits
            elif len(digits) == _NIK and is_of_a_region(digits) and not _MONEY.search(head):
                yield f"NIK: {digits}"
            return
        digits = digits or (_only_digits(text) if many else "")
        if len(digits) == _NIK and is_dated_like_a_nik(digits):
            # A spreadsheet keeps fifteen digits and makes the last one a zero: the serial number may be "0000".
            yield (kind or ("NIK: " if digits.endswith("0000") else "")) + digits
        elif digits and digits != text and (kind or len(digits) in _OF_NOTE):
            yield kind + digits


def _raw(text: str) -> str:
    """A heading as it is said before a cell; "" for one with digits, which would run into the cell's."""
    return "" if any(map(str.isdigit, text)) else f"{text}: "


def _spread(filled: set[int], kinds: dict[int, str]) -> dict[int, str]:
    """A heading over several columns: the empty ones to its right belong to it, if they have words below."""
    found: dict[int, str] = {}
    for column, kind in kinds.items():
        for right in range(column + 1, column + 6):
            if right in filled:
                break
            found[right] = kind
    return found


def _boxes(filled: Sequence[tuple[int, str, str]]) -> Iterator[tuple[str, str]]:
    """A number written one digit a cell, as printed forms have it, with the words to its left."""
    words, digits, first = "", "", ""
    for _, place, text in (*filled, (0, "", "")):
        if len(text) == 1 and text.isdigit():
            first = first if digits else place
            digits += text
            continue
        if len(digits) > _FEW and (kind := named(words)):
            yield first, kind + digits
        digits = ""
        words = text if _LETTER.search(text) else words
