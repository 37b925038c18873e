"""Personal data in a text that is about to be published (UU 27/2022), for the verifier to look at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

DataKind = Literal["nik", "kk", "npwp", "nip", "bank_account", "phone", "email", "office_email"]

#: The most alarming first: a number of a family or an account does harm that an office's address does not.
ORDER: Final[tuple[DataKind, ...]] = (*("nik", "kk", "bank_account", "npwp", "phone", "nip", "email", "office_email"),)


@dataclass(frozen=True)
class Finding:
    """Something that looks like personal data at text[start:end], and how to show it without telling it.

    `sure`: its form leaves little doubt, or the words before it name it; else it may be some other number.
    """

    kind: DataKind
    start: int
    end: int
    excerpt_masked: str
    sure: bool = True

    @property
    def rank(self) -> tuple[int, bool]:
        """What to show first: the most alarming, and of those the surest."""
        return ORDER.index(self.kind), not self.sure


# Kemendagri's province codes: the first two digits of a NIK or KK number.
_PROVINCES: Final = {
    *("11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35", "36"),
    *("51", "52", "53", "61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76"),
    *("81", "82", "91", "92", "93", "94", "95", "96", "97"),
}
# What people put between groups of digits: a blank of any width, a dot, any dash.
_GAP: Final = r"[ .\u00a0\u2007\u2009\u202f\-\u2010-\u2013\u2212_]"
_ALONE: Final = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
_END: Final = r"(?![0-9A-Za-z]|[.,][0-9])"

# Groups as people write them, and no others: any sixteen digits of a table are no NIK.
_SIXTEEN = re.compile(
    rf"{_ALONE}(?:[0-9]{{16}}"
    rf"|[0-9]{{4}}({_GAP})[0-9]{{4}}\1[0-9]{{4}}\1[0-9]{{4}}"
    rf"|[0-9]{{6}}({_GAP})[0-9]{{6}}\2[0-9]{{4}}"
    rf"|[0-9]{{2}}({_GAP})[0-9]{{2}}\3[0-9]{{2}}\3[0-9]{{6}}\3[0-9]{{4}}"
    rf"|[0-9]{{2}}({_GAP})[0-9]{{2}}(?:\4[0-9]{{2}}){{6}}){_END}"
)
# After the word itself any sixteen digits are one, however they are spaced, even glued to it.
_NAMED_SIXTEEN = re.compile(
    r"(?<![A-Za-z])(?i:(?P<kk>(?:no(?:mor|\.)?\s*)?KK|kartu\s+keluarga)"
    r"|e?-?KTP(?:-?el)?|NIK|nomor\s+induk\s+kependudukan|(?:no\.?|nomor)\s+(?:identitas|penduduk))"
    rf"[^0-9\n]{{0,20}}(?P<number>[0-9](?:{_GAP}{{0,2}}[0-9]){{15}})(?![0-9])"
)
_EIGHTEEN = re.compile(rf"{_ALONE}(?:[0-9]{{18}}|[0-9]{{8}}({_GAP})[0-9]{{6}}\1[0-9]\1[0-9]{{3}}){_END}")
_NPWP = re.compile(
    rf"{_ALONE}[0-9]{{2}}\.[0-9]{{3}}\.[0-9]{{3}}\.[0-9][-.][0-9]{{3}}\.[0-9]{{3}}{_END}"
    rf"|(?i:\bNPWP\b)[^0-9\n]{{0,12}}(?P<bare>(?:0{_GAP}?)?[0-9](?:{_GAP}?[0-9]){{14}})(?![0-9])"
)
_MOBILE = re.compile(
    rf"(?:(?<![0-9A-Za-z])(?<![0-9][.,])|(?<=(?i:wa|hp)))"
    rf"(?:\+\s?62{_GAP}?(?:\(0\){_GAP}?)?|\(\+?62\)\s?|62{_GAP}?|0062{_GAP}?|\(?0)"
    rf"8[1-9](?:\)?{_GAP}{{0,3}}[0-9]){{7,10}}(?![0-9])"
)
_PHONE_WORD: Final = (
    r"(?:nomor\s+(?:hp|wa|ponsel|telepon|kontak)|no\.?\s*(?:hp|wa|telp?|tlp)|hp|wa|whats?app|telp|telepon|tlp|ponsel"
    r"|handphone|kontak|gopay|ovo|dana|shopeepay|linkaja)"
)
# A spreadsheet drops the zero in front: only the word before it tells such a number.
_NAMED_MOBILE = re.compile(
    rf"(?<![A-Za-z])(?i:{_PHONE_WORD})\b[^0-9\n]{{0,12}}(?P<number>8[1-9](?:{_GAP}?[0-9]){{7,10}})(?![0-9])"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9_%+\-](?:[A-Za-z0-9._%+\-]{0,63})"
    r"(?:@|\s?[\[({](?:at|AT)[\])}]\s?)"
    r"(?:[A-Za-z0-9\-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![A-Za-z0-9\-])"
)
_AT = re.compile(r"@|\s?[\[({](?:at|AT)[\])}]\s?")
_OFFICIAL = re.compile(r"(?:\A|\.)(?:go|mil|desa|polri)\.id\Z|(?:\A|\.)desa\.id\Z", re.IGNORECASE)
_BANK: Final = (
    r"(?:bank\s+[a-z]\w+|BRI|BNI|BCA|BTN|BSI|BJB|BPD(?:\s+[A-Za-z]+)?|mandiri|danamon|permata|CIMB(?:\s+niaga)?"
    r"|muamalat|jago|seabank|maybank|OCBC|panin|mega)"
)
_ACCOUNT_WORD: Final = r"(?<!kode )(?<!kode\u00a0)(?:no(?:mor)?\.?\s*)?(?:rekening|rek|norek)\b|a/c|virtual\s+account"
_ACCOUNT = re.compile(
    rf"(?<![A-Za-z])(?i:{_ACCOUNT_WORD}|{_BANK}\b)"
    r"[^\n0-9]{0,40}?(?<![0-9])(?P<number>[0-9](?:[ .\-\u00a0\u2010-\u2013]?[0-9]){7,19})(?![0-9])"
)
# "0123456789 (BRI)", "1234567890 a.n. Siti": the number first, the words after it.
_ACCOUNT_FIRST = re.compile(
    rf"{_ALONE}(?P<number>[0-9](?:[ .\-]?[0-9]){{9,18}}+)\s{{0,2}}(?:\(?(?i:{_BANK})\b|(?i:a\.?\s?/?n\.?\s+[A-Za-z]))"
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+\Z")
_BUDGET_CODE = re.compile(r"[0-9](?:\.[0-9]{1,4}){3,}\Z")
_DATE_OR_YEARS = re.compile(
    r"(?:[0-3]?[0-9][-. ][01]?[0-9][-. ](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[-. ](?:19|20)[0-9]{2})\Z"
)
_CURRENCY = re.compile(r"\b(?:Rp|IDR)\b|\bRp", re.IGNORECASE)
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def find_personal_data(text: str) -> list[Finding]:
    """What in a text looks like personal data, in order and without overlaps; offsets in code points.

    NIK and KK: 16 digits with a province code and a possible date, or any 16 digits after those words.
    NPWP: 15 digits in its own form, or after the word, there with a zero before them as well; a person's new one is
    a NIK and found as such. NIP: 18
    digits with possible dates. Mobile numbers (+62 8.., 08..); not landlines, which are an office's.
    E-mail addresses, those of government offices (.go.id) apart. Account numbers beside "rekening" or a
    bank's name; not amounts and not "kode rekening" of the budget. A hint for a person, not a verdict.
    """
    plain = _plain(text)
    taken = bytearray(len(plain))
    findings: list[Finding] = []
    for search in (_nips, _named_family_numbers, _family_numbers, _npwps, _named_mobiles, _mobiles, _accounts, _emails):
        for new in search(plain):
            if 1 not in taken[new.start : new.end]:
                taken[new.start : new.end] = b"\1" * (new.end - new.start)
                findings.append(new)
    return sorted(findings, key=lambda finding: finding.start)


def _plain(text: str) -> str:
    """The text with every digit as an ASCII one, and characters nobody sees as blanks: offsets stay."""
    return text if text.isascii() else "".join(_ascii_digit(character) for character in text)


def _ascii_digit(character: str) -> str:
    if character.isascii():
        return character
    if ord(character) in _INVISIBLE:
        return "\u00a0"
    return str(unicodedata.digit(character)) if character.isdecimal() else character


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _masked(digits: str, head: int, tail: int) -> str:
    return digits[:head] + "•" * (len(digits) - head - tail) + digits[-tail:]


def _nips(text: str) -> Iterator[Finding]:
    """Birth date, month of appointment (21 for contract staff), sex, serial number."""
    for found in _EIGHTEEN.finditer(text):
        digits = _digits(found[0])
        born = _is_date(digits[6:8], digits[4:6]) and "1930" <= digits[:4] <= "2015"
        appointed = "1950" <= digits[8:12] <= "2060" and _is_month_of_appointment(digits[12:14])
        if born and appointed and digits[14] in "12":
            yield Finding("nip", found.start(), found.end(), _masked(digits, 4, 4))


def _is_month_of_appointment(month: str) -> bool:
    return "01" <= month <= "12" or month == "21"


def _is_date(day: str, month: str) -> bool:
    return "01" <= day <= "31" and "01" <= month <= "12"


def _named_family_numbers(text: str) -> Iterator[Finding]:
    for found in _NAMED_SIXTEEN.finditer(text):
        between = text[found.start() : found.start("number")]
        kind: DataKind = "kk" if found["kk"] or "KK" in between else "nik"
        yield Finding(kind, found.start("number"), found.end("number"), _masked(_digits(found["number"]), 4, 4))


def _family_numbers(text: str) -> Iterator[Finding]:
    for found in _SIXTEEN.finditer(text):
        digits = _digits(found[0])
        if _is_plausible_nik(digits):
            yield Finding("nik", found.start(), found.end(), _masked(digits, 4, 4), sure=False)


def _npwps(text: str) -> Iterator[Finding]:
    for found in _NPWP.finditer(text):
        group = "bare" if found["bare"] else 0
        yield Finding("npwp", found.start(group), found.end(group), _masked(_digits(found[group]), 2, 3))


def _is_plausible_nik(digits: str) -> bool:
    """Like a NIK, and its serial number is never 0000."""
    return is_dated_like_a_nik(digits) and digits[12:] != "0000"


def is_dated_like_a_nik(digits: str) -> bool:
    """Whether sixteen digits begin with a province and a date as DDMMYY: a woman's day is 40 higher."""
    day = int(digits[6:8])
    return digits[:2] in _PROVINCES and _is_date(f"{day - 40 if day > 40 else day:02}", digits[8:10])  # noqa: PLR2004


def is_of_a_region(digits: str) -> bool:
    """Whether digits begin with the code of a province, a regency or city of it, and a district."""
    return digits[:2] in _PROVINCES and digits[2:4] != "00" and digits[4:6] != "00"


def _accounts(text: str) -> Iterator[Finding]:
    for pattern in (_ACCOUNT, _ACCOUNT_FIRST):
        for found in pattern.finditer(text):
            if not _is_amount_or_code(text, found):
                masked = _masked(_digits(found["number"]), 0, 3)
                yield Finding("bank_account", found.start("number"), found.end("number"), masked)


def _is_amount_or_code(text: str, found: re.Match[str]) -> bool:
    number, before = found["number"], text[max(0, found.start("number") - 12) : found.start("number")]
    amount = _CURRENCY.search(text[found.start() : found.start("number")]) or _CURRENCY.search(before)
    return bool(amount or _THOUSANDS.match(number) or _BUDGET_CODE.match(number) or _DATE_OR_YEARS.match(number))


def _named_mobiles(text: str) -> Iterator[Finding]:
    for found in _NAMED_MOBILE.finditer(text):
        masked = _masked(f"0{_digits(found['number'])}", 4, 2)
        yield Finding("phone", found.start("number"), found.end("number"), masked)


def _mobiles(text: str) -> Iterator[Finding]:
    for found in _MOBILE.finditer(text):
        national = re.sub(r"^(?:00)?620?", "0", _digits(found[0]))
        yield Finding("phone", found.start(), found.end(), _masked(national, 4, 2))


def _emails(text: str) -> Iterator[Finding]:
    for found in _EMAIL.finditer(text):
        user, host = _AT.split(found[0], maxsplit=1)
        kind: DataKind = "office_email" if _OFFICIAL.search(host) else "email"
        yield Finding(kind, found.start(), found.end(), f"{user[0]}•••@{host}")
