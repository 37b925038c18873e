"""What `tayang check` says of the website: what stands between it and the bot, and what was seen to be right."""

from __future__ import annotations

from bot.cms.base import Fact
from bot.config import Words
from bot.texts.english.failures import FAILURES as ENGLISH
from bot.texts.failures import FailureWords
from bot.texts.indonesian.failures import FAILURES as INDONESIAN

_FACTS = {
    "front": Words("Halaman depan terbuka", "Front page opens"),
    "user": Words("Masuk sebagai", "Signed in as"),
    "rights": Words("Hak akun", "The account's rights"),
    "version": Words("Sistem situs", "The website's system"),
    "sections": Words("Rubrik ditemukan", "Sections found"),
    "place": Words("Tempat", "Place"),
}

_UNKNOWN = FailureWords()


def website(code: str, detail: str) -> Words:
    """Say what stands between the bot and the website; by its code alone where a kind of another package names it."""
    indonesian, english = (table.get(code, _UNKNOWN).advice(detail) or code for table in (INDONESIAN, ENGLISH))
    return Words(f"Situs web: {indonesian} ({detail}).", f"Website: {english} ({detail}).")


def fact(found: Fact) -> Words:
    """Say what was seen to be right."""
    said = _FACTS.get(found.code, Words(found.code, found.code))
    return Words(f"{said.id}: {found.detail}", f"{said.en}: {found.detail}")
