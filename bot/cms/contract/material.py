"""Pages, photos and files of an invented regency, made for tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from bot.cms.base import Medium, Page

MORNING = datetime(2026, 11, 20, 4, 48, tzinfo=UTC)


def photo(folder: Path, name: str, width: int = 900, height: int = 600) -> Medium:
    """Return a photo whose colour, and so whose SHA-256, follows from its name."""
    colour = tuple(hashlib.sha256(name.encode()).digest()[:3])
    path = folder / name
    Image.new("RGB", (width, height), colour).save(path, "JPEG")
    return medium(path, "image/jpeg", alt=f"Gambar {name}", caption=f"Keterangan {name}")


def document(folder: Path, name: str, content: bytes = b"%PDF-1.4 isi", mime: str = "application/pdf") -> Medium:
    """Return a file for download."""
    path = folder / name
    path.write_bytes(content)
    return medium(path, mime)


def medium(path: Path, mime: str, alt: str = "", caption: str = "") -> Medium:
    """Return the medium that a file is."""
    content = path.read_bytes()
    sha = hashlib.sha256(content).hexdigest()
    return Medium(sha, path.name, mime, path, alt, caption, len(content))


def article(key: str = "W2K7", media: tuple[Medium, ...] = (), **changed: Any) -> Page:
    """Return an article; the text shows the first medium and leaves the others to gallery and attachments."""
    shown = f'<figure><img src="media:{media[0].sha256}" alt="Sawah"></figure>' if media else ""
    page = Page(
        key=key, title="Irigasi Way Rilau diresmikan",
        html=f"<p>Air dibagi bergilir.</p>{shown}<p>Jum'at & Sabtu.</p>",
        summary="Empat kecamatan mendapat giliran air.", section="berita", section_name="Berita Daerah",
        unit_name="Sub Bagian Pemberitaan", byline="Rina Wulandari", published_at=MORNING, language="id",
        cover=None, media=media, tags=("irigasi",),
    )  # fmt: skip
    return replace(page, **changed)
