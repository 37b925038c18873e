"""Words that only agree, decline or thank: "Setuju", "ok pak", "siap", "acc N-3"; nothing of them is material."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Said in place of a tap: to agree, or not to.
_DECIDES = _words(
    "setuju setujui disetujui menyetujui acc aac diacc ok oke okay okey okeh oks oce okee siap sip siip "
    "sudah udah sdh ya iya y yes yap lanjut lanjutkan dilanjutkan terbitkan diterbitkan tayangkan "
    "ditayangkan publish terima diterima approve approved agree agreed accept accepted benar betul cocok "
    "mantap boleh teruskan laksanakan proses diproses kirim selesai beres noted done tidak tdk gak nggak "
    "no belum blm tolak ditolak kembalikan dikembalikan batal batalkan jangan tunda ditunda revisi "
    "perbaiki approval sepakat silakan silahkan lengkap aman "
)
_THANKS = _words(
    "terima kasih terimakasih makasih trims tks thanks thank you tq thx trmksh kasih banyak baik matur "
    "nuwun suwun hatur sama-sama kembali "
)
_BESIDE = _words(
    "pak bu bapak ibu mas mbak kak bang pa bpk kabag kasubbag staf sudah udah saya kami ini itu di ke "
    "untuk mohon segera lagi dong ya yah deh kok naskah naskahnya berita beritanya artikel artikelnya "
    "disposisi disposisinya laporan laporannya verifikasi diverifikasi dan dulu dahulu please dibaca baca "
    "dicek cek diperiksa periksa saja semua semuanya nya yang dengan perubahan perubahannya sir maam mam "
    "very much it the this for is "
)
_HONORIFICS = _words("pak bu bapak ibu mas mbak kak bang ")
_SIGNS = re.compile(r"[^\w\s/-]+")
_THUMBS = re.compile("[👍👌✅🙏☑✔]")
_REF = re.compile(r"\b(?:n-?\d{1,9}|d-?\d{1,9}(?:/\d{4})?)\b")

#: More words than this are more than a nod.
_MOST = 8


class Nod(Enum):
    """What a nod says."""

    DECISION = auto()
    THANKS = auto()


@dataclass(frozen=True, slots=True)
class Nodded:
    """A nod, and the numbers of things it names ("n-3", "d-12/2026")."""

    says: Nod
    refs: tuple[str, ...] = ()


def read(text: str) -> Nodded | None:
    """Read a text that only nods; None for anything that has more in it."""
    small = text.lower()
    refs = tuple(_REF.findall(small))
    words = _SIGNS.sub(" ", _REF.sub(" ", small)).split()
    if not words:
        return Nodded(Nod.DECISION, refs) if _THUMBS.search(small) else None
    rest = _without_names(words)
    if len(words) > _MOST or "\n" in text.strip():
        return None
    if all(word in _THANKS | _BESIDE for word in rest) and {"kasih", *_ALONE} & set(rest):
        return Nodded(Nod.THANKS, refs)
    decides = any(word in _DECIDES for word in rest)
    known = all(word in _DECIDES | _THANKS | _BESIDE for word in rest)
    return Nodded(Nod.DECISION, refs) if decides and known else None


#: Thanks in one word; "terima" alone decides.
_ALONE = _THANKS - {"terima", "kasih", "banyak", "kembali", "hatur", "you"}


def _without_names(words: list[str]) -> list[str]:
    """Leave out the one name after a "Pak" or "Bu"."""
    kept: list[str] = []
    for place, word in enumerate(words):
        named = place > 0 and words[place - 1] in _HONORIFICS and word not in _DECIDES | _THANKS | _BESIDE
        if not named:
            kept.append(word)
    return kept
