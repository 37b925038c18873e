"""Searching, in English: how to search, and what was found."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.sop.flow import State
from bot.texts.english.names import NameTexts
from bot.texts.formats import bold, label, page_name, shorten
from bot.texts.indonesian import search as indonesian


class SearchTexts(NameTexts, indonesian.SearchTexts):
    """Texts of /cari."""

    def search_help(self) -> Markup:
        """Say how to search."""
        return Markup(
            "🔎 <b>Search articles</b>\nType words after the command, such as:\n"
            "<code>/cari vaccination clinic</code>\n\n"
            "Titles, texts and units are searched. The beginning of a word is enough. It can be narrowed:\n"
            "<code>/cari vaccination unit:health since:2026-10 until:2026-11</code>\n"
            "<code>/cari title:vaccination</code>"
        )

    def search_results(self, words: str, hits: list[Markup]) -> Markup:
        """Show one page of results, newest first."""
        return Markup("🔎 <b>{}</b>, newest first\n\n{}").format(shorten(words, 80), Markup("\n\n").join(hits))

    def hit(self, ref: str, title: str, unit: str, at: datetime, state: State, url: str | None) -> Markup:
        """Show one result: title, unit, date, state, and the public page where there is one."""
        link = Markup('\n<a href="{}">{}</a>').format(url, page_name(url)) if url else Markup("")
        return Markup("{} {}\n{} · {} · {}{}").format(
            bold(ref), shorten(title, 120) or "(no title yet)", unit, self.day(at), self.state(state), link
        )

    def open_hit(self, ref: str, title: str) -> str:
        """Label the button that opens a result's card."""
        return label(f"{ref}: {title}")

    def more_hits(self) -> str:
        """Label the button that shows the next page of results."""
        return "More results ›"

    def nothing_found(self, words: str) -> Markup:
        """Say that nothing was found, and what could help."""
        return Markup(
            "No article matches <b>{}</b>. Try fewer or shorter words; type just /cari to see how to search."
        ).format(shorten(words, 120))

    def nothing_more(self) -> Markup:
        """Say that there are no more results."""
        return Markup("There are no more results.")

    def search_date_unclear(self, words: str) -> Markup:
        """Say how a date is written in a search."""
        return Markup(
            "The date <b>{}</b> could not be read. Write it like <code>since:2026-10</code> or"
            " <code>until:25-11-2026</code>."
        ).format(shorten(words, 60) or "…")

    def search_forgotten(self) -> str:
        """Answer the next-page button of a search made long ago."""
        return "That search is too old. Type /cari again."
