"""What `tayang check` found: one thing a line, under a heading."""

from __future__ import annotations

from dataclasses import dataclass

from bot.config import ConfigProblem, Words


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and the words. What is well enough may still deserve a warning."""

    ok: bool
    words: Words
    warning: bool = False

    @property
    def mark(self) -> str:
        """The sign before it; the words say the same."""
        if not self.ok:
            return "✘"
        return "!" if self.warning else "✔"


@dataclass(frozen=True, slots=True)
class Topic:
    """What was looked at together, under one heading."""

    name: Words
    findings: list[Finding]


def wrong(problem: ConfigProblem) -> Finding:
    """Return a problem of the configuration as a finding."""
    return Finding(ok=False, words=Words(problem.text("id"), problem.text("en")))


def summary(findings: list[Finding]) -> Words:
    """Say in one line how things stand."""
    to_mend = sum(not finding.ok for finding in findings)
    warnings = sum(finding.ok and finding.warning for finding in findings)
    also = Words(f" Peringatan: {warnings}.", f" Warnings: {warnings}.") if warnings else Words("", "")
    if to_mend:
        return Words(f"Perlu diperbaiki: {to_mend}.{also.id}", f"To be mended: {to_mend}.{also.en}")
    return Words(f"Siap dipakai.{also.id}", f"Ready for use.{also.en}")
