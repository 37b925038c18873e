"""Reminders, in English: what is due or late, copies to those above, taking over, and putting a reminder off."""

from __future__ import annotations

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.texts.english.formats import EnglishFormats
from bot.texts.formats import label, shorten
from bot.texts.indonesian import reminders as indonesian
from bot.texts.indonesian.reminders import JUST_NOW, REASON_SHOWN

_SPANS = {"30": "30 minutes", "120": "2 hours", "morning": "Tomorrow morning"}


class ReminderTexts(EnglishFormats, indonesian.ReminderTexts):
    """Texts of reminders."""

    def reminder(self, left: timedelta) -> Markup:
        """Head a reminder to whom a thing waits for; `left` is working time, below zero how late it is."""
        if left > timedelta(0):
            return Markup("⏳ <b>Due soon: {} left.</b>").format(self.working(left))
        if -left < JUST_NOW:
            return Markup("⏰ <b>Time is up: this is still waiting for you.</b>")
        return Markup("⏰ <b>{} late: this is still waiting for you.</b>").format(self.working(-left))

    def piket_call(self) -> Markup:
        """Head a card of something urgent to those on piket, at an hour when the office is closed."""
        return Markup("⏰ <b>You are on piket duty: this is waiting for you now.</b>")

    def copied(self, whom: str, late: timedelta, *, may_do_it: bool) -> Markup:
        """Head the copy of a reminder to those above; `may_do_it`: it is late enough for them to take over."""
        what = "Yours to take over" if may_do_it else "Copy"
        how = "time is up" if late < JUST_NOW else f"{self.working(late)} late"
        please = "" if may_do_it else " Please follow up."
        return Markup("📣 <b>{}: {}, waiting for {}.</b>{}").format(what, how, whom, please)

    def may_take_over(self) -> Markup:
        """Say to a superior that the buttons of this step are theirs too by now."""
        return Markup("You may take over: the buttons are below. Taking over is recorded and made known.")

    def fast_lane(self, *, immediate: bool) -> Markup:
        """Mark what is urgent: serta merta (UU 14/2008 article 10), or under a disposisi sangat segera."""
        return Markup("⚡ <b>{}</b>").format("SERTA MERTA (immediate)" if immediate else "VERY URGENT")

    def snoozed(self, name: str, until: datetime, reason: str) -> Markup:
        """Say to everybody who put the reminders off, until when, and why."""
        return Markup("💤 Put off by {} until {}: {}").format(name, self.when(until), shorten(reason, REASON_SHOWN))

    def snooze(self) -> str:
        """Label the button that puts reminders off."""
        return "Put reminder off"

    def snooze_reasons(self) -> list[str]:
        """List the usual reasons."""
        return ["Meeting", "Away on duty", "Waiting for material", "Network trouble"]

    def ask_snooze(self, left: int) -> Markup:
        """Ask why reminders are put off; `left` is how often this may still be done."""
        return Markup(
            "<b>Why is this reminder put off?</b> Choose a reason or type your own."
            " The due time stays, and superiors still get their copies. Times left: {}."
        ).format(left)

    def ask_snooze_span(self, reason: str) -> Markup:
        """Ask until when, the reason being given."""
        return Markup("Reason: {}\n<b>Put off until when?</b> Counted in working hours.").format(reason)

    def snooze_span(self, key: str, until: datetime) -> str:
        """Label how long reminders are put off, and until when that is."""
        return label(_SPANS[key], f" (until {self._shortly(until)})")

    def snooze_set(self, until: datetime) -> str:
        """Confirm that reminders are put off."""
        return f"Reminders for you are put off until {self.when(until)}. The due time stays."

    def overview(self, count: int) -> Markup:
        """Head one message in place of many reminders."""
        return Markup("⏰ <b>{} reminders at once.</b> The longest waiting is on top; tap to open.").format(count)
