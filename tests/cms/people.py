"""Pages and photos of an invented regency, for every test of websites."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.cms.contract.material import MORNING, article, document, medium, photo

__all__ = ["LATER", "MORNING", "XLSX", "article", "document", "medium", "photo", "settings"]

LATER = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def settings(folder: Path, /, **changed: Any) -> dict[str, Any]:
    """Return the settings of Kabupaten Bumi Lestari's website."""
    return {
        "folder": str(folder),
        "base_url": "http://127.0.0.1:8080/situs",
        "site_name": "Pemerintah Kabupaten Bumi Lestari",
        "tagline": "Portal resmi informasi publik",
        "language": "id",
        "zone": "Asia/Makassar",
        "sections": [
            {"key": "berita", "name": "Berita Daerah"},
            {"key": "pengumuman", "name": "Pengumuman"},
        ],
    } | changed
