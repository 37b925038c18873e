"""What the command line prints: Indonesian first, the English beneath, dimmed where the terminal can."""

from __future__ import annotations

import textwrap

from rich.console import Console

from bot.config import Words

WIDEST = 100  # letters of a line; longer ones are hard to read


def say(words: Words, mark: str = "") -> None:
    """Print an answer to standard output, with a mark before it."""
    _both(Console(soft_wrap=True, highlight=False), words, mark)


def head(words: Words) -> None:
    """Print a heading to standard output, apart from what stands above it."""
    both = words.id if words.id == words.en else f"{words.id} / {words.en}"
    Console(soft_wrap=True, highlight=False).print(f"\n{both}", markup=False, style="bold")


def complain(words: Words) -> None:
    """Print what is wrong to standard error."""
    _both(Console(stderr=True, soft_wrap=True, highlight=False), words, "")


def hint(words: Words) -> None:
    """Print to standard error what belongs to an answer but is none: standard output stays for programs."""
    complain(words)


def held() -> None:
    """Say on standard error that another program holds the database, and that it is waited for."""
    complain(
        Words(
            "Basis data sedang dipakai program lain (misalnya cadangan); ditunggu sampai satu menit …",
            "Another program (a backup, say) holds the database; it is waited for up to a minute …",
        )
    )


def _both(console: Console, words: Words, mark: str) -> None:
    before = f"{mark} " if mark else ""
    console.print(_laid_out(console, words.id, before), markup=False)
    console.print(_laid_out(console, words.en, " " * len(before)), markup=False, style="dim")


def _laid_out(console: Console, text: str, before: str) -> str:
    """Fold the lines of what has a mark, under their first word; programs get each line whole."""
    if not before or not console.is_terminal:
        return f"{before}{text}"
    return textwrap.fill(
        text,
        width=min(console.width, WIDEST),
        initial_indent=before,
        subsequent_indent=" " * len(before),
        break_long_words=False,
        break_on_hyphens=False,
    )
