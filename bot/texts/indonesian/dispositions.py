"""Kartu disposisi dan laporan: what the Kabag and the Kasubbag read."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.sop.flow import Action, State
from bot.sop.model import Disposition, Nature
from bot.sop.roles import Role, Who
from bot.texts.formats import BUTTON, label, quote, shorten
from bot.texts.indonesian.names import NameTexts


class DispositionTexts(NameTexts):
    """Texts of the disposisi's card."""

    def default_instruction(self) -> str:
        """Give the instruksi that stands in a new form (SOP step 1)."""
        return "Mohon memperbarui situs web dengan data dan artikel baru sesuai dengan tugas pokok dan fungsi."

    def subject_for_article(self, title: str) -> str:
        """Give the perihal of a disposisi made for an article that came without one."""
        return shorten(f"Update Website – {title}", 200)

    # --- the form --------------------------------------------------------------------------------

    def form_head(self) -> Markup:
        """Head the Kabag's form."""
        return Markup("📝 <b>Disposisi baru</b> (belum dikirim)")

    def form_need(self, ref: str, title: str, unit: str) -> Markup:
        """Say for which article a disposisi is proposed."""
        return Markup(
            "Naskah {} “{}” dari <b>{}</b> masuk tanpa disposisi. Ketuk <b>Kirim disposisi</b> untuk menugaskannya."
        ).format(ref, shorten(title, 120), unit)

    def form_how(self, *, empty: bool) -> Markup:
        """Say how the form works; `empty`: its perihal is not written yet, and can be typed at once."""
        if empty:
            return Markup(
                "<i>Ketik perihalnya di sini, atau ketuk isian untuk mengubahnya. Hanya perihal yang wajib.</i>"
            )
        return Markup("<i>Ketuk isian untuk mengubahnya. Hanya perihal yang wajib.</i>")

    def form_written(self) -> str:
        """Say that what was typed fits no field of the form that is empty still."""
        return (
            "Perihal dan instruksi sudah terisi, jadi tulisan ini belum dimasukkan."
            " Ketuk “Perihal” atau “Instruksi” untuk menggantinya, lalu kirim lagi."
        )

    def disposition_fields(
        self,
        subject: str,
        instruction: str,
        nature: Nature,
        deadline: datetime | None,
        kasubbag: list[str],
        asked: list[str],
        files: list[str],
    ) -> Markup:
        """Show the fields of the Lembar Disposisi."""
        recipient = self.role(Role.KASUBBAG) + (f" ({self.people(kasubbag)})" if kasubbag else "")
        rows = [
            Markup("<b>Perihal:</b> {}").format(subject or "(belum diisi)"),
            Markup("<b>Sifat:</b> {}").format(self.nature(nature)),
            Markup("<b>Diteruskan kepada:</b> Yth. {}").format(recipient),
            Markup("<b>Instruksi:</b> {}").format(instruction or "–"),
            Markup("<b>Batas waktu:</b> {}").format(self.dated(deadline) if deadline else "–"),
        ]
        if asked:
            rows.append(Markup("<b>Bahan diminta dari:</b> {}").format(", ".join(asked)))
        if files:
            rows.append(Markup("<b>Lampiran:</b> {}").format(", ".join(files)))
        return Markup("\n").join(rows)

    def field(self, name: str) -> str:
        """Label a field of the form."""
        return {
            "subject": "Perihal",
            "instruction": "Instruksi",
            "nature": "Sifat",
            "recipient": "Penerima",
            "deadline": "Batas waktu",
            "units": "Minta bahan dari…",
            "copies": "Tembusan",
            "file": "Lampirkan berkas",
            "letter": "Data surat",
        }[name]

    def ask_field(self, name: str) -> Markup:
        """Ask for a field."""
        return {
            "subject": Markup("<b>Ketik perihal disposisi</b>, misalnya: <i>Berita peringatan HUT daerah</i>."),
            "instruction": Markup("<b>Ketik instruksi</b> untuk penerima."),
            "nature": Markup(
                "Pilih sifat disposisi. <b>Rahasia</b>: hanya {}, {}, dan unit yang dimintai bahan yang membacanya;"
                " tidak ada di grup, rekap, dan pencarian orang lain."
            ).format(self.role(Role.KABAG), self.role(Role.KASUBBAG)),
            "recipient": Markup("<b>Kepada siapa disposisi ini diteruskan?</b> Yang dipilih ditunggu dan diingatkan."),
            "deadline": Markup(
                "Pilih batas waktu, atau ketik tanggal dan jam, misalnya <code>besok 14.00</code> atau"
                " <code>25-11-2026 16.00</code>."
            ),
            "units": Markup("Unit mana yang diminta mengirim bahan? Ketuk untuk memilih atau membatalkan pilihan."),
            "file": Markup("<b>Kirim berkas</b> yang dilampirkan (agenda kerja, surat), sebagai dokumen atau foto."),
            "copies": Markup(
                "<b>Ketik tembusan</b> yang dicetak pada Lembar Disposisi, misalnya: <i>Sekretaris Daerah</i>. Bot"
                " tidak mengirimkannya. Ketik <code>-</code> bila tidak ada."
            ),
            "note": Markup(
                "<b>Apa catatan penutupnya?</b> Ketuk salah satu, atau ketik sendiri. Sesudah itu laporan"
                " langsung dikirim."
            ),
            "answer": Markup("<b>Ketik jawaban</b> atas pertanyaan itu. Sesudah itu laporan langsung dikirim kembali."),
        }[name]

    def all_recipients(self) -> str:
        """Label the choice of every Kasubbag."""
        return label(f"Semua {self.role(Role.KASUBBAG)}")

    def ask_letter(self, part: str) -> Markup:
        """Ask for one part of the letter that the disposisi rides on."""
        return {
            "from": Markup("<b>Surat dari siapa?</b> Ketik pengirimnya, misalnya: <i>Dinas Kesehatan</i>."),
            "number": Markup("<b>Nomor surat?</b> Ketik seperti tertulis pada surat."),
            "day": Markup("<b>Tanggal surat?</b> Ketik misalnya <code>20-11-2026</code> atau <code>Jumat lalu</code>."),
            "received": Markup("<b>Surat diterima tanggal berapa?</b> Ketik tanggalnya, atau pilih hari ini."),
        }[part]

    def letter_choice(self, key: str) -> str:
        """Label a choice while the letter is asked about."""
        return {"skip": "Lewati", "today": "Hari ini"}[key]

    def letter_day_unclear(self) -> str:
        """Say that a letter's day was not understood, or has not come yet."""
        return "Tanggal belum dikenali, atau belum tiba. Ketik seperti 20-11-2026, atau ketuk Lewati."

    def letter_fields(self, disposition: Disposition) -> Markup:
        """Show what is known of the letter, in one line."""
        number, day, came = disposition.letter_number, disposition.letter_day, disposition.letter_received
        known = [
            Markup("dari {}").format(disposition.letter_from) if disposition.letter_from else None,
            Markup("nomor {}").format(number) if number else None,
            Markup("tanggal {}").format(self.date_of(day)) if day else None,
            Markup("diterima {}").format(self.date_of(came)) if came else None,
        ]
        return Markup("<b>Surat:</b> {}").format(Markup(", ").join(part for part in known if part))

    def copies_field(self, copies: str) -> Markup:
        """Show to whom the sheet goes in copy."""
        return Markup("<b>Tembusan:</b> {}").format(copies)

    def preview_of_disposition(self) -> Markup:
        """Head the preview: as the recipient will see it."""
        return Markup("<i>Penerima akan melihat disposisi ini seperti berikut:</i>")

    def tick(self, name: str, *, on: bool) -> str:
        """Label a choice that can be on or off."""
        return f"{'☑' if on else '☐'} {shorten(name, BUTTON - 2)}"

    def sheet_unknown(self, words: str) -> Markup:
        """Say that there is no disposisi of this number whose sheet could be printed for the asker."""
        if not words:
            return Markup("Belum ada disposisi yang dikirim.")
        return Markup(
            "Disposisi {} tidak ditemukan. Ketik nomornya saja, misalnya <code>/lembar 12</code>, atau dengan tahunnya:"
            " <code>/lembar 12/2026</code>."
        ).format(words)

    # --- the order ---------------------------------------------------------------------------------

    def disposition_head(self, ref: str, nature: Nature, author: str) -> Markup:
        """Head a disposisi that was sent."""
        loud = (
            Markup(" · <b>{}</b>").format(self.nature(nature).upper()) if nature is not Nature.ORDINARY else Markup("")
        )
        return Markup("📋 <b>Disposisi {}</b>{}\nDari: {} ({})").format(ref, loud, self.role(Role.KABAG), author)

    def unnumbered(self) -> str:
        """Stand in the place of a number that is given when the disposisi is sent."""
        return "(nomor diberikan saat dikirim)"

    def new_disposition(self) -> str:
        """Name a disposisi that has no number yet."""
        return "Disposisi baru:"

    def material_asked(self, units: list[str], deadline: datetime | None) -> Markup:
        """Ask a contributor for the material that was asked of their unit."""
        until = Markup(" Batas {}.").format(self.dated(deadline)) if deadline else Markup("")
        return Markup("👉 <b>Bahan dari {} diminta.</b> Ketuk “Tulis naskah” untuk mengirimnya.{}").format(
            ", ".join(units), until
        )

    def disposition_short(self, ref: str, subject: str) -> Markup:
        """Name a disposisi in one line."""
        return Markup("📋 <b>Disposisi {}</b> – {}").format(ref, shorten(subject, 120))

    def no_material(self) -> Markup:
        """Say that nothing came in yet."""
        return Markup("Belum ada naskah untuk disposisi ini.")

    def progress(self, articles: list[tuple[str, str, str, State]], owing: list[str], *, closed: bool) -> Markup:
        """Show how far each article is."""
        rows = [
            Markup("{} {} – {} ({}): <b>{}</b>").format(
                "✔" if state is State.A_PUBLISHED else "•", ref, shorten(title, 60), unit, self.state(state)
            )
            for ref, title, unit, state in articles
        ]
        if owing:
            rows.append(Markup("• Belum mengirim bahan: {}").format(", ".join(owing)))
        if closed:
            rows.append(Markup("Bahan dinyatakan lengkap; laporan menyusul setelah semua naskah selesai."))
        return Markup("<b>Naskah</b>\n{}").format(Markup("\n").join(rows))

    def question(self, question: str) -> Markup:
        """Show what the Kabag asked back."""
        return Markup("<b>Pertanyaan {}:</b>\n{}").format(self.role(Role.KABAG), quote(question))

    # --- reasons -----------------------------------------------------------------------------------

    def ask_reason(self, action: Action) -> Markup:
        """Ask for the reason of a move that needs one."""
        what = {
            Action.RETURN: "<b>Mengapa dikembalikan?</b> Ketik apa yang perlu diperbaiki; penulis akan membacanya.",
            Action.REJECT: "<b>Mengapa tidak diumumkan?</b> Ketik alasannya; penulis akan membacanya.",
            Action.DISPUTE: "<b>Apa yang belum tampil benar?</b> Ketik singkat.",
            Action.BYPASS: "<b>Mengapa tidak menunggu verifikasi?</b> Ketik alasannya.",
            Action.UNVERIFY: "<b>Mengapa verifikasi dibatalkan?</b> Ketik alasannya.",
            Action.CORRECT: "<b>Apa yang perlu diralat?</b> Halaman tetap tayang sampai perbaikannya terbit.",
            Action.PULL: "<b>Mengapa halaman ini ditarik sekarang juga?</b> Pilih alasan mendesaknya pada kartu.",
            Action.ASK_WITHDRAWAL: "<b>Mengapa halaman ini perlu ditarik?</b> Ketik alasannya; pengelola situs"
            " memutuskannya.",
            Action.WITHDRAW: "<b>Mengapa ditarik dari situs?</b> Ketik alasannya; alasan ini tampil pada halaman.",
            Action.CANCEL: "<b>Mengapa dibatalkan?</b> Ketik alasannya; penerima akan membacanya.",
            Action.ASK_BACK: "<b>Apa yang ingin ditanyakan?</b> Ketik pertanyaannya; laporan kembali setelah dijawab.",
        }.get(action, "<b>Ketik alasannya.</b>")
        return Markup(what)  # noqa: S704 - our own words

    def quick_reasons(self, action: Action) -> list[str]:
        """Offer reasons that need no typing."""
        return {
            Action.RETURN: ["Judul perlu diperbaiki", "Data belum lengkap", "Foto kurang jelas", "Ada salah ketik"],
            Action.CANCEL: ["Tidak jadi dilaksanakan", "Sudah ada disposisi lain"],
            Action.DISPUTE: ["Isinya belum lengkap", "Halamannya tidak terbuka"],
            Action.UNVERIFY: ["Ada data yang berubah"],
            Action.ASK_WITHDRAWAL: ["Isinya keliru", "Informasi sudah tidak berlaku"],
            Action.WITHDRAW: ["Ralat", "Informasi sudah tidak berlaku"],
            Action.POST: ["Dilaksanakan sesuai disposisi", "Dilaksanakan, ada yang menyusul"],
        }.get(action, [])

    def ask_sure(self, action: Action, *, live: bool = False) -> Markup:
        """Ask whether one is sure; `live`: of a correction, whose page stays."""
        if action is Action.CANCEL and live:
            return Markup("Ralat ini dibatalkan; <b>halaman yang tayang tetap seperti sekarang</b>. Anda yakin?")
        if action is Action.CANCEL:
            return Markup("Anda yakin ingin membatalkannya? Riwayatnya tetap tersimpan.")
        if action is Action.HOLD:
            return Markup(
                "Naskah ini <b>ditahan</b> dan tidak dapat terbit sampai {} memutuskannya. Anda yakin informasinya"
                " dikecualikan?"
            ).format(self.title_of(Who.PPID))
        return Markup("Anda yakin?")

    def sure(self, action: Action) -> str:
        """Label the button that is sure."""
        return {Action.CANCEL: "Ya, batalkan", Action.HOLD: "Ya, tahan → PPID"}.get(action, "Ya")
