"""What the report tells of lateness, snoozes, bypasses and failures, in English; plain text."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.sop.flow import Step
from bot.sop.report import Bypass, Failure, Snooze, StepLine, Way
from bot.texts.english.monitoring import problem_words
from bot.texts.english.names import NameTexts
from bot.texts.indonesian import incidents as indonesian


class IncidentTexts(NameTexts, indonesian.IncidentTexts):
    """One sentence for each thing that went another way, in chat and on paper."""

    def actor(self, line: StepLine) -> str:
        """Name who took a step, and for whom."""
        who = line.who or self.system_name()
        return f"{who} (acting for {line.for_whom})" if line.for_whom else who

    def late_because(self, line: StepLine) -> str:
        """Give the reason of a lateness, and who gave it where that was somebody else."""
        if not line.reason:
            return "no reason recorded"
        return f"{line.reason} (according to {line.reason_by})" if line.reason_by else line.reason

    def tell_bypass(self, one: Bypass) -> str:
        """Say what was done on another way than the usual one, by whom and when."""
        who, at = one.who or self.system_name(), self.dated(one.at)
        step = f"{one.ref} – {self._of_step(one.step)}"
        return {
            Way.PROXY: f"{one.ref}: handed in by {who} on behalf of {one.for_whom}, {at}.",
            Way.TAKEOVER: f"{step}: taken over by {who}, {at}.",
            Way.SUBSTITUTE: f"{step}: by {who}, acting for {one.for_whom}, {at}.",
            Way.BY_ITSELF: f"{step}: done automatically, its time having come, {at}.",
            Way.UNVERIFIED: f"{one.ref}: let through by {who} without its official, {at}: {one.for_whom}",
            Way.SMALL_EDIT: f"{one.ref}: small edit by {who}, {at}.",
        }[one.way]

    def _of_step(self, step: Step | None) -> str:
        return self.step(step) if step is not None else "step"

    def tell_snooze(self, one: Snooze) -> str:
        """Say that a reminder was put off: by whom, until when, why."""
        by, until = one.who or self.system_name(), self.dated(one.until)
        return f"{one.ref}: reminder snoozed by {by} until {until}: {one.reason}"

    def tell_failure(self, one: Failure) -> str:
        """Say that the website did not take a page, and why."""
        return f"{one.ref}: publishing failed, {self.dated(one.at)}. {problem_words(self, one.code)}"

    def waited_outside(self, waits: list[tuple[Step, timedelta]]) -> str:
        """Say how long articles waited at others than those who update the website."""
        listed = ", ".join(f"{self.step(step)} {self.brief(spent)}" for step, spent in waits)
        return f"Time waited at others: {listed}."

    def tell_return(self, ref: str, who: str, why: str) -> str:
        """Say that an article was returned, by whom and why."""
        return f"{ref} returned by {who}: {why}"

    def sent_nothing(self, units: str) -> str:
        """Say which units (their names, listed) sent no material."""
        return f"Sent no material: {units}"

    def tell_posted(self, at: datetime, by: str | None) -> str:
        """Say who posted the report."""
        return f"Sent by {by or f'{self.system_name()} (automatically, when due)'}, {self.when(at)}."
