"""The office's own templates over the shipped ones: each file of a folder takes the place of its name."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path


def shipped() -> Path:
    """Give the folder of the templates that come with the program."""
    return Path(str(files("bot.papers"))) / "templates"


@contextmanager
def overlaid(own: Path) -> Iterator[Path]:
    """Give, while it is used, a folder of the shipped templates with an office's own in their places. Raises OSError.

    It is made for each paper: what is changed in the office's folder is taken at the next one.
    """
    with tempfile.TemporaryDirectory(prefix="tayang-templates-") as folder:
        for source in (shipped(), own):
            for path in source.iterdir():
                if path.suffix == ".typ":
                    shutil.copyfile(path, Path(folder) / path.name)
        yield Path(folder)
