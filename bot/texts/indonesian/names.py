"""Nama-nama: how the domain's values are called."""

from __future__ import annotations

from bot.sop.flow import State, Step
from bot.sop.model import InfoClass, Nature
from bot.texts.formats import Formats

_CLASSES = {
    InfoClass.PERIODIC: "berkala",
    InfoClass.IMMEDIATE: "serta merta",
    InfoClass.ANYTIME: "setiap saat",
    InfoClass.EXCLUDED: "dikecualikan",
}

_NATURES = {
    Nature.ORDINARY: "Biasa",
    Nature.URGENT: "Segera",
    Nature.VERY_URGENT: "Sangat segera",
    Nature.CONFIDENTIAL: "Rahasia",
}

_STATES = {
    State.A_DRAFT: "sedang ditulis",
    State.A_WAITING_VERIFIER: "menunggu verifikasi",
    State.A_HELD: "ditahan, menunggu PPID",
    State.A_WAITING_KASUBBAG: "menunggu diterima",
    State.A_WAITING_STAF: "siap entry, menunggu diterbitkan",
    State.A_SCHEDULED: "terjadwal",
    State.A_PUBLISHING: "sedang diterbitkan",
    State.A_UNPROVEN: "terbit, belum terbukti",
    State.A_SIGHTED: "terbit, menunggu dipastikan orang kedua",
    State.A_PUBLISHED: "tayang",
    State.A_RETURNED: "dikembalikan untuk perbaikan",
    State.A_CORRECTING: "sedang diralat",
    State.A_REJECTED: "tidak diumumkan",
    State.A_CANCELLED: "dibatalkan",
    State.A_WITHDRAWN: "ditarik dari situs",
    State.D_DRAFT: "belum dikirim",
    State.D_WAITING_KASUBBAG: "menunggu diterima",
    State.D_COLLECTING: "pengumpulan bahan",
    State.D_REPORTING: "laporan disiapkan",
    State.D_WAITING_KABAG: "laporan menunggu diterima",
    State.D_CLOSED: "selesai",
    State.D_CANCELLED: "dibatalkan",
}

_STEPS = {
    Step.DISPATCH: "1. Disposisi",
    Step.RECEIVE: "2. Terima bahan",
    Step.UPDATE: "3. Perbarui situs",
    Step.REPORT: "4. Laporan",
    Step.VERIFY: "Verifikasi",
    Step.ACCEPT: "Terima disposisi",
    Step.COLLECT: "Pengumpulan bahan",
    Step.HOLD: "Pertimbangan PPID",
    Step.REVISE: "Perbaikan",
    Step.ACKNOWLEDGE: "Terima laporan",
}


class NameTexts(Formats):
    """Names of classes, natures, states and steps."""

    def withheld_title(self) -> str:
        """Stand in for the title of what is dikecualikan or rahasia, where others read."""
        return "(judul tidak ditampilkan)"

    def withheld_words(self) -> str:
        """Stand in for what somebody wrote about what is held as dikecualikan, where others read."""
        return "(tidak ditampilkan)"

    def info_class(self, kind: InfoClass) -> str:
        """Name an information class (UU 14/2008)."""
        return _CLASSES[kind]

    def nature(self, nature: Nature) -> str:
        """Name a sifat."""
        return _NATURES[nature]

    def state(self, state: State) -> str:
        """Name a state as people say it."""
        return _STATES[state]

    def step(self, step: Step) -> str:
        """Name a step of the SOP."""
        return _STEPS[step]
