"""What the command line prints: Indonesian first, the English beneath, dimmed where the terminal can."""

from __future__ import annotations

from rich.console import Console

from bot.config import Words


def say(words: Words, mark: str = "") -> None:
    """Print an answer to standard output, with a mark before it."""
    _both(Console(soft_wrap=True, highlight=False), words, mark)


def complain(words: Words) -> None:
    """Print what is wrong to standard error."""
    _both(Console(stderr=True, soft_wrap=True, highlight=False), words, "")


def hint(words: Words) -> None:
    """Print to standard error what belongs to an answer but is none: standard output stays for programs."""
    complain(words)


def _both(console: Console, words: Words, mark: str) -> None:
    before = f"{mark} " if mark else ""
    console.print(f"{before}{words.id}", markup=False)
    console.print(f"{' ' * len(before)}{words.en}", markup=False, style="dim")
