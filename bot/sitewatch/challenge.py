"""The waiting page of a firewall: what it shows to visitors it doubts, in place of the page they asked for."""

from __future__ import annotations

from bot.sitewatch import words
from bot.sitewatch.view import View

FIRST = 5  # blocks of text: a waiting page has few, and says so at once


def waits(view: View) -> bool:
    """Say whether this asks visitors to wait, or to show that they are people, and is no page of the website."""
    return any(words.found("tantangan", text) for text in (view.title, *(block.text for block in view.blocks[:FIRST])))
