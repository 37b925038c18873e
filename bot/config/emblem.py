"""The emblem of the office's papers, from a file of the office's own to one drawing that stands by itself."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from bot.config.problems import ConfigProblem, Words, unreadable

MOST_BYTES = 2_000_000
FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg"}
EXPECTED = Words("gambar PNG, JPEG, atau SVG, paling besar 2 MB", "a PNG, JPEG or SVG picture of at most 2 MB")
KEY = "paper.emblem"


def drawn(path: Path | None) -> str:
    """Return the emblem as SVG, "" for none: a photograph is wrapped in one. Raises OSError and ValueError."""
    if path is None:
        return ""
    content = path.read_bytes()
    if len(content) > MOST_BYTES:
        raise ValueError("too large")
    if re.match(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg[\s>]", content, re.DOTALL):
        return content.decode("utf-8")
    return _wrapped(path, content)


def _wrapped(path: Path, content: bytes) -> str:
    try:
        with Image.open(path) as image:
            width, height, mime = *image.size, FORMATS[image.format or ""]
    except (UnidentifiedImageError, Image.DecompressionBombError, KeyError) as error:
        raise ValueError("no PNG, JPEG or SVG") from error
    data = base64.b64encode(content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:{mime};base64,{data}"/></svg>'
    )


def problems(path: Path | None) -> list[ConfigProblem]:
    """Say what is wrong with the file, if anything is."""
    example = 'emblem = "lambang.png"'
    try:
        drawn(path)
    except OSError as error:
        assert path is not None  # noqa: S101 - without one nothing is read
        return [ConfigProblem(KEY, unreadable(path, error), EXPECTED, example)]
    except ValueError:
        found = Words(f"{path} bukan gambar yang dapat dipakai", f"{path} is no picture that can be used")
        return [ConfigProblem(KEY, found, EXPECTED, example)]
    return []
