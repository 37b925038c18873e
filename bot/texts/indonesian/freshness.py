"""Papan Kesegaran: how fresh each section of the website is, and what is said when one goes stale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from markupsafe import Markup

from bot.sop.freshness import Light, Standing
from bot.sop.roles import Role
from bot.texts.formats import Formats, bold, shorten
from bot.texts.indonesian.failures import FailureTexts

MOST = 30  # sections a message lists

FreshnessWord = Literal["title", "history", "threshold", "page"]

_WORDS: dict[FreshnessWord, str] = {
    "title": "Papan Kesegaran",
    "history": "Riwayat umur",
    "threshold": "batas",
    "page": "halaman",
}

FreshnessButton = Literal["check", "board", "picture", "history", "order"]

_BUTTONS: dict[FreshnessButton, str] = {
    "check": "✅ Sudah dicek, masih berlaku",
    "board": "📋 Papan kesegaran",
    "picture": "🖼 Gambar papan",
    "history": "📈 Riwayat",
    "order": "📝 Buat disposisi",
}

_SOURCES = {
    "own": "terbitan kita",
    "cms": "CMS",
    "feed": "RSS situs",
    "sitemap": "peta situs",
    "page": "isi halaman berubah",
}

#: The same in every language, and never alone: the words say it.
_SIGNS = MappingProxyType({Light.FRESH: "🟢", Light.AMBER: "🟡", Light.STALE: "🔴", Light.UNSURE: "⚪"})


class FreshnessTexts(Formats):
    """Texts of the freshness of the website."""

    def freshness_word(self, key: FreshnessWord) -> str:
        """Give a fixed word of the board. Raises KeyError for a key there is none for."""
        return _WORDS[key]

    def freshness_button(self, key: FreshnessButton) -> str:
        """Label a button of the board. Raises KeyError."""
        return _BUTTONS[key]

    def light(self, one: Standing) -> str:
        """Say how a section stands: usang 12 hari."""
        judgement = one.judgement
        if one.light is Light.STALE:
            return f"usang {judgement.over} hari" if judgement.over else "usang mulai hari ini"
        if one.light is Light.AMBER:
            return f"menjelang usang, {one.watched.days - judgement.age} hari lagi"
        if one.light is Light.UNSURE:
            return "belum pasti, situs tidak terbaca"
        return "segar"

    def freshness_age(self, one: Standing) -> str:
        """Say how old a section is, and how old it may be: umur 102 hari, batas 90."""
        return f"umur {one.judgement.age} hari, batas {one.watched.days}"

    def last_seen(self, one: Standing) -> str:
        """Say when a section was last updated, and who says so."""
        if one.last_at is None:
            return "belum ada pembaruan yang terlihat"
        return f"terakhir {self._on(one.last_at)} ({_SOURCES[one.source]})"

    def vouched(self, one: Standing) -> str:
        """Say who checked it, and when; "" where nobody did since its last update."""
        return f"dicek {one.checked_by}, {self._on(one.checked_at)}" if one.vouched and one.checked_at else ""

    def not_read(self, one: Standing) -> str:
        """Say that the website could not be read, and when it could; "" where it can."""
        if not one.problem:
            return ""
        when = f"; terakhir terbaca {self._on(one.read_at)}" if one.read_at else ""
        return f"situs tidak terbaca{when}"

    def _on(self, at: datetime) -> str:
        return self.date_of(self.office.calendar.local(at).date())

    def freshness_counts(self, found: Sequence[Standing]) -> str:
        """Sum the board up in a line: 1 usang · 2 menjelang usang · 3 segar."""
        names = {
            Light.STALE: "usang", Light.UNSURE: "belum pasti", Light.AMBER: "menjelang usang", Light.FRESH: "segar"
        }  # fmt: skip
        counts = {light: sum(one.light is light for one in found) for light in names}
        return " · ".join(f"{counts[light]} {name}" for light, name in names.items() if counts[light])

    def freshness_board(self, found: Sequence[Standing]) -> Markup:
        """List how every section stands."""
        head = Markup("{} – {}\n{}").format(
            bold(_WORDS["title"]), self.office.website.name, self.freshness_counts(found)
        )
        lines = [self._line(one) for one in found[:MOST]]
        if len(found) > MOST:
            lines.append(Markup("… dan {} lagi").format(len(found) - MOST))
        return Markup("\n\n").join([head, *lines])

    def _line(self, one: Standing) -> Markup:
        notes = [self.freshness_age(one), one.watched.owner or self.role(Role.KASUBBAG), self.last_seen(one)]
        notes += [note for note in (self.vouched(one), self.not_read(one)) if note]
        return Markup("{} {}: {}\n<i>{}</i>").format(
            _SIGNS[one.light], bold(one.watched.name), self.light(one), " · ".join(notes)
        )

    def freshness_detail(self, one: Standing) -> Markup:
        """Say all that is known of one section."""
        lines = [self._line(one)]
        if one.title:
            lines.append(Markup("Pembaruan terakhir: “{}”").format(shorten(one.title, 120)))
        if one.url:
            lines.append(Markup("{}").format(one.url))
        if one.problem:
            words = FailureTexts(self.office, self.now).failure_words(one.problem)
            lines.append(Markup("⚠ Situs tidak terbaca: {}").format(words))
        lines.append(Markup("Menjadi usang {}.").format(self.date_of(one.judgement.stale_on)))
        return Markup("\n").join(lines)

    def section_stale(self, one: Standing) -> Markup:
        """Tell who keeps a section that it went stale, and what to do."""
        return Markup(
            "🔴 {} di {} sudah {}.\n{}, {}.\n👉 Kirim naskah baru untuk rubrik ini, atau, jika isinya masih benar,"
            " ketuk “Sudah dicek, masih berlaku”."
        ).format(
            bold(one.watched.name), self.office.website.name, self.light(one), self.freshness_age(one),
            self.last_seen(one),
        )  # fmt: skip

    def stale_subject(self, name: str) -> str:
        """Give the perihal of the disposisi that would mend a stale section."""
        return f"Pembaruan {shorten(name, 100)}"

    def stale_instruction(self, one: Standing) -> str:
        """Give its instruksi."""
        return (
            f"Mohon {shorten(one.watched.name, 100)} pada {self.office.website.name} segera diperbarui;"
            f" {self.last_seen(one)}. Apabila isinya masih berlaku, mohon dinyatakan sudah dicek."
        )

    def stale_need(self, one: Standing) -> Markup:
        """Say on the Kabag's form why this disposisi is proposed."""
        return Markup("🔴 Diusulkan karena {} {}: {}.").format(
            bold(one.watched.name), self.light(one), self.last_seen(one)
        )

    def proposal_withdrawn(self, name: str, ending: str) -> Markup:
        """Tell the Kabag that a proposal is needed no more."""
        why = {"checked": "sudah dicek dan masih berlaku", "updated": "sudah diperbarui"}.get(
            ending, "tidak dipantau lagi"
        )
        return Markup("Usulan disposisi <b>{}</b> ditarik: {} {}.").format(self.stale_subject(name), name, why)

    def section_checked(self, name: str) -> str:
        """Thank somebody who checked a section."""
        return f"Tercatat: {shorten(name, 100)} sudah dicek dan masih berlaku."

    def not_your_section(self) -> str:
        """Refuse somebody who keeps another section."""
        return "Rubrik ini dijaga unit lain; yang menyatakan sudah dicek ialah unit itu atau kantor pengelola situs."

    def not_stale(self) -> str:
        """Say that there is nothing to order."""
        return "Rubrik ini tidak usang lagi, jadi tidak perlu disposisi."

    def freshness_rest(self, count: int) -> str:
        """Say how many sections a picture leaves out."""
        return f"… dan {count} rubrik lagi"

    def freshness_limit(self, days: int) -> str:
        """Say how old a section may be."""
        return f"batas {days} hari"

    def freshness_caption(self) -> str:
        """Caption the picture of the board."""
        return f"{_WORDS['title']}, {self.dated(self.now)}"

    def freshness_failed(self) -> str:
        """Apologise for a picture that could not be made."""
        return "Maaf, gambarnya gagal dibuat. Isinya sama dengan yang tertulis pada papan."
