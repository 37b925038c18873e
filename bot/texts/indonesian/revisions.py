"""Perubahan naskah: what changed between revisions, small edits (ralat kecil), and how they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.content.diff import Change, Difference, Retouch
from bot.sop.model import InfoClass
from bot.texts.formats import label, quote, shorten
from bot.texts.indonesian.names import NameTexts

ROOM = 2200  # characters of a difference: with the rest of its card it must fit in one message (4,096, Bot API)
STRETCH = 700  # characters of one struck or added stretch
BREAK = "¶"  # a paragraph's end that came or went
RETOUCHES = 6  # changes of photos and files that are told one by one

_RETOUCHED = {
    "added": "Foto {number} ditambahkan: {name}",
    "removed": "Foto {number} dihapus: {name}",
    "described": "Deskripsi foto {number}: {change}",
    "captioned": "Keterangan foto {number}: {change}",
    "cover": "Foto sampul diganti dengan foto lain dari naskah",
    "order": "Urutan foto atau berkas berubah",
}
_FILES = {
    "added": "Berkas ditambahkan: {name}",
    "removed": "Berkas dihapus: {name}",
    "captioned": "Keterangan berkas: {change}",
}
_CHOICES = {
    "title": "Judul",
    "paragraph": "Paragraf",
    "section": "Rubrik",
    "alt": "Deskripsi foto",
    "more": "Paragraf berikutnya ›",
    "drop": "Buang perubahan",
    "class": "Klasifikasi lain",
}


class RevisionTexts(NameTexts):
    """Texts of differences and small edits."""

    def no_changes(self) -> Markup:
        """Say that there is nothing to compare with."""
        return Markup("Ini revisi pertama; belum ada pembanding.")

    def difference(self, old: int, new: int, found: Difference) -> Markup:
        """Show what changed between two revisions: word by word, photos and files in words."""
        head = Markup("<b>Perubahan dari revisi ke-{} ke revisi ke-{}</b>").format(old, new)
        if found.none:
            return head + Markup("\nYang tampil bagi pembaca tidak berubah.")
        return Markup("\n").join([head, *self.difference_lines(found)])

    def difference_lines(self, found: Difference) -> list[Markup]:
        """List what changed, without a headline."""
        lines = []
        if found.title or (found.words and not found.rewritten):
            lines.append(Markup("<i>Dicoret: dihapus. Tebal: ditambahkan.</i>"))
        if found.title:
            lines.append(Markup("Judul: <s>{}</s> <b>{}</b>").format(*found.title))
        if found.section:
            lines.append(Markup("Rubrik: <s>{}</s> <b>{}</b>").format(*found.section))
        lines += [self._retouch(each) for each in found.media[:RETOUCHES]]
        if len(found.media) > RETOUCHES:
            lines.append(Markup("… dan {} perubahan foto atau berkas lain.").format(len(found.media) - RETOUCHES))
        if found.rewritten:
            lines.append(
                Markup("<b>Naskah ditulis ulang</b> ({} dari {} kata berubah). Ketuk “Baca naskah”.").format(
                    self.number(found.changed), self.number(found.total)
                )
            )
        elif found.words:
            lines += [Markup(""), self._words(found.words).strip()]
        return lines

    def _retouch(self, each: Retouch) -> Markup:
        forms = _RETOUCHED if each.photo or each.kind not in _FILES else _FILES
        change = Markup("<s>{}</s> <b>{}</b>").format(shorten(each.old, 90) or "–", shorten(each.new, 90) or "–")
        line = Markup(forms[each.kind])  # noqa: S704 - our own words
        return Markup("• ") + line.format(number=each.number, name=shorten(each.name, 80) or "–", change=change)

    def _words(self, changes: Sequence[Change]) -> Markup:
        """Set the changes one after the other as far as there is room; what is left out is counted."""
        said, room = Markup(""), ROOM
        for place, change in enumerate(changes):
            if room <= 0:
                left = sum(c.kind != "same" for c in changes[place:])
                return said + Markup("\n") + self.more_changes(left) if left else said
            following = changes[place + 1].kind if place + 1 < len(changes) else ""
            replaced = (change.kind, following) == ("removed", "added") and change.text.strip()
            text = f"{change.text.rstrip()} " if replaced else change.text  # what replaces it stands on the same line
            stretch = _cut(text, min(STRETCH, max(room, 20)))
            room -= len(stretch)
            said += self._set(change.kind, stretch)
        return said

    def _set(self, kind: str, text: str) -> Markup:
        """Strike or embolden a stretch; the spaces at its ends stay outside."""
        form = {"removed": Markup("<s>{}</s>"), "added": Markup("<b>{}</b>")}.get(kind, Markup("{}"))
        inner = text.strip() or BREAK
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return Markup("{}{}{}").format(lead if inner != BREAK else "", form.format(inner), tail)

    def more_changes(self, count: int) -> Markup:
        """Say how many changes did not fit."""
        return Markup("… dan {} perubahan lagi. Ketuk “Baca naskah” untuk membaca seluruhnya.").format(count)

    # --- ralat kecil ---------------------------------------------------------------------------------

    def ralat_head(self, editor: str, *, edited: bool) -> Markup:
        """Tell the official that only a little changed since they verified the text."""
        who = "Ralat kecil oleh {}" if edited else "Ralat halaman yang sudah tayang, oleh {}"
        head = Markup("✏ <b>{}.</b> Hanya perubahan di bawah ini yang perlu diperiksa; selebihnya sama dengan naskah")
        return head.format(who.format(editor)) + Markup(" yang sudah diverifikasi.")

    def approve_change(self, kind: InfoClass) -> str:
        """Label the official's one tap; the class stays as it was."""
        return label(f"✅ Setujui perubahan – {self.info_class(kind)}")

    # --- sunting kecil -------------------------------------------------------------------------------

    def edit_intro(self, unit: str, *, changed: bool) -> Markup:
        """Say what can be edited and who sees it; `unit` is "" for an internal one."""
        how = Markup(
            "✏ <b>Sunting kecil.</b> Pilih yang disunting, atau ketik <code>kata lama => kata baru</code> untuk"
            " membetulkan kata di seluruh naskah."
        )
        if not changed:
            return how
        if unit:
            return Markup("Setelah dikirim, pejabat berwenang <b>{}</b> memeriksa perubahan ini saja.").format(unit)
        return Markup("Setelah dikirim, perubahan ini langsung berlaku dan penulis diberi tahu.")

    def edit_choice(self, name: str) -> str:
        """Label something that can be edited."""
        return _CHOICES[name]

    def send_edit(self) -> str:
        """Label the tap that sends a small edit."""
        return "✅ Kirim perubahan"

    def edit_unsent(self) -> Markup:
        """Remind the editor of what they prepared and did not send."""
        return Markup("✏ Anda punya suntingan yang <b>belum dikirim</b>. Ketuk “Sunting kecil” untuk melanjutkan.")

    def ask_paragraph(self) -> Markup:
        """Ask which paragraph to edit."""
        return Markup("Paragraf mana yang disunting?")

    def paragraph_choice(self, number: int, words: str) -> str:
        """Label a paragraph by how it begins."""
        return label(f"{number}. {words}")

    def ask_words(self, number: int, words: str) -> Markup:
        """Ask for the new words of a paragraph."""
        return Markup(
            "<b>Paragraf {}</b>\n{}\nKirim paragraf barunya, atau cukup <code>kata lama => kata baru</code>."
        ).format(number, quote(shorten(words, 1500)))

    def edit_unclear(self) -> str:
        """Say how to edit where something else was typed."""
        return "Pilih dahulu bagian yang disunting, atau ketik: kata lama => kata baru."

    def edit_not_found(self, words: str) -> str:
        """Say that the words to replace are not there."""
        return f"“{shorten(words, 60)}” tidak ditemukan. Salin persis seperti tertulis, termasuk huruf besarnya."


def _cut(text: str, limit: int) -> str:
    """The text in at most `limit` characters; of a longer one its beginning."""
    return text if len(text) <= limit else f"{text[: limit - 2].rstrip()}… "
