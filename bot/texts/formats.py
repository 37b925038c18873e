"""Dates, durations and names as people read them; the part of the texts that both languages share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import ClassVar

from babel.dates import format_date, format_time, get_day_names
from babel.numbers import format_decimal
from markupsafe import Markup

from bot.sop.office import Office
from bot.sop.recap import Span
from bot.sop.roles import Role, Who
from bot.sop.worktime import Week

MINUTE = 60  # seconds
BUTTON = 40  # characters of a label that a phone shows across its width; Telegram takes more and cuts its end
TOAST = 200  # characters of an answer to a tap, Bot API
PAGE_NAME = 60  # characters of an address before it is cut; the link itself stays whole
LONG_QUOTE = 300  # characters above which a quotation is folded


@dataclass(frozen=True)
class Formats:
    """Formatting for one reader: the office they work in, and the moment they read (UTC)."""

    office: Office
    now: datetime

    locale: ClassVar[str] = "id_ID"
    hour_word: ClassVar[str] = "jam"
    minute_word: ClassVar[str] = "menit"
    second_word: ClassVar[str] = "detik"
    working_word: ClassVar[str] = "{} kerja"
    author_word: ClassVar[str] = "Penulis"
    acting_form: ClassVar[str] = "Plh. {title}, a.n. {name}"
    brief_words: ClassVar[tuple[str, str, str]] = ("jam", "mnt", "dtk")
    time_pattern: ClassVar[str] = "HH.mm"
    today_form: ClassVar[str] = "pukul {time}"
    dated_form: ClassVar[str] = "{day} pukul {time}"

    def clock(self, at: datetime) -> str:
        """Give a time of day in the office's zone with its name: 10.42 WIB."""
        calendar = self.office.calendar
        time = format_time(calendar.local(at), self.time_pattern, locale=self.locale)
        return f"{time} {calendar.zone_label(at)}"

    def day(self, at: datetime) -> str:
        """Give a date in the office's zone: Sen, 23 Nov 2026."""
        return format_date(self.office.calendar.local(at).date(), "EEE, d MMM y", locale=self.locale)

    def short_day(self, at: datetime) -> str:
        """Give a date without its year, for a label: Sen, 23 Nov."""
        return format_date(self.office.calendar.local(at).date(), "EEE, d MMM", locale=self.locale)

    def day_span(self, span: Span) -> str:
        """Name the first and the last of some days: Sab, 28 Nov – Min, 29 Nov 2026; or the one they are."""
        if span.first == span.last:
            return self.one_day(span.last)
        form = "EEE, d MMM" if span.first.year == span.last.year else "EEE, d MMM y"
        return f"{format_date(span.first, form, locale=self.locale)} – {self.one_day(span.last)}"

    def short_span(self, span: Span) -> str:
        """Name some days as short as a label wants them: 28 Nov, 28 Nov – 2 Des."""
        days = (format_date(day, "d MMM", locale=self.locale) for day in dict.fromkeys((span.first, span.last)))
        return " – ".join(days)

    def one_day(self, day: date) -> str:
        """Name a date of the office: Sen, 23 Nov 2026."""
        return format_date(day, "EEE, d MMM y", locale=self.locale)

    def clock_spans(self, spans: Sequence[tuple[datetime, datetime]]) -> str:
        """Give times of a day in the office's zone, with its name once: 07.30–12.00, 13.00–16.00 WIB."""
        local = self.office.calendar.local
        times = [tuple(format_time(local(at), self.time_pattern, locale=self.locale) for at in span) for span in spans]
        told = ", ".join(f"{opens}–{closes}" for opens, closes in times)
        return f"{told} {self.office.calendar.zone_label(self.now)}"

    def full_date(self, day: date) -> str:
        """Give a date as papers have it: Kamis, 26 November 2026."""
        return format_date(day, "EEEE, d MMMM y", locale=self.locale)

    def full_moment(self, at: datetime) -> str:
        """Give a moment as papers have it: Kamis, 26 November 2026 pukul 09.00 WIB."""
        return self.dated_form.format(day=self.full_date(self.office.calendar.local(at).date()), time=self.clock(at))

    def week_hours(self, week: Week) -> str:
        """Give the hours of a week, days of the same hours together: Sen–Kam 08.00–15.00; Jum 08.00–15.30."""
        names = get_day_names("abbreviated", locale=self.locale)
        told: list[str] = []
        for spans, days in groupby(range(len(week)), key=lambda day: week[day]):
            listed = list(days)
            name = "–".join(dict.fromkeys((names[listed[0]], names[listed[-1]])))
            clock = ", ".join(
                "–".join(format_time(at, self.time_pattern, locale=self.locale) for at in x) for x in spans
            )
            told += [f"{name} {clock}"] if spans else []
        return "; ".join(told)

    def date_of(self, day: date) -> str:
        """Give a day as short as it can be told apart: 3 Agu 2026."""
        return format_date(day, "d MMM y", locale=self.locale)

    def when(self, at: datetime) -> str:
        """Give a moment: only the time when it is today, else with its date."""
        today = self.office.calendar.today
        return self.today_form.format(time=self.clock(at)) if today(at) == today(self.now) else self.dated(at)

    def dated(self, at: datetime) -> str:
        """Give a moment always with its date: a deadline is read again on another day."""
        return self.dated_form.format(day=self.day(at), time=self.clock(at))

    def working(self, span: timedelta) -> str:
        """Give working time in words: 1 jam 5 menit kerja. Seconds only below a minute."""
        return self.working_word.format(self.in_words(span))

    def in_words(self, span: timedelta) -> str:
        """Give a time in words that are not cut short: 1 jam 5 menit."""
        return " ".join(f"{count} {self._plural(unit, count)}" for count, unit in self._counted(span))

    def brief(self, span: timedelta) -> str:
        """Give working time in as few letters as a line on a phone has room for: 1 jam 5 mnt."""
        short = dict(zip((self.hour_word, self.minute_word, self.second_word), self.brief_words, strict=True))
        return " ".join(f"{count} {short[unit]}" for count, unit in self._counted(span))

    def in_minutes(self, span: timedelta) -> str:
        """Give working time as papers have it: what is under a minute is not counted in seconds."""
        return self.brief(span) if span.total_seconds() >= MINUTE else f"< 1 {self.brief_words[1]}"

    def _counted(self, span: timedelta) -> list[tuple[int, str]]:
        seconds = int(span.total_seconds())
        if seconds < MINUTE:
            return [(seconds, self.second_word)]
        hours, minutes = divmod(round(seconds / MINUTE), 60)
        return [(count, unit) for count, unit in ((hours, self.hour_word), (minutes, self.minute_word)) if count]

    def _plural(self, word: str, _count: int) -> str:
        return word

    def number(self, count: int) -> str:
        """Give a number as this language groups its digits: 1.234."""
        return format_decimal(count, locale=self.locale)

    def decimal(self, value: float) -> str:
        """Give a number with one digit behind the comma: 11,5."""
        return format_decimal(round(value, 1), locale=self.locale)

    def role(self, role: Role) -> str:
        """Name a role by the title this office uses."""
        return self.office.title(role.value)

    def title_of(self, who: Who | None) -> str:
        """Name the office behind a capacity, by the titles this office uses."""
        if who is None:
            return ""
        own = {Who.SYSTEM: self.system_name(), Who.AUTHOR: self.author_word, Who.PPID: "PPID"}
        return own.get(who) or self.role(Role(who.value))

    def office_of(self, who: Who, absent: str | None) -> str:
        """Name the office in which somebody acted, and for whom where that one was away."""
        title = self.title_of(who)
        return self.acting_form.format(title=title, name=absent) if absent else title

    def system_name(self) -> str:
        """Name the bot where it acts by itself."""
        return "Tayang"

    def people(self, names: list[str], limit: int = 3) -> str:
        """List names, the first few and how many more."""
        shown = ", ".join(names[:limit])
        return shown if len(names) <= limit else f"{shown} (+{len(names) - limit})"


def bold(text: str) -> Markup:
    """Set what somebody wrote in bold, escaped."""
    return Markup("<b>{}</b>").format(text)


def quote(text: str) -> Markup:
    """Set what somebody wrote as a quotation, escaped; long ones fold away."""
    folded = Markup(" expandable") if len(text) > LONG_QUOTE else Markup("")
    return Markup("<blockquote{}>{}</blockquote>").format(folded, text)


def shorten(text: str, limit: int) -> str:
    """Cut a text to `limit` characters with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def without_number(step: str) -> str:
    """Name a step without its number in the SOP: Disposisi, not 1. Disposisi."""
    return step.lstrip("0123456789. ")


def page_name(url: str) -> str:
    """Name a page by its address as people read it: without the scheme, and not longer than a line or two."""
    return shorten(url.removeprefix("https://").removeprefix("http://").rstrip("/"), PAGE_NAME)


def label(text: str, tail: str = "", limit: int = BUTTON) -> str:
    """Cut a button's label to `limit` characters so that its tail stays readable."""
    return shorten(text, limit - len(tail)) + tail
