"""LibreOffice without a screen: what it makes of many files in one run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

PACKAGES = "libreoffice-calc-nogui, libreoffice-draw-nogui, libreoffice-impress-nogui, libreoffice-math-nogui,"
PACKAGES += " libreoffice-writer-nogui"


def needed() -> str:
    """Ask for LibreOffice: what is not installed fails in CI, and skips elsewhere."""
    program = shutil.which("soffice")
    if program is None and os.environ.get("CI"):
        pytest.fail(f"not installed: {PACKAGES}")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return program


def converted(form: str, files: Iterable[Path], into: Path, *options: str) -> dict[str, Path]:
    """Convert files to another format; gives those it wrote by their names without an ending."""
    home = f"-env:UserInstallation={(into.parent / 'profile').as_uri()}"
    command = [needed(), home, "--headless", *options, "--convert-to", form, "--outdir", str(into), *map(str, files)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return {each.stem: each for each in into.iterdir()}
