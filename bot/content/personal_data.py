"""Personal data in a text that is about to be published (UU 27/2022), for the verifier to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

DataKind = Literal["nik", "kk", "nip", "bank_account", "phone", "email"]


@dataclass(frozen=True)
class Finding:
    """Something that looks like personal data at text[start:end], and how to show it without telling it."""

    kind: DataKind
    start: int
    end: int
    excerpt_masked: str


# Kemendagri's province codes: the first two digits of a NIK or KK number.
_PROVINCES: Final = {
    *("11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35", "36"),
    *("51", "52", "53", "61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76"),
    *("81", "82", "91", "92", "93", "94", "95", "96", "97"),
}
_GAP: Final = r"[ .\u00a0\-–]"
_ALONE: Final = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
_END: Final = r"(?![0-9A-Za-z]|[.,][0-9])"

# Groups as people write them, and no others: any sixteen digits of a table are no NIK.
_SIXTEEN = re.compile(
    rf"{_ALONE}(?:[0-9]{{16}}"
    rf"|[0-9]{{4}}({_GAP})[0-9]{{4}}\1[0-9]{{4}}\1[0-9]{{4}}"
    rf"|[0-9]{{6}}({_GAP})[0-9]{{6}}\2[0-9]{{4}}"
    rf"|[0-9]{{2}}({_GAP})[0-9]{{2}}\3[0-9]{{2}}\3[0-9]{{6}}\3[0-9]{{4}}){_END}"
)
_EIGHTEEN = re.compile(rf"{_ALONE}(?:[0-9]{{18}}|[0-9]{{8}}({_GAP})[0-9]{{6}}\1[0-9]\1[0-9]{{3}}){_END}")
_MOBILE = re.compile(rf"{_ALONE}(?:\+62{_GAP}?|\(\+62\)\s?|62{_GAP}?|0)8[1-9](?:{_GAP}?[0-9]){{7,10}}(?![0-9])")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9_%+\-](?:[A-Za-z0-9._%+\-]{0,63})@"
    r"(?:[A-Za-z0-9\-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![A-Za-z0-9\-])"
)
_ACCOUNT = re.compile(
    r"\b(?:(?i:(?<!kode )(?:rekening|norek|rek)\b)|(?:Bank\s+[A-Z]\w+|BRI|BNI|BCA|BTN|BSI|BJB|Mandiri)\b)"
    r"[^\n0-9]{0,40}?(?<![0-9])(?P<number>[0-9](?:[ .\-]?[0-9]){7,19})(?![0-9])"
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+\Z")
_BUDGET_CODE = re.compile(r"[0-9](?:\.[0-9]{1,4}){3,}\Z")
_CURRENCY = re.compile(r"\b(?:Rp|IDR)\b|\bRp", re.IGNORECASE)
_KK_BEFORE = re.compile(r"(?:\bKK|kartu\s+keluarga)\b[^0-9\n]{0,20}\Z", re.IGNORECASE)
_NIK_BEFORE = re.compile(r"\b(?:NIK|KTP|nomor\s+induk\s+kependudukan)\b[^0-9\n]{0,20}\Z", re.IGNORECASE)


def find_personal_data(text: str) -> list[Finding]:
    """What in a text looks like personal data, in order and without overlaps; offsets in code points.

    NIK and KK: 16 digits with a province code and a possible date, or any 16 digits after those words.
    NIP: 18 digits with possible dates. Mobile numbers (+62 8.., 08..); not landlines, which are an
    office's. E-mail addresses. Account numbers after "rekening" or a bank's name; not amounts
    and not "kode rekening" of the budget. An old NPWP (15 digits) is not looked for; a new
    one that is a NIK is found as such. A hint for a person, not a verdict.
    """
    findings: list[Finding] = []
    for search in (_nips, _family_numbers, _accounts, _mobiles, _emails):
        findings += (new for new in search(text) if not _overlaps(new, findings))
    return sorted(findings, key=lambda finding: finding.start)


def _overlaps(new: Finding, findings: list[Finding]) -> bool:
    return any(new.start < old.end and old.start < new.end for old in findings)


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


def _family_numbers(text: str) -> Iterator[Finding]:
    for found in _SIXTEEN.finditer(text):
        before = text[max(0, found.start() - 40) : found.start()]
        digits = _digits(found[0])
        named_kk = _KK_BEFORE.search(before) is not None
        if named_kk or _NIK_BEFORE.search(before) or _is_plausible_nik(digits):
            kind: DataKind = "kk" if named_kk else "nik"
            yield Finding(kind, found.start(), found.end(), _masked(digits, 4, 4))


def _is_plausible_nik(digits: str) -> bool:
    """Province, then a date as DDMMYY: a woman's day is 40 higher; the serial number is never 0000."""
    day = int(digits[6:8])
    date = _is_date(f"{day - 40 if day > 40 else day:02}", digits[8:10])  # noqa: PLR2004
    return digits[:2] in _PROVINCES and date and digits[12:] != "0000"


def _accounts(text: str) -> Iterator[Finding]:
    for found in _ACCOUNT.finditer(text):
        number = found["number"]
        amount = _CURRENCY.search(text[found.start() : found.start("number")])
        if amount or _THOUSANDS.match(number) or _BUDGET_CODE.match(number):
            continue
        masked = _masked(_digits(number), 0, 3)
        yield Finding("bank_account", found.start("number"), found.end("number"), masked)


def _mobiles(text: str) -> Iterator[Finding]:
    for found in _MOBILE.finditer(text):
        national = re.sub(r"^62", "0", _digits(found[0]))
        yield Finding("phone", found.start(), found.end(), _masked(national, 4, 2))


def _emails(text: str) -> Iterator[Finding]:
    for found in _EMAIL.finditer(text):
        user, _, host = found[0].partition("@")
        yield Finding("email", found.start(), found.end(), f"{user[0]}•••@{host}")
