"""Rekap: apa yang dikerjakan dalam suatu masa, di obrolan dan di kertas."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import format_date
from markupsafe import Markup

from bot.sop.recap import Contribution, Recap, Span, StepSummary, Waited, month_of
from bot.texts.indonesian.names import NameTexts

SHOWN = 6  # rows of a list on a phone

_WORDS = {
    "title": "REKAPITULASI",
    "name": "Rekap",
    "office": "Seluruh kantor",
    "figures": "Angka pokok",
    "steps": "Waktu tiap langkah",
    "contributions": "Kontribusi unit",
    "owing": "Belum setor",
    "people": "Pekerjaan per orang",
    "waiting": "Sedang ditunggu",
    "articles": "Naskah",
    "trend": "Jam kerja sampai tayang (median)",
    "step": "Langkah",
    "count": "Jumlah",
    "on_time": "Tepat waktu",
    "share": "Persen",
    "median": "Median",
    "worst": "Terlama",
    "standard": "Mutu baku",
    "unit": "Unit",
    "submitted": "Diajukan",
    "published": "Tayang",
    "returned": "Dikembalikan",
    "person": "Nama",
    "number": "No",
    "ref": "Nomor",
    "article": "Judul",
    "section": "Rubrik",
    "author": "Penulis",
    "state": "Keadaan",
    "to_live": "Sampai tayang",
    "link": "Tautan",
    "whom": "Menunggu",
    "late_by": "Terlambat",
    "late_minutes": "Terlambat (menit kerja)",
    "finished": "Selesai",
    "spent": "Waktu kerja",
    "minutes": "Waktu kerja (menit)",
    "timed": "Dengan mutu baku",
    "median_minutes": "Median waktu kerja (menit)",
    "standard_minutes": "Mutu baku (menit)",
    "late": "Terlambat",
    "reasons": "Alasan terlambat",
    "reason": "Alasan",
    "no_reason": "tanpa alasan tercatat",
    "longest": "Terlama",
    "snoozes": "Pengingat ditunda",
    "yes": "ya",
    "no": "tidak",
    "live": "naskah tayang",
    "steps_on_time": "langkah tepat waktu",
    "median_live": "median sampai tayang",
    "orders": "disposisi selesai / dikirim",
    "none": "–",
    "late_by_step": "Langkah terlambat",
    "by_unit": "Naskah tayang per unit",
    "nothing": "Belum ada yang tercatat dalam masa ini.",
    "all_gave": "Semua unit sudah mengirim naskah.",
    "nobody": "Tidak ada yang sedang ditunggu.",
}


class RecapTexts(NameTexts):
    """Words of the recap."""

    def recap_word(self, key: str) -> str:
        """Give a fixed word of the recap. Raises KeyError for a key there is none for."""
        return _WORDS[key]

    def recap_span(self, span: Span) -> str:
        """Name a span of days: November 2026, 1 Oktober – 15 November 2026, 2026."""
        if span == month_of(span.first):
            return self.recap_month(span.first)
        if (span.first.month, span.first.day, span.last.month, span.last.day) == (1, 1, 12, 31):
            return f"{span.first.year}" if span.first.year == span.last.year else f"{span.first.year}–{span.last.year}"
        if span.first == span.last:
            return format_date(span.first, "d MMMM y", locale=self.locale)
        start = "d MMMM" if span.first.year == span.last.year else "d MMMM y"
        first = format_date(span.first, start, locale=self.locale)
        return f"{first} – {format_date(span.last, 'd MMMM y', locale=self.locale)}"

    def recap_month(self, day: date) -> str:
        """Name a month with its year: November 2026."""
        return format_date(day, "LLLL y", locale=self.locale)

    def recap_short_month(self, day: date) -> str:
        """Name a month as short as an axis wants it: Nov."""
        return format_date(day, "LLL", locale=self.locale)

    def recap_short_day(self, day: date) -> str:
        """Name a day as short as an axis wants it: 2 Nov."""
        return format_date(day, "d MMM", locale=self.locale)

    def recap_snoozed(self, count: int) -> str:
        """Say how often reminders were put off."""
        return f"Pengingat ditunda: {self.number(count)} kali."

    def percent(self, part: int, whole: int) -> str:
        """Give a share in whole percent: 92 %."""
        return f"{round(100 * part / whole)} %" if whole else _WORDS["none"]

    def recap(self, found: Recap) -> Markup:
        """Show a recap as a card: the key figures, the steps, who gave and who did not, who is waited for."""
        blocks = [
            self._recap_head(found),
            self._recap_figures(found),
            Markup("⚠ {}").format(self.recap_unverified(found.unverified)) if found.unverified else Markup(""),
            self._recap_list(
                self.recap_word("steps"), [self._recap_step(row) for row in found.steps()], len(found.steps())
            ),
            self._recap_units(found),
            self._recap_owing(found.owing()),
            self._recap_reasons(found),
            self._recap_waiting(found),
        ]
        return Markup("\n\n").join(block for block in blocks if block)

    def recap_unverified(self, refs: list[str]) -> str:
        """Name the articles that were let through without verification."""
        return f"Diloloskan tanpa verifikasi: {', '.join(refs)}."

    def _recap_head(self, found: Recap) -> Markup:
        scope = found.scope or self.recap_word("office")
        return Markup("📊 <b>{} {}</b>\n{}").format(self.recap_word("name"), self.recap_span(found.span), scope)

    def _recap_figures(self, found: Recap) -> Markup:
        good, timed = found.on_time
        if not found.taken and not found.pieces:
            return Markup.escape(self.recap_word("nothing"))
        live = self.brief(found.to_live) if found.to_live is not None else self.recap_word("none")
        return Markup(
            "Naskah tayang: <b>{}</b> (diajukan {}, dikembalikan {})\nLangkah tepat waktu: <b>{}</b> ({} dari {})\n"
            "Dari diajukan sampai tayang: median <b>{}</b> kerja\nDisposisi: {} dikirim, {} selesai"
        ).format(
            found.published, found.submitted, found.returned, self.percent(good, timed), good, timed, live,
            found.dispositions_sent, found.dispositions_closed,
        )  # fmt: skip

    def _recap_list(self, title: str, rows: list[Markup], count: int) -> Markup:
        if not rows:
            return Markup("")
        more = [self._recap_more(count - SHOWN)] if count > SHOWN else []
        return Markup("<b>{}</b>\n{}").format(title, Markup("\n").join([*rows[:SHOWN], *more]))

    def _recap_more(self, count: int) -> Markup:
        return Markup("<i>… dan {} lagi, lihat PDF</i>").format(count)

    def _recap_step(self, row: StepSummary) -> Markup:
        share = Markup(" · {} tepat waktu").format(self.percent(row.on_time, row.timed)) if row.timed else Markup("")
        return Markup("{}: median {}, terlama {}{}").format(
            self.step(row.step), self.brief(row.median), self.brief(row.worst), share
        )

    def _recap_units(self, found: Recap) -> Markup:
        rows = found.contributions()
        return self._recap_list(self.recap_word("contributions"), [self._recap_unit(row) for row in rows], len(rows))

    def _recap_unit(self, row: Contribution) -> Markup:
        return Markup("{}: <b>{}</b> tayang, {} diajukan").format(row.unit, row.published, row.submitted)

    def _recap_owing(self, units: list[str]) -> Markup:
        return (
            Markup("<b>{}:</b> {}").format(self.recap_word("owing"), self.people(units, SHOWN)) if units else Markup("")
        )

    def _recap_reasons(self, found: Recap) -> Markup:
        rows = [
            Markup("{}: <b>{}</b>").format(reason or self.recap_word("no_reason"), count)
            for reason, count in found.reasons()
        ]
        snoozed = Markup("{}: <b>{}</b>").format(self.recap_word("snoozes"), found.snoozes)
        listed = self._recap_list(self.recap_word("reasons"), rows, len(rows))
        return Markup("\n").join(part for part in (listed, snoozed if found.snoozes else Markup("")) if part)

    def _recap_waiting(self, found: Recap) -> Markup:
        rows = [self._recap_waited(one) for one in found.waited()]
        return self._recap_list(self.recap_word("waiting"), rows, len(rows))

    def _recap_waited(self, one: Waited) -> Markup:
        late = Markup(", {}").format(self._recap_late(one.late, one.longest)) if one.longest is not None else Markup("")
        return Markup("{}: <b>{}</b>{}").format(one.whom, one.count, late)

    def _recap_late(self, count: int, longest: timedelta) -> str:
        return f"{count} terlambat (terlama {self.brief(longest)})"

    def recap_late_of(self, late: int, timed: int) -> str:
        """Say how many of some steps were late: 3 dari 12."""
        return f"{self.number(late)} dari {self.number(timed)}"

    def recap_pages(self, count: int) -> str:
        """Say how many pages went live."""
        return f"{self.number(count)} naskah"

    def recap_button(self, key: str) -> str:
        """Label a button of the recap's card."""
        return {
            "pdf": "PDF",
            "xlsx": "Excel",
            "csv": "CSV",
            "charts": "Grafik",
            "units": "Per unit",
            "people": "Per orang",
            "office": "Seluruh kantor",
        }[key]

    def recap_step_to(self, span: Span, *, back: bool) -> str:
        """Label the way to the month before or after."""
        return f"◀ {self.recap_month(span.first)}" if back else f"{self.recap_month(span.first)} ▶"

    def recap_unclear(self) -> Markup:
        """Ask again for a span that could not be read."""
        return Markup(
            "Masa rekap belum terbaca. Contoh:\n<code>/rekap</code> bulan ini\n<code>/rekap lalu</code> bulan lalu\n"
            "<code>/rekap oktober 2026</code>\n<code>/rekap 1 okt - 15 nov 2026</code>\n<code>/rekap 2026</code>"
        )

    def recap_not_yours(self) -> str:
        """Refuse a recap to somebody who has no unit and no part in the office."""
        return "Rekap ini untuk pimpinan dan petugas. Rekap unit Anda dapat dibuka dengan /rekap."

    def recap_choose(self, kind: str) -> Markup:
        """Ask for the unit or person to narrow to."""
        return Markup("Rekap unit mana?") if kind == "units" else Markup("Rekap siapa?")

    def recap_monthly(self, span: Span) -> Markup:
        """Head the recap that comes by itself on the first working day of a month."""
        return Markup("🗓 Rekap otomatis {}").format(self.recap_span(span))

    def recap_file(self, span: Span, scope: str, kind: str, edition: int = 1) -> str:
        """Name the file of a recap; an edition after the first says so."""
        tail = (f" {scope}" if scope else "") + (f" (edisi {edition})" if edition > 1 else "")
        return f"{self.recap_word('name')} {self.recap_span(span)}{tail}.{kind}"

    def recap_caption(self, span: Span, scope: str) -> str:
        """Say what a file or picture is."""
        return f"{self.recap_word('name')} {self.recap_span(span)} – {scope or self.recap_word('office')}"

    def recap_regarding(self, span: Span) -> str:
        """Say in the head of a letter what the recap is about."""
        return f"Rekapitulasi pembaruan situs web {self.recap_span(span)}"

    def recap_again(self, span: Span, scope: str, edition: int, at: datetime) -> str:
        """Say that this is the very file that was issued before."""
        later = f" edisi ke-{edition}" if edition > 1 else ""
        return f"📄 {self.recap_caption(span, scope)}{later}, sama persis dengan yang terbit {self.dated(at)}."

    def recap_renewed(self, span: Span, scope: str, edition: int, earlier: datetime) -> str:
        """Say that what it says has changed since it was issued."""
        return (
            f"📄 {self.recap_caption(span, scope)}, edisi ke-{edition}. Isinya berubah sejak yang terbit"
            f" {self.dated(earlier)}; perubahannya tercantum di akhir. Tandai yang lama tidak berlaku."
        )

    def recap_failed(self) -> str:
        """Say that a recap could not be made."""
        return "Rekap belum dapat dibuat. Coba lagi; bila tetap gagal, hubungi admin bot."
