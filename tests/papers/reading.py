"""Read a PDF as a person would: its words, page by page."""

from __future__ import annotations

import io

from pypdf import PdfReader


def pages(content: bytes) -> list[str]:
    """Give the words of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def words(content: bytes) -> str:
    """Give all words of a PDF."""
    return " ".join(pages(content))


def close(text: str) -> str:
    """Give words without blanks, to be compared: where a line ends, a PDF may have none or one too many."""
    return "".join(text.split())
