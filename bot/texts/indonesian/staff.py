"""Daftar petugas: the cards of /anggota, and what they ask."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from markupsafe import Markup

from bot.sop.roles import Role
from bot.texts.formats import Formats, bold, label

PeopleButton = Literal[
    "present", "former", "invite", "suspend", "lift", "add", "change", "new_account", "link", "merge", "list", "back",
    "import", "export", "import_it", "now", "type_day", "type_reason", "end_it", "give_now", "type_terms", "merge_it",
]  # fmt: skip
PeopleState = Literal["suspended", "invited", "uninvited", "blocked"]
Ending = Literal["moved", "retired", "over"]
SecondHolder = Literal["successor", "acting", "deputy"]

_BUTTONS: dict[PeopleButton, str] = {
    "present": "Yang menjabat",
    "former": "Yang tidak lagi menjabat",
    "invite": "➕ Undang orang baru",
    "suspend": "⛔ Tangguhkan sekarang",
    "lift": "✔ Buka penangguhan",
    "add": "Tambah penunjukan",
    "change": "Ubah data",
    "new_account": "📱 Ponsel/akun baru",
    "link": "Tautan undangan baru",
    "merge": "Gabungkan data",
    "list": "« Daftar petugas",
    "back": "« Kembali",
    "import": "📥 Impor dari tabel",
    "export": "📤 Ekspor ke tabel",
    "import_it": "Ya, daftarkan semuanya",
    "now": "Sekarang juga",
    "type_day": "Tanggal lain (ketik)",
    "type_reason": "Alasan lain atau SK (ketik)",
    "end_it": "Ya, akhiri penunjukan ini",
    "give_now": "Ya, berlaku sekarang",
    "type_terms": "Tanggal atau SK (ketik)",
    "merge_it": "Ya, gabungkan",
}

_STATES: dict[PeopleState, str] = {
    "suspended": "⛔ ditangguhkan",
    "invited": "✉ diundang, belum bergabung",
    "uninvited": "belum bergabung, undangannya tidak berlaku lagi",
    "blocked": "⚠ tidak dapat dihubungi bot",
}

_ENDING: dict[Ending, str] = {"moved": "Pindah tugas", "retired": "Pensiun", "over": "Masa tugas selesai"}

_SECOND: dict[SecondHolder, str] = {
    "successor": "Pejabat baru: yang lama berakhir",
    "acting": "Plt.: jabatannya lowong, yang lama berakhir",
    "deputy": "Pendamping: keduanya menjabat",
}

_DETAILS = {
    "name": "Nama",
    "nip": "NIP",
    "rank": "Pangkat/golongan",
    "post": "Jabatan (tercetak)",
    "qualification": "Kualifikasi",
}

REFUSED = {
    "not_yours": "Hanya admin yang dapat mengubahnya.",
    "not_yours_to_suspend": "Yang dapat menangguhkan: admin, atau atasan orang itu.",
    "suspended_already": "Akun itu sudah ditangguhkan.",
    "suspended": "Buka dahulu penangguhan akunnya, lalu gabungkan.",
    "over": "Itu sudah berakhir atau sudah dibuka.",
    "held": "Orang ini sudah memegang penunjukan itu.",
    "past": "Tanggal itu sudah lewat. Pilih atau ketik tanggal lain.",
    "reason_needed": "Alasannya perlu ditulis.",
    "last_admin": "Ini admin yang terakhir. Tunjuk admin lain dahulu.",
    "unit_ended": "Unit itu sudah berakhir. Pilih unit lain.",
    "unit_known": "Unit dengan nama itu sudah ada.",
    "unit_busy": "Unit ini masih mempunyai naskah yang berjalan. Selesaikan dahulu, atau gabungkan unitnya ke"
    " unit lain.",
    "unit_taken_in": "Masih ada naskah unit ini yang sudah diterima tanpa verifikasi pejabat. Terbitkan atau kembalikan"
    " dahulu naskah itu.",
    "unit_needed": "Penunjukan ini milik sebuah unit: pilih unitnya.",
    "unit_not_wanted": "Penunjukan ini milik kantor, bukan unit.",
    "occupied": "Jabatan ini dipegang orang lain. Pilih: pejabat baru, Plt., atau pendamping.",
    "nip": "NIP terdiri atas 18 angka. Periksa, lalu ketik lagi.",
    "detail": "Tulisan itu kosong, lebih dari 200 huruf, atau memuat tanda yang tidak dapat dicetak. Ketik lagi.",
    "date": "Tanggal itu belum terbaca. Contoh: 31-12-2026.",
    "same": "Itu data yang sama.",
    "own_work": "Naskah {} ditulis dengan akun yang satu dan disetujui dengan yang lain. Batalkan verifikasinya atau"
    " tunggu sampai tayang, lalu gabungkan.",
    "two_drafts": "Kedua akun sedang menulis naskah, antara lain {}. Kirim atau batalkan salah satunya dahulu.",
}


class StaffTexts(Formats):
    """Texts of the list of everybody and of one person's card."""

    def people_button(self, name: PeopleButton) -> str:
        """Label a button of these cards."""
        return _BUTTONS[name]

    def people_head(self, count: int, page: int, pages: int, *, former: bool) -> Markup:
        """Head the list."""
        title = "Tidak lagi menjabat" if former else "Petugas"
        where = f" · halaman {page} dari {pages}" if pages > 1 else ""
        return Markup("🪪 <b>{}</b> · {} orang{}").format(title, self.number(count), where)

    def people_line(self, name: str, titles: list[str], states: list[str]) -> Markup:
        """Say who somebody is, and what is not as it should be."""
        offices = "; ".join(titles) or "tanpa penunjukan"
        line = Markup("{}\n{}").format(bold(name), offices)
        return line + Markup("\n<i>{}</i>").format("; ".join(states)) if states else line

    def people_state(self, name: PeopleState) -> str:
        """Name what is to be known of somebody at a glance."""
        return _STATES[name]

    def people_since(self, first: date, seen_at: datetime | None) -> str:
        """Say since when somebody is of the office, and when they were last seen."""
        return f"sejak {self.date_of(first)}, " + (f"aktif {self.when(seen_at)}" if seen_at else "belum pernah aktif")

    def ends_on(self, last: date) -> str:
        """Say until when somebody's office lasts."""
        return f"s.d. {self.one_day(last)}"

    def people_none(self, words: str) -> Markup:
        """Say that nobody has such a name."""
        return Markup("Tidak ada petugas bernama “{}”. Ketik /anggota untuk daftarnya.").format(words)

    def only_superiors(self) -> Markup:
        """Refuse the list to others."""
        return Markup("Daftar petugas dibuka oleh admin dan atasan. Data Anda sendiri: mintalah kepada admin.")

    def person_head(self, name: str, nip: str, rank: str, post: str, qualification: str) -> Markup:
        """Head one person's card with what is kept of them."""
        kept = [("NIP", nip), ("Pangkat/golongan", rank), ("Jabatan", post), ("Kualifikasi", qualification)]
        lines = [Markup("\n{}: {}").format(what, value) for what, value in kept if value]
        return Markup("🪪 <b>{}</b>{}").format(name, Markup("").join(lines))

    def person_holds(self, some: bool) -> Markup:
        """Head the list of offices."""
        return Markup("<b>Penunjukan</b>") if some else Markup("Tidak memegang penunjukan.")

    def person_tenure(self, title: str, first: date, last: date | None, basis: str, *, begun: bool) -> Markup:
        """Say one office: since when, until when, by which decree."""
        since = f"sejak {self.one_day(first)}" if begun else f"mulai {self.one_day(first)}, setelah bergabung"
        until = f" s.d. {self.one_day(last)}" if last else ""
        by = f" · SK {basis}" if basis else ""
        return Markup("• {} – {}{}{}").format(title, since, until, by)

    def person_reach(
        self, seen_at: datetime | None, *, joined: bool, blocked: bool, invited_until: datetime | None
    ) -> Markup:
        """Say when somebody was last seen and whether the bot reaches them."""
        if not joined:
            if invited_until is None:
                return Markup("Belum bergabung, dan undangannya tidak berlaku lagi.")
            return Markup("✉ Belum bergabung. Undangan berlaku s.d. {}.").format(self.day(invited_until))
        seen = f"Terakhir aktif {self.when(seen_at)}." if seen_at else "Belum pernah aktif sejak dicatat."
        reach = "\n⚠ Bot tidak dapat menghubunginya: bot diblokir atau akunnya tidak ada lagi." if blocked else ""
        return Markup("{}{}").format(seen, reach)

    def person_suspended(self, at: datetime, by: str, reason: str) -> Markup:
        """Say since when, by whom and why an account is suspended."""
        who = f" oleh {by}" if by else ""
        return Markup("⛔ <b>Ditangguhkan</b> sejak {}{}: {}.").format(self.when(at), who, reason)

    def person_work(self, refs: list[str]) -> Markup:
        """Say what waits for somebody."""
        if not refs:
            return Markup("Tidak ada pekerjaan yang menunggunya.")
        return Markup("<b>{} pekerjaan masih di tangannya:</b> {}").format(len(refs), self.people(refs, 9))

    def person_held(self, past: list[tuple[str, date, date, str]]) -> Markup:
        """List the offices somebody held before."""
        lines = [
            Markup("\n• {}, {} s.d. {}: {}").format(title, self.date_of(first), self.date_of(last), reason or "–")
            for title, first, last, reason in past
        ]
        return Markup("<b>Pernah menjabat</b>{}").format(Markup("").join(lines))

    def end_button(self, title: str) -> str:
        """Label the button that begins to end one office."""
        return label(f"Akhiri: {title}")

    def go_on_button(self, title: str) -> str:
        """Label the button with which an office does not end on its day after all."""
        return label(f"Tetap lanjut: {title}")

    def detail(self, name: str) -> str:
        """Name one of the things that are kept of somebody."""
        return _DETAILS[name]

    def which_detail(self, name: str) -> Markup:
        """Ask which of them is changed."""
        return Markup("🪪 {}\nData mana yang diubah?").format(bold(name))

    def ask_detail(self, name: str, detail: str) -> Markup:
        """Ask for the new value."""
        none = "" if detail == "name" else " Ketik tanda hubung (-) untuk mengosongkannya."
        return Markup("Ketik <b>{}</b> untuk {}.{} /batal untuk tidak jadi.").format(_DETAILS[detail], name, none)

    def detail_set(self, name: str, detail: str) -> Markup:
        """Confirm a change."""
        return Markup("✔ {} milik {} sudah diubah.").format(_DETAILS[detail], bold(name))

    def whose_office(self, name: str, title: str) -> Markup:
        """Head what is asked before an office ends."""
        return Markup("🪪 <b>{}</b>\n{}").format(name, title)

    def work_passes(self, work: list[tuple[str, list[str]]], draft: str) -> Markup:
        """Say where open work goes: to others of the role, else before the superior."""
        if not work and not draft:
            return Markup("Tidak ada pekerjaan terbuka di tangannya.")
        nobody = "belum ada petugas lain: atasannya diberi tahu"
        lines = [Markup("\n• {} → {}").format(ref, self.people(heirs) if heirs else nobody) for ref, heirs in work]
        if draft:
            lines.append(Markup("\n• {} masih ditulis: tetap tersimpan, dan tidak dibaca orang lain").format(draft))
        return Markup("<b>{} pekerjaan masih di tangannya</b>{}").format(len(work), Markup("").join(lines))

    def approved_stays(self) -> Markup:
        """Say what an end does not touch."""
        return Markup("Yang disetujuinya selama menjabat tetap sah. Ia dan atasannya diberi tahu.")

    def ask_end_day(self) -> Markup:
        """Ask when an office ends."""
        return Markup("<b>Kapan penunjukan ini berakhir?</b>")

    def after_day(self, day: date) -> str:
        """Label a last day."""
        return f"Setelah {self.one_day(day)}"

    def ask_day(self) -> Markup:
        """Ask to type a last day."""
        return Markup("Ketik hari terakhirnya, misalnya <code>31-12-2026</code>. /batal untuk tidak jadi.")

    def ends_when(self, last: date | None) -> Markup:
        """Say when it ends."""
        if last is None:
            return Markup("Berakhir <b>sekarang juga</b>.")
        return Markup("Berakhir <b>setelah {}</b>.").format(self.one_day(last))

    def ask_end_reason(self) -> Markup:
        """Ask why."""
        return Markup("<b>Apa alasannya?</b>")

    def ask_end_words(self) -> Markup:
        """Ask to type a reason, perhaps with a decree."""
        return Markup(
            "Ketik alasannya; nomor SK dapat ditambahkan, misalnya <code>Pindah tugas, SK 821.2/15/2026</code>."
            " /batal untuk tidak jadi."
        )

    def for_reason(self, reason: str) -> Markup:
        """Say why it ends."""
        return Markup("Alasan: {}").format(reason)

    def ending(self, reason: Ending) -> str:
        """Give a ready reason."""
        return _ENDING[reason]

    def which_role(self, name: str) -> Markup:
        """Ask which office somebody gets."""
        return Markup("Penunjukan apa untuk {}?").format(bold(name))

    def which_unit(self, title: str) -> Markup:
        """Ask for which unit."""
        return Markup("{} untuk unit mana?").format(title)

    def which_manner(self, title: str, names: list[str]) -> Markup:
        """Ask what a second holder is to be."""
        return Markup("Jabatan {} dipegang oleh {}. <b>Yang baru ini sebagai apa?</b>").format(
            bold(title), self.people(names)
        )

    def manner_button(self, kind: SecondHolder) -> str:
        """Label what a second holder may be."""
        return _SECOND[kind]

    def offer(self, name: str, title: str, ends: list[str]) -> Markup:
        """Show back what is to be given."""
        words = Markup("{} menjadi <b>{}</b>, tanpa batas waktu.").format(name, title)
        return words + (Markup("\nPenunjukan {} berakhir saat itu juga.").format(self.people(ends)) if ends else "")

    def ask_terms(self) -> Markup:
        """Ask to type from when until when, and the decree."""
        return Markup(
            "Ketik tanggal dan nomor SK, misalnya <code>1-1-2027</code>, <code>1-1-2027 s.d. 31-3-2027</code>, atau"
            " <code>1-1-2027 SK 821.2/15/2026</code>. /batal untuk tidak jadi."
        )

    def given(self, name: str, title: str, first: date | None) -> Markup:
        """Confirm an appointment."""
        when = f" mulai {self.one_day(first)}" if first else ""
        return Markup("✔ {} ditunjuk sebagai {}{}.").format(bold(name), title, when)

    def whom_to_merge(self, name: str) -> Markup:
        """Ask which other record is of the same person."""
        return Markup(
            "Data mana yang milik <b>{}</b> juga? Penunjukan dan pekerjaannya menjadi satu; akun Telegram yang Anda"
            " pilih di bawah tidak dapat berbuat apa-apa lagi."
        ).format(name)

    def merging(self, kept: str, other: str) -> Markup:
        """Show back what merging means."""
        return Markup(
            "Data {} dijadikan satu dengan data {}. Penunjukan, naskah, dan tugas {} beralih; akun"
            " Telegram-nya langsung ditutup. <b>Ini tidak dapat dibatalkan.</b>"
        ).format(bold(other), bold(kept), other)

    def lost_phone(self) -> str:
        """Give the reason of a suspension made with one tap."""
        return "ponsel hilang atau akun dipakai orang lain"

    def only_admin_invites(self) -> Markup:
        """Refuse /undang to others."""
        return Markup("Undangan hanya dibuat oleh <b>{}</b>.").format(self.role(Role.ADMIN))

    def invite_head(self) -> Markup:
        """Ask whom to invite."""
        return Markup("✉ <b>Undang orang baru</b>\nSebagai apa?")

    def ask_invited(self, title: str) -> Markup:
        """Ask for the name of whom to invite."""
        return Markup("✉ {}\n<b>Ketik nama lengkapnya</b>, seperti akan tercetak. /batal untuk tidak jadi.").format(
            title
        )

    def open_invitations(self, found: list[tuple[str, datetime]], count: int) -> Markup:
        """List the links that still work."""
        if not found:
            return Markup("Tidak ada undangan yang terbuka.")
        lines = [Markup("\n• {} – berlaku s.d. {}").format(name, self.day(until)) for name, until in found]
        more = f" ({len(found)} yang terbaru)" if count > len(found) else ""
        return Markup("<b>{} undangan belum dipakai</b>{}{}").format(count, more, Markup("").join(lines))

    def revoke_button(self, name: str) -> str:
        """Label the button that makes a link worthless."""
        return label(f"Cabut undangan: {name}")

    def link_words(self, name: str, url: str, until: date, *, moves: bool) -> Markup:
        """Stand under the QR picture of a link: what to do with it, and what it does."""
        what = "membuka akun barunya; akun lamanya langsung tidak berlaku" if moves else "bergabung"
        return Markup(
            "✉ Undangan untuk {}\n\n<code>{}</code>\n\nTeruskan tautan ini <b>hanya kepada orangnya</b>, atau biarkan"
            " ia memindai kode di atas dengan kamera ponselnya, untuk {}. Berlaku satu kali, s.d. {}."
        ).format(bold(name), url, what, self.one_day(until))

    def people_refused(self, why: str, ref: str) -> str:
        """Say why something cannot be done."""
        return REFUSED[why].format(ref)
