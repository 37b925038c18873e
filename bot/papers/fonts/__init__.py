"""The type of papers: what an office calls it, and which family stands for it. Liberation Sans is shipped (OFL.txt)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

#: Families of the same widths that may be given away, for those an office is told to use and that may not.
STAND_INS = {
    "arial": "Liberation Sans",
    "helvetica": "Liberation Sans",
    "bookman": "TeX Gyre Bonum",
    "bookman old style": "TeX Gyre Bonum",
    "times new roman": "Liberation Serif",
}
SHIPPED = "Liberation Sans"


def family(name: str) -> str:
    """Give the family that stands for what an office calls its type."""
    return STAND_INS.get(name.strip().casefold(), name.strip())


def found(name: str) -> bool:
    """Say whether papers can be set in it here; what is not found is set in Liberation Sans."""
    return family(name).casefold() in {known.casefold() for known in known_fonts().families()}


@cache
def known_fonts() -> typst.Fonts:
    """Look once for the shipped family and the machine's: those stand in, too, where ours lack a sign."""
    return typst.Fonts(include_system_fonts=True, font_paths=[Path(str(files(__name__)))])
